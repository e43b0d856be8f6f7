"""What hangs together with some contents of a record: all that has to be looked at when these have changed."""

from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass
from functools import partial

from onrecord.claims import parts
from onrecord.claims.groups import Groups
from onrecord.claims.links import links_at
from onrecord.claims.loading import in_batches
from onrecord.claims.neighbours import MOST, ids_of
from onrecord.claims.pairing import Pair, beside_denials
from onrecord.claims.searching import Search
from onrecord.record.database import Database

__all__ = ["Component", "closed"]


@dataclass(frozen=True, slots=True)
class Component:
    """All that hangs together with some contents.

    Attributes:
        old: Numbers of the units that they were in, by content.
        members: The contents, with which unit each is in now.
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

    def parts(self) -> list[list[int]]:
        """Its members, by what is grouped together."""
        found: dict[int, list[int]] = {}
        for id in sorted(self.members):
            found.setdefault(self.members[id], []).append(id)
        out: list[list[int]] = []
        for unit in found.values():
            out += [unit] if len(unit) <= parts.LARGEST else parts.cut(unit, self.links, parts.LARGEST)
        return sorted(out)

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
    """What hangs together with some contents: the units that they are in now and were in before, those of all in these, and so on.

    Others than these cannot have changed where all ends of links that have changed are among the contents: a unit of which no member is
    such an end was as small before, and is as large as it can be still.

    Args:
        database: The record.
        touched: Numbers of contents.
    """
    search = Search(partial(links_at, database))
    old: dict[int, int] = {}
    near: dict[int, frozenset[int]] = {}
    full: set[int] = set()
    members: dict[int, int] = {}
    todo, looked = set(touched), set[int]()
    while todo:
        rows = in_batches(database, "SELECT id, component FROM contents WHERE id IN ({})", sorted(todo))
        wanted = {int(component) for _, component in rows} - looked
        looked |= wanted
        fresh = []
        for id, component, blob in in_batches(database, "SELECT id, component, near FROM contents WHERE component IN ({})", sorted(wanted)):
            them = ids_of(blob)
            near[int(id)], old[int(id)] = frozenset(them), int(component)
            fresh.append(int(id))
            if len(them) == MOST:
                full.add(int(id))
        search.look_at(fresh)
        for id in fresh:
            if id not in members:
                unit = search.unit(id)
                members.update(dict.fromkeys(unit, min(unit)))
        todo = members.keys() - old.keys()
    pairs = {(min(a, b), max(a, b)) for a, them in near.items() for b in them if b in near}
    beside = {p for p in beside_denials(database, near) if p[0] in near and p[1] in near}
    return Component(old, members, full, pairs | beside, beside, search.links(members))
