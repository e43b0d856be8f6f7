"""What hangs together with some contents of a record: all that has to be looked at when these have changed."""

from collections.abc import Collection, Iterable, Mapping, Sequence, Set
from dataclasses import dataclass

from onrecord.claims.groups import Groups
from onrecord.claims.loading import in_batches
from onrecord.claims.neighbours import MOST, near_of
from onrecord.claims.pairing import LEAST, Pair, beside_denials, links_of, those_that_hold
from onrecord.claims.parts import parts
from onrecord.claims.rulings import joined_by_hand
from onrecord.record.database import Database

__all__ = ["BESIDE", "Component", "closed"]

BESIDE = LEAST
"""How strongly a denial hangs together with what stands before it in an article, at least: as little as anything that does."""

_BY_HAND = 2.0
"""How strongly hangs together what somebody judged to be one: more than anything else."""


@dataclass(frozen=True, slots=True)
class Component:
    """All that hangs together with some contents.

    Attributes:
        old: Numbers of the components that they were in, by content.
        members: The contents, with which component each is in now.
        full: Those that have as many neighbours as are kept.
        pairs: Those near each other.
        beside: Denials with what stands before them.
        links: How strongly those hang together that do.
    """

    old: dict[int, int]
    members: dict[int, int]
    full: set[int]
    pairs: set[Pair]
    beside: set[Pair]
    links: dict[Pair, float]

    def units(self) -> dict[int, set[int]]:
        """Its members, by what hangs together now or did before: what is written of one changes nothing of another."""
        groups = Groups()
        of: dict[int, int] = {}
        for id, now in self.members.items():
            before = of.setdefault(self.old[id], now)
            if before != now:
                groups.join(str(before), str(now))
        found: dict[str, set[int]] = {}
        for id, now in self.members.items():
            found.setdefault(groups.find(str(now)), set()).add(id)
        return {min(them): them for them in found.values()}

    def without(self, some: Set[int]) -> "Component":
        """It without some of its units.

        Args:
            some: Their members.
        """
        if not some:
            return self

        def kept(pairs: Iterable[Pair]) -> set[Pair]:
            return {p for p in pairs if p[0] not in some and p[1] not in some}

        return Component(
            {id: old for id, old in self.old.items() if id not in some},
            {id: now for id, now in self.members.items() if id not in some},
            self.full - some,
            kept(self.pairs),
            kept(self.beside),
            {p: self.links[p] for p in kept(self.links)},
        )


def closed(database: Database, touched: Sequence[int]) -> Component:
    """What hangs together with some contents: all that were in a component with them, and all that are linked with any of these.

    Args:
        database: The record.
        touched: Numbers of contents.
    """
    columns = "SELECT id, component, near FROM contents"
    near: dict[int, frozenset[int]] = {}
    full: set[int] = set()
    old: dict[int, int] = {}
    looked: set[int] = set()
    near_pairs: set[Pair] = set()
    all_beside: set[Pair] = set()
    links: dict[Pair, float] = {}
    wanted = {int(r[1]) for r in in_batches(database, columns + " WHERE id IN ({})", touched)}
    while wanted:
        looked |= wanted
        fresh = []
        for id, component, blob in in_batches(database, columns + " WHERE component IN ({})", sorted(wanted)):
            them = near_of(blob)
            near[int(id)] = frozenset(n.id for n in them)
            old[int(id)] = int(component)
            fresh.append(int(id))
            if len(them) == MOST:
                full.add(int(id))
        pairs = {(min(a, b), max(a, b)) for a in fresh for b in near[a]}
        beside = beside_denials(database, fresh)
        links.update(dict.fromkeys(beside, BESIDE))
        tied, towards = links_of(database, fresh, pairs | beside, beside)
        back = _listing(database, {p: s for p, s in towards.items() if p[0] not in near or p[1] not in near}, near)
        tied |= back
        weak = {p: strength for p, strength in tied.items() if strength < LEAST}
        held = those_that_hold(database, weak)
        links.update({p: strength for p, strength in tied.items() if p not in weak or p in held})
        near_pairs |= pairs | beside | back.keys()
        all_beside |= beside
        links.update(dict.fromkeys(joined_by_hand(database, fresh), _BY_HAND))
        outside = {x for pair in links for x in pair if x not in near}
        wanted = {int(r[1]) for r in in_batches(database, columns + " WHERE id IN ({})", sorted(outside))} - looked
        links = {p: s for p, s in links.items() if wanted or (p[0] in near and p[1] in near)}
    pairs = {p for p in near_pairs if p[0] in near and p[1] in near}
    whole = parts(near, links, largest=len(near) + 1)
    members = {id: them[0] for them in whole for id in them}
    return Component(old, members, full, pairs, all_beside, links)


def _listing(database: Database, links: Mapping[Pair, float], inside: Collection[int]) -> dict[Pair, float]:
    """Those of some links, each from a content outside to one inside, that the one outside has among its neighbours.

    The one inside need not have it among its own, of which only so many are kept. Without these, what hangs together would grow each time
    that one more of them is looked at, and all of it would be looked at again.
    """
    outside = {x for pair in links for x in pair if x not in inside}
    rows = in_batches(database, "SELECT id, near FROM contents WHERE id IN ({})", sorted(outside))
    near = {int(id): {n.id for n in near_of(blob)} for id, blob in rows}
    return {(a, b): s for (a, b), s in links.items() if b in near.get(a, ()) or a in near.get(b, ())}
