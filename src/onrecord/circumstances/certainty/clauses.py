"""The main clause of a content and its verb, found without a parser.

A content is cut at the end of its first sentence; clauses that begin it ("If it rains, …", "Although …") and clauses inside its subject
("the man who was shot") are stepped over.
"""

from typing import NamedTuple

from onrecord.circumstances.certainty.conditions import is_inverted
from onrecord.circumstances.certainty.governors import CONDITIONS, DETERMINERS, PREPOSITIONS, RELATIVES, SUBJECTS, SUBORDINATE
from onrecord.circumstances.certainty.groups import AUXILIARIES, BE, HAVE, is_adverb, is_auxiliary
from onrecord.circumstances.certainty.lexicon import IRREGULAR_PAST, NOT, PREDICATES

_ENDS = frozenset([".", "?", "!", ";"])
_OPENERS = frozenset(
    [",", "and", "but", "so", "well", "yes", "no", "oh", "ok", "okay", "look", "that", "–", "—", "-", ":", "...", "…", "(", "["]
)
_LEADING = (
    SUBORDINATE
    | CONDITIONS
    | {"after", "before", "once", "until", "despite", "given", "whenever", "assuming", "even", "only", "as", "long"}
)
_JOINING = frozenset(["that", "and", "or", "but", "because", "if", "when", "as", "what", "who", "which"])
_AFTER_IS = frozenset(
    ["it", "he", "she", "that", "there", "this", "what", "who", "here", "everybody", "everyone", "nobody", "one", "nothing", "something"]
)
_NOT_PAST = frozenset(
    ["need", "seed", "feed", "speed", "hundred", "indeed", "breed", "greed", "weed", "united", "wicked", "naked", "sacred"]
)
_NOT_FINITE = frozenset(["to", "be", "been", "being"])
_PRESENT = frozenset(
    ["lack", "lacks", "deny", "denies", "reject", "rejects", "refuse", "refuses", "fail", "fails", "want", "wants", "avoid", "avoids"]
)
"""Forms that are verbs after a noun, though they do not look it."""


class Verb(NamedTuple):
    """The verb of a clause.

    Attributes:
        start: Where its clause begins.
        group: Where its verb group begins.
        head: What the group leads to: the verb, or what follows "is"; the length of the sentence where nothing follows.
    """

    start: int
    group: int
    head: int


def sentence(words: list[str]) -> list[str]:
    """The first sentence of a content, with its mark; answers and calls of one word ("No.") are no sentence."""
    start = 0
    for i, word in enumerate(words):
        if word in _ENDS:
            if i - start > 1 or i + 1 == len(words):
                return words[start : i + 1]
            start = i + 1
    return words[start:]


def opening(words: list[str]) -> int:
    """Where the first clause begins, after "that", "and", "well, …" and the like."""
    i = 0
    while i < len(words) and words[i] in _OPENERS and not (words[i] == "no" and i + 1 < len(words) and words[i + 1] != ","):
        if words[i] == "that" and i + 1 < len(words) and (words[i + 1] in AUXILIARIES or words[i + 1] in NOT):
            break
        i += 1
    return i


def past_leading(words: list[str], start: int) -> int:
    """Where the main clause begins after a clause that comes before it; `start` where there is none."""
    if start >= len(words) or not (words[start] in _LEADING or is_inverted(words, start)):
        return start
    if words[start] in {"only", "even"} and words[start + 1 : start + 2] not in (["if"], ["when"], ["though"], ["after"], ["as"]):
        return start
    first = verb_of(words, start + 1)
    after = first.head if first else start
    for i in range(after + 1, len(words) - 1):
        if words[i] == ",":
            return _after_then(words, i + 1)
        if words[i] in SUBJECTS and i > after + 1 and words[i - 1] not in PREPOSITIONS and words[i - 1] not in _JOINING:
            return i
    return start


def _after_then(words: list[str], start: int) -> int:
    """Where a clause begins after "then" and marks."""
    while start < len(words) - 1 and words[start] in {"then", ",", "and", "that"}:
        start += 1
    return start


