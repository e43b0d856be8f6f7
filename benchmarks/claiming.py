"""What is measured by `claims.py`: plain values that go in and come out, and one function for each level of the claims package.

A `Claiming` takes articles and attributions as plain tuples and answers level by level. Each level gets what the levels before it found,
or the gold of these (`Levels` has both in the same form). Nothing may depend on the order in which anything is given.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import NamedTuple, Protocol

Key = tuple[str, str]
"""An attribution: id of its article, id within it."""

Span = tuple[int, int]
Group = frozenset[Key]

RELATIONS = ("repeats", "confirms", "denies", "contradicts", "revises")
CHANGES = ("negation", "number", "modality", "hedge", "name", "condition", "other")
NO_CLAIM = frozenset(["deny", "ask", "request", "decline"])
"""Acts whose contents belong to no claim."""


class Told(NamedTuple):
    """An article: when it was published in ISO 8601; offsets are into its text, which begins with the headline."""

    id: str
    outlet: str | None
    published: str | None
    title: str | None
    byline: tuple[str, ...]
    wire: tuple[str, ...]
    text: str


class Said(NamedTuple):
    """An attribution.

    The `speaker` is the same string for the same speaker in all articles as far as it is known, None where it is not; `name` is as the
    article has it. `said_on` is ISO 8601, `via` the nearest first, `inside` the key of the attribution that this one stands in.
    """

    key: Key
    outlet: str | None
    published: str | None
    speaker: str | None
    name: str | None
    type: str
    via: tuple[str, ...]
    said_on: str | None
    act: str
    stance: str
    asserted: bool
    kind: str
    source: str
    cue: str
    content: str
    spans: tuple[Span, ...]
    inside: Key | None

    @property
    def states(self) -> bool:
        """Whether it is part of a statement: it has content, and the article says that it was said."""
        return bool(self.content) and self.asserted

    @property
    def claims(self) -> bool:
        """Whether it is part of a claim."""
        return self.states and self.act not in NO_CLAIM


class Corpus(NamedTuple):
    """Articles and what they attribute to whom."""

    told: tuple[Told, ...]
    said: tuple[Said, ...]


class Copy(NamedTuple):
    """An article, or a passage of one, that is near-identical in another; with scope "passage" there are spans.

    Where it is not known which was first, `directed` is false.
    """

    of: str
    copy: str
    scope: str
    of_span: Span | None = None
    copy_span: Span | None = None
    directed: bool = True


class Denial(NamedTuple):
    """An attribution that denies a claim; the claim is named by any of its members."""

    attribution: Key
    claim: Key


class Relation(NamedTuple):
    """One of `RELATIONS` from a later statement to an earlier one, each named by any of its reports."""

    kind: str
    later: Key
    earlier: Key


class Lines(NamedTuple):
    """What stands behind a claim: its members, the first report, and articles that rest on one another, line by line."""

    members: Group
    first: Key
    lines: frozenset[frozenset[str]]
    circular: bool


class Change(NamedTuple):
    """Words that changed between two reports of one statement; one of `CHANGES`."""

    earlier: Key
    later: Key
    kind: str
    before: str
    after: str
    material: bool


@dataclass(frozen=True)
class Levels:
    """All that is told of a corpus across its articles. Groups are disjoint; an attribution in none stands alone."""

    copies: Sequence[Copy]
    statements: Sequence[Group]
    claims: Sequence[Group]
    denials: Sequence[Denial]
    relations: Sequence[Relation]
    independence: Sequence[Lines]
    drift: Sequence[Change]


class Claiming(Protocol):
    """The claims package, or something to compare it with."""

    def copies(self, corpus: Corpus) -> list[Copy]:
        """Near-identical articles and passages."""

    def statements(self, corpus: Corpus, copies: Sequence[Copy]) -> list[Group]:
        """Reports of one utterance; of attributions that are `Said.states`."""

    def claims(self, corpus: Corpus, statements: Sequence[Group]) -> list[Group]:
        """Reports of one proposition; of attributions that are `Said.claims`."""

    def denials(self, corpus: Corpus, claims: Sequence[Group]) -> list[Denial]:
        """Attributions that deny a claim."""

    def relations(self, corpus: Corpus, statements: Sequence[Group], claims: Sequence[Group], denials: Sequence[Denial]) -> list[Relation]:
        """At most one relation for each pair of statements."""

    def independence(self, corpus: Corpus, copies: Sequence[Copy], claims: Sequence[Group]) -> list[Lines]:
        """What stands behind each claim."""

    def drift(self, corpus: Corpus, statements: Sequence[Group]) -> list[Change]:
        """What changed in each report of a statement against one other report of it, the earliest or fullest."""


def one_after_the_other(how: Claiming, corpus: Corpus) -> Levels:
    """Every level rests on what the levels before it found."""
    copies = how.copies(corpus)
    statements = how.statements(corpus, copies)
    claims = how.claims(corpus, statements)
    denials = how.denials(corpus, claims)
    relations = how.relations(corpus, statements, claims, denials)
    return Levels(copies, statements, claims, denials, relations, how.independence(corpus, copies, claims), how.drift(corpus, statements))


def each_alone(how: Claiming, corpus: Corpus, gold: Levels) -> Levels:
    """Every level rests on the gold of the levels before it."""
    return Levels(
        how.copies(corpus),
        how.statements(corpus, gold.copies),
        how.claims(corpus, gold.statements),
        how.denials(corpus, gold.claims),
        how.relations(corpus, gold.statements, gold.claims, gold.denials),
        how.independence(corpus, gold.copies, gold.claims),
        how.drift(corpus, gold.statements),
    )


def adapters() -> dict[str, Callable[[], Claiming]]:
    """What can be measured, by name; the last one is what floors are for."""
    from claiming_ours import Ours
    from claiming_simply import Simple

    return {"baseline": Simple, "onrecord": Ours}
