import io
import os
import sys
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from onrecord.errors import EmptyInput, InputError, InvalidField, NotEnglish
from onrecord.model import Article
from onrecord.reading import Fields, article, articles

TEXT = "The mayor said on Monday that the bridge would stay closed until the end of the year."


def write(path: Path, columns: dict[str, Any], **options: Any) -> Path:
    pq.write_table(pa.table(columns), path, **options)
    return path


def test_all_fields_are_read(tmp_path: Path) -> None:
    columns = {
        "id": [7],
        "maintext": [TEXT],
        "title": ["Bridge"],
        "date_publish": [datetime(2023, 6, 2, 10, tzinfo=UTC)],
        "source_domain": ["post.example"],
        "url": ["https://post.example/1"],
        "authors": [["Ada Brook", "Tom Reed"]],
        "embedding": [[0.1] * 100],
    }
    assert list(articles(write(tmp_path / "a.parquet", columns))) == [
        Article(
            id="7",
            title="Bridge",
            published="2023-06-02T10:00:00+00:00",
            outlet="post.example",
            url="https://post.example/1",
            byline=("Ada Brook", "Tom Reed"),
            language="en",
            text=TEXT,
        )
    ]


@pytest.mark.parametrize(
    ("column", "published"),
    [
        (pa.array([date(2023, 6, 2)]), "2023-06-02"),
        (pa.array([datetime(2023, 6, 2, 10, 30)]), "2023-06-02T10:30:00"),
        (pa.array([1685692800123456789], pa.timestamp("ns", "UTC")), "2023-06-02T08:00:00+00:00"),
        (pa.array([1685692800], pa.timestamp("s", "+02:00")), "2023-06-02T10:00:00+02:00"),
        (pa.array([1685692800]), "2023-06-02T08:00:00+00:00"),
        (pa.array(["2 June 2023"]), "2023-06-02"),
        (pa.array(["2 June 2023"]).dictionary_encode(), "2023-06-02"),
        (pa.array([2**62], pa.timestamp("us")), None),
        (pa.array([None], pa.timestamp("us")), None),
        (pa.array([True]), None),
        (pa.array([[1]]), None),
    ],
)
def test_dates(tmp_path: Path, column: Any, published: str | None) -> None:
    assert article(write(tmp_path / "a.parquet", {"text": [TEXT], "date": column})).published == published


@pytest.mark.parametrize("type", [pa.string(), pa.large_string(), pa.binary(), pa.dictionary(pa.int32(), pa.string())])
def test_texts_of_any_type(tmp_path: Path, type: Any) -> None:
    text = f"“Café”, he said. {TEXT}"
    column = pa.array([text.encode() if type == pa.binary() else text]).cast(type)
    assert article(write(tmp_path / "a.parquet", {"text": column})).text == text


def test_a_text_of_a_wrong_type_or_none_is_an_error_in_its_place(tmp_path: Path) -> None:
    found = list(articles(write(tmp_path / "a.parquet", {"text": [TEXT, None, " ", TEXT]})))
    assert [type(f) for f in found] == [Article, EmptyInput, EmptyInput, Article]
    assert [f.name for f in found if isinstance(f, InputError)] == [f"{tmp_path / 'a.parquet'}, row {n}" for n in (2, 3)]
    assert [type(f) for f in articles(write(tmp_path / "a.parquet", {"text": [7]}))] == [InvalidField]


def test_bytes_that_are_no_utf8_cost_nothing_else(tmp_path: Path) -> None:
    column = pa.array([TEXT.encode(), b"\x93No\x94, he said. " + TEXT.encode(), b"\x00\x01\x02\x03" * 9, TEXT.encode()]).view(pa.string())
    found = list(articles(write(tmp_path / "a.parquet", {"text": column})))
    assert [f.text if isinstance(f, Article) else type(f).__name__ for f in found] == [TEXT, f"“No”, he said. {TEXT}", "EmptyInput", TEXT]


def test_another_language_in_one_row_is_refused_there_alone(tmp_path: Path) -> None:
    german = "Die Bundesregierung hat am Montag angekündigt, dass sie die Hilfen für das Land im nächsten Jahr fortsetzen werde."
    assert [type(f) for f in articles(write(tmp_path / "a.parquet", {"text": [german, TEXT]}))] == [NotEnglish, Article]


def test_columns_may_be_named(tmp_path: Path) -> None:
    path = write(tmp_path / "a.parquet", {"one": [TEXT], "two": ["Bridge"], "source": ["Post"]})
    found = article(path, mapping={"text": "one", "title": "two", "outlet": ""}, defaults=Fields(url="https://x.example"))
    assert (found.text, found.title, found.outlet, found.url) == (TEXT, "Bridge", None, "https://x.example")
    (missing,) = articles(path, mapping={"text": "three"})
    assert str(missing) == f"{path}: there is no column 'three'; there are 'one', 'two', 'source'"
    (missing,) = articles(path)
    assert "--field text=COLUMN" in str(missing)


