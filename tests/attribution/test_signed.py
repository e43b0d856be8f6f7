import time

import pytest

from onrecord.attribution.finding import Found
from onrecord.attribution.signed import with_signed

SURE = (0.9,) * 7


def shown(text: str, found: list[Found]) -> list[tuple[list[str], list[str], list[str]]]:
    return [tuple([text[s:e] for s, e in spans] for spans in (f.source, f.cue, f.content)) for f in with_signed(text, found)]  # type: ignore[misc]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“We were never asked.” ― Olena Marsh", (["Olena Marsh"], ["―"], ["“We were never asked.”"])),
        ("They wrote:\n\n“Never again!”— Dr. Pio Lund, surgeon.\n\nMore.", (["Dr. Pio Lund, surgeon"], ["—"], ["“Never again!”"])),
        ('"Never." - Ina Holt', (["Ina Holt"], ["-"], ['"Never."'])),
    ],
)
def test_a_quotation_signed_on_its_own_line(text: str, expected: tuple[list[str], list[str], list[str]]) -> None:
    assert shown(text, []) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "“Never,” she said ― and left.",
        "“Never” — the word was heard all evening.",
        "The film “Rivers” — Ina Holt",
        "“Never.” — Then he left the hall without a word, and nobody of all those present dared to follow him.",
        "“Never. — Ina Holt",
    ],
)
def test_a_dash_alone_is_no_signature(text: str) -> None:
    assert shown(text, []) == []


def test_what_another_attribution_claimed_goes_to_who_signed() -> None:
    text = "Holm said “no.”\n“Yes.” ― Ina Marsh"
    other = Found(((0, 4),), ((5, 9),), ((10, 15), (16, 22)), SURE)
    assert shown(text, [other]) == [(["Holm"], ["said"], ["“no.”"]), (["Ina Marsh"], ["―"], ["“Yes.”"])]


def test_what_was_found_already_is_not_found_twice() -> None:
    text = "“Yes.” ― Ina Marsh"
    assert len(shown(text, [Found(((9, 18),), ((7, 8),), ((0, 6),), SURE)])) == 1


def test_many_lines_take_linear_time() -> None:
    began = time.process_time()
    with_signed("“Yes” - " * 100_000, [])
    with_signed("“Yes.” — A b\n" * 30_000, [])
    assert time.process_time() - began < 20
