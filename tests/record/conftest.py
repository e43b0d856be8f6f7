from collections.abc import Callable, Iterable, Iterator

import msgspec
import numpy as np
import pytest

from onrecord.meaning.codes import DIMENSION, Floats, quantised
from onrecord.meaning.gathering import Vectors
from onrecord.model import Article, Attribution, Certainty, Date, Excerpt, Reading, Speaker, Via
from onrecord.record import Record, open_record
from onrecord.record.database import Database
from onrecord.record.identity import content_hash, key_of
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


def of_version_one(place: str, readings: Iterable[Reading]) -> None:
    """Make a record of articles as the first version of the tables had it, where every key of a speaker joined."""
    of_version(place, 1)
    database = database_at(place)
    with database.writing():
        for one in readings:
            _keep_in_version_one(database, one)
    database.close()


def _keep_in_version_one(database: Database, one: Reading) -> None:
    a = one.article
    outlet = None
    if a.outlet:
        rows = database.rows("SELECT id FROM outlets WHERE name = ?", (a.outlet,))
        outlet = rows[0][0] if rows else database.insert("INSERT INTO outlets (name) VALUES (?) RETURNING id", (a.outlet,))
    n = database.insert("INSERT INTO articles (key, outlet_id, added_at) VALUES (?, ?, '2026-03-05') RETURNING id", (key_of(a), outlet))
    version = database.insert(
        "INSERT INTO versions (article_id, number, is_current, content_hash, external_id, published, day, article_json, reader, added_at) "
        "VALUES (?, 1, 1, ?, ?, ?, ?, ?, 'onrecord', '2026-03-05') RETURNING id",
        (n, content_hash(a), a.id, a.published, a.published, msgspec.json.encode(a).decode()),
    )
    for position, x in enumerate(one.attributions):
        s = x.speaker
        assert s
        assert x.content
        speaker = None
        if s.key:
            whole = f"{s.type}:{s.key}"
            rows = database.rows("SELECT id FROM speakers WHERE key = ?", (whole,))
            new = "INSERT INTO speakers (key, name, type, known) VALUES (?, ?, ?, ?) RETURNING id"
            speaker = rows[0][0] if rows else database.insert(new, (whole, s.name, s.type, s.known))
        speaking = database.insert(
            "INSERT INTO speakings (version_id, label, name, type, key, known, speaker_id) VALUES (?, ?, ?, ?, ?, ?, ?) RETURNING id",
            (version, s.id, s.name, s.type, s.key, s.known, speaker),
        )
        id = database.insert(
            "INSERT INTO attributions (version_id, label, position, is_current, speaking_id, kind, act, stance, asserted, confidence, "
            "content, source, attribution_json) VALUES (?, ?, ?, 1, ?, 'indirect', ?, ?, 1, 0.8, ?, ?, ?) RETURNING id",
            (version, x.id, position, speaking, x.act, x.reporter_stance, x.content.text, s.name, msgspec.json.encode(x).decode()),
        )
        carriers = [(id, n, v.name, v.type) for n, v in enumerate(x.via)]
        database.run_all("INSERT INTO carriers (attribution_id, position, name, type) VALUES (?, ?, ?, ?)", carriers)
        database.words.put(id, x.content.text, s.name, s.name)


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


def direction(text: str) -> Floats:
    """A unit vector that stands in for what a text means: texts that share words lie near each other."""
    rows = [np.random.default_rng(list(word.encode())).standard_normal(DIMENSION) for word in sorted({*text.lower().split()})]
    total = np.sum(rows, axis=0)
    unit: Floats = (total / np.linalg.norm(total)).astype(np.float32)
    return unit


def stand_in(made: Reading, maker: str = "stand-in") -> Vectors:
    """The vectors of a reading, without a network."""
    said = {a.id: direction(a.content.text) for a in made.attributions if a.content}
    return Vectors(maker, tuple(said), quantised(np.stack([*said.values()])) if said else np.zeros((0, DIMENSION), np.int8))


class StandInEmbedder:
    """Stands in for `onrecord.meaning.embedding.Embedder`."""

    maker = "stand-in"

    def of(self, text: str) -> Floats:
        return direction(text)

    def again(self, made: Reading) -> Vectors:
        return stand_in(made)


@pytest.fixture
def embedder(monkeypatch: pytest.MonkeyPatch) -> None:
    """Puts a stand-in in the place of the network for the meaning of texts."""
    monkeypatch.setattr("onrecord.meaning.embedding.embedder", StandInEmbedder)
    monkeypatch.setattr("onrecord.meaning.head.shipped", StandInEmbedder)


@pytest.fixture
def make() -> Callable[..., Reading]:
    return reading


__all__ = ["Date", "Via"]
