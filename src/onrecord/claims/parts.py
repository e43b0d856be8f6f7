"""What hangs together: parts of a graph, none of them larger than can be grouped in bounded time."""

from collections.abc import Iterable, Mapping

from onrecord.claims.groups import Groups

__all__ = ["LARGEST", "parts"]

LARGEST = 300
"""Nodes of a part, at most."""


def parts(nodes: Iterable[int], links: Mapping[tuple[int, int], float], largest: int = LARGEST) -> list[list[int]]:
    """Put nodes together that links join, the strongest links first, while a part stays small enough (Kruskal 1956, with a bound).

    A function of nodes and links alone, whatever their order.

    Args:
        nodes: The nodes.
        links: How strong the link of two nodes is.
        largest: Nodes of a part, at most.

    Returns:
        The parts, each sorted, in the order of their first nodes.
    """
    groups = Groups()
    size: dict[str, int] = {}
    for (a, b), _ in sorted(links.items(), key=lambda link: (-link[1], link[0])):
        one, other = groups.find(str(a)), groups.find(str(b))
        together = size.get(one, 1) + size.get(other, 1)
        if one != other and together <= largest:
            groups.join(one, other)
            size[groups.find(one)] = together
    found: dict[str, list[int]] = {}
    for node in sorted(set(nodes)):
        found.setdefault(groups.find(str(node)), []).append(node)
    return sorted(found.values())
