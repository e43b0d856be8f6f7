import bz2
import gzip
import io
import logging
import tracemalloc
from pathlib import Path

import brotli
import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.errors import EmptyInput, InputError, NotEnglish
from onrecord.model import Article
from onrecord.reading import Fields, articles

TEXT = "The mayor said on Monday that the bridge would stay closed until the end of the year."
PAGE = f"<html><head><title>Bridge</title></head><body><article><p>{TEXT}</p></article></body></html>"
HTML = "Content-Type: text/html; charset=utf-8"


def record(block: bytes, type: str = "response", url: str | None = "https://post.example/1", **other: str) -> bytes:
    fields = {"WARC-Type": type, "WARC-Date": "2023-06-02T10:00:00Z", "WARC-Target-URI": url, "Content-Length": str(len(block))}
    fields |= {key.replace("_", "-"): value for key, value in other.items()}
    head = "".join(f"{key}: {value}\r\n" for key, value in fields.items() if value is not None)
    return f"WARC/1.0\r\n{head}\r\n".encode() + block + b"\r\n\r\n"


def page(body: str | bytes = PAGE, *fields: str, status: int = 200, type: str = HTML, url: str = "https://post.example/1") -> bytes:
    head = "\r\n".join([f"HTTP/1.1 {status} OK", type, *fields, "", ""])
    return record(head.encode() + (body.encode() if isinstance(body, str) else body), url=url)


def read(data: bytes, **options: object) -> list[Article | InputError]:
    return list(articles(io.BytesIO(data), name="x.warc", **options))  # type: ignore[arg-type]


def test_a_page_is_read_with_its_address_and_date() -> None:
    (found,) = read(page())
    assert isinstance(found, Article)
    assert (found.text, found.title, found.url, found.published) == (TEXT, "Bridge", "https://post.example/1", "2023-06-02T10:00:00+00:00")


def test_what_the_page_says_itself_wins() -> None:
    own = '<meta property="article:published_time" content="2023-05-01"><link rel="canonical" href="https://post.example/own">'
    (found,) = read(page(PAGE.replace("<title>", f"{own}<title>")))
    assert isinstance(found, Article)
    assert (found.url, found.published) == ("https://post.example/own", "2023-05-01")
    (found,) = read(page(), defaults=Fields(published="2022-01-01"))
    assert isinstance(found, Article)
    assert found.published == "2022-01-01"


def test_other_records_are_passed_over_and_counted(caplog: pytest.LogCaptureFixture) -> None:
    data = b"".join(
        [
            record(b"software: x\r\n", "warcinfo", None),
            record(b"GET / HTTP/1.1\r\n\r\n", "request"),
            page(),
            record(b"HTTP/1.1 200 OK\r\n" + HTML.encode() + b"\r\n\r\n", "revisit"),
            page(b"\x89PNG" * 100_000, type="Content-Type: image/png"),
            page(status=404),
            page(status=301),
            record(b"20230602\nexample.org. 300 IN A 127.0.0.1", url="dns:example.org"),
            record(b"hello", "strange"),
            page(url="https://post.example/2"),
            record(TEXT.encode(), "conversion"),
        ]
    )
    with caplog.at_level(logging.INFO, "onrecord"):
        found = read(data)
    assert [f.url for f in found if isinstance(f, Article)] == ["https://post.example/1", "https://post.example/2"]
    assert len(found) == 2
    (told,) = caplog.messages
    assert told.startswith("x.warc: passed over 2 responses without a page, 1 warcinfo records")
    for what in ("1 revisit records", "1 responses that are not HTML", "1 responses that are not HTTP", "1 records of unknown types"):
        assert what in told


def test_only_others_are_an_empty_input() -> None:
    (found,) = read(record(b"x", "warcinfo") + record(TEXT.encode(), "conversion"))
    assert isinstance(found, EmptyInput)
    assert str(found) == "x.warc: there is no HTML page in it, only 1 warcinfo records, 1 conversion records"


