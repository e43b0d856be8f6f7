import bz2
import gzip
import io
import json
import lzma
import random
import sys
import tracemalloc
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.errors import EmptyInput, InputError, NotText
from onrecord.model import Article
from onrecord.reading import article, articles
from onrecord.reading.compression import MOST_WAITED_FOR, packed_with
from onrecord.reading.source import Source

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

TEXT = "The mayor said on Monday that the bridge would stay closed until the end of the year."
LINE = json.dumps({"text": TEXT}).encode() + b"\n"

Pack = Callable[[bytes], bytes]
KINDS: dict[str, tuple[str, Pack]] = {
    "gzip": (".gz", gzip.compress),
    "bzip2": (".bz2", bz2.compress),
    "xz": (".xz", lzma.compress),
    "Zstandard": (".zst", zstd.compress),
}
EACH = pytest.mark.parametrize("kind", list(KINDS))


def lines(count: int) -> bytes:
    """Lines that cannot be made much smaller."""
    chance = random.Random(1)
    return b"".join(
        json.dumps({"id": str(n), "text": f"{TEXT} {chance.random()} {chance.random()}"}).encode() + b"\n" for n in range(count)
    )


@EACH
def test_every_format_is_read_in_every_packing(tmp_path: Path, kind: str) -> None:
    suffix, pack = KINDS[kind]
    contents = {
        "a.txt": TEXT,
        "a": TEXT,
        "a.html": f"<html><body><p>{TEXT}</p></body></html>",
        "a.json": json.dumps([{"text": TEXT}], indent=1),
        "a.JSONL": json.dumps({"text": TEXT}),
        "a.tsv": f"id\ttext\n1\t{TEXT}\n",
        "b.csv": f"text\n{TEXT}\n",
    }
    for name, content in contents.items():
        path = tmp_path / f"{name}{suffix}"
        path.write_bytes(pack(content.encode()))
        assert article(path).text == TEXT, name
        assert article(io.BytesIO(path.read_bytes()), format="csv" if name == "b.csv" else None).text == TEXT, name


@EACH
def test_the_name_does_not_matter(tmp_path: Path, kind: str) -> None:
    suffix, pack = KINDS[kind]
    packed, plain = tmp_path / "news.jsonl", tmp_path / f"plain.jsonl{suffix}"
    packed.write_bytes(pack(LINE * 2))
    plain.write_bytes(LINE * 2)
    for path in (packed, plain):
        assert [type(f) for f in articles(path)] == [Article] * 2


@EACH
def test_archives_on_end_are_one(kind: str) -> None:
    _, pack = KINDS[kind]
    for data in (pack(LINE) + pack(LINE), pack(LINE) + pack(b"") + pack(LINE), pack(LINE) + b"\0" * 100_000 + pack(LINE) + b"\0" * 512):
        assert [type(f) for f in articles(io.BytesIO(data))] == [Article] * 2


@EACH
@given(data=st.binary(min_size=1, max_size=300), pieces=st.integers(1, 50))
def test_all_bytes_come_through_a_pipe(kind: str, data: bytes, pieces: int) -> None:
    packed = KINDS[kind][1](data)

    class Pipe(io.BytesIO):
        def read1(self, size: int | None = -1) -> bytes:
            return super().read1(pieces)

    if packed_with(data) is None:
        assert Source(Pipe(packed), "x").whole() == data


