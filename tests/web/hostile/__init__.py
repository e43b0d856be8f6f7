"""Articles that attack whoever shows them, all of our own invention, and a record of them all.

Each payload that runs would set ``window.hostile``, open a dialog, or ask hostile.example for something: tests look for these.
"""

import os

from onrecord.model import Reading
from tests.web.hostile import addresses, markup, shapes, unseen
from tests.web.hostile.recording import keep_all

__all__ = ["ARTICLES", "HUGE", "keep_everything"]

ARTICLES: dict[str, Reading] = {**markup.ARTICLES, **addresses.ARTICLES, **unseen.ARTICLES, **shapes.ARTICLES}
"""All of them, by what they try."""

HUGE = tuple(shapes.HUGE)
"""Names of those that are very large."""


def keep_everything(place: str | os.PathLike[str]) -> None:
    """Make a record of all of them, with claims of all but those of very many attributions, which take minutes to be compared."""
    numerous = [name for name, reading in ARTICLES.items() if len(reading.attributions) > 100]
    keep_all(place, [r for name, r in ARTICLES.items() if name not in numerous], [ARTICLES[name] for name in numerous])
