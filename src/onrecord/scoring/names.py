"""When two names count as the same: generously, since people write down names as they please."""

import re

__all__ = ["same_name", "words_of"]

_SMALL = frozenset(["the", "a", "an", "of", "mr", "mrs", "ms", "dr", "president", "prime", "minister", "general", "news", "agency"])
_POSSESSIVE = re.compile(r"[’']s\b")
_MARK = re.compile(r"[^\w\s]")


def words_of(name: str | None) -> set[str]:
    """The words of a name that tell it apart: in lower case, without possessives, marks, articles and common titles."""
    plain = _MARK.sub(" ", _POSSESSIVE.sub("", (name or "").lower()))
    return {w for w in plain.split() if w not in _SMALL}


def same_name(left: str | None, right: str | None) -> bool:
    """Whether one name has all words of the other, or half of the words of both are in both; two names without words are the same."""
    a, b = words_of(left), words_of(right)
    if not a or not b:
        return not a and not b
    return a <= b or b <= a or 2 * len(a & b) >= len(a | b)
