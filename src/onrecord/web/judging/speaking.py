"""What somebody needs to judge a speaker: its names, where it is, who else may be the same, and that nobody else judges it meanwhile."""

import hashlib
from dataclasses import dataclass

from onrecord.record import Record, RecordSpeaker
from onrecord.record.database import Database
from onrecord.record.speaker import Name

__all__ = ["MENTIONS", "Mention", "Subject", "mentions_of", "stands", "subject"]

MENTIONS = 100
"""Mentions of a speaker that are offered on one page to be split off."""

_NAMES = 200


@dataclass(frozen=True, slots=True)
class Mention:
    """A speaker in one article.

    Attributes:
        number: By which it can be split off.
        article: The number of the article.
        name: What the speaker is called there.
        title: The headline.
        outlet: The name of the outlet.
        day: When it was published.
    """

    number: int
    article: int
    name: str
    title: str | None
    outlet: str | None
    day: str | None


@dataclass(frozen=True, slots=True)
class Subject:
    """A speaker that is to be judged.

    Attributes:
        speaker: The speaker.
        names: Its names.
        more_names: How many names it has beyond those.
        mentions: Where it is, the latest first.
        more_mentions: Whether there are more after them.
        perhaps: Speakers that may be the same.
        seen: What is the same as long as nobody changes who the speaker is.
    """

    speaker: RecordSpeaker
    names: tuple[Name, ...]
    more_names: int
    mentions: tuple[Mention, ...]
    more_mentions: bool
    perhaps: tuple[RecordSpeaker, ...]
    seen: str


def subject(record: Record, number: int, start: int = 0) -> Subject:
    """A speaker with what is needed to judge it.

    Args:
        record: The record.
        number: The number of the speaker, or of a name that is one with it.
        start: How many mentions to leave out.

    Raises:
        RecordError: There is no such speaker.
    """
    speaker = record.speakers[number]
    names = record.speakers.names(speaker.id)
    mentions = mentions_of(record.database, speaker.id, start)
    return Subject(
        speaker=speaker,
        names=tuple(names[:_NAMES]),
        more_names=max(0, len(names) - _NAMES),
        mentions=tuple(mentions[:MENTIONS]),
        more_mentions=len(mentions) > MENTIONS,
        perhaps=tuple(record.speakers.perhaps(speaker.id)),
        seen=stands(record.database, speaker.id),
    )


def mentions_of(database: Database, speaker: int, start: int = 0) -> list[Mention]:
    """Where a speaker is, the latest first: one more than fit on a page, where there are so many."""
    rows = database.rows(
        "SELECT s.id, v.article_id, s.name, v.title, o.name, v.day FROM speakers n JOIN speakings s ON s.speaker_id = n.id "
        "JOIN versions v ON v.id = s.version_id AND v.is_current = 1 JOIN articles ar ON ar.id = v.article_id "
        "LEFT JOIN outlets o ON o.id = ar.outlet_id WHERE n.canonical_id = ? "
        "ORDER BY coalesce(v.day, '') DESC, v.article_id DESC, s.id LIMIT ? OFFSET ?",
        (speaker, MENTIONS + 1, start),
    )
    return [Mention(*row) for row in rows]


def stands(database: Database, speaker: int) -> str:
    """What is the same as long as the same names are a speaker, and it is called the same."""
    rows = database.rows(
        "SELECT n.id, p.label FROM speakers n JOIN speakers p ON p.id = n.canonical_id "
        "WHERE n.canonical_id = (SELECT canonical_id FROM speakers WHERE id = ?) ORDER BY n.id",
        (speaker,),
    )
    return hashlib.blake2b(repr(rows).encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()
