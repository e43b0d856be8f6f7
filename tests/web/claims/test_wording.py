"""How two texts differ, in pieces."""

import pytest

from onrecord.claims.changes import Change
from onrecord.claims.drift import drift
from onrecord.web.claims.wording import Piece, named, quoted, reworded

BEFORE = "The lake may have to be drained by 12 metres if the seepage exceeds 40 litres a second"
AFTER = "The lake will be drained by 12 metres"


def both(before: str, after: str) -> tuple[Piece, ...]:
    return reworded(before, after, drift(before, after)).pieces


def only(pieces: tuple[Piece, ...], *kinds: str) -> str:
    return "".join(p.text for p in pieces if p.kind in kinds)


def test_the_pieces_give_both_texts_back() -> None:
    pieces = both(BEFORE, AFTER)
    assert only(pieces, "same", "gone").split() == BEFORE.split()
    assert only(pieces, "same", "new").split() == AFTER.split()


def test_what_changes_what_is_said_is_marked_and_named() -> None:
    found = reworded(BEFORE, AFTER, drift(BEFORE, AFTER))
    names = [name for name, _ in found.changes]
    assert "modality" in names
    assert "condition dropped" in names
    assert any(p.kind == "new" and p.text == "will" and p.matters for p in found.pieces)
    assert any(p.kind == "gone" and "if the seepage" in p.text and p.matters for p in found.pieces)


def test_other_wording_is_marked_but_does_not_matter() -> None:
    pieces = both("the bridge is closed to all traffic today", "the bridge is shut to all traffic today")
    assert [p.text for p in pieces if p.kind != "same" and not p.text.isspace()] == ["closed", "shut"]
    assert not any(p.matters for p in pieces)


def test_the_same_words_have_no_difference_whatever_their_case_and_marks() -> None:
    found = reworded("“The dam is safe,” she’d", '"the dam is safe," she\'d', drift("The dam is safe", "the dam is safe"))
    assert found.same
    assert all(p.kind == "same" for p in found.pieces)


def test_quotation_marks_that_only_one_text_has_are_no_difference() -> None:
    pieces = both("the dam is safe", "“The dam is safe”")
    assert [p.kind for p in pieces if p.text.strip()] == ["same"] * len([p for p in pieces if p.text.strip()])


def test_no_words_run_together_that_no_text_has_side_by_side() -> None:
    pieces = both("the lake will be drained by 12 metres before the spring melt", "the lake will be drained by 12 metres")
    assert "metres before" in "".join(p.text for p in pieces)
    assert "closedshut" not in "".join(p.text for p in both("the old bridge is closed", "the old bridge is shut"))


def test_spaces_are_not_marked() -> None:
    assert all(p.text == p.text.strip() for p in both(BEFORE, AFTER) if p.kind != "same")


@pytest.mark.parametrize(("before", "after"), [("the dam is safe", "four ministers resigned"), ("word " * 2000, "word " * 2000 + "not")])
def test_texts_that_share_little_or_are_long_are_not_mixed(before: str, after: str) -> None:
    found = reworded(before, after, drift(before[:200], after[:200]))
    assert found.pieces == ()
    assert (found.before, found.after) == (before, after)


@pytest.mark.parametrize(
    ("before", "after", "name"),
    [("200", "400", "number"), ("perhaps", "", "hedge dropped"), ("", "not", "hedge added")],
)
def test_a_change_is_named_by_what_became_of_it(before: str, after: str, name: str) -> None:
    kind = "number" if name == "number" else "hedge"
    assert named(Change(kind, before, after, None, None, material=True)) == name  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("“The dam is safe”", "“The dam is safe”"),
        ("  The dam\n is  safe ", "“The dam is safe”"),
        ("", "“”"),
        ("a" * 50, "“aaaaaaaaa…”"),
    ],
)
def test_a_quotation_has_one_pair_of_marks_and_one_line(text: str, shown: str) -> None:
    assert quoted(text, 10 if text.startswith("aa") else 600) == shown


def test_a_very_long_text_is_quoted_at_once() -> None:
    assert len(quoted("word " * 2_000_000, 100)) <= 102
