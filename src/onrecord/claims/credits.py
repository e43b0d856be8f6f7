"""Whom an article credits with its text: in its dateline, its byline, the lines at its end, and its data."""

import re
from collections.abc import Iterator

from onrecord.claims.names import Outlets, is_agency, may_be_outlet, outlet_key
from onrecord.claims.said import Told

__all__ = ["credited", "credits_of", "supplies"]

_HEAD, _FOOT = 800, 900
"""Characters of the beginning and the end that are looked at."""

_WORD = r"[A-Z](?:[\w&'’-]|\.(?=\w))*"
_NAME = rf"(?:[Tt]he\s+)?({_WORD}(?:\s(?:of\s|the\s)?{_WORD}){{0,4}})"
_TWO = rf"{_NAME}(?:\s?(?:,|/|&|\band\b)\s?{_NAME})?"
_DATELINE = re.compile(rf"^(?:[A-ZÀ-Þ\d][\w.’'-]{{0,30}}[,/]?\s+){{1,6}}\({_NAME}\)\s*(?:--|[-–—:])", re.MULTILINE)
_BARE = re.compile(rf"\A[\s(\[–—*-]*(?i:(?:credit|copyright|©|via|by|from|words)\s*:?\s*)?[\s(\[–—/-]*{_NAME}[\s)\].*]*\Z")
_PHRASES = (
    re.compile(
        rf"\b(?i:with|includes?|including|additional|using)\s(?:\w+\s)?(?:reporting|material|files?|information|contributions?)\s(?:by|from)\s{_TWO}"
    ),
    re.compile(rf"{_NAME}\s(?:also\s)?contributed\s(?:\w+\s){{0,2}}to\sthis\s(?:story|report|article|item|piece|text)"),
    re.compile(rf"\b(?i:first|originally)\s(?:appeared|published|printed|broadcast)\s(?:in|on|by|at)\s{_NAME}"),
    re.compile(
        rf"\b(?i:reprinted|republished|supplied|provided|distributed|syndicated|reproduced)\s(?:\w+\s){{0,3}}?(?:from|by|of)\s{_NAME}"
    ),
    re.compile(rf"(?:©|\(c\)|\bCopyright)\s*(?:\d{{4}}\s)?{_NAME}"),
    re.compile(rf"\A[\s(–—-]*(?i:sources?|agency|agencies|text)\s?:\s?{_TWO}"),
)
_SHORT = 160
"""Characters of a paragraph at the end that may be a credit."""


def credits_of(told: Told) -> tuple[str, ...]:
    """The outlets and agencies that an article credits with its text, as it writes them, in order; its own outlet aside.

    Names of persons in bylines are left out, a bare name at the end counts where it is in brackets or has the form of an outlet's.

    Args:
        told: The article.
    """
    own = Outlets([told.outlet]) if told.outlet else None
    found: dict[str, str] = {}
    for name in _candidates(told):
        key = outlet_key(name)
        if key and key not in found and not (own and name in own):
            found[key] = name
    return tuple(found.values())


def _candidates(told: Told) -> Iterator[str]:
    yield from told.wire
    for line in told.byline:
        yield from (part for part in _parts(line) if may_be_outlet(part))
    head, foot = told.text[:_HEAD], told.text[-_FOOT:]
    yield from (m.group(1) for m in _DATELINE.finditer(head) if not m.group(1).isdigit())
    for line in [line.strip() for line in head.splitlines() if line.strip()][1:3]:
        if len(line) < _SHORT and re.match(r"(?i:by\s|from\s)", line):
            yield from (part for part in _parts(line) if may_be_outlet(part))
    for line in [line.strip() for line in foot.splitlines() if line.strip()][-3:]:
        if len(line) <= _SHORT and (match := _BARE.match(line)) and (line.startswith(("(", "[")) or may_be_outlet(match.group(1))):
            yield match.group(1)
    for pattern in _PHRASES:
        for line in foot.splitlines():
            for match in pattern.finditer(line[-_FOOT:]):
                yield from (name for name in match.groups() if name)


def _parts(line: str) -> list[str]:
    """The names of a byline: "By Ana Ruiz, NordPress"."""
    pieces = re.split(r"\s*(?:[,/|;&]|\band\b|\bfor\b)\s*", re.sub(r"\A(?i:by|from)\s+", "", line.strip()[:200]))
    return [re.sub(r"\A(?:the|The)\s+", "", p) for p in pieces if p]


def credited(credit: tuple[str, ...], outlet: str | None) -> bool:
    """Whether an outlet is among those that an article credits.

    Args:
        credit: What `credits_of` found.
        outlet: The outlet.
    """
    return outlet is not None and any(name in Outlets([outlet]) for name in credit)


def supplies(outlet: str | None) -> bool:
    """Whether an outlet supplies others: an agency."""
    return outlet is not None and is_agency(outlet)
