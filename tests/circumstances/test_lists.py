from importlib.resources import files

import pytest

from onrecord.circumstances.lists import sections

_NAMES = sorted(p.name.removesuffix(".txt") for p in files("onrecord.circumstances.lists").iterdir() if p.name.endswith(".txt"))


@pytest.mark.parametrize("name", _NAMES)
def test_a_list_says_what_it_holds_and_has_no_entry_twice_in_a_section(name: str) -> None:
    text = (files("onrecord.circumstances.lists") / f"{name}.txt").read_text(encoding="utf-8")
    assert text.startswith("# ")
    seen: set[str] = set()
    for line in text.splitlines():
        if line.startswith("["):
            seen = set()
        elif line and not line.startswith("# "):
            entries = [e.strip() for e in line.split(",") if e.strip()]
            assert not seen & set(entries), seen & set(entries)
            assert len(entries) == len(set(entries)), [e for e in entries if entries.count(e) > 1]
            seen |= set(entries)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("took place", "holding back"),
        ("took place", "to come, phrases"),
        ("said for all that", "holding back"),
        ("holding back", "to come, phrases"),
    ],
)
def test_no_words_say_two_opposed_things(one: str, other: str) -> None:
    found = sections("asserting")
    assert not found[one] & found[other]


def test_no_cue_keeps_off_and_stands_behind() -> None:
    found = sections("stances")
    assert not found["distancing"] & found["endorsing"]
