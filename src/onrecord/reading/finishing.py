"""Drafts to articles: cleaning, what the user said, language, id."""

import hashlib

from onrecord.errors import EmptyInput, InputError, InvalidField, NotEnglish
from onrecord.model import Article
from onrecord.reading.cleaning import clean, line, shown
from onrecord.reading.dates import parse
from onrecord.reading.drafts import Draft, Fields
from onrecord.reading.language import language_of
from onrecord.reading.languages import name_of

__all__ = ["LONGEST_TEXT", "checked", "derived_id", "finish", "finished"]

LONGEST_TEXT = 16_000_000
"""Most characters of one article; the longest books have a fifth of that, and what reads an article needs many times its size."""

# Characters that take no space and show nothing: a text of these alone is empty.
_INVISIBLE = dict.fromkeys([*range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x2070), 0xAD, 0xFEFF])


def checked(given: Fields) -> Fields:
    """The fields that a user gives, cleaned.

    Raises:
        InvalidField: The date of publication is none.
    """
    published = None
    if given.published and not given.published.isspace():
        published = parse(given.published)
        if published is None:
            problem = f"{shown(given.published)} is no date; write it like 2023-06-02 or 2023-06-02T10:00:00+02:00"
            raise InvalidField(problem, "published")
    return Fields(
        id=line(given.id),
        title=line(given.title),
        outlet=line(given.outlet),
        published=published,
        url=line(given.url),
        byline=tuple(filter(None, map(line, given.byline))),
    )


def finish(draft: Draft, given: Fields, *, force: bool) -> Article:
    """Make an article of a draft.

    Args:
        draft: The draft.
        given: What the user said of the article, checked; wins over what the draft says.
        force: Whether to take a text in another language than English too.

    Raises:
        InputError: The text is longer than `LONGEST_TEXT`.
        EmptyInput: Nothing is left of the text.
        NotEnglish: The text is surely in another language.
    """
    if len(draft.text) > LONGEST_TEXT:
        raise InputError(f"is longer than {LONGEST_TEXT:,} characters, the most that is read as one article; split it", draft.name)
    text = clean(draft.text)
    if not text or (len(text) < 10_000 and not text.translate(_INVISIBLE).strip()):
        raise EmptyInput("there is no text in it", draft.name)
    fields = given.over(draft.fields)
    language = language_of(text)
    if language not in {"en", None} and not force:
        which = "another language than English" if language == "und" else name_of(language)
        problem = f"is in {which}, and only English is read; use --force (force=True) to read it anyway"
        raise NotEnglish(problem, draft.name, language, derived_id(text, fields.outlet, fields.url))
    return Article(
        id=fields.id or derived_id(text, fields.outlet, fields.url),
        title=fields.title,
        outlet=fields.outlet,
        published=fields.published,
        url=fields.url,
        byline=fields.byline,
        language=None if language == "und" else language,
        text=text,
    )


def finished(draft: Draft | InputError, given: Fields, *, force: bool) -> Article | InputError:
    """What `finish` makes of a draft, with errors as values."""
    if isinstance(draft, InputError):
        return draft
    try:
        return finish(draft, given, force=force)
    except InputError as error:
        return error


def derived_id(text: str, outlet: str | None, url: str | None) -> str:
    """The id of an article that has none: 16 hexadecimal characters of the SHA-256 of its text, outlet and URL.

    Outlet and URL are part of it because one wire text in two outlets is two articles.
    """
    return hashlib.sha256("\0".join([text, outlet or "", url or ""]).encode()).hexdigest()[:16]
