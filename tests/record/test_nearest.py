"""Searching by meaning, with a stand-in for the network: texts that share words lie near each other."""

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from onrecord.meaning.codes import DIMENSION, quantised
from onrecord.meaning.gathering import Vectors
from onrecord.model import Reading
from onrecord.record import Facets, Record, nearest, open_record
from onrecord.record.blocks import FEW
from onrecord.record.searching import Meaning
from onrecord.record.vectors import vectors_of
from tests.record.conftest import stand_in

Make = Callable[..., Reading]
pytestmark = pytest.mark.usefixtures("embedder")


def keep(record: Record, made: Reading) -> None:
    record.add(made, stand_in(made))


@pytest.fixture
def full(record: Record, make: Make) -> Record:
    keep(record, make("one", ("Ana Lind", "the old bridge is safe"), ("Bo Berg", "wages must rise"), outlet="Post", published="2026-03-05"))
    keep(record, make("two", ("Cy Dahl", "the old bridge is not safe"), ("Ana Lind", "snow falls"), outlet="Times", published="2026-04-01"))
    return record


def found(record: Record, like: str, query: str = "", **asked: object) -> list[str]:
    return [h.attribution.content.text for h in record.search(query, like=like, **asked) if h.attribution.content]  # type: ignore[arg-type]


def test_the_nearest_come_first_and_the_far_not_at_all(full: Record) -> None:
    assert found(full, "the old bridge is safe") == ["the old bridge is safe", "the old bridge is not safe"]
    assert found(full, "wages rise") == ["wages must rise"]
    assert found(full, "penguins dance") == []
    assert found(full, "the old bridge is safe", least=0.99) == ["the old bridge is safe"]


def test_similarity_is_told_and_falls(full: Record) -> None:
    hits = [*full.search(like="the old bridge is safe")]
    told = [h.similarity for h in hits]
    assert told[0] == pytest.approx(1, abs=0.01)
    assert told == sorted(told, key=lambda s: -(s or 0))
    assert [h.similarity for h in full.search("bridge")] == [None, None]


@pytest.mark.parametrize(
    ("query", "facets", "who"),
    [
        ("", {"outlet": "post"}, ["the old bridge is safe"]),
        ("", {"speaker": "Dahl"}, ["the old bridge is not safe"]),
        ("", {"since": "2026-04"}, ["the old bridge is not safe"]),
        ("not", {}, ["the old bridge is not safe"]),
        ("-not", {}, ["the old bridge is safe"]),
        ("safe", {"act": "deny"}, []),
        ("nowhere", {}, []),
    ],
)
def test_words_and_facets_hold_too(full: Record, query: str, facets: dict[str, str], who: list[str]) -> None:
    asked: dict[str, Any] = {"like": "the old bridge is safe", **facets}
    assert found(full, query=query, **asked) == who
    assert full.count(query, **asked) == len(who)


def test_counts_are_of_what_is_near(full: Record) -> None:
    assert full.facets(like="the old bridge is safe")["outlet"] == [("Post", 1), ("Times", 1)]
    assert full.facets(like="the old bridge is safe", outlet="Post")["speaker"] == [("Ana Lind", 1)]


def test_pages_neither_skip_nor_repeat(full: Record) -> None:
    like = "the old bridge is safe"
    assert [h.id for i in range(3) for h in full.search(like=like, limit=1, offset=i)] == [h.id for h in full.search(like=like)]


def test_a_version_that_was_replaced_is_not_found(full: Record, make: Make) -> None:
    keep(full, make("one", ("Ana Lind", "the ferry sank"), outlet="Post", published="2026-03-05"))
    assert found(full, "the old bridge is safe") == ["the old bridge is not safe"]
    assert found(full, "the ferry sank") == ["the ferry sank"]
    assert full.faults() == []


def test_what_was_kept_without_vectors_is_found_after_embedding(full: Record, make: Make) -> None:
    full.add(make("three", ("Lind", "penguins dance")))
    assert found(full, "penguins dance") == []
    assert full.unembedded() == 1
    assert [*full.embed()] == [0]
    assert full.unembedded() == 0
    assert found(full, "penguins dance") == ["penguins dance"]
    assert [*full.embed()] == []


def test_vectors_of_another_model_are_not_compared_but_made_again(full: Record, make: Make) -> None:
    made = make("three", ("Lind", "penguins dance"))
    full.add(made, stand_in(made, maker="an older one"))
    assert found(full, "penguins dance") == []
    assert full.unembedded() == 1
    assert [*full.embed()] == [0]
    assert found(full, "penguins dance") == ["penguins dance"]
    assert full.faults() == []


def test_embedding_may_be_stopped_and_goes_on(record: Record, make: Make) -> None:
    for n in range(5):
        record.add(make(f"n{n}", ("Lind", f"penguins dance {n}")))
    stopped = record.embed()
    assert next(stopped) == 4
    stopped.close()
    assert record.unembedded() == 4
    assert len([*record.embed()]) == 4
    assert record.count(like="penguins dance") == 5


def test_an_article_without_attributions_needs_no_vectors_twice(record: Record, make: Make) -> None:
    record.add(make("one"))
    assert len([*record.embed()]) == 1
    assert record.unembedded() == 0


def many(place: str, make: Make, articles: int, each: int) -> Record:
    """A record whose vectors lie around a few directions."""
    rng = np.random.default_rng(4)
    centres = rng.standard_normal((12, DIMENSION))
    record = open_record(place)
    for n in range(articles):
        made = make(f"n{n}", *((f"Speaker {n % 7}", f"it rains {n} {i}") for i in range(each)), outlet=f"Post {n % 3}")
        values = centres[rng.integers(12, size=each)] + rng.standard_normal((each, DIMENSION))
        record.add(made, Vectors("stand-in", tuple(a.id for a in made.attributions), quantised(values.astype(np.float32))))
    return record


def test_looking_through_signs_first_finds_what_comparing_all_finds(place: str, make: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    record = many(place, make, FEW + 40, 10)
    ids, vectors = vectors_of(record.database, "stand-in")
    assert len(ids) == 10 * (FEW + 40)
    for row in (0, 700, 2900):
        unit = vectors[row].astype(np.float32)
        like = Meaning(unit / np.linalg.norm(unit), "stand-in", least=0.2)
        for facets in (Facets(), Facets(outlet="Post 1"), Facets(speaker="Speaker 3")):
            ask = record._searcher.ask
            exact = [h.id for h in ask("", facets, like).hits(20)]
            with monkeypatch.context() as patch:
                patch.setattr(nearest, "_ALL", 0)
                patch.setattr(nearest, "MOST", 600)
                signs = [h.id for h in ask("", facets, like).hits(20)]
            assert len(exact) == 20
            assert len({*exact} & {*signs}) >= 19
            assert signs[:3] == exact[:3]
    record.close()
