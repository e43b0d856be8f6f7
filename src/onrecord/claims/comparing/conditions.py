"""Differences in conditions: an "if" or "unless" that only one of two contents has."""

from dataclasses import dataclass

from onrecord.claims.comparing.alignment import Alignment
from onrecord.claims.comparing.contents import WORDS, Content
from onrecord.claims.comparing.model import Difference
from onrecord.claims.comparing.stems import stem
from onrecord.claims.comparing.tokens import CLAUSE, SENTENCE

__all__ = ["Condition", "conditions", "conditions_of"]

_ENOUGH, _MOST = 0.4, 0.66
_MARKS = WORDS["condition"]
_PHRASES = (
    ("as", "long", "as"),
    ("so", "long", "as"),
    ("on", "condition"),
    ("in", "case"),
    ("only", "if"),
    ("in", "the", "event"),
    ("only", "when"),
    ("only", "once"),
    ("only", "after"),
    ("as", "soon", "as"),
    ("with", "the", "approval", "of"),
    ("with", "the", "consent", "of"),
    ("with", "the", "agreement", "of"),
    ("with", "the", "permission", "of"),
    ("in", "exchange", "for"),
    ("in", "return", "for"),
)
_EITHER_WAY = frozenset(
    ["even", "whether", "ask", "asked", "asks", "see", "know", "wonder", "wondered", "unclear", "doubt", "as", "what", "sure"]
)
_END = frozenset(["then", "but", "because", "although", "so", "when", "while", "which"])
_SET = frozenset(["not", "any", "anything", "ever", "necessary", "needed"])
_LONGEST = 30
_SHORTEST = 2
_AHEAD = WORDS["will"] | WORDS["would"] | WORDS["may"] | frozenset(["cannot"])
_PERSONS = frozenset(["we", "i", "he", "she", "they", "it", "you"])
_SAYING = frozenset(map(stem, ["say", "think", "know", "believe", "find", "decide", "tell", "that", "what", "as", "and", "or", "than"]))
_SOMEBODY = frozenset(
    ["the", "a", "an", "his", "her", "their", "its", "our", "my", "this", "that", "he", "she", "it", "they", "we", "i", "you"]
)
_THOSE = frozenset(["those", "anyone", "anybody", "everyone", "everybody"])
_DEPENDS = frozenset(["depend", "hing"])
_DEPENDENT = frozenset(["conditional", "contingent", "subject"])
_FEW = 4
"""Words before a "depends" that still leave its sentence without a matter of its own: "all of that depends"."""


@dataclass(frozen=True, slots=True)
class Condition:
    """A conditional clause.

    Attributes:
        start: Index of its mark.
        end: After its last unit.
        negative: Whether it is an "unless".
    """

    start: int
    end: int
    negative: bool


def conditions_of(content: Content) -> list[Condition]:
    """The conditional clauses of a content."""
    out: list[Condition] = []
    units = content.units
    i = 0
    while i < len(units):
        sentence = _around(content, i, i + 1) if _depends(content, i) else None
        if sentence:
            short = not any(u.content for u in units[sentence.start : i]) and i - sentence.start <= _FEW
            if not short and units[i].word in {"depends", "depended", "depend", "hinges", "hinged", "hinge"}:
                i += 1  # "the orchard depends on bees"
                continue
            end = next((k for k in range(i + 1, sentence.stop) if units[k].after), sentence.stop)
            out.append(Condition(sentence.start if short else i, end, negative=False))
            i = end
            continue
        marked = _mark(content, i)
        if not marked:
            i += 1
            continue
        end = i + marked
        while end < len(units) and end - i < _LONGEST:
            unit = units[end]
            whose = units[i].word == "who" and end > i + _SHORTEST and unit.word in _AHEAD  # "everyone who can prove a loss will be paid"
            if (
                whose
                or unit.after == SENTENCE
                or unit.word in _END
                or (unit.after and end > i + marked and not _aside(content, i + marked, end))
                or _goes_on(content, i + marked, end)
            ):
                break
            end += 1
        if end > i + marked:
            out.append(Condition(i, end, units[i].word == "unless"))
        i = max(end, i + 1)
    return out


def _aside(content: Content, start: int, end: int) -> bool:
    """Whether what stands before a comma is no condition by itself: the "however" of "if, however, nobody comes"."""
    return end == start + 1 and (not content.units[start].content or bool(content.units[start].after))


def _goes_on(content: Content, start: int, k: int) -> bool:
    """Whether the main clause begins at an index, without a comma: "if one of them signs we can keep everybody"."""
    units = content.units
    if k - start < _SHORTEST or units[k].word not in _PERSONS or units[k - 1].stem in _SAYING or k + 1 == len(units):
        return False
    return units[k + 1].word in WORDS["will"] | WORDS["would"] | WORDS["may"] | WORDS["must"]


def _depends(content: Content, i: int) -> bool:
    """Whether a word says that something depends: "that depends on the weather", "subject to approval by the council"."""
    after = content.units[i + 1].word if i + 1 < len(content.units) else ""
    if content.units[i].stem in _DEPENDS:
        return after in {"on", "upon", "entirely", "very", "largely", "how", "what", "whether"}
    return content.units[i].word in _DEPENDENT and after == ("to" if content.units[i].word == "subject" else "on")


