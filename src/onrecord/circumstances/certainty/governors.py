"""What a predicate depends on: the words before it that embed it, found without a parser."""

from typing import Literal, NamedTuple

from onrecord.circumstances.certainty.groups import AUXILIARIES, MODALS, Group, is_adverb
from onrecord.circumstances.certainty.lexicon import ADJECTIVES, IRREGULAR_PAST, NONE, NOT, PREDICATES, WITHOUT_THAT

_TO, _THAT, _OF = PREDICATES["to"], PREDICATES["that"], PREDICATES["of"]
DETERMINERS = frozenset(
    ["the", "a", "an", "his", "her", "its", "their", "our", "my", "your", "this", "these", "those", "some", "any", "such", "no"]
)
DETERMINERS |= {"'s", "'", "each", "every", "another", "all", "both", "other", "more", "further", "many", "several", "few", "much", "most"}
_DEFINITE = frozenset(["the", "his", "her", "its", "their", "our", "my", "your", "this", "these", "those", "'s", "'"])
PREPOSITIONS = frozenset(
    ["of", "in", "on", "for", "from", "against", "about", "at", "with", "into", "to", "by", "over", "under", "through", "between"]
)
PREPOSITIONS |= {
    "without",
    "than",
    "before",
    "after",
    "until",
    "during",
    "despite",
    "upon",
    "toward",
    "towards",
    "as",
    "amid",
    "since",
    "within",
    "out",
    "up",
}
_STOPS = frozenset([".", ";", ":", "?", "!"])
_JOINING = frozenset(["and", "or", "but", "nor", ",", "then", "than"])
_MARKS = frozenset(["``", "''", '"', "“", "”", "`", "(", ")", "--", "-", "—", "–"])
SUBJECTS = frozenset(["i", "he", "she", "it", "we", "they", "you", "there", "who", "which", "what"])
RELATIVES = frozenset(["who", "which", "what", "where", "whose", "whom", "how", "why"])
CONDITIONS = frozenset(["if", "unless", "provided", "providing"])
SUBORDINATE = frozenset(["when", "while", "because", "although", "though", "since", "as", "whereas"])
_REACH = 16
"""Words before a predicate among which its governor is looked for."""


class Place(NamedTuple):
    """On what a predicate depends.

    Attributes:
        link: By an infinitive, a clause, as a noun or gerund; "part" of what another verb says; "" for nothing.
        governor: Index of the word that embeds it, -1 for none.
        marks: What else its clause or noun phrase says: "if", "until", "without", "purpose",
            "relative", "none" (its subject is nobody), "definite", "adj:…".
    """

    link: Literal["to", "that", "of", "part", ""]
    governor: int
    marks: frozenset[str]

    def kind(self, words: list[str]) -> str:
        """The class of the governor in the lexicon; "part" where it is another verb."""
        if self.link == "part" or self.link == "":  # noqa: PLR1714 - a set would not tell mypy
            return self.link
        return PREDICATES[self.link][words[self.governor]]


NOWHERE = Place("", -1, frozenset())


def place_of(words: list[str], at: int, group: Group) -> Place:
    """On what the predicate at an index depends, whose verb group is known."""
    if group.to >= 0:
        return _of_infinitive(words, group.to)
    if group.first == at and at and words[at - 1] in _JOINING and (to := _shared_to(words, at)) >= 0:
        return _of_infinitive(words, to)
    if group.operators - {"sure", "possible", "probable", "not"}:
        return _of_clause(words, group.first)
    if words[at] in IRREGULAR_PAST or (words[at].endswith("ed") and not _is_nominal(words, at)):
        return _of_clause(words, group.first)
    noun = _of_noun(words, at)
    if noun.governor >= 0:
        return noun
    clause = _of_clause(words, group.first)
    return clause._replace(marks=clause.marks | noun.marks)


def _is_nominal(words: list[str], at: int) -> bool:
    return at > 0 and (words[at - 1] in DETERMINERS or words[at - 1] in PREPOSITIONS or words[at - 1] in ADJECTIVES)


def _shared_to(words: list[str], at: int) -> int:
    """The "to" that an infinitive after "and" or a comma shares with one before: "to buy and sell"."""
    if words[at].endswith(("ed", "ing", "s")) or words[at] in IRREGULAR_PAST:
        return -1
    for i in range(at - 2, max(-1, at - 12), -1):
        if words[i] == "to" and words[i + 1] not in DETERMINERS and words[i - 1] not in SUBJECTS:
            return i
        if words[i] in _STOPS or words[i] in SUBJECTS or words[i] in AUXILIARIES or words[i] == "that":
            return -1
    return -1


