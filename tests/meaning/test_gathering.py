from pathlib import Path

import numpy as np
import pytest

from onrecord.attribution.windows import Window
from onrecord.attribution.words import split
from onrecord.meaning import gathering
from onrecord.meaning.codes import Floats, quantised
from onrecord.meaning.gathering import Meanings
from onrecord.meaning.head import Head
from onrecord.model import Attribution, Excerpt, Span
from tests.meaning.test_head import saved, weights

TEXT = "The bridge is safe, Lind said, and it will not fall."
WORDS = split(TEXT)
MIDDLE = np.random.default_rng(2).standard_normal((1, len(WORDS), 1152)).astype(np.float32)


@pytest.fixture
def head(tmp_path: Path) -> Head:
    return Head(saved(tmp_path / "w.npz", weights()))


def seen(head: Head, *cuts: int, margin: int = 0) -> Meanings:
    """The text, read in windows whose cores end at `cuts`, each seeing so many words around its core."""
    meanings = Meanings(head)
    for low, high in zip((0, *cuts), (*cuts, len(WORDS)), strict=True):
        start, end = max(low - margin, 0), min(high + margin, len(WORDS))
        meanings.see(WORDS, Window(start, end, low, high), MIDDLE[:, start:end], np.arange(end - start)[None], [])
    return meanings


def at(*words: str) -> tuple[Span, ...]:
    return tuple((TEXT.index(w), TEXT.index(w) + len(w)) for w in words)


def directly(head: Head, rows: list[int]) -> Floats:
    return head.pool(head.words(MIDDLE[0, rows]))


def test_a_content_is_the_words_that_it_covers(head: Head) -> None:
    assert seen(head).of(at("The bridge is safe")) == pytest.approx(directly(head, [0, 1, 2, 3]), abs=1e-3)


@pytest.mark.parametrize("cuts", [(), (2,), (1, 2, 3), (4, 9), (8,)])
def test_it_does_not_matter_where_windows_end(head: Head, cuts: tuple[int, ...]) -> None:
    spans = at("The bridge is safe", "it will not fall")
    whole = directly(head, [0, 1, 2, 3, 9, 10, 11, 12])
    assert seen(head, *cuts, margin=2).of(spans) == pytest.approx(whole, abs=1e-3)


def test_all_words_of_a_text(head: Head) -> None:
    assert seen(head, 5).all() == pytest.approx(directly(head, [*range(len(WORDS))]), abs=1e-3)


def test_what_was_not_seen_has_no_vector(head: Head, monkeypatch: pytest.MonkeyPatch) -> None:
    assert Meanings(head).of([(0, 10)]) is None
    assert Meanings(head).all() is None
    assert seen(head).of([]) is None
    monkeypatch.setattr(gathering, "MOST_WORDS", 5)
    cut = seen(head, 5)
    assert cut.of(at("The bridge")) is not None
    assert cut.of(at("will not fall")) is None


def test_attributions_with_a_content_have_vectors(head: Head) -> None:
    def attribution(id: str, content: Excerpt | None) -> Attribution:
        return Attribution(id=id, kind="indirect", source=None, cue=None, content=content, confidence=1)

    spans = at("The bridge is safe")
    found = seen(head).vectors([attribution("a1", None), attribution("a2", Excerpt.of(TEXT, spans))])
    assert found.ids == ("a2",)
    assert found.maker == head.maker
    assert (found.values == quantised(directly(head, [0, 1, 2, 3])[None])).mean() > 0.95
    assert seen(head).vectors([]).values.shape == (0, 256)
