"""Groups from pairs: average-link agglomeration that any order of nodes and edges leads to the same groups (Sokal and Michener 1958)."""

from collections.abc import Iterable, Mapping
from heapq import heapify, heappop, heappush

from onrecord.claims.groups import Groups

__all__ = ["BOUND", "LARGEST", "group"]

BOUND = 0.5
"""Mean of the edges between two groups from which they are one."""

LARGEST = 400
"""Nodes that are clustered together; where more hang together, the weakest edges are left out first."""

Edges = Mapping[tuple[str, str], float]


def group(nodes: Iterable[str], edges: Edges, *, bound: float = BOUND, missing: float = 0.0) -> list[tuple[str, ...]]:
    """Put together what belongs together.

    The two groups with the highest mean of the edges between them become one, again and again, until no mean reaches the bound; of
    equal means the one of the smallest keys comes first. A negative edge keeps apart what else would be joined through others.

    Args:
        nodes: Keys.
        edges: What speaks for two nodes being one, from 0 to 1, or against it, below 0; each pair once, in either order.
        bound: The least mean of two groups that become one.
        missing: What a pair without an edge counts.

    Returns:
        The groups, each sorted, in the order of their first keys; nodes without edges stand alone.
    """
    both = {(a, b) if a < b else (b, a): w for (a, b), w in edges.items() if a != b}
    found: list[tuple[str, ...]] = []
    for part in _parts(sorted(set(nodes)), both, bound):
        found += _clustered(part, both, bound, missing) if len(part) > 1 else [tuple(part)]
    return sorted(found)


def _parts(nodes: list[str], edges: Edges, bound: float) -> list[list[str]]:
    """What hangs together by edges that reach the bound; of large parts, what hangs together by stronger ones."""
    parts = _connected(nodes, edges, bound)
    out: list[list[str]] = []
    for part in parts:
        if len(part) <= LARGEST:
            out.append(part)
            continue
        inside = set(part)
        strengths = sorted({w for (a, b), w in edges.items() if w > bound and a in inside and b in inside})
        if not strengths:
            out += [part[i : i + LARGEST] for i in range(0, len(part), LARGEST)]
            continue
        higher = strengths[len(strengths) // 2]
        out += _parts(part, {p: w for p, w in edges.items() if p[0] in inside and p[1] in inside}, higher)
    return out


def _connected(nodes: list[str], edges: Edges, bound: float) -> list[list[str]]:
    inside, groups = set(nodes), Groups()
    for (a, b), w in edges.items():
        if w >= bound and a in inside and b in inside:
            groups.join(a, b)
    parts: dict[str, list[str]] = {}
    for node in nodes:
        parts.setdefault(groups.find(node), []).append(node)
    return list(parts.values())


def _clustered(nodes: list[str], edges: Edges, bound: float, missing: float) -> list[tuple[str, ...]]:
    """Agglomeration of one part; sums of edges are kept by pair of groups, and the best pair is on top of a heap."""
    members = {i: [node] for i, node in enumerate(nodes)}
    at = {node: i for i, node in enumerate(nodes)}
    sums: dict[int, dict[int, float]] = {i: {} for i in members}
    inside = set(nodes)
    for a, b in sorted(p for p in edges if p[0] in inside and p[1] in inside):
        i, j = at[a], at[b]
        sums[i][j] = sums[j][i] = edges[a, b] - missing
    heap = [_entry(i, j, members, w, missing) for i, row in sums.items() for j, w in row.items() if i < j]
    heapify(heap)
    following = len(nodes)
    while heap:
        mean, _, i, j = heappop(heap)
        if -mean < bound:
            break
        if i not in members or j not in members:
            continue
        members[following] = sorted(members.pop(i) + members.pop(j))
        left, right = sums.pop(i), sums.pop(j)
        row: dict[int, float] = {}
        for k in sorted((left.keys() | right.keys()) - {i, j}):
            row[k] = round(left.get(k, 0.0) + right.get(k, 0.0), 9)
            sums[k].pop(i, None)
            sums[k].pop(j, None)
            sums[k][following] = row[k]
            heappush(heap, _entry(k, following, members, row[k], missing))
        sums[following] = row
        following += 1
    return [tuple(m) for m in members.values()]


def _entry(i: int, j: int, members: Mapping[int, list[str]], w: float, missing: float) -> tuple[float, tuple[str, str], int, int]:
    mean = w / (len(members[i]) * len(members[j])) + missing
    first, second = sorted((members[i][0], members[j][0]))
    return -round(mean, 9), (first, second), i, j
