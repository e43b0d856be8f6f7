"""The network that says who is meant, as the rest of the package sees it, whatever runs it."""

from dataclasses import dataclass
from typing import Protocol

from onrecord.attribution.network import Floats, Ints

KINDS = ("person", "organisation", "group", "place", "document", "outlet", "unknown")
"""Types of mentions, in the order of the network's scores."""

NAMES = ("person", "organisation", "place")
"""Types of names that may speak; label 0 is no name, then come the beginning and the inside of each, and of names of anything else."""


@dataclass(frozen=True, slots=True)
class WordsSeen:
    """What the network makes of the words of a window.

    Attributes:
        names: Scores of labels, [words, 9].
        edges: Log-odds that a mention begins, and that one ends, with the word, [words, 2].
        parts: What mentions are made of, [words, 768]: as first word, as last word, as any word.
    """

    names: Floats
    edges: Floats
    parts: Floats


@dataclass(frozen=True, slots=True)
class MentionsSeen:
    """What the network makes of mentions.

    Attributes:
        vectors: For pairs, [mentions, 256].
        kinds: Scores of types, [mentions, 7].
        likely: Log-odds that these words are a mention, [mentions].
        alone: Score of standing for nothing before it, [mentions].
    """

    vectors: Floats
    kinds: Floats
    likely: Floats
    alone: Floats


class SpeakerNetwork(Protocol):
    """A layer on top of the shared ones, and heads (see `training/speakers/heads.py`)."""

    def words(self, layers: Floats, first: Ints) -> WordsSeen:
        """Read a window.

        Args:
            layers: What the shared layers make of its pieces, the last of them last, [1, pieces, layers × 384].
            first: The first piece of every word, [1, words].
        """

    def mentions(self, parts: Floats) -> MentionsSeen:
        """Mentions from their parts, [mentions, 768]."""

    def pairs(self, vectors: Floats, anaphor: Ints, antecedent: Ints, distance: Ints, features: Floats) -> Floats:
        """Scores of pairs of mentions (numbers of rows of `vectors`), to be compared with `MentionsSeen.alone` of the anaphor."""
