"""Where in a very long content the shorter one fits best."""

from collections import Counter, deque

from onrecord.claims.comparing.contents import CHARACTERS, LONGEST
from onrecord.claims.comparing.tokens import cut

__all__ = ["place_for"]

_MOST = 200_000
"""Characters of a content in which a place is looked for."""


def place_for(a: str, b: str) -> tuple[int, int]:
    """Offsets at which two contents begin to be compared: 0 but for one that is much longer than what is compared of it."""
    if len(a) <= CHARACTERS // 2 and len(b) <= CHARACTERS // 2:
        return 0, 0
    if len(a) >= len(b):
        return _best(a, b), 0
    return 0, _best(b, a)


def _best(long: str, short: str) -> int:
    wanted = Counter(t.word for t in cut(short[:CHARACTERS], 0, LONGEST))
    words, starts = _words(long[:_MOST])
    if len(words) <= LONGEST:
        return 0
    size = min(LONGEST, sum(wanted.values()) + 2)
    missing, found, best, at = Counter(wanted), 0, 0, 0
    window: deque[str] = deque()
    for i, word in enumerate(words):
        if len(window) == size:
            gone = window.popleft()
            if gone in wanted:
                missing[gone] += 1
                found -= missing[gone] > 0
        window.append(word)
        if word in wanted:
            found += missing[word] > 0
            missing[word] -= 1
        if found > best:
            best, at = found, max(0, i + 1 - size)
    margin = max(0, (LONGEST - size) // 2)
    return starts[max(0, at - margin)]


def _words(text: str) -> tuple[list[str], list[int]]:
    words: list[str] = []
    starts: list[int] = []
    at = 0
    for piece in text.split():
        at = text.index(piece, at)
        words.append(piece.strip("\"“”‘’'.,;:!?()[]").lower())
        starts.append(at)
        at += len(piece)
    return words, starts
