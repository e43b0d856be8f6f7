"""What denies in a content, and what it denies."""

from collections.abc import Iterator

from onrecord.claims.comparing.contents import WORDS, Content
from onrecord.claims.comparing.lists import sections
from onrecord.claims.comparing.quantities import Number
from onrecord.claims.comparing.stems import stem
from onrecord.claims.comparing.tokens import SENTENCE

__all__ = ["REACH", "Negation", "negations"]

_WORDS = sections("negation")
_PLAIN = _WORDS["not"] | _WORDS["no"] | _WORDS["word"]
_VERBS = frozenset(stem(w) for w in _WORDS["verb"])
_RAISING = frozenset(stem(w) for w in _WORDS["raising"])
_PHRASES = tuple(tuple(p.split()) for p in sorted(_WORDS["phrases"]))
_CLAUSES = tuple(tuple(p.split()) for p in sorted(_WORDS["clauses"]))
_BEFORE = 3
"""Units before such a phrase in which a negation turns it round again: "it would not be wrong to say that"."""

_RELATIVE = frozenset(["who", "which", "that", "whom"])
REACH = 5
"""Words with a meaning that a negation reaches."""


class Negation:
    """One word or phrase that denies.

    Attributes:
        start: Index of its first unit.
        end: After its last.
        reach: Indices of the words with a meaning that it denies, the nearest first.
    """

    def __init__(self, content: Content, start: int, end: int) -> None:
        self.start, self.end = start, end
        self.far = content.units[start].word in _WORDS["no"]
        back = _passive(content, start, end)
        self.reach = tuple(_reached_back(content, start) if back else _reached(content, end, far=self.far))


def negations(content: Content) -> list[Negation]:
    """What denies in a content."""
    out: list[Negation] = []
    i = 0
    units = content.units
    while i < len(units):
        end = _negation_end(content, i)
        if end:
            out.append(Negation(content, i, end))
            i = end
        else:
            i += 1
    return out


def _negation_end(content: Content, i: int) -> int:
    units = content.units
    word, after = units[i].word, units[i + 1].word if i + 1 < len(units) else ""
    for phrase in _PHRASES:
        if word == phrase[0] and tuple(u.word for u in units[i : i + len(phrase)]) == phrase:
            return i + len(phrase)
    for phrase in _CLAUSES:
        if word == phrase[0] and tuple(u.word for u in units[i : i + len(phrase)]) == phrase and _is_said_to_be(content, i):
            return i + len(phrase)
    if word in _PLAIN:
        if after in _WORDS["not a negation: after"] or (i + 1 < len(units) and units[i + 1].after and word == "no"):
            return 0
        if word == "not" and after in {"a", "one", "until"} and after == "until":
            return 0
        if _compares(content, i) or _corrects(content, i) or (word in {"false", "untrue"} and (i == 0 or units[i - 1].stem != "be")):
            return 0
        end = i + 1
        if after in {"yet", "even", "ever"}:
            end += 1
        return end
    if units[i].stem == "fail" and after != "to":
        return 0
    if units[i].stem in _VERBS and units[i].value is None and not _is_noun(content, i):
        return i + 1
    return 0


def _is_said_to_be(content: Content, i: int) -> bool:
    """Whether something is said to be so: "it is a lie that", but neither "it is not a lie that" nor "told a lie that"."""
    before = content.units[max(0, i - _BEFORE) : i]
    return bool(before) and before[-1].stem == "be" and not any(u.word in _PLAIN for u in before)


def _compares(content: Content, i: int) -> bool:
    """Whether a negation only ranks or restricts: "no flood as severe", "nothing but", "not his first", "never before such"."""
    units = content.units
    after = list(units[i + 1 : i + 5])
    if units[i].word in {"nothing", "nobody", "none"} and after and after[0].word in {"but", "beyond", "except", "other", "more"}:
        return True
    first = next((u for u in after if u.content), None)
    if first and isinstance(first.value, Number) and first.value.dimension == "order":
        return True
    if (units[i].word, after[0].word if after else "") in {("never", "before"), ("no", "other")}:
        return True
    if units[i].word in {"no", "never"}:
        return any(u.word == "as" or (u.word == "than" and k) for k, u in enumerate(after) if not u.after)
    return False


def _is_noun(content: Content, i: int) -> bool:
    before = content.units[i - 1].word if i else ""
    return before in {"the", "a", "an", "this", "of", "'s"}


def _corrects(content: Content, i: int) -> bool:
    """Whether "not" only sets one thing against another: "a mite, not a pesticide", "not Tolmark but we"."""
    units = content.units
    if units[i].word != "not":
        return False
    first = i == 0 or units[i].after or units[i - 1].word in {"and", "but", "that", "it", "was", "is", "came", "did", "comes"}
    if not first:
        return False
    if units[i].after and i and units[i].after < SENTENCE:
        return True
    if i and units[i - 1].word == "and":
        return True
    for unit in units[i + 1 : i + 12]:
        if unit.after == SENTENCE:
            return False
        if unit.word == "but":
            return True
    return False


def _passive(content: Content, start: int, end: int) -> bool:
    """Whether a verb that denies says it of what stands before it: "a recount was refused"."""
    units = content.units
    if units[start].stem not in _VERBS or start == 0 or units[start - 1].stem not in {"be", "been"}:
        return False
    return end == len(units) or bool(units[end].after) or units[end].word == "by"


def _reached_back(content: Content, start: int) -> Iterator[int]:
    words = [k for k in range(start - 1, max(-1, start - 9), -1) if content.units[k].content]
    yield from words[:REACH]


def _reached(content: Content, start: int, *, far: bool) -> Iterator[int]:
    """What a negation reaches; one of a noun ("none of those who …") goes on over a relative clause to the verb."""
    count = 0
    for k in range(start, len(content.units)):
        unit = content.units[k]
        if unit.word == "nor" or (unit.word == "without" and count):
            return  # what goes on there denies for itself: "cannot be drunk without boiling it"
        if k > start and (unit.after == SENTENCE or unit.word in WORDS["clause"] or (unit.after and count)):
            if unit.word == "that" and count == 1 and content.units[k - 1].stem in _RAISING:
                continue
            if far and unit.word in _RELATIVE:
                continue
            return
        if unit.content:
            yield k
            count += 1
            if count == REACH:
                return
