"""What this package sees of a record: attributions and articles as plain values."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

__all__ = ["Said", "Told", "article_of"]


@dataclass(frozen=True, slots=True)
class Said:
    """An attribution.

    Attributes:
        id: Row of the attribution in the record.
        key: The same across rebuilds and orders of adding: the key of the article, ``#``, the id within the article.
        article: Row of the article.
        outlet: Who published the article.
        published: When, in ISO 8601: a day or a timestamp.
        speaker: The speaker across articles; None where unknown. People are never joined by a surname alone.
        name: The speaker's name as shown.
        type: What sort of speaker, as in `onrecord.model.SpeakerType`.
        via: Who carried the words, nearest to the article first.
        said_first: First day on which it may have been said, in ISO 8601.
        said_last: Last day on which it may have been said.
        act: What was done, as in `onrecord.model.Act`.
        stance: The reporter's stance.
        asserted: False for what the article says was not said, or only may be.
        kind: ``direct``, ``mixed`` or ``indirect``.
        source: Words of the source.
        cue: Words of the cue.
        content: Words of the content.
        inside: Key of the attribution that it stands in.
        place: How many attributions of the article stand before it.
        vector: What the content means: a unit vector of 256 dimensions times 127.
    """

    id: int
    key: str
    article: int
    outlet: str | None
    published: str | None
    speaker: str | None
    name: str | None
    type: str
    via: tuple[str, ...]
    said_first: str | None
    said_last: str | None
    act: str
    stance: str
    asserted: bool
    kind: str
    source: str
    cue: str
    content: str
    inside: str | None
    place: int
    vector: NDArray[np.int8] | None


@dataclass(frozen=True, slots=True)
class Told:
    """An article.

    Attributes:
        id: Row of the article in the record.
        key: The same across rebuilds and orders of adding.
        outlet: Who published it.
        published: When, in ISO 8601: a day or a timestamp.
        title: Headline.
        wire: Agencies that supplied it.
        byline: Authors.
        text: The text.
    """

    id: int
    key: str
    outlet: str | None
    published: str | None
    title: str | None
    wire: tuple[str, ...]
    byline: tuple[str, ...]
    text: str


def article_of(key: str) -> str:
    """The key of the article that an attribution stands in, from the attribution's key."""
    return key.rpartition("#")[0]
