import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.scoring.quoted import quoted_characters


def quoted(text: str) -> str:
    mask = quoted_characters(text)
    return "".join(c if m else "·" for c, m in zip(text, mask, strict=True)).strip("·")


@pytest.mark.parametrize(
    ("text", "inside"),
    [
        ("He said “it rains” today.", "it rains"),
        ('He said "it rains" today.', "it rains"),
        ("He said ``it rains'' today.", "it rains"),
        ("He said 'it rains' today.", "it rains"),
        ("He said ‘it rains’ today.", "it rains"),
        ("It's the dam's wall.", ""),
        ("“It's raining,” she said", "It's raining,"),
        ("“It never closes\nand another paragraph", "It never closes"),
        ("nothing at all", ""),
    ],
)
def test_what_stands_inside_marks(text: str, inside: str) -> None:
    assert quoted(text) == inside


@given(st.text(alphabet="ab \n\"'“”‘’`(—", max_size=60))
def test_any_text_has_a_mask_of_its_length(text: str) -> None:
    mask = quoted_characters(text)
    assert len(mask) == len(text)
    assert all(not m for c, m in zip(text, mask, strict=True) if c == "\n")