def test_what_cannot_be_read_is_named_by_its_record() -> None:
    german = "Die Bundesregierung hat am Montag angekündigt, dass sie die Hilfen für das Land im nächsten Jahr fortsetzen werde."
    found = read(page() + page("<html></html>", url="https://post.example/a\x1b b") + page(PAGE.replace(TEXT, german)) + page())
    assert [type(f) for f in found] == [Article, EmptyInput, NotEnglish, Article]
    assert isinstance(found[1], InputError)
    assert found[1].name == "x.warc, record 2 (https://post.example/a b)"
    assert isinstance(found[2], InputError)
    assert found[2].name == "x.warc, record 3 (https://post.example/1)"


def test_pages_as_they_were_sent() -> None:
    body = gzip.compress(PAGE.encode())
    chunked = b"%x\r\n%b\r\n0\r\n\r\n" % (len(body), body)
    accented = PAGE.replace(TEXT, f"“Café”, he said. {TEXT}")
    found = read(
        page(chunked, "Content-Encoding: gzip", "Transfer-Encoding: chunked")
        + page(brotli.compress(PAGE.encode()), "Content-Encoding: br")
        + page(PAGE, "X-Crawler-Content-Encoding: gzip")
        + page(accented.encode("cp1252"), type="Content-Type: text/html; charset=windows-1252")
        + page(accented.encode("utf-8"), type="Content-Type: TEXT/HTML")
        + page(PAGE, type="Content-Type: application/xhtml+xml")
        + page(gzip.compress(b"a" * 30_000_000), "Content-Encoding: gzip")
        + page(body[:-20], "Content-Encoding: gzip")
        + page()
    )
    texts = [f.text if isinstance(f, Article) else f.problem for f in found]
    assert texts[:3] == [TEXT] * 3
    assert texts[3:5] == [f"“Café”, he said. {TEXT}"] * 2
    assert texts[5] == TEXT
    assert texts[6].startswith(("is larger than 20 MB", "unpacks to over"))
    assert texts[7].startswith("is gzip that is cut off")
    assert texts[8] == TEXT


@pytest.mark.parametrize("pack", [gzip.compress, bz2.compress, bytes])
@pytest.mark.parametrize("memberwise", [True, False])
def test_archives_are_read_in_any_packing_and_under_any_name(tmp_path: Path, pack: type[bytes], memberwise: bool) -> None:
    records = [page(url=f"https://post.example/{n}") for n in range(20)]
    data = b"".join(map(pack, records)) if memberwise else pack(b"".join(records))
    for name in ("a.warc.gz", "a.warc", "a"):
        path = tmp_path / name
        path.write_bytes(data)
        assert [f.url for f in articles(path) if isinstance(f, Article)] == [f"https://post.example/{n}" for n in range(20)]


@pytest.mark.parametrize("packed", [False, True])
@pytest.mark.parametrize("lost", [1, 3, 5, 40, 200, 330])
def test_a_truncated_archive_is_read_up_to_there(packed: bool, lost: int) -> None:
    whole = page() + page()
    last = page(PAGE)
    data = gzip.compress(whole) + gzip.compress(last)[: -min(lost, 150)] if packed else (whole + last)[:-lost]
    found = read(data)
    if lost < 5 and not packed:  # nothing but the line ends after the last record
        assert [type(f) for f in found] == [Article] * 3
    elif packed and lost < 9:  # its check sum
        assert [type(f) for f in found] == [Article] * 3 + [InputError]
    else:
        assert [type(f) for f in found] == [Article] * 2 + [InputError]
    assert not any(isinstance(f, InputError) and "cut off" not in str(f) for f in found)


