"""The embedder on the shipped encoder, and the vectors that come with reading."""

from pathlib import Path

import numpy as np
import pytest

from onrecord import pipeline
from onrecord.errors import InputError, WeightsError
from onrecord.meaning import head
from onrecord.meaning.embedding import embedder
from onrecord.model import Article
from onrecord.reading import from_text

TEXT = "The bridge is safe, engineer Ada Holm said on Monday. Mayor Bo Lind told reporters that it would stay closed until May."


def test_a_text_has_a_vector_of_its_own() -> None:
    a, b = embedder().of("the bridge is safe"), embedder().of("wages will rise in May")
    assert np.linalg.norm(a) == pytest.approx(1, abs=1e-5)
    assert not np.allclose(a, b, atol=1e-3)
    assert np.array_equal(a, embedder().of("the bridge is safe"))


@pytest.mark.parametrize("empty", ["", "   ", "…!?", "\n\n"])
def test_a_text_without_words_has_none(empty: str) -> None:
    with pytest.raises(InputError, match="no word"):
        embedder().of(empty)


def test_a_very_long_text_is_cut_not_refused() -> None:
    assert embedder().of("The bridge is safe. " * 20_000).shape == (256,)


def test_reading_gives_the_same_reading_with_and_without_vectors() -> None:
    article = from_text(TEXT)
    understood = pipeline.understand_with_vectors(article)
    assert understood.reading == pipeline.understand(article)
    assert understood.vectors is not None
    assert understood.vectors.ids == tuple(a.id for a in understood.reading.attributions if a.content)


def test_an_article_that_was_read_before_gets_the_vectors_that_reading_gives() -> None:
    understood = pipeline.understand_with_vectors(from_text(TEXT))
    again = embedder().again(understood.reading)
    assert understood.vectors is not None
    assert again.ids == understood.vectors.ids
    assert np.array_equal(again.values, understood.vectors.values)


def test_several_processes_give_the_same_vectors() -> None:
    articles = [Article(id=f"n{n}", text=f"{TEXT} It was the {n}th time.") for n in range(3)]
    one, two = ([*pipeline.understand_all(articles, processes=n, vectors=True)] for n in (1, 2))
    for a, b in zip(one, two, strict=True):
        assert isinstance(a, pipeline.Understood)
        assert isinstance(b, pipeline.Understood)
        assert a.reading == b.reading
        assert a.vectors is not None
        assert b.vectors is not None
        assert np.array_equal(a.vectors.values, b.vectors.values)


def test_without_weights_articles_are_read_all_the_same(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(head, "shipped", lambda: head.Head(tmp_path / "none.npz"))
    understood = pipeline.understand_with_vectors(from_text(TEXT))
    assert understood.vectors is None
    assert understood.reading.attributions
    embedder.cache_clear()
    with pytest.raises(WeightsError, match="is missing"):
        embedder()
    monkeypatch.undo()
    embedder.cache_clear()
