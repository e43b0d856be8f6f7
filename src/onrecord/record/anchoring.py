"""Finding again, in another version of an article, what somebody judged: by exact words at the nearest place."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from os.path import commonprefix
from typing import Any

from msgspec import UNSET
from msgspec.structs import replace

from onrecord.model import Attribution, Excerpt, Span
from onrecord.record.fixing import Fixes

__all__ = ["Mover", "Target", "located", "matched", "moved", "moved_fixes"]

_ENOUGH = 0.5
"""Share of characters in common from which two contents are taken for one."""


class Mover:
    """Says where words of one version of an article stand in another, whatever the blanks between them.

    Args:
        old: The text that spans are of.
        new: The text in which they are looked for.
    """

    def __init__(self, old: str, new: str) -> None:
        self.old, self.new = old, new
        self._same = old == new
        self._head = len(commonprefix([old, new]))
        self._tail = min(len(commonprefix([old[::-1], new[::-1]])), min(len(old), len(new)) - self._head)

    def __call__(self, spans: Sequence[Span], shift: int | None = None) -> tuple[Span, ...] | None:
        """Where spans stand; None where one of their words is no longer there.

        Args:
            spans: Spans of the old text.
            shift: By how much what stands beside them has moved; None where that is not known.
        """
        if self._same:
            return tuple(spans)
        out: list[Span] = []
        for start, end in spans:
            found = self._nearest(start, end, shift, out[-1][1] if out else 0)
            if found is None:
                return None
            out.append(found)
            shift = found[0] - start
        return tuple(out)

    def _nearest(self, start: int, end: int, shift: int | None, least: int) -> Span | None:
        expected = start + shift if shift is not None else self._expected(start)
        there = expected, expected + end - start
        is_whole = _is_whole(self.new, *there) or not _is_whole(self.old, start, end)
        if expected >= least and self.new[slice(*there)] == self.old[start:end] and is_whole:
            return there
        return located(self.new, self.old[start:end], expected, least)

    def _expected(self, start: int) -> int:
        """Where a character should stand: as far from the beginning or the end as it did, else in the same share of what has changed."""
        if start < self._head:
            return start
        if start >= len(self.old) - self._tail:
            return start + len(self.new) - len(self.old)
        share = (start - self._head) / max(1, len(self.old) - self._tail - self._head)
        return self._head + round(share * (len(self.new) - self._tail - self._head))


def located(text: str, words: str, near: int = 0, least: int = 0) -> Span | None:
    """Where words stand in a text, whatever the blanks between them: at the place nearest to a character; None where they do not.

    Args:
        text: The text.
        words: The words.
        near: The character.
        least: Where they may begin first.
    """
    form = re.compile(r"\s+".join(map(re.escape, words.split())) or r"(?!)")
    found = [m.span() for m in form.finditer(text, least) if _is_whole(text, *m.span())]
    return min(found, key=lambda span: (abs(span[0] - near), span)) if found else None


def _is_whole(text: str, start: int, end: int) -> bool:
    """Whether a piece neither begins nor ends within a word: "500" is not found in "1500"."""
    if not 0 <= start < end <= len(text):
        return False
    inside = start > 0 and text[start - 1].isalnum() and text[start].isalnum()
    return not inside and not (end < len(text) and text[end - 1].isalnum() and text[end].isalnum())


def moved_fixes(fixes: Fixes, mover: Mover) -> Fixes | None:
    """What a person said, in spans of the other version; None where words of source, cue or content are no longer there."""
    new: dict[str, Any] = {}
    shift = None
    for name in ("content", "cue", "source"):  # the content first: it is the longest, and says where the others are
        spans = getattr(fixes, name)
        if spans is UNSET:
            continue
        found = mover(spans, shift)
        if found is None:
            return None
        new[name] = found
        shift = found[0][0] - spans[0][0] if spans and shift is None else shift
    if fixes.said_on is not UNSET and fixes.said_on is not None:
        new["said_on"] = replace(fixes.said_on, spans=mover(fixes.said_on.spans, shift) or ())
    if fixes.via is not UNSET:
        new["via"] = tuple(replace(v, spans=mover(v.spans, shift) or ()) for v in fixes.via)
    return replace(fixes, **new)


def moved(a: Attribution, mover: Mover) -> Attribution | None:
    """An attribution in the other version; None where words of its source, cue or content are no longer there."""
    places = Fixes(source=_spans(a.source), cue=_spans(a.cue), content=_spans(a.content), said_on=a.said_on, via=a.via)
    found = moved_fixes(places, mover)
    if found is None:
        return None
    there_now, stood = found.content or found.cue, places.content or places.cue
    shift = there_now[0][0] - stood[0][0] if there_now and stood else None

    def there(excerpt: Excerpt | None) -> Excerpt | None:
        return Excerpt.of(mover.new, mover(excerpt.spans, shift) or ()) if excerpt else None

    speaker = a.speaker
    if speaker is not None:
        kept = tuple(x for x in map(there, speaker.affiliations) if x)
        roles = [(r, place) for r, s in zip(speaker.roles, speaker.role_spans, strict=False) for place in mover([s], shift) or ()]
        speaker = replace(
            speaker,
            affiliations=kept,
            roles=tuple(r for r, _ in roles),
            role_spans=tuple(place for _, place in roles),
            anonymity=there(speaker.anonymity),
            spokesperson=there(speaker.spokesperson),
            chain=tuple(x for x in map(there, speaker.chain) if x),
        )
    excerpts = {name: Excerpt.of(mover.new, getattr(found, name)) for name in ("source", "cue", "content")}
    return replace(
        a,
        **excerpts,
        said_on=found.said_on,
        via=found.via,
        speaker=speaker,
        addressee=there(a.addressee),
        addressee_speaker=None if there(a.addressee) is None else a.addressee_speaker,
        occasion=there(a.occasion),
        place=there(a.place),
    )


@dataclass(frozen=True, slots=True)
class Target:
    """Where something that was judged stands in another version.

    Attributes:
        subject: Which it is.
        cue: Where its cue stands.
        content: Where its content stands.
    """

    subject: int
    cue: tuple[Span, ...]
    content: tuple[Span, ...]


def matched(targets: Iterable[Target], there: Mapping[int, Attribution]) -> dict[int, int]:
    """Which attribution of a version is which that was judged.

    It is that with the same cue and content, else with the same content, else one whose content (without one, whose cue) overlaps it by
    half. No attribution is two.

    Args:
        targets: What was judged; of one subject the better ones first.
        there: The attributions of the version, by number.
    """
    wanted = [*targets]
    places = {id: (_spans(a.cue), _spans(a.content)) for id, a in there.items()}
    out: dict[int, int] = {}
    for fits in (_exactly, _by_content, _overlapping):
        for t in wanted:
            if t.subject in out:
                continue
            scored = [(fits(t, *places[id]), -id) for id in places if id not in out.values()]
            best = max(scored, default=(0.0, 0))
            if best[0] > 0:
                out[t.subject] = -best[1]
    return out


def _spans(excerpt: Excerpt | None) -> tuple[Span, ...]:
    return excerpt.spans if excerpt is not None else ()


def _exactly(t: Target, cue: tuple[Span, ...], content: tuple[Span, ...]) -> float:
    return float((t.cue, t.content) == (cue, content))


def _by_content(t: Target, cue: tuple[Span, ...], content: tuple[Span, ...]) -> float:
    return float(t.content == content and bool(content))


def _overlapping(t: Target, cue: tuple[Span, ...], content: tuple[Span, ...]) -> float:
    if bool(t.content) != bool(content):
        return 0.0
    share = _share(t.content, content) if content else _share(t.cue, cue)
    return share if share >= _ENOUGH else 0.0


def _share(one: Sequence[Span], other: Sequence[Span]) -> float:
    """Characters in common, as a share of all that either has."""
    common = sum(max(0, min(e, f) - max(s, t)) for s, e in one for t, f in other)
    all_ = sum(e - s for s, e in (*one, *other)) - common
    return common / all_ if all_ else 0.0
