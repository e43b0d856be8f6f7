"""What matters between two reports of one statement, on invented sentences."""

from pathlib import Path

import pytest

from onrecord.claims.comparing import compared
from onrecord.claims.comparing.contents import content_of
from onrecord.claims.comparing.lists import sections
from onrecord.claims.comparing.phrases import phrases_of
from onrecord.claims.drift import drift

LINES = [
    line.split(" | ") if line.count(" | ") == 2 else [*line.removesuffix(" |").split(" | "), ""]
    for line in (Path(__file__).parent / "drifts.txt").read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
]


def _told(before: str, after: str) -> set[str]:
    return {" ".join(f"{c.kind}: {c.before} > {c.after}".split()) for c in drift(before, after).material}


@pytest.mark.parametrize(("before", "after", "changes"), LINES, ids=[f"{a} / {b}" for a, b, _ in LINES])
def test_what_has_changed(before: str, after: str, changes: str) -> None:
    assert _told(before, after) == {c.strip() for c in changes.split(";") if c.strip()}


@pytest.mark.parametrize("text", sorted({t for a, b, _ in LINES for t in (a, b)}))
def test_a_report_in_the_same_words_has_not_changed(text: str) -> None:
    assert drift(text, f"“{text},”").material == ()


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("two of the divers are missing", "two of the divers are missing. A third one is dead, and his widow blames the club"),
        ("the shop was quiet on Monday", "the War Museum was quiet on Monday"),
        ("the pond is frozen", "a bomb was found in the cellar of the school"),
        ("they did not find a bomb in the shed", "they found no missile in the shed"),
    ],
)
def test_graver_words_of_something_else_are_no_change_of_degree(before: str, after: str) -> None:
    assert not [c for c in drift(before, after).changes if c.kind == "degree"]


def test_less_grave_words_are_only_another_wording() -> None:
    assert drift("the leak was massive", "the leak was noticed").material == ()


def test_claims_are_not_compared_by_degree() -> None:
    assert compared("the leak was minor", "the leak was massive")[0].material == ()


def test_the_longest_phrase_of_a_list_is_found() -> None:
    content = content_of("they are fighting for their lives, one of them for good")
    assert [(p.start, p.end, p.sort) for p in phrases_of(content, "graver")] == [(2, 6, "danger of life")]
    assert [p.sort for p in phrases_of(content, "periods")] == ["ever"]


def test_a_phrase_does_not_go_over_the_end_of_a_clause() -> None:
    assert phrases_of(content_of("the team he played for. Good that he left"), "periods") == []


@pytest.mark.parametrize("name", ["graver", "periods", "highest"])
def test_no_entry_of_a_list_says_two_things(name: str) -> None:
    entries = [entry for words in sections(name).values() for entry in words]
    assert len(entries) == len(set(entries))
