"""What became of articles, counted and told in one line."""

from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from onrecord.record.ingest import Added

__all__ = ["Tally", "languages_told"]

_HOWS = ("new", "changed", "duplicate", "skipped", "failed")


class Tally:
    """Counts what became of articles.

    Attributes:
        counts: How many, by `Added.how`.
        languages: How many were skipped, by language.
    """

    def __init__(self) -> None:
        self.counts: Counter[str] = Counter()
        self.languages: Counter[str] = Counter()

    def count(self, added: "Added") -> None:
        """Count one more."""
        self.counts[added.how] += 1
        if added.language is not None:
            self.languages[added.language] += 1

    def told(self) -> str:
        """Such as ``3 new, 1 duplicate, 12 skipped (7 German, 5 French)``; what there is none of is left out, but for new ones."""
        parts = [f"{self.counts[how]:,} {how}" for how in _HOWS if self.counts[how] or how == "new"]
        return ", ".join(part + languages_told(self.languages) if part.endswith("skipped") else part for part in parts)


def languages_told(languages: dict[str, int]) -> str:
    """How many of which language, in parentheses, the most frequent first; empty where there are none."""
    found = sorted(languages.items(), key=lambda one: (-one[1], one[0]))
    return f" ({', '.join(f'{n:,} {language}' for language, n in found)})" if found else ""
