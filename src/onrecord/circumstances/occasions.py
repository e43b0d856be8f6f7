"""At what, by what and where something was said: "at a news conference", "in a televised address", "outside the courthouse".

Only phrases in the clause of the cue count, and a place only next to it: what stands in the content, or in front of the sentence, may be
where something happened.
"""

from collections.abc import Callable

from onrecord.circumstances.lists import sections
from onrecord.circumstances.setting import Setting

Words = tuple[int, int]
"""First word and the one after the last."""

_LISTS = sections("occasions")
_EVENTS, _MEDIA, _PLACES = _LISTS["events"], _LISTS["media"], _LISTS["places"]
_BEFORE_PLACE, _BEFORE, _ON, _ENDS = (_LISTS[k] for k in ("before a place", "before an occasion", "goes on with", "ends it"))
_CLOSERS = frozenset([",", ".", ";", ":", "?", "!", '"', "“", "”", "—", "–"])
_SMALL = frozenset(["a", "an", "the", "his", "her", "its", "their", "this", "that", "another", "one", "two", "several", "later", "earlier"])
_ADVERBS = frozenset(
    ["later", "earlier", "also", "then", "again", "late", "early", "just", "only", "separately", "publicly", "recently", "on", "in", "at"]
)
_LONGEST, _TO_HEAD = 18, 8


def occasion_of(s: Setting, free: Callable[[int], bool], is_time: Callable[[int], bool]) -> Words | None:
    """Words of the occasion.

    Args:
        s: Where the attribution stands.
        free: Whether a word stands in no content, source or cue that is not of this attribution's own clause.
        is_time: Whether a word is part of an expression of time.
    """
    for first, last in _stretches(s, free):
        for at in range(first, last):
            after_participle = at == first + 1 and s.text[first].endswith("ed") and bool(s.source) and last <= s.source[0]
            if s.text[at] in _BEFORE and not after_participle and (end := _event(s.text, at, last, is_time)):
                return at, end
    return None


def place_of(s: Setting, free: Callable[[int], bool], known: Callable[[int], bool], is_place: Callable[[int], int]) -> Words | None:
    """Words of the place where it was said.

    Args:
        s: Where the attribution stands.
        free: As in `occasion_of`.
        known: Whether a word is part of an addressee, an occasion or an expression of time.
        is_place: Where a name of a place that begins with a word ends; 0 where none begins there.
    """
    for first, last in _stretches(s, free):
        front = s.source and last <= s.source[0]
        for at in range(first, last - 1):
            if s.text[at] not in _BEFORE_PLACE or known(at) or known(at + 1):
                continue
            if not all(known(w) or s.text[w] in _ADVERBS or (front and s.text[w] == "speaking") for w in range(first, at)):
                break
            if front and not any(known(w) or s.text[w] == "speaking" for w in range(first, at)):
                break
            if end := _place(s.text, at, last, is_place):
                return at, end
    return None


def _stretches(s: Setting, free: Callable[[int], bool]) -> list[Words]:
    """Free words of the clause: after the cue, between source and cue, in front, after the content."""
    source = [w for w in s.source if s.first <= w < s.last]
    marks = sorted({*source, *s.cue})
    if not marks:
        return []
    starts = [words[-1] + 1 for words in (s.cue, source) if words]
    if s.content and marks[-1] + 1 == s.content[0] and s.content[-1] + 1 < s.last:
        starts.append(s.content[-1] + 1)
    out = []
    for at in dict.fromkeys(starts):
        start = at + (at < s.last and s.text[at] in {",", '"', "”"})
        end = start
        while end < s.last and free(end) and s.text[end] not in {";", ":"}:
            end += 1
        out.append((start, end))
    begin = marks[0]
    while begin > s.first and free(begin - 1):
        begin -= 1
    out.append((begin, marks[0]))
    return [w for w in out if w[1] > w[0]]


def _event(text: list[str], at: int, last: int, is_time: Callable[[int], bool]) -> int | None:
    """The word after an occasion that begins with the preposition `at`."""
    for i in range(at + 1, min(last, at + 1 + _TO_HEAD)):
        word = text[i]
        if word in _CLOSERS or word in _ENDS or (word in _ON and i > at + 1):
            return None
        if is_time(i):
            continue
        if (word in _EVENTS or word in _MEDIA) and not (i + 1 < last and (text[i + 1] in _EVENTS or text[i + 1] in _MEDIA)):
            if text[i + 1 : i + 3] in (["'", "s"], ["’", "s"]):
                return None
            return _complement(text, i + 1, min(last, at + _LONGEST), is_time)
    return None


def _complement(text: list[str], i: int, last: int, is_time: Callable[[int], bool]) -> int:
    """Where what belongs to the head of an occasion ends: "with the security chiefs", "of the council"."""
    end = i
    while i < last:
        word = text[i]
        opens = word in _ON and i + 1 < last and not is_time(i + 1) and text[i + 1] not in _ENDS
        if word == "(" and text[i + 2 : i + 3] == [")"]:
            i += 3
            while i < last and text[i][0].isalnum() and text[i] not in _ENDS and text[i] not in _ON and not is_time(i):
                i += 1
            end = i
            continue
        if is_time(i) or word in _CLOSERS or word in _ENDS or (i == end and not opens):
            return end
        if opens:
            i += 1
            while i < last and not (text[i] in _CLOSERS or text[i] in _ENDS or text[i] in _ON or is_time(i) or text[i] == "("):
                i += 1
            end = i
            continue
        return end
    return end


def _place(text: list[str], at: int, last: int, is_place: Callable[[int], int]) -> int | None:
    start = at + 1
    while start < last and text[start] in _SMALL:
        start += 1
    if start >= last:
        return None
    if end := (is_place(start) or is_place(at + 1)):
        return _beyond(text, min(end, last), last)
    for i in range(start, min(last, start + 4)):
        if text[i] in _CLOSERS or text[i] in _ENDS:
            return None
        if text[i] in _PLACES and text[i + 1 : i + 2] not in (["hall"], ["gates"], ["station"], ["centre"], ["steps"]):
            return _beyond(text, i + 1, last)
    return None


def _beyond(text: list[str], end: int, last: int) -> int:
    """Where a place ends, with what it belongs to: "on the steps of the town hall"."""
    if end + 1 < last and text[end] in {"of", "to"}:
        stop = end + 1
        while stop < last and stop < end + 6 and text[stop] not in _CLOSERS and text[stop] not in _ENDS and text[stop] not in _ON:
            stop += 1
        return stop if stop > end + 1 else end
    return end
