import pytest

from onrecord.speakers.entities import named
from onrecord.speakers.pointing import pointed
from tests.speakers.invented import mentions_of

NAMES = {"Maria Lind": "person", "Jonas Berg": "person", "Per Holm": "person", "Norway": "place", "Latvia": "place", "BBC": "organisation"}


def pointed_at(text: str, phrase: str) -> list[str]:
    m = mentions_of(text, NAMES, (phrase,))
    found = named(m)
    at = next(i for i in range(len(m)) if m.text(i) == phrase)
    before = [j for j in range(at) if j in found.of]
    return [found.entities[n].name for n in pointed(m, found, at, before)]


@pytest.mark.parametrize(
    ("text", "phrase", "who"),
    [
        ("Maria Lind met Jonas Berg. The latter spoke.", "The latter", ["Jonas Berg"]),
        ("Maria Lind met Jonas Berg. The former spoke.", "The former", ["Maria Lind"]),
        ("Maria Lind married Jonas Berg in Norway. The couple spoke.", "The couple", ["Maria Lind", "Jonas Berg"]),
        ("Maria Lind met Jonas Berg. Both leaders spoke.", "Both leaders", ["Maria Lind", "Jonas Berg"]),
        ("Norway and Latvia signed, Maria Lind said. The two countries spoke.", "The two countries", ["Norway", "Latvia"]),
        ("The BBC asked Maria Lind. The broadcaster spoke.", "The broadcaster", ["BBC"]),
    ],
)
def test_what_was_named_before(text: str, phrase: str, who: list[str]) -> None:
    assert pointed_at(text, phrase) == who


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("Maria Lind spoke. The latter left.", "The latter"),
        ("Maria Lind came. Both men left.", "Both men"),
        ("Maria Lind met Jonas Berg. Both companies left.", "Both companies"),
        ("Maria Lind met Jonas Berg. It rained. It snowed. It thawed. It froze. The couple left.", "The couple"),
        ("Maria Lind asked. The newspaper left.", "The newspaper"),
        ("Mrs Maria Lind met Jonas Berg. Both men left.", "Both men"),
        ("Jonas Berg met Maria Lind in Norway with Per Holm. The latter left.", "The latter"),
        ("The BBC reported on Norway. The agency left.", "The agency"),
    ],
)
def test_what_points_at_nothing_clearly(text: str, phrase: str) -> None:
    assert pointed_at(text, phrase) == []
