"""Which unit of one content stands for which of the other, and which places are one."""

from bisect import bisect_left
from dataclasses import dataclass

from onrecord.claims.comparing.contents import Content

__all__ = ["Alignment"]

_NEAR = 4
"""Units from the edge of a gap within which things in it belong together, where the gap is open on one side."""

_FAR = 8


@dataclass(frozen=True, slots=True)
class Alignment:
    """Counterparts in two contents.

    Attributes:
        a: The first content.
        b: The second.
        pairs: Indices of units that go together, rising in both.
        to_b: From the index of a unit of `a` to that of its counterpart; those that were put elsewhere and opposites, too.
        to_a: The other way round.
        opposites: Indices in `a` of units whose counterparts say the opposite.
        anchors: The pairs that hold the places together: those of words with a meaning and of small ones beside them.
    """

    a: Content
    b: Content
    pairs: tuple[tuple[int, int], ...]
    to_b: dict[int, int]
    to_a: dict[int, int]
    opposites: frozenset[int]
    anchors: tuple[tuple[int, int], ...]

    @property
    def overlap(self) -> float:
        """Share of the words with a meaning of the shorter content that have a counterpart."""
        a, b = (sum(u.content for u in c.units) for c in (self.a, self.b))
        if not a or not b:
            shorter = min(len(self.a.units), len(self.b.units))
            return len(self.pairs) / shorter if shorter else 0.0
        return sum(self.a.units[i].content or self.b.units[j].content for i, j in self.to_b.items()) / min(a, b)

    @property
    def likeness(self) -> float:
        """As `overlap`, but other numbers and dates do not make two contents less alike."""
        a, b = (sum(u.content and u.value is None for u in c.units) for c in (self.a, self.b))
        if not a or not b:
            return self.overlap
        return max(self.overlap, sum(self.a.units[i].content and self.a.units[i].value is None for i in self.to_b) / min(a, b))

    @property
    def mirrored(self) -> "Alignment":
        """The same with the contents swapped."""
        return Alignment(
            self.b,
            self.a,
            tuple((j, i) for i, j in self.pairs),
            self.to_a,
            self.to_b,
            frozenset(self.to_b[i] for i in self.opposites),
            tuple((j, i) for i, j in self.anchors),
        )

    def gap(self, at: int, side: str) -> int:
        """Number of the gap between anchors in which a unit stands, or of the one that begins with it."""
        index = 0 if side == "a" else 1
        return bisect_left([p[index] for p in self.anchors], at)

    def same_place(self, a: tuple[int, int], b: tuple[int, int]) -> bool:
        """Whether two stretches of units without counterpart stand at one place: between the same anchors, not far from them."""
        gap = self.gap(a[0], "a")
        if gap != self.gap(b[0], "b"):
            return False
        left = self.anchors[gap - 1] if gap else None
        right = self.anchors[gap] if gap < len(self.anchors) else None
        if left is None and right is None:
            return False
        reach = _FAR if left and right else _NEAR
        by_left = left is not None and a[0] - left[0] <= reach and b[0] - left[1] <= reach
        by_right = right is not None and right[0] - a[1] < reach and right[1] - b[1] < reach
        return (by_left and by_right) if left and right else (by_left or by_right)
