"""Offices and affiliations: the words by which an article says what a named person is."""

import re
from dataclasses import dataclass, field

import numpy as np

from onrecord.model import Span
from onrecord.speakers.entities import Entity
from onrecord.speakers.lists import words as listed_words
from onrecord.speakers.mentions import NO_NAME, Mentions
from onrecord.speakers.sources import LONGEST

MOST_ROLES = 6
_MOST_MENTIONS = 12
_LONGEST_ROLE = 12
_BARE = frozenset(["mr", "mrs", "ms", "miss", "sir", "dr", "then", "the", "a", "an", "and", "by", "said", "former"])
_NOT_ROLES = frozenset(["who", "which", "where", "whose", "while", "when", "but", "and", "he", "she", "they", "it", "one", "something"])
_LIKELY = 1.0
"""Log-odds from which words around a name are taken for its noun phrase."""

_PHRASE_ENDS = listed_words("phrase-ends")
_BLANKS = re.compile(r"\s+")


@dataclass(slots=True)
class Offices:
    """What an article says a person is.

    Attributes:
        roles: Words and where they stand.
        affiliations: Words and where they stand.
    """

    roles: dict[str, Span] = field(default_factory=dict)
    affiliations: dict[str, Span] = field(default_factory=dict)


def roles_of(mentions: Mentions, entity: Entity) -> Offices:
    """Roles and affiliations of an entity, from the words before and after its first mentions."""
    out = Offices()
    if entity.type != "person":
        return out
    for i in entity.mentions[:_MOST_MENTIONS]:
        for run in (_before(mentions, i), _after(mentions, i), _heading(mentions, i)):
            if run is not None:
                _add(out, mentions, run)
        place = _of(mentions, i)
        if place is not None:
            out.affiliations.setdefault(_text(mentions, *place), _span(mentions, *place))
        if len(out.roles) >= MOST_ROLES:
            break
    return out


def _add(out: Offices, mentions: Mentions, run: tuple[int, int]) -> None:
    first, last = run
    words = [w.lower() for w in mentions.words.strings(first, last + 1)]
    owned = max((n for n, w in enumerate(words) if w in {"'", "’"}), default=-2)  # "Lind's lawyer Jonas Berg" is a lawyer
    first, words = first + owned + 2, words[owned + 2 :]
    while first <= last and (words[0] in {"the", "a", "an", "its", "their", "then", "-"} or not words[0][0].isalnum()):
        first, words = first + 1, words[1:]
    while first <= last and not words[-1][0].isalnum():
        last, words = last - 1, words[:-1]
    if not words or len(words) > _LONGEST_ROLE or all(w in _BARE or not w.isalnum() for w in words) or words[0] in _NOT_ROLES:
        return
    if words[0] in _PHRASE_ENDS or words[-1] in _PHRASE_ENDS:
        return
    text = _text(mentions, first, last)
    if text.casefold() in {r.casefold() for r in out.roles} or len(out.roles) >= MOST_ROLES:
        return
    out.roles[text] = _span(mentions, first, last)
    for j in _names_in(mentions, first, last):
        if mentions.name[j] != 0:
            a, b = int(mentions.first[j]), int(mentions.last[j])
            out.affiliations.setdefault(_text(mentions, a, b), _span(mentions, a, b))


def _names_in(mentions: Mentions, first: int, last: int) -> list[int]:
    low, high = np.searchsorted(mentions.first, [first, last + 1])
    return [int(j) for j in range(low, high) if mentions.name[j] != NO_NAME and mentions.last[j] <= last]


def _before(mentions: Mentions, i: int) -> tuple[int, int] | None:
    """Words before the name in the same noun phrase: "Belarus President"."""
    first = int(mentions.first[i])
    around = [
        j
        for j in range(max(0, i - 12), i)
        if mentions.last[j] == mentions.last[i] and mentions.first[j] < first and mentions.likely[j] > _LIKELY
    ]
    if not around:
        return None
    low = int(mentions.first[max(around, key=lambda j: float(mentions.likely[j]))])
    return (low, first - 1) if first - LONGEST < low and not _comma(mentions, low, first - 1) else None


def _comma(mentions: Mentions, first: int, last: int) -> bool:
    return any(w in {",", ";", ":", "(", "“", '"'} for w in mentions.words.strings(first, last + 1))


def _after(mentions: Mentions, i: int) -> tuple[int, int] | None:
    """A description set after the name between commas: ", a retired general,"."""
    w, last = mentions.words, int(mentions.last[i])
    if last + 2 >= len(w) or w.word(last + 1) != ",":
        return None
    begins = [j for j in range(i + 1, min(i + 14, len(mentions))) if mentions.first[j] == last + 2 and mentions.name[j] == NO_NAME]
    fitting = [
        j
        for j in begins
        if mentions.kind(j) == "person"
        and mentions.last[j] - mentions.first[j] < _LONGEST_ROLE
        and (mentions.last[j] + 1 >= len(w) or w.word(int(mentions.last[j]) + 1) in {",", ".", ";", ")", "and"})
    ]
    if not fitting:
        return None
    j = max(fitting, key=lambda k: int(mentions.last[k]))
    return int(mentions.first[j]), int(mentions.last[j])


def _heading(mentions: Mentions, i: int) -> tuple[int, int] | None:
    """A description before the name and a comma: "The mayor, Ana Morales,"."""
    w, first = mentions.words, int(mentions.first[i])
    if (
        first < 2
        or w.word(first - 1) != ","
        or (mentions.last[i] + 1 < len(w) and w.word(int(mentions.last[i]) + 1) not in {",", ".", ")"})
    ):
        return None
    ends = [
        j
        for j in range(max(0, i - 14), i)
        if mentions.last[j] == first - 2 and mentions.name[j] == NO_NAME and mentions.kind(j) == "person"
    ]
    if not ends:
        return None
    j = min(ends, key=lambda k: int(mentions.first[k]))
    return int(mentions.first[j]), int(mentions.last[j])


def _of(mentions: Mentions, i: int) -> tuple[int, int] | None:
    """A body right after the name: "Steve Peers of the University of Essex"."""
    w, last = mentions.words, int(mentions.last[i])
    if last + 2 >= len(w) or w.word(last + 1).lower() not in {"of", "from", "at", "with"}:
        return None
    at = last + 2 + (w.word(last + 2).lower() == "the")
    return next(
        (
            (int(mentions.first[j]), int(mentions.last[j]))
            for j in range(i + 1, min(i + 10, len(mentions)))
            if mentions.first[j] == at and mentions.name[j] == 1
        ),
        None,
    )


def _span(mentions: Mentions, first: int, last: int) -> Span:
    return int(mentions.words.starts[first]), int(mentions.words.ends[last])


def _text(mentions: Mentions, first: int, last: int) -> str:
    low, high = _span(mentions, first, last)
    return _BLANKS.sub(" ", mentions.words.text[low:high])