def test_reading_goes_on_after_what_is_damaged() -> None:
    long = page().replace(b"Content-Length: ", b"Content-Length: 1")
    cases = [
        (page() + b"garbage\r\n\x00\xff" * 1000 + page(), [Article, InputError, Article]),
        (page() + page().replace(b"Content-Length", b"Content-Lost") + page(), [Article, InputError, Article]),
        (page() + page().replace(b"Content-Length: ", b"Content-Length: -") + page(), [Article, InputError, Article]),
        (page() + page()[:-50] + b"\r\n" + page() * 2, [Article, InputError, Article]),
        (page() + long + page() * 8, [Article, InputError, Article]),
        (b"garbage\n" + page(), [InputError, Article]),
        (page() + b"WARC/1.0\r\n" + b"x: y\r\n" * 5000 + b"\r\n" + page(), [Article, InputError, Article]),
    ]
    for data, expected in cases:
        found = read(data, format="warc")
        assert [type(f) for f in found][: len(expected)] == expected
        assert isinstance(found[-1], Article | InputError)


def test_line_ends_and_fields_of_other_writers() -> None:
    data = page().replace(b"\r\n", b"\n").replace(b"https://post.example/1", b"<https://post.example/1>")
    body = data.partition(b"\n\n")[2].removesuffix(b"\n\n")
    head = data.partition(b"\n\n")[0].decode().replace("WARC-Date", "warc-date")
    head = "\n".join(f"Content-Length: {len(body)}" if line.startswith("Content-Length") else line for line in head.split("\n"))
    (found,) = read(head.replace("WARC/1.0", "WARC/1.1").encode() + b"\n\n" + body + b"\n\n")
    assert isinstance(found, Article)
    assert (found.url, found.published) == ("https://post.example/1", "2023-06-02T10:00:00+00:00")


def test_a_vast_record_takes_no_memory() -> None:
    vast = page(b"\0" * 100_000_000, type="Content-Type: video/mp4") + page(b"<p>" + b"a" * 70_000_000)
    data = io.BytesIO(page() + vast + page())
    del vast
    tracemalloc.start()
    found = list(articles(data))
    assert tracemalloc.get_traced_memory()[1] < 20_000_000
    tracemalloc.stop()
    assert [type(f) for f in found] == [Article, InputError, Article]
    assert "larger than 67 MB" in str(found[1])


def test_pages_are_read_as_they_come() -> None:
    class Endless(io.RawIOBase):
        taken = 0

        def readable(self) -> bool:
            return True

        def read(self, size: int = -1) -> bytes:
            self.taken += 1
            return page()

    stream = Endless()
    found = articles(stream)  # type: ignore[arg-type]
    assert [type(next(found)) for _ in range(3)] == [Article] * 3
    assert stream.taken < 1000
    found.close()


@pytest.mark.parametrize(
    "data",
    [
        b"hello world\n",
        b"\x89PNG\r\n\x1a\n",
        b"WARC/1.0",
        b"WARC/1.0\r\n",
        b"WARC/1.0\r\n\r\n",
        b"WARC/1.0\r\nContent-Length: 99999999999999\r\n\r\n",
        b"WARC/1.0\r\nContent-Length: " + b"9" * 10_000 + b"\r\n\r\n",
        b"WARC/1.0\r\n" * 10_000,
        b"x" * 1_000_000,
        b"\r\n" * 10_000,
    ],
)
def test_what_is_no_archive_is_an_error(data: bytes) -> None:
    found = read(data, format="warc")
    assert 1 <= len(found) <= 10
    assert all(isinstance(f, InputError) for f in found)


@given(
    st.lists(
        st.sampled_from([page(), record(b"x", "request"), b"WARC/1.0\r\n", b"\r\n", b"x", b"Content-Length: 5\r\n", b"\xff\x00"]),
        max_size=8,
    )
)
def test_any_bytes_give_articles_or_errors(pieces: list[bytes]) -> None:
    for f in read(b"".join(pieces), format="warc"):
        assert isinstance(f, Article | InputError)
        assert not isinstance(f, InputError) or str(f).isprintable()
