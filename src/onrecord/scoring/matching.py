"""Which prediction stands for which gold attribution: one to one, as many as possible."""

from collections.abc import Iterator

from onrecord.scoring.tokens import Filled, Tokens

__all__ = ["jaccard", "match", "relaxed_pairs", "strict_pairs"]

Pairs = list[tuple[int, int]]


def jaccard(a: Tokens, b: Tokens) -> float:
    """The share of all tokens of both that both have; 0 where they have none."""
    both = len(a & b)
    return both / (len(a) + len(b) - both) if both else 0.0


def match(edges: list[tuple[float, int, int]]) -> Pairs:
    """A largest one-to-one matching of (weight, gold, predicted) edges, heavier edges first."""
    neighbours: dict[int, list[int]] = {}
    partner: dict[int, int] = {}
    matched: set[int] = set()
    for _, i, j in sorted(edges, key=lambda e: (-e[0], e[1], e[2])):
        neighbours.setdefault(i, []).append(j)
        if i not in matched and j not in partner:
            partner[j] = i
            matched.add(i)
    for i in sorted(neighbours):
        if i not in matched and _place(i, neighbours, partner):
            matched.add(i)
    return sorted((i, j) for j, i in partner.items())


def _place(i: int, neighbours: dict[int, list[int]], partner: dict[int, int]) -> bool:
    """Find a partner for `i` by giving others new ones (an augmenting path); no recursion, as a path may be as long as an article."""
    tried: set[int] = set()
    path: list[tuple[int, Iterator[int]]] = [(i, iter(neighbours[i]))]
    taken: list[int] = []
    while path:
        for j in path[-1][1]:
            if j in tried:
                continue
            tried.add(j)
            taken.append(j)
            if j not in partner:
                partner.update({to: one for (one, _), to in zip(path, taken, strict=True)})
                return True
            path.append((partner[j], iter(neighbours[partner[j]])))
            break
        else:
            path.pop()
            if taken:
                taken.pop()
    return False


def relaxed_pairs(gold: list[Filled], found: list[Filled]) -> Pairs:
    """Matched (gold, found) indices: contents overlap by half (Jaccard), and sources overlap or are both absent."""

    def weight(g: Filled, f: Filled) -> float:
        w = jaccard(g.content, f.content)
        return w if w >= 0.5 and (g.source & f.source or not (g.source or f.source)) else 0.0

    return match([(w, i, j) for i, g in enumerate(gold) for j, f in enumerate(found) if (w := weight(g, f))])


def strict_pairs(gold: list[Filled], found: list[Filled]) -> Pairs:
    """Matched (gold, found) indices: source, cue and content hold exactly the same tokens."""
    at: dict[tuple[Tokens, Tokens, Tokens], list[int]] = {}
    for j, f in enumerate(found):
        at.setdefault(f[:3], []).append(j)
    return match([(1.0, i, j) for i, g in enumerate(gold) for j in at.get(g[:3], ())])
