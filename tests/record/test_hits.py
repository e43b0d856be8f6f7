"""Attributions as tables, and articles one after the other."""

import builtins
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

import onrecord
from onrecord.errors import MissingPackage, RecordError
from onrecord.model import Date, Reading, Via
from onrecord.record import Record, open_record
from onrecord.record.table import COLUMNS

Make = Callable[..., Reading]


@pytest.fixture
def full(record: Record, make: Make) -> Record:
    one = make(
        "one", ("Ana Lind", "the bridge is safe"), ("Bo Berg", "the dam is weak"), outlet="Post", published="2026-03-05", title="Bridge"
    )
    first, second = one.attributions
    first = replace(
        first,
        via=(Via(name="Reuters", type="outlet", spans=()), Via(name="RT", type="outlet", spans=())),
        said_on=Date(value="2026-02", text="in February", spans=((0, 3),)),
        asserted=False,
    )
    record.add(replace(one, attributions=(first, replace(second, inside="a1", speaker=None, source=None, content=None, certainty=None))))
    record.add(make("two", ("Ana Lind", "it rains"), url="https://post.example/two?utm_source=x"))
    return record


def test_a_row_has_what_the_contract_has(full: Record) -> None:
    first, second, third = full.attributions().to_arrow().read_all().to_pylist()
    assert first["id"] == 1
    assert first["label"] == "a1"
    assert (first["article"], first["article_id"], first["outlet"], first["title"]) == (1, "one", "Post", "Bridge")
    assert (first["published"], first["published_on"]) == ("2026-03-05", date(2026, 3, 5))
    assert (first["source"], first["cue"], first["content"]) == ("Ana Lind", "said", "the bridge is safe")
    assert (first["speaker"], first["speaker_type"], first["speaker_key"]) == ("Ana Lind", "person", "ana lind")
    assert first["via"] == ["Reuters", "RT"]
    assert (first["said_on"], first["said_on_first"], first["said_on_last"]) == ("2026-02", date(2026, 2, 1), date(2026, 2, 28))
    assert first["content_spans"] == [[14, 32]]
    assert first["asserted"] is False
    assert (first["certainty"], first["certainty_polarity"], first["confidence"]) == ("certain", "positive", 0.8)
    absent = ("speaker", "speaker_type", "source", "content", "said_on", "said_on_first", "certainty", "certainty_future")
    assert [second[name] for name in absent] == [None] * len(absent)
    assert (second["via"], second["source_spans"], second["inside"]) == ([], [], "a1")
    assert third["url"] == "https://post.example/two?utm_source=x"
    assert third["published_on"] is None


def test_every_column_is_described_and_named_once(full: Record) -> None:
    schema = full.attributions().to_arrow().schema
    assert schema.names == [column.name for column in COLUMNS]
    assert len(set(schema.names)) == len(COLUMNS)
    assert all(schema.field(column.name).metadata[b"what"].decode() == column.what for column in COLUMNS)


def test_every_column_is_documented() -> None:
    told = (Path(__file__).parents[2] / "docs" / "python.md").read_text(encoding="utf-8")
    for column in COLUMNS:
        assert f"| `{column.name}` |" in told, column.name


def test_batches_come_one_by_one(record: Record, make: Make) -> None:
    for n in range(10):
        record.add(make(f"n{n}", ("Lind", f"it rains {n}"), ("Berg", f"it snows {n}")))
    batches = list(record.attributions().to_arrow(rows=8))
    assert [batch.num_rows for batch in batches] == [8, 8, 4]
    assert [batch.num_rows for batch in record.search("rains", limit=3).to_arrow(rows=8)] == [3]


def test_an_empty_table_has_its_columns(record: Record) -> None:
    assert record.attributions().to_arrow().read_all().num_rows == 0
    assert list(record.search("nothing").to_pandas().columns) == [column.name for column in COLUMNS]
    assert record.search("nothing").to_polars().shape == (0, len(COLUMNS))


def test_pandas(full: Record) -> None:
    frame = full.attributions().to_pandas()
    assert frame.groupby("speaker").size().to_dict() == {"Ana Lind": 2}
    assert frame["asserted"].tolist() == [False, True, True]
    assert full.search("bridge").to_pandas()["content"].tolist() == ["the bridge is safe"]


