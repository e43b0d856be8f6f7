import io
import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import onrecord.reading
from onrecord.errors import EmptyInput, InputError, InvalidField, NoInput, NotText, SeveralArticles
from onrecord.model import Article
from onrecord.reading import Fields, article, articles, from_text

TEXT = "The mayor said on Monday that the bridge would stay closed until the end of the year."
LINE = f'{{"text": "{TEXT}"}}\n'
ANY = st.text(st.characters(exclude_categories=()))


def test_the_api_is_small_and_sorted() -> None:
    assert onrecord.reading.__all__ == ["Fields", "article", "articles", "from_text"]


@given(ANY)
def test_any_text_is_an_article_or_empty(text: str) -> None:
    try:
        found = from_text(text, force=True)
    except EmptyInput:
        return
    found.text.encode()
    assert found.text == found.text.strip()
    assert all(c in "\n\t" or ord(c) >= 32 for c in found.text)
    assert len(found.id) == 16


@given(st.binary())
def test_any_bytes_are_articles_or_errors(data: bytes) -> None:
    found = list(articles(io.BytesIO(data), force=True))
    assert all(isinstance(f, Article | InputError) for f in found)
    assert all(str(f).isprintable() for f in found if isinstance(f, InputError))


def test_plain_text_from_a_file(tmp_path: Path) -> None:
    path = tmp_path / "news.txt"
    path.write_bytes(f"\ufeff date 2023-06-02 {TEXT}\r\n\r\n“Second,” he said.\r\nThird.\r\n".encode())
    found = article(path)
    assert found.text == f"{TEXT}\n\n“Second,” he said.\nThird."
    assert (found.published, found.language, found.title) == ("2023-06-02", "en", None)


def test_what_the_user_says_wins_over_the_header() -> None:
    found = from_text(
        f"Title: Old\nDate: 2023-06-02\nSource: Post\n\n{TEXT}", defaults=Fields(title="New", published="Fri, 02 Jun 2023 10:00:00 GMT")
    )
    assert (found.title, found.published, found.outlet) == ("New", "2023-06-02T10:00:00+00:00", "Post")


@pytest.mark.parametrize("published", ["2023-02-30", "yesterday", "03/04/2023", "\x1b]0;x\x07"])
def test_an_impossible_date_from_the_user_is_refused_at_once(published: str) -> None:
    with pytest.raises(InvalidField) as refused:
        articles("anything.txt", defaults=Fields(published=published))
    assert str(refused.value).startswith("published: ")
    assert str(refused.value).isprintable()
    with pytest.raises(InvalidField):
        from_text(TEXT, defaults=Fields(published=published))


def test_ids_come_from_the_content() -> None:
    assert from_text(TEXT).id == from_text(f"\n{TEXT}\r\n").id == from_text(f"Title: x\n{TEXT}").id
    assert from_text(TEXT).id != from_text(TEXT + "!").id
    assert from_text(TEXT, defaults=Fields(id="mine")).id == "mine"


@pytest.mark.parametrize("text", ["", " \n\t ", "\ufeff", "\u200b\u200e", "\x00\x01", "Title: x", "Title: x\nDate: 2023-06-02\n"])
def test_nothing_to_read_is_an_empty_input(text: str) -> None:
    with pytest.raises(EmptyInput, match=r"^the text: there is no"):
        from_text(text)


def test_what_is_not_there(tmp_path: Path) -> None:
    cases = {
        tmp_path / "none.txt": "no such file",
        tmp_path / "a\x00b": "cannot be opened",
        tmp_path / ("x" * 5000): "cannot be opened",
    }
    for path, problem in cases.items():
        (found,) = articles(path)
        assert isinstance(found, NoInput)
        assert problem in str(found)
        assert str(found).isprintable()


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_without_permission(tmp_path: Path) -> None:
    path = tmp_path / "secret.txt"
    path.write_text(TEXT)
    path.chmod(0)
    (found,) = articles(path)
    assert isinstance(found, NoInput)


@pytest.mark.parametrize("data", [b"", b"   \n", b"\xef\xbb\xbf"])
@pytest.mark.parametrize("suffix", [".txt", ".html", ".json"])
def test_empty_files(tmp_path: Path, data: bytes, suffix: str) -> None:
    path = tmp_path / f"x{suffix}"
    path.write_bytes(data)
    (found,) = articles(path)
    assert isinstance(found, EmptyInput)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.txt", TEXT),
        ("a", TEXT),
        ("a.html", f"<html><body><p>{TEXT}</p></body></html>"),
        ("a.htm", f"<p>{TEXT}</p>"),
        ("a.txt", f"<!-- saved -->\n<!DOCTYPE html><html><body><p>{TEXT}</p></body></html>"),
        ("a", f'<?xml version="1.0"?><html><body><p>{TEXT}</p></body></html>'),
        ("a.json", LINE),
        ("a.JSONL", LINE),
        ("a.ndjson", LINE),
        ("a", LINE),
        ("a.txt", f"[\n{LINE}]"),
    ],
)
def test_the_format_is_told_from_suffix_and_content(tmp_path: Path, name: str, content: str) -> None:
    path = tmp_path / name
    path.write_text(content)
    assert article(path).text == TEXT
    if path.suffix in {".txt", ""}:
        assert article(io.BytesIO(content.encode())).text == TEXT


