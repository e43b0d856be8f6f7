from dataclasses import replace

import numpy as np
import pytest

from onrecord.claims.wording import LONGEST_TEXT, Wording, stemming, telling, wording
from tests.claims.stories import PARAGRAPHS, TEXT, TITLE, article, told, wire


def words(of: Wording) -> list[str]:
    return [of.told.text[s:e] for s, e in zip(of.starts, of.ends, strict=True)]


def test_the_body_begins_after_the_headline_and_ends_before_the_feet() -> None:
    body = words(wording(told("a", article(*PARAGRAPHS, "This is a developing story.", "(NordPress)"))))
    assert body[:2] == ["HALVIKA", "June"]
    assert body[-2:] == ["no", "airport"]


def test_a_headline_with_a_full_stop_is_told_by_the_title() -> None:
    text = TITLE + ".\n\n" + PARAGRAPHS[0]
    assert words(wording(told("a", text)))[0] == "Ferry"
    assert words(wording(told("a", text, title=TITLE)))[0] == "HALVIKA"


@pytest.mark.parametrize("text", ["Ferry runs aground", "This is a developing story.", "One\n\nTwo\n\nThree"])
def test_a_text_that_would_lose_all_words_keeps_them(text: str) -> None:
    assert len(wording(told("a", text)))


@pytest.mark.parametrize("text", ["", " \n\n ", "—“”…"])
def test_a_text_without_words_has_none(text: str) -> None:
    assert len(wording(told("a", text))) == 0


def test_words_are_the_same_whatever_their_case_and_marks() -> None:
    lower = told("a", TEXT.lower().replace("“", '"').replace("”", '"'))
    assert np.array_equal(wording(replace(wire(), title=None)).ids, wording(lower).ids)


def test_numbers_of_words_are_the_same_in_every_process() -> None:
    assert wording(told("a", "Ferry")).ids.tolist() == [7949881795909877008]


def test_quoted_words_are_told_by_their_marks_or_by_given_spans() -> None:
    of = wording(told("a", 'The captain said "we touched sand" and left.'))
    assert [w for w, q in zip(words(of), of.quoted, strict=True) if q] == ["we", "touched", "sand"]
    assert wording(told("a", "The captain spoke."), [(0, 11)]).quoted.tolist() == [True, True, False]
    assert not wording(told("a", "The captain spoke."), [(-5, 0), (90, 99)]).quoted.any()


def test_sentences_and_paragraphs_are_numbered() -> None:
    of = wording(told("a", "One two three. Four five!\n\nSix, seven.” Eight nine."))
    assert len(set(of.sentence.tolist())) == 4
    assert of.paragraph.tolist() == [0] * 5 + [1] * 4
    assert of.paragraphs == 2


def test_what_is_beyond_the_longest_text_is_left_out() -> None:
    of = wording(told("a", "word " * (LONGEST_TEXT // 5) + "end"))
    assert len(of) == LONGEST_TEXT // 5


def test_a_surrogate_is_a_character_like_any_other() -> None:
    assert len(wording(told("a", "The \ud800 ferry a\ud800b."))) >= 2


def test_stems_are_the_same_whatever_the_ending_and_whether_a_number_is_in_letters() -> None:
    one, other = (wording(told("a", text)).stems for text in ("Eight boats were lowered to rescuers.", "8 boat being lowering to rescuer."))
    assert np.array_equal(one, other)
    assert telling(one).tolist() == [True, True, False, True, False, True]


def test_names_mean_something_and_begin_with_a_capital() -> None:
    of = wording(told("a", "The captain of the Solveig, Mette Brandal, is from Lund."))
    assert [word for word, name in zip(words(of), of.names, strict=True) if name] == ["Solveig", "Mette", "Brandal", "Lund"]


def test_the_lists_that_stems_are_made_from_have_a_hash() -> None:
    assert len(stemming()) == 8
