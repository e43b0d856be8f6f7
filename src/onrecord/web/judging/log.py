"""The log of all judgements, of attributions, speakers and claims, newest first and a page at a time, whatever its length."""

import heapq
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

import msgspec

from onrecord.claims.ids import claim_id
from onrecord.claims.loading import in_batches
from onrecord.errors import InputError
from onrecord.record.database import Database, Row, Value
from onrecord.record.reviews import LoggedReview, reviews

__all__ = ["SORTS", "Asked", "Change", "Judged", "LogPage", "log"]

Sort = Literal["attribution", "speaker", "claim"]
SORTS: tuple[Sort, ...] = ("attribution", "speaker", "claim")
"""What judgements are about."""

_CURSOR = re.compile(r"a(\d{1,18})\.s(\d{1,18})\.c(\d{1,18})\Z")
_NEWEST = 10**18 - 1
_TOLD = 5
"""Contents of a claim that are told of each side of a judgement."""


@dataclass(frozen=True, slots=True)
class Asked:
    """Which judgements are asked for; what is None may be anything.

    Attributes:
        sort: What they are about.
        by: Who made them.
        holds: Whether they hold, or were undone.
        article: The number of an article.
        speaker: The number of a speaker.
    """

    sort: Sort | None = None
    by: str | None = None
    holds: bool | None = None
    article: int | None = None
    speaker: int | None = None

    def sorts(self) -> tuple[Sort, ...]:
        """What the judgements can be about."""
        only: Sort | None = "attribution" if self.article is not None else "speaker" if self.speaker is not None else self.sort
        return SORTS if only is None else (only,) if self.sort in {None, only} else ()


@dataclass(frozen=True, slots=True)
class Change:
    """What a judgement made of one field.

    Attributes:
        field: Which.
        before: As it stood; empty where there was nothing.
        after: As it stood then.
    """

    field: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Judged:
    """A judgement, as the page tells it.

    Attributes:
        sort: What it is about.
        number: Its number among those of its sort.
        verdict: What was said.
        at: When, ISO 8601 in UTC.
        by: By whom.
        note: Why.
        holds: Whether it holds.
        undoes: The number of the judgement that it undoes.
        undone_by: The number of the judgement that undid it.
        forced: Whether it was made against others.
        article: The number of the article, of an attribution.
        label: The id of the attribution there; None where it stands no more.
        title: The headline of the article.
        words: The words of source, cue and content, of an attribution.
        speakers: The numbers and names of the speakers that it is about.
        sides: The ids of claims and the words in them that it is about.
        changes: What it changed.
    """

    sort: Sort
    number: int
    verdict: str
    at: str
    by: str
    note: str | None
    holds: bool
    undoes: int | None = None
    undone_by: int | None = None
    forced: bool = False
    article: int | None = None
    label: str | None = None
    title: str | None = None
    words: Mapping[str, str] = field(default_factory=dict)
    speakers: tuple[tuple[int, str], ...] = ()
    sides: tuple[tuple[tuple[str | None, str], ...], ...] = ()
    changes: tuple[Change, ...] = ()

    @property
    def can_be_undone(self) -> bool:
        """Whether it holds; what undoes another can be undone too, but of claims."""
        return self.holds


@dataclass(frozen=True, slots=True)
class LogPage:
    """A page of the log.

    Attributes:
        entries: The judgements, newest first.
        older: Where the next page begins; None where this is the last.
    """

    entries: tuple[Judged, ...]
    older: str | None


def log(database: Database, asked: Asked, *, before: str = "", limit: int = 50) -> LogPage:
    """A page of the log.

    Args:
        database: The record.
        asked: Which judgements.
        before: Where it begins, as the page before it says; empty for the newest.
        limit: How many judgements it has.

    Raises:
        InputError: `before` is no such place.
    """
    match = _CURSOR.match(before) if before else None
    if before and match is None:
        raise InputError("is no place in the log; begin at the newest judgement", before[:40])
    at = dict(zip(SORTS, (int(n) for n in match.groups()) if match else (_NEWEST,) * 3, strict=True))
    heads = [
        [(str(row[1]), SORTS.index(sort), int(row[0])) for row in _ids(database, sort, asked, at[sort], limit + 1)]
        for sort in asked.sorts()
    ]
    taken = [(SORTS[s], n) for _, s, n in heapq.merge(*heads, key=lambda h: (h[0], h[1], h[2]), reverse=True)]
    at = dict.fromkeys(SORTS, 1) | {SORTS[h[0][1]]: h[0][2] + 1 for h in heads if h} | dict(taken[:limit])
    older = ".".join(f"{sort[0]}{at[sort]}" for sort in SORTS) if len(taken) > limit else None
    here: dict[Sort, list[int]] = {sort: [n for s, n in taken[:limit] if s == sort] for sort in SORTS}
    made = {
        **{("attribution", j.number): j for j in _attributions(database, here["attribution"])},
        **{("speaker", j.number): j for j in _speakers(database, here["speaker"])},
        **{("claim", j.number): j for j in _claims(database, here["claim"])},
    }
    return LogPage(tuple(made[key] for key in taken[:limit] if key in made), older)


def _ids(database: Database, sort: Sort, asked: Asked, before: int, limit: int) -> list[Row]:
    """The newest judgements of one sort, with their times."""
    table = {"attribution": "reviews", "speaker": "judgements", "claim": "claim_rulings"}[sort]
    conditions, values = ["id < ?"], list[Value]([before])
    if asked.by is not None:
        conditions.append("made_by = ?")
        values.append(asked.by)
    if asked.holds is not None:
        conditions.append("is_active = ?")
        values.append(int(asked.holds))
    if asked.article is not None:
        conditions.append("article_id = ?")
        values.append(asked.article)
    if asked.speaker is not None:
        about = (
            "SELECT x.judgement_id FROM judged_speakers x JOIN speakers n ON n.id = x.speaker_id WHERE n.canonical_id = "
            "(SELECT canonical_id FROM speakers WHERE id = ?)"
        )
        conditions.append(f"(id IN ({about}) OR undoes IN ({about}))")
        values += [asked.speaker, asked.speaker]
    sql = f"SELECT id, made_at FROM {table} WHERE {' AND '.join(conditions)} ORDER BY id DESC LIMIT ?"  # noqa: S608 - our own words
    return database.rows(sql, [*values, limit])


