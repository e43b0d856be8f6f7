import gzip
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.errors import EmptyInput, InputError
from onrecord.reading.compression import packed_with
from onrecord.reading.source import Source

WIDE = (b"\xff\xfe", b"\xfe\xff", b"\0\0\xfe\xff")


class Pipe(io.RawIOBase):
    """Gives its pieces one by one, as a pipe does."""

    def __init__(self, *pieces: bytes) -> None:
        super().__init__()
        self.pieces = list(pieces)

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1) -> bytes:
        if not self.pieces:
            return b""
        piece = self.pieces.pop(0)
        if len(piece) > size >= 0:
            self.pieces.insert(0, piece[size:])
        return piece[:size] if size >= 0 else piece


def plain(data: bytes) -> bool:
    """Whether these are bytes that come through as they are."""
    return packed_with(data) is None and not data.startswith(WIDE)


@given(st.binary(min_size=1, max_size=2000).filter(plain))
def test_all_bytes_come_through(data: bytes) -> None:
    assert Source(io.BytesIO(data), "x").whole() == data


@given(st.lists(st.binary(min_size=1, max_size=50), min_size=1).filter(lambda pieces: plain(b"".join(pieces))))
def test_a_pipe_comes_through(pieces: list[bytes]) -> None:
    assert Source(Pipe(*pieces), "x").whole() == b"".join(pieces)  # type: ignore[arg-type]


@given(st.binary(min_size=1, max_size=2000).filter(plain))
def test_lines_are_the_lines_of_the_input(data: bytes) -> None:
    found = list(Source(io.BytesIO(data), "x").lines())
    assert [line for _, line in found] == io.BytesIO(data).readlines()
    assert [number for number, _ in found] == list(range(1, len(found) + 1))


@given(st.lists(st.integers(min_value=0, max_value=300), min_size=1))
def test_only_lines_that_are_too_long_are_left_out(lengths: list[int]) -> None:
    data = b"".join(b"x" * n + b"\n" for n in lengths)
    found = [line for _, line in Source(io.BytesIO(data), "x").lines(100)]
    assert found == [b"x" * n + b"\n" if n < 100 else None for n in lengths]


def test_a_pipe_is_not_waited_for_once_its_first_line_is_there() -> None:
    pipe = Pipe(b"\n ", b"first line", b" ends\nand", b" on")
    source = Source(pipe, "x")  # type: ignore[arg-type]
    assert source.head == b"\n first line ends\nand"
    assert pipe.pieces == [b" on"]
    assert source.whole() == b"\n first line ends\nand on"


def test_the_head_is_bounded() -> None:
    assert len(Source(io.BytesIO(b"x" * 1_000_000), "x").head) == 64 * 1024


def test_the_head_is_decoded_as_far_as_it_can_be() -> None:
    assert Source(io.BytesIO("“é".encode()[:-1]), "x").beginning == "“"
    assert Source(io.BytesIO("<html>".encode("utf-16")), "x").beginning == "<html>"


def test_nothing_is_an_empty_input() -> None:
    with pytest.raises(EmptyInput, match="x: there is nothing in it"):
        Source(io.BytesIO(), "x")


@pytest.mark.parametrize(("size", "most"), [(100, 100), (101, 200)])
def test_up_to_the_limit_it_is_read(size: int, most: int) -> None:
    assert len(Source(io.BytesIO(b"x" * size), "x").whole(most)) == size


def test_above_the_limit_it_is_refused() -> None:
    with pytest.raises(InputError, match="split it"):
        Source(io.BytesIO(b"x" * 101), "x").whole(100)


@pytest.mark.parametrize("encoding", ["utf-16", "utf-32"])
@given(text=st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\ufeff"), min_size=1))
def test_lines_of_wide_encodings_come_in_utf8(encoding: str, text: str) -> None:
    found = [line for _, line in Source(io.BytesIO(text.encode(encoding)), "x").lines()]
    assert b"".join(line or b"" for line in found) == text.encode()


def test_a_file_can_be_jumped_about_in_and_a_pipe_or_an_archive_cannot() -> None:
    stream = io.BytesIO(b"plain")
    assert Source(stream, "x").file is stream
    assert Source(Pipe(b"plain"), "x").file is None  # type: ignore[arg-type]
    assert Source(io.BytesIO(gzip.compress(b"packed")), "x").file is None
    stream.seek(2)
    assert Source(stream, "x").file is None
