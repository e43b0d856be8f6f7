import pytest

from onrecord.attribution.confidence import EVIDENCE, Calibration

SURE = (0.99, 0.9, 0.99, 0.99, 0.99, 1.0, 2.0)
UNSURE = (0.5, 0.1, 0.6, 0.6, 0.6, 1.0, 2.0)


def test_surer_evidence_is_likelier() -> None:
    c = Calibration((0.5, 0.2, 0.3, 0.1, 0.4, 0.0, 0.0), -1.0)
    assert 0 < c.probability(UNSURE) < c.probability(SURE) < 1


def test_extreme_evidence_stays_a_probability() -> None:
    c = Calibration((5.0,) * len(EVIDENCE), 0.0)
    assert c.probability((1.0,) * 7) == pytest.approx(1.0)
    assert c.probability((0.0,) * 7) == pytest.approx(0.0)


def test_probability_of_words_that_are_not_there_does_not_matter() -> None:
    c = Calibration((0.5, 0.2, 0.3, 0.1, 0.4, 0.0, 0.0), -1.0)
    assert c.probability((0.9, 0.5, 0.0, 0.9, 0.9, 0.0, 1.0)) == c.probability((0.9, 0.5, 0.9, 0.9, 0.9, 0.0, 1.0))
