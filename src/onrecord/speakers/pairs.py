"""What the surface says about two mentions that may stand for the same."""

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from onrecord.attribution.words import Words
from onrecord.speakers.agreement import PRONOUN_GENDER, PRONOUN_NUMBER, Gender, Number, gender_of, number_of

FEATURES = 24
"""Features of a pair, in the order of `features`."""

PRONOUNS = {
    **dict.fromkeys(("he", "him", "his", "himself"), "he"),
    **dict.fromkeys(("she", "her", "hers", "herself"), "she"),
    **dict.fromkeys(("they", "them", "their", "theirs", "themselves"), "they"),
    **dict.fromkeys(("it", "its", "itself"), "it"),
    **dict.fromkeys(("i", "me", "my", "mine", "myself"), "i"),
    **dict.fromkeys(("we", "us", "our", "ours", "ourselves"), "we"),
    **dict.fromkeys(("you", "your", "yours", "yourself", "yourselves"), "you"),
    **dict.fromkeys(("who", "whom", "whose", "which", "that", "this", "these", "those"), "which"),
}
_SMALL = frozenset(
    [
        "the",
        "a",
        "an",
        "of",
        "and",
        "for",
        "in",
        "on",
        "at",
        "to",
        "'s",
        "’s",
        "s",
        "his",
        "her",
        "their",
        "its",
        "our",
        "my",
        "your",
        "this",
        "that",
        "mr",
        "mrs",
        "ms",
        "dr",
    ]
)
_OWNERS = frozenset(["his", "her", "their", "its", "our", "my", "your"])
_KNOWN = frozenset(["the", "this", "that", "these", "those", "both"])
_NEW = frozenset(["a", "an", "some", "several", "many", "another", "one", "two", "three", "four", "five", "other"])
_SUFFIXES = frozenset(["'s", "’s", "s"])


@dataclass(frozen=True, slots=True)
class Form:
    """The surface of a mention.

    Attributes:
        first: Index of its first word.
        last: Index of its last word.
        text: Its words in lower case, joined by spaces.
        words: Its words that mean something, in lower case.
        head: The last of them.
        pronoun: The pronoun's class, or empty.
        name: Whether it is a proper name.
        quoted: Whether it stands inside quotation marks.
        paragraph: Number of its paragraph.
        sentence: Number of its sentence.
        opens: Whether it stands at the beginning of its sentence.
        acronym: The initials of its capitalised words.
        gender: Whether it says that it is a woman or a man.
        number: Whether it says that it is one or many.
        definite: 1 where it begins as something known ("the"), -1 as something new ("a", "some"), else 0.
    """

    first: int
    last: int
    text: str
    words: frozenset[str]
    head: str
    pronoun: str
    name: bool
    quoted: bool
    paragraph: int
    sentence: int
    opens: bool
    acronym: str
    gender: Gender
    number: Number
    definite: int


def form(strings: list[str], first: int, *, name: bool, quoted: bool, paragraph: int, sentence: int, opens: bool) -> Form:
    """The surface of the mention whose words are `strings` and whose first word is number `first`."""
    lower = [s.lower() for s in strings]
    while len(lower) > 1 and lower[-1] in _SUFFIXES | {"'", "’"}:
        lower.pop()
    meaning = [w for w in lower if w not in _SMALL and w[0].isalnum()] or lower
    shouted = strings[0].isupper() and len(strings[0]) > 1  # "US" and "WHO" are no pronouns
    pronoun = PRONOUNS.get(lower[0], "") if len(lower) == 1 and not shouted else ""
    acronym = "".join(s[0] for s in strings if s[0].isupper()).lower()
    owned = lower[0] in _OWNERS
    rest = tuple(lower[1:]) if owned else tuple(lower)
    return Form(
        first,
        first + len(strings) - 1,
        " ".join(lower),
        frozenset(meaning),
        meaning[-1],
        pronoun,
        name,
        quoted,
        paragraph,
        sentence,
        opens,
        acronym,
        PRONOUN_GENDER.get(pronoun, "") if pronoun else gender_of(rest, name=name),
        PRONOUN_NUMBER.get(pronoun, "") if pronoun else number_of(tuple(lower), meaning[-1], name=name),
        0 if pronoun or name else 1 if owned or lower[0] in _KNOWN else -1 if lower[0] in _NEW else 0,
    )


def form_at(words: Words, first: int, last: int, *, name: bool, sentence: NDArray[np.int64], paragraph: NDArray[np.int64]) -> Form:
    """The surface of the mention from word `first` to word `last`; `sentence` and `paragraph` have the number of every word's."""
    return form(
        words.strings(first, last + 1),
        first,
        name=name,
        quoted=bool(words.quote[first] > 0),
        paragraph=int(paragraph[first]),
        sentence=int(sentence[first]),
        opens=first == 0 or bool(words.opens_sentence[first]) or (first > 1 and bool(words.opens_sentence[first - 1])),
    )


def features(anaphor: Form, antecedent: Form) -> tuple[float, ...]:
    """Twenty-four numbers of 0 or 1."""
    a, b = anaphor, antecedent
    both = not a.pronoun and not b.pronoun
    return (
        float(both and a.text == b.text),
        float(both and a.head == b.head),
        float(both and a.words < b.words),
        float(both and b.words < a.words),
        float(both and (_acronym(a.text, b.acronym) or _acronym(b.text, a.acronym))),
        float(b.name),
        float(a.name),
        float(bool(b.pronoun)),
        float(bool(a.pronoun)),
        float(bool(a.pronoun) and a.pronoun == b.pronoun),
        float(bool(a.pronoun) and bool(b.pronoun) and a.pronoun != b.pronoun),
        float(a.paragraph == b.paragraph),
        float(a.sentence == b.sentence),
        float(a.quoted),
        float(a.quoted == b.quoted),
        float(b.opens),
        float(bool(a.gender) and a.gender == b.gender),
        float(bool(a.gender) and bool(b.gender) and a.gender != b.gender),
        float(bool(a.number) and a.number == b.number),
        float(bool(a.number) and bool(b.number) and a.number != b.number),
        float(a.definite > 0),
        float(a.definite < 0),
        float(b.definite > 0),
        float(b.definite < 0),
    )


def _acronym(short: str, initials: str) -> bool:
    return 2 <= len(short) <= 8 and short.replace(".", "") == initials


def bucket(distance: int) -> int:
    """Twelve buckets for the number of words between the beginnings of two mentions: up to 2, 4, 8 … words, and the other way round."""
    if distance <= 0:
        return 11
    return min(10, math.ceil(math.log2(distance)) if distance > 1 else 0)
