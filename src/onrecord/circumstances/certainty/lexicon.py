"""Which words say how sure somebody is, and what they do to what depends on them.

The classes are signatures in the sense of Karttunen (1971, 2012): what a predicate says of its complement where it is itself affirmed,
and where it is denied. The choice of words is ours, informed by Hooper (1975) on assertion, Saurí and Pustejovsky (2009) on FactBank,
Hyland (2005) on hedges and White et al. (2018) on what verbs entail by the frame in which they stand; hence one entry for each way to
take a complement: an infinitive ("to"), a clause ("that"), a noun or gerund ("of").
"""

from typing import Literal, NamedTuple

from onrecord.circumstances.lists import sections

Link = Literal["to", "that", "of"]
UNKNOWN, POSSIBLE, PROBABLE, CERTAIN = range(4)
"""Degrees, so that the lower of two is their minimum."""


class Value(NamedTuple):
    """How sure it is that something is so, or is not so."""

    degree: int
    negative: bool


class Signature(NamedTuple):
    """What a predicate says of its complement.

    Attributes:
        affirmed: Where it is itself the case.
        denied: Where it is itself not the case.
    """

    affirmed: Value
    denied: Value


_YES, _NO, _OPEN = Value(CERTAIN, False), Value(CERTAIN, True), Value(UNKNOWN, False)
SIGNATURES: dict[str, Signature] = {
    "true": Signature(_YES, _YES),
    "said": Signature(_YES, _OPEN),
    "did": Signature(_YES, _NO),
    "undone": Signature(_NO, _YES),
    "denied": Signature(_NO, _OPEN),
    "thought": Signature(Value(PROBABLE, False), Value(PROBABLE, True)),
    "guessed": Signature(Value(POSSIBLE, False), Value(POSSIBLE, True)),
    "doubted": Signature(Value(PROBABLE, True), Value(CERTAIN, False)),
    "unlikely": Signature(Value(PROBABLE, True), Value(PROBABLE, False)),
    "impossible": Signature(_NO, Value(POSSIBLE, False)),
    "unsure": Signature(_OPEN, _OPEN),
    "wished": Signature(_OPEN, _OPEN),
    "planned": Signature(_YES, _NO),
    "able": Signature(Value(POSSIBLE, False), _NO),
}

_LISTS = sections("certainty")
_VOWELS = frozenset("aeiou")
_IRREGULAR = {entry.split()[0]: entry.split()[1:] for entry in _LISTS["irregular"]}
"""Forms that no rule makes, by lemma."""

IRREGULAR_PAST = _LISTS["irregular past"]


def _forms(lemma: str) -> set[str]:
    """The forms of a verb or noun; those of adjectives are made too and do no harm."""
    irregular = _IRREGULAR.get(lemma, ())
    if lemma.endswith("e"):
        return {lemma, lemma + "s", lemma + "d", lemma[:-1] + "ing", *irregular}
    if lemma.endswith("y") and lemma[-2] not in _VOWELS:
        return {lemma, lemma[:-1] + "ies", lemma[:-1] + "ied", lemma + "ing", *irregular}
    plural = "es" if lemma.endswith(("s", "sh", "ch", "x")) else "s"
    return {lemma, lemma + plural, lemma + "ed", lemma + "ing", *irregular}


def _predicates(link: Link) -> dict[str, str]:
    out: dict[str, str] = {}
    for name in SIGNATURES:
        for lemma in _LISTS.get(f"{name}, {link}", ()):
            out |= dict.fromkeys(_forms(lemma), name)
    return out


PREDICATES: dict[Link, dict[str, str]] = {"to": _predicates("to"), "that": _predicates("that"), "of": _predicates("of")}
"""The class of a predicate by the way in which it takes a complement, then by its form."""

WITHOUT_THAT = frozenset(form for lemma in _LISTS["without that"] for form in _forms(lemma))
"""Forms of predicates whose clause may begin without "that"."""

ADJECTIVES = {word: name.removeprefix("adjective: ") for name in _LISTS if name.startswith("adjective: ") for word in _LISTS[name]}
"""The class of an adjective before a noun for what happens."""

HEDGES = {word: name for name in ("possible", "probable", "sure") for word in _LISTS[name]}
NOT, NONE, HARDLY = _LISTS["not"], _LISTS["none"], _LISTS["hardly"]
