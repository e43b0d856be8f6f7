"""What was found as a file: each row is sent as it is read, and a file that ends early says so in its last row."""

import logging
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from itertools import chain, islice
from typing import Any, Final

from fastapi import FastAPI
from fastapi.concurrency import iterate_in_threadpool
from fastapi.responses import StreamingResponse

from onrecord.errors import OnrecordError
from onrecord.exporting.found import cells_of, heading, object_of
from onrecord.exporting.rows import csv_line, json_array, json_line
from onrecord.record import Hit, Record
from onrecord.web.problems import Busy, told

__all__ = ["KINDS", "Wanted", "sent"]

_log = logging.getLogger("onrecord.web")

KINDS: Final = {"csv": "text/csv; charset=utf-8", "json": "application/json", "jsonl": "application/jsonl"}
"""What a search can be exported as, by the ending of the file."""

_PIECE: Final = 64 * 1024
"""Characters that are gathered before they are sent."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to be exported.

    Attributes:
        kind: One of `KINDS`.
        name: What the file is called, without its ending; of letters, digits and hyphens.
        similar: Whether rows have a similarity.
        most: Of how many rows at most.
        more: What is said in a last row where there would be more; None where nothing is.
    """

    kind: str
    name: str
    similar: bool
    most: int
    more: str | None = None


@dataclass(frozen=True, slots=True)
class _Ended:
    """Stands for the rows that are missing at the end."""

    why: str


def sent(app: FastAPI, wanted: Wanted, find: Callable[[Record], Iterator[Hit]]) -> StreamingResponse:
    """The answer with a file. What goes wrong before its first row is a problem as with any page.

    Args:
        app: The application; its settings say how long an export may take, and how many there may be at once.
        wanted: What is exported.
        find: Asks a record.

    Raises:
        Busy: As many as there may be are on their way.
        OnrecordError: The record cannot be asked.
    """
    pieces = _pieces(app, wanted, find)
    first = next(pieces, "")
    disposition = f'attachment; filename="{wanted.name}.{wanted.kind}"'
    return StreamingResponse(_closing(first, pieces), media_type=KINDS[wanted.kind], headers={"content-disposition": disposition})


async def _closing(first: str, pieces: Iterator[str]) -> AsyncIterator[str]:
    """The pieces; whatever happens to whom they are sent, the connection to the record is given back."""
    try:
        yield first
        async for piece in iterate_in_threadpool(pieces):
            yield piece
    finally:
        pieces.close()  # type: ignore[attr-defined]


def _pieces(app: FastAPI, wanted: Wanted, find: Callable[[Record], Iterator[Hit]]) -> Iterator[str]:
    with ExitStack() as stack:
        exports = app.state.exports
        if not exports.acquire(timeout=app.state.settings.patience):
            raise Busy
        stack.callback(exports.release)
        record = stack.enter_context(app.state.pool.asked(app.state.settings.export_seconds))
        hits = find(record)
        begun = [*islice(hits, 1)]  # fails here while the answer can still say so
        gathered: list[str] = []
        length = 0
        for text in _written(wanted, _rows(chain(begun, hits), wanted)):
            gathered.append(text)
            length += len(text)
            if length >= _PIECE:
                yield "".join(gathered)
                gathered, length = [], 0
        yield "".join(gathered)


def _rows(hits: Iterator[Hit], wanted: Wanted) -> Iterator[Hit | _Ended]:
    try:
        yield from islice(hits, wanted.most)
        if wanted.more is not None and next(hits, None) is not None:
            yield _Ended(wanted.more)
    except Exception as error:  # the beginning is with its reader, who must be told in the file itself
        _log.warning("an export ended early: %s", error, exc_info=None if isinstance(error, OnrecordError) else error)
        yield _Ended(f"ended early: {told(error).detail}")


def _written(wanted: Wanted, rows: Iterator[Hit | _Ended]) -> Iterator[str]:
    if wanted.kind == "csv":
        names = heading(similar=wanted.similar)
        yield csv_line(names)
        yield from (csv_line([f"error: {r.why}", *[""] * (len(names) - 1)] if isinstance(r, _Ended) else cells_of(r)) for r in rows)
    elif wanted.kind == "json":
        yield from json_array(map(_object, rows))
    else:
        yield from (json_line(_object(r)) + "\n" for r in rows)


def _object(row: Hit | _Ended) -> dict[str, Any]:
    return {"error": row.why} if isinstance(row, _Ended) else object_of(row)
