import pytest

from onrecord.record.wrong import wrong


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("since", "2026"),
        ("until", "2026-03-05"),
        ("act", "deny"),
        ("stance", "neutral"),
        ("kind", "mixed"),
        ("reviewed", "none"),
        ("min_confidence", "0"),
        ("min_confidence", "1.0"),
        ("speaker", "anything"),
        ("outlet", "2026"),
    ],
)
def test_nothing_is_wrong_with_what_can_be_asked(name: str, value: str) -> None:
    assert wrong(name, value) is None


@pytest.mark.parametrize(
    ("name", "value", "told"),
    [
        ("since", "soon", "'soon' is no date; give a day, month or year such as 2026-03-05, 2026-03 or 2026."),
        ("stance", "sure", "'sure' is not a stance; give neutral, distancing or endorsing."),
        ("kind", "Direct", "'Direct' is not a kind; give direct, mixed or indirect."),
        ("reviewed", "yes", "'yes' is no review; give any, confirmed, corrected, added, rejected or none."),
        ("min_confidence", "high", "'high' is no confidence; give a number from 0 to 1, such as 0.8."),
        ("min_confidence", "1.01", "'1.01' is no confidence; give a number from 0 to 1, such as 0.8."),
        ("min_confidence", "nan", "'nan' is no confidence; give a number from 0 to 1, such as 0.8."),
        ("min_confidence", "-inf", "'-inf' is no confidence; give a number from 0 to 1, such as 0.8."),
    ],
)
def test_what_is_wrong_is_told_with_what_to_give_instead(name: str, value: str, told: str) -> None:
    assert wrong(name, value) == told


def test_all_acts_are_named_to_who_gives_none_of_them() -> None:
    told = wrong("act", "say")
    assert told is not None
    assert "'say' is not an act" in told
    assert all(act in told for act in ("state", "deny", "accuse", "decline"))


def test_a_long_value_is_not_said_back_as_a_whole() -> None:
    assert len(wrong("until", "x" * 5000) or "") < 200
