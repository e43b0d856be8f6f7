"""Verb groups: the auxiliaries, adverbs and negations before a verb, and what they do to it."""

from typing import NamedTuple

from onrecord.circumstances.certainty.lexicon import HARDLY, HEDGES, IRREGULAR_PAST, NOT

BE = frozenset(["is", "are", "was", "were", "be", "been", "being", "am", "'s", "'re", "'m"])
HAVE = frozenset(["has", "have", "had", "having", "'ve"])
_DO = frozenset(["do", "does", "did"])
MODALS = {
    "will": "will",
    "'ll": "will",
    "shall": "will",
    "wo": "will",
    "would": "would",
    "'d": "would",
    "may": "may",
    "might": "may",
    "could": "could",
}
MODALS |= {"can": "can", "ca": "can", "cannot": "can", "must": "must", "should": "should", "ought": "should", "gonna": "will"}
"""What each of the modals does."""

AUXILIARIES = BE | HAVE | _DO | MODALS.keys()
_ADVERBS = frozenset(
    ["also", "still", "now", "then", "just", "already", "ever", "even", "only", "yet", "soon", "once", "again", "always", "often", "so"]
)
_ADVERBS |= {
    "very",
    "too",
    "quite",
    "rather",
    "all",
    "both",
    "far",
    "longer",
    "long",
    "much",
    "more",
    "most",
    "well",
    "either",
    "first",
    "later",
    "today",
}
ADVERBS = _ADVERBS | HEDGES.keys() | HARDLY
_ONLY = frozenset(["only", "just", "merely", "simply", "least", "surprisingly"])
"""After "not", which then denies nothing: "not only"."""

_NO_ADVERBS = frozenset(
    ["unlikely", "family", "supply", "apply", "reply", "imply", "comply", "friendly", "assembly", "italy", "anomaly", "monopoly"]
)
_AMBIGUOUS = frozenset(["may", "will", "can", "must", "might"])
_BEFORE_NOUN = frozenset(
    ["in", "by", "of", "since", "until", "on", "last", "next", "early", "late", "from", "for", "before", "after", "during", "between"]
)
_BEFORE_NOUN |= {"the", "a", "his", "her", "their", "its", "my", "our", "your", "mid", "this", "with", "against"}
_DENIED = frozenset(["not"])
_LONGEST = 10
_NO_MORE = frozenset(["longer", "more"])


_OF_NOUNS = ("s", "ed", "ing", "tion", "sion", "ness", "death")
"""Ends of words that are no infinitive though "to" stands before them."""

_INFINITIVES = frozenset(["mention", "question", "feed", "need", "speed", "bring", "sing", "focus", "bias", "proceed", "succeed", "exceed"])
_INFINITIVES |= {"function"}


class Group(NamedTuple):
    """What stands before a predicate in its verb group.

    Attributes:
        first: Index of the first word of the group; that of the predicate itself where nothing stands before it.
        operators: What its words do: "not", "hardly", the values of `MODALS`, "have", "be", "possible", "probable", "sure".
        to: Index of the "to" of an infinitive, -1 where there is none; what stands before it is not of the group.
    """

    first: int
    operators: frozenset[str]
    to: int


def _is_past(word: str) -> bool:
    return word in IRREGULAR_PAST or word in {"been", "had", "done", "gone", "seen", "taken", "given", "better"} or word.endswith("ed")


def is_adverb(word: str) -> bool:
    """Whether a word may stand between the words of a verb group without changing anything."""
    return word in ADVERBS or (word.endswith("ly") and len(word) > 4 and word not in _NO_ADVERBS)


def is_auxiliary(words: list[str], at: int) -> bool:
    """Whether the word at an index is an auxiliary or a modal, and not the month of May or somebody's will."""
    word = words[at]
    if word not in AUXILIARIES:
        return False
    if word not in _AMBIGUOUS or at == 0:
        return True
    after = words[at + 1] if at + 1 < len(words) else ""
    return not (words[at - 1] in _BEFORE_NOUN or (word == "may" and after[:1].isdigit()))


def _is_noun_after_to(word: str) -> bool:
    return word.endswith(_OF_NOUNS) and not word.endswith("ss") and word not in _INFINITIVES


def operators(words: list[str], start: int, end: int) -> frozenset[str]:
    """What the words of a verb group do, which lies between two indices."""
    found: set[str] = set()
    for i in range(start, end):
        word, after = words[i], words[i + 1] if i + 1 < len(words) else ""
        if word in NOT or word in HARDLY:
            if after not in _ONLY:
                found.symmetric_difference_update(_DENIED)
        elif word == "no" and after in _NO_MORE:
            found.add("not")
        elif word in HEDGES:
            found.add(HEDGES[word])
        if word == "'d" and _is_past(after):  # "he'd ordered it"
            found.add("have")
        elif word in MODALS and is_auxiliary(words, i):
            found.add(MODALS[word])
        elif word in HAVE:
            found.add("have")
        elif word in BE:
            found.add("be")
    return frozenset(found)


def group_before(words: list[str], at: int) -> Group:
    """The verb group of the predicate at an index."""
    first, to = at, -1
    while first > max(0, at - _LONGEST):
        word = words[first - 1]
        if word == "to" and not _is_noun_after_to(words[first]):
            to = first - 1
            break
        in_group = is_auxiliary(words, first - 1) or word in NOT or is_adverb(word) or (word == "no" and words[first] in _NO_MORE)
        if not in_group:
            break
        first -= 1
    return Group(to if to >= 0 else first, operators(words, first, at), to)
