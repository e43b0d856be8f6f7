"""Where words come from: the statements of a record that say a sentence, or something near it."""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from onrecord.claims.asking import statements_of
from onrecord.claims.candidates import ORDERS, features, normalised
from onrecord.claims.changing import marks
from onrecord.claims.comparing import Comparison, compare
from onrecord.claims.contents import Contents
from onrecord.claims.drift import drift
from onrecord.claims.ids import claim_id
from onrecord.claims.judging import Judged, sift
from onrecord.claims.likeness import Told, alike_ones
from onrecord.claims.loading import in_batches
from onrecord.claims.pairing import Sift
from onrecord.claims.said import article_of
from onrecord.claims.telling import Report, Trace, Traced
from onrecord.errors import InputError
from onrecord.record.database import Database
from onrecord.record.query import Query, Term

__all__ = ["trace"]

_WORD = re.compile(r"[^\W_]+")
_ROW = 12
"""Words in a row that are looked for to find the very words of a text."""

_TELLING = 4
"""Letters of its longest word without which these are in too many."""

_CLAIMS, _FIRST = 6, 12
"""Claims of which the earliest statement is looked for, and the earliest utterances of each that are looked at."""

_LONGEST = 2_000
_MOST = 24
"""Contents that words are compared with."""

_FROM_WORDS = 200
"""Contents that have one of the rarest words, of those that are looked at."""

_LIKELY = 0.5
_PART = 0.6
"""Share of the words of the shorter from which one is a part of the other."""

_TOLD_MORE = frozenset(["number", "condition", "quantifier"])
"""Differences that stand on one side alone of which the other says less: "there are cracks" is less than "there are 400 cracks"."""

Kind = Literal["same", "more", "less", "contradicts"]


def trace(database: Database, text: str, vector: NDArray[np.int8] | None = None, *, limit: int = 5, judging: Sift = sift) -> Trace:
    """Find who said something, or something near it.

    Args:
        database: The record, brought up to date.
        text: A quotation or a sentence.
        vector: What it means, as the record keeps vectors.
        limit: How many statements at most; one that came before them and is not among them is told as well.
        judging: How contents relate.

    Raises:
        InputError: There is no word in it.
    """
    plain = " ".join(text.split())[:_LONGEST]
    asked = features(plain, vector)
    if not any(c.isalnum() for c in plain):
        raise InputError("there is no word in it; say what was said", repr(text[:40]))
    near = _near(database, asked.id, asked.places, (asked.id, asked.vector.tobytes(), asked.words.tobytes()), plain)
    rows = in_batches(
        database, "SELECT c.id, a.content FROM contents c JOIN attributions a ON a.id = c.attribution_id WHERE c.id IN ({})", near
    )
    texts = {int(id): str(content) for id, content in rows}
    ids = [id for id in near if id in texts]
    judged = {id: j for id, j in zip(ids, judging([(plain, texts[id]) for id in ids]), strict=True) if j is not None}
    kinds = {id: kind for id, j in judged.items() if (kind := _kind(j)) is not None}
    ranked = sorted(kinds, key=lambda c: (*_rank(kinds[c], judged[c]), ids.index(c)))
    able: dict[int, tuple[bool, int, int | None]] = {}
    for id in ranked:
        for statement, claim in _statements(database, id):
            says = claim is not None and kinds[id] in {"same", "more"}
            able.setdefault(statement, (says, id, claim))
    # Of many, those who say it come before those who deny it, ask it or contradict it.
    picked = sorted(able, key=lambda s: not able[s][0])[:limit]
    found = [_traced(database, plain, texts[id], judged[id], s, claim) for s, (_, id, claim) in able.items() if s in {*picked}]
    claims = dict.fromkeys(claim for says, _, claim in able.values() if says and claim is not None)
    return Trace(plain, (*found, *_earlier(database, plain, claims, {*picked}, judging)))


def _traced(database: Database, plain: str, text: str, judged: Judged, statement: int, claim: int | None) -> Traced:  # noqa: PLR0917
    """A statement with a content, as it is told.

    Args:
        database: The record.
        plain: The words that were asked for.
        text: The content.
        judged: How it relates to them.
        statement: Number of the statement.
        claim: That of its claim.
    """
    kind = _kind(judged)
    assert kind is not None  # noqa: S101 - only such contents are told
    (told,) = statements_of(database, [statement])
    same = normalised(text)
    best = next((r for r in told.reports if normalised(r.content) == same), told.reports[0])
    (known,) = marks([(plain, best.content)])
    named = claim_id(claim) if claim is not None else None
    change = drift(plain, best.content, marks=known)
    return Traced(kind, round(_probability(kind, judged), 4), named, told, best, change, _first(told.reports, best))


def _first(reports: Sequence[Report], best: Report) -> Report:
    """The earliest of the reports of a statement that says as much as one of them."""
    for r in reports:
        if r.key == best.key:
            break
        if article_of(r.key) == article_of(best.key):
            continue
        change = drift(best.content, r.content)
        shorter = any(c.kind == "trimmed" and c.before for c in change.changes) or change.overlap < _PART
        if r.says == best.says and not (change.material or shorter or _lost(compare(best.content, r.content))):
            return r
    return best