def test_polars(full: Record) -> None:
    frame = full.attributions(speaker="Lind").to_polars()
    assert frame["content"].to_list() == ["the bridge is safe", "it rains"]
    assert frame["content_spans"].to_list()[0] == [[14, 32]]


@pytest.mark.parametrize(
    ("method", "package", "extra"),
    [
        ("to_arrow", "pyarrow", "parquet"),
        ("to_pandas", "pandas", "pandas"),
        ("to_pandas", "pyarrow", "pandas"),
        ("to_polars", "polars", "polars"),
    ],
)
def test_a_package_that_is_missing_is_named(full: Record, monkeypatch: pytest.MonkeyPatch, method: str, package: str, extra: str) -> None:
    monkeypatch.setitem(sys.modules, package, None)
    with pytest.raises(MissingPackage) as error:
        getattr(full.attributions(), method)()
    assert str(error.value) == f'{package} is not installed; install it with: pip install "onrecord[{extra}]"'
    assert isinstance(error.value, ImportError)


def test_opening_a_record_imports_no_data_frames(full: Record, monkeypatch: pytest.MonkeyPatch) -> None:
    before, asked = builtins.__import__, []

    def noted(name: str, *args: Any, **more: Any) -> Any:
        asked.append(name.partition(".")[0])
        return before(name, *args, **more)

    monkeypatch.setattr(builtins, "__import__", noted)
    assert len(list(full.attributions())) == 3
    assert not {"pandas", "polars", "pyarrow"} & set(asked)


def test_hits_can_be_gone_through_again(full: Record) -> None:
    hits = full.search("bridge OR rains")
    assert [hit.id for hit in hits] == [hit.id for hit in hits]
    assert repr(hits) == f"<attributions of {full.database.name} that fit 'bridge OR rains'>"


def test_attributions_stand_in_their_order_with_facets_and_over_pages(record: Record, make: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("onrecord.record.searching._BATCH", 3)
    for n in range(7):
        record.add(make(f"n{n}", ("Lind", f"it rains {n}"), ("Berg", f"it snows {n}")))
    assert [hit.attribution.id for hit in record.attributions()] == ["a1", "a2"] * 7
    assert [hit.article["id"] for hit in record.attributions(speaker="Berg")] == [f"n{n}" for n in range(7)]


def test_only_what_is_current_is_there(record: Record, make: Make) -> None:
    record.add(make("one", ("Lind", "it rains")))
    record.add(make("one", ("Lind", "it snows")))
    assert [hit.attribution.content.text for hit in record.attributions() if hit.attribution.content] == ["it snows"]
    assert [reading.attributions[0].content.text for reading in record.readings() if reading.attributions[0].content] == ["it snows"]
    assert len(record) == 1


def test_while_it_is_gone_through_it_may_be_written(full: Record, make: Make) -> None:
    going = iter(full.attributions())
    next(going)
    full.add(make("three", ("Lind", "it hails")))
    assert len(list(going)) >= 2


def test_articles_one_after_the_other(record: Record, make: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("onrecord.record.articles._PAGE", 3)
    given = [make(f"n{n}", ("Lind", f"it rains {n}")) for n in range(8)]
    list(record.add_all(given))
    assert list(record.articles()) == [one.article for one in given]
    assert list(record) == list(record.articles())
    assert list(record.readings()) == given


def test_an_article_by_its_number_its_address_or_its_id(full: Record) -> None:
    assert full.article(1).id == "one"
    assert full.article("two").id == "two"
    assert full.article("http://post.example/two#top").id == "two"
    for missing in (7, "seven", "https://post.example/seven", ""):
        with pytest.raises(RecordError, match="has no article"):
            full.article(missing)


def test_how_a_record_shows_itself(tmp_path: Path, make: Make) -> None:
    with onrecord.open(tmp_path / "news.db") as record:
        assert bool(record)
        assert len(record) == 0
        record.add(make("one"))
        assert repr(record) == f"<Record {tmp_path / 'news.db'}: 1 article>"
    assert repr(record) == f"<Record {tmp_path / 'news.db'}>"


def test_a_closed_record_says_so(tmp_path: Path) -> None:
    record = open_record(tmp_path / "news.db")
    record.close()
    record.close()
    with pytest.raises(RecordError) as error:
        len(record)
    assert "is closed" in str(error.value)
