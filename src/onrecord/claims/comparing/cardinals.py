"""Reading a plain number: digits or words, with its scale ("1.97 million", "forty-two", "half a million", "a dozen")."""

from onrecord.circumstances.times.lexicon import CARDINALS, ORDINALS
from onrecord.claims.comparing.lists import sections
from onrecord.claims.comparing.number_words import DURATIONS, SCALES, SHORT_SCALES, At

__all__ = ["plain"]

_SPANS_OF_TIME = sections("words")["before a span of time"]
_COUNTED_OFF = frozenset(
    ["half", "quarter", "time", "round", "day", "week", "month", "year", "term", "phase", "stage", "test", "vote", "dose", "reading"]
)
"""What "second" stands before where it is no span of time."""

_ORDINAL_ENDS = frozenset(["st", "nd", "rd", "th"])


def plain(here: At) -> tuple[float, float, bool] | None:
    """Value, half its last digit, and whether it is an ordinal."""
    word = here.word()
    if not word:
        return None
    if word[0].isdecimal():
        return _digits(here, word)
    if word in ORDINALS and word not in {"second"} and not here.word(1).startswith("of"):
        here.at += 1
        return float(ORDINALS[word]), 0.0, True
    if word == "second" and here.word(1) in _COUNTED_OFF:
        here.at += 1
        return 2.0, 0.0, True
    if word == "single":
        here.at += 1
        return 1.0, 0.0, False
    if word in {"a", "an", "half"}:
        return _with_article(here, word)
    return _spelled(here)


def _with_article(here: At, word: str) -> tuple[float, float, bool] | None:
    """A hundred, half a million, a dozen, a single, a year."""
    ahead = 1
    part = 1.0
    if word == "half" and here.word(1) in {"a", "an"}:
        ahead, part = 2, 0.5
    elif word == "half":
        part = 0.5
    elif here.word(1) == "half":
        ahead, part = 2, 0.5
    scale = SCALES.get(here.word(ahead))
    if scale:
        here.at += ahead + 1
        while here.word() in SCALES:
            scale *= SCALES[here.word()]
            here.at += 1
        return part * scale, scale / 20, False
    if here.word(ahead) == "single" and word == "a":
        here.at += ahead + 1
        return 1.0, 0.0, False
    in_time = here.at and here.tokens[here.at - 1].word in _SPANS_OF_TIME
    if here.word(ahead) in DURATIONS and (part != 1.0 or in_time):
        here.at += ahead
        return part, 0.0, False
    return None


def _digits(here: At, word: str) -> tuple[float, float, bool] | None:
    if ":" in word:
        return None
    groups = word.split(",")
    thousands = len(groups) > 1 and all(len(g.split(".")[0]) == 3 for g in groups[1:])
    plain = word.replace(",", "") if thousands or "," not in word else word.replace(",", ".", 1)
    if plain.count(".") > 1:
        plain = plain.replace(".", "")
    try:
        value = float(plain[:40])
    except ValueError:
        return None
    decimals = len(plain.partition(".")[2])
    zeros = len(plain) - len(plain.rstrip("0")) if not decimals else 0
    step = 0.5 * 10.0**-decimals if decimals else 0.5 * 10.0 ** min(zeros, 15)
    here.at += 1
    after = here.word()
    if here.glued() and after in _ORDINAL_ENDS:
        here.at += 1
        return value, 0.0, True
    if here.glued() and after in SHORT_SCALES:
        here.at += 1
        return value * SHORT_SCALES[after], step * SHORT_SCALES[after], False
    while here.word() in SCALES:
        value, step = value * SCALES[here.word()], step * SCALES[here.word()]
        here.at += 1
    return value, step, False


def _spelled(here: At) -> tuple[float, float, bool] | None:
    """Twelve thousand, forty-two, two hundred and six."""
    total, current, some, last = 0.0, 0.0, False, 0.0
    while True:
        word = here.word()
        if word in SCALES and some:
            scale = SCALES[word]
            if scale in {1e2, 12.0}:
                current = max(current, 1.0) * scale
            else:
                total, current = total + max(current, 1.0) * scale, 0.0
            last = scale
        elif word in CARDINALS and word not in SCALES and (not some or _fits(CARDINALS[word], current, last)):
            current += CARDINALS[word]
            last = float(CARDINALS[word])
        elif word == "and" and last in {1e2, 1e3} and here.word(1) in CARDINALS and CARDINALS[here.word(1)] < last:
            here.at += 1
            continue
        elif some and last >= 20 and last % 10 == 0 and last < 100 and word in ORDINALS and here.glued():
            here.at += 1
            return total + current + ORDINALS[word], 0.0, True
        else:
            break
        some = True
        here.at += 1
    if not some:
        return None
    value = total + current
    step = 0.5 if value < 1000 or value % 1000 else 500.0
    return value, step, False


def _fits(value: int, current: float, last: float) -> bool:
    """Whether a word goes on a number: "forty two", "two hundred six", not "four five"."""
    return (last >= 100 and value < 100) or (20 <= last < 100 and last % 10 == 0 and value < 10 and current % 100 == last)
