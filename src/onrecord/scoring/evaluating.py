"""Predictions against gold, article by article: what there is to compare, and what comes of it."""

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Literal

from onrecord.errors import InputError
from onrecord.scoring.entries import Entry
from onrecord.scoring.fields import Fields
from onrecord.scoring.loading import Document, Loaded, loaded
from onrecord.scoring.placing import shift
from onrecord.scoring.tallies import Scores
from onrecord.scoring.tokens import ROLES, Filled, Scored

__all__ = ["ArticleScore", "Evaluation", "Whose", "evaluate"]

Whose = Literal["first", "each"]

Sides = tuple[list[Entry], list[Entry], float]
"""Gold, what was found, and how much that counts."""


@dataclass(slots=True)
class ArticleScore:
    """What one article scored.

    Attributes:
        id: Its id.
        scores: Its scores.
        predicted: Whether there is a prediction for it.
    """

    id: str
    scores: Scores
    predicted: bool


@dataclass(slots=True)
class Evaluation:
    """What all articles scored.

    Attributes:
        scores: Attributions, and the words of their roles.
        fields: What is said of them.
        articles: Each article.
        nested: Whether attributions that stand inside others were counted.
        annotators: Who marked the gold, where that is said.
        pairs: How many pairs of annotators were compared, where no prediction was given.
        not_in_gold: Ids of articles that were predicted and are not in the gold.
        errors: What could not be read or compared; all else is counted.
    """

    nested: bool
    fields: Fields
    scores: Scores = field(default_factory=Scores)
    articles: list[ArticleScore] = field(default_factory=list)
    annotators: tuple[str, ...] = ()
    pairs: int | None = None
    not_in_gold: tuple[str, ...] = ()
    errors: list[InputError] = field(default_factory=list)

    @property
    def not_predicted(self) -> tuple[str, ...]:
        """Ids of the articles without a prediction; they count as if nothing had been found in them."""
        return tuple(a.id for a in self.articles if not a.predicted)


def evaluate(
    gold: str | os.PathLike[str],
    found: str | os.PathLike[str] | None = None,
    *,
    annotator: str | None = None,
    whose: Whose = "first",
    nested: bool | None = None,
    min_confidence: float = 0.0,
) -> Evaluation:
    """Hold predictions against gold; docs/scoring.md defines every measure.

    Args:
        gold: A file or folder, as `onrecord.scoring.loading.loaded` reads it, with the texts of its articles.
        found: Another one: articles are known by their ids, else by their texts. None compares the annotators of the gold with one another.
        annotator: Whose annotations are gold; articles that this one did not annotate are left out.
        whose: Where none is named: those of the ``first`` in the order of the alphabet, or the mean over ``each`` of them.
        nested: Whether attributions that stand inside others count; None counts them where the gold has some.
        min_confidence: Predictions less sure than this are left out, from 0 to 1.

    Raises:
        InputError: One of both cannot be read, or there is nothing to compare.
    """
    right = loaded(gold)
    other = None if found is None else loaded(found)
    if other is not None:
        _lend_texts(right, other)
    if nested is None:
        nested = any(e.inside for d in right.documents.values() for some in d.by.values() for e in some)
    entries = [e for d in right.documents.values() for some in d.by.values() for e in some]
    out = Evaluation(nested=nested, fields=Fields(entries), errors=[*right.errors, *(other.errors if other else ())])
    out.annotators = tuple(sorted({who for d in right.documents.values() for who in d.by if who}))
    if annotator is not None and annotator not in out.annotators:
        raise InputError(f"has no annotator {annotator!r}; it has {', '.join(out.annotators) or 'none with a name'}", right.name)
    if other is None:
        out.pairs = 0
    lookup = None if other is None else _Lookup(other)
    for document in right.documents.values():
        prediction = lookup.of(document) if lookup else None
        if document.text is None:
            missing = "has no text, neither here nor in what is scored; it is left out"
            out.errors.append(InputError(missing, f"{right.name} ({document.id})"))
            continue
        by = 0 if prediction is None or prediction.text is None else shift(prediction.text, document.text)
        if by is None:
            wrong = "has another text than in the gold, so that its offsets mean nothing; it counts as not predicted"
            out.errors.append(InputError(wrong, f"{other.name if other else ''} ({document.id})"))
            prediction = None
        guesses = None if other is None else [e.moved(by or 0) for e in _entries(prediction) if e.confidence >= min_confidence]
        sides = list(_sides(document, guesses, annotator, whose))
        if not sides:
            continue
        if out.pairs is not None:
            out.pairs += len(sides) // 2
        _count(out, document, sides, predicted=prediction is not None or other is None)
    if not out.articles:
        none = "no article has two annotators to compare" if other is None else "there is no article to score"
        raise InputError(none, right.name)
    if lookup is not None:
        out.not_in_gold = tuple(lookup.unused())
    return out


def _lend_texts(right: Loaded, other: Loaded) -> None:
    """Gold may be offsets alone, where the predictions have the texts."""
    for id, document in right.documents.items():
        if document.text is None and id in other.documents:
            document.text = other.documents[id].text


class _Lookup:
    """Finds the prediction for an article: by its id, else by its text, as ids are often made up anew."""

    def __init__(self, other: Loaded) -> None:
        self._documents = other.documents
        self._by_text = {d.text.rstrip(): d for d in other.documents.values() if d.text is not None}
        self._used: set[str] = set()

    def of(self, document: Document) -> Document | None:
        found = self._documents.get(document.id) or (self._by_text.get(document.text.rstrip()) if document.text is not None else None)
        if found is not None:
            self._used.add(found.id)
        return found

    def unused(self) -> Iterator[str]:
        return (id for id in self._documents if id not in self._used)


def _entries(document: Document | None) -> list[Entry]:
    return document.by[min(document.by)] if document is not None and document.by else []


def _sides(document: Document, guesses: list[Entry] | None, annotator: str | None, whose: Whose) -> Iterator[Sides]:
    """What is to be compared of an article; the weights sum to 1."""
    by = document.by
    if guesses is None:
        names = sorted(by)
        ordered = [(a, b) for a in names for b in names if a != b]
        yield from ((by[a], by[b], 1 / len(ordered)) for a, b in ordered)
    elif annotator is not None:
        if annotator in by:
            yield by[annotator], guesses, 1
    elif whose == "each" and by:
        yield from ((by[a], guesses, 1 / len(by)) for a in sorted(by))
    elif by:
        yield by[min(by)], guesses, 1


def _count(out: Evaluation, document: Document, sides: Iterable[Sides], *, predicted: bool) -> None:
    text = Scored(document.text or "")
    one = ArticleScore(document.id, Scores(), predicted)
    for gold, found, weight in sides:
        kept = [[e for e in some if out.nested or not e.inside] for some in (gold, found)]
        filled = [[(_filled(text, e), e.inside is not None) for e in some if e.content] for some in kept]
        (right, guessed), (inner, inner_guessed) = ([f for f, _ in some] for some in filled), ({f for f, n in some if n} for some in filled)
        for scores in (out.scores, one.scores):
            scores.add(right, guessed, inner=(inner, inner_guessed), weight=weight)
        out.fields.add(kept[0], kept[1], weight=weight)
    out.articles.append(one)


def _filled(text: Scored, entry: Entry) -> Filled:
    return text.of(*(text.covered(getattr(entry, role)) for role in ROLES))
