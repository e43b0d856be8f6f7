"""Frames around a proposition: words by which a source says how sure it is of what it says next.

"I think", "it is unlikely that", "there is no doubt that", "has failed to". A claim about what somebody else thinks or wants ("Russia wants
to …") is no frame, but the proposition itself.
"""

from itertools import pairwise
from typing import NamedTuple

from onrecord.circumstances.certainty.clauses import Verb, head_of, verb_of
from onrecord.circumstances.certainty.commitment import NOTHING, embedded
from onrecord.circumstances.certainty.governors import DETERMINERS, RELATIVES, SUBJECTS
from onrecord.circumstances.certainty.groups import BE, HAVE, is_adverb
from onrecord.circumstances.certainty.lexicon import NOT, POSSIBLE, PREDICATES, PROBABLE, UNKNOWN, WITHOUT_THAT, Value
from onrecord.circumstances.certainty.propositions import Clause, Found, negated
from onrecord.circumstances.lists import sections

_WORDS = sections("certainty-frames")
_SPEAKER = frozenset(["i", "we", "he", "she", "they"])
_IMPERSONAL = frozenset(["it", "there", "that"])
_HEARERS = frozenset(["you", "us", "me", "them"])
_DEGREES = frozenset(["very", "highly", "pretty", "good", "quite"])
_PREPOSITIONS = frozenset(["of", "about", "in", "for", "to"])
_EXPECT = frozenset(["expect", "expects", "expected", "anticipate", "anticipates", "anticipated"])
_WAS = frozenset(["was", "were"])
_EMBED = frozenset(["did", "undone", "denied", "thought", "able", "planned", "doubted", "said", "guessed", "unlikely", "impossible"])
"""Classes whose infinitive is the main proposition: "failed to pay"."""

_WITHOUT_THAT = frozenset(["thought", "wished", "doubted"])
"""Classes whose clause may begin with any word, and not with a pronoun only: "I think prices fell"."""

_OPEN = Value(UNKNOWN, False)


class Frame(NamedTuple):
    """A frame that has been taken off.

    Attributes:
        found: What is known of the proposition inside it.
        inner: Where the proposition goes on; None where nothing more is to be read.
    """

    found: Found
    inner: Verb | None = None


def frame_of(clause: Clause, found: Found) -> Frame | None:
    """What a clause embeds, where it is a frame; None where it is the proposition itself.

    Args:
        clause: The clause.
        found: What is known from outside it.
    """
    word = clause.word()
    if word == "to":
        return _semimodal(clause, found)
    if word in NOTHING or word == "little":
        return _no(clause, found)
    return _fixed(clause, found) or _infinitive(clause, found) or _that(clause, found) or _kept_from(clause, found)


def _semimodal(clause: Clause, found: Found) -> Frame:
    """Verbs that take an infinitive at once: "has to", "is to", "ought to", "has yet to"."""
    words, head = clause.words, clause.verb.head
    before = words[head - 1] if words[head - 1] not in NOT else words[head - 2]
    value = clause.own(found.value)
    if before == "yet":
        value = embedded(value, "undone")
    elif before in HAVE or before == "ought" or (before in BE and _WORDS["goals"] & set(clause.subject())):
        if clause.word(1) not in _WORDS["speech"]:  # "we have to say"
            value = Value(UNKNOWN, value.negative)
    elif before in BE:
        found = found._replace(future=True)
    return Frame(found.valued(value), _after_to(words, head))


def _after_to(words: list[str], to: int) -> Verb:
    at = min(to + 1, len(words))
    return Verb(at, at, head_of(words, at, at))


def _no(clause: Clause, found: Found) -> Frame | None:
    """Frames of "no" and a noun: "there is no doubt that", "there is no evidence that", "has no chance of"."""
    noun, at = next(((clause.word(i), clause.verb.head + i) for i in (1, 2, 3) if clause.word(i) in _NOUNS), ("", 0))
    if not noun:
        return None
    if noun in _WORDS["no sign"]:
        found = found.valued(Value(min(found.value.degree, PROBABLE), not found.value.negative))
    elif noun in _WORDS["out of the question"]:
        found = found.valued(negated(found.value))
    after = clause.words[at + 1] if at + 1 < len(clause.words) else ""
    if after == "that" or after in SUBJECTS:
        inner = verb_of(clause.words, at + 1 + (after == "that"))
        if inner is not None:
            return Frame(found, inner)
    return Frame(found) if after in _PREPOSITIONS or after in {"that", "but"} or noun in _WORDS["doubtless"] else None


_NOUNS = _WORDS["doubtless"] | _WORDS["no sign"] | _WORDS["out of the question"]