def _of_infinitive(words: list[str], to: int) -> Place:
    i = to - 1
    while (
        i >= 0 and (is_adverb(words[i]) or words[i] in NOT or words[i] in _MARKS) and words[i] not in {"too", "yet"} and words[i] not in _TO
    ):
        i -= 1
    if i < 0:
        return Place("", -1, frozenset(["purpose"]))
    if words[i] in _TO:
        return Place("to", i, frozenset())
    if words[i] == "order" or (words[i] == "as" and words[i - 1] == "so"):
        return Place("part", _verb_before(words, i - 1), frozenset(["purpose"]))
    for k in range(i, max(-1, i - _REACH), -1):
        word = words[k]
        if word in _TO and (k + 1 > to or words[k + 1] != "to"):
            return Place("to", k, frozenset(["object"]))
        if word in _STOPS or word in SUBJECTS or word in RELATIVES or word in {"that", "if"} or word in MODALS:
            break
    return Place("part", _verb_before(words, i), frozenset(["purpose"]))


def _of_noun(words: list[str], at: int) -> Place:
    marks: set[str] = set()
    i = at - 1
    low = max(-1, at - 6)
    while i > low:
        word = words[i]
        if word in ADJECTIVES and word not in {"any", "no"}:
            marks.add("adj:" + ADJECTIVES[word])
        elif word in _OF:
            return Place("of", i, frozenset(marks))
        if word in DETERMINERS:
            if word in {"any", "no"}:
                marks.add(word)
            elif word in _DEFINITE:
                marks.add("definite")
            i -= 1
            if word in {"'s", "'"}:
                continue
            break
        if word in PREPOSITIONS or word in AUXILIARIES or word in _STOPS or word in _JOINING or word in SUBJECTS or word in _MARKS:
            break
        if word in RELATIVES or word in SUBORDINATE or word in CONDITIONS or word == "that":
            break
        i -= 1
    if i < 0:
        return Place("", -1, frozenset(marks))
    word = words[i]
    if word == "without":
        marks.add("without")
    if word in _OF:
        return Place("of", i, frozenset(marks))
    if word in PREPOSITIONS:
        k = i - 1
        if k >= 0 and words[k] in _OF:
            return Place("of", k, frozenset(marks))
        if word in {"from", "of", "for", "against"}:
            for k in range(i - 2, max(-1, i - (12 if word == "from" else 6)), -1):
                if words[k] in _STOPS or words[k] in AUXILIARIES:
                    break
                if words[k] in _OF:
                    return Place("of", k, frozenset(marks | {"object"}))
    verb = _verb_before(words, i)
    if verb >= 0:
        return Place("part", verb, frozenset(marks))
    return Place("", -1, frozenset(marks))


def _verb_before(words: list[str], at: int) -> int:
    """The nearest verb whose form shows that it is one, in the same clause; -1 for none."""
    for i in range(at, max(-1, at - 9), -1):
        word = words[i]
        if word in _STOPS or word in {"that", ","} or word in RELATIVES or word in CONDITIONS or word in SUBORDINATE:
            return -1
        if word in AUXILIARIES:
            continue
        before = words[i - 1] if i else ""
        if before in AUXILIARIES or (before == "to" and word not in DETERMINERS) or before == "n't" or word in IRREGULAR_PAST:
            return i
        if word.endswith(("ed", "ing")) and before not in DETERMINERS and before not in PREPOSITIONS and len(word) > 4:
            return i
    return -1


def _of_clause(words: list[str], first: int) -> Place:
    marks: set[str] = set()
    comma = False
    for i in range(first - 1, max(-1, first - 1 - _REACH), -1):
        word = words[i]
        before = words[i - 1] if i else ""
        if word in _STOPS:
            break
        if word == ",":
            comma = True
        elif word in {"that", "whether"} or (word == "if" and before in _THAT):
            if before in _THAT:
                return Place("that", i - 1, frozenset(marks))
            if i > 1 and word == "that" and words[i - 2] in _THAT and not comma:
                return Place("that", i - 2, frozenset(marks))
            if word == "whether":
                marks.add("if")
            if not comma:
                marks.add("relative")
                if before == "so":
                    marks.add("purpose")
                break
        elif word in CONDITIONS and not comma:
            marks.add("if")
            break
        elif word in {"until", "before", "till"} and not comma:
            marks.add("until")
            break
        elif word in RELATIVES and not comma:
            marks.add("relative")
            break
        elif word in SUBORDINATE and not comma:
            marks.add("when")
            break
        elif word in NONE and not comma:
            marks.add("none")
        elif word in {"and", "but"} and i == first - 1:
            break
        elif word in WITHOUT_THAT and word in _THAT and i < first - 1 and before not in DETERMINERS and not comma:
            return Place("that", i, frozenset(marks))
    return Place("", -1, frozenset(marks))
