import gzip
import io
import sys
import zlib

import brotli
import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.errors import InputError
from onrecord.reading.response import Response

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

PAGE = b"<html><body>caf\xc3\xa9</body></html>"


def message(body: bytes, *fields: str, status: str = "HTTP/1.1 200 OK") -> bytes:
    return "\r\n".join([status, *fields, "", ""]).encode() + body


def content(body: bytes, *fields: str, largest: int = 10_000) -> bytes:
    return Response.of(message(body, *fields)).content("x", largest)


def chunked(body: bytes, size: int = 7) -> bytes:
    pieces = [body[at : at + size] for at in range(0, len(body), size)]
    return b"".join(b"%X;a=b\r\n%b\r\n" % (len(piece), piece) for piece in pieces) + b"0\r\nTrailer: x\r\n\r\n"


def test_the_head_is_taken_apart() -> None:
    response = Response.of(
        message(PAGE, 'content-TYPE:Text/HTML; Charset="windows-1252"', "Content-Encoding: gzip,\r\n  br", "Transfer-Encoding: chunked")
    )
    assert response == Response(200, "text/html", "windows-1252", ("gzip", "br"), True, PAGE)


@pytest.mark.parametrize(
    "data", [b"", b"\r\n\r\n", b"hello", b"HTTP/1.1", b"HTTP/1.1 200", b"\x00\xff" * 100, b"HTTP/1.1 abc\r\n\r\n", b":\r\n:\n\n"]
)
def test_what_is_no_head_has_nothing_in_it(data: bytes) -> None:
    response = Response.of(data)
    assert response.status in {0, 200}
    assert (response.type, response.charset, response.coding) == ("", None, ())


def test_bare_line_ends_are_taken() -> None:
    response = Response.of(b"HTTP/1.0 404 Not Found\nContent-Type: text/html\n\n" + PAGE)
    assert (response.status, response.type, response.body) == (404, "text/html", PAGE)


CODINGS = {
    "gzip": gzip.compress,
    "x-gzip": gzip.compress,
    "deflate": zlib.compress,
    "br": brotli.compress,
    "zstd": zstd.compress,
    "identity": bytes,
}


@pytest.mark.parametrize("coding", list(CODINGS))
@pytest.mark.parametrize("in_chunks", [False, True])
def test_bodies_are_unpacked(coding: str, in_chunks: bool) -> None:
    body = CODINGS[coding](PAGE)
    fields = [f"Content-Encoding: {coding}", *(["Transfer-Encoding: chunked"] if in_chunks else [])]
    assert content(chunked(body) if in_chunks else body, *fields) == PAGE


def test_two_codings_are_undone_in_turn() -> None:
    assert content(brotli.compress(gzip.compress(PAGE)), "Content-Encoding: gzip, br") == PAGE


def test_deflate_without_the_head_of_zlib() -> None:
    packer = zlib.compressobj(wbits=-15)
    assert content(packer.compress(PAGE) + packer.flush(), "Content-Encoding: deflate") == PAGE


@pytest.mark.parametrize("field", [*(f"Content-Encoding: {coding}" for coding in CODINGS), "Transfer-Encoding: chunked"])
def test_a_body_that_was_decoded_already_is_taken_as_it_is(field: str) -> None:
    assert content(PAGE, field) == PAGE


def test_chunks_that_are_cut_off_are_what_there_is() -> None:
    assert content(chunked(PAGE)[:30], "Transfer-Encoding: chunked") == PAGE[:14]


@pytest.mark.parametrize("coding", ["gzip", "br", "zstd"])
def test_what_is_packed_and_cut_off_is_an_error(coding: str) -> None:
    body = CODINGS[coding](bytes(range(256)) * 20)
    with pytest.raises(InputError, match="cut off"):
        content(body[:-9], f"Content-Encoding: {coding}")


@pytest.mark.parametrize("coding", ["gzip", "deflate", "br", "zstd"])
def test_a_bomb_is_told_and_not_unpacked(coding: str) -> None:
    with pytest.raises(InputError, match=r"larger than 20 MB|unpacks to over"):
        content(CODINGS[coding](b"a" * 60_000_000), f"Content-Encoding: {coding}", largest=20_000_000)
    with pytest.raises(InputError, match="larger than"):
        content(b"a" * 10_001)


def test_a_way_of_packing_that_is_not_known_is_told() -> None:
    with pytest.raises(InputError, match=r"^x: was sent compressed in a way that is not known \('lz\\x1b'\)$"):
        content(b"abc", "Content-Encoding: lz\x1b")
    with pytest.raises(InputError, match="deflate, and is damaged"):
        content(b"\xff\xff\xff", "Content-Encoding: deflate")
    with pytest.raises(InputError, match="Brotli, and is damaged"):
        content(b"\xff\xff\xff", "Content-Encoding: br")


def test_without_brotli_it_is_said_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "brotli", None)
    with pytest.raises(InputError, match=r'pip install "onrecord\[warc\]"'):
        content(CODINGS["br"](PAGE), "Content-Encoding: br")
    assert content(PAGE, "Content-Encoding: br") == PAGE


@given(st.binary(max_size=300), st.lists(st.sampled_from(["chunked", *CODINGS]), max_size=3))
def test_any_bytes_are_content_or_an_error(data: bytes, codings: list[str]) -> None:
    fields = ["Transfer-Encoding: chunked"] if "chunked" in codings else []
    for start in (b"", b"\x1f\x8b\x08\x00", b"\x28\xb5\x2f\xfd", b"5\r\n"):
        try:
            found = content(start + data, *fields, f"Content-Encoding: {', '.join(c for c in codings if c != 'chunked')}")
        except InputError:
            continue
        assert len(found) <= 10_000


@given(st.binary(max_size=500), st.integers(1, 100))
def test_chunks_are_joined(data: bytes, size: int) -> None:
    assert content(io.BytesIO(chunked(data, size)).read(), "Transfer-Encoding: chunked") == data
