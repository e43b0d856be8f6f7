"""What a format hands on: a text with the fields that came with it, and what a format has to say of itself."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import msgspec

from onrecord.errors import InputError
from onrecord.reading.columns import Columns
from onrecord.reading.source import Source

__all__ = ["Draft", "Fields", "Format"]


class Fields(msgspec.Struct, frozen=True, kw_only=True):
    """What is known of an article apart from its text; None or empty where it is not known.

    Attributes:
        id: The input's own id.
        title: Headline.
        outlet: Who published it.
        published: A day or a timestamp. ISO 8601 in what a format finds; a user may write it in any way that
            `onrecord.reading.dates.parse` knows.
        url: Where it was found.
        byline: Authors, in order.
    """

    id: str | None = None
    title: str | None = None
    outlet: str | None = None
    published: str | None = None
    url: str | None = None
    byline: tuple[str, ...] = ()

    def over(self, other: "Fields") -> "Fields":
        """These fields, and those of `other` where one of these is absent."""
        return Fields(
            id=self.id or other.id,
            title=self.title or other.title,
            outlet=self.outlet or other.outlet,
            published=self.published or other.published,
            url=self.url or other.url,
            byline=self.byline or other.byline,
        )


@dataclass(frozen=True, slots=True)
class Draft:
    """A text that is not yet an `Article`: neither cleaned nor looked at for its language.

    Attributes:
        name: Which input it is, as errors call it.
        text: Its text.
        fields: What came with it.
    """

    name: str
    text: str
    fields: Fields


@dataclass(frozen=True, slots=True)
class Format:
    """One form in which articles come.

    Attributes:
        name: What a user calls it.
        suffixes: File suffixes, in lower case, with the dot.
        looks_like: Whether the beginning of an input (text, with the byte order mark gone) looks like this format.
        read: Reads the drafts of an input; where its articles have fields with names, `Columns` says under which. What is wrong
            with one article is yielded, what is wrong with the whole input may be raised, in both cases as an `InputError`.
    """

    name: str
    suffixes: tuple[str, ...]
    looks_like: Callable[[str], bool]
    read: Callable[[Source, Columns], Iterator[Draft | InputError]]
