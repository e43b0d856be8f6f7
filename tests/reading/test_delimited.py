import csv
import io
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.errors import EmptyInput, InputError, InvalidField, NotEnglish, NotText
from onrecord.model import Article
from onrecord.reading import Fields, article, articles
from onrecord.reading.cleaning import clean
from onrecord.reading.flood import MOST_ERRORS

TEXT = "The mayor said on Monday that the bridge would stay closed until the end of the year."


def read(data: str | bytes, **options: object) -> list[Article | InputError]:
    stream = io.BytesIO(data.encode("utf-8", "surrogatepass") if isinstance(data, str) else data)
    return list(articles(stream, name="news", **options))  # type: ignore[arg-type]


def ids(found: list[Article | InputError]) -> list[str]:
    """The ids of the articles, and the names of the errors."""
    return [f.id if isinstance(f, Article) else f.name for f in found]


def test_all_fields_are_read() -> None:
    data = f'id,body,headline,pub_date,source,link,Authors\na1,"{TEXT}",Bridge,2 June 2023,Post,https://x.example,Ada Brook; Tom Reed\n'
    assert read(data) == [
        Article(
            id="a1",
            title="Bridge",
            published="2023-06-02",
            outlet="Post",
            url="https://x.example",
            byline=("Ada Brook", "Tom Reed"),
            language="en",
            text=TEXT,
        )
    ]


@pytest.mark.parametrize("delimiter", [",", "\t", ";", "|"])
@pytest.mark.parametrize(
    ("suffix", "end"),  # one of old lines and the suffix of a text is not told from a text by its looks
    [(suffix, end) for suffix in (".csv", ".tsv", ".txt") for end in ("\n", "\r\n", "\r", "\r\r\n") if (suffix, end) != (".txt", "\r")],
)
def test_the_delimiter_is_told_from_the_heading(tmp_path: Path, delimiter: str, end: str, suffix: str) -> None:
    path = tmp_path / f"news{suffix}"
    path.write_bytes(end.join([f"Title{delimiter}Text", f"Bridge{delimiter}{TEXT}", f"Road{delimiter}{TEXT}", ""]).encode())
    assert [(f.title, f.text) for f in articles(path) if isinstance(f, Article)] == [("Bridge", TEXT), ("Road", TEXT)]


def test_excel_says_its_delimiter_ahead_of_the_heading() -> None:
    (found,) = read(f"sep=;\r\nid;text\r\n1;{TEXT}\r\n")
    assert isinstance(found, Article)
    assert (found.id, found.text) == ("1", TEXT)


def test_a_heading_of_a_single_column_is_enough_when_the_format_is_named() -> None:
    assert [type(f) for f in read(f'text\n"{TEXT}, yes"\n', format="csv")] == [Article]


def test_a_text_that_begins_like_a_heading_stays_a_text() -> None:
    for text in (f"Text, photos and video\n{TEXT}", f"Title: Text\n\n{TEXT}", f"{TEXT}, title\n{TEXT}", f"By, and text\n{TEXT}"):
        (found,) = read(text)
        assert isinstance(found, Article)
        assert TEXT in found.text


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "cp1252"])
def test_encodings(encoding: str) -> None:
    found = read(f"text\tid\n“Café”, he said. {TEXT}\t1\n“Café”, he said. {TEXT}\t2\n".encode(encoding))
    assert [(f.id, f.text[:6]) for f in found if isinstance(f, Article)] == [("1", "“Café”"), ("2", "“Café”")]


def test_quotes_line_ends_and_delimiters_in_cells() -> None:
    (found,) = read(f'id,text,title\n1,"He said ""no, never"".\r\n\r\n{TEXT}\n",Bridge\n')
    assert isinstance(found, Article)
    assert found.text == f'He said "no, never".\n\n{TEXT}'


def test_quotation_marks_with_backslashes() -> None:
    found = read(f'id,text,title\n1,"He said \\"no\\", then \\"yes\\". {TEXT}",A\n2,"{TEXT}",B\n')
    assert [f.text for f in found if isinstance(f, Article)] == [f'He said "no", then "yes". {TEXT}', TEXT]


def test_nul_and_other_control_characters_are_cleaned() -> None:
    (found,) = read(f"id,text\n1,{TEXT} \x00 {TEXT}\n")
    assert isinstance(found, Article)
    assert found.text == f"{TEXT}   {TEXT}"


def test_a_huge_cell_is_read_and_one_that_is_too_large_is_not(monkeypatch: pytest.MonkeyPatch) -> None:
    found = read(f'id,text\n1,"{TEXT * 60_000}"\n2,{TEXT}\n')
    assert [len(f.text) for f in found if isinstance(f, Article)] == [len(TEXT) * 60_000, len(TEXT)]
    monkeypatch.setattr("onrecord.reading.delimited.LARGEST", 10_000)
    many_lines = "\n".join([TEXT] * 200)
    found = read(f'id,text\n1,"{TEXT}"\n2,"{many_lines}"\n3,{TEXT}\n')
    assert ids(found)[:2] == ["1", "news:3"]
    assert "longer than" in str(found[1])
    assert ids(found)[-1] == "3"


