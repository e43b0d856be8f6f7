"""Whether anybody has written to a record since somebody looked."""

from onrecord.record import open_record
from tests.record.conftest import reading


def test_the_state_is_another_after_each_change_of_somebody_else_and_else_the_same(place: str) -> None:
    with open_record(place) as writer, open_record(place, read_only=True) as reader:
        seen = [reader.database.state()]
        for n in range(3):
            writer.add(reading(f"{n}", ("Lind", f"it rains {n}")))
            reader.count("rains")
            seen += [reader.database.state(), reader.database.state()]
        writer.speakers.merge(1, name="Another")
        seen.append(reader.database.state())
    assert [seen[1], seen[3], seen[5]] == [seen[2], seen[4], seen[6]]
    assert len(set(seen)) == 5
