"""Agencies that supplied an article: its dateline, its byline, the lines at its end."""

import re
from collections.abc import Iterator

from onrecord.speakers.outlets import listed

_BEGINNING, _END = 600, 900
"""Characters that are looked at."""

_NAME = r"(?:the\s+|The\s+)?([A-Z][\w .-]{1,40}?)"
_SUPPLIED = r"(?:reporting|material|files|information|contributions?) (?:by|from)"
_DATELINE = re.compile(r"^(?:[A-Z][\w .,'’/-]{0,60}?,?\s*(?:\w+\.? \d{1,2}\s*)?)?\(([A-Z][\w .-]{1,40})\)\s*[-–—:]", re.MULTILINE)
_BYLINE = re.compile(rf"^(?:By\s+)?(?:[\w .,'’-]{{0,60}}[,|/]\s*)?{_NAME}\s*$")
_FOOT = re.compile(rf"(?:^|[—–(\-]\s*){_NAME}\s*[.)]?\s*$")
_CONTRIBUTED = re.compile(r"([^.\n]{3,200})\s+(?:also )?contributed (?:\w+ )?to this (?:report|story|article)")
_WITH = re.compile(rf"(?:With|Includes) (?:\w+ )?{_SUPPLIED}\s+([^.\n]{{2,120}})")


def wire(text: str, credit: tuple[str, ...] = ()) -> tuple[str, ...]:
    """Agencies that supplied an article.

    Args:
        text: The article.
        credit: Those that its data name; they come first.
    """
    found: dict[str, None] = dict.fromkeys(credit)
    for candidate in _candidates(text):
        outlet = listed().get(re.sub(r"^(?:the|The)\s+", "", candidate.strip(" .-")))
        if outlet is not None and outlet[1] == "agency":
            found[outlet[0]] = None
    return tuple(found)


def _candidates(text: str) -> Iterator[str]:
    """Words that stand where an agency is credited."""
    head, foot = text[:_BEGINNING], text[-_END:]
    yield from (m.group(1) for m in _DATELINE.finditer(head))
    yield from (m.group(1) for line in head.splitlines()[:4] if len(line) < 80 and (m := _BYLINE.match(line.strip())))
    lines = [line.strip() for line in foot.splitlines() if line.strip()][-3:]
    yield from (m.group(1) for line in lines if len(line) < 300 and (m := _FOOT.search(line)))
    for pattern in (_CONTRIBUTED, _WITH):
        yield from (name for m in pattern.finditer(foot) for name in re.split(r",\s*|\s+and\s+", m.group(1)))