def _mark(content: Content, i: int) -> int:
    """Number of words of a mark of a condition at an index, 0 for none."""
    units = content.units
    word, after, before = units[i].word, units[i + 1].word if i + 1 < len(units) else "", units[i - 1].word if i else ""
    for phrase in _PHRASES:
        if word == phrase[0] and tuple(u.word for u in units[i : i + len(phrase)]) == phrase:
            return 0 if phrase[0] in {"as", "so"} and i and (units[i - 1].value or units[i - 1].word in {"times", "twice"}) else len(phrase)
    if (word == "should" and _asks(content, i)) or (word == "once" and after in _SOMEBODY):
        return 1
    if word in {"barring", "pending"}:
        return 0 if _is_verb(before) else 1
    if word == "without":
        return 1 if _set_apart(content, i) and any(u.word in _AHEAD for u in units) else 0
    if word in {"while", "until"} and after in _PERSONS:
        return 1
    if word == "who" and before in _THOSE:
        return 1
    if word not in _MARKS:
        return 0
    if word in {"if", "unless"}:
        return 0 if before in _EITHER_WAY or after in _SET or i + 1 == len(units) else 1
    return 1 if after == "that" or units[i].after or i == 0 else 0


def _asks(content: Content, i: int) -> bool:
    """Whether a "should" stands before who should: "should the talks fail"."""
    units = content.units
    after = units[i + 1].word if i + 1 < len(units) else ""
    if after in _SOMEBODY:
        return True
    return _set_apart(content, i) and any(u.after == CLAUSE for u in units[i + 2 : i + _LONGEST // 2])


def _set_apart(content: Content, i: int) -> bool:
    """Whether a word begins a part of a sentence that a comma sets apart: "without help, we shall close"."""
    units = content.units
    if units[i].after == CLAUSE:
        return True
    return (i == 0 or units[i].after == SENTENCE) and any(u.after == CLAUSE for u in units[i + 2 : i + _LONGEST // 2])


def _is_verb(word: str) -> bool:
    return word in WORDS["be"] or word in WORDS["determiner"] - {"that"}


def conditions(alignment: Alignment) -> list[Difference]:
    """Conditions of one content that the other does not have, though it has what depends on them."""
    a, b = alignment.a, alignment.b
    mine, theirs = conditions_of(a), conditions_of(b)
    if not mine and not theirs:
        return []
    out: list[Difference] = []
    left = list(theirs)
    for c in mine:
        partner = next((d for d in left if _linked(alignment, c, d)), left[0] if left else None)
        if partner is None:
            if _alone(a, c, alignment.to_b, mine, _words(b)) and not _otherwise(b, alignment.to_a):
                out.append(Difference("condition", a.span(c.start, c.end), None, True))
            continue
        left.remove(partner)
        if _differ(alignment, c, partner):
            out.append(Difference("condition", a.span(c.start, c.end), b.span(partner.start, partner.end), True))
    alone = [d for d in left if _alone(b, d, alignment.to_a, theirs, _words(a)) and not _otherwise(a, alignment.to_b)]
    return out + [Difference("condition", None, b.span(d.start, d.end), True) for d in alone]


def _linked(alignment: Alignment, c: Condition, d: Condition) -> bool:
    return any(d.start <= alignment.to_b.get(i, -1) < d.end for i in range(c.start, c.end) if alignment.a.units[i].content)


def _differ(alignment: Alignment, c: Condition, d: Condition) -> bool:
    """Whether two conditions are of different things; or one is the "unless" of the other's "if"."""
    a, b = alignment.a, alignment.b
    words = [i for i in range(c.start, c.end) if a.units[i].content]
    others = [j for j in range(d.start, d.end) if b.units[j].content]
    common = [i for i in words if d.start <= alignment.to_b.get(i, -1) < d.end]
    if c.negative != d.negative:
        denies = any(
            content.units[k].word in {"not", "n't", "no", "never"} for content, e in ((a, c), (b, d)) for k in range(e.start, e.end)
        )
        return not denies and len(common) >= 0.5 * min(len(words), len(others))
    rest = sum(u.content for k, u in enumerate(a.units) if not c.start <= k < c.end)
    joined = sum(1 for k in alignment.to_b if a.units[k].content and not c.start <= k < c.end)
    return not common and bool(words) and bool(others) and joined >= 0.7 * max(rest, 1)


def _alone(content: Content, c: Condition, to_other: dict[int, int], all_: list[Condition], others: int) -> bool:
    """Whether what depends on a condition stands in the other content, and the condition itself does not."""
    in_any = {k for x in all_ for k in range(x.start, x.end)}
    sentence = _sentence(content, c)
    main = [k for k in sentence if content.units[k].content and k not in in_any]
    joined = sum(k in to_other for k in main)
    return bool(main) and (joined >= _ENOUGH * len(main) or joined >= _MOST * others)


def _words(content: Content) -> int:
    return sum(u.content for u in content.units)


def _sentence(content: Content, c: Condition) -> range:
    """The sentence of a condition; where that is nothing else, with the one before, or after a piece that ends at an ellipsis the next."""
    own = _around(content, c.start, c.end)
    if any(content.units[k].content for k in own if not c.start <= k < c.end):
        return own
    if own.stop < len(content.units) and content.units[own.stop].trimmed:
        return range(own.start, _around(content, own.stop, own.stop + 1).stop)
    if own.start and any(content.units[k].stem in _DEPENDS | _DEPENDENT for k in own):
        return range(_around(content, own.start - 1, own.start).start, own.stop)
    return own


def _around(content: Content, start: int, end: int) -> range:
    while start > 0 and content.units[start].after != SENTENCE:
        start -= 1
    while end < len(content.units) and content.units[end].after != SENTENCE:
        end += 1
    return range(start, end)


def _otherwise(content: Content, taken: dict[int, int]) -> bool:
    """Whether a content says by other words on what it depends."""
    words = [u.word for k, u in enumerate(content.units) if k not in taken]
    return any(w in {"without", "depends", "depending", "conditional", "should", "when", "once", "until"} for w in words)
