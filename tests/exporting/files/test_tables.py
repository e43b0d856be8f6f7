"""CSV, JSON Lines and Parquet."""

import csv
import io
import json
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.exporting.found import object_of
from onrecord.exporting.rows import csv_line, json_line
from onrecord.model import Attribution
from onrecord.record import Record
from tests.exporting.files.conftest import HOSTILE

_ANY = st.text(st.characters(codec=None), max_size=20)


def table(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return [*csv.DictReader(file)]


@given(st.lists(st.one_of(_ANY, st.floats(allow_nan=False), st.integers()), min_size=1, max_size=6))
def test_a_line_of_csv_reads_back_whatever_is_in_it(cells: list[Any]) -> None:
    (row,) = csv.reader(io.StringIO(csv_line(cells), newline=""))
    back = [c.removeprefix("'") if isinstance(x, str) and x[:1] in set("=+-@\t\r\n") and x else c for x, c in zip(cells, row, strict=True)]
    assert back == [str(x) for x in cells]


@given(st.dictionaries(_ANY, st.one_of(_ANY, st.none(), st.integers(), st.booleans(), st.lists(_ANY, max_size=3)), max_size=5))
def test_a_line_of_json_is_the_same_object_and_one_line(row: dict[str, Any]) -> None:
    line = json_line(row)
    assert json.loads(line) == row
    assert len(line.splitlines()) == 1
    line.encode("utf-8")


def test_csv_has_every_attribution_and_who_judged_it(corpus: Record, tmp_path: Path) -> None:
    corpus.export("csv", tmp_path / "out.csv")
    rows = table(tmp_path / "out.csv")
    hits = [*corpus.attributions()]
    assert [int(r["number"]) for r in rows] == [h.id for h in hits]
    for row, hit in zip(rows, hits, strict=True):
        assert row["content"].removeprefix("'") == (hit.attribution.content.text if hit.attribution.content else "")
    assert [(r["review"], r["review_by"]) for r in rows if r["review"]] == [("confirmed", "ed"), ("corrected", "al")]
    assert rows[0]["review_at"].startswith("20")


def test_csv_of_claims(corpus: Record, tmp_path: Path) -> None:
    corpus.export("csv", tmp_path / "out.csv", "mercury", claims=True, update=False)
    claims = corpus.claims("mercury", limit=None, update=False)
    assert [(r["id"], r["text"], int(r["outlets"])) for r in table(tmp_path / "out.csv")] == [(c.id, c.text, c.outlets) for c in claims]


def test_no_cell_of_a_hostile_article_is_a_formula(hostile: Record, tmp_path: Path) -> None:
    hostile.export("csv", tmp_path / "out.csv")
    (row,) = table(tmp_path / "out.csv")
    assert not any(cell[:1] in set("=+-@\t\r\n") for cell in row.values() if cell)
    assert row["content"] == "'" + HOSTILE
    assert row["review_by"].removeprefix("'") == HOSTILE.strip()


def test_json_lines_are_attributions_of_the_contract(corpus: Record, lines: Any) -> None:
    for one, hit in zip(lines(corpus, "jsonl"), corpus.attributions(), strict=True):
        assert one == json.loads(json.dumps(object_of(hit)))
        assert (
            msgspec.convert({k: v for k, v in one.items() if k not in {"number", "article", "record_speaker"}}, Attribution)
            == hit.attribution
        )


def test_json_lines_of_claims_tell_who_judged_what_is_behind_them(corpus: Record, lines: Any) -> None:
    found = lines(corpus, "jsonl", claims=True)
    assert [one["claim"]["id"] for one in found] == [c.id for c in corpus.claims(limit=None, update=False)]
    reviews = [r for one in found for r in one["reviews"]]
    assert {(r["verdict"], r["by"]) for r in reviews} <= {("confirmed", "ed"), ("corrected", "al")}
    assert reviews


def test_hostile_words_survive_json_lines(hostile: Record, lines: Any) -> None:
    (one,) = lines(hostile, "jsonl")
    assert one["content"]["text"] == HOSTILE
    assert one["article"]["title"] == HOSTILE


def test_parquet_is_the_table_of_data_frames(corpus: Record, tmp_path: Path) -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    corpus.export("parquet", tmp_path / "out.parquet")
    table = parquet.read_table(tmp_path / "out.parquet")
    assert table.equals(corpus.attributions().to_arrow().read_all())
    assert parquet.ParquetFile(tmp_path / "out.parquet").num_row_groups == 1
    assert table.column("review_by").to_pylist()[:3] == ["ed", None, "al"]


def test_hostile_words_survive_parquet(hostile: Record, tmp_path: Path) -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    hostile.export("parquet", tmp_path / "out.parquet")
    (row,) = parquet.read_table(tmp_path / "out.parquet").to_pylist()
    assert (row["content"], row["title"], row["outlet"]) == (HOSTILE, HOSTILE, HOSTILE)


def test_without_pyarrow_it_is_said_what_to_install(corpus: Record, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from onrecord.errors import MissingPackage

    monkeypatch.setitem(__import__("sys").modules, "pyarrow", None)
    with pytest.raises(MissingPackage, match=r'pip install "onrecord\[parquet\]"'):
        corpus.export("parquet", tmp_path / "out.parquet")
    assert not any(tmp_path.iterdir())