def test_rows_with_too_few_or_too_many_cells_are_errors_in_their_place() -> None:
    found = read(f"id,text,title\n1,{TEXT},A\n2,{TEXT}\n3,{TEXT},C,more\n4,{TEXT},D\n")
    assert ids(found) == ["1", "news:3", "news:4", "4"]
    assert str(found[1]).startswith("news:3: has 2 cells, and the heading 3; ")


def test_a_mark_too_many_costs_one_row() -> None:
    for stray in (f'2,"{TEXT},2023-06-02', f'2,{TEXT},"2023-06-02', f'2,"{TEXT}"x,2023-06-02', f'2,"{TEXT}",2023-06-02,"'):
        rest = [f'{n},"{TEXT} ""Yes"".",2023-06-02' for n in range(3, 9)]
        found = read("\n".join(["id,text,date", f"1,{TEXT},2023-06-02", stray, *rest]))
        assert ids(found) == ["1", "news:3", *"345678"]


def test_a_mark_too_many_in_the_last_row_costs_that_row() -> None:
    assert ids(read(f'id,text\n1,{TEXT}\n2,"{TEXT}\n')) == ["1", "news:3"]


def test_what_is_left_of_a_broken_row_is_no_article() -> None:
    broken = '2,"He said "no".\nThe mayor, who left, said so.\nA line, another, a third",2023-06-03'
    found = read(f"id,text,date\n1,{TEXT},2023-06-02\n{broken}\n3,{TEXT},2023-06-04\n")
    assert ids(found) == ["1", "news:3", "news:4", "news:5", "3"]


def test_after_a_broken_row_a_good_one_may_have_empty_cells() -> None:
    found = read(f'id,text,date\n1,{TEXT},2023-06-02\n2,"{TEXT}"x,2023-06-02\n3,{TEXT},\n,{TEXT},2023-06-02\n')
    assert [type(f) for f in found] == [Article, InputError, Article, Article]


def test_tsv_without_quoting() -> None:
    rows = [f'1\t"He said so. {TEXT}', f'2\t{TEXT} so"', f'3\t"Bridge" is closed. {TEXT}', f'4\t"{TEXT}\nAnd ""so"" on."']
    found = read("\n".join(["id\ttext", *rows]))
    assert ids(found) == ["1", "2", "3", "4"]
    assert [f.text[:4] for f in found if isinstance(f, Article)] == ['"He ', "The ", '"Bri', "The "]


def test_blank_rows_are_passed_over() -> None:
    assert ids(read(f"\n\nid,text\n\n1,{TEXT}\n,\n  \n2,{TEXT}\n\n", format="csv")) == ["1", "2"]


def test_what_programs_write_for_nothing_is_nothing() -> None:
    found = read(f"id,text,title,author,date\nnan,{TEXT},None,[],NaT\n1,NaN,A,B,\n2,,A,B,\n", force=True)
    assert isinstance(found[0], Article)
    assert (found[0].title, found[0].byline, found[0].published) == (None, (), None)
    assert len(found[0].id) == 16
    assert [type(f) for f in found[1:]] == [EmptyInput, EmptyInput]


@pytest.mark.parametrize(
    ("cell", "byline"),
    [
        ("Ada Brook", ("Ada Brook",)),
        ("Ada Brook; Tom Reed ;", ("Ada Brook", "Tom Reed")),
        ("Brook, Ada", ("Brook, Ada",)),
        ("['Ada Brook', \"Conan O'Brien\"]", ("Ada Brook", "Conan O'Brien")),
        ('["Ada Brook", {"name": "Tom Reed"}]', ("Ada Brook", "Tom Reed")),
        ("[unknown]", ("[unknown]",)),
        ("[" * 5000, ("[" * 1000,)),
    ],
)
def test_authors_in_one_cell(cell: str, byline: tuple[str, ...]) -> None:
    doubled = cell.replace('"', '""')
    (found,) = read(f'text,authors\n{TEXT},"{doubled}"\n')
    assert isinstance(found, Article)
    assert found.byline == byline


def test_fields_may_be_named() -> None:
    data = f"one,two,source\nhello,{TEXT},Post\n"
    (found,) = read(data, format="csv", mapping={"text": "two", "title": "one", "outlet": ""})
    assert isinstance(found, Article)
    assert (found.text, found.title, found.outlet) == (TEXT, "hello", None)
    (missing,) = read(data, format="csv", mapping={"text": "three"})
    assert isinstance(missing, InvalidField)
    assert str(missing) == "news: there is no column 'three'; there are 'one', 'two', 'source'"
    with pytest.raises(InvalidField, match="there is no field 'body'"):
        read(data, mapping={"body": "two"})


def test_without_a_column_for_the_text_there_is_one_error() -> None:
    (found,) = read(f"one,two\n1,{TEXT}\n2,{TEXT}\n", format="csv")
    assert str(found) == "news: there is no column that is known to have the text, only 'one', 'two'; say which with --field text=COLUMN"


