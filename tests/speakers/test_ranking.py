import numpy as np

from onrecord.speakers.entities import named
from onrecord.speakers.ranking import NAMED, NEAREST, Ranker, probabilities
from tests.speakers.invented import Nearest, mentions_of

PEOPLE = {"Maria Lind": "person", "Jonas Berg": "person", "Nordwerk": "organisation"}


def ranked(text: str) -> dict[str, float]:
    """Probabilities of the candidates of the last mention, by their words."""
    m = mentions_of(text, PEOPLE)
    entities = named(m)
    candidates, p = Ranker(m, entities, Nearest(), entities.of.get, dict).ranked(len(m) - 1, None)
    assert np.isclose(p.sum(), 1)
    return dict(zip([m.text(j) for j in candidates], p[1:].tolist(), strict=True))


def test_she_is_less_likely_a_body_than_it_is() -> None:
    text = "Mrs Maria Lind left Nordwerk because "
    assert ranked(f"{text}she")["Nordwerk"] < ranked(f"{text}it")["Nordwerk"]


def test_a_name_of_the_other_gender_is_far_from_certain_though_it_is_nearest() -> None:
    p = ranked("Mrs Maria Lind met Mr Jonas Berg because she")
    assert p["Maria Lind"] > p["Jonas Berg"]


def test_candidates_are_few_however_long_the_article_is() -> None:
    m = mentions_of("Maria Lind and Jonas Berg spoke. " * 500 + "She left.", PEOPLE)
    entities = named(m)
    candidates, _ = Ranker(m, entities, Nearest(), entities.of.get, dict).ranked(len(m) - 1, None)
    assert len(candidates) <= NEAREST + NAMED + 6


def test_without_candidates_a_mention_stands_alone() -> None:
    m = mentions_of("She left.", {})
    assert probabilities(m, Nearest(), 0, []).tolist() == [1.0]
