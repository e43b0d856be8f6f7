"""What the API answers with besides the values of the package: these in pages, or with what the record knows of them."""

import msgspec

from onrecord.model import Attribution, Reading
from onrecord.record import Record, state_of
from onrecord.record.lists import ListedArticle
from onrecord.record.numbering import numbers_in
from onrecord.record.searching import Hit

__all__ = [
    "Articles",
    "Count",
    "Counts",
    "Facts",
    "Found",
    "FoundAttributions",
    "InRecord",
    "Kept",
    "ReadArticle",
    "WhoInRecord",
    "counts",
    "found",
    "read_article",
]


class WhoInRecord(msgspec.Struct, frozen=True):
    """A speaker across articles, by its number.

    Attributes:
        number: Its number in the record, as `/speakers/{number}` takes it.
        name: What it is called there.
    """

    number: int
    name: str


class Facts(msgspec.Struct, frozen=True):
    """Facts about the article of an attribution.

    Attributes:
        number: Its number in the record, as `/articles/{number}` takes it.
        id: Its own id.
        title: Headline.
        outlet: Who published it.
        published: When, in ISO 8601.
        url: Where it was found.
    """

    number: int
    id: str
    title: str | None
    outlet: str | None
    published: str | None
    url: str | None


class Found(Attribution, frozen=True, kw_only=True):
    """An attribution in the form of the contract, with what the record knows of it.

    Attributes:
        number: Its number in the record, as `/attributions/{number}` takes it; `id` is unique within its article alone.
        article: The article that it stands in.
        record_speaker: Who its speaker is across articles; null where that is unknown.
        state: What `expected` of a review takes: the same as long as nobody judges it anew or reads its article again.
        similarity: With `like`, how near its content is to that text, a cosine; else null.
    """

    number: int
    article: Facts
    record_speaker: WhoInRecord | None
    state: str
    similarity: float | None = None


def found(hit: Hit) -> Found:
    """What was found, as it is told."""
    own = {field: getattr(hit.attribution, field) for field in hit.attribution.__struct_fields__}
    return Found(
        **own,
        number=hit.id,
        article=Facts(**hit.article),
        record_speaker=WhoInRecord(**hit.speaker) if hit.speaker else None,
        state=state_of(hit.attribution),
        similarity=None if hit.similarity is None else round(hit.similarity, 4),
    )


class FoundAttributions(msgspec.Struct, frozen=True):
    """A page of attributions.

    Attributes:
        items: The attributions.
        next: The address of the next page; null on the last one.
        total: How many fit in all, now; with `like` 2,000 at most.
    """

    items: tuple[Found, ...]
    next: str | None
    total: int


class Kept(msgspec.Struct, frozen=True):
    """An attribution of an article as the record keeps it.

    Attributes:
        id: Its id within the article.
        number: Its number in the record.
        record_speaker: Who its speaker is across articles; null where that is unknown.
        state: What `expected` of a review takes: the same as long as nobody judges it anew or reads its article again.
    """

    id: str
    number: int
    record_speaker: WhoInRecord | None
    state: str


class InRecord(msgspec.Struct, frozen=True):
    """What the record knows of an article.

    Attributes:
        number: Its number.
        attributions: The numbers of its attributions, in reading order.
    """

    number: int
    attributions: tuple[Kept, ...]


class ReadArticle(Reading, frozen=True):
    """An article with its attributions: the contract's object, and their numbers in the record.

    Attributes:
        article: The article as it was read.
        attributions: What it attributes, in reading order.
        record: Numbers by which more can be asked.
    """

    record: InRecord


def read_article(record: Record, number: int) -> ReadArticle:
    """An article with all that it attributes, and the numbers of that.

    Raises:
        NotInRecord: There is no such article.
    """
    reading = record.reading(number)
    numbers = {
        label: (id, None if who is None else WhoInRecord(who, str(name))) for label, id, who, name in numbers_in(record.database, number)
    }
    kept = [Kept(a.id, *numbers[a.id], state_of(a)) for a in reading.attributions if a.id in numbers]
    return ReadArticle(reading.article, reading.attributions, InRecord(number, tuple(kept)))


class Articles(msgspec.Struct, frozen=True):
    """A page of articles.

    Attributes:
        items: The articles.
        next: The address of the next page; null on the last one.
    """

    items: tuple[ListedArticle, ...]
    next: str | None


class Count(msgspec.Struct, frozen=True):
    """How many attributions have a value.

    Attributes:
        value: The value; of speakers the name, and two speakers of one name are two.
        count: How many.
    """

    value: str
    count: int


class Counts(msgspec.Struct, frozen=True):
    """How many attributions fit, by facet, of each the most frequent values.

    Attributes:
        total: How many fit in all; with `like` 2,000 at most.
        speaker: By speaker across articles; whoever is unknown is not among them.
        outlet: By outlet of the article.
        via: By who carried the words.
        act: By what the source does.
        stance: By how far the reporter stands behind it.
        kind: By direct, mixed or indirect.
    """

    total: int
    speaker: tuple[Count, ...]
    outlet: tuple[Count, ...]
    via: tuple[Count, ...]
    act: tuple[Count, ...]
    stance: tuple[Count, ...]
    kind: tuple[Count, ...]


def counts(total: int, found: dict[str, list[tuple[str, int]]]) -> Counts:
    """How many fit, as it is told."""
    return Counts(total, **{name: tuple(Count(*one) for one in values) for name, values in found.items()})