def _attributions(database: Database, numbers: Sequence[int]) -> Iterator[Judged]:
    found = [r for n in numbers for r in reviews(database, number=n)]
    titles = {
        int(id): title
        for id, title in in_batches(
            database, "SELECT article_id, title FROM versions WHERE is_current = 1 AND article_id IN ({})", [r.article for r in found]
        )
    }
    for r in found:
        yield Judged(
            *("attribution", r.number, r.verdict, r.made_at, r.made_by, r.note, r.holds, r.undoes, r.undone_by),
            article=r.article,
            label=r.label,
            title=titles.get(r.article),
            words=r.words,
            changes=_changes(r),
        )


def _changes(r: LoggedReview) -> tuple[Change, ...]:
    told = {"speaker": "speaker", "said_on": "said on", "reporter_stance": "reporter's stance"}
    left_out = {"review", "confidence", "certainty"}
    fields = dict.fromkeys(f for f in (*r.before, *r.after) if f not in left_out)
    pairs = ((f, _written(r.before.get(f)), _written(r.after.get(f))) for f in fields)
    if not r.before or not r.after:  # it came or went as a whole, and its words are told already
        return ()
    return tuple(Change(told.get(f, f.replace("_", " ")), was, is_) for f, was, is_ in pairs if was != is_)


def _written(value: Any) -> str:
    """A value of the contract in a few words."""
    if value is None or value == []:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        return ", ".join(_written(v) for v in value)
    if isinstance(value, dict):
        if "type" in value and "name" in value:
            return "not known" if value["type"] == "unknown" else f"{value['name']} ({value['type']})"
        return str(value.get("text") or value.get("value") or value.get("name") or "") if not value.get("value") else str(value["value"])
    return str(value)


class _Standing(msgspec.Struct):
    id: int
    name: str
    attributions: int


def _speakers(database: Database, numbers: Sequence[int]) -> Iterator[Judged]:
    about: dict[int, list[tuple[int, str]]] = {}
    sql = (
        "SELECT s.judgement_id, n.id, coalesce(n.label, n.name) FROM judged_speakers s JOIN speakers n ON n.id = s.speaker_id "
        "WHERE s.judgement_id IN ({}) ORDER BY s.judgement_id, s.position"
    )
    for judgement, id, name in in_batches(database, sql, numbers):
        about.setdefault(int(judgement), []).append((int(id), str(name)))
    decode = msgspec.json.Decoder(list[_Standing]).decode
    rows = in_batches(
        database,
        "SELECT j.id, j.verdict, j.made_at, j.made_by, j.note, j.is_active, j.undoes, (SELECT max(u.id) FROM judgements u "
        "WHERE u.undoes = j.id AND u.is_active = 1), j.is_forced, j.name, j.before_json, j.after_json FROM judgements j WHERE j.id IN ({})",
        numbers,
    )
    for id, verdict, at, by, note, holds, undoes, undone_by, forced, name, before, after in rows:
        was, is_ = (", ".join(f"{s.name} ({s.attributions:,})" for s in decode(x)) for x in (before, after))
        changes = [Change("speakers (attributions)", was, is_)] if was != is_ else []
        changes += [Change("called", "", str(name))] if name else []
        yield Judged(
            *("speaker", int(id), str(verdict), str(at), str(by), note, bool(holds), undoes, undone_by, bool(forced)),
            speakers=tuple(about.get(int(id), ())),
            changes=tuple(changes),
        )


def _claims(database: Database, numbers: Sequence[int]) -> Iterator[Judged]:
    members: dict[int, dict[int, list[int]]] = {}
    for ruling, side, member in in_batches(
        database, "SELECT ruling_id, side, member FROM ruled WHERE ruling_id IN ({}) ORDER BY ruling_id, side, member", numbers
    ):
        members.setdefault(int(ruling), {}).setdefault(int(side), []).append(int(member))
    rows = [
        *in_batches(database, "SELECT id, level, verdict, made_at, made_by, is_active, note FROM claim_rulings WHERE id IN ({})", numbers)
    ]
    words = {
        level: _words(
            database, level, [m for r in rows if r[1] == level for side in members.get(int(r[0]), {}).values() for m in side[:_TOLD]]
        )
        for level in ("claim", "statement")
    }
    for id, level, verdict, at, by, holds, note in rows:
        sides = tuple(
            tuple(words[str(level)].get(m, (None, "words that are no longer in the record")) for m in side[:_TOLD])
            for _, side in sorted(members.get(int(id), {}).items())
        )
        told = {"same": "one", "different": "not one"}.get(str(verdict), str(verdict))
        yield Judged("claim", int(id), told, str(at), str(by), note, bool(holds), sides=sides)


def _words(database: Database, level: str, members: Iterable[int]) -> dict[int, tuple[str | None, str]]:
    table = "contents" if level == "claim" else "utterances"
    sql = f"SELECT c.id, c.claim_id, a.content FROM {table} c JOIN attributions a ON a.id = c.attribution_id WHERE c.id IN ({{}})"  # noqa: S608
    return {
        int(id): (claim_id(int(claim)) if claim is not None else None, str(text)) for id, claim, text in in_batches(database, sql, members)
    }