def verb_of(words: list[str], start: int) -> Verb | None:
    """The first finite verb of the clause that begins at `start`; None where nothing looks like one."""
    i, end = start, len(words)
    while i < end:
        word = words[i]
        if i > start and (word in RELATIVES or (word == "that" and words[i - 1] not in DETERMINERS and not _copula(words, i - 1))):
            i = _past_relative(words, i)
            continue
        if _is_verb(words, i, start):
            first = i
            while first > start and (is_adverb(words[first - 1]) or words[first - 1] in NOT):
                first -= 1
            return Verb(start, first, head_of(words, i, start))
        i += 1
    return None


def _copula(words: list[str], at: int) -> bool:
    return at >= 0 and words[at] in BE


def _is_verb(words: list[str], at: int, start: int) -> bool:
    word, before = words[at], words[at - 1] if at > start else ""
    if before in _NOT_FINITE:
        return False
    if is_auxiliary(words, at):
        return word != "'s" or before in _AFTER_IS
    if at > start + 1 and is_adverb(before) and words[at - 2] in SUBJECTS:  # "he ever lied"
        before = words[at - 2]
    if before in SUBJECTS:
        return (
            word not in PREPOSITIONS
            and word not in DETERMINERS
            and not is_adverb(word)
            and word not in NOT
            and word.isalpha()
            and word not in {"all", "both"}
        )
    if before in DETERMINERS or before in PREPOSITIONS or before == "":
        return False
    if word in IRREGULAR_PAST:
        return True
    if word.endswith("ed") and len(word) > 3 and word not in _NOT_PAST:
        return not _is_reduced(words, at)
    after = words[at + 1] if at + 1 < len(words) else ""
    if word.endswith("s") and len(word) > 3 and not word.endswith("ss") and not before.endswith("s") and after in DETERMINERS:
        return True  # "the firm extends its thanks"
    embeds = (after == "to" and word in PREDICATES["to"]) or (after == "that" and word in PREDICATES["that"]) or word in _PRESENT
    return embeds and word.endswith("s") != before.endswith("s")


def _is_reduced(words: list[str], at: int) -> bool:
    """Whether a participle only describes the subject: "the man arrested in May was …", "all involved, the firm said, were …"."""
    after = words[at + 1] if at + 1 < len(words) else ""
    aside = after == "," or words[at - 1] == ","
    if not aside and after not in PREPOSITIONS:
        return False
    for i in range(at + 2, min(len(words), at + 14)):
        word = words[i]
        if word in _JOINING or word in RELATIVES or (word == "," and not aside):
            return False
        if word in AUXILIARIES and words[i - 1] not in SUBJECTS and words[i - 1] != "to":
            return True
    return False


def _past_relative(words: list[str], at: int) -> int:
    """Where the subject goes on after a clause inside it."""
    stop = len(words)
    if words[at - 1] == ",":
        for i in range(at + 1, stop):
            if words[i] == ",":
                return i + 1
    i = at + 1
    while i < stop and not (words[i] in AUXILIARIES or words[i] in IRREGULAR_PAST or words[i].endswith("ed")):
        i += 1
    while i < stop and (words[i] in AUXILIARIES or is_adverb(words[i]) or words[i] in NOT):
        i += 1
    return i + 1


def head_of(words: list[str], group: int, start: int) -> int:
    """Where the verb group that begins at `group` leads to, in a clause that begins at `start`."""
    i, end = group, len(words)
    while i < end:
        word = words[i]
        if word in AUXILIARIES or word in NOT or (is_adverb(word) and word not in {"all", "both"}):
            i += 1
        elif word == "no" and i + 1 < end and words[i + 1] in {"longer", "more"}:
            i += 2
        elif (
            word in SUBJECTS
            and group <= start + 2
            and words[i - 1] in AUXILIARIES
            and i + 1 < end
            and words[i - 1] not in HAVE - {"had", "has", "have"}
        ):
            i += 1
        else:
            break
    return i
