"""What the words of a source say by themselves: a name, a pronoun, or a description of somebody.

The head of a noun phrase decides: "Anna Weiss, a lawyer for Smith" is Weiss, "Smith's lawyer" is not Smith, and "the Kremlin spokesman,
Dmitry Peskov" is Peskov. Everything is told from the order of names and small words; no parser is needed.
"""

import re
from dataclasses import dataclass
from typing import Literal

from onrecord.attribution.words import GLUED, Words
from onrecord.speakers.lists import words as listed_words
from onrecord.speakers.pairs import PRONOUNS
from onrecord.speakers.wording import HONORIFICS

LONGEST = 60
"""Words of a source that are looked at."""

_ENDS = listed_words("phrase-ends")
"""Words that end a noun phrase's first part, in which its head stands last."""

_DETERMINERS = frozenset(
    ["the", "a", "an", "this", "that", "these", "those", "his", "her", "their", "its", "our", "my", "your", "some", "both"]
)
_INDEFINITE = listed_words("new-words")
_SPOKES = re.compile(r"spokes(?:man|woman|person|people|men|women|persons)|spox")
_BODIES = frozenset(
    [
        "company", "firm", "club", "ministry", "police", "army", "government", "university", "hospital", "bank", "agency",
        "party", "campaign", "council", "union", "court", "airline", "school", "group", "fire", "charity", "department",
    ]
)  # fmt: skip
_WRITTEN = listed_words("writings")
_ISSUED = frozenset(["released", "issued", "published", "posted", "sent", "written", "signed", "made"])

_Name = tuple[int, int, int, bool]
"""Number of a mention, its first and last word, whether it is a person."""


@dataclass(frozen=True, slots=True)
class Head:
    """What a source is by its own words.

    Attributes:
        form: "name", "group" (several names), "pronoun" or "description".
        names: Numbers of the mentions that it names: one, or several for a group.
        spokes: Whether it is a spokesperson who is not named; `names` then holds the body, where that is named.
        body: First and last word of the body for which an unnamed spokesperson speaks, where it is described ("the firm").
        pronoun: Its class.
        definite: Whether it speaks of something as known.
    """

    form: Literal["name", "group", "pronoun", "description"]
    names: tuple[int, ...] = ()
    spokes: bool = False
    body: tuple[int, int] | None = None
    pronoun: str = ""
    definite: bool = False


def head_of(words: Words, start: int, end: int, names: list[_Name]) -> Head:
    """The head of a source.

    Args:
        words: The words of the article.
        start: First word of the source.
        end: The word after the last.
        names: Mentions of names inside it, in order: number, first and last word, whether a person.
    """
    end = min(end, start + LONGEST)
    strings = [s.lower() for s in words.strings(start, end)]
    while strings and strings[-1] in {"s", "'", "’", "'s", "’s", ",", ";", ":"} and len(strings) > 1:
        strings.pop()
        end -= 1
    if len(strings) == 1 and PRONOUNS.get(strings[0]) and not words.word(start).isupper() | (words.word(start) == "I"):
        return Head("pronoun", pronoun=PRONOUNS[strings[0]])
    if strings and strings[0] == "i" and len(strings) == 1:
        return Head("pronoun", pronoun="i")
    inside = {i for _, a, b, _ in names for i in range(a, b + 1)}
    stop = next((i for i in range(start + 1, end) if i not in inside and strings[i - start] in _ENDS and not _joins(words, i)), end)
    here = [n for n in names if n[2] < stop]
    several = _coordinated(strings, start, stop, here, inside)
    if several:
        return Head("group", names=several)
    apposed = _apposed(strings, start, stop, end, names)
    last = here[-1] if here else None
    if last is not None and not last[3] and apposed is None:
        apposed = _titled(words, start, stop, end, names)
    if last is not None and last[2] == stop - 1 and (last[3] or apposed is None or apposed == last[0]):
        return Head("name", names=(last[0],))
    noun = strings[stop - 1 - start] if stop > start else ""
    if noun in _WRITTEN:
        author = _author(strings, start, stop, end, names)
        if author is not None:
            return Head("name", names=(author,))
    if apposed is None:
        apposed = _titled(words, start, stop, end, names)
    if apposed is not None:
        return Head("name", names=(apposed,))
    if _SPOKES.fullmatch(noun):
        body = _body(strings, start, stop, end, names)
        if body is not None:
            return Head("description", names=(body,), spokes=True, definite=strings[0] == "the")
        described = _described_body(strings, start, stop, end)
        if described is not None:
            return Head("description", body=described, definite=_definite(strings))
    return Head("description", definite=_definite(strings))


