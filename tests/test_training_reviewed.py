"""Learning from what was reviewed."""

import json
import sys
from pathlib import Path

import numpy as np
import pytest

from onrecord.exporting.training import export_training
from onrecord.record import open_record
from tests.record.conftest import reading

sys.path[:0] = [str(Path(__file__).parents[1] / name) for name in ("training", "benchmarks")]
import reviewed  # noqa: E402
import reviewing  # noqa: E402

START = np.array([0.0, 0.6, 0.0, 0.0, 0.0, 0.6, 0.5, -0.7])


def judged(n: int, seed: int = 1) -> tuple[np.ndarray, np.ndarray]:
    """Evidence of which the second number alone says what is right, and less often than it seems."""
    random = np.random.default_rng(seed)
    x = random.normal(size=(n, 7))
    return x, (random.random(n) < 1 / (1 + np.exp(-(2 * x[:, 1] - 1)))).astype(float)


def test_without_reviews_it_stays_as_it_is() -> None:
    assert np.allclose(reviewed.fit(np.zeros((0, 7)), np.zeros(0), START), START)


def test_few_reviews_move_it_little_and_many_far() -> None:
    few, many = (reviewed.fit(*judged(n), START) for n in (8, 4000))
    assert np.abs(few - START).max() < np.abs(many - START).max()
    assert many[1] == pytest.approx(2, abs=0.25)
    assert many[-1] == pytest.approx(-1, abs=0.2)


def test_surer_evidence_never_makes_it_less_likely() -> None:
    x, y = judged(500)
    x[:, 2] = -x[:, 1]
    assert (reviewed.fit(x, y, START)[:5] >= 0).all()


def test_it_is_better_on_what_was_held_back() -> None:
    x, y = judged(1000, seed=2)
    before, after = (reviewed.measured(reviewed.probabilities(x, w), y) for w in (START, reviewed.fit(*judged(400), START)))
    assert after.loss < before.loss
    assert after.brier < before.brier


def test_the_figures_are_what_they_are_called() -> None:
    p, y = np.array([0.9, 0.9, 0.1, 0.6]), np.array([1.0, 1.0, 0.0, 0.0])
    found = reviewed.measured(p, y)
    assert found.brier == pytest.approx((0.01 + 0.01 + 0.01 + 0.36) / 4)
    assert found.loss == pytest.approx(-(3 * np.log(0.9) + np.log(0.4)) / 4)
    assert found.error == pytest.approx((2 * 0.1 + 0.1 + 0.6) / 4)
    assert found.order == 1
    assert "log loss" in reviewed.told(found, found)


def test_stories_are_held_back_as_a_whole() -> None:
    assert {reviewed.is_held_back(f"bank-{n:02}", True) for n in range(20)} == {reviewed.is_held_back("bank-01", True)}
    assert 10 < sum(reviewed.is_held_back(f"x{n}", False) for n in range(100)) < 45


def test_what_is_no_export_or_too_little_is_told(tmp_path: Path) -> None:
    with pytest.raises(SystemExit, match="no complete export"):
        reviewed.load(tmp_path)
    with open_record(tmp_path / "news.db") as record:
        record.add(reading("one", ("Ana Lind", "it rains")))
        record.review(1, "confirmed", by="ed")
        export_training(record, tmp_path / "out")
    found = reviewed.load(tmp_path / "out")
    assert [(text[:8], [r["content"] for r in told]) for text, told in found.values()] == [("Ana Lind", [[[14, 22]]])]
    with pytest.raises(SystemExit, match="too few"):
        reviewed.compared(reviewed.WEIGHTS, found)
    with (tmp_path / "out" / "articles.jsonl").open("a", encoding="utf-8") as file:
        file.write("\n")
    with pytest.raises(SystemExit, match="not as it was exported"):
        reviewed.load(tmp_path / "out")


def test_corrections_of_a_few_stories_go_in_and_the_confidence_comes_out_better(tmp_path: Path) -> None:
    """A small round, of three stories of which one is held back; the whole is `benchmarks/reviewing.py`."""
    from onrecord import pipeline

    told = {id: both for id, both in reviewing.articles().items() if id.rpartition("-")[0] in {"mine", "strike", "water"}}
    chosen = [id for id in told if reviewed.is_held_back(id, True)][:6] + [id for id in told if not reviewed.is_held_back(id, True)][:12]
    with open_record(tmp_path / "news.db") as record:
        for number, id in enumerate(chosen, start=1):
            article, gold = told[id]
            record.add(pipeline.understand(article))
            assert sum(reviewing.reviewed_by_gold(record, number, article.text, gold).values()) >= len(gold)
        assert record.faults() == []
        done = export_training(record, tmp_path / "out")
        assert done.articles == len(chosen)
    articles = reviewed.load(tmp_path / "out")
    for article, gold in (told[id] for id in chosen):
        spans = sorted(json.dumps([g["cue"], g["content"]]) for g in gold)
        assert sorted(json.dumps([r["cue"], r["content"]]) for r in articles[article.id][1]) == spans
    before, after, learned, held = reviewed.compared(reviewed.WEIGHTS, articles, apart=True)
    assert (learned, held) == (12, 6)
    assert after.loss < before.loss
