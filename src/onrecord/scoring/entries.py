"""One attribution as it is scored, from whatever form it was written down in.

Other systems, and people, say less than the contract does, and say it more plainly: spans as bare lists, a speaker as a bare name. What
is left out is absent.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

__all__ = ["Entry", "Malformed", "Spans", "entry_of"]

Spans = tuple[tuple[int, int], ...]

_PLACES = ("source", "cue", "content", "addressee", "occasion", "place")


class Malformed(ValueError):  # noqa: N818
    """What is wrong with an attribution, in a few words."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One attribution, in plain values.

    Attributes:
        id: Its id within its article.
        source: Where the words that name who it comes from stand: code points, in reading order, none overlapping another.
        cue: Where the cue stands.
        content: Where the content stands.
        kind: The kind that is stated; the measures by kind tell it from the text instead.
        speaker: The speaker's name.
        speaker_type: What sort of speaker; ``unknown`` where it is not told who it is.
        via: Names of who carried the words.
        said_on: The date of the saying, in ISO 8601.
        act: What the source does.
        reporter_stance: How far the reporter stands behind it.
        asserted: False for what was not said, or only may be.
        addressee: Where the words for the addressee stand.
        occasion: Where those for the occasion stand.
        place: Where those for the place stand.
        degree: How sure the source is.
        polarity: Whether what it says is to hold or not.
        inside: Id of the attribution around it.
        confidence: How sure it is that this is right.
        fields: Which of all these its form knew, absent or not.
    """

    id: str | None = None
    source: Spans = ()
    cue: Spans = ()
    content: Spans = ()
    kind: str | None = None
    speaker: str | None = None
    speaker_type: str | None = None
    via: tuple[str, ...] = ()
    said_on: str | None = None
    act: str | None = None
    reporter_stance: str | None = None
    asserted: bool = True
    addressee: Spans = ()
    occasion: Spans = ()
    place: Spans = ()
    degree: str | None = None
    polarity: str | None = None
    inside: str | None = None
    confidence: float = 1.0
    fields: frozenset[str] = field(default_factory=frozenset)

    @property
    def is_known(self) -> bool:
        """Whether it is told who speaks."""
        return self.speaker is not None and self.speaker_type != "unknown"

    def moved(self, by: int) -> "Entry":
        """The same, so many code points further on."""
        if not by:
            return self
        places = {name: tuple((start + by, end + by) for start, end in getattr(self, name)) for name in _PLACES}
        return replace(self, **places)  # type: ignore[arg-type]  # all of them are spans


def entry_of(value: Any, length: int | None = None) -> Entry:
    """The attribution that an object of JSON describes.

    Args:
        value: The object: of the contract, or plainer.
        length: How many code points its article has, where that is known.

    Raises:
        Malformed: It is no such object, or an offset is none of the article.
    """
    if not isinstance(value, Mapping):
        raise Malformed("is no object")
    if not {"content", "cue"} & value.keys():
        raise Malformed('has neither "content" nor "cue"')
    name, type = _speaker(value)
    certainty = value.get("certainty")
    certainty = certainty if isinstance(certainty, Mapping) else {}
    return Entry(
        id=_text(value, "id"),
        source=_spans(value, "source", length),
        cue=_spans(value, "cue", length),
        content=_spans(value, "content", length),
        kind=_text(value, "kind"),
        speaker=name,
        speaker_type=type,
        via=tuple(_named(one, "via") for one in _list(value, "via")),
        said_on=_date(value.get("said_on")),
        act=_text(value, "act"),
        reporter_stance=_text(value, "reporter_stance"),
        asserted=value.get("asserted") is not False,
        addressee=_words(value, "addressee", length),
        occasion=_words(value, "occasion", length),
        place=_words(value, "place", length),
        degree=_text(certainty, "degree"),
        polarity=_text(certainty, "polarity"),
        inside=_text(value, "inside"),
        confidence=_confidence(value.get("confidence")),
        fields=frozenset({*map(str, value), *map(str, certainty)}),
    )


def _list(value: Mapping[Any, Any], name: str) -> list[Any]:
    found = value.get(name)
    if found is None:
        return []
    if not isinstance(found, list):
        raise Malformed(f'has "{name}", which is no list')
    return found


def _text(value: Mapping[Any, Any], name: str) -> str | None:
    found = value.get(name)
    if found is None or isinstance(found, str):
        return found or None
    if isinstance(found, int) and not isinstance(found, bool):
        return str(found)
    raise Malformed(f'has "{name}", which is no text')


def _named(value: Any, name: str) -> str:
    found = value.get("name") if isinstance(value, Mapping) else value
    if not isinstance(found, str):
        raise Malformed(f'has "{name}" without a name')
    return found


def _speaker(value: Mapping[Any, Any]) -> tuple[str | None, str | None]:
    found = value.get("speaker")
    if isinstance(found, Mapping):
        return _text(found, "name"), _text(found, "type")
    return _text(value, "speaker"), _text(value, "speaker_type")


def _date(value: Any) -> str | None:
    found = value.get("value") if isinstance(value, Mapping) else value
    if found is None or isinstance(found, str):
        return found or None
    raise Malformed('has "said_on", which is no date')


def _confidence(value: Any) -> float:
    if value is None:
        return 1.0
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= 1:
        raise Malformed('has "confidence", which is no number from 0 to 1')
    return float(value)


def _words(value: Mapping[Any, Any], name: str, length: int | None) -> Spans:
    """Spans where there are some; words alone cannot be compared."""
    return () if isinstance(value.get(name), str) else _spans(value, name, length)


def _spans(value: Mapping[Any, Any], name: str, length: int | None) -> Spans:
    found = value.get(name)
    if isinstance(found, Mapping):
        found = found.get("spans")
    if found is None:
        return ()
    if not isinstance(found, list):
        raise Malformed(f'has "{name}" without a list of spans')
    spans = sorted(_span(pair, name, length) for pair in found)
    out: list[tuple[int, int]] = []
    for start, end in spans:
        if out and start < out[-1][1]:
            out[-1] = out[-1][0], max(out[-1][1], end)
        else:
            out.append((start, end))
    return tuple(out)


def _span(pair: Any, name: str, length: int | None) -> tuple[int, int]:
    if not (isinstance(pair, list | tuple) and len(pair) == 2 and all(type(x) is int for x in pair)):
        raise Malformed(f'has "{name}" with a span that is no pair of whole numbers')
    start, end = pair
    if not 0 <= start < end or (length is not None and end > length):
        of = "a text" if length is None else f"its text of {length:,} characters"
        raise Malformed(f'has "{name}" from {start} to {end}, which is no piece of {of}')
    return start, end
