"""Logistic models and their file."""

import json
from importlib.resources import files
from math import log

import pytest

from onrecord.claims import evidence, statements, weighing
from onrecord.claims.weighing import Weighing, shipped
from onrecord.errors import WeightsError


def test_odds_are_added_up() -> None:
    model = Weighing(("a", "b"), (log(3), -1.0), 0.0)
    assert model.probability((0, 0)) == 0.5
    assert model.probability((1, 0)) == pytest.approx(0.75)
    assert model.probability((0, 1)) < 0.5


def test_extremes_do_not_overflow() -> None:
    model = Weighing(("a",), (1.0,), 0.0)
    assert model.probability((1e9,)) == pytest.approx(1)
    assert model.probability((-1e9,)) == pytest.approx(0)


def test_each_number_has_one_weight() -> None:
    with pytest.raises(ValueError, match="argument"):
        Weighing(("a", "b"), (1.0, 2.0), 0.0).probability((1.0,))


def test_the_shipped_weights_are_of_what_is_weighed() -> None:
    assert shipped()["one"].names == evidence.NAMES
    assert shipped()["statement"].names == statements.NAMES


def test_more_words_in_common_never_speak_against_one_claim() -> None:
    weights = dict(zip(shipped()["one"].names, shipped()["one"].weights, strict=True))
    common = [weights[n] for n in ("overlap", "shared words", "run", "contained", "equal")]
    assert min(common) >= 0
    assert max(common) > 0
    assert weights["modality"] < 0
    assert weights["one denies"] < 0


def test_the_file_is_plain_json() -> None:
    found = json.loads((files("onrecord") / "weights" / "claims.json").read_text(encoding="utf-8"))
    assert set(found) == {"against", "denial", "denial, told", "one", "statement"}


def test_a_missing_file_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    weighing.shipped.cache_clear()
    monkeypatch.setattr(weighing, "files", lambda _: files("onrecord") / "lists")
    with pytest.raises(WeightsError, match="install onrecord again"):
        weighing.shipped()
    weighing.shipped.cache_clear()
