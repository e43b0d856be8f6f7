import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from onrecord.attribution.windows import windows
from onrecord.attribution.words import split


def cut(text: str, budget: int = 20, ahead: int = 5, behind: int = 5) -> list[tuple[str, str]]:
    words = split(text)
    return [
        (" ".join(words.strings(w.start, w.end)), " ".join(words.strings(w.core_start, w.core_end)))
        for w in windows(words, np.ones(len(words), dtype=np.int64), budget, ahead, behind)
    ]


def test_a_short_text_is_one_window() -> None:
    assert cut("One two. Three.") == [("One two . Three .",) * 2]


def test_windows_end_where_paragraphs_do() -> None:
    first, second = "a b c d e f g h i j k l m.", "N o p q r s t u v w."
    assert [core for _, core in cut(f"{first}\n\n{second}")] == [first.replace(".", " ."), second.replace(".", " .")]


def test_a_window_looks_ahead_where_a_quotation_follows() -> None:
    seen, core = cut("a b c d e f g h i j k l m.\n\n“N o p q r s t u v w x,” y said.")[0]
    assert core == "a b c d e f g h i j k l m ."
    assert seen.endswith("“ N o p q")


def test_a_window_inside_a_paragraph_looks_back_to_a_sentence() -> None:
    seen, core = cut("A b c d. E f g h. I j k. L m. N o. P q r s t u v w x y z. A b c d e f g h.")[1]
    assert seen.index(core) > 0
    assert seen.startswith("I j k .")


@given(st.text(alphabet="ab.A “”\n", max_size=400), st.integers(8, 40))
def test_cores_cover_every_word_once_and_windows_keep_to_the_budget(text: str, budget: int) -> None:
    words = split(text)
    pieces = np.array([1 + (i % 3) for i in range(len(words))], dtype=np.int64)
    made = windows(words, pieces, budget, ahead=budget // 5, behind=budget // 10)
    assert [i for w in made for i in range(w.core_start, w.core_end)] == list(range(len(words)))
    for w in made:
        assert w.start <= w.core_start < w.core_end <= w.end
        assert pieces[w.start : w.end].sum() <= budget or w.end - w.core_start == 1
