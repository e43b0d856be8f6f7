"""Pairs of contents in the style of news, each with the kinds of what differs materially."""

from pathlib import Path

import pytest

from onrecord.claims.comparing import compare


def _pairs() -> list[tuple[frozenset[str], str, str]]:
    out: list[tuple[frozenset[str], str, str]] = []
    kinds: frozenset[str] = frozenset()
    for line in (Path(__file__).parent / "pairs.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            kinds = frozenset(line.strip("[]").split(", ")) - {"harmless"}
        elif line and not line.startswith("#"):
            a, b = line.split(" | ")
            out.append((kinds, a, b))
    return out


PAIRS = _pairs()


def test_there_are_enough_pairs_of_every_kind() -> None:
    assert len(PAIRS) >= 270
    assert sum(not kinds for kinds, _, _ in PAIRS) >= 70


@pytest.mark.parametrize(("kinds", "a", "b"), PAIRS, ids=[f"{a} / {b}" for _, a, b in PAIRS])
def test_what_differs_materially(kinds: frozenset[str], a: str, b: str) -> None:
    assert {d.kind for d in compare(a, b).material} == kinds


@pytest.mark.parametrize(("a", "b"), [(a, b) for _, a, b in PAIRS], ids=[f"{a} / {b}" for _, a, b in PAIRS])
def test_the_other_way_round_is_the_mirror_image(a: str, b: str) -> None:
    assert compare(b, a) == compare(a, b).mirrored


@pytest.mark.parametrize("text", sorted({t for _, a, b in PAIRS for t in (a, b)}))
def test_nothing_differs_from_itself(text: str) -> None:
    comparison = compare(text, text)
    assert comparison.differences == ()
    assert comparison.overlap == 1.0
    assert comparison.contained == "both"


@pytest.mark.parametrize("text", sorted({t for _, a, b in PAIRS for t in (a, b)})[:60])
def test_quotation_marks_and_that_are_harmless(text: str) -> None:
    bare = text.strip('“”",.').removeprefix("that ")
    assert compare(f"that {bare}", f"“{bare},”").material == ()
