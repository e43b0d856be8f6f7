"""Which contents hang together, and how strongly: found from what is kept of neighbours, pairs and speakers, and kept as a graph.

Links are kept at each of their two ends, so that what hangs together with a content is found by asking for little. They are found anew
of contents that were touched, and compared with those that are kept; both ends of what has changed are looked at when parts are found.
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field

from onrecord.claims.contents import AT_REST, State
from onrecord.claims.loading import in_batches
from onrecord.claims.meanwhile import ahead
from onrecord.claims.neighbours import ids_of
from onrecord.claims.pairing import LEAST, Pair, beside_denials, denying, links_of, those_that_hold
from onrecord.claims.rulings import joined_by_hand
from onrecord.record.database import Database

__all__ = ["BESIDE", "BY_HAND", "Changes", "changes", "found_links", "links_at", "relink", "relink_ahead", "unlink"]

BESIDE = LEAST
"""How strongly a denial hangs together with what stands before it in an article, at least: as little as anything that does."""

BY_HAND = 2.0
"""How strongly hangs together what somebody judged to be one: more than anything else."""

_TOUCHED = 500
"""Contents whose links are found at once."""

Told = Callable[[int, int], None]
"""Told how many contents are done, and of how many."""


@dataclass(frozen=True, slots=True)
class Changes:
    """What is to be written of links.

    Attributes:
        gone: Those that are no more.
        there: Those that are new, or have another strength.
    """

    gone: list[Pair] = field(default_factory=list)
    there: list[tuple[int, int, float]] = field(default_factory=list)


def links_at(database: Database, contents: Collection[int]) -> dict[int, dict[int, float]]:
    """The links of some contents as they are kept: what each is linked with, and how strongly.

    Args:
        database: The record.
        contents: The contents; those without links are missing.
    """
    out: dict[int, dict[int, float]] = {}
    for a, b, strength in in_batches(
        database, "SELECT content_id, other_id, strength FROM content_links WHERE content_id IN ({})", contents
    ):
        out.setdefault(int(a), {})[int(b)] = float(strength)
    return out


def relink(database: Database, touched: Sequence[int], told: Told) -> None:
    """Find the links of some contents anew, and keep them.

    Args:
        database: The record.
        touched: Contents whose neighbours have been judged.
        told: Told how it goes.
    """
    for low in range(0, len(touched), _TOUCHED):
        told(low, len(touched))
        some = touched[low : low + _TOUCHED]
        with database.writing():
            _keep(database, some, changes(database, some))


def relink_ahead(database: Database, touched: Sequence[int], told: Told, *, processes: int) -> None:
    """As `relink`, with other processes that find the links; this one writes them.

    Args:
        database: The record, a file.
        touched: Contents whose neighbours have been judged.
        told: Told how it goes.
        processes: How many others.
    """
    batches = (touched[low : low + _TOUCHED] for low in range(0, len(touched), _TOUCHED))
    done = 0
    with closing(ahead(database, batches, _changes_there, processes)) as answers:
        for asked in answers:
            told(done, len(touched))
            with database.writing():
                # What this process has written since is of links alone, and those are found from everything else.
                holds = asked.answer is not None and database.state() == asked.state
                _keep(database, asked.batch, asked.answer if holds and asked.answer else changes(database, asked.batch))
            done += len(asked.batch)


def _changes_there(database: Database, touched: Sequence[int], before: Sequence[int]) -> Changes:
    with database.reading():
        return changes(database, touched)


def changes(database: Database, touched: Collection[int]) -> Changes:
    """What has changed of the links of some contents, and of those that hang on them.

    Args:
        database: The record.
        touched: The contents.
    """
    now, looked = found_links(database, touched)
    kept = _pairs(links_at(database, looked))
    return Changes(sorted(kept.keys() - now.keys()), sorted((*p, s) for p, s in now.items() if kept.get(p) != s))


def _pairs(links: Mapping[int, Mapping[int, float]]) -> dict[Pair, float]:
    return {(min(a, b), max(a, b)): strength for a, them in links.items() for b, strength in them.items()}


def found_links(database: Database, touched: Iterable[int]) -> tuple[dict[Pair, float], set[int]]:
    """All links of some contents, and of others whose links hang on what those are linked with; and all of these contents.

    Of a denial only the strongest weak links count, so another one counts where one comes or goes. What is judged to be one by hand is
    linked in a line, which others close where one goes.

    Args:
        database: The record.
        touched: The contents.
    """
    seen = _Seen(database)
    seen.look_at(touched)
    before = _pairs(links_at(database, seen.near))
    hand = joined_by_hand(database, seen.near)
    weak = {x for some in (before, seen.tied) for p, s in some.items() if s < LEAST for x in p} - seen.near.keys()
    more = {*denying(database, weak), *(x for p in hand for x in p), *(x for p, s in before.items() if s == BY_HAND for x in p)}
    if more - seen.near.keys():
        seen.look_at(more)
        hand = joined_by_hand(database, seen.near)
    held = those_that_hold(database, {p: s for p, s in seen.tied.items() if s < LEAST})
    links = dict.fromkeys(seen.beside, BESIDE)
    links.update({p: s for p, s in seen.tied.items() if s >= LEAST or p in held})
    links.update({(a, b): BY_HAND for a, b in hand if a in seen.near or b in seen.near})
    return links, {*seen.near}


class _Seen:
    """What is known of contents that have been looked at.

    Attributes:
        near: Their neighbours.
        tied: How strongly pairs would hang together, weakly as well, of which one is among them.
        beside: Denials with what stands before them.
    """

    def __init__(self, database: Database) -> None:
        self._database = database
        self.near: dict[int, frozenset[int]] = {}
        self.tied: dict[Pair, float] = {}
        self.beside: set[Pair] = set()

    def look_at(self, contents: Iterable[int]) -> None:
        """Look at more contents."""
        database = self._database
        rows = in_batches(database, "SELECT id, near FROM contents WHERE id IN ({})", sorted({*contents} - self.near.keys()))
        fresh = {int(id): frozenset(ids_of(blob)) for id, blob in rows}
        self.near |= fresh
        beside = beside_denials(database, fresh)
        pairs = {(min(a, b), max(a, b)) for a, them in fresh.items() for b in them} | beside
        tied, others = links_of(database, fresh, pairs, beside)
        self.beside |= beside
        self.tied |= tied | self._listing(others)

    def _listing(self, links: Mapping[Pair, float]) -> dict[Pair, float]:
        """Those of some links that one end has among its neighbours, although the other has not; only so many are kept."""
        outside = {x for pair in links for x in pair} - self.near.keys()
        rows = in_batches(self._database, "SELECT id, near FROM contents WHERE id IN ({})", sorted(outside))
        near = {**self.near, **{int(id): frozenset(ids_of(blob)) for id, blob in rows}}
        return {(a, b): s for (a, b), s in links.items() if b in near.get(a, ()) or a in near.get(b, ())}


def _keep(database: Database, touched: Iterable[int], changed: Changes) -> None:
    """Write links, and what is to be looked at for that; in a transaction."""
    _forget(database, changed.gone)
    database.run_all(
        "INSERT INTO content_links (content_id, other_id, strength) VALUES (?, ?, ?) "
        "ON CONFLICT (content_id, other_id) DO UPDATE SET strength = excluded.strength",
        sorted(row for a, b, strength in changed.there for row in ((a, b, strength), (b, a, strength))),
    )
    ends = {x for a, b, *_ in (*changed.gone, *changed.there) for x in (a, b)}
    of = "UPDATE contents SET state = {:d} WHERE state = {:d} AND id = ?"
    for before, after in ((State.TOUCHED, State.LINKED), (State.NEARBY, State.SETTLED)):
        database.run_all(of.format(after, before), [(id,) for id in sorted(touched)])
    for before in (State.SETTLED, State.NEARBY):
        database.run_all(of.format(State.LINKED, before), [(id,) for id in sorted(ends)])


def _forget(database: Database, pairs: Iterable[Pair]) -> None:
    rows = sorted(row for a, b in pairs for row in ((a, b), (b, a)))
    database.run_all("DELETE FROM content_links WHERE content_id = ? AND other_id = ?", rows)


def unlink(database: Database, content: int) -> None:
    """Forget the links of a content that is taken out, and have the links of what it was linked with found anew; in a transaction.

    Args:
        database: The record.
        content: The content.
    """
    others = sorted(links_at(database, [content]).get(content, ()))
    _forget(database, [(content, other) for other in others])
    database.run_all(
        f"UPDATE contents SET state = {State.TOUCHED:d} WHERE state IN {AT_REST} AND id = ?",  # noqa: S608
        [(id,) for id in others],
    )
