import gzip
import io
import json
import sys
from pathlib import Path
from typing import Any

import pytest

from onrecord.errors import EmptyInput, InputError, NoInput
from onrecord.exporting.contract import document, lines
from onrecord.exporting.standoff import to_ann
from onrecord.model import Reading
from onrecord.scoring.loading import Loaded, loaded
from tests.scoring.conftest import TEXT

ONE = {"source": [[17, 21]], "cue": [[22, 26]], "content": [[0, 15]]}


def read(tmp_path: Path, *rows: Any, name: str = "x.jsonl") -> Loaded:
    path = tmp_path / name
    path.write_text("".join((r if isinstance(r, str) else json.dumps(r)) + "\n" for r in rows), encoding="utf-8")
    return loaded(path)


def test_what_the_command_writes_is_read_in_each_of_its_forms(example: Reading, tmp_path: Path) -> None:
    forms = {"x.jsonl": lines([example]), "x.json": document([example], single=True), "y.json": document([example], single=False)}
    for name, pieces in forms.items():
        (tmp_path / name).write_text("".join(pieces), encoding="utf-8")
        (found,) = loaded(tmp_path / name).documents.values()
        assert (found.id, found.text, len(found.by[""])) == (example.article.id, example.article.text, len(example.attributions))


def test_labels_of_several_people_are_kept_apart(tmp_path: Path) -> None:
    found = read(tmp_path, {"id": "x", "text": TEXT, "annotations": {"ann": [ONE], "bo": []}}).documents["x"]
    assert {who: len(some) for who, some in found.by.items()} == {"ann": 1, "bo": 0}


def test_attributions_one_a_line_are_put_together_by_article(tmp_path: Path) -> None:
    found = read(tmp_path, {"article": "x", **ONE}, {"article": {"id": "x", "text": TEXT}, **ONE}, {"article": 7, **ONE})
    assert {id: len(d.by[""]) for id, d in found.documents.items()} == {"x": 2, "7": 1}
    assert found.documents["x"].text == TEXT


def test_compressed_files_and_standard_input_are_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    data = json.dumps({"id": "x", "text": TEXT, "attributions": [ONE]}).encode()
    (tmp_path / "x.jsonl.gz").write_bytes(gzip.compress(data))
    assert "x" in loaded(tmp_path / "x.jsonl.gz").documents
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))
    assert "x" in loaded("-").documents


def test_a_folder_of_annotations_is_read(example: Reading, tmp_path: Path) -> None:
    (tmp_path / "one.txt").write_text(example.article.text, encoding="utf-8", newline="")
    (tmp_path / "one.ann").write_text(to_ann(example), encoding="utf-8", newline="")
    (tmp_path / "two.ann").write_text("T1\tCue 0 4\tsaid\n", encoding="utf-8")
    found = loaded(tmp_path)
    assert len(found.documents["one"].by[""]) == len(example.attributions)
    assert ["two.ann" in str(e) for e in found.errors] == [True]
    assert "speaker" not in found.documents["one"].by[""][0].fields, "nobody could mark it"


def test_what_is_wrong_costs_only_itself(tmp_path: Path) -> None:
    found = read(
        tmp_path,
        "{broken",
        [1],
        {"attributions": [ONE]},
        {"id": "y", "annotations": [ONE]},
        {"id": "x", "text": TEXT, "attributions": [ONE, {**ONE, "cue": [[0, 10_000]]}, ONE]},
    )
    assert len(found.documents["x"].by[""]) == 2
    told = [str(e) for e in found.errors]
    assert "x.jsonl:1: is not valid JSON" in told[0]
    assert "is no object with attributions" in told[1]
    assert "which article" in told[2]
    assert "that are no list" in told[3]
    assert 'x.jsonl:5 (x): attribution 2 has "cue" from 0 to 10000' in told[4]
    assert all("\n" not in line for line in told)


def test_a_flood_of_wrong_attributions_is_summed_up(tmp_path: Path) -> None:
    found = read(tmp_path, {"id": "x", "text": TEXT, "attributions": [{}] * 500 + [ONE]})
    assert len(found.errors) == 21
    assert "480 more" in str(found.errors[-1])


def test_nothing_to_read_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(NoInput, match="no such file"):
        loaded(tmp_path / "none")
    (tmp_path / "empty").write_bytes(b"")
    with pytest.raises(EmptyInput):
        loaded(tmp_path / "empty")
    with pytest.raises(InputError, match="not valid JSON"):
        read(tmp_path, "no json at all")
    (tmp_path / "folder").mkdir()
    with pytest.raises(NoInput, match=r"no \.ann file"):
        loaded(tmp_path / "folder")
