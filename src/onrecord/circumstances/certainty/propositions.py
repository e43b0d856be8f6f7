"""A clause that is being read for its main proposition, and what its own words make of that."""

from typing import NamedTuple

from onrecord.circumstances.certainty.clauses import Verb
from onrecord.circumstances.certainty.commitment import NOTHING, modified
from onrecord.circumstances.certainty.governors import DETERMINERS
from onrecord.circumstances.certainty.groups import operators
from onrecord.circumstances.certainty.lexicon import HEDGES, Value
from onrecord.circumstances.lists import sections

_WORDS = sections("certainty-frames")
_NOT_DENIED = _WORDS["amount"] | _WORDS["doubtless"] | {"but"}
"""After "no" or "nothing", which then denies nothing: "no fewer than", "nothing but"."""


class Found(NamedTuple):
    """A proposition, as far as it has been read.

    Attributes:
        value: How sure it is.
        conditional: Whether it is under a condition.
        future: Whether it is to come.
    """

    value: Value
    conditional: bool
    future: bool

    def valued(self, value: Value) -> "Found":
        """The same with another value."""
        return self._replace(value=value)


class Clause(NamedTuple):
    """A clause that is being read.

    Attributes:
        words: Its sentence.
        verb: Where its verb is.
        done: What its verb group does, as in `groups.Group`.
    """

    words: list[str]
    verb: Verb
    done: frozenset[str]

    def word(self, offset: int = 0) -> str:
        """A word counted from the head; "" outside the sentence."""
        i = self.verb.head + offset
        return self.words[i] if i < len(self.words) else ""

    def subject(self) -> list[str]:
        """The words before the verb group."""
        return self.words[self.verb.start : self.verb.group]

    def own(self, value: Value) -> Value:
        """What the verb group, the subject and the object make of a value."""
        value = modified(value, self.done)
        return negated(value) if self._is_nobody() != self._has_nothing() else value

    def _is_nobody(self) -> bool:
        """Whether the subject is nobody or nothing; "not all" counts."""
        subject = self.subject()
        for word, after in zip(subject[:3], [*subject[1:4], ""], strict=False):
            if word in NOTHING and after not in _NOT_DENIED:
                return True
            if word == "not" and after in _WORDS["not all"]:
                return True
        return False

    def _has_nothing(self) -> bool:
        """Whether the object is nothing: "has no plans", "gave nothing away"."""
        if self.word() in NOTHING:
            return self.word(1) not in _NOT_DENIED
        return self.word() not in DETERMINERS and self.word(1) in NOTHING and self.word(2) not in _NOT_DENIED


def clause_at(words: list[str], verb: Verb) -> Clause:
    """The clause of a verb."""
    done = operators(words, verb.group, verb.head)
    if verb.start < verb.group and words[verb.start] in HEDGES:  # "perhaps the fire was set"
        done |= {HEDGES[words[verb.start]]}
    if verb.head < len(words) and words[verb.head] in _WORDS["speech"]:  # "I must say", "I can tell you": they say it
        done -= _WORDS["polite"]
    return Clause(words, verb, done)


def negated(value: Value) -> Value:
    """The opposite, as sure."""
    return Value(value.degree, not value.negative)
