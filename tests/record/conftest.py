from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest

from onrecord.meaning.codes import DIMENSION, Floats, quantised
from onrecord.meaning.gathering import Vectors
from onrecord.model import Article, Attribution, Certainty, Date, Excerpt, Reading, Speaker, Via
from onrecord.record import Record, open_record


@pytest.fixture
def record(tmp_path: Path) -> Iterator[Record]:
    """A new record."""
    with open_record(tmp_path / "news.db") as made:
        yield made


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
