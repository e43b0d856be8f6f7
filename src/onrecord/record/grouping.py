"""Which names are one speaker: a function of the names that there are and of the judgements that hold.

A *node* is a name by which a speaker is known, a speaker of one article, or what somebody split off. Nodes become one in two ways:
by judgement, and by themselves, where they have one id in a list of known speakers or are spellings of one name. What is judged wins: where
joining by itself would make one of what was judged different, or of two known ids, nothing there joins by itself, since nothing says
which side a name is on.
"""

from collections import defaultdict, deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from onrecord.speakers.across import agree

__all__ = ["Break", "Links", "Node", "breaks", "grouped", "path", "united"]

_MOST = 30
"""Spellings that are compared; where a name has more, none of them joins another by itself."""


@dataclass(frozen=True, slots=True)
class Node:
    """A name by which a speaker is known.

    Attributes:
        id: Its number.
        type: What sort of speaker.
        name: The name.
        bucket: What it shares with its other spellings; None for what is known in its own place only.
        known: Id in a list of known speakers.
    """

    id: int
    type: str
    name: str
    bucket: str | None = None
    known: str | None = None


@dataclass(slots=True)
class Links:
    """What judgements that hold say of nodes.

    Attributes:
        same: Pairs that are one, with the number of the judgement.
        apart: Pairs that are different, with the number of the judgement.
        allowed: Pairs of known ids that somebody made one all the same.
    """

    same: list[tuple[int, int, int]] = field(default_factory=list)
    apart: list[tuple[int, int, int]] = field(default_factory=list)
    allowed: set[frozenset[str]] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class Break:
    """Two nodes that are one and must not be.

    Attributes:
        left: A node.
        right: Another.
        judgement: The judgement that says that they are different; None where two known ids do.
    """

    left: int
    right: int
    judgement: int | None


Pairs = Iterable[tuple[int, int]]


def united(ids: Iterable[int], pairs: Pairs) -> dict[int, int]:
    """For each of the ids the smallest that pairs tie it to."""
    above = {i: i for i in ids}

    def top(i: int) -> int:
        while above[i] != i:
            above[i] = above[above[i]]
            i = above[i]
        return i

    for left, right in pairs:
        if left in above and right in above:
            x, y = sorted((top(left), top(right)))
            above[y] = x
    return {i: top(i) for i in above}


def grouped(nodes: dict[int, Node], links: Links) -> dict[int, int]:
    """For each node the smallest of those that are one speaker with it."""
    judged = united(nodes, _same(links))
    whole = united(nodes, [*_same(links), *_by_themselves(nodes, links)])
    broken = {whole[b.left] for b in _breaks(nodes, links, whole)}
    return {i: judged[i] if whole[i] in broken else whole[i] for i in nodes}


def breaks(nodes: dict[int, Node], links: Links, *, judged: bool) -> set[Break]:
    """What must not be one and would be.

    Args:
        nodes: The nodes.
        links: What judgements say.
        judged: Whether by judgements alone; otherwise also by what joins by itself.
    """
    pairs = list(_same(links)) if judged else [*_same(links), *_by_themselves(nodes, links)]
    return set(_breaks(nodes, links, united(nodes, pairs)))


def path(nodes: dict[int, Node], links: Links, start: int, end: int) -> list[tuple[int, int | None]]:
    """The shortest chain of what makes two nodes one: each node with the judgement that ties it to the one before, None for none."""
    ways: dict[int, list[tuple[int, int | None]]] = defaultdict(list)
    for a, b, judgement in [*links.same, *((a, b, None) for a, b in _by_themselves(nodes, links))]:
        ways[a].append((b, judgement))
        ways[b].append((a, judgement))
    came: dict[int, tuple[int, int | None]] = {start: (start, None)}
    waiting = deque([start])
    while waiting and end not in came:
        here = waiting.popleft()
        for there, judgement in ways[here]:
            if there not in came:
                came[there] = (here, judgement)
                waiting.append(there)
    out, at = [], end
    while at in came:
        out.append((at, came[at][1]))
        if at == start:
            break
        at = came[at][0]
    return out[::-1]


def _same(links: Links) -> Iterator[tuple[int, int]]:
    return ((a, b) for a, b, _ in links.same)


def _breaks(nodes: dict[int, Node], links: Links, top: dict[int, int]) -> Iterator[Break]:
    for a, b, judgement in links.apart:
        if a in top and b in top and top[a] == top[b]:
            yield Break(a, b, judgement)
    known: dict[int, dict[str, int]] = defaultdict(dict)
    for i in sorted(nodes):
        name = nodes[i].known
        if name is None:
            continue
        for other, j in known[top[i]].items():
            if other != name and frozenset((other, name)) not in links.allowed:
                yield Break(j, i, None)
        known[top[i]].setdefault(name, i)


def _by_themselves(nodes: dict[int, Node], links: Links) -> list[tuple[int, int]]:
    """Pairs of nodes that are one without a judgement: all of a cluster, or, where two of it do not agree, none."""
    apart = {frozenset((a, b)) for a, b, _ in links.apart}
    by_id: dict[str, list[int]] = defaultdict(list)
    by_bucket: dict[tuple[str, str], list[int]] = defaultdict(list)
    for i in sorted(nodes):
        n = nodes[i]
        if n.known is not None:
            by_id[n.known].append(i)
        if n.bucket is not None:
            by_bucket[n.type, n.bucket].append(i)
    out = [p for ids in by_id.values() for p in _clusters(ids, lambda _a, _b: True, apart)]
    for ids in by_bucket.values():
        if len(ids) <= _MOST:
            out += _clusters(ids, lambda a, b: _agree(nodes[a], nodes[b], links), apart)
    return out


def _agree(a: Node, b: Node, links: Links) -> bool:
    if a.known is not None and b.known is not None and a.known != b.known and frozenset((a.known, b.known)) not in links.allowed:
        return False
    return agree(a.type, a.name, b.name)


def _clusters(ids: list[int], fit: Callable[[int, int], bool], apart: set[frozenset[int]]) -> list[tuple[int, int]]:
    """Pairs that hold together the clusters of ids in which each fits every other and none is judged different."""
    if len(ids) < 2:
        return []
    pairs = [(a, b) for n, a in enumerate(ids) for b in ids[n + 1 :] if fit(a, b)]
    fitting = {frozenset(p) for p in pairs}
    members: dict[int, list[int]] = defaultdict(list)
    for i, top in united(ids, pairs).items():
        members[top].append(i)
    out = []
    for group in members.values():
        every = [frozenset((a, b)) for n, a in enumerate(group) for b in group[n + 1 :]]
        if all(p in fitting and p not in apart for p in every):
            out += list(pairwise(group))
    return out