@EACH
def test_what_is_cut_off_is_read_up_to_there(kind: str) -> None:
    packed = KINDS[kind][1](lines(3000))
    for length in (len(packed) * 2 // 3, len(packed) - 1):
        found = list(articles(io.BytesIO(packed[:length]), name="x"))
        assert all(isinstance(f, Article) for f in found[:-1])
        if kind != "bzip2":  # of which whole blocks of 900 kB are given
            assert [f.id for f in found if isinstance(f, Article)] == [str(n) for n in range(len(found) - 1)]
            assert len(found) > 1000
        assert type(found[-1]) is InputError
        assert str(found[-1]) == f"x: is {kind} that is cut off; what is whole before that place was read"


@EACH
def test_what_is_damaged_is_read_up_to_there(kind: str) -> None:
    packed = bytearray(KINDS[kind][1](lines(3000)))
    packed[len(packed) // 2 : len(packed) // 2 + 40] = b"\xff" * 40
    found = list(articles(io.BytesIO(bytes(packed)), name="x"))
    assert str(found[-1]).startswith("x: ")
    assert isinstance(found[-1], InputError)
    assert str(found[-1]).isprintable()


@EACH
@pytest.mark.parametrize("length", range(12, 40))
def test_only_a_beginning(kind: str, length: int) -> None:
    found = list(articles(io.BytesIO(KINDS[kind][1](LINE)[:length])))
    assert all(isinstance(f, Article | InputError) for f in found)
    assert isinstance(found[-1], InputError)


@EACH
def test_something_else_after_an_archive_is_told(kind: str) -> None:
    found = list(articles(io.BytesIO(KINDS[kind][1](LINE) + b"something else")))
    assert [type(f) for f in found] == [Article, InputError]
    assert "something else after it" in str(found[1])


@EACH
def test_nothing_in_an_archive(kind: str) -> None:
    assert [type(f) for f in articles(io.BytesIO(KINDS[kind][1](b"")))] == [EmptyInput]


def test_one_layer_is_taken_off() -> None:
    (found,) = articles(io.BytesIO(gzip.compress(gzip.compress(LINE))))
    assert isinstance(found, NotText)
    assert "is a gzip archive" in str(found)


def test_a_text_that_begins_like_an_archive_is_a_text() -> None:
    assert article(io.BytesIO(f"BZh9 is a road. {TEXT}".encode())).text == f"BZh9 is a road. {TEXT}"


FORMATS = ["jsonl", "json", "csv", "text", "html", "warc", "parquet"]


@pytest.mark.parametrize(
    ("kind", "content", "format"),
    [
        *((kind, b"a", "text") for kind in KINDS),
        *(("gzip", content, format) for content in (b"a", b"aaaaaaaaaaaaaaaaaaaaaaaa\n", b"\0") for format in FORMATS),
        ("gzip", b'{"text": 1}\n', "jsonl"),
        ("gzip", b"\n", "jsonl"),
        ("gzip", b"1,\n", "csv"),
        ("gzip", b"\r\n", "warc"),
    ],
)
def test_a_bomb_is_told_and_not_unpacked(kind: str, content: bytes, format: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("onrecord.reading.compression.MOST_WAITED_FOR", 1_000_000)
    monkeypatch.setattr("onrecord.reading.compression._CHUNK", 64)
    pack = KINDS[kind][1]
    bomb = pack(content * (200_000 // len(content))) * 50
    if format == "csv":
        bomb = pack(b"id,text\n") + bomb
    found = list(articles(io.BytesIO(bomb), name="x", format=format))
    assert not any(isinstance(f, Article) for f in found)
    assert str(found[-1]).startswith("x: unpacks to over 1 MB without an article, from ")


def test_a_bomb_takes_no_memory() -> None:
    packed = gzip.compress(b"a" * (4 * MOST_WAITED_FOR), 1)
    tracemalloc.start()
    (found,) = articles(io.BytesIO(packed), format="html")
    assert tracemalloc.get_traced_memory()[1] < 60_000_000
    tracemalloc.stop()
    assert "larger than 20 MB" in str(found)


def test_many_articles_that_shrink_well_are_no_bomb(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("onrecord.reading.compression.MOST_WAITED_FOR", 100_000)
    monkeypatch.setattr("onrecord.reading.compression._CHUNK", 64)
    packed = zstd.compress(LINE * 20_000)
    assert len(packed) * 1000 < len(LINE) * 20_000
    assert sum(isinstance(f, Article) for f in articles(io.BytesIO(packed))) == 20_000


def test_xz_that_needs_too_much_memory_is_refused() -> None:
    filters = [{"id": lzma.FILTER_LZMA2, "dict_size": 512 * 1024 * 1024, "mode": lzma.MODE_FAST, "mf": lzma.MF_HC3, "nice_len": 5}]
    try:
        packed = lzma.compress(LINE, lzma.FORMAT_XZ, filters=filters)
    except MemoryError:
        pytest.skip("not enough memory to make it")
    (found,) = articles(io.BytesIO(packed))
    assert "is xz that is damaged" in str(found)
    assert "emory" in str(found)
