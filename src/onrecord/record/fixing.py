"""What a person changes of an attribution: understood, checked against the article, and applied."""

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any, Final, get_args

import msgspec
from msgspec import UNSET, UnsetType
from msgspec.structs import replace

from onrecord.attribution.kinds import kind_of
from onrecord.attribution.quotes import states
from onrecord.errors import InvalidField
from onrecord.model import Act, Attribution, Date, Excerpt, ReporterStance, Span, Speaker, SpeakerType, Via
from onrecord.speakers.keys import key_of

__all__ = ["FIELDS", "Fixes", "Who", "applied", "fixes_of", "merged", "snapshot"]

FIELDS: Final = ("source", "cue", "content", "speaker", "said_on", "act", "reporter_stance", "asserted", "via")
"""What can be corrected."""

_LONGEST, _MOST = 500, 100
_DAY = re.compile(r"\d{4}(?:-\d\d(?:-\d\d)?)?\Z")
_BLANK = re.compile(r"\s+")


class Who(msgspec.Struct, frozen=True, omit_defaults=True):
    """Who a source is by a person's word.

    Attributes:
        name: The name; empty where nobody knows.
        type: What sort of speaker.
        known: Id in a list of known speakers.
        label: The id within the article, where it is a speaker that was read there.
        number: The number in the record, where it is one of its speakers.
    """

    name: str
    type: SpeakerType
    known: str | None = None
    label: str | None = None
    number: int | None = None


class Fixes(msgspec.Struct, frozen=True, omit_defaults=True):
    """What holds of an attribution by a person's word; what is unset is as it was read. Spans are those of one version of the article."""

    source: tuple[Span, ...] | UnsetType = UNSET
    cue: tuple[Span, ...] | UnsetType = UNSET
    content: tuple[Span, ...] | UnsetType = UNSET
    speaker: Who | UnsetType | None = UNSET
    said_on: Date | UnsetType | None = UNSET
    act: Act | UnsetType | None = UNSET
    reporter_stance: ReporterStance | UnsetType | None = UNSET
    asserted: bool | UnsetType = UNSET
    via: tuple[Via, ...] | UnsetType = UNSET

    def given(self) -> dict[str, Any]:
        """The fields that are set."""
        return {name: value for name in FIELDS if (value := getattr(self, name)) is not UNSET}


def merged(several: Sequence[Fixes]) -> Fixes:
    """What holds by several, of which the last wins."""
    return Fixes(**{name: value for fixes in several for name, value in fixes.given().items()})


def fixes_of(changes: Mapping[str, Any], text: str, speaker_of: Callable[[str | int], Who], name: str) -> Fixes:
    """Understand what is to be changed.

    Args:
        changes: Values by field. ``source``, ``cue`` and ``content`` are lists of spans, or objects with ``spans`` and, to be sure, their
            ``text``; None for none. ``speaker`` is ``{"id": …}`` (another speaker of the article), ``{"number": …}`` (a speaker of the
            record), ``{"name": …, "type": …}``, or None where it is not known who it is. ``said_on`` is a date in ISO 8601, or an object
            with ``value`` and ``spans``, or None. ``act``, ``reporter_stance`` and ``asserted`` are as in the contract; ``via`` is a list
            of names or of objects with ``name``, ``type`` and ``spans``.
        text: The text of the article.
        speaker_of: Who has an id within the article, or a number in the record.
        name: What the attribution is called in messages.

    Raises:
        InvalidField: There is no such field, or a value that cannot be.
    """
    made: dict[str, Any] = {}
    for field, value in changes.items():
        if field in {"source", "cue", "content"}:
            made[field] = _spans(value, text, field, name)
        elif field == "speaker":
            made[field] = _who(value, speaker_of, name)
        elif field == "said_on":
            made[field] = _date(value, text, name)
        elif field in {"act", "reporter_stance"}:
            choices = get_args(Act if field == "act" else ReporterStance)
            if value is not None and value not in choices:
                raise InvalidField(f"{field}: {_shown(value)} is none; say one of {', '.join(choices)}", name)
            made[field] = value
        elif field == "asserted":
            if not isinstance(value, bool):
                raise InvalidField(f"asserted: {_shown(value)} is neither true nor false", name)
            made[field] = value
        elif field == "via":
            made[field] = _carriers(value, text, name)
        else:
            raise InvalidField(f"there is no field {_shown(field)} to correct; there are {', '.join(FIELDS)}", name)
    return Fixes(**made)


