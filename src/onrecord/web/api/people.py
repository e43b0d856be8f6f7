"""What the API tells of speakers: as `onrecord speakers show` does, with a bound."""

import msgspec

from onrecord.record import Record
from onrecord.record.judgements import Judgement
from onrecord.record.speaker import Name, Place
from onrecord.record.speakers import RecordSpeaker

__all__ = ["Role", "SpeakerProfile", "Speakers", "profile_of"]

_MOST = 200
"""Names, roles and articles of a speaker that are told."""


class Speakers(msgspec.Struct, frozen=True):
    """A page of speakers.

    Attributes:
        items: The speakers.
        next: The address of the next page; null on the last one, and where they are ranked.
    """

    items: tuple[RecordSpeaker, ...]
    next: str | None


class Role(msgspec.Struct, frozen=True):
    """What articles say that a speaker is.

    Attributes:
        role: The words.
        articles: How many articles have them.
    """

    role: str
    articles: int


class SpeakerProfile(msgspec.Struct, frozen=True, kw_only=True):
    """All that is known of a speaker across articles; of names, roles and articles 200 at most.

    Attributes:
        id: Its number; the smallest of those of the names that are one.
        name: The fullest name, or the one that was chosen.
        type: What sort of speaker.
        known: Its id in a list of known speakers.
        attributions: How many attributions it has.
        articles: In how many articles.
        first: The first day that it is known to have said something, else of publication; ISO 8601.
        last: The last day.
        names: The names that are this speaker.
        roles: What articles say that it is, the most frequent first.
        in: The articles that it is in, the latest first, and by which name.
        judgements: What was judged of it by hand, oldest first.
        perhaps: Speakers that may be the same by their names, for somebody to decide.
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


def profile_of(record: Record, number: int) -> SpeakerProfile:
    """All that is known of a speaker.

    Args:
        record: The record.
        number: Its number, or that of a name that is one with it.

    Raises:
        NotInRecord: There is no such speaker.
    """
    speakers = record.speakers
    who = speakers[number]
    return SpeakerProfile(
        **{field: getattr(who, field) for field in RecordSpeaker.__dataclass_fields__},
        names=tuple(speakers.names(who.id)[:_MOST]),
        roles=tuple(Role(role, n) for role, n in speakers.roles(who.id)[:_MOST]),
        places=tuple(speakers.places(who.id)[:_MOST]),
        judgements=tuple(speakers.judgements(who.id)),
        perhaps=tuple(speakers.perhaps(who.id)),
    )
