import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from onrecord.attribution.words import GLUED, LINE, PARAGRAPH, SPACE, split


def test_words_carry_exact_offsets() -> None:
    text = "“It’s done,” said O’Neil."
    words = split(text)
    assert words.strings() == ["“", "It", "’", "s", "done", ",", "”", "said", "O", "’", "Neil", "."]
    assert [text[s:e] for s, e in zip(words.starts, words.ends, strict=True)] == words.strings()


def test_what_stands_before_a_word() -> None:
    assert split("One two.\nThree\n\nFour").spacing.tolist() == [PARAGRAPH, SPACE, GLUED, LINE, PARAGRAPH]


def test_sentences_begin_after_full_stops_but_not_after_titles() -> None:
    words = split("He met Dr. Ode. “Fine.” Then he left. the end")
    assert [w for w, s in zip(words.strings(), words.opens_sentence, strict=True) if s] == ["He", "“", "Then"]


def test_case_of_words() -> None:
    assert split("the The NATO McKay 42 , …").case.tolist() == [0, 1, 2, 3, 4, 5, 5]


def test_lone_surrogates_do_not_reach_the_tokenizer() -> None:
    words = split("a \ud800 b")
    assert words.strings() == ["a", "\ufffd", "b"]
    assert words.starts.tolist() == [0, 2, 4]


def test_overlong_words_are_cut_for_the_tokenizer_only() -> None:
    words = split("x" * 1000)
    assert words.strings() == ["x" * 64]
    assert words.ends.tolist() == [1000]


@given(st.text(max_size=300))
def test_words_are_ordered_disjoint_and_hold_no_space(text: str) -> None:
    words = split(text)
    assert np.all(words.starts < words.ends)
    assert np.all(words.ends[:-1] <= words.starts[1:])
    assert not any(c.isspace() for w in words.strings() for c in w)
