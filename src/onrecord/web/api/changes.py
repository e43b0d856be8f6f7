"""What is sent to judge attributions: precise types, so that the OpenAPI document says all that can be sent."""

from typing import Annotated, Any

import msgspec
from msgspec import UNSET, Meta, UnsetType

from onrecord.model import Act, ReporterStance, SpeakerType
from onrecord.web.api.parameters import LARGEST, PLAIN

__all__ = ["Added", "Carrier", "Changes", "Confirmed", "Corrected", "Moment", "Passage", "Rejected", "Review", "Undone", "Who", "by_field"]

Positive = Annotated[int, Meta(ge=1, le=LARGEST)]
Offset = Annotated[int, Meta(ge=0, le=2**31)]
Line = Annotated[str, Meta(min_length=1, max_length=500, pattern=PLAIN)]
By = Annotated[str, Meta(min_length=1, max_length=200, pattern=PLAIN)]
Note = Annotated[str, Meta(min_length=1, max_length=2_000, pattern=PLAIN)]
State = Annotated[str, Meta(min_length=1, max_length=64, pattern="^[0-9a-f]+$")]
Spans = Annotated[tuple[tuple[Offset, Offset], ...], Meta(max_length=100)]
Attribution = Positive | Annotated[str, Meta(pattern="^[0-9]{1,17}#[^\\x00]{1,100}$")]


class Passage(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Words of the article, by where they stand.

    Attributes:
        spans: Where they stand: half-open offsets in code points of `article.text`.
        text: The words, to be sure; where they are others, nothing is changed.
    """

    spans: Spans
    text: str | UnsetType = UNSET


class Who(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Who a source is: by one of `id`, `number` and `name`.

    Attributes:
        id: Another speaker of the article, by its id there.
        number: A speaker of the record, by its number.
        name: Somebody else, by name.
        type: With `name`, what sort of speaker.
        known: With `name`, the id in a list of known speakers.
    """

    id: Line | UnsetType = UNSET
    number: Positive | UnsetType = UNSET
    name: Line | UnsetType = UNSET
    type: SpeakerType | UnsetType = UNSET
    known: Line | UnsetType = UNSET


class Moment(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A date, with the words of the article that it comes from.

    Attributes:
        value: ISO 8601: a day, month or year, or the first and last day with `/` between.
        spans: Where the words stand.
    """

    value: Line
    spans: Spans | UnsetType = UNSET


class Carrier(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Who carried the words to the article.

    Attributes:
        name: The name.
        type: What sort of carrier.
        spans: Where the article names it.
        known: Id in a list of known speakers.
    """

    name: Line
    type: SpeakerType | UnsetType = UNSET
    spans: Spans | UnsetType = UNSET
    known: Line | UnsetType = UNSET


class Changes(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What is right, by field; what is left out stays as it is.

    Attributes:
        source: The words that name who it comes from: spans, or an object with spans and text; null for none.
        cue: The words that lend it to the source.
        content: The words that are said or thought.
        speaker: Who the source is; null where it is not known.
        said_on: The date of the saying; null where it is not known.
        act: What the source does by it.
        reporter_stance: How far the reporter stands behind it.
        asserted: False for what the article says was not said, or only may be.
        via: Who carried the words, nearest first.
    """

    source: Spans | Passage | UnsetType | None = UNSET
    cue: Spans | Passage | UnsetType | None = UNSET
    content: Spans | Passage | UnsetType | None = UNSET
    speaker: Who | UnsetType | None = UNSET
    said_on: Line | Moment | UnsetType | None = UNSET
    act: Act | UnsetType | None = UNSET
    reporter_stance: ReporterStance | UnsetType | None = UNSET
    asserted: bool | UnsetType = UNSET
    via: Annotated[tuple[Line | Carrier, ...], Meta(max_length=100)] | UnsetType = UNSET


def by_field(changes: Changes) -> dict[str, Any]:
    """Changes as `onrecord.record.Record.review` takes them."""
    made: dict[str, Any] = msgspec.to_builtins(changes)
    return made


class _Judging(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, tag_field="verdict"):
    """A judgement of an attribution.

    Attributes:
        attribution: Its number; or the number of its article and its id there, such as `7#a3`.
        expected: The `state` of the attribution that you have seen; where it is another by now, nothing is done (409).
        by: Who says so; left out, the login name of who runs the server.
        note: Why.
    """

    attribution: Attribution
    expected: State | None = None
    by: By | None = None
    note: Note | None = None


class Confirmed(_Judging, frozen=True, kw_only=True, tag="confirmed"):
    """An attribution is right as it stands."""


class Rejected(_Judging, frozen=True, kw_only=True, tag="rejected"):
    """An attribution is none: it stands no longer, but can be had back."""


class Corrected(_Judging, frozen=True, kw_only=True, tag="corrected"):
    """Something of an attribution is wrong.

    Attributes:
        changes: What is right.
    """

    changes: Changes


class Added(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, tag_field="verdict", tag="added"):
    """An attribution that the article was not read to have.

    Attributes:
        article: The number of the article.
        changes: What it is: a content at least, or a cue where somebody declines to speak.
        by: Who says so; left out, the login name of who runs the server.
        note: Why.
    """

    article: Positive
    changes: Changes
    by: By | None = None
    note: Note | None = None


Review = Confirmed | Rejected | Corrected | Added
"""What can be said of an attribution."""


class Undone(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A judgement shall no longer hold.

    Attributes:
        by: Who says so; left out, the login name of who runs the server.
        note: Why.
        expected: Of a review, the `state` of the attribution that you have seen; where it is another by now, nothing is done (409).
    """

    by: By | None = None
    note: Note | None = None
    expected: State | None = None
