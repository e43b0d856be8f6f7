"""What the figures of changes between reports count, and that the pairs of reports they are of are well formed."""

from pathlib import Path
from types import ModuleType

import pytest

from onrecord.claims.changes import Change
from onrecord.claims.changing import KINDS

FILES = sorted((Path(__file__).parents[2] / "training" / "claims" / "changes").glob("*.txt"))


def change(kind: str, before: str, after: str) -> Change:
    return Change(kind, before, after, None, None, material=True)  # type: ignore[arg-type]


def test_a_change_is_right_where_kind_and_a_word_are(changes: ModuleType) -> None:
    gold = [("hedge", "probably", ""), ("number", "half of the", "all")]
    told = [change("quantifier", "half", "all"), change("hedge", "probably", ""), change("date", "Monday", "Friday")]
    assert changes.held_against(gold, told) == ([], [told[2]])


@pytest.mark.parametrize("told", [change("negation", "probably", ""), change("hedge", "perhaps", ""), change("hedge", "", "")])
def test_another_kind_or_other_words_are_wrong(changes: ModuleType, told: Change) -> None:
    gold = [("condition", "probably", "")] if told.kind == "negation" else [("hedge", "probably", "")]
    assert changes.held_against(gold, [told]) == (gold, [told])


def test_a_change_is_right_for_one_only(changes: ModuleType) -> None:
    gold = [("hedge", "probably", ""), ("hedge", "probably", "")]
    told = [change("hedge", "probably", "")]
    assert changes.held_against(gold, told) == ([gold[0]], [])


@pytest.mark.parametrize("path", FILES, ids=[p.stem for p in FILES])
def test_the_words_of_a_change_stand_in_the_reports(changes: ModuleType, path: Path) -> None:
    for first, later, gold in changes.lines(path):
        for kind, before, after in gold:
            assert kind in KINDS
            assert before.lower() in first.lower(), (before, first)
            assert after.lower() in later.lower(), (after, later)
            assert before or after


def test_nothing_is_learned_from_what_is_measured(changes: ModuleType) -> None:
    learning = (changes.LINES.parent / "marks.py").read_text(encoding="utf-8")
    (held,) = (line for line in learning.splitlines() if line.startswith("HELD = "))
    assert changes.UNSEEN
    assert all(f'"{name}"' in held for name in changes.UNSEEN)


def test_the_figures_are_printed(
    changes: ModuleType, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    lines = tmp_path / "some.txt"
    lines.write_text("the road may be shut | the road will be shut | modality: may > will\nit rains | it rains |\n", encoding="utf-8")
    monkeypatch.setattr("sys.argv", ["changes.py", "--words", "--lines", str(lines)])
    assert changes.main() == 0
    assert capsys.readouterr().out == (
        "2 pairs of reports, 1 changes that matter: precision / recall / F1 100.0 / 100.0 / 100.0; all right of 2 pairs\n"
    )
