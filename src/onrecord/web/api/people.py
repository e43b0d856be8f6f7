"""What the API tells of speakers: the profile, with what was judged and who may be the same."""

import msgspec

from onrecord.claims.telling import Related
from onrecord.record import Record
from onrecord.record.judgements import Judgement
from onrecord.record.speaker import Name, Place
from onrecord.record.speaker_profile import Addressee, SpeakerProfile
from onrecord.record.speakers import RecordSpeaker
from onrecord.record.tallies import Tally
from onrecord.record.timelines import Timeline, Unit

__all__ = ["Role", "Speakers", "Value", "WholeSpeaker", "whole"]

_MOST = 200
"""Names of a speaker, and judgements of it, that are told."""


class Speakers(msgspec.Struct, frozen=True):
    """A page of speakers.

    Attributes:
        items: The speakers.
        next: The address of the next page; null on the last one.
    """

    items: tuple[RecordSpeaker, ...]
    next: str | None


class Role(msgspec.Struct, frozen=True):
    """What articles say that a speaker is.

    Attributes:
        role: The words.
        articles: How many articles have them, of those that were looked at.
    """

    role: str
    articles: int


class Value(msgspec.Struct, frozen=True):
    """How many attributions have a value.

    Attributes:
        value: The value.
        count: How many.
    """

    value: str
    count: int


class WholeSpeaker(msgspec.Struct, frozen=True, kw_only=True):
    """All that is known of a speaker across articles. Counts are of attributions that stand in the articles as they were last read.

    Attributes:
        id: Its number; the smallest of those of the names that are one.
        name: The fullest name, or the one that was chosen.
        type: What sort of speaker.
        known: Its id in a list of known speakers.
        attributions: How many attributions it has.
        articles: In how many articles.
        first: The first day that it is known to have said something, else of publication; ISO 8601.
        last: The last day.
        names: The names that are this speaker, each with a number by which it can be judged, 200 at most.
        roles: What articles say that it is, the most frequent first.
        in: The last articles that it is in, the latest first, and by which name; the numbers of mentions are what a split takes.
        judgements: What was judged of it by hand, the last 200, oldest first.
        perhaps: Speakers that may be the same by their names, for somebody to decide.
        acts: How often it states, denies, promises …, the most frequent first.
        stances: How far reporters stand behind it.
        kinds: How often it is quoted directly, partly or indirectly.
        unasserted: How many attributions say that it did not say something, or may have.
        anonymous: How many keep its name back.
        timeline: How much it said when: by the day of the saying where that is known, else of publication.
        outlets: The outlets that report it most.
        outlet_count: By how many outlets it is reported in all.
        carriers: Who carried its words most.
        carrier_count: How many carriers there are in all.
        secondhand: How many attributions came through a carrier.
        addressees: To whom it spoke most, of the statements that were looked at.
        mentions: About whom it spoke most, of the statements that were looked at.
        looked_at: How many of the latest statements the roles, addressees and mentions are taken from.
        changes_of_position: Statements that revise earlier ones of its own, the latest first.
        change_count: How many of these there are in all.
    """

    id: int
    name: str
    type: str
    known: str | None
    attributions: int
    articles: int
    first: str | None
    last: str | None
    names: tuple[Name, ...]
    roles: tuple[Role, ...]
    places: tuple[Place, ...] = msgspec.field(name="in")
    judgements: tuple[Judgement, ...]
    perhaps: tuple[RecordSpeaker, ...]
    acts: tuple[Value, ...]
    stances: tuple[Value, ...]
    kinds: tuple[Value, ...]
    unasserted: int
    anonymous: int
    timeline: Timeline
    outlets: tuple[Tally, ...]
    outlet_count: int
    carriers: tuple[Tally, ...]
    carrier_count: int
    secondhand: int
    addressees: tuple[Addressee, ...]
    mentions: tuple[Tally, ...]
    looked_at: int
    changes_of_position: tuple[Related, ...]
    change_count: int


_SAME = (
    *("unasserted", "anonymous", "timeline", "outlets", "outlet_count", "carriers", "carrier_count", "secondhand"),
    *("addressees", "mentions", "looked_at"),
)


def whole(record: Record, number: int, *, most: int = 10, unit: Unit | None = None) -> WholeSpeaker:
    """All that is known of a speaker.

    Args:
        record: The record.
        number: Its number, or that of a name that is one with it.
        most: How many roles, articles, outlets … at most.
        unit: By what time is counted; None for what fits.

    Raises:
        NotInRecord: There is no such speaker.
    """
    profile: SpeakerProfile = record.speaker(number, most=most, unit=unit)
    who, speakers = profile.speaker, record.speakers
    changes, change_count = record.changes_of_position(who.id, limit=most)
    return WholeSpeaker(
        **{field: getattr(who, field) for field in RecordSpeaker.__dataclass_fields__},
        **{field: getattr(profile, field) for field in _SAME},
        names=profile.names[:_MOST],
        roles=tuple(Role(*one) for one in profile.roles),
        places=tuple(speakers.places(who.id, limit=most)),
        judgements=tuple(speakers.judgements(who.id)[-_MOST:]),
        perhaps=tuple(speakers.perhaps(who.id)),
        acts=tuple(Value(*one) for one in profile.acts),
        stances=tuple(Value(*one) for one in profile.stances),
        kinds=tuple(Value(*one) for one in profile.kinds),
        changes_of_position=tuple(changes),
        change_count=change_count,
    )
