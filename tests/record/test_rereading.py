"""Reading again what another version of onrecord has read."""

from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from onrecord.model import Article, Reading
from onrecord.pipeline import Understood
from onrecord.record import Record
from onrecord.record.keeping import keep
from tests.record.conftest import reading, stand_in

SAID = (("Ana Lind", "it rains on the bridge"), ("Bo Berg", "it snows"))


class Reader:
    """Stands in for the pipeline: finds what it is told to find, by the id of the article."""

    def __init__(self) -> None:
        self.finds: dict[str, Reading] = {}
        self.read: list[str] = []
        self.known: Any = None

    def __call__(self, article: Article, known: Any = None) -> Understood:
        self.read.append(article.id)
        self.known = known
        made = replace(self.finds[article.id], article=article)
        return Understood(made, stand_in(made))


@pytest.fixture
def reader(monkeypatch: pytest.MonkeyPatch) -> Reader:
    made = Reader()
    monkeypatch.setattr("onrecord.pipeline.understand_with_vectors", made)
    return made


@pytest.fixture
def old(record: Record, reader: Reader) -> Record:
    """Two articles that an older onrecord has read, and one that this one has."""
    for id in ("one", "two"):
        made = reading(id, *SAID, outlet=id)
        keep(record.database, made, "onrecord 0.0.1", stand_in(made))
        reader.finds[id] = made
    record.add(reading("three", *SAID[:1], outlet="three"))
    reader.finds["three"] = reading("three", *SAID[:1], outlet="three")
    return record


def test_only_what_another_version_has_read_is_read_again(old: Record, reader: Reader) -> None:
    assert list(old.reread()) == [(1, False), (0, False)]
    assert reader.read == ["one", "two"]
    assert list(old.reread()) == []
    assert [left for left, _ in old.reread(everything=True)] == [2, 1, 0]
    assert old.stats()["versions"] == 3


def test_where_the_same_is_found_nothing_is_written_even_where_it_was_reviewed(old: Record) -> None:
    old.review(1, "corrected", changes={"act": "deny"}, by="ed")
    old.review(2, "rejected", by="ed")
    old.add_attribution(1, {"content": [[0, 3]]}, by="ed")
    assert [other for _, other in old.reread()] == [False, False]
    assert old.stats()["versions"] == 3
    assert old.faults() == []


def test_where_something_else_is_found_reviews_go_on_to_hold(old: Record, reader: Reader) -> None:
    old.review(1, "rejected", by="ed")
    old.review(4, "corrected", changes={"act": "warn"}, by="ed")
    reader.finds["one"] = replace(reader.finds["one"], attributions=reader.finds["one"].attributions[:1])
    reader.finds["two"] = replace(reader.finds["two"], attributions=())
    assert list(old.reread()) == [(1, True), (0, True)]
    assert old.stats()["versions"] == 5
    assert old.reading(1).attributions == ()
    assert [(a.act, a.review and a.review.verdict) for a in old.reading(2).attributions] == [("warn", "corrected")]
    assert list(old.reread()) == []
    assert old.faults() == []


def test_what_is_stopped_goes_on(old: Record, reader: Reader) -> None:
    going = old.reread()
    next(going)
    going.close()
    assert list(old.reread()) == [(0, False)]
    assert reader.read == ["one", "two"]


def test_an_article_that_has_come_again_meanwhile_is_left_alone(old: Record, reader: Reader) -> None:
    new = reading("one", ("Cy Dahl", "all is new"), outlet="one")
    plain = reader.__call__

    def meanwhile(article: Article, known: Any = None) -> Understood:
        if article.id == "one" and not old.has(new.article):
            old.add(new)
        return plain(article, known)

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("onrecord.pipeline.understand_with_vectors", meanwhile)
        assert list(old.reread()) == [(1, False), (0, False)]
    assert [a.content and a.content.text for a in old.reading(1).attributions] == ["all is new"]


def test_speakers_that_the_user_knows_are_given(old: Record, reader: Reader, tmp_path: Path) -> None:
    (tmp_path / "known.csv").write_text("name,aliases,id\nAna Lind,,Q1\n", encoding="utf-8")
    list(old.reread(known=tmp_path / "known.csv"))
    assert reader.known.find("Ana Lind", "person") == "Q1"
