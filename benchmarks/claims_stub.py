"""What stands in for the network where it is measured what everything else takes; a module of its own, so that other processes find it."""

from collections.abc import Sequence

from onrecord.claims.comparing import Comparison
from onrecord.claims.judging import Judged


def by_words(pairs: Sequence[tuple[str, str]]) -> list[Judged]:
    """In place of the network: contents are the same where nine of ten words are."""
    out = []
    for a, b in pairs:
        one, other = set(a.split()), set(b.split())
        share = len(one & other) / max(1, min(len(one), len(other)))
        same = 0.95 if share >= 0.8 else 0.05
        comparison = Comparison((), share, 8 if share >= 0.8 else 1, None)
        out.append(Judged("same" if share >= 0.8 else "related", 0.95, same, 0.02, len(one & other), 0.02, share / 2, (), comparison))
    return out
