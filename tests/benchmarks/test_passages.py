"""What the figures of lifted passages count, and that the pairs of articles they are of are well formed."""

from dataclasses import replace
from types import ModuleType

import pytest

from onrecord.claims.copies import Copy
from onrecord.model import Span


def copy(of: str, first: Span, second: Span) -> Copy:
    return Copy(of, "p-2", "passage", first, second, 1.0, 0.5, 0, True, "time")


@pytest.mark.parametrize("part", ["developing", "held-out"])
def test_every_passage_stands_in_both_articles_and_the_second_is_later(passages: ModuleType, part: str) -> None:
    pairs = list(passages.pairs(part))
    assert len({pair.id for pair in pairs}) == len(pairs) == 39
    for pair in pairs:
        assert pair.first.published < pair.second.published
        assert not pair.passages or pair.first.outlet != pair.second.outlet
        for one, other in pair.passages:
            assert min(len(pair.first.text[slice(*one)].split()), len(pair.second.text[slice(*other)].split())) > 15


def test_a_passage_is_found_once_and_where_both_ends_overlap_by_half(passages: ModuleType) -> None:
    (pair, *_) = passages.pairs("developing")
    pair = replace(pair, first=replace(pair.first, key="p-1"), passages=(((0, 100), (50, 150)),))
    right = copy("p-1", (0, 90), (60, 150))
    assert passages.held_against(pair, [right]) == ([], [])
    assert passages.held_against(pair, [right, right]) == ([], [right])
    for wrong in (copy("p-1", (0, 40), (50, 150)), copy("p-1", (0, 100), (140, 150)), copy("p-2", (0, 100), (50, 150))):
        assert passages.held_against(pair, [wrong]) == (list(pair.passages), [wrong])


def test_the_figures_are_printed(passages: ModuleType, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(passages, "PARTS", ("developing",))
    monkeypatch.setattr("sys.argv", ["passages.py", "--errors"])
    assert passages.main() == 0
    out = capsys.readouterr().out
    assert "0 of 15 pairs without one are told to have one" in out
    assert out.count(": missed:") <= 2
    assert ": invented:" not in out