def _shown(value: object) -> str:
    return _BLANK.sub(" ", repr(value))[:80]


def _spans(value: Any, text: str, field: str, name: str) -> tuple[Span, ...]:
    told = value.get("text") if isinstance(value, Mapping) else None
    given = value.get("spans") if isinstance(value, Mapping) else value
    try:
        spans = tuple(sorted((_offset(start), _offset(end)) for start, end in given or ()))
    except (TypeError, ValueError):
        raise InvalidField(f"{field}: {_shown(given)} are no spans; give pairs of offsets such as [[12, 30]]", name) from None
    if len(spans) > _MOST:
        raise InvalidField(f"{field}: more than {_MOST} spans; join those that touch", name)
    before = 0
    for start, end in spans:
        if not before <= start < end <= len(text):
            raise InvalidField(f"{field}: [{start}, {end}] is no span of the article's {len(text)} characters, or overlaps another", name)
        if not text[start:end].strip():
            raise InvalidField(f"{field}: [{start}, {end}] holds no word", name)
        before = end
    excerpt = Excerpt.of(text, spans)
    if told is not None and told != (excerpt.text if excerpt else ""):
        raise InvalidField(f"{field}: the article has {_shown(excerpt.text if excerpt else '')} there, and not {_shown(told)}", name)
    return spans


def _offset(value: Any) -> int:
    if not isinstance(value, int) or isinstance(value, bool):
        raise TypeError
    return value


def _who(value: Any, speaker_of: Callable[[str | int], Who], name: str) -> Who | None:
    if value is None or value == "unknown":
        return Who("", "unknown")
    if not isinstance(value, Mapping):
        raise InvalidField(f"speaker: {_shown(value)} is none; give an object with id, number, or name and type, or null", name)
    if (number := value.get("number")) is not None:
        if not isinstance(number, int) or isinstance(number, bool):
            raise InvalidField(f"speaker: {_shown(number)} is no number of a speaker", name)
        return speaker_of(number)
    if (label := value.get("id")) is not None:
        return speaker_of(str(label))
    called, type, known = value.get("name"), value.get("type", "person"), value.get("known")
    if type not in get_args(SpeakerType):
        raise InvalidField(f"speaker: {_shown(type)} is no type; say one of {', '.join(get_args(SpeakerType))}", name)
    if type == "unknown":
        return Who("", "unknown")
    plain = _BLANK.sub(" ", called).strip() if isinstance(called, str) else ""
    if not any(c.isalnum() for c in plain) or len(plain) > _LONGEST:
        raise InvalidField(f"speaker: {_shown(called)} is no name; give one of up to {_LONGEST} characters", name)
    return Who(plain, type, known if isinstance(known, str) and known else None)


def _date(value: Any, text: str, name: str) -> Date | None:
    told = value.get("value") if isinstance(value, Mapping) else value
    if told is None:
        return None
    first, _, last = told.partition("/") if isinstance(told, str) else ("", "", "")
    days = [first, *([last] if last or (isinstance(told, str) and "/" in told) else [])]
    if not all(map(_is_day, days)) or (len(days) == 2 and days[0] > days[1]):
        raise InvalidField(f"said_on: {_shown(told)} is no date; give a day, month or year, or the first and last with / between", name)
    spans = _spans(value.get("spans"), text, "said_on", name) if isinstance(value, Mapping) else ()
    words = Excerpt.of(text, spans)
    return Date(value=told, text=words.text if words else "", spans=spans)


