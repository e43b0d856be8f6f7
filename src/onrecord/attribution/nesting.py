"""Which attribution stands inside the content of which."""

from bisect import bisect_right
from collections.abc import Sequence

from onrecord.model import Span


def enclosing(heads: Sequence[Sequence[Span]], contents: Sequence[Sequence[Span]]) -> list[int | None]:
    """For every attribution the index of the one whose content encloses it most closely, if any.

    An attribution stands inside another when its head (its cue, or its content where it has no cue) lies wholly within the other's
    content. Attributions whose heads lie in each other's contents, round in a circle, are inside none.

    Args:
        heads: Spans of each attribution's cue, else content.
        contents: Spans of each attribution's content.
    """
    size = [sum(e - s for s, e in c) for c in contents]
    pieces = sorted((s, e, i) for i, c in enumerate(contents) for s, e in c)
    starts = [s for s, _, _ in pieces]
    reach: list[int] = []
    for _, e, _ in pieces:
        reach.append(max(e, reach[-1]) if reach else e)

    def holders(span: Span) -> set[int]:
        out = set()
        i = bisect_right(starts, span[0]) - 1
        while i >= 0 and reach[i] >= span[1]:
            if pieces[i][1] >= span[1]:
                out.add(pieces[i][2])
            i -= 1
        return out

    def around(i: int) -> set[int]:
        found = [holders(span) for span in heads[i]]
        return set.intersection(*found) - {i} if found else set()

    held = [around(i) for i in range(len(heads))]
    closest = [min(h, key=lambda j: (size[j], j)) if h else None for h in held]
    return [None if _returns(closest, i) else j for i, j in enumerate(closest)]


def _returns(closest: list[int | None], start: int) -> bool:
    seen: set[int] = set()
    at = closest[start]
    while at is not None and at not in seen:
        if at == start:
            return True
        seen.add(at)
        at = closest[at]
    return False
