"""The network that reads two contents side by side."""

from pathlib import Path

import pytest

from onrecord.claims.network import RELATIONS, Opinion, Relating, shipped
from onrecord.errors import WeightsError

PAIRS = [
    ("the bridge is closed", "“The bridge is closed,”"),
    ("Nobody was hurt in the fire", "three people were hurt in the fire"),
    ("The school will stay shut until May", "the price of bread has doubled in a year"),
]


def test_probabilities_are_probabilities() -> None:
    for opinion in shipped().opinions(PAIRS):
        assert len(opinion.relation) == len(RELATIONS)
        assert sum(opinion.relation) == pytest.approx(1, abs=1e-5)
        assert sum(opinion.forth) == pytest.approx(1, abs=1e-5)
        assert sum(opinion.back) == pytest.approx(1, abs=1e-5)
        assert 0 <= opinion.alike <= 1


def test_it_tells_the_plain_cases() -> None:
    same, opposite, other = shipped().opinions(PAIRS)
    assert max(zip(same.relation, RELATIONS, strict=True))[1] == "same"
    assert max(zip(opposite.relation, RELATIONS, strict=True))[1] == "contradicts"
    assert other.alike < same.alike


def test_the_other_order_is_the_mirror_image() -> None:
    for (a, b), opinion in zip(PAIRS, shipped().opinions(PAIRS), strict=True):
        assert shipped().opinions([(b, a)])[0] == opinion.mirrored
        assert opinion.mirrored.mirrored == opinion


def test_what_a_pair_is_answered_does_not_depend_on_its_company() -> None:
    alone = [shipped().opinions([pair])[0] for pair in PAIRS]
    together = shipped().opinions([*reversed(PAIRS), *PAIRS, (PAIRS[2][1], PAIRS[0][0] * 20)])
    assert together[:3] == alone[::-1]
    assert together[3:6] == alone


def test_mirroring_swaps_who_says_more_and_what_entails_what() -> None:
    opinion = Opinion((0.1, 0.5, 0.2, 0.1, 0.05, 0.05), (0.9, 0.05, 0.05), (0.1, 0.8, 0.1), 0.7)
    assert opinion.mirrored == Opinion((0.1, 0.2, 0.5, 0.1, 0.05, 0.05), (0.1, 0.8, 0.1), (0.9, 0.05, 0.05), 0.7)


@pytest.mark.parametrize("text", ["", " ", "\x00\x1b[31m", "é" * 50_000, "word " * 20_000, "🙂", "\ud800"[:0] + "�"])
def test_any_text_is_answered(text: str) -> None:
    (opinion,) = shipped().opinions([(text, "the bridge is closed")])
    assert sum(opinion.relation) == pytest.approx(1, abs=1e-5)


def test_nothing_asked_is_nothing_answered() -> None:
    assert shipped().opinions([]) == []


def test_a_missing_model_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(WeightsError, match="install onrecord again"):
        Relating(tmp_path)


def test_a_damaged_model_says_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "relations.onnx").write_bytes(b"not a model")
    (tmp_path / "tokenizer.json").write_text("{}")
    with pytest.raises(WeightsError, match="cannot be loaded"):
        Relating(tmp_path)
