"""Contents that begin and end with their quotation marks.

Where a content holds all of a quotation but a mark at its edge (and the comma or full stop before a closing mark), the mark
belongs to it: so the annotated corpora of quotations draw the line.
"""

from collections.abc import Sequence

from onrecord.attribution.quotes import CLOSING, OPENING
from onrecord.attribution.words import PARAGRAPH, Words

Run = tuple[int, int]
_STOPS = frozenset(",.?!…;")


def snapped(words: Words, runs: Sequence[Run]) -> list[Run]:
    """Runs of words, widened over quotation marks at their edges; runs never grow into each other."""
    out: list[Run] = []
    for i, (start, end) in enumerate(runs):
        low = out[-1][1] if out else 0
        high = runs[i + 1][0] if i + 1 < len(runs) else len(words)
        end = _end(words, start, end, high)  # noqa: PLW2901
        out.append((_start(words, start, end, low), end))
    return out


def _end(words: Words, start: int, end: int, high: int) -> int:
    at = end
    if at < high and words.text[words.starts[at]] in _STOPS:
        at += 1
    if at >= high or words.quote[at] != CLOSING or PARAGRAPH in words.spacing[end : at + 1]:
        return end
    # Back to the opening mark: the quotation must have begun in this run, or right before it.
    for i in range(at - 1, max(start - 2, -1), -1):
        if words.quote[i] == OPENING:
            return at + 1
    return end


def _start(words: Words, start: int, end: int, low: int) -> int:
    at = start - 1
    if at < low or words.quote[at] != OPENING or words.spacing[start] == PARAGRAPH:
        return start
    for i in range(start, end):
        if words.quote[i] == CLOSING:
            return at
    return start
