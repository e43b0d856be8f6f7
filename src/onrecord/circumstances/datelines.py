"""Where and when an article was filed: "MINSK, June 1 (Reuters) –" before its first sentence, or a line that is a date."""

import re
from datetime import date, timedelta

from onrecord.circumstances.times import times_in
from onrecord.model import Article, Date, Dateline, Excerpt, Span
from onrecord.speakers.outlets import listed

_HEAD = 1500
"""Characters of the beginning that are looked at."""

_NAME = r"[A-ZÀ-Þ][\w.’'-]*(?:[ -][A-ZÀ-Þa-z][\w.’'-]*){0,3}"
_DAY = r"(?:[A-Z][a-z]{2,8}\.? \d{1,2}(?:, \d{4})?|\d{1,2} [A-Z][a-z]{2,8}\.?(?: \d{4})?)"
_CREDIT = r"(?: \((?P<credit>[A-Z][\w .-]{1,40})\))?"
_LINE = re.compile(
    rf"^(?P<place>{_NAME}(?:(?:, |/){_NAME}){{0,2}}?)(?:,? (?P<date>{_DAY}))?{_CREDIT} ?(?:--|[–—-]|:(?= [A-Z“\"])) ?(?=[A-Z“\"'\d])",
    re.MULTILINE,
)
_CAPITALS = re.compile(r"[A-ZÀ-Þ][A-ZÀ-Þ.’' -]{2,}")
_DATED = re.compile(r"^[ \t]*(?:(?:Published|Posted|Updated|Date)[: ]+)?(?P<date>[^\n]{6,40}?)[ \t\xa0]*$", re.MULTILINE)
_REST = re.compile(r"[\s,.|()–-]*(?:at )?(?:\d{1,2}[:.]\d\d)?\s*(?:[ap]\.?m\.?)?\s*(?:[A-Z]{2,4})?[\s,.|()–-]*")
"""What may stand beside a date in its line: a time of day and a zone."""

_LINES = 3
"""Lines at the beginning among which one may be the date."""

_NO_PLACES = frozenset(
    ["LIVE", "BREAKING", "WATCH", "OPINION", "UPDATE", "EXCLUSIVE", "VIDEO", "ANALYSIS", "COMMENT", "EDITORIAL", "REVIEW", "NATO"]
)
_WEEK = timedelta(days=7)


def dateline_of(text: str) -> Dateline | None:
    """The dateline of an article, without its agency.

    A place counts where it is in capitals, or where a date or an agency follows: "Lind: Bridge is safe" is no dateline.

    Args:
        text: The article.
    """
    for match in _LINE.finditer(text[:_HEAD]):
        if match["date"] or match["credit"] or _CAPITALS.fullmatch(match["place"].split(",")[0].split("/")[0]):
            bare = not match["date"] and not match["credit"]
            if bare and (match["place"] in _NO_PLACES or match["place"].startswith("BY ") or match.group().rstrip().endswith(":")):
                continue
            if match["credit"] and not match["date"] and not match["place"].isupper() and match["credit"] not in listed():
                continue
            if match["place"].isupper() and len(match["place"]) > 40:
                continue
            day = _day(text, match.span("date")) if match["date"] else None
            if match["date"] and day is None:
                continue
            return Dateline(place=Excerpt.of(text, (match.span("place"),)), date=day)
    for match in [m for m in _DATED.finditer(text[:_HEAD]) if m["date"].strip()][:_LINES]:
        day = _day(text, match.span("date"))
        if day is not None and day.value is not None and _REST.fullmatch(match["date"].replace(day.text, "", 1)):
            return Dateline(place=None, date=day)
    return None


def _day(text: str, span: Span) -> Date | None:
    """The day that some words of a dateline give; without a value where they lack the year."""
    found = [t for t in times_in(text[slice(*span)], None) if t.grain == "day"]
    if len(found) != 1:
        return None
    start, end = found[0].span[0] + span[0], found[0].span[1] + span[0]
    return Date(value=found[0].value, text=text[start:end], spans=((start, end),))


def reference(article: Article, dateline: Dateline | None) -> date | None:
    """The day that "today" means in an article: that of its dateline, where it lies in the week before publication, else of publication.

    Args:
        article: The article; of a full timestamp the day in its own zone counts.
        dateline: Its dateline.
    """
    published = _iso(article.published)
    filed = dateline.date if dateline else None
    if filed is None:
        return published
    if published is None:
        return _iso(filed.value)
    near = [t.value for t in times_in(filed.text, published) if t.grain == "day"]
    day = _iso(near[0]) if near else None
    return day if day is not None and published - _WEEK <= day <= published else published


def _iso(value: str | None) -> date | None:
    try:
        return date.fromisoformat((value or "")[:10])
    except ValueError:
        return None
