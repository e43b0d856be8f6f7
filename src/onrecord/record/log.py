"""All that was judged by hand in one list: of attributions, of speakers across articles, and of claims."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

import msgspec

from onrecord.record.database import Database
from onrecord.record.judgements import judgements
from onrecord.record.reviews import reviews

if TYPE_CHECKING:
    from onrecord.claims.rulings import Ruled

__all__ = ["Entry", "entries"]


@dataclass(frozen=True, slots=True)
class Entry:
    """Something that was judged by hand.

    Attributes:
        sort: What it is about: an attribution, speakers or claims. Numbers are given by sort.
        number: Its number among those of its sort, by which it can be undone.
        verdict: What was said.
        made_at: When, ISO 8601 in UTC.
        made_by: By whom.
        note: Why.
        what: What it is about: of an attribution its words by role, with the numbers of article and attribution; of speakers their numbers;
            of claims whether it is about claims or statements.
        before: What it changed, as it stood before; of claims nothing is kept.
        after: As it stood after.
        undoes: The number of the judgement of the same sort that it undoes.
        holds: Whether it holds; otherwise it was undone.
    """

    sort: Literal["attribution", "speaker", "claim"]
    number: int
    verdict: str
    made_at: str
    made_by: str
    note: str | None
    what: dict[str, Any]
    before: Any
    after: Any
    undoes: int | None
    holds: bool


def entries(
    database: Database,
    claims: "Iterable[Ruled]",
    *,
    since: str | None = None,
    by: str | None = None,
    newest_first: bool = False,
    limit: int | None = None,
) -> list[Entry]:
    """What was judged, in the order of time; of one second, attributions before speakers before claims.

    Args:
        database: The record.
        claims: What was judged of claims.
        since: Only from this time on.
        by: Only by this person.
        newest_first: Whether the last comes first.
        limit: How many at most.
    """
    found = [
        e
        for several in (_of_attributions(database, by), _of_speakers(database), _of_claims(claims))
        for e in several
        if (since is None or e.made_at >= since) and (by is None or e.made_by == by)
    ]
    order = ("attribution", "speaker", "claim")
    found.sort(key=lambda e: (e.made_at, order.index(e.sort), e.number), reverse=newest_first)
    return found[:limit]


def _of_attributions(database: Database, by: str | None) -> Iterator[Entry]:
    for r in reviews(database, by=by):
        what = {**r.words, "article": r.article, "attribution": r.attribution, "stands": r.stands}
        yield Entry("attribution", r.number, r.verdict, r.made_at, r.made_by, r.note, what, r.before, r.after, r.undoes, r.holds)


def _of_speakers(database: Database) -> Iterator[Entry]:
    for j in judgements(database):
        what = {"speakers": [*j.speakers], "articles": [*j.articles], "name": j.name, "forced": j.forced}
        before, after = msgspec.to_builtins(j.before), msgspec.to_builtins(j.after)
        yield Entry("speaker", j.number, j.verdict, j.made_at, j.made_by, j.note, what, before, after, j.undoes, j.holds)


def _of_claims(claims: "Iterable[Ruled]") -> Iterator[Entry]:
    for r in claims:
        yield Entry("claim", r.number, r.verdict, r.made_at, r.made_by, r.note, {"level": r.level}, None, None, None, r.holds)
