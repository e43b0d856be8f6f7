"""The log of what was judged of speakers by hand."""

import getpass
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Literal

import msgspec

from onrecord.errors import NotInRecord, RecordError
from onrecord.record.database import Database
from onrecord.record.regrouping import in_batches

__all__ = ["Judgement", "Standing", "Verdict", "encoded", "judgements", "login", "now", "standings", "target"]

Verdict = Literal["merge", "split", "same", "different", "unsure", "undo"]


class Standing(msgspec.Struct, frozen=True):
    """A speaker as it stood before or after a judgement.

    Attributes:
        id: Its number.
        name: What it was called.
        attributions: How many attributions it had.
    """

    id: int
    name: str
    attributions: int


@dataclass(frozen=True, slots=True)
class Judgement:
    """One entry of the log.

    Attributes:
        number: Its number.
        verdict: merge, split, same, different, unsure or undo.
        made_at: When, ISO 8601 in UTC.
        made_by: By whom.
        speakers: The numbers of the speakers that it is about; of a split the new one, then the one that it was split from.
        articles: The numbers of the articles that a split named.
        undoes: The number of the judgement that it undoes.
        holds: Whether it holds; otherwise it was undone.
        forced: Whether it was made against earlier judgements, which then do not hold while it does.
        name: The name that was chosen.
        note: What was noted.
        before: The speakers that it changed, as they stood before.
        after: As they stood after.
    """

    number: int
    verdict: Verdict
    made_at: str
    made_by: str
    speakers: tuple[int, ...]
    articles: tuple[int, ...]
    undoes: int | None
    holds: bool
    forced: bool
    name: str | None
    note: str | None
    before: tuple[Standing, ...]
    after: tuple[Standing, ...]


def now() -> str:
    """The time, ISO 8601 in UTC."""
    return datetime.now(UTC).isoformat(timespec="seconds")


def login() -> str:
    """The login name, by which a judgement is signed where nobody says otherwise."""
    try:
        return getpass.getuser()
    except (KeyError, OSError, ImportError):  # a container may have a user without a name
        return "unknown"


def judgements(database: Database, *, speaker: int | None = None) -> list[Judgement]:
    """The log, oldest first.

    Args:
        database: The record.
        speaker: Only what is about this speaker, or any name that is one with it.
    """
    speakers: dict[int, list[int]] = {}
    about = set[int]()
    for judgement, id, same in database.rows(
        "SELECT s.judgement_id, s.speaker_id, n.canonical_id FROM judged_speakers s JOIN speakers n ON n.id = s.speaker_id "
        "ORDER BY s.judgement_id, s.position"
    ):
        speakers.setdefault(judgement, []).append(id)
        if speaker in {id, same}:
            about.add(judgement)
    articles: dict[int, list[int]] = {}
    for judgement, article in database.rows(
        "SELECT DISTINCT judgement_id, article_id FROM judged_mentions ORDER BY judgement_id, article_id"
    ):
        articles.setdefault(judgement, []).append(article)
    decode = msgspec.json.Decoder(tuple[Standing, ...]).decode
    rows = database.rows(
        "SELECT id, verdict, made_at, made_by, undoes, is_active, is_forced, name, note, before_json, after_json "
        "FROM judgements ORDER BY id"
    )
    return [
        Judgement(
            *(id, verdict, made_at, made_by, tuple(speakers.get(id, ())), tuple(articles.get(id, ())), undoes, bool(holds), bool(forced)),
            *(name, note, decode(before), decode(after)),
        )
        for id, verdict, made_at, made_by, undoes, holds, forced, name, note, before, after in rows
        if speaker is None or id in about or undoes in about
    ]


def standings(database: Database, nodes: Iterable[int]) -> tuple[Standing, ...]:
    """The speakers that some nodes are now, by number."""
    tops = {int(row[0]) for row in in_batches(database, "SELECT DISTINCT canonical_id FROM speakers WHERE id IN ({})", list(nodes))}
    found: list[Any] = list(
        in_batches(
            database,
            "SELECT p.id, p.label, (SELECT count(*) FROM speakers n JOIN speakings s ON s.speaker_id = n.id "
            "JOIN attributions a ON a.speaking_id = s.id AND a.is_current = 1 WHERE n.canonical_id = p.id) "
            "FROM speakers p WHERE p.id IN ({})",
            sorted(tops),
        )
    )
    return tuple(Standing(int(id), str(name), int(n)) for id, name, n in sorted(found))


def encoded(standing: Iterable[Standing]) -> str:
    """Standings as they are kept."""
    return msgspec.json.encode(list(standing)).decode()


def target(database: Database, number: int | None) -> tuple[int, int | None]:
    """The judgement that is to be undone: its number, and what it undoes itself.

    Args:
        database: The record.
        number: Its number; None for the last that holds and is no undoing itself.

    Raises:
        RecordError: There is none, or it does not hold.
    """
    if number is None:
        rows = database.rows(
            "SELECT id, undoes, is_active FROM judgements WHERE is_active = 1 AND verdict <> 'undo' ORDER BY id DESC LIMIT 1"
        )
        if not rows:
            raise NotInRecord("has no judgement to undo", database.name)
    else:
        rows = database.rows("SELECT id, undoes, is_active FROM judgements WHERE id = ?", (number,))
        if not rows:
            raise NotInRecord(f"has no judgement {number}; onrecord speakers judgements lists them", database.name)
    id, undoes, holds = rows[0]
    if not holds:
        by = database.rows("SELECT id FROM judgements WHERE undoes = ? AND is_active = 1", (id,))[0][0]
        raise RecordError(f"judgement {id} was undone by {by} already; undo {by} to let it hold again", database.name)
    return int(id), undoes
