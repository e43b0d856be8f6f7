"""What is known while an article is read: its words, its day, and the times that were mentioned so far."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from onrecord.circumstances.times import lexicon, tense
from onrecord.circumstances.times.model import Direction, Mod
from onrecord.circumstances.times.periods import Period
from onrecord.circumstances.times.tokens import Tokens

__all__ = ["Found", "Rule", "Scene", "rule"]

_REMEMBERED = 120
"""Tokens for which "a year earlier" or "that day" may look back."""

_BEGIN_STORY = frozenset({"in", "on", "during", "early", "late", "mid"})
"""What stands before the time that a story begins with: not "since 1980", not "the 1988 results"."""

_TOLD = 80
"""Tokens for which a story of some other year goes on."""


@dataclass(frozen=True, slots=True)
class Found:
    """An expression as a rule read it.

    Attributes:
        start: Its first token.
        end: The token after its last.
        period: What it stands for.
        relative: Whether more than its own words were needed.
        mod: Which part of the period is meant.
        clock: Its time of day as TIMEX3 writes it after the day: ``T09:00``, ``TMO``.
        direction: What its own words say.
        compared: Whether it is there to be compared with ("a year ago"), so that what follows does not count from it.
        told: Whether its year is that of a story that the article tells.
    """

    start: int
    end: int
    period: Period
    relative: bool
    mod: Mod | None = None
    clock: str = ""
    direction: Direction | None = None
    compared: bool = False
    told: bool = False


@dataclass(slots=True)
class Scene:
    """The words of an article and what was mentioned in it.

    Attributes:
        tokens: The words.
        reference: The day of publication.
        last: The time that was mentioned last, and where; only those with days.
        quarter: The quarter that was mentioned last, and where.
        told: The time of the story, where it is not that of publication: with its year ("In 1989 …") or following from it, and where.
        names: Months that are somebody's name in this article; None until that is asked.
    """

    tokens: Tokens
    reference: date | None
    last: tuple[Period, int] | None = None
    quarter: tuple[Period, int] | None = None
    told: tuple[Period, int] | None = None
    names: frozenset[str] | None = None

    def cue(self, start: int, end: int) -> Direction | None:
        """Whether the words around an expression put it in the past or the future."""
        return tense.cue(self.tokens, start, end)

    def story(self, at: int) -> Period | None:
        """The time of the story that is told before a token in its paragraph, where it is another year than that of publication."""
        if self.told is None or at - self.told[1] > _TOLD or any(word[0] == "\n" for word in self.tokens.words[self.told[1] : at]):
            return None
        return self.told[0]

    def story_year(self, start: int, end: int, month: int) -> int | None:
        """The year of a month in a story that began in another year than that of publication ("In 1989 …. On Nov. 9, …").

        Args:
            start: The first token of the expression.
            end: The token after its last.
            month: 1 to 12.
        """
        story = self.story(start)
        if story is None or story.first is None:
            return None
        if self.tokens.word(start - 1) not in ("by", "until", "till") and self.cue(start, end) == "future":
            return None
        if story.grain in ("year", "season"):
            return story.first.year + (story.grain == "season" and month < story.first.month)
        shortly_before = (story.first.month - month) % 12 < 4  # a look back, not a year on
        return story.first.year + (month < story.first.month and not shortly_before)

    def mentioned(self, at: int) -> Period | None:
        """The time that was mentioned not long before a token."""
        return self.last[0] if self.last and at - self.last[1] <= _REMEMBERED else None

    def mentioned_quarter(self, at: int) -> Period | None:
        """The quarter that was mentioned not long before a token."""
        return self.quarter[0] if self.quarter and at - self.quarter[1] <= _REMEMBERED else None

    def remember(self, found: Found) -> None:
        """Keep an expression for those that look back."""
        if found.period.first is not None and not found.compared:
            self.last = (found.period, found.end)
        period = found.period
        if period.first is not None and period.grain in ("day", "month", "year", "season") and not found.compared:
            past = self.reference is None or period.first.year < self.reference.year
            begins = not found.relative and self.tokens.word(found.start - 1) in _BEGIN_STORY
            if past and (begins or (self.story(found.start) and (found.told or not found.relative))):
                self.told = (period, found.end)
            elif found.relative:
                self.told = None
        finished = period.last is None or self.reference is None or period.last < self.reference
        if period.grain == "quarter" and finished and not found.compared:
            self.quarter = (period, found.end)

    def nearest(self, before: date | None, after: date | None, cue: Direction | None) -> date | None:
        """The likelier of the last day of a name at or before that of publication, and the next one after it.

        Without a cue it is the one before, unless that is several times as far away: nobody gives a day ten months ago without its year.
        Even a verb in the past ("said the dividend of Dec. 14") does not change that where the next one is close.
        """
        if before is None or after is None or self.reference is None:
            return before or after
        if cue == "future":
            return after
        gone, left = (self.reference - before).days, (after - self.reference).days
        far, near = (280, 80) if cue == "past" else (240, 130)
        return after if gone > far and left < near else before

    def number(self, start: int, end: int) -> int | None:
        """The number that tokens spell ("two", "twenty-five", "1,000", "a"); None where they spell none, or one beyond a million."""
        total = 0
        for word in self.tokens.words[start:end]:
            if word[0].isdigit():
                digits = word.replace(",", "").rstrip("strndh")
                if not digits.isdigit() or len(digits) > 6:
                    return None
                total += int(digits)
            elif word in ("hundred", "thousand"):
                total = (total or 1) * lexicon.CARDINALS[word]
            elif word in lexicon.CARDINALS:
                total += lexicon.CARDINALS[word]
            elif word in lexicon.ORDINALS:
                total += lexicon.ORDINALS[word]
            elif word in ("a", "an"):
                total += 1
            elif word not in ("-", "and"):
                return None
        return total or None


@dataclass(frozen=True, slots=True)
class Rule:
    """A shape of tokens and how it is read.

    Attributes:
        first: Letters that its shape can begin with.
        shape: Letters of tokens.
        read: Makes an expression of a match; None where it is none.
    """

    first: str
    shape: re.Pattern[str]
    read: Callable[[Scene, re.Match[str]], Found | None]


def rule(first: str, shape: str) -> Callable[[Callable[[Scene, re.Match[str]], Found | None]], Rule]:
    """Make a rule of a function."""
    return lambda read: Rule(first, re.compile(shape.replace(" ", "")), read)
