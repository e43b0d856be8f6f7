"""How the contents of a record relate pair by pair: judged once, and kept."""

from collections.abc import Callable, Collection, Iterable, Sequence

import msgspec

from onrecord.claims.comparing import Comparison
from onrecord.claims.judging import Judged
from onrecord.claims.loading import in_batches
from onrecord.claims.neighbours import Near
from onrecord.record.database import Database

__all__ = ["IDENTICAL", "Judge", "Pair", "beside_denials", "judged_among", "keep_judged", "link", "links_among", "unjudged"]

Judge = Callable[[Sequence[tuple[str, str]]], list[Judged]]
"""How the contents of each pair relate; for (b, a) it is the mirror image of that for (a, b)."""

Pair = tuple[int, int]
"""Two contents, the smaller number first."""

IDENTICAL = Judged("same", 1.0, 1.0, 0.0, 1_000, 0.0, 1.0, (), Comparison((), 1.0, 1_000, "both"))
"""How a content relates to itself."""

_LIKELY = 0.4
_ABOUT = 0.6
"""What part of a link is that two contents are about one thing; the rest is what they say of it."""

_DECODE = msgspec.json.Decoder(Judged).decode


def beside_denials(database: Database, contents: Collection[int]) -> set[Pair]:
    """Denials with what stands before them in an article, whatever their words, where either is one of some contents."""
    found = set()
    for column in ("first_id", "second_id"):
        rows = in_batches(database, f"SELECT first_id, second_id FROM beside_denials WHERE {column} IN ({{}})", contents)  # noqa: S608
        found |= {(int(a), int(b)) for a, b in rows}
    return found


def unjudged(
    database: Database, near: Iterable[tuple[int, Sequence[Near]]], beside: Collection[Pair], bounds: dict[int, str]
) -> list[Pair]:  # fmt: skip
    """The pairs of neighbours that have not been judged, and of denials with what stands before them.

    Args:
        database: The record.
        near: Contents with their neighbours.
        beside: What `beside_denials` says of them.
        bounds: To whom contents are bound; of neighbours, those of two speakers are not judged.
    """
    some = {(min(id, n.id), max(id, n.id)) for id, them in near for n in them}
    pairs = {p for p in some if not (bounds.get(p[0]) and bounds.get(p[1]) and bounds[p[0]] != bounds[p[1]])} | {*beside}
    sql = "SELECT first_id, second_id FROM judged_pairs WHERE first_id IN ({})"
    known = {(int(a), int(b)) for a, b in in_batches(database, sql, sorted({a for a, _ in pairs}))}
    return sorted(pairs - known)


def keep_judged(database: Database, judged: Iterable[tuple[Pair, Judged]]) -> None:
    """Keep how pairs relate; in a transaction."""
    database.run_all(
        "INSERT INTO judged_pairs (first_id, second_id, link, judged_json) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING",
        [(a, b, link(j), msgspec.json.encode(j).decode()) for (a, b), j in judged],
    )


def links_among(database: Database, pairs: Iterable[Pair]) -> dict[Pair, float]:
    """How strongly some pairs hang together, of those that do."""
    wanted = set(pairs)
    sql = "SELECT first_id, second_id, link FROM judged_pairs WHERE link > 0 AND first_id IN ({})"
    rows = in_batches(database, sql, sorted({a for a, _ in wanted}))
    return {(int(a), int(b)): float(link) for a, b, link in rows if (a, b) in wanted}


def judged_among(database: Database, pairs: Iterable[Pair]) -> dict[Pair, Judged]:
    """How some pairs relate; those that have not been judged are missing."""
    wanted = set(pairs)
    sql = "SELECT first_id, second_id, judged_json FROM judged_pairs WHERE first_id IN ({})"
    rows = in_batches(database, sql, sorted({a for a, _ in wanted}))
    return {(int(a), int(b)): _DECODE(raw) for a, b, raw in rows if (a, b) in wanted}


def link(judged: Judged) -> float:
    """How strongly two contents hang together, so that they are looked at together: as one claim, as opposites, as one's part; or 0."""
    says = max(judged.one, judged.against, judged.opposes)
    part = judged.comparison.overlap if judged.comparison.contained else 0.0
    strength = max(judged.one, judged.against, _ABOUT * judged.about + (1 - _ABOUT) * says, 0.9 * part)
    return strength if strength >= _LIKELY else 0.0
