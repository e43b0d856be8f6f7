import json
import unicodedata

import pytest

from onrecord.exporting.visible import json_safe, one_line, visible


@pytest.mark.parametrize(
    ("hostile", "shown"),
    [
        ("\x1b[31mred\x1b[0m", "␛[31mred␛[0m"),
        ("\x1b]0;title\x07", "␛]0;title␇"),
        ("\x9b31m", "\\x9b31m"),
        ("a\x00b\x08\x7f", "a␀b␈␡"),
        ("over\rwritten", "over␍written"),
        ("\u202egnp.exe\u202c", "\\u202egnp.exe\\u202c"),
        ("\u2066x\u2069", "\\u2066x\\u2069"),
        ("zero\u200bwidth\ufeff", "zero\\u200bwidth\\ufeff"),
        ("\u2028", "\\u2028"),
        ("\U000e0041", "\\U000e0041"),
        ("\udc9b", "\\udc9b"),
        ("\u3164", "\\u3164"),
    ],
)
def test_what_commands_or_hides_is_shown(hostile: str, shown: str) -> None:
    assert visible(hostile) == shown
    assert one_line(hostile) == shown


@pytest.mark.parametrize("text", ["plain", "naïve “quotes” — …", "Ελληνικά", "日本語", "שלום", "👍🏽 ❤️", "a\u0301"])
def test_ordinary_writing_stays_as_it_is(text: str) -> None:
    assert visible(text) == text
    assert visible(text, page=True) == text
    assert json_safe(text) == text


def test_no_control_or_format_character_of_unicode_is_forgotten() -> None:
    for code in range(0x110000):
        c = chr(code)
        if unicodedata.category(c) in {"Cc", "Cf", "Cs", "Zl", "Zp"} and c not in "\n\t":
            assert c not in visible(c), hex(code)
            assert c not in json_safe(c) or code < 0x20, hex(code)


def test_lines_stay_lines_only_where_there_may_be_several() -> None:
    assert visible("one\ntwo\tthree") == "one\ntwo    three"
    assert one_line("one\ntwo\tthree") == "one␊two␉three"


def test_a_page_keeps_the_joiners_of_scripts_and_emoji_but_no_overrides() -> None:
    family = "👨\u200d👩\u200d👧"
    assert visible(family, page=True) == family
    assert visible("می\u200cخواهم", page=True) == "می\u200cخواهم"
    assert visible("\u202eabc", page=True) == "\\u202eabc"
    assert visible("a\x0cb\x00", page=True) == "a␌b␀"


def test_safe_json_is_the_same_json() -> None:
    value = {"text": "a\x7f\x9b\u202e\U000e0041 b \ud83d\udc4d"}
    safe = json_safe(json.dumps(value, ensure_ascii=False))
    assert json.loads(safe) == json.loads(json.dumps(value))
    assert "\\u202e" in safe
    assert "\\udb40\\udc41" in safe
