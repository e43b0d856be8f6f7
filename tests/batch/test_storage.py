from pathlib import Path

import pyarrow as pa
import pytest

from onrecord.batch.storage import Folder, is_remote, opened, remote_files
from onrecord.errors import OnrecordError


@pytest.fixture(params=["path", "uri"])
def folder(request: pytest.FixtureRequest, tmp_path: Path) -> Folder:
    """A folder, named by its path and as one of an object store."""
    return Folder(str(tmp_path) if request.param == "path" else tmp_path.as_uri())


def test_what_is_written_is_read_again(folder: Folder) -> None:
    folder.write("a/one.txt", b"words")
    folder.write_json("a/two.json", {"n": 1})
    table = pa.table({"n": [1, 2]})
    folder.write_table("a/three.parquet", table)
    assert folder.read("a/one.txt") == b"words"
    assert folder.read_json("a/two.json") == {"n": 1}
    assert folder.read_table("a/three.parquet") == table
    assert folder.names("a") == ["one.txt", "three.parquet", "two.json"]
    assert [folder.has(name) for name in ("a/one.txt", "a", "b")] == [True, True, False]


def test_what_is_written_again_is_replaced(folder: Folder) -> None:
    folder.write("one.txt", b"a")
    folder.write("one.txt", b"b")
    assert folder.read("one.txt") == b"b"


def test_a_file_that_was_not_written_to_its_end_is_not_there(folder: Folder, tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / ".unfinished-0123-one.txt").write_text("half")
    (tmp_path / "a" / "two.txt").write_text("whole")
    assert folder.names("a") == ["two.txt"]
    folder.clear_unfinished("a", "b")
    assert [p.name for p in (tmp_path / "a").iterdir()] == ["two.txt"]


def test_what_is_removed_is_gone(folder: Folder) -> None:
    assert folder.is_empty()
    folder.write("a/one.txt", b"")
    assert not folder.is_empty()
    folder.remove("a")
    folder.remove("a")
    assert not folder.has("a")
    assert folder.names("a") == []


def test_files_of_an_object_store_are_found_by_folder_and_pattern(tmp_path: Path) -> None:
    for name in ("b.jsonl", "a.warc.gz", "deep/c.jsonl", ".hidden.jsonl"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("x")
    uri = tmp_path.as_uri()
    assert [p.removeprefix(uri) for p in remote_files(uri)] == ["/a.warc.gz", "/b.jsonl", "/deep/c.jsonl"]
    assert [p.removeprefix(uri) for p in remote_files(f"{uri}/*.jsonl")] == ["/b.jsonl", "/deep/c.jsonl"]
    assert list(remote_files(f"{uri}/b.jsonl")) == [f"{uri}/b.jsonl"]
    with opened(f"{uri}/b.jsonl") as stream:
        assert stream.read() == b"x"


def test_what_cannot_be_reached_is_named() -> None:
    with pytest.raises(OnrecordError, match="nowhere://a: cannot be reached"):
        Folder("nowhere://a")
    assert [is_remote(path) for path in ("https://dravosa.example/a", "a/b", "s3://a/b")] == [False, False, True]
