import pytest

from onrecord.record import Record
from onrecord.record.mentioning import Words, mentioned
from tests.record.people import article, number, said


@pytest.fixture
def full(record: Record) -> Record:
    record.add(article("one", "Ana Lind", "Bo Berg", said("Ministry of Roads", type="organisation"), said("Ferry Post", type="outlet")))
    record.add(article("two", "Cy Dahl", "Dag Lind", said("officials", type="group"), said("Norway", type="place")))
    record.add(article("three", "Jean-Luc O'Hara", said("U.S. State Department", type="organisation"), "Ana Lind", "Åse Öberg"))
    return record


def about(record: Record, content: str, article: int = 1, by: int = 0) -> set[str]:
    ((version,),) = record.database.rows("SELECT id FROM versions WHERE article_id = ? AND is_current = 1", (article,))
    return {record.speakers[id].name for id, _ in mentioned(record.database, [Words(version, content)], by)}


@pytest.mark.parametrize(
    ("content", "found"),
    [
        ("that Cy Dahl knew of it", {"Cy Dahl"}),
        ("“Cy Dahl,” she wrote, knew", {"Cy Dahl"}),
        ("Cy Dahl's bridge is safe", {"Cy Dahl"}),
        ("Cy Dahl’s bridge is safe.", {"Cy Dahl"}),
        ("the bridge of (Cy Dahl)", {"Cy Dahl"}),
        ("the fault of Cy Dahl.", {"Cy Dahl"}),
        ("Cy Dahl and Ana Lind met Åse Öberg", {"Cy Dahl", "Ana Lind", "Åse Öberg"}),
        ("Jean-Luc O'Hara was there", {"Jean-Luc O'Hara"}),
        ("the Ministry of Roads lied", {"Ministry of Roads"}),
        ("Norway will pay", {"Norway"}),
        ("the U.S. State Department, as ever", {"U.S. State Department"}),
        ("what the Ferry Post printed", {"Ferry Post"}),
        ("cy dahl knew", set()),
        ("Cy, Dahl and others", set()),
        ("Cyril Dahlia knew", set()),
        ("the ministry of roads", set()),
        ("officials lied", set()),
        ("Norwegian roads", set()),
        ("", set()),
        ("— … “”", set()),
        ("Ana " * 3000, set()),
    ],
)
def test_who_is_mentioned_in_a_content(full: Record, content: str, found: set[str]) -> None:
    assert about(full, content) == found


def test_a_last_name_is_the_one_that_the_article_has(full: Record) -> None:
    assert about(full, "Lind is wrong, and so is Berg", 1) == {"Ana Lind", "Bo Berg"}
    assert about(full, "Lind's bridge", 2) == {"Dag Lind"}
    assert about(full, "Berg is wrong", 2) == set()


def test_a_last_name_of_two_in_an_article_tells_neither(record: Record) -> None:
    record.add(article("one", "Ana Lind", "Dag Lind", said("Berg", type="organisation"), "Bo Berg"))
    assert about(record, "Lind is wrong, and so is Berg") == set()


def test_a_name_is_not_also_its_last_word(full: Record) -> None:
    assert about(full, "Dag Lind is wrong", 1) == {"Dag Lind"}


def test_the_speaker_is_not_told(full: Record) -> None:
    assert about(full, "Ana Lind and Cy Dahl", by=number(full, "one", "Ana Lind")) == {"Cy Dahl"}


def test_a_name_counts_once_in_a_content_and_for_whoever_it_is_one_with(full: Record) -> None:
    full.speakers.merge(number(full, "one", "Bo Berg"), number(full, "two", "Cy Dahl"), name="Bo Berg")
    said = [Words(1, "Bo Berg, Bo Berg and Cy Dahl"), Words(1, "Cy Dahl and Åse Öberg")]
    found = mentioned(full.database, said, 0)
    assert [(full.speakers[id].name, n) for id, n in found] == [("Bo Berg", 2), ("Åse Öberg", 1)]


def test_nothing_said_mentions_nobody(full: Record) -> None:
    assert mentioned(full.database, [], 0) == []
