"""Signed quotations: a line of its own that is a quotation, a dash and a name.

    “We were never asked.” ― Olena Marsh

Pull quotes, letters and posts come like this, seldom enough for a model to overlook them, and the form leaves no doubt.
"""

import re

import numpy as np

from onrecord.attribution.finding import Found
from onrecord.attribution.quotes import quotations
from onrecord.model import Span

_SIGNATURE = re.compile(r"\s*(?P<dash>[―—–]|--|(?<=\s)-)\s*(?P<name>[^\W\d_a-z][^\n\"“”„«»:;!?]{1,70}?)[\s.]*(?=\n|\Z)")
_MOST_WORDS = 9


def with_signed(text: str, found: list[Found]) -> list[Found]:
    """The attributions of a text, with those of its signed quotations among them, in reading order.

    A signed quotation belongs to who signed it: what else laid claim to all of it loses it.
    """
    signed = [s for s in _signed(text) if not any(f.source and f.cue and _within(f.cue, s.cue[0]) for f in found)]
    if not signed:
        return found
    kept = []
    for f in found:
        inside = [s.content[0] for s in signed if not _within(f.cue, s.content[0])]
        content = tuple(span for span in f.content if not any(low <= span[0] and span[1] <= high for low, high in inside))
        if content or not f.content:
            kept.append(Found(f.source, f.cue, content, f.evidence))
    return sorted(kept + signed, key=lambda f: (f.cue or f.content)[0])


def _within(spans: tuple[Span, ...], outer: Span) -> bool:
    return bool(spans) and all(outer[0] <= s and e <= outer[1] for s, e in spans)


def _signed(text: str) -> list[Found]:
    out = []
    for q in quotations(text):
        opens_line = not text[text.rfind("\n", 0, q.start) + 1 : q.start].strip()
        m = _SIGNATURE.match(text, q.end) if q.closed and opens_line else None
        if m and len(m["name"].split()) <= _MOST_WORDS:
            words = len(text[q.start : q.end].split())
            evidence = (0.98, 0.9, 0.98, 0.98, 0.98, 1.0, float(np.log1p(words)))
            out.append(Found((m.span("name"),), (m.span("dash"),), ((q.start, q.end),), evidence))
    return out
