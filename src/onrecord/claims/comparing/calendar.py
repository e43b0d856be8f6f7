"""Dates as they are written, part by part, so that "Friday" and "5 June" are not taken for different days."""

from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.circumstances.times.lexicon import CARDINALS, MONTHS, ORDINALS, SEASON_NAMES, WEEKDAYS
from onrecord.claims.comparing.lists import sections
from onrecord.claims.comparing.tokens import Token

__all__ = ["Day", "clash", "day_at"]

_OF_DAY = {"noon": "12:00", "midday": "12:00", "midnight": "24:00"}
_RELATIVE = {"last": -1, "previous": -1, "next": 1, "coming": 1, "this": 0}
_NEAR = {"yesterday": -1, "today": 0, "tonight": 0, "tomorrow": 1}
_UNITS = frozenset(["week", "month", "year", "quarter", "decade", "weekend"])
_SHORT = {w: m for w, m in MONTHS.items() if len(w) < 5 and w not in {"may", "june", "july"}}
_WORDS = sections("words")
_BEFORE_MAY = _WORDS["before a month"]
_BEFORE_YEAR = _WORDS["before a year"]
_NO_YEARS = _WORDS["after a number that is no year"]
_CLOCKS = frozenset(["am", "pm", "a.m", "p.m", "a.m.", "p.m."])
_EARLIEST, _LATEST = 1700, 2199


@dataclass(frozen=True, slots=True)
class Day:
    """A date or time of day.

    Attributes:
        parts: What is said of it: "year", "month", "day", "weekday", "season", "clock", and "last week" and its like by their unit.
    """

    parts: tuple[tuple[str, int | str], ...]

    @property
    def key(self) -> str:
        """Equal for dates that are written differently but are the same."""
        return "@" + ",".join(f"{k}{v}" for k, v in self.parts)

    @property
    def stem(self) -> str:
        """As for words: the form that dates are matched by."""
        return self.key


def clash(a: Day, b: Day) -> bool | None:
    """Whether two dates cannot be the same; None where they say nothing of the same part, as "Friday" and "June" do."""
    x, y = dict(a.parts), dict(b.parts)
    shared = x.keys() & y.keys() - {"near"}
    if not shared:
        return None
    return any(x[k] != y[k] for k in shared)


def day_at(tokens: Sequence[Token], at: int) -> tuple[int, Day] | None:
    """The date that begins at a word.

    Returns:
        The index of the word after it, and the date; None where none begins.
    """
    parts: dict[str, int | str] = {}
    i = at
    while i < len(tokens) and i - at < 9:
        step = _part(tokens, i, parts, begun=bool(parts))
        if step:
            i += step
        elif parts and tokens[i].word in {"of", "the"} and i + 1 < len(tokens) and _part(tokens, i + 1, dict(parts), begun=True):
            i += 1
        else:
            break
    return (i, Day(tuple(sorted(parts.items())))) if parts else None


def _part(tokens: Sequence[Token], i: int, parts: dict[str, int | str], *, begun: bool) -> int:
    """Read one part of a date into `parts`; the number of words that it takes."""
    token = tokens[i]
    word, after = token.word, tokens[i + 1].word if i + 1 < len(tokens) else ""
    before = tokens[i - 1].word if i else ""
    if token.capital and word in WEEKDAYS and len(word) > 4 and "weekday" not in parts:
        parts["weekday"] = WEEKDAYS[word]
        return 1
    if word in _NEAR and not begun:
        parts["near"] = _NEAR[word]
        return 1
    month = _month(tokens, i)
    if month and "month" not in parts:
        parts["month"] = month
        return 1
    if _starts_day(tokens, i) and "day" not in parts:
        parts["day"] = int(word) if word.isdecimal() else CARDINALS.get(word, 0) or ORDINALS[word]
        return 2 if after in {"st", "nd", "rd", "th"} else 1
    if begun and "month" in parts and "day" not in parts and word.isdecimal() and 0 < int(word) < 32 and len(word) < 3:
        parts["day"] = int(word)
        return 2 if after in {"st", "nd", "rd", "th"} and tokens[i + 1].glued else 1
    if _is_year(word) and "year" not in parts and (begun or before in _BEFORE_YEAR) and after not in _NO_YEARS:
        parts["year"] = int(word)
        return 1
    if word in _RELATIVE and after in _UNITS and not begun and before not in {"the", "for", "over", "a"}:
        parts[after] = _RELATIVE[word]
        return 2
    if word in {"spring", "summer", "autumn", "winter"} and "season" not in parts and before not in {"a", "'s"}:
        parts["season"] = SEASON_NAMES[word]
        return 1
    clock = _clock(tokens, i)
    if clock and "clock" not in parts:
        parts["clock"] = clock[1]
        return clock[0]
    return 0


def _month(tokens: Sequence[Token], i: int) -> int:
    token = tokens[i]
    if not token.capital or token.word not in MONTHS:
        return 0
    before, after = tokens[i - 1].word if i else "", tokens[i + 1].word if i + 1 < len(tokens) else ""
    if token.word in _SHORT:
        return MONTHS[token.word] if before.isdecimal() or after.isdecimal() else 0
    if token.word in {"may", "march"}:
        return MONTHS[token.word] if before.isdecimal() or after[:1].isdecimal() or before in _BEFORE_MAY | ORDINALS.keys() else 0
    return MONTHS[token.word]


def _starts_day(tokens: Sequence[Token], i: int) -> bool:
    """Whether a number is the day of the month after it: "2 June", "the 20th of June"."""
    word = tokens[i].word
    if not ((word.isdecimal() and len(word) < 3 and 0 < int(word) < 32) or word in ORDINALS):
        return False
    j = i + 1
    if j < len(tokens) and tokens[j].word in {"st", "nd", "rd", "th"} and tokens[j].glued:
        j += 1
    if j < len(tokens) and tokens[j].word == "of":
        j += 1
    return j < len(tokens) and tokens[j].capital and tokens[j].word in MONTHS


def _is_year(word: str) -> bool:
    return len(word) == 4 and word.isdecimal() and _EARLIEST <= int(word) <= _LATEST


def _clock(tokens: Sequence[Token], i: int) -> tuple[int, str] | None:
    word, after = tokens[i].word, tokens[i + 1].word if i + 1 < len(tokens) else ""
    if word in _OF_DAY:
        return 1, _OF_DAY[word]
    hour, _, minute = word.replace(".", ":").partition(":")
    if after in _CLOCKS and hour.isdecimal() and (not minute or minute.isdecimal()) and len(hour) < 3:
        full = int(hour) % 12 + (12 if after.startswith("p") else 0)
        return 2, f"{full:02}:{minute or '00'}"
    if ":" in word and hour.isdecimal() and minute.isdecimal() and len(hour) < 3 and len(minute) == 2:
        return 1, f"{int(hour):02}:{minute}"
    return None