def _earlier(database: Database, plain: str, claims: Iterable[int], seen: set[int], judging: Sift) -> list[Traced]:
    """The earliest statements of some claims that say what was asked for, as far as they are not told already."""
    out = []
    for claim in list(claims)[:_CLAIMS]:
        rows = database.rows(
            "SELECT coalesce(u.statement_id, u.id), a.content FROM utterances u JOIN attributions a ON a.id = u.attribution_id "
            "WHERE u.claim_id = ? AND u.states = 1 ORDER BY u.rank, u.id LIMIT ?",
            (claim, _FIRST),
        )
        for (statement, text), judged in zip(rows, judging([(plain, str(text)) for _, text in rows]), strict=True):
            if judged is not None and _kind(judged) in {"same", "more"}:
                if int(statement) not in seen:
                    seen.add(int(statement))
                    out.append(_traced(database, plain, str(text), judged, int(statement), claim))
                break
    return out


def _near(database: Database, id: int, places: Sequence[tuple[int, int]], asked: Told, text: str) -> list[int]:
    """The contents nearest to some words, nearest first."""
    table = Contents(database)
    mates = {x for number, code in places for side in table.beside(ORDERS[number], code, id) for x in side}
    told = table.told({*mates, *_by_words(database, text)} - {id})
    own = [int(r[0]) for r in database.rows("SELECT id FROM contents WHERE id = ?", (id,))]
    own += _exact(database, text)
    ranked = sorted((-score, x) for x, score in alike_ones(asked, list(told.values())).items())
    return list(dict.fromkeys([*own, *(i for _, i in ranked)]))[:_MOST]


def _exact(database: Database, text: str) -> list[int]:
    """Contents with the very words of a text, the earliest first: those of short ones, and of "I", belong to each speaker."""
    words = tuple(w.lower() for w in _WORD.findall(text)[:_ROW])
    if max(map(len, words), default=0) < _TELLING:
        return []
    found = sorted({*_contents(database, Query(((Term(words, "content"),),)))})
    sql = "SELECT c.id, a.content FROM contents c JOIN attributions a ON a.id = c.attribution_id WHERE c.id IN ({})"
    exact = [int(id) for id, content in in_batches(database, sql, found) if normalised(str(content)) == normalised(text)]
    sql = "SELECT content_id, min(rank) FROM utterances WHERE content_id IN ({}) GROUP BY content_id"
    return [id for _, id in sorted((str(rank), int(id)) for id, rank in in_batches(database, sql, exact))][: _MOST // 2]


def _by_words(database: Database, text: str) -> list[int]:
    """Contents that have three of the longest words of a text, or two where it has few."""
    out: dict[int, None] = {}
    words = sorted({w.lower() for w in _WORD.findall(text) if len(w) > 3}, key=lambda w: (-len(w), w))[:4]
    for left in range(len(words)):
        wanted = (
            tuple((Term((w,), "content"),) for i, w in enumerate(words) if i != left)
            if len(words) > 1
            else ((Term((words[0],), "content"),),)
        )
        out.update(dict.fromkeys(_contents(database, Query(wanted))))
    return list(out)


def _contents(database: Database, query: Query) -> Iterator[int]:
    """The contents that have certain words, those that came last where they are many."""
    told = database.words.found(query)
    ids = [int(i) for i in told.split(",")[-_FROM_WORDS:]] if told else []
    sql = "SELECT u.content_id FROM reports r JOIN utterances u ON u.id = r.utterance_id WHERE r.attribution_id IN ({})"
    return (int(r[0]) for r in in_batches(database, sql, ids))


def _kind(judged: Judged) -> Kind | None:
    """How a content stands to the words that were asked for: `judged` has these first."""
    if judged.relation == "contradicts" or judged.against >= max(judged.one, _LIKELY):
        return "contradicts"
    contained = judged.comparison.contained
    if judged.one >= _LIKELY:
        lost, added = _lost(judged.comparison), _lost(judged.comparison.mirrored)
        if judged.relation == "a_more" or (lost and not added):
            return "less"
        return "more" if judged.relation == "b_more" or (added and not lost) else "same"
    if contained in {"a", "b"} and judged.comparison.overlap >= _PART and not judged.differences:
        return "more" if contained == "a" else "less"
    return None


def _lost(comparison: Comparison) -> bool:
    """Whether the second content lacks something of the first without which less is said."""
    return any(d.kind in _TOLD_MORE and d.a is not None and d.b is None for d in comparison.differences)


def _probability(kind: Kind, judged: Judged) -> float:
    """Of a relation; where only the words that are shared tell it, how many these are."""
    if kind == "contradicts":
        return judged.against
    return judged.one if judged.one >= _LIKELY else judged.comparison.overlap


def _rank(kind: Kind, judged: Judged) -> tuple[int, float]:
    return ("same", "more", "less", "contradicts").index(kind), -max(judged.one, judged.comparison.overlap)


def _statements(database: Database, content: int) -> list[tuple[int, int | None]]:
    """The statements with a content, and its claim, those first that claim it, the earliest first."""
    rows = database.rows(
        "SELECT coalesce(statement_id, id), claim_id FROM utterances WHERE content_id = ? ORDER BY states DESC, rank, id LIMIT 5",
        (content,),
    )
    return [(int(s), None if c is None else int(c)) for s, c in rows]
