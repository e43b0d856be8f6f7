"""What hangs together: parts of a graph, none of them larger than can be grouped in bounded time.

Of all that is linked with a node by links of some strength at least, and by weaker and weaker ones, its unit is the last that is small
enough (single linkage, Sibson 1973, cut by size). Links that are equally strong have an order as well, so that there is one answer. It can
be found by looking at few nodes around that node (`onrecord.claims.searching`), and what changes of it when a link comes or goes is around
the ends of that link.

What hangs together as strongly as `WHOLE` is one unit whatever its size: nobody would look for one claim in a thousand crumbs. Such a unit
is cut into parts where it hangs together least.
"""

from collections.abc import Iterable, Mapping

from onrecord.claims.groups import Groups

__all__ = ["LARGEST", "WHOLE", "cut", "parts", "units"]

LARGEST = 300
"""Nodes of a part, at most."""

WHOLE = 0.95
"""Strength of links from which what they join is not taken apart by its size alone."""

Links = Mapping[tuple[int, int], float]
"""How strong the link of two nodes is, the smaller one first."""


def parts(nodes: Iterable[int], links: Links, largest: int = LARGEST) -> list[list[int]]:
    """The parts of a whole graph: its units, of which those that are too large are cut.

    A function of nodes and links alone, whatever their order.

    Args:
        nodes: The nodes.
        links: How strong the link of two nodes is.
        largest: Nodes of a part, at most.

    Returns:
        The parts, each sorted, in the order of their first nodes.
    """
    found: list[list[int]] = []
    for unit in units(nodes, links, largest):
        found += [unit] if len(unit) <= largest else cut(unit, links, largest)
    return sorted(found)


def units(nodes: Iterable[int], links: Links, largest: int = LARGEST) -> list[list[int]]:
    """The units of a whole graph.

    The strongest links first, what they link is joined (Kruskal 1956). Where that would be too large, neither side grows any more.

    Args:
        nodes: The nodes.
        links: How strong the link of two nodes is.
        largest: Nodes of a unit, at most, unless all hang together as strongly as `WHOLE`.

    Returns:
        The units, each sorted, in the order of their first nodes.
    """
    groups, size, done = Groups(), dict[str, int](), set[str]()
    for (a, b), strength in _strongest_first(links):
        one, other = groups.find(str(a)), groups.find(str(b))
        if one == other:
            continue
        together = size.get(one, 1) + size.get(other, 1)
        if strength < WHOLE and (together > largest or one in done or other in done):
            done |= {one, other}
            continue
        groups.join(one, other)
        size[groups.find(one)] = together
    return _sets(groups, nodes)


def cut(nodes: Iterable[int], links: Links, largest: int = LARGEST) -> list[list[int]]:
    """Put nodes together that links join, the strongest links first, while a part stays small enough (Kruskal 1956, with a bound).

    Args:
        nodes: The nodes.
        links: How strong the link of two nodes is; others than those of the nodes are left out.
        largest: Nodes of a part, at most.

    Returns:
        The parts, each sorted, in the order of their first nodes.
    """
    inside = set(nodes)
    groups, size = Groups(), dict[str, int]()
    for (a, b), _ in _strongest_first({p: s for p, s in links.items() if p[0] in inside and p[1] in inside}):
        one, other = groups.find(str(a)), groups.find(str(b))
        together = size.get(one, 1) + size.get(other, 1)
        if one != other and together <= largest:
            groups.join(one, other)
            size[groups.find(one)] = together
    return _sets(groups, inside)


def _strongest_first(links: Links) -> list[tuple[tuple[int, int], float]]:
    return sorted(links.items(), key=lambda link: (-link[1], link[0]))


def _sets(groups: Groups, nodes: Iterable[int]) -> list[list[int]]:
    found: dict[str, list[int]] = {}
    for node in sorted(set(nodes)):
        found.setdefault(groups.find(str(node)), []).append(node)
    return sorted(found.values())
