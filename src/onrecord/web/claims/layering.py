"""Where the boxes of a graph stand: in layers, so that arrows go from left to right (Sugiyama, Tagawa and Toda 1981).

Arrows that would close a circle are turned around; a box stands one layer after the last of those it comes from; boxes within a layer are
sorted by the mean place of their neighbours, again and again; arrows over several layers get a point in each of them.
"""

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

__all__ = ["Layout", "layered"]

_SWEEPS = 6

Arrow = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Layout:
    """Where everything stands, in layers from 0 and places within them, of which the middle one is 0.

    Attributes:
        places: Layer and place of each box.
        bends: Layers and places that an arrow passes, from where it begins to where it ends.
        layers: How many layers there are.
        tallest: How many places the fullest layer has.
    """

    places: dict[str, tuple[int, float]]
    bends: dict[Arrow, tuple[tuple[int, float], ...]]
    layers: int
    tallest: int


def layered(boxes: Sequence[str], arrows: Iterable[Arrow]) -> Layout:
    """Lay out a graph; the same graph is always laid out in the same way.

    Args:
        boxes: Boxes, in the order in which they stand where nothing else tells.
        arrows: From which box to which; those of other boxes, or from a box to itself, are left out.
    """
    known = set(boxes)
    wanted = list(dict.fromkeys((a, b) for a, b in arrows if a != b and a in known and b in known))
    forward = _forward(boxes, wanted)
    layer = _layers(boxes, forward)
    chains: dict[Arrow, list[Hashable]] = {}
    rows: list[list[Hashable]] = [[] for _ in range(max(layer.values(), default=-1) + 1)]
    for box in boxes:
        rows[layer[box]].append(box)
    for a, b in wanted:
        low, high = sorted((a, b), key=lambda x: layer[x])
        points: list[Hashable] = [(low, high, n) for n in range(layer[low] + 1, layer[high])]
        chains[a, b] = points if low == a else points[::-1]
        for point in points:
            row = rows[point[2]]  # type: ignore[index]
            if point not in row:
                row.append(point)
    beside: dict[Hashable, list[Hashable]] = {}
    for (a, b), points in chains.items():
        path = [a, *points, b]
        for x, y in pairwise(path):
            beside.setdefault(x, []).append(y)
            beside.setdefault(y, []).append(x)
    _sort(rows, beside)
    place = {x: (n, i - (len(row) - 1) / 2) for n, row in enumerate(rows) for i, x in enumerate(row)}
    bends = {arrow: tuple(place[p] for p in points) for arrow, points in chains.items()}
    return Layout({b: place[b] for b in boxes}, bends, len(rows), max(map(len, rows), default=0))


def _forward(boxes: Sequence[str], arrows: Sequence[Arrow]) -> list[Arrow]:
    """The arrows, with those turned around that lead back to where a path came from."""
    following: dict[str, list[str]] = {b: [] for b in boxes}
    for a, b in arrows:
        following[a].append(b)
    state: dict[str, int] = {}
    back: set[Arrow] = set()
    entered = {b for _, b in arrows}
    for root in sorted(boxes, key=lambda b: b in entered):
        if root in state:
            continue
        state[root], path = 1, [(root, iter(following[root]))]
        while path:
            at, rest = path[-1]
            step = next(rest, None)
            if step is None:
                state[at] = 2
                path.pop()
            elif state.get(step) == 1:
                back.add((at, step))
            elif step not in state:
                state[step] = 1
                path.append((step, iter(following[step])))
    return [(b, a) if (a, b) in back else (a, b) for a, b in arrows]


def _layers(boxes: Sequence[str], arrows: Sequence[Arrow]) -> dict[str, int]:
    """The longest path to each box."""
    coming = dict.fromkeys(boxes, 0)
    following: dict[str, list[str]] = {b: [] for b in boxes}
    for a, b in set(arrows):
        coming[b] += 1
        following[a].append(b)
    layer = dict.fromkeys(boxes, 0)
    ready = [b for b in boxes if not coming[b]]
    while ready:
        at = ready.pop()
        for step in following[at]:
            layer[step] = max(layer[step], layer[at] + 1)
            coming[step] -= 1
            if not coming[step]:
                ready.append(step)
    return layer


def _sort(rows: list[list[Hashable]], beside: dict[Hashable, list[Hashable]]) -> None:
    """Sort each layer by where the neighbours stand, from left to right and back."""
    for sweep in range(_SWEEPS):
        order = range(1, len(rows)) if sweep % 2 == 0 else range(len(rows) - 2, -1, -1)
        for n in order:
            other = rows[n - 1 if sweep % 2 == 0 else n + 1]
            at = {x: i - (len(other) - 1) / 2 for i, x in enumerate(other)}
            own = {x: i - (len(rows[n]) - 1) / 2 for i, x in enumerate(rows[n])}
            rows[n].sort(key=lambda x, at=at, own=own: _mean([at[y] for y in beside.get(x, ()) if y in at], own[x]))  # type: ignore[misc]


def _mean(values: Sequence[float], default: float) -> float:
    return sum(values) / len(values) if values else default
