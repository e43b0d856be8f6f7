"""The log of what people said of attributions."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import msgspec

from onrecord.model import Attribution
from onrecord.record.database import Database, Value

__all__ = ["LoggedReview", "differences", "reviews"]


@dataclass(frozen=True, slots=True)
class LoggedReview:
    """One entry of the log of reviews.

    Attributes:
        number: Its number.
        verdict: confirmed, rejected, corrected, added or undo.
        made_at: When, ISO 8601 in UTC.
        made_by: By whom.
        note: Why.
        article: The number of the article.
        attribution: The number of the attribution that it holds of now; None where it stands no more.
        label: Its id within the article.
        words: The words of its source, cue and content when it was first judged, by role.
        before: The fields that it changed, as they stood before.
        after: As they stood after.
        undoes: The number of the review that it undoes.
        holds: Whether it holds; otherwise it was undone.
        undone_by: The number of the review that undid it.
        stands: Whether what it is about is in the article as it is now.
    """

    number: int
    verdict: str
    made_at: str
    made_by: str
    note: str | None
    article: int
    attribution: int | None
    label: str | None
    words: dict[str, str]
    before: dict[str, Any]
    after: dict[str, Any]
    undoes: int | None
    holds: bool
    undone_by: int | None
    stands: bool


class _Words(msgspec.Struct):
    words: dict[str, str] = {}


_SELECT = (
    "SELECT r.id, r.verdict, r.made_at, r.made_by, r.note, r.article_id, r.attribution_id, a.label, s.anchor_json, r.before_json, "
    "r.after_json, r.undoes, r.is_active, (SELECT max(u.id) FROM reviews u WHERE u.undoes = r.id AND u.is_active = 1) "
    "FROM reviews r JOIN reviews s ON s.id = r.subject LEFT JOIN attributions a ON a.id = r.attribution_id"
)


def reviews(
    database: Database,
    *,
    number: int | None = None,
    article: int | None = None,
    attribution: int | None = None,
    by: str | None = None,
    verdict: str | None = None,
    holds: bool | None = None,
    stands: bool | None = None,
    after: int = 0,
) -> Iterator[LoggedReview]:
    """The log, oldest first, page by page; what is None may be anything.

    Args:
        database: The record.
        number: Only this one.
        article: Only what is about this article.
        attribution: Only what is about this attribution.
        by: Only what this person said.
        verdict: Only this.
        holds: Only what holds, or only what was undone.
        stands: Only what is about attributions of current versions, or only what stands no more.
        after: Only what came after the review with this number.
    """
    asked: dict[str, Value] = {"r.article_id": article, "r.attribution_id": attribution, "r.made_by": by, "r.verdict": verdict}
    asked |= {"r.id": number, "r.is_active": None if holds is None else int(holds)}
    conditions = [f"{column} = ?" for column, value in asked.items() if value is not None]
    values = [value for value in asked.values() if value is not None]
    if stands is not None:
        conditions.append(f"r.attribution_id IS {'NOT ' if stands else ''}NULL")
    last = after
    while rows := database.rows(f"{_SELECT} WHERE {' AND '.join([*conditions, 'r.id > ?'])} ORDER BY r.id LIMIT 500", (*values, last)):
        yield from map(_logged, rows)
        last = rows[-1][0]


def _logged(row: tuple[Any, ...]) -> LoggedReview:
    number, verdict, at, by, note, article, attribution, label, anchor, before, after, undoes, holds, undone_by = row
    decode = msgspec.json.decode
    return LoggedReview(
        *(number, verdict, at, by, note, article, attribution, label, decode(anchor, type=_Words).words, decode(before), decode(after)),
        *(undoes, bool(holds), undone_by, attribution is not None),
    )


def differences(before: Attribution | None, after: Attribution | None) -> tuple[dict[str, Any], dict[str, Any]]:
    """The fields of two states of an attribution that differ, in the form of the contract: as they were, and as they are.

    Args:
        before: How it stood; None where it was not there.
        after: How it stands.
    """
    was, is_ = (msgspec.to_builtins(a) if a is not None else {} for a in (before, after))
    fields = [f for f in {**was, **is_} if was.get(f) != is_.get(f) and f not in {"id", "inside", "review"}]
    return {f: was[f] for f in fields if f in was}, {f: is_[f] for f in fields if f in is_}
