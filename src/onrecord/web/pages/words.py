"""What the words and keys of the pages mean, and how to search."""

from typing import Final

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from onrecord.web.templating import rendered

__all__ = ["router"]

router = APIRouter()

_QUERIES: Final = (
    ({"q": "bridge closed"}, "bridge closed", "both words, in any order, in the content, the source or the speaker’s name"),
    ({"q": '"not safe"'}, '"not safe"', "these words next to each other"),
    ({"q": "sanction*"}, "sanction*", "words that begin so: sanction, sanctions, sanctioned"),
    ({"q": "bridge OR tunnel"}, "bridge OR tunnel", "either of two words; OR in capitals"),
    ({"q": "bridge NOT toll"}, "bridge NOT toll", "the first word without the second; bridge -toll is the same"),
    (
        {"q": "speaker:minister safe"},
        "speaker:minister safe",
        "the first word in the speaker’s name alone; source: and content: look there",
    ),
    ({"q": "bridge", "act": "deny"}, "bridge, with the act deny", "what somebody denies"),
    (
        {"stance": "distancing", "kind": "indirect"},
        "reporter distancing, indirect",
        "what reporters pass on without standing behind it, in their own words",
    ),
    ({"asserted": "no"}, "not asserted", "what an article says was not said, or only may have been"),
    (
        {"min_confidence": "0.9", "since": "2026-03"},
        "confidence from 0.9, since March 2026",
        "what is surest, from a day, month or year on",
    ),
    (
        {"like": "The bridge could collapse"},
        "meaning: The bridge could collapse",
        "what says much the same in other words, the nearest first",
    ),
)
"""Searches to begin with: what they ask, how that is written, what they find."""


@router.get("/help")
def help_page(request: Request) -> HTMLResponse:
    """Keys and words."""
    return rendered(request, "help.html.j2", queries=_QUERIES)
