import os
from pathlib import Path

import pytest

from onrecord.errors import EmptyInput, InputError, NoInput, NotText
from onrecord.model import Article
from onrecord.reading import articles
from onrecord.reading.paths import files, holds

TEXT = "The mayor said on Monday that the bridge would stay closed until the end of the year."


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    for name in ("b/2.txt", "b/1.txt", "b/c/3.txt", "a.txt", "z.jsonl", ".hidden", ".git/x.txt", "b/.x.txt", "d/.y"):
        path = tmp_path / "archive" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f'{{"text": "{TEXT}"}}\n' if path.suffix == ".jsonl" else TEXT)
    return tmp_path / "archive"


def names(found: object, top: Path) -> list[str]:
    assert isinstance(found, list)
    return [os.path.relpath(f, top).replace(os.sep, "/") if isinstance(f, str) else f"{type(f).__name__}" for f in found]


def test_a_folder_is_all_files_in_it(archive: Path) -> None:
    assert names(list(files(str(archive))), archive) == ["a.txt", "b/1.txt", "b/2.txt", "b/c/3.txt", "z.jsonl"]
    assert names(list(files(f"{archive}/")), archive) == ["a.txt", "b/1.txt", "b/2.txt", "b/c/3.txt", "z.jsonl"]


@pytest.mark.parametrize(
    ("pattern", "matching"),
    [
        ("*.txt", ["a.txt"]),
        ("*.jsonl*", ["z.jsonl"]),
        ("b/[12].txt", ["b/1.txt", "b/2.txt"]),
        ("b/?.txt", ["b/1.txt", "b/2.txt"]),
        ("**/*.txt", ["a.txt", "b/1.txt", "b/2.txt", "b/c/3.txt"]),
        ("b/*", ["b/1.txt", "b/2.txt", "b/c/3.txt"]),
        ("*.pdf", ["NoInput"]),
        ("d/*", ["NoInput"]),
        ("[", ["NoInput"]),
        ("none.txt", ["none.txt"]),
    ],
)
def test_patterns(archive: Path, pattern: str, matching: list[str]) -> None:
    assert names(list(files(str(archive / pattern))), archive) == matching


def test_two_stars_find_each_file_once(archive: Path) -> None:
    assert names(list(files(f"{archive}/**")), archive) == ["a.txt", "b/1.txt", "b/2.txt", "b/c/3.txt", "z.jsonl"]


def test_a_file_whose_name_looks_like_a_pattern_is_that_file(tmp_path: Path) -> None:
    for name in ("a[1].txt", "a1.txt", "what?.txt", "*"):
        (tmp_path / name).write_text(TEXT)
    for name in ("a[1].txt", "what?.txt", "*"):
        assert list(files(str(tmp_path / name))) == [str(tmp_path / name)]


def test_an_empty_folder_is_an_empty_input(archive: Path) -> None:
    (found,) = articles(archive / "d")
    assert isinstance(found, EmptyInput)
    assert str(found) == f"{archive / 'd'}: there is no file in this folder"


def test_links_do_not_lead_in_circles(archive: Path) -> None:
    (archive / "b" / "up").symlink_to(archive)
    (archive / "b" / "zz.txt").symlink_to(archive / "a.txt")
    (archive / "b" / "broken").symlink_to(archive / "nowhere")
    assert names(list(files(str(archive))), archive) == ["a.txt", "b/1.txt", "b/2.txt", "b/c/3.txt", "b/zz.txt", "z.jsonl"]


def test_two_stars_do_not_follow_links_in_circles_and_find_no_file_twice(archive: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("b/up", "b/here", "b/c/top"):
        (archive / name).symlink_to(archive)
    (archive / "b" / "broken").symlink_to(archive / "nowhere")
    every = ["a.txt", "b/1.txt", "b/2.txt", "b/c/3.txt"]
    assert names(list(files(f"{archive}/**/*.txt")), archive) == every
    assert names(list(files(f"{archive}/**/**/*.txt")), archive) == every
    assert names(list(files(f"{archive}/**")), archive) == [*every, "z.jsonl"]
    assert names(list(files(f"{archive}/?/**/*.txt")), archive) == every[1:]
    monkeypatch.chdir(archive)
    assert list(files("**/*.txt")) == every
    assert list(files("b/**/3.txt")) == ["b/c/3.txt"]
    assert holds("**/*.txt", "b/c/3.txt")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
def test_pipes_in_a_folder_are_not_waited_for(archive: Path) -> None:
    os.mkfifo(archive / "pipe")
    assert "pipe" not in names(list(files(str(archive))), archive)


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read everything")
def test_a_folder_that_may_not_be_read_is_told(archive: Path) -> None:
    (archive / "b").chmod(0)
    found = list(files(str(archive)))
    (archive / "b").chmod(0o700)
    assert names(found, archive) == ["a.txt", "NoInput", "z.jsonl"]


def test_each_file_of_a_folder_is_an_input_of_its_own(archive: Path) -> None:
    (archive / "b" / "picture.txt").write_bytes(b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR")
    (archive / "b" / "empty.html").touch()
    found = list(articles(archive))
    assert [type(f) for f in found] == [Article, Article, Article, Article, EmptyInput, NotText, Article]
    assert [f.name for f in found if isinstance(f, InputError)] == [str(archive / "b" / "empty.html"), str(archive / "b" / "picture.txt")]
    assert [type(f) for f in articles(f"{archive}/*.txt")] == [Article]


def test_nothing_that_matches_is_told(tmp_path: Path) -> None:
    (found,) = articles(f"{tmp_path}/*.\x1btxt")
    assert isinstance(found, NoInput)
    assert str(found) == f"{tmp_path}/*.�txt: nothing matches this pattern; check it"


def test_which_inputs_hold_a_file(archive: Path) -> None:
    file = str(archive / "b" / "1.txt")
    for path in (file, f"{archive}", f"{archive}/", f"{archive}/b/*.txt", f"{archive}/*", f"{archive}/b/../b/1.txt"):
        assert holds(path, file)
    for path in (f"{archive}/a.txt", f"{archive}/d", f"{archive}/*.txt", f"{archive}/none", "-"):
        assert not holds(path, file)


def test_a_readme_in_a_folder_is_no_article(archive: Path) -> None:
    for name in ("README.md", "b/README", "b/c/Readme.txt", "d/readme.jsonl"):
        (archive / name).write_text(f'{{"text": "{TEXT}"}}\n')
    (archive / "readme").mkdir()
    (archive / "readme/1.txt").write_text(TEXT)
    found = names(list(files(str(archive))), archive)
    assert found == ["a.txt", "b/1.txt", "b/2.txt", "b/c/3.txt", "d/readme.jsonl", "readme/1.txt", "z.jsonl"]


def test_a_notebook_in_a_folder_is_no_article(archive: Path) -> None:
    before = list(files(str(archive)))
    (archive / "b" / "look.ipynb").write_text('{"cells": []}')
    assert list(files(str(archive))) == before
    assert list(files(str(archive / "b" / "look.ipynb"))) == [str(archive / "b" / "look.ipynb")]


def test_a_readme_that_is_named_itself_is_read(archive: Path) -> None:
    (archive / "README.md").write_text(TEXT)
    assert list(files(str(archive / "README.md"))) == [str(archive / "README.md")]
    assert [x.text for x in articles(archive / "README.md") if isinstance(x, Article)] == [TEXT]


def test_a_folder_with_nothing_but_a_readme_is_empty(tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text(TEXT)
    assert [type(x) for x in files(str(tmp_path))] == [EmptyInput]