def test_a_text_about_html_or_json_stays_a_text() -> None:
    for text in (f"{TEXT} <html> is a tag.", f"<Laughter> {TEXT}", f"[Editor's note] {TEXT}", f"{{sic}} {TEXT}"):
        assert article(io.BytesIO(text.encode())).text == text


def test_the_format_may_be_named() -> None:
    assert article(io.BytesIO(LINE.encode()), format="text").text == LINE.strip()
    (found,) = articles(io.BytesIO(b"x"), format="docx")
    assert str(found) == "-: there is no format 'docx'; there are html, jsonl, json, parquet, warc, csv, text"


def test_binary_files_are_refused_whatever_they_are_called(tmp_path: Path) -> None:
    for name in ("a.txt", "a.html", "a.json", "a.jsonl"):
        path = tmp_path / name
        path.write_bytes(b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR")
        found = list(articles(path))
        assert any(isinstance(f, NotText) for f in found)
        assert not any(isinstance(f, Article) for f in found)


def test_one_article_was_asked_for() -> None:
    with pytest.raises(SeveralArticles, match="more than one"):
        article(io.BytesIO((LINE * 2).encode()))
    with pytest.raises(NoInput):
        article("no/such/file")
    with pytest.raises(EmptyInput):
        article(io.BytesIO(b"\n\n"), format="jsonl")


class Slow(io.RawIOBase):
    """Gives one line at a time, and says how many were taken."""

    def __init__(self, line: bytes, count: int) -> None:
        super().__init__()
        self.line, self.left, self.taken = line, count, 0

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1) -> bytes:
        if self.taken == self.left:
            return b""
        self.taken += 1
        assert 0 <= len(self.line) <= size
        return self.line


def test_lines_are_read_as_they_come() -> None:
    stream = Slow(LINE.encode(), 1_000_000_000)  # would never end
    found = articles(stream)  # type: ignore[arg-type]
    assert stream.taken == 0
    assert [type(next(found)) for _ in range(3)] == [Article] * 3
    assert stream.taken <= 4
    found.close()


def test_a_stream_stays_open() -> None:
    stream = io.BytesIO(LINE.encode())
    list(articles(stream))
    assert not stream.closed


def test_a_stream_that_breaks_loses_only_the_rest() -> None:
    class Breaking(Slow):
        def read(self, size: int = -1) -> bytes:
            if self.taken == 3:
                raise OSError(5, "Input/output error")
            return super().read(size)

    found = list(articles(Breaking(LINE.encode(), 10)))  # type: ignore[arg-type]
    assert [type(f) for f in found] == [Article, Article, Article, NoInput]
    assert "Input/output error" in str(found[-1])


def test_a_stream_of_text_is_a_mistake_of_the_caller() -> None:
    with pytest.raises(TypeError, match="stream of bytes"):
        list(articles(io.StringIO(TEXT)))  # type: ignore[arg-type]


def test_a_line_that_is_too_long_is_left_out() -> None:
    from onrecord.reading.source import Source

    source = Source(io.BytesIO(b"short\n" + b"x" * 5000 + b"\nlast"), "x")
    assert list(source.lines(100)) == [(1, b"short\n"), (2, None), (3, b"last")]
    with pytest.raises(InputError, match="larger than"):
        Source(io.BytesIO(b"x" * 101), "x").whole(100)


@pytest.mark.parametrize(
    "hostile", ['"' * 1_000_000, "a" * 10_000_000, "\r" * 1_000_000 + "x", " " * 1_000_000 + "x", "Title: x\n" * 100_000, "<!--" * 100_000]
)
def test_hostile_texts_are_read(hostile: str) -> None:
    assert from_text(hostile).text


def test_names_in_errors_are_one_printable_line(tmp_path: Path) -> None:
    (found,) = articles(tmp_path / "a\nb\x1b[31m.txt")
    assert str(found).isprintable()


def test_slow_libraries_are_imported_only_when_needed() -> None:
    code = (
        "import sys, onrecord.reading as r; r.from_text(sys.argv[1]); "
        "print(*[m for m in ('trafilatura', 'py3langid', 'charset_normalizer', 'lxml') if m in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, TEXT], capture_output=True, text=True, check=True, env={**os.environ, "PYTHONPATH": "src"}
    )
    assert done.stdout == "\n"
