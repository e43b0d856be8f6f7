"""Taking back: what shows that somebody says something else than was said before, and knows it.

"I should not have said eleven", "nine people and not eleven", "it may have been 300 million".
"""

import re

from onrecord.claims.comparing.contents import Content, content_of
from onrecord.claims.comparing.quantities import Number

__all__ = ["corrects", "takes_back", "weakens"]

_TAKES_BACK = re.compile(
    r"\b(?:should(?:n['’]t| not| never) have|should have (?:said|told|put|kept|known|checked|asked)"
    r"|(?:is|was|were|am|are|been|being) (?:wrong|mistaken|in error|a mistake|an error)"
    r"|(?:my|our|his|her|its|their) (?:own )?(?:mistake|error|figure)"
    r"|(?:mistake|error) (?:of mine|on (?:my|our) part)|(?:is|was|were) not so|mis-?spoke|spoke too soon"
    r"|said more than (?:i|we|he|she|they) knew|(?:take|took|taken|taking) (?:it|that|this|them|those words|my words) back"
    r"|(?:withdraw|withdrew|withdrawn|retract|retracted|retracts)\b|(?:stand|stands|stood) corrected"
    r"|no longer (?:rule out|say|be sure|be certain|stand by|stood by)|not after all|after all"
    r"|(?:had|has|have|was|were|been) too (?:high|low|early|late|many|few)|(?:correct|right) (?:figure|number))\b",
    re.IGNORECASE,
)
"""Ours: phrases with which people speak of what they said before."""

_WEAK = frozenset(["may", "might", "could", "perhaps", "possibly", "maybe"])


def takes_back(text: str) -> bool:
    """Whether a content speaks of something that its speaker said before and no longer says."""
    return bool(_TAKES_BACK.search(text))


def corrects(later: str, earlier: str) -> bool:
    """Whether a content says "not" of a number that another one gives, and gives another: "nine, and not eleven".

    Args:
        later: What was said later.
        earlier: What was said before.
    """
    if "not" not in later.lower():
        return False
    a = content_of(later)
    denied = _denied_numbers(a)
    if not denied:
        return False
    b = content_of(earlier)
    return bool(denied & _numbers(b)) and bool(_numbers(a) - denied) and bool(_words(a) & _words(b))


def weakens(later: str, earlier: str) -> bool:
    """Whether only the later of two contents says "may" or "might".

    Args:
        later: What was said later.
        earlier: What was said before.
    """
    if not any(word in later.lower() for word in _WEAK):
        return False
    return _is_weak(content_of(later)) and not _is_weak(content_of(earlier))


def _denied_numbers(content: Content) -> set[str]:
    """Numbers that a "not" stands before, with at most two small words between them."""
    found = set()
    for i, unit in enumerate(content.units):
        if unit.word == "not":
            following = next((u for u in content.units[i + 1 : i + 4] if u.content), None)
            if following is not None and isinstance(following.value, Number):
                found.add(following.word)
    return found


def _numbers(content: Content) -> set[str]:
    return {u.word for u in content.units if isinstance(u.value, Number)}


def _words(content: Content) -> set[str]:
    return {u.stem for u in content.units if u.content and u.value is None}


def _is_weak(content: Content) -> bool:
    return any(u.word in _WEAK and not (u.capital and u.start) for u in content.units)