@pytest.mark.parametrize(
    ("data", "error"),
    [
        (b"", EmptyInput),
        (b"\n \r\n", InputError),
        (b"id,text\n", EmptyInput),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", NotText),
        (b"x" * 100_000, InputError),
        (b'"' * 100_000 + b"\n", InputError),
        (b"," * 100_000 + b"\n", InputError),
        (b"\x00" * 1000 + b"\n", NotText),
    ],
)
def test_what_is_no_csv_is_one_error(data: bytes, error: type[InputError]) -> None:
    (found,) = read(data, format="csv")
    assert isinstance(found, error)
    assert str(found).isprintable()


def test_a_binary_row_is_an_error_in_its_place() -> None:
    found = read(f"id,text\n1,{TEXT}\n".encode() + b"\x01\x02\x00\xff,\x00\x00\x03\x04\n" + f"3,{TEXT}\n".encode())
    assert [type(f) for f in found] == [Article, NotText, Article]


def test_another_language_in_one_row_is_refused_there_alone() -> None:
    german = "Die Bundesregierung hat am Montag angekündigt, dass sie die Hilfen für das Land im nächsten Jahr fortsetzen werde."
    assert [type(f) for f in read(f'id,text\n1,"{german}"\n2,{TEXT}\n')] == [NotEnglish, Article]


def test_what_the_user_says_wins() -> None:
    (found,) = read(f"text,outlet\n{TEXT},Post\n", defaults=Fields(outlet="Gazette"))
    assert isinstance(found, Article)
    assert found.outlet == "Gazette"


def test_a_flood_of_broken_rows_is_summed_up() -> None:
    found = read("id,text\n" + "1\n" * 5000 + f"2,{TEXT}\n")
    assert len(found) == MOST_ERRORS + 2
    assert str(found[-2]).startswith("news: 4,000 more in a row cannot be read; ")
    assert isinstance(found[-1], Article)


@pytest.mark.parametrize(
    "hostile",
    [
        lambda n: '1,"\n' * n,
        lambda n: '1,"a\n""\n' * n,
        lambda n: '"' * n,
        lambda n: '","\n' * n,
        lambda n: '1,"a","\n' * n,
        lambda n: '"\\"\n' * n,
        lambda n: '1,x\\"\n' * n,
        lambda n: "," * n,
    ],
)
@pytest.mark.parametrize("delimiter", [",", "\t"])
def test_hostile_quoting_takes_linear_time(hostile: Callable[[int], str], delimiter: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("onrecord.reading.delimited.MOST_WASTED", 1_000_000)
    data = "id,text\n" + hostile(10_000)
    assert len(read(data.replace(",", delimiter), format="csv", force=True)) <= 20_001


def test_rows_are_read_as_they_come() -> None:
    class Endless(io.RawIOBase):
        taken = 0

        def readable(self) -> bool:
            return True

        def read(self, size: int = -1) -> bytes:
            self.taken += 1
            return b"id,text\n" if self.taken == 1 else f"{self.taken},{TEXT}\n".encode()

    stream = Endless()
    found = articles(stream)  # type: ignore[arg-type]
    assert [type(next(found)) for _ in range(3)] == [Article] * 3
    assert stream.taken <= 5
    found.close()


def test_json_inside_of_csv_is_a_cell(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text(f'text,meta\n{TEXT},"{{""a"": 1}}"\n')
    assert article(path).text == TEXT


CELL = st.text(st.characters(exclude_categories=["Cs", "Cc"], include_characters="\r\n\t"), max_size=60)


@given(st.lists(st.tuples(CELL, CELL), min_size=1, max_size=6), st.sampled_from(",\t;|"), st.booleans())
def test_what_csv_writes_can_be_read(rows: list[tuple[str, str]], delimiter: str, quote_all: bool) -> None:
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=delimiter, quoting=csv.QUOTE_ALL if quote_all else csv.QUOTE_MINIMAL)
    writer.writerow(["id", "text", "title"])
    for n, (text, title) in enumerate(rows):
        writer.writerow([f"r{n}", f"A b {text} c.", f"t {title}"])
    found = read(out.getvalue(), format="csv", force=True)
    expected = {f"r{n}": clean(f"A b {text} c.") for n, (text, _) in enumerate(rows)}
    assert {f.id: f.text for f in found if isinstance(f, Article)} == expected


@given(st.text(st.sampled_from('ab,"\n\\\t;\r'), max_size=80))
def test_any_text_gives_articles_or_errors(text: str) -> None:
    for f in read(f"id,text\n{text}\n", format="csv", force=True):
        assert isinstance(f, Article | InputError)
        assert not isinstance(f, InputError) or str(f).isprintable()


@given(st.lists(st.text(st.sampled_from('ab,"\\ '), max_size=30), max_size=8))
def test_a_good_row_is_found_after_any_lines(lines: list[str]) -> None:
    good = '99,"The good row, said so.",https://x.example'
    found = read("\n".join(["id,text,url", "1,The first row.,https://y.example", *lines, good, ""]), format="csv", force=True)
    assert any(isinstance(f, Article) and f.id == "99" for f in found) or any('"' in line for line in lines)
