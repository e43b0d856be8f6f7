"""Words, their stems, and the breaks between them."""

import pytest

from onrecord.claims.comparing.lists import lines, opposites, sections
from onrecord.claims.comparing.stems import positive, stem
from onrecord.claims.comparing.tokens import CLAUSE, SENTENCE, cut


@pytest.mark.parametrize(
    "forms",
    [
        "close closes closed closing",
        "plan plans planned planning",
        "run runs ran running",
        "carry carries carried carrying",
        "say says said saying",
        "pay pays paid paying",
        "evacuate evacuated evacuation evacuations",
        "resign resigned resignation",
        "house houses",
        "city cities",
        "man men",
        "child children",
        "painting paintings",
        "boss bosses",
        "labour labor",
        "organise organised organisation organization",
        "deny denies denied",
        "is are was were been",
    ],
)
def test_forms_of_a_word_have_one_stem(forms: str) -> None:
    assert len({stem(w) for w in forms.split()}) == 1


@pytest.mark.parametrize("words", ["close clone", "state station", "miss mission", "organ organisation", "new news york", "bus busy"])
def test_other_words_have_other_stems(words: str) -> None:
    first, *others = words.split()
    assert stem(first) not in {stem(w) for w in others if w != "news"}


@pytest.mark.parametrize(("word", "base"), [("unlawful", "lawful"), ("illegal", "legal"), ("impossible", "possible"), ("unpaid", "paid")])
def test_opposites_by_a_syllable(word: str, base: str) -> None:
    assert positive(word) == stem(base)


def test_short_words_have_no_such_syllable() -> None:
    assert positive("under") is None
    assert positive("in") is None


def _words(text: str) -> list[str]:
    return [t.word for t in cut(text, 0, 100)]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("won’t", ["will", "n't"]),
        ("can't", ["can", "n't"]),
        ("cannot", ["can", "not"]),
        ("we’re", ["we", "'re"]),
        ("Lind's", ["lind", "'s"]),
        ("O'Brien", ["o'brien"]),
        ("U.S. troops", ["u.s.", "troops"]),
        ("35-hour week", ["35", "hour", "week"]),
        ("[w]e “will”", ["w", "e", "will"]),
        ("4m", ["4", "m"]),
        ("€4m", ["€", "4", "m"]),
        ("", []),
        ("… — “”", []),
    ],
)
def test_words(text: str, words: list[str]) -> None:
    assert _words(text) == words


def test_breaks() -> None:
    tokens = cut("Safe, he said. Then … nothing (yet) of Mr. Lind", 0, 100)
    assert [t.after for t in tokens] == [SENTENCE, CLAUSE, 0, SENTENCE, SENTENCE, CLAUSE, CLAUSE, 0, 0]
    assert [t.word for t in tokens if t.trimmed] == ["nothing"]


def test_offsets_count_from_the_content() -> None:
    text = "“It won’t hold,”"
    for token in cut(text[3:], 3, 100):
        assert text[token.start : token.end].lower().replace("’", "'") in {"t", "wo", "n't", "hold", token.word}


def test_no_more_words_than_asked_for() -> None:
    assert len(cut("word " * 500, 0, 20)) == 20


def test_lists_have_no_entry_in_upper_case_and_no_empty_line() -> None:
    for name in ("words", "hedges", "negation", "quantifiers", "bounds"):
        for entries in sections(name).values():
            assert entries
            assert all(e == e.lower().strip() for e in entries)
    assert all(left and right and not left & right for left, right in opposites())
    assert all(len(line.split()) > 1 for line in lines("irregular"))


def test_no_form_is_of_two_irregular_words() -> None:
    forms = [form for line in lines("irregular") for form in line.split()]
    assert sorted({f for f in forms if forms.count(f) > 1}) == []
