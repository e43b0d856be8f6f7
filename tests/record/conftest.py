from collections.abc import Callable, Iterator

import pytest

from onrecord.model import Article, Attribution, Certainty, Date, Excerpt, Reading, Speaker, Via
from onrecord.record import Record, open_record
from onrecord.record.places import database_at
from onrecord.record.schema import make as make_tables


@pytest.fixture
def record(place: str) -> Iterator[Record]:
    """A new record, in each kind of database."""
    with open_record(place) as made:
        yield made


def of_version(place: str, number: int) -> None:
    """Make a record as the onrecord of an earlier version of its tables made it."""
    database = database_at(place)
    with database.writing():
        make_tables(database, number)
    database.close()


def reading(id: str = "one", *said: tuple[str, str], url: str | None = None, **facts: str | None) -> Reading:
    """An article in which each (speaker, content) is said."""
    text, attributions = "", []
    for n, (who, what) in enumerate(said, start=1):
        start = len(text)
        text += f"{who} said {what}. "
        source, cue = (start, start + len(who)), (start + len(who) + 1, start + len(who) + 5)
        content = (cue[1] + 1, cue[1] + 1 + len(what))
        key = who.lower()
        attributions.append(
            Attribution(
                id=f"a{n}",
                kind="indirect",
                source=Excerpt(who, (source,)),
                cue=Excerpt("said", (cue,)),
                content=Excerpt(what, (content,)),
                speaker=Speaker(id=f"s-{key}", name=who, type="person", key=key, confidence=0.9),
                act="state",
                reporter_stance="neutral",
                certainty=Certainty(degree="certain", polarity="positive"),
                confidence=0.8,
            )
        )
    return Reading(Article(id=id, text=text or "Nothing was said.", url=url, **facts), tuple(attributions))  # type: ignore[arg-type]


@pytest.fixture
def make() -> Callable[..., Reading]:
    return reading


__all__ = ["Date", "Via"]
