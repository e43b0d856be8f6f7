"""The network that marks what has changed."""

from pathlib import Path

import pytest

from onrecord.claims import network
from onrecord.claims.changing import KINDS, LONGEST, Changing, Mark, marks
from onrecord.errors import WeightsError

BEFORE = "The bridge will probably be closed on Monday unless the wind drops"
AFTER = "The bridge will be closed on Monday"


def at(words: str, text: str, side: tuple[Mark, ...]) -> float:
    """How sure the network is of some words."""
    start = text.index(words)
    return max(m.sure for m in side if m.start < start + len(words) and start < m.end)


def test_words_that_are_gone_and_change_what_is_said_are_marked_and_the_others_are_not() -> None:
    ((before, after),) = marks([(BEFORE, AFTER)])
    assert at("probably", BEFORE, before) > 0.9
    assert at("unless the wind drops", BEFORE, before) > 0.9
    assert at("bridge", BEFORE, before) < 0.1
    assert max(m.sure for m in after) < 0.5


def test_a_mark_says_what_kind_of_change_it_is() -> None:
    ((before, _),) = marks([(BEFORE, AFTER)])
    (hedge,) = (m for m in before if BEFORE[m.start : m.end] == "probably")
    assert KINDS[hedge.kinds.index(max(hedge.kinds))] == "hedge"
    assert sum(hedge.kinds) == pytest.approx(hedge.sure, abs=1e-4)


def test_reports_the_other_way_round_have_the_same_marks() -> None:
    ((before, after),) = marks([(BEFORE, AFTER)])
    ((first, second),) = marks([(AFTER, BEFORE)])
    assert (second, first) == (before, after)


def test_marks_stand_at_words_in_their_order() -> None:
    ((before, _),) = marks([(BEFORE, AFTER)])
    assert [m.start for m in before] == sorted(m.start for m in before)
    assert "".join(BEFORE[m.start : m.end] for m in before) == BEFORE.replace(" ", "")


def test_of_a_long_report_the_beginning_is_read() -> None:
    ((before, after),) = marks([("so it goes on " * 5_000, "it ended")])
    assert len(before) == LONGEST
    assert len(after) == 2


def test_an_empty_report_has_no_marks() -> None:
    assert marks([("", "")]) == [((), ())]


def test_a_missing_network_is_told_in_one_line(tmp_path: Path) -> None:
    with pytest.raises(WeightsError, match=r"cannot be loaded .*; install onrecord again"):
        Changing(tmp_path, network.shipped())
