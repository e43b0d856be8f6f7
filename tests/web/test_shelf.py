from pathlib import Path

import pytest

from onrecord.web.shelf import Page, Shelf

KEY = ("GET", "/articles", "", "")


def page(body: bytes = b"<p>Text.", at: float = 1.5) -> Page:
    return Page(200, ((b"content-type", b"text/html"),), body, "7", at)


def test_what_is_put_there_is_taken_by_others(tmp_path: Path) -> None:
    Shelf(str(tmp_path)).put(KEY, page())
    assert Shelf(str(tmp_path)).take(KEY) == page()
    assert Shelf(str(tmp_path)).take(("GET", "/articles", "page=2", "")) is None


def test_the_last_one_is_taken(tmp_path: Path) -> None:
    shelf = Shelf(str(tmp_path))
    shelf.put(KEY, page())
    shelf.put(KEY, page(b"later", 2.5))
    assert shelf.take(KEY) == page(b"later", 2.5)
    assert len([*tmp_path.iterdir()]) == 1


def test_what_comes_to_the_same_place_is_not_taken_for_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("onrecord.web.shelf._PLACES", 1)
    shelf = Shelf(str(tmp_path))
    shelf.put(KEY, page())
    other = ("GET", "/outlets", "", "")
    assert shelf.take(other) is None
    shelf.put(other, page(b"outlets"))
    assert shelf.take(other) == page(b"outlets")
    assert shelf.take(KEY) is None


def test_a_page_that_is_too_large_is_left_out(tmp_path: Path) -> None:
    shelf = Shelf(str(tmp_path))
    shelf.put(KEY, page(b"x" * 200_000))
    assert shelf.take(KEY) is None


@pytest.mark.parametrize("raw", [b"", b"\x93", b"not a page", b"\x92\x91\xa1a\x90"])
def test_what_cannot_be_read_is_not_there(raw: bytes, tmp_path: Path) -> None:
    shelf = Shelf(str(tmp_path))
    shelf.put(KEY, page())
    (place,) = tmp_path.iterdir()
    place.write_bytes(raw)
    assert shelf.take(KEY) is None


def test_a_folder_that_is_gone_harms_nobody(tmp_path: Path) -> None:
    shelf = Shelf(str(tmp_path / "gone"))
    shelf.put(KEY, page())
    assert shelf.take(KEY) is None
