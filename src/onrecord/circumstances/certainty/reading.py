"""The main proposition of a clause: its frames are taken off one by one, and what is left is read for its verb group."""

from onrecord.circumstances.certainty.clauses import Verb
from onrecord.circumstances.certainty.frames import frame_of
from onrecord.circumstances.certainty.propositions import Clause, Found, clause_at, negated
from onrecord.circumstances.lists import sections

_WORDS = sections("certainty-frames")
_DEEPEST = 5
_SOON = 12
"""Words after a verb among which "tomorrow" puts it into the future."""


def read(words: list[str], verb: Verb, found: Found, *, backshift: bool) -> Found:
    """What a sentence says of its main proposition.

    Args:
        words: The sentence.
        verb: The verb of its main clause.
        found: What is known from outside it: from the cue, or from a condition.
        backshift: Whether "would" is the "will" of a cue in the past.
    """
    for _ in range(_DEEPEST):
        clause = clause_at(words, verb)
        found = _in_time(clause, found, backshift=backshift)
        frame = frame_of(clause, found)
        if frame is None:
            break
        if frame.inner is None:
            return frame.found
        found, verb = frame.found, frame.inner
    clause = clause_at(words, verb)
    value = clause.own(found.value)
    if "not" in clause.done and "until" in words[verb.head + 1 :]:  # "will not open until May": it will, in May
        value = negated(value)
    return found.valued(value)


def _in_time(clause: Clause, found: Found, *, backshift: bool) -> Found:
    """Whether the verb group puts it into the future, or only supposes it."""
    if "will" in clause.done or _is_soon(clause.words, clause.verb.head):
        return found._replace(future=True)
    if "would" in clause.done:
        if backshift and not found.conditional and "have" not in clause.done:
            return found._replace(future=True)
        if clause.word() not in _WORDS["supposed politely"]:
            return found._replace(conditional=True)
    return found


def _is_soon(words: list[str], head: int) -> bool:
    if any(w in {"tomorrow", "tonight"} for w in words[head : head + _SOON]):
        return True
    near = range(head, min(len(words) - 1, head + _SOON))
    return any(words[i] == "next" and words[i + 1] in _WORDS["periods"] and words[i - 1] != "the" for i in near)
