import importlib.util
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def scoring() -> ModuleType:
    spec = importlib.util.spec_from_file_location("scoring", ROOT / "benchmarks" / "scoring.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules["scoring"] = module
    spec.loader.exec_module(module)
    return module


TEXT = "Ode said that it rains, Holm said."
GOLD = {"source": [[0, 3]], "cue": [[4, 8]], "content": [[9, 22]]}


def score(scoring: ModuleType, found: list[Any], gold: list[Any] | None = None) -> tuple[float, float]:
    text, scores = scoring.Scored(TEXT), scoring.Scores()
    scores.add([text.filled(g) for g in gold or [GOLD]], [text.filled(f) for f in found])
    return scores["relaxed", "all"].f1, scores["strict", "all"].f1


def test_the_same_is_right_by_both_rules(scoring: ModuleType) -> None:
    assert score(scoring, [GOLD]) == (1.0, 1.0)


def test_half_of_the_content_is_right_by_the_relaxed_rule_alone(scoring: ModuleType) -> None:
    assert score(scoring, [{**GOLD, "content": [[14, 22]]}]) == (1.0, 0.0)
    assert score(scoring, [{**GOLD, "content": [[17, 22]]}]) == (0.0, 0.0)


def test_another_source_or_none_is_wrong(scoring: ModuleType) -> None:
    assert score(scoring, [{**GOLD, "source": [[24, 28]]}]) == (0.0, 0.0)
    assert score(scoring, [{**GOLD, "source": []}]) == (0.0, 0.0)
    assert score(scoring, [{**GOLD, "source": None}], [{**GOLD, "source": []}]) == (1.0, 1.0)


def test_one_to_one_as_many_as_possible(scoring: ModuleType) -> None:
    assert scoring.match([(0.9, 0, 0), (0.8, 0, 1), (0.7, 1, 0)]) == [(0, 1), (1, 0)]


def test_precision_and_recall_are_those_of_their_sides(scoring: ModuleType) -> None:
    text, scores = scoring.Scored(TEXT), scoring.Scores()
    gold = text.filled(GOLD)
    scores.add([gold], [gold, text.filled({**GOLD, "source": [[24, 28]], "cue": [[29, 33]]})])
    assert (scores["relaxed", "all"].precision, scores["relaxed", "all"].recall) == (0.5, 1.0)


@pytest.mark.parametrize(("content", "kind"), [([[9, 22]], "indirect"), ([[0, 22]], "indirect")])
def test_kind_follows_the_marks(scoring: ModuleType, content: list[list[int]], kind: str) -> None:
    assert scoring.Scored(TEXT).filled({**GOLD, "content": content}).kind == kind
    quoted = scoring.Scored(f"“{TEXT}”")
    assert quoted.filled({**GOLD, "content": [[1, 20]]}).kind == "direct"
