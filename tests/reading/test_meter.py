import gzip
import json
import os
from pathlib import Path

import pytest

from onrecord.model import Article
from onrecord.reading import articles
from onrecord.reading.meter import Meter, size_of

TEXT = "The mayor said on Monday that the bridge would stay closed until the end of the year."


def many(path: Path, count: int = 5000) -> Path:
    path.write_text("".join(json.dumps({"id": str(n), "text": TEXT}) + "\n" for n in range(count)))
    return path


def test_bytes_are_counted_as_they_are_read(tmp_path: Path) -> None:
    path, meter = many(tmp_path / "a.jsonl"), Meter()
    size, seen = path.stat().st_size, []
    for n, found in enumerate(articles(path, meter=meter)):
        assert isinstance(found, Article)
        if n % 1000 == 0:
            seen.append(meter.done)
    assert seen == sorted(seen)
    assert 0 < seen[0] < size / 4
    assert abs(seen[2] - size * 2 / 5) < 200_000
    assert meter.done == size


def test_of_what_is_compressed_the_compressed_bytes_are_counted(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl.gz"
    path.write_bytes(gzip.compress(many(tmp_path / "a.jsonl").read_bytes()))
    meter = Meter()
    assert len(list(articles(path, meter=meter))) == 5000
    assert meter.done == path.stat().st_size == size_of([str(path)])


def test_parquet_of_which_not_all_is_read_counts_as_a_whole(tmp_path: Path) -> None:
    arrow = pytest.importorskip("pyarrow")
    from pyarrow import parquet

    path, meter = tmp_path / "a.parquet", Meter()
    parquet.write_table(arrow.table({"text": [TEXT] * 50, "other": [os.urandom(1000) for _ in range(50)]}), path)
    assert len(list(articles(path, meter=meter))) == 50
    assert meter.done == path.stat().st_size


def test_a_file_that_is_given_up_counts_as_done(tmp_path: Path) -> None:
    path, meter = tmp_path / "a.txt", Meter()
    path.write_bytes(b"%PDF-1.7\n" + bytes(100_000))
    list(articles(path, meter=meter))
    assert meter.done == path.stat().st_size


def test_the_size_of_inputs_is_that_of_all_their_files(tmp_path: Path) -> None:
    (tmp_path / "d" / "e").mkdir(parents=True)
    for name in ("a.txt", "d/b.txt", "d/e/c.txt", "d/.hidden"):
        (tmp_path / name).write_text(TEXT)
    one = len(TEXT)
    assert size_of([str(tmp_path / "a.txt"), str(tmp_path / "d")]) == 3 * one
    assert size_of([str(tmp_path / "*.txt"), str(tmp_path / "none*")]) == one
    assert size_of([str(tmp_path / "none.txt")]) == 0


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
def test_what_has_no_end_that_is_known_has_no_size(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "a.txt").write_text(TEXT)
    for endless in ("-", str(tmp_path / "pipe"), "https://news.example/", "/dev/null"):
        assert size_of([str(tmp_path / "a.txt"), endless]) is None