def test_objects_and_two_columns_of_one_name(tmp_path: Path) -> None:
    table = pa.Table.from_arrays([pa.array([TEXT]), pa.array(["x"]), pa.array([{"name": "Post", "id": 1}])], ["text", "text", "source"])
    pq.write_table(table, tmp_path / "a.parquet")
    found = article(tmp_path / "a.parquet")
    assert (found.text, found.outlet) == (TEXT, "Post")


def test_it_is_told_by_its_first_bytes_and_read_from_a_pipe(tmp_path: Path) -> None:
    data = write(tmp_path / "a", {"text": [TEXT]}).read_bytes()
    assert article(tmp_path / "a").text == TEXT

    class Pipe(io.BytesIO):
        def seekable(self) -> bool:
            return False

    assert article(Pipe(data)).text == TEXT
    stream = io.BytesIO(data)
    assert article(stream).text == TEXT
    assert not stream.closed


def test_only_what_is_needed_is_read(tmp_path: Path) -> None:
    path = write(tmp_path / "a.parquet", {"text": [TEXT] * 2000, "other": [os.urandom(2000) for _ in range(2000)]}, row_group_size=500)
    taken = 0

    class Counted(io.FileIO):
        def read(self, size: int | None = -1) -> bytes:
            nonlocal taken
            data = super().read(-1 if size is None else size)
            taken += len(data)
            return data

    with Counted(str(path)) as stream:
        assert sum(isinstance(f, Article) for f in articles(stream)) == 2000
    assert taken < path.stat().st_size / 5


def test_memory_does_not_grow_with_the_file(tmp_path: Path) -> None:
    texts = [f"{n} {TEXT} " * 400 for n in range(4000)]  # 140 MB
    path = write(tmp_path / "a.parquet", {"text": texts}, row_group_size=4000, write_batch_size=32)
    del texts
    before = pa.total_allocated_bytes()
    most = 0
    for n, _ in enumerate(articles(path, force=True)):
        if n % 100 == 0:
            most = max(most, pa.total_allocated_bytes() - before)
    assert most < 40_000_000


def test_a_damaged_group_of_rows_costs_only_itself(tmp_path: Path) -> None:
    path = write(
        tmp_path / "a.parquet", {"text": [f"{TEXT} {n}" for n in range(90)]}, row_group_size=30, compression="zstd", use_dictionary=False
    )
    chunk = pq.ParquetFile(path).metadata.row_group(1).column(0)
    data = bytearray(path.read_bytes())
    middle = chunk.data_page_offset + chunk.total_compressed_size // 2
    data[middle : middle + 60] = b"\xff" * 60
    path.write_bytes(data)
    found = list(articles(path))
    errors = [f for f in found if isinstance(f, InputError)]
    assert len(errors) == 1
    assert str(errors[0]).startswith(f"{path}: rows 31 to 60 are damaged and lost (")
    assert sum(isinstance(f, Article) for f in found) == 60


@pytest.mark.parametrize("length", [4, 5, 100, -1, -8, -100])
def test_what_is_cut_off_is_one_error(tmp_path: Path, length: int) -> None:
    path = write(tmp_path / "a.parquet", {"text": [TEXT] * 100})
    path.write_bytes(path.read_bytes()[:length])
    (found,) = articles(path)
    assert str(found).startswith(f"{path}: is no Parquet file, or one that is damaged or cut off (")
    assert str(found).isprintable()


@pytest.mark.parametrize("data", [b"", b"x", b"PAR1", b"PAR1" * 1000, b"\x89PNG\r\n", b"PAR1" + b"\xff" * 1000 + b"\xff\xff\xff\x7fPAR1"])
def test_what_is_no_parquet_is_one_error(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "a.parquet"
    path.write_bytes(data)
    (found,) = articles(path)
    assert isinstance(found, InputError)
    assert str(found).isprintable()


def test_no_rows_is_an_empty_input(tmp_path: Path) -> None:
    assert [type(f) for f in articles(write(tmp_path / "a.parquet", {"text": pa.array([], pa.string())}))] == [EmptyInput]


def test_without_pyarrow_it_is_said_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write(tmp_path / "a.parquet", {"text": [TEXT]})
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    (found,) = articles(path)
    assert str(found) == f'{path}: is Parquet, which needs pyarrow; install it with: pip install "onrecord[parquet]"'
