"""Finding where words come from, for one visitor after the other: the networks keep a processor busy."""

import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from fastapi import Request

from onrecord.claims.tracing import trace
from onrecord.errors import InputError
from onrecord.record.identity import address
from onrecord.web.claims.beside import beside
from onrecord.web.claims.wording import Rewording, reworded
from onrecord.web.problems import Busy

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from onrecord.claims.telling import Trace, Traced
    from onrecord.record import Record
    from onrecord.record.searching import Hit

__all__ = ["LONGEST", "LOOKED_AT", "SURE", "Finding", "Step", "article_at", "is_address", "traced"]

LONGEST = 10_000
"""Characters of the longest text that is taken."""

LOOKED_AT = 2_000
"""Characters of it that are looked at, as `onrecord.claims.tracing` does."""

SURE = 0.75
"""Probability from which it is told without "perhaps" what a statement has to do with the words."""

_MOST, _NEAR = 12, 5
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE)
_TURN = threading.Lock()


@dataclass(frozen=True, slots=True)
class Step:
    """A statement that says what was asked for, or something near it.

    Attributes:
        found: What was found.
        rewording: How its words differ from those that were asked for.
        number: Number of the speaker.
        later: Its further reports in which something else is said.
    """

    found: "Traced"
    rewording: Rewording
    number: int | None
    later: int


@dataclass(frozen=True, slots=True)
class Finding:
    """The history of some words.

    Attributes:
        trace: What was found.
        first: The earliest statement that surely says it; None where none does.
        steps: All statements that were found: those that say it in the order of time, then those that say less, then what contradicts it.
        near: Where nothing was found, attributions that are about much the same.
    """

    trace: "Trace"
    first: Step | None
    steps: tuple[Step, ...]
    near: "tuple[Hit, ...]"

    @property
    def perhaps(self) -> bool:
        """Whether somebody may have said it, though none surely did."""
        return self.first is None and any(s.found.says for s in self.steps)


def is_address(text: str) -> bool:
    """Whether a text is an address on the web, and nothing else."""
    return _ADDRESS.fullmatch(text.strip()) is not None


def article_at(record: "Record", url: str) -> int | None:
    """The number of the article with an address; None where the record has none."""
    plain = url.strip()
    whole = plain if "://" in plain else f"https://{plain}"
    rows = record.database.rows("SELECT id FROM articles WHERE key = ?", (f"url:{address(whole)}",))
    return int(rows[0][0]) if rows else None


def traced(request: Request, text: str) -> Finding:
    """Find where some words come from.

    The networks run for one visitor at a time, and only the one whose turn it is holds a connection to the record.

    Args:
        request: What is answered.
        text: A sentence.

    Raises:
        InputError: There is no word in it.
        Busy: Others ask for long.
        WeightsError: A model is missing or damaged.
    """
    state = request.app.state
    if not any(c.isalnum() for c in text[:LOOKED_AT]):
        raise InputError("there is no word in it; paste what was said", repr(text[:40]))
    with _turn(state.settings.patience):
        vector = _meaning(text)
        with state.pool.asked(2 * state.settings.seconds) as record:  # the network that compares contents takes its time too
            return _found(record, text, vector)


@contextmanager
def _turn(patience: float) -> Iterator[None]:
    if not _TURN.acquire(timeout=patience):
        raise Busy
    try:
        yield
    finally:
        _TURN.release()


def _meaning(text: str) -> "NDArray[np.int8]":
    """What a text means, as a record keeps vectors; the first time, this loads the models, which all further ones share."""
    from onrecord.claims.network import shipped  # noqa: PLC0415 - onnxruntime takes a while to import
    from onrecord.meaning.codes import quantised  # noqa: PLC0415
    from onrecord.meaning.embedding import embedder  # noqa: PLC0415

    shipped()
    vector: NDArray[np.int8] = quantised(embedder().of(text[:LOOKED_AT])[None])[0]
    return vector


def _found(record: "Record", text: str, vector: "NDArray[np.int8]") -> Finding:
    found = trace(record.database, text, vector, limit=_MOST)
    told = beside(record.database, [t.report for t in found.found])
    steps = [_step(found, t, told.speakers) for t in found.found]
    rank = {"same": 0, "more": 0, "less": 1, "contradicts": 2}
    steps.sort(key=lambda s: (rank[s.found.relation], *_when(s)))
    sure = [s for s in steps if s.found.says and s.found.probability >= SURE]
    first = min(sure, key=_first_when, default=None)
    near: tuple[Hit, ...] = ()
    if not found.found:
        near = tuple(record.search("", like=found.text, limit=_NEAR))
    return Finding(found, first, tuple(steps), near)


def _step(found: "Trace", t: "Traced", speakers: dict[str, int]) -> Step:
    later = sum(r.drift is not None and bool(r.drift.material) for r in t.statement.reports)
    return Step(t, reworded(found.text, t.report.content, t.drift), speakers.get(t.report.key), later)


def _when(s: Step) -> tuple[object, ...]:
    from onrecord.claims.times import order  # noqa: PLC0415

    return (*order(s.found.report.published, s.found.report.key), s.found.statement.id)


def _first_when(s: Step) -> tuple[object, ...]:
    from onrecord.claims.times import order  # noqa: PLC0415

    return (*order(s.found.first.published, s.found.first.key), s.found.statement.id)
