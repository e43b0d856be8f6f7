"""What the surface says about two mentions that may stand for the same."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from onrecord.attribution.words import Words
from onrecord.speakers.agreement import PRONOUN_GENDER, PRONOUN_NUMBER, Gender, Number, gender_of, number_of

FEATURES = 24
"""Features of a pair, in the order of `Surfaces.features`."""

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
_LONGEST_ACRONYM = 8
_PRONOUN_NUMBERS = {"": 0} | {kind: n for n, kind in enumerate(dict.fromkeys(PRONOUNS.values()), start=1)}
_GENDERS: dict[Gender, int] = {"": 0, "female": 1, "male": 2}
_NUMBERS: dict[Number, int] = {"": 0, "one": 1, "many": 2}
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


class Surfaces:
    """The surfaces of many mentions, for the features of pairs of them; each is looked at when it is first asked for.

    Args:
        count: How many mentions there are.
        form_of: The form of a mention, by its number.
    """

    def __init__(self, count: int, form_of: Callable[[int], Form]) -> None:
        self._form_of = form_of
        self._ids: dict[str, int] = {}
        self._seen = np.zeros(count, dtype=bool)
        self._words: list[frozenset[str]] = [frozenset()] * count
        columns = np.zeros((14, count), dtype=np.int64)
        self._rows = columns.T
        self._first, self._text, self._head, self._short, self._initials, self._pronoun, self._name = columns[:7]
        self._quoted, self._paragraph, self._sentence, self._opens, self._gender, self._number, self._definite = columns[7:]

    def _look(self, numbers: NDArray[np.int64]) -> None:
        for n in numbers[~self._seen[numbers]].tolist():
            f = self._form_of(n)
            self._seen[n] = True
            self._words[n] = f.words
            self._rows[n] = (
                f.first,
                self._id(f.text),
                self._id(f.head),
                self._id(f.text.replace(".", "")) if 2 <= len(f.text) <= _LONGEST_ACRONYM else -1,
                self._id(f.acronym) if f.acronym else -2,
                _PRONOUN_NUMBERS[f.pronoun],
                f.name,
                f.quoted,
                f.paragraph,
                f.sentence,
                f.opens,
                _GENDERS[f.gender],
                _NUMBERS[f.number],
                f.definite,
            )

    def _id(self, text: str) -> int:
        return self._ids.setdefault(text, len(self._ids))

    def features(self, i: int, js: NDArray[np.int64]) -> NDArray[np.float32]:
        """Numbers of 0 or 1 that say what anaphor `i` and each of its candidates `js` have in common: [candidates, FEATURES]."""
        self._look(np.append(js, i))
        out = np.zeros((len(js), FEATURES), np.float32)
        pronoun, gender, number = self._pronoun[js], self._gender[js], self._number[js]
        if not self._pronoun[i]:
            both = pronoun == 0
            words = self._words[i]
            out[:, 0] = both & (self._text[js] == self._text[i])
            out[:, 1] = both & (self._head[js] == self._head[i])
            out[:, 2] = [bool(b) and words < self._words[j] for b, j in zip(both, js.tolist(), strict=True)]
            out[:, 3] = [bool(b) and self._words[j] < words for b, j in zip(both, js.tolist(), strict=True)]
            out[:, 4] = both & ((self._short[i] == self._initials[js]) | (self._short[js] == self._initials[i]))
        out[:, 5], out[:, 6] = self._name[js], self._name[i]
        out[:, 7], out[:, 8] = pronoun > 0, self._pronoun[i] > 0
        if self._pronoun[i]:
            out[:, 9] = pronoun == self._pronoun[i]
            out[:, 10] = (pronoun > 0) & (pronoun != self._pronoun[i])
        out[:, 11], out[:, 12] = self._paragraph[js] == self._paragraph[i], self._sentence[js] == self._sentence[i]
        out[:, 13], out[:, 14] = self._quoted[i], self._quoted[js] == self._quoted[i]
        out[:, 15] = self._opens[js]
        if self._gender[i]:
            out[:, 16], out[:, 17] = gender == self._gender[i], (gender > 0) & (gender != self._gender[i])
        if self._number[i]:
            out[:, 18], out[:, 19] = number == self._number[i], (number > 0) & (number != self._number[i])
        out[:, 20], out[:, 21] = self._definite[i] > 0, self._definite[i] < 0
        out[:, 22], out[:, 23] = self._definite[js] > 0, self._definite[js] < 0
        return out

    def distances(self, i: int, js: NDArray[np.int64]) -> NDArray[np.int64]:
        """Buckets of the number of words from each candidate's beginning to the anaphor's.

        Twelve: up to 1, 2, 4, 8 … words, and one for candidates that come after.
        """
        self._look(np.append(js, i))
        d = self._first[i] - self._first[js]
        out = np.minimum(10, np.ceil(np.log2(np.maximum(d, 1)))).astype(np.int64)
        return np.where(d <= 0, 11, out)
