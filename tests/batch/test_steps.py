"""The steps before engines come in: slices, parts, marks, and readings as rows."""

import json
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
import pytest

from onrecord import pipeline
from onrecord.batch.layout import Place, articles_table, attributions_table, error_of, failure_row, understood_in
from onrecord.batch.marks import Marks
from onrecord.batch.plan import Input, Plan
from onrecord.batch.slicing import SLICED, SLICES, Slicer
from onrecord.batch.storage import Folder
from onrecord.batch.understanding import PARTS, Told, Understander
from onrecord.errors import EmptyInput, InputError, NotEnglish
from onrecord.exporting.contract import reading_from
from onrecord.meaning.gathering import Vectors
from onrecord.model import Article, Reading
from onrecord.pipeline import Understood
from tests.batch.jobs import BRIDGE

EXAMPLE = reading_from((Path(__file__).parents[1] / "exporting" / "example.json").read_bytes())


def sliced(folder: Path, input: Input, **how: Any) -> list[list[dict[str, Any]]]:
    place = Folder(str(folder / "dataset"))
    Slicer(place.path, Plan((), **how).encoded())(msgspec.json.encode(input).decode())
    counts = [len(place.read_table(f"{SLICES}/{name}").to_pylist()) for name in place.names(SLICES)]
    assert place.read_json(f"{SLICED}/{input.number:07d}.json") == counts
    return [place.read_table(f"{SLICES}/{name}").to_pylist() for name in place.names(SLICES)]


def test_slices_begin_small_and_hold_every_article_in_order(tmp_path: Path) -> None:
    path = tmp_path / "many.jsonl"
    path.write_text("".join(json.dumps({"text": f"{BRIDGE} {n}"}) + "\n" for n in range(300)))
    found = sliced(tmp_path, Input(3, str(path), str(tmp_path)))
    assert [r["index"] for rows in found for r in rows] == list(range(300))
    assert [len(rows) for rows in found][:3] == [16, 16, 16]
    assert max(map(len, found[:-1])) <= 300 // 8
    assert {r["file"] for rows in found for r in rows} == {3}


def test_a_file_that_is_not_there_is_a_failure(tmp_path: Path) -> None:
    ((row,),) = sliced(tmp_path, Input(0, str(tmp_path / "none.txt"), "none.txt"))
    assert row["article"] is None
    assert json.loads(row["failure"])["kind"] == "NoInput"
    ((row,),) = sliced(tmp_path, Input(0, "x", "x*", "nothing matches this pattern; check it", "NoInput"))
    assert json.loads(row["failure"])["reason"] == "nothing matches this pattern; check it"


def test_a_file_of_an_object_store_is_read_by_its_suffix(tmp_path: Path) -> None:
    path = tmp_path / "one.jsonl"
    path.write_text(json.dumps({"text": BRIDGE}) + "\n")
    ((row,),) = sliced(tmp_path, Input(0, path.as_uri(), path.as_uri()), outlet="Dravosa Post")
    assert msgspec.json.decode(row["article"], type=Article).outlet == "Dravosa Post"


def test_readings_come_back_word_for_word() -> None:
    vectors = Vectors(
        "maker", tuple(a.id for a in EXAMPLE.attributions[:2]), np.arange(512, dtype=np.int16).astype(np.int8).reshape(2, 256)
    )
    bare = Reading(msgspec.structs.replace(EXAMPLE.article, id="bare", byline=("A", "B"), wire=("NordPress",)), ())
    rows = [(Place(1, 2, 2, False), Understood(EXAMPLE, vectors)), (Place(1, 3), Understood(bare, None))]
    found = list(understood_in(articles_table(rows), attributions_table(rows)))
    assert [(place, u.reading) for place, u in found] == [(place, u.reading) for place, u in rows]
    assert found[0][1].vectors is not None
    assert found[0][1].vectors.ids == vectors.ids
    assert (found[0][1].vectors.values == vectors.values).all()
    assert found[1][1].vectors is None


ERRORS = (
    InputError("was wrong", "a.txt"),
    EmptyInput("nothing", "b"),
    NotEnglish("is in German", "c", "de", "0123"),
    InputError("x", "\udce9"),
)


@pytest.mark.parametrize("error", ERRORS)
def test_errors_come_back(error: InputError) -> None:
    again = error_of(failure_row(0, 1, "a", error))
    assert type(again) is type(error)
    assert again.problem == error.problem
    assert again.name == error.name.encode("utf-8", "backslashreplace").decode()
    assert getattr(again, "language", None) == getattr(error, "language", None)


def understood(folder: Path, texts: list[str], standing: list[tuple[int, int, bool]]) -> Told:
    path = folder / "some.jsonl"
    path.write_text("".join(json.dumps({"text": text, "id": f"n{n}"}) + "\n" for n, text in enumerate(texts)))
    sliced(folder, Input(0, str(path), "some"))
    place = Folder(str(folder / "dataset"))
    Understander(place.path, Plan(()).encoded())(msgspec.json.encode(("0000000-00000", standing)).decode())
    return msgspec.json.decode(place.read(f"{PARTS}/0000000-00000.json"), type=Told)


def test_one_bad_document_never_fails_its_part(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(article: Article, known: object) -> Understood:
        if article.id == "n1":
            raise RuntimeError("out of its depth")
        return Understood(Reading(article, ()), None)

    monkeypatch.setattr(pipeline, "_with_vectors", fails)
    told = understood(tmp_path, [BRIDGE, BRIDGE + " Again.", BRIDGE + " Thrice."], [])
    assert (told.articles, told.failed) == (2, 1)
    (failure,) = Folder(str(tmp_path / "dataset")).read_table("failures/0000000-00000.parquet").to_pylist()
    assert failure["input"] == "article n1"
    assert "could not be understood (RuntimeError: out of its depth)" in failure["reason"]


def test_duplicates_are_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pipeline, "_with_vectors", lambda article, known: Understood(Reading(article, ()), None))
    told = understood(tmp_path, [BRIDGE, BRIDGE + " Again."], [(0, 0, True), (1, 2, False)])
    assert (told.articles, told.duplicates) == (1, 1)
    (row,) = Folder(str(tmp_path / "dataset")).read_table("articles/0000000-00000.parquet").to_pylist()
    assert (row["index"], row["version"], row["is_current"]) == (1, 2, False)


def killed(folder: Folder, at: int) -> set[int]:
    """Begin a slice, and be killed at an article; what was left out before."""
    marks = Marks(folder, "0")
    for index in range(at + 1):
        if index not in marks.deadly:
            marks.begin(index)
    return marks.deadly


def test_an_article_over_which_workers_are_killed_again_and_again_is_left_out(tmp_path: Path) -> None:
    folder = Folder(str(tmp_path))
    assert [killed(folder, 2) for _ in range(4)] == [set(), set(), set(), {2}]
    assert killed(folder, 4) == {2}


def test_who_stops_a_job_here_and_there_loses_nothing(tmp_path: Path) -> None:
    folder = Folder(str(tmp_path))
    assert [killed(folder, at) for at in (2, 2, 3, 2, 1, 3)] == [set()] * 6
    Marks(folder, "0").forget()
    assert not folder.has("_work/begun/0.json")
