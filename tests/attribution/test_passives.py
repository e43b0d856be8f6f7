import pytest

from onrecord.attribution.passives import names_recipient


def recipient(marked: str) -> bool:
    """Whether the words in brackets name to whom what the words in angle brackets report is said."""
    text = "".join(c for c in marked if c not in "[]<>")
    at = {c: marked.index(c) for c in "[]<>"}
    order = sorted(at.values())
    spans = {c: at[c] - order.index(at[c]) for c in at}
    return names_recipient(text, ((spans["["], spans["]"]),), ((spans["<"], spans[">"]),))


@pytest.mark.parametrize(
    "marked",
    [
        "[Lind] <was asked> whether it rains.",
        "[The crews] <have been warned> of ice.",
        "[They] <were also told> to leave.",
        "[I] <’m told> it rains.",
    ],
)
def test_whoever_is_told_is_not_the_source(marked: str) -> None:
    assert recipient(marked)


@pytest.mark.parametrize(
    "marked",
    [
        "[Lind] <told> reporters it rains.",
        "[Lind] <was quoted as saying> it rains.",
        "[Lind] <has warned> of ice.",
        "They <were told> by [Lind] to leave.",
        "[Lind] <is asking> for help.",
    ],
)
def test_whoever_says_it_is(marked: str) -> None:
    assert not recipient(marked)
