"""What two contents have in common, and what differs between them."""

from dataclasses import dataclass
from typing import Literal

__all__ = ["Comparison", "Difference", "Kind", "Side"]

Kind = Literal["number", "negation", "modality", "hedge", "name", "date", "place", "condition", "quantifier", "role", "tense", "degree"]
Side = Literal["a", "b", "both"]
Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that the one content says and the other does not, or says otherwise.

    Attributes:
        kind: What it is about.
        a: Its characters in the first content, half-open, in code points; None where nothing stands there.
        b: Its characters in the second content; None where nothing stands there.
        material: Whether it changes what is said.
        conflict: Whether both cannot hold of the same thing: 40 and 60 cannot, "dozens" and 80 can.
    """

    kind: Kind
    a: Span | None
    b: Span | None
    material: bool
    conflict: bool = False

    @property
    def mirrored(self) -> "Difference":
        """The same difference with the contents swapped."""
        return Difference(self.kind, self.b, self.a, self.material, self.conflict)


@dataclass(frozen=True, slots=True)
class Comparison:
    """What `compare` finds.

    Attributes:
        differences: In the order of their places in the first content, then in the second.
        overlap: Share of the content words of the shorter content that have their counterpart in the other, from 0 to 1.
        longest: Length in words of the longest run of equal words.
        contained: Which of the two is the other one trimmed: its words are words of the other, in order, in whole stretches; "both"
            where the words are the same; None where neither is.
    """

    differences: tuple[Difference, ...]
    overlap: float
    longest: int
    contained: Side | None

    @property
    def material(self) -> tuple[Difference, ...]:
        """The differences that change what is said."""
        return tuple(d for d in self.differences if d.material)

    @property
    def conflict(self) -> bool:
        """Whether there is a difference for which both contents cannot hold."""
        return any(d.conflict for d in self.differences)

    @property
    def mirrored(self) -> "Comparison":
        """The comparison with the contents swapped."""
        other: dict[Side | None, Side | None] = {"a": "b", "b": "a"}
        mirrored = tuple(sorted((d.mirrored for d in self.differences), key=place))
        return Comparison(mirrored, self.overlap, self.longest, other.get(self.contained, self.contained))


def place(d: Difference) -> tuple[int, int, int, int, str, bool, bool]:
    """Where a difference comes in the list of them; total, so that their order never depends on how they were found."""
    a, b = d.a or d.b or (0, 0), d.b or d.a or (0, 0)
    return (*a, *b, d.kind, d.material, d.conflict)