def _joins(words: Words, i: int) -> bool:
    """Whether a mark joins two words ("Kurdish-led") and ends no phrase."""
    return words.word(i) in {"-", "–"} and i + 1 < len(words) and words.spacing[i] == GLUED and words.spacing[i + 1] == GLUED


def _definite(strings: list[str]) -> bool:
    return bool(strings) and strings[0] in _DETERMINERS - {"a", "an", "some"} and not (len(strings) > 1 and strings[1] in _INDEFINITE)


def _coordinated(strings: list[str], start: int, stop: int, here: list[_Name], inside: set[int]) -> tuple[int, ...]:
    """Names joined by "and": the last of each part."""
    ands = [i for i in range(start, stop) if i not in inside and strings[i - start] in {"and", "&"}]
    if not ands or not here:
        return ()
    at = ands[-1]
    left, right = [n for n in here if n[2] < at], [n for n in here if n[1] > at]
    if not left or not right or left[-1][2] != at - 1 or right[-1][2] != stop - 1 or left[-1][3] != right[-1][3]:
        return ()
    return left[-1][0], right[-1][0]


def _author(strings: list[str], start: int, stop: int, end: int, names: list[_Name]) -> int | None:
    """Whose statement, letter or post it is."""
    before = [n for n in names if n[2] + 1 < stop and strings[n[2] + 1 - start] in {"'", "’"}]
    if before:
        return before[-1][0]
    by = next((i for i in range(stop, min(stop + 4, end)) if strings[i - start] in {"by", "from"}), None)
    if by is not None and all(strings[i - start] in _ISSUED for i in range(stop, by)):
        after = [n for n in names if n[1] > by]
        if after and after[0][1] - by <= 6:
            return after[0][0]
    return None


def _apposed(strings: list[str], start: int, stop: int, end: int, names: list[_Name]) -> int | None:
    """The person named after a comma ("the mayor, Ana Morales,")."""
    for n, first, last, person in names:
        if person and first > stop - 1 and first > start and strings[first - 1 - start] == "," and first - start > 1:
            after = strings[last + 1 - start] if last + 1 < end else ","
            if after in {",", ")", "(", ".", "who"} and not any(s in {"who", "which"} for s in strings[: first - start]):
                return n
    if strings[0] in _DETERMINERS and stop < end and strings[stop - start] == ",":  # "The operator, Norrsund Lines"
        return next((n for n, first, last, _ in names if first in {stop + 1, stop + 2} and last + 1 >= end), None)
    return None


def _titled(words: Words, start: int, stop: int, end: int, names: list[_Name]) -> int | None:
    """The person named after an office with a preposition in it ("Minister of Information Jonas Berg")."""
    strings = [s.lower() for s in words.strings(start, end)]
    for n, first, last, person in names:
        if person and first > stop + 1 and (last + 1 >= end or strings[last + 1 - start] in {",", "who"}):
            before = words.word(first - 1)
            if (
                before[0].isupper()
                and before.lower() not in HONORIFICS
                and not any(s in {",", "'", "’", "who"} for s in strings[: first - start])
            ):
                return n
    return None


def _body(strings: list[str], start: int, stop: int, end: int, names: list[_Name]) -> int | None:
    """Whom a spokesperson speaks for."""
    before = [n for n in names if n[2] < stop - 1]
    if before:
        return before[-1][0]
    if stop < end and strings[stop - start] in {"for", "of", "from", "at", "with"}:
        after = [n for n in names if stop < n[1] <= stop + 4]
        if after:
            return after[0][0]
    return None


def _described_body(strings: list[str], start: int, stop: int, end: int) -> tuple[int, int] | None:
    """Where the body is described for which somebody speaks: "a spokesman for the firm", "the firm's spokesman", "a company spokesman"."""
    if stop < end and strings[stop - start] in {"for", "of", "from"} and stop + 1 < end:
        after = next((i for i in range(stop + 1, end) if strings[i - start] in _ENDS | {",", "who"}), end)
        return (stop + 1, after - 1) if after > stop + 1 else None
    noun = stop - 2
    if noun > start and strings[noun - start] in {"s", "'", "’", "'s", "’s"}:
        owner = noun - 1 if strings[noun - 1 - start] not in {"'", "’"} else noun - 2
        return (start, owner) if owner > start else None
    if noun == start and strings[0] in {"its", "their"}:
        return start, start
    return (noun, noun) if noun >= start and strings[noun - start] in _BODIES else None