def _fixed(clause: Clause, found: Found) -> Frame | None:
    """Turns of phrase."""
    word, done = clause.word(), clause.done
    if "not" in done and done & {"can", "could"} and word in {"but", "help"}:  # "cannot but agree"
        return Frame(found)
    if word.startswith("remain") and [clause.word(i) for i in (1, 2, 3)] == ["to", "be", "seen"]:
        return Frame(found.valued(_OPEN))
    if word in {"need", "dare"} and clause.word(1) in NOT:
        return Frame(found.valued(Value(UNKNOWN, True)))
    if word == "used" and clause.word(1) == "to" and "be" not in done:
        return Frame(found, _after_to(clause.words, clause.verb.head + 1))
    if word in _EXPECT and clause.word(1) not in {"that", "to"} and clause.words[clause.verb.group - 1] in _SPEAKER:
        return Frame(found._replace(value=embedded(clause.own(found.value), "thought"), future=True))
    if word in _WORDS["rules out"] and clause.word(1) == "out":
        value = clause._replace(done=done - {"can", "could"}).own(found.value)
        return Frame(found.valued(Value(POSSIBLE, False) if value.negative else negated(value)))
    return None


def _infinitive(clause: Clause, found: Found) -> Frame | None:
    """Frames with an infinitive: "failed to", "is likely to", "plans to"; what somebody wishes or has to do."""
    word, head = clause.word(), clause.verb.head
    kind = PREDICATES["to"].get(word)
    to = next((i for i in (1, 2) if clause.word(i) == "to"), 0)
    against = clause.word(1) == "against"  # "decided against closing it"
    if (
        kind is None
        or not (to or (against and kind == "planned"))
        or (to == 2 and not (clause.word(1) in NOT or is_adverb(clause.word(1))))
    ):
        return None
    if word == "due" and clause.word(to + 1) not in _WORDS["due to"]:
        return None  # "was due to rain"
    value = clause.own(found.value)
    if against or (to == 2 and clause.word(1) in NOT):
        value = negated(value)
    if kind == "wished":
        wishes = _wishes(clause)
        if wishes or word in _WORDS["duties"]:
            return Frame(found._replace(value=Value(UNKNOWN, value.negative), future=found.future or wishes, conditional=False))
        return None
    if kind not in _EMBED:
        return None
    if word == "able" and "have" not in clause.done and _WAS & set(clause.words[clause.verb.group : head]):
        kind = "did"  # "was able to win", and did
    ahead = kind == "planned" or word in _WORDS["awaited"]
    found = found._replace(value=embedded(value, kind), future=found.future or ahead)
    return Frame(found, _after_to(clause.words, head + to) if to else None)


def _wishes(clause: Clause) -> bool:
    """Whether it is the source that wishes, as far as a pronoun tells."""
    word, subject = clause.word(), clause.words[clause.verb.group - 1] if clause.verb.group else ""
    if word not in _WORDS["wishes"] or subject not in _SPEAKER:
        return False
    return subject in {"i", "we"} or word not in {"want", "like", "love"} or "would" in clause.done


def _that(clause: Clause, found: Found) -> Frame | None:
    """Frames with a clause: "I think", "it is unlikely that", "the truth is that", "we do not know whether"."""
    words, at = clause.words, clause.verb.head
    if clause.word() == "that" and words[at - 1] in BE:
        shells = [PREDICATES["that"][w] for w in clause.subject() if w in PREDICATES["that"]]
        return _inside(clause, found, shells[0] if shells else "said", at)
    while at < clause.verb.head + 3 and at < len(words) and (words[at] in DETERMINERS or words[at] in _DEGREES):
        at += 1
    subject = words[clause.verb.group - 1] if clause.verb.group > clause.verb.start else ""
    if at >= len(words) - 1 or words[at] not in PREDICATES["that"] or not (subject in _SPEAKER or subject in _IMPERSONAL):
        return None
    predicate, kind = words[at], PREDICATES["that"][words[at]]
    if words[at + 1] in _HEARERS and at + 2 < len(words):
        at += 1
    after = words[at + 1]
    if after in {"whether", "if"} or (after in RELATIVES and kind == "unsure"):
        return Frame(found.valued(_OPEN))
    if after == "that":
        return _inside(clause, found, kind, at + 1)
    begins = after in SUBJECTS or (after not in _PREPOSITIONS and kind in _WITHOUT_THAT)
    if begins and after not in RELATIVES and (predicate in WITHOUT_THAT or words[at] in _HEARERS):
        return _inside(clause, found, kind, at)
    return Frame(found.valued(_denied(clause, found))) if kind == "denied" and subject in _SPEAKER else None


def _inside(clause: Clause, found: Found, kind: str, at: int) -> Frame | None:
    inner = verb_of(clause.words, at + 1)
    if inner is None:
        return None
    return Frame(found.valued(_denied(clause, found) if kind == "denied" else embedded(clause.own(found.value), kind)), inner)


def _denied(clause: Clause, found: Found) -> Value:
    """What is left of something that is denied; "I cannot deny that" admits it."""
    if "not" in clause.done and clause.done & {"can", "could", "would", "will"}:
        return found.value
    return embedded(clause.own(found.value), "denied")


def _kept_from(clause: Clause, found: Found) -> Frame | None:
    """What does not take place: "prevented the ship from leaving", "lacks the money"."""
    word = clause.word()
    value = embedded(clause.own(found.value), "undone")
    if word in _WORDS["lacks"]:
        return Frame(found.valued(value))
    after = [clause.word(i) for i in range(1, 8)]
    keeps = word in _WORDS["keeps from"] or PREDICATES["of"].get(word) == "undone"
    if keeps and any(a == "from" and b.endswith("ing") for a, b in pairwise(after)):
        return Frame(found.valued(value))
    return None