def _is_day(day: str) -> bool:
    if not _DAY.match(day) or not day.isascii():
        return False
    try:
        date.fromisoformat(day + "-01-01"[len(day) - 4 :])
    except ValueError:
        return False
    return True


def _carriers(value: Any, text: str, name: str) -> tuple[Via, ...]:
    if not isinstance(value, Sequence | None) or isinstance(value, str) or len(value or ()) > _MOST:
        raise InvalidField(f"via: {_shown(value)} is no list of names", name)
    return tuple(_carrier({"name": v} if isinstance(v, str) else v, text, name) for v in value or ())


def _carrier(value: Any, text: str, name: str) -> Via:
    given: Mapping[str, Any] = value if isinstance(value, Mapping) else {}
    called, type, known = given.get("name"), given.get("type", "outlet"), given.get("known")
    plain = _BLANK.sub(" ", called).strip() if isinstance(called, str) else ""
    if not any(c.isalnum() for c in plain) or len(plain) > _LONGEST or type not in get_args(SpeakerType):
        raise InvalidField(f"via: {_shown(value)} is none; give a name, or an object with name and type", name)
    return Via(name=plain, type=type, spans=_spans(given.get("spans"), text, "via", name), known=known if isinstance(known, str) else None)


def snapshot(a: Attribution) -> Fixes:
    """All of an attribution that could be corrected, as it stands."""
    s = a.speaker
    return Fixes(
        source=_places(a.source),
        cue=_places(a.cue),
        content=_places(a.content),
        speaker=None if s is None else Who("" if s.type == "unknown" else s.name, s.type, s.known, s.id),
        said_on=a.said_on,
        act=a.act,
        reporter_stance=a.reporter_stance,
        asserted=a.asserted,
        via=a.via,
    )


def _places(excerpt: Excerpt | None) -> tuple[Span, ...]:
    return excerpt.spans if excerpt is not None else ()


def applied(a: Attribution, fixes: Fixes, text: str, speakers: Mapping[str, Speaker], label: str) -> Attribution:
    """An attribution as it is with what a person says of it.

    Args:
        a: The attribution as it was read.
        fixes: What holds instead.
        text: The text of the article.
        speakers: The speakers that were read in the article, by their ids.
        label: The id of a speaker that the article was not read to have.
    """
    new: dict[str, Any] = {
        name: Excerpt.of(text, spans) for name in ("source", "cue", "content") if (spans := getattr(fixes, name)) is not UNSET
    }
    new |= {
        name: value for name in ("said_on", "act", "reporter_stance", "asserted", "via") if (value := getattr(fixes, name)) is not UNSET
    }
    if "content" in new and new["content"] != a.content:
        content = new["content"]
        new["kind"] = kind_of(text, states(text), content.spans) if content else "indirect"
        new |= {} if content else {"certainty": None}
    source = new.get("source", a.source)
    if fixes.speaker is not UNSET:
        new["speaker"] = _speaker(a, fixes.speaker, source, speakers, label)
    return replace(a, **new)


def _speaker(a: Attribution, who: Who | None, source: Excerpt | None, speakers: Mapping[str, Speaker], label: str) -> Speaker | None:
    if who is None:
        return None
    chain = (source,) if source else ()
    if who.type == "unknown":
        if a.speaker is not None and a.speaker.type == "unknown":
            return a.speaker
        return Speaker(id=label, name=source.text if source else "unknown", type="unknown", chain=chain, confidence=1.0) if source else None
    if who.number is None:
        fits = [s for s in (a.speaker, speakers.get(who.label or ""), *speakers.values()) if s and (s.name, s.type) == (who.name, who.type)]
        if fits:
            return fits[0] if fits[0] is a.speaker else replace(fits[0], chain=chain, confidence=1.0)
    return Speaker(id=label, name=who.name, type=who.type, key=key_of(who.name, who.type), known=who.known, chain=chain, confidence=1.0)
