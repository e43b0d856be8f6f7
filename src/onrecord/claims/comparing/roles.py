"""Differences in who does what to whom: "A attacked B" and "B attacked A"."""

from collections.abc import Sequence

from onrecord.claims.comparing.alignment import Alignment
from onrecord.claims.comparing.contents import WORDS, Content, Unit
from onrecord.claims.comparing.model import Difference
from onrecord.claims.comparing.stems import stem
from onrecord.claims.comparing.tokens import SENTENCE

__all__ = ["roles"]

_FEW = 6
"""Units on each side of a verb among which who does it and to whom are looked for."""

_ARTICLES = frozenset(["the", "a", "an", "his", "her", "their", "its", "our", "my"])
_ONE_WAY = frozenset(stem(w) for w in ("beat", "defeat", "buy", "sell", "replace", "succeed", "own", "acquire", "bite", "lead"))
"""What two cannot both do to each other; they may well accuse each other."""

_NO_VERB = frozenset(["the", "a", "an", "his", "her", "their", "its", "our", "of", "in", "no", "'s", "on", "for", "with", "by"])


def roles(alignment: Alignment) -> list[Difference]:
    """Where two take each other's parts around the same verb, or a body that of one of its people."""
    back = alignment.mirrored
    found = [*_of_somebody(alignment), *(d.mirrored for d in _of_somebody(back))]
    a, b = alignment.a, alignment.b
    for verb, j in sorted(alignment.to_b.items()):
        if verb in alignment.opposites or not a.units[verb].content or a.units[verb].value is not None or _noun(a, verb) or _noun(b, j):
            continue
        voices = _voice(a, verb), _voice(b, j)
        if "unclear" in voices or voices[0] != voices[1]:
            continue
        doer_a, done_a, doer_b, done_b = _before(a, verb), _after(a, verb), _before(b, j), _after(b, j)
        if doer_a and done_a and doer_b and done_b and _crossed(alignment, doer_a, done_a, doer_b, done_b):
            span_b = b.span(doer_b[0], done_b[-1] + 1)
            return [*found, Difference("role", a.span(doer_a[0], done_a[-1] + 1), span_b, True, a.units[verb].stem in _ONE_WAY)]
    return found


def _of_somebody(alignment: Alignment) -> list[Difference]:
    """What one of its people does in the first content, and a body or somebody himself in the second: "an employee of the bank"."""
    a, b = alignment.a.units, alignment.b.units
    for i, j in sorted(alignment.to_b.items()):
        k = i - 1
        while k > 0 and a[k].word in _ARTICLES:
            k -= 1
        if k < 1 or not a[i].content or k - 1 in alignment.to_b or not _stands_for(a, k):
            continue
        begins = all(u.word in _ARTICLES or u.word == "that" for u in b[:j])
        if begins and i + 1 < len(a) and j + 1 < len(b) and alignment.to_b.get(i + 1) == j + 1:
            return [Difference("role", alignment.a.span(k - 1, k + 1), None, True)]
    return []


def _stands_for(units: Sequence[Unit], k: int) -> bool:
    """Whether a word joins one of somebody's people to him: "an employee of", "the lawyer for", "a person close to"."""
    word, before = units[k].word, units[k - 1].word
    return (word in {"of", "for"} and before in WORDS["of somebody"]) or (word == "to" and before == "close")


def _crossed(alignment: Alignment, doer_a: list[int], done_a: list[int], doer_b: list[int], done_b: list[int]) -> bool:
    """Whether who did it in the one content suffers it in the other, and the other way round."""
    forth = {alignment.to_b.get(i, -1) for i in doer_a}
    back = {alignment.to_b.get(i, -1) for i in done_a if _somebody(alignment.a, i)}
    return bool(forth & set(done_b) and back & set(doer_b)) and not forth & set(doer_b)


def _somebody(content: Content, i: int) -> bool:
    """Whether a word may be somebody: a name, or a noun after an article."""
    return content.units[i].capital or (i > 0 and content.units[i - 1].word in _ARTICLES)


def _before(content: Content, verb: int) -> list[int]:
    """The words with a meaning nearest before a verb, from the first on."""
    out: list[int] = []
    for k in range(verb - 1, max(-1, verb - _FEW - 1), -1):
        unit = content.units[k]
        if content.units[k + 1].after == SENTENCE:
            break
        if unit.content and unit.value is None:
            out.insert(0, k)
        elif out:
            break
    return out[-2:]


def _after(content: Content, verb: int) -> list[int]:
    """The words with a meaning after a verb, in its clause."""
    out: list[int] = []
    for k in range(verb + 1, min(len(content.units), verb + _FEW + 1)):
        unit = content.units[k]
        if unit.after or unit.word in WORDS["clause"]:
            break
        if unit.content and unit.value is None:
            out.append(k)
    return out


def _noun(content: Content, i: int) -> bool:
    return (content.units[i].capital and i > 0) or (i > 0 and content.units[i - 1].word in _NO_VERB)


def _voice(content: Content, verb: int) -> str:
    before = {u.word for u in content.units[max(0, verb - 3) : verb]}
    after = {u.word for u in content.units[verb + 1 : verb + 7]}
    if not before & WORDS["be"] or content.units[verb].word.endswith("ing"):
        return "active"
    return "passive" if "by" in after else "unclear"
