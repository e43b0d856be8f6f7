import gzip
import importlib
import tracemalloc
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.reading.fetching.unpacking import Broken, TooMuch, accepted, unpacker


def _unpacked(data: bytes, encoding: str, step: int = 1000, most: int = 10**6) -> bytes:
    gathering = unpacker(encoding, most)
    for at in range(0, len(data), step):
        gathering.feed(data[at : at + step])
    gathering.end()
    return bytes(gathering.body)


def _raw(data: bytes) -> bytes:
    packer = zlib.compressobj(wbits=-15)
    return packer.compress(data) + packer.flush()


@given(st.binary(max_size=3000), st.integers(1, 3000))
def test_round_trips_in_pieces_of_any_size(data: bytes, step: int) -> None:
    assert _unpacked(data, "", step) == data
    assert _unpacked(gzip.compress(data), "gzip", step) == data
    assert _unpacked(zlib.compress(data), "deflate", step) == data
    assert _unpacked(gzip.compress(data) + gzip.compress(data), "X-GZIP", step) == data * 2


def test_deflate_without_its_header_as_many_servers_send_it() -> None:
    assert _unpacked(_raw(b"said " * 1000), "deflate") == b"said " * 1000


@pytest.mark.parametrize("size", [65536, 65537, 131072, 500_000])
def test_what_is_taken_in_at_once_is_given_out_whole(size: int) -> None:
    assert len(_unpacked(gzip.compress(bytes(size)), "gzip", 10**6)) == size


def test_padding_after_the_end_is_passed_over() -> None:
    assert _unpacked(gzip.compress(b"said") + bytes(100), "gzip") == b"said"


def test_a_bomb_is_stopped_at_the_cap_in_little_memory() -> None:
    bomb = gzip.compress(bytes(30_000_000))
    gathering = unpacker("gzip", 10**6)
    tracemalloc.start()
    with pytest.raises(TooMuch):
        gathering.feed(bomb)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert len(gathering.body) == 10**6
    assert peak < 3 * 10**6


@pytest.mark.parametrize("data", [b"no gzip", gzip.compress(b"said " * 100)[:-9], b"\x1f\x8b\x08\x00"])
def test_what_is_broken_or_cut_off_is_told(data: bytes) -> None:
    with pytest.raises(Broken):
        _unpacked(data, "gzip")


@pytest.mark.parametrize("encoding", ["zstd", "gzip, gzip", "compress", "x" * 1000])
def test_only_what_was_asked_for_is_unpacked(encoding: str) -> None:
    with pytest.raises(Broken):
        unpacker(encoding, 100)


def test_brotli_only_where_it_can_be_held_to_the_cap() -> None:
    if "br" not in accepted():
        with pytest.raises(Broken):
            unpacker("br", 100)
        return
    brotli = importlib.import_module("brotli")
    assert _unpacked(brotli.compress(b"said " * 1000), "br", 3) == b"said " * 1000
    with pytest.raises(TooMuch):
        _unpacked(brotli.compress(bytes(10**7), quality=1), "br")
    with pytest.raises(Broken):
        _unpacked(brotli.compress(b"said " * 1000)[:-3], "br")
