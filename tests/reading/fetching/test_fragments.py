import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.reading.fetching.fragments import line_of, text_of

SENTENCE = "The bridge would stay closed until the end of the year, Mayor Ana Ruiz said on Monday."


def test_paragraphs_without_markup() -> None:
    html = f"<p>{SENTENCE}</p><p>“It is <b>not</b> safe,” she&nbsp;said.</p><script>alert(1)</script><style>p {{}}</style>"
    assert text_of(html, "x") == f"{SENTENCE}\n\n“It is not safe,” she said."


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("plain text", "plain text"),
        ("", ""),
        ("<p></p>", ""),
        ("a<br>b", "a\n\nb"),
        ("<p>a<!-- b --></p>", "a"),
        ("<p>un<b>closed", "unclosed"),
        ("<ul><li>one</li><li>two</li></ul>", "one\n\ntwo"),
        ("<p>5 &lt; 6</p>", "5 < 6"),
    ],
)
def test_short_pieces_are_kept_whole(html: str, text: str) -> None:
    assert text_of(html, "x") == text


@given(st.text("<>/&;!-p ab=\"'\n#x1", max_size=60))
def test_no_element_remains_of_any_piece(html: str) -> None:
    assert "<p>" not in text_of(html, "x") or "&lt;" in html
    line_of(html)


def test_of_long_pieces_the_reader_of_pages_keeps_the_article() -> None:
    html = f"<p>{SENTENCE} <b>No</b> date was given.</p>" * 2 + "".join(f"<p>{i}. {SENTENCE}</p>" for i in range(20))
    text = text_of(html + "<form><button>Share</button></form>", "x")
    assert f"{SENTENCE} No date was given.\n\n0. {SENTENCE}\n\n1. " in text
    assert "Share" not in text


@pytest.mark.parametrize(
    ("html", "line"),
    [
        ("A &amp; B", "A & B"),
        ("A & B", "A & B"),
        ("a < b", "a < b"),
        ("<i>A</i> <b>B</b>", "A B"),
        ("&#8220;A&#8221;", "“A”"),
        ("<br>", None),
        ("", None),
        (None, None),
    ],
)
def test_titles_on_one_line(html: str | None, line: str | None) -> None:
    assert line_of(html) == line
