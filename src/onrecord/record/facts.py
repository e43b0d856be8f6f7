"""What a search asks of attributions besides their words, of each in 37 bytes: when, by whom, where, and of what kind."""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Final, get_args

import msgspec

from onrecord.model import Act, Kind, ReporterStance
from onrecord.record.blocks import Blocks
from onrecord.record.database import Database, Value
from onrecord.record.layout import Column, Layout

__all__ = [
    "CODES",
    "FACTS",
    "LATEST",
    "day_number",
    "facts_of",
    "forget",
    "note",
    "note_again",
    "note_all",
    "note_all_speakers",
    "note_speakers",
]

FACTS: Final = Blocks(
    "facts",
    Layout(
        ("id", "<i8"),
        ("first", "<i4"),  # days as numbers such as 20260305; of the saying where that is known, else of publication; 0 unknown
        ("last", "<i4"),
        ("article", "<u4"),
        ("outlet", "<u4"),  # of `outlets`; 0 none
        ("speaker", "<u4"),  # of `speakers`, as the article has it: whom that is one with is asked when it is looked for; 0 none
        ("confidence", "<f4"),
        ("act", "u1"),  # of `CODES`; 0 none
        ("stance", "u1"),
        ("kind", "u1"),
        ("asserted", "u1"),
        ("anonymous", "u1"),  # whether the article keeps the speaker's name back
    ),
    Layout(("id", "<i8"), ("carrier", "<u4")),  # of `names`
)

CODES: Final = {
    name: {value: n for n, value in enumerate(get_args(type), start=1)}
    for name, type in (("act", Act), ("stance", ReporterStance), ("kind", Kind))
}
"""Numbers of acts, stances and kinds, in the order in which `onrecord.model` lists them; new ones come last."""

LATEST: Final = 99_99_99_99
_DAY = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?(?![\d-])")


def day_number(day: str | None, missing: int = 0) -> int | None:
    """A day as a number that sorts as days do; None where it is none.

    Args:
        day: ISO 8601: a day, month or year.
        missing: What stands for a month or day that is not said: 0 is before all of them, 99 after.
    """
    found = _DAY.match(day or "")
    if found is None:
        return None
    year, month, of_month = found.groups()
    return int(year) * 10_000 + int(month or missing) * 100 + int(of_month or missing)


_FOUND = (
    "SELECT a.id, coalesce(a.said_first, v.day), coalesce(a.said_last, v.day), ar.id, ar.outlet_id, s.speaker_id, a.confidence, "
    "a.act, a.stance, a.kind, a.asserted, a.attribution_json "
    "FROM attributions a JOIN versions v ON v.id = a.version_id JOIN articles ar ON ar.id = v.article_id "
    "LEFT JOIN speakings s ON s.id = a.speaking_id WHERE {} ORDER BY a.id"
)
_CARRIERS = (
    "SELECT c.attribution_id, c.name FROM carriers c JOIN attributions a ON a.id = c.attribution_id WHERE {} "
    "ORDER BY c.attribution_id, c.position"
)


def note(database: Database, version: int) -> None:
    """Write down the facts of a version of an article, from what has been kept of it."""
    FACTS.add(database, version, *facts_of(database, "a.version_id = ? AND a.is_current = 1", (version,)))


def note_again(database: Database, version: int, attributions: Collection[int]) -> None:
    """Write down anew the facts of some attributions of a version; those that stand no longer have none."""
    marks = ", ".join("?" * len(attributions))
    rows, more = facts_of(database, f"a.is_current = 1 AND a.id IN ({marks})", tuple(attributions))
    FACTS.drop(database, sorted({*attributions} - {*rows["id"].tolist()}))
    FACTS.put(database, version, rows, more)


def facts_of(database: Database, condition: str, values: Sequence[Value] = ()) -> tuple[dict[str, Column], dict[str, Column]]:
    """The facts of attributions, in the order of their numbers, and those of their carriers.

    Args:
        database: The record.
        condition: Which ones, in SQL; ``a`` is the attribution.
        values: The values in it.
    """
    found = database.rows(_FOUND.format(condition), values)
    carriers = database.rows(_CARRIERS.format(condition), values)
    names = _numbered(database, [str(c[1]) for c in carriers])
    rows = [
        (
            *(id, day_number(first) or 0, day_number(last) or 0, article, outlet or 0, speaker or 0, confidence),
            *(CODES["act"].get(act, 0), CODES["stance"].get(stance, 0), CODES["kind"].get(kind, 0), asserted),
            _is_anonymous(encoded),
        )
        for id, first, last, article, outlet, speaker, confidence, act, stance, kind, asserted, encoded in found
    ]
    assert FACTS.more is not None  # noqa: S101  as it is defined above
    return FACTS.rows.made(rows), FACTS.more.made([(id, names[name]) for id, name in carriers])


class _Speaker(msgspec.Struct):
    anonymous: bool = False


class _Said(msgspec.Struct):
    speaker: _Speaker | None = None


_SAID = msgspec.json.Decoder(_Said)


def _is_anonymous(encoded: str) -> int:
    speaker = _SAID.decode(encoded).speaker
    return int(speaker is not None and speaker.anonymous)


def note_all(database: Database) -> None:
    """Write down the facts of all current versions anew."""
    database.run("DELETE FROM facts")
    for (version,) in database.rows("SELECT id FROM versions WHERE is_current = 1 ORDER BY id"):
        note(database, int(version))


def note_speakers(database: Database, nodes: Mapping[int, int]) -> None:
    """Write down that attributions have other speakers than before.

    Args:
        database: The record.
        nodes: Numbers in `speakers`, by those of the attributions.
    """
    FACTS.change(database, "speaker", nodes)


def note_all_speakers(database: Database) -> None:
    """Write down the speakers of all attributions anew."""
    for first, last in database.rows("SELECT first_id, last_id FROM facts ORDER BY id"):
        rows = database.rows(
            "SELECT a.id, coalesce(s.speaker_id, 0) FROM attributions a LEFT JOIN speakings s ON s.id = a.speaking_id "
            "WHERE a.is_current = 1 AND a.id BETWEEN ? AND ?",
            (first, last),
        )
        note_speakers(database, dict(rows))


def forget(database: Database, attributions: list[int]) -> None:
    """Take attributions out of what is searched."""
    FACTS.drop(database, attributions)


def _numbered(database: Database, names: Iterable[str]) -> dict[str, int]:
    """The numbers of names; those that are new are given one."""
    out = {}
    for name in dict.fromkeys(names):
        rows = database.rows("SELECT id FROM names WHERE name = ?", (name,))
        out[name] = int(rows[0][0]) if rows else database.insert("INSERT INTO names (name) VALUES (?) RETURNING id", (name,))
    return out
