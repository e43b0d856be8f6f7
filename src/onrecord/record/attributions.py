"""The rows of attributions: what stands in their columns, written when an article is kept and when a person has changed what was read."""

import re
from calendar import monthrange
from typing import Final

import msgspec

from onrecord.model import Attribution
from onrecord.record.database import Database, Value

__all__ = ["HIDDEN", "bounds", "insert", "restore", "rewrite"]

HIDDEN: Final = ("rejected", "withdrawn")
"""Verdicts of attributions that are kept, but stand no longer."""

_DATES = re.compile(r"(?!0000)\d{4}(-(0[1-9]|1[0-2])(-\d\d)?)?(/(?!0000)\d{4}(-(0[1-9]|1[0-2])(-\d\d)?)?)?", re.ASCII)
_COLUMNS: Final = (
    *("speaking_id", "outer_label", "kind", "act", "stance", "asserted", "degree", "said_first", "said_last", "confidence"),
    *("source", "cue", "content", "attribution_json", "is_current", "verdict"),
)
_INSERT = (
    f"INSERT INTO attributions (version_id, label, position, {', '.join(_COLUMNS)}) "  # noqa: S608
    f"VALUES (?, ?, ?, {', '.join('?' * len(_COLUMNS))}) RETURNING id"
)
_UPDATE = f"UPDATE attributions SET {', '.join(f'{c} = ?' for c in _COLUMNS)} WHERE id = ?"  # noqa: S608


def insert(  # noqa: PLR0917
    database: Database, version: int, position: int, a: Attribution, speaking: int | None, verdict: str | None = None
) -> int:
    """Write an attribution with its carriers and its words; its number.

    Args:
        database: The record.
        version: The version of the article.
        position: Where it stands among the others; of equals the one with the lower number is first.
        a: The attribution.
        speaking: The row of its speaker.
        verdict: What a person said of it; what is hidden by that is not indexed.
    """
    values = _values(a, speaking, msgspec.json.encode(a).decode(), verdict)
    id = database.insert(_INSERT, (version, a.id, position, *values))
    _follow(database, id, a, verdict)
    return id


def rewrite(  # noqa: PLR0917
    database: Database, id: int, a: Attribution, speaking: int | None, encoded: str, verdict: str | None = None
) -> None:
    """Write an attribution of a current version anew, with its carriers and its words.

    Args:
        database: The record.
        id: Its number.
        a: The attribution.
        speaking: The row of its speaker.
        encoded: Its JSON.
        verdict: What a person said of it.
    """
    database.words.drop_one(id)
    database.run(_UPDATE, (*_values(a, speaking, encoded, verdict), id))
    database.run("DELETE FROM carriers WHERE attribution_id = ?", (id,))
    _follow(database, id, a, verdict)


def restore(database: Database, id: int, a: Attribution, speaking: int | None, encoded: str) -> None:
    """Write an attribution of a version that is not current as it was read; it has been taken out of the index before."""
    database.run(_UPDATE, (*_values(a, speaking, encoded, None)[:-2], 0, None, id))
    database.run("DELETE FROM carriers WHERE attribution_id = ?", (id,))
    _carried(database, id, a)


def _values(a: Attribution, speaking: int | None, encoded: str, verdict: str | None) -> tuple[Value, ...]:
    first, last = bounds(a.said_on.value if a.said_on else None)
    return (
        *(speaking, a.inside, a.kind, a.act, a.reporter_stance, int(a.asserted), a.certainty.degree if a.certainty else None),
        *(first, last, a.confidence, *(x.text if x else None for x in (a.source, a.cue, a.content)), encoded),
        *(int(verdict not in HIDDEN), verdict),
    )


def _follow(database: Database, id: int, a: Attribution, verdict: str | None) -> None:
    _carried(database, id, a)
    if verdict not in HIDDEN:
        content, source = (x.text if x else None for x in (a.content, a.source))
        database.words.put(id, content, source, a.speaker.name if a.speaker else None)


def _carried(database: Database, id: int, a: Attribution) -> None:
    database.run_all(
        "INSERT INTO carriers (attribution_id, position, name, type) VALUES (?, ?, ?, ?)",
        [(id, n, v.name, v.type) for n, v in enumerate(a.via)],
    )


def bounds(value: str | None) -> tuple[str | None, str | None]:
    """First and last day of a date in ISO 8601: a day, month, year or interval; None where it is no such date."""
    if value is None or not _DATES.fullmatch(value):
        return None, None
    first, _, last = value.partition("/")
    return first + "-01-01"[len(first) - 4 :], _end(last or first)


def _end(value: str) -> str:
    if len(value) == 4:
        return f"{value}-12-31"
    if len(value) == 7:
        return f"{value}-{monthrange(int(value[:4]), int(value[5:7]))[1]:02}"
    return value
