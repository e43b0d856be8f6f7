import numpy as np
import pytest

from onrecord.attribution.windows import Window
from onrecord.attribution.words import split
from onrecord.speakers.naming import Name, names_in


def names(text: str, labels: dict[str, tuple[int, float]]) -> list[Name]:
    """Names in a text; for some words a label and its probability, no name otherwise."""
    words = split(text)
    p = np.full((len(words), 9), 1e-6)
    for i, w in enumerate(words.strings()):
        label, likely = labels.get(w, (0, 1.0))
        p[i, 0], p[i, label] = 1 - likely + 1e-6, likely
    return names_in(words, Window(0, len(words), 0, len(words)), np.log(p).astype(np.float32), (0, len(words)))


def test_a_name_has_the_type_of_most_of_its_words_and_its_certainty() -> None:
    [(first, last, kind, sure)] = names("Yesterday Maria Lind left.", {"Maria": (1, 0.9), "Lind": (2, 0.8)})
    assert (first, last, kind) == (1, 2, 0)
    assert sure == pytest.approx(0.9, abs=0.01)


def test_names_of_works_and_peoples_are_no_speakers() -> None:
    assert names("The Danish left.", {"Danish": (7, 0.9)}) == []


def test_who_may_end_later_is_less_sure() -> None:
    text = "Nordwerk Industries left."
    [(_, last, _, sure)] = names(text, {"Nordwerk": (3, 0.9), "Industries": (4, 0.45)})
    assert last == 0
    assert sure < 0.6
