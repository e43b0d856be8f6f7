import io
import json
import logging

import pytest

from onrecord.errors import EmptyInput, InputError
from onrecord.model import Article
from onrecord.reading import Fields, article, articles
from onrecord.reading.page import LARGEST_PAGE, MOST_SIBLINGS

S = "The water minister said on Thursday that the dam above Lower Marsh was safe and that nobody had to leave. "
LD = {
    "@context": "https://schema.org",
    "@type": "NewsArticle",
    "headline": "Dam “safe” &amp; sound",
    "datePublished": "2023-06-02T10:15:00+02:00",
    "author": [{"@type": "Person", "name": "Ada Brook"}, {"name": "By Tom Reed"}, "Ada Brook"],
    "publisher": {"@type": "Organization", "name": "The Valley Post"},
    "url": "https://valleypost.example/dam",
}


def script(*values: object) -> str:
    return "".join(f'<script type="application/ld+json">{v if isinstance(v, str) else json.dumps(v)}</script>' for v in values)


def page(head: str = "", body: str = f"<article><p>{S}</p><p>{S.replace('Thursday', 'Friday')}</p></article>") -> bytes:
    return f"<!DOCTYPE html><html><head>{head}</head><body>{body}</body></html>".encode()


def read(data: bytes, **options: object) -> Article:
    return article(io.BytesIO(data), name="page.html", **options)  # type: ignore[arg-type]


def test_the_article_without_what_stands_around_it() -> None:
    body = """<nav><ul><li><a href="/">Home</a></li><li><a href="/n">News of the day</a></li></ul></nav><h1>Dam safe</h1><article>
      <p>The dam is “perfectly safe,” the minister, Jane Holt, said, after engineers had warned of cracks in its foundation &amp; walls.</p>
      <p>"Nobody has to leave <em>their</em> home," she told reporters. 'That is a promise.'</p>
      <blockquote><p>We have asked for the report three times and have not been given a page of it.</p></blockquote>
      <p>The demands of the mayor are:</p><ul><li>the full report of the engineers</li><li>a siren in every street</li></ul>
      <h2>‘No money left’: the council</h2><p>The council declined to say more about its plans for the coming weeks.</p></article>
      <div class="comments" id="comments"><p>First comment: they all lie!</p></div>
      <footer>© The Valley Post. All rights reserved.</footer>"""
    assert read(page("", body)).text.split("\n\n") == [
        "The dam is “perfectly safe,” the minister, Jane Holt, said, after engineers had warned of cracks in its foundation & walls.",
        "\"Nobody has to leave their home,\" she told reporters. 'That is a promise.'",
        "We have asked for the report three times and have not been given a page of it.",
        "The demands of the mayor are:",
        "- the full report of the engineers\n- a siren in every street",
        "‘No money left’: the council",
        "The council declined to say more about its plans for the coming weeks.",
    ]


@pytest.mark.parametrize(
    "head",
    [
        script(LD),
        script([{"@type": "BreadcrumbList"}, LD]),
        script({"@context": "https://schema.org", "@graph": [{"@type": "WebPage", "name": "x"}, LD]}),
        script("{broken", "", "[]", "[" * 100_000, {"@type": "Organization", "name": "x"}, LD),
        script({**LD, "@type": ["ReportageNewsArticle", "Thing"]}),
        script({**LD, "@type": "http://schema.org/BlogPosting"}),
        script({"@type": "WebPage", "mainEntity": LD}),
        script({"@graph": [{**LD, "publisher": {"@id": "#p"}}, {"@id": "#p", "@type": "Organization", "name": "The Valley Post"}]}),
    ],
)
def test_json_ld(head: str) -> None:
    found = read(page(head))
    assert found.title == "Dam “safe” & sound"
    assert found.published == "2023-06-02T10:15:00+02:00"
    assert found.byline == ("Ada Brook", "Tom Reed")
    assert found.outlet == "The Valley Post"
    assert found.url == "https://valleypost.example/dam"


def test_a_related_story_from_long_ago_says_nothing_of_the_page() -> None:
    old = {**LD, "headline": "Old", "datePublished": "2011-01-01", "url": "https://valleypost.example/old", "articleBody": "Old. " * 99}
    head = '<link rel="canonical" href="https://valleypost.example/dam"><meta property="og:title" content="Dam safe">' + script(old)
    found = read(page(head))
    assert (found.title, found.published, found.byline) == ("Dam safe", None, ())
    assert "Old" not in found.text
    found = read(page(head + '<meta property="article:published_time" content="2023-06-02">'))
    assert found.published == "2023-06-02"


def test_the_levels_of_loggers_are_left_as_they_were() -> None:
    levels = [logging.getLogger(name).level for name in ("trafilatura", "htmldate")]
    read(page())
    assert [logging.getLogger(name).level for name in ("trafilatura", "htmldate")] == levels


def test_fields_of_another_article_on_the_page_are_not_taken() -> None:
    other = {"@type": "NewsArticle", "headline": "Another", "author": {"name": "Somebody Else"}, "url": "https://valleypost.example/other"}
    own = {"@type": "NewsArticle", "headline": "Dam safe", "mainEntityOfPage": {"@id": "https://www.valleypost.example/dam/"}}
    found = read(page('<link rel="canonical" href="https://valleypost.example/dam">' + script(other, own)))
    assert (found.title, found.byline) == ("Dam safe", ())


def test_open_graph() -> None:
    head = (
        '<meta property="og:title" content="Dam &quot;safe&quot;"><meta property="og:site_name" content="The Valley Post">'
        '<meta property="article:published_time" content="2023-06-02T10:15:00Z"><meta name="author" content="Ada Brook">'
        '<meta property="article:author" content="https://social.example/ada"><meta property="og:url" content="https://valleypost.example/dam">'
    )
    found = read(page(head))
    assert (found.title, found.outlet, found.published) == ('Dam "safe"', "The Valley Post", "2023-06-02T10:15:00+00:00")
    assert (found.byline, found.url) == (("Ada Brook",), "https://valleypost.example/dam")


@pytest.mark.parametrize("date", ["2023-02-30", "yesterday", "03/04/2023", "0001-01-01T00:00:00", 17, None, ["2023"]])
def test_an_impossible_date_is_left_out(date: object) -> None:
    assert read(page(script({**LD, "datePublished": date}))).published is None


def test_fields_of_any_type_break_nothing() -> None:
    junks: tuple[object, ...] = (None, 1, True, [], {}, [[]], [None, 3, {"name": {"name": []}}], {"name": ["A", 2]})
    for junk in junks:
        found = read(page(script(dict.fromkeys(LD, junk) | {"@type": "NewsArticle", "mainEntityOfPage": junk})))
        assert found.text.startswith("The water minister")


def test_what_the_user_says_wins() -> None:
    found = read(page(script(LD)), defaults=Fields(title="Mine", published="2020-01-01"))
    assert (found.title, found.published, found.outlet) == ("Mine", "2020-01-01", "The Valley Post")


@pytest.mark.parametrize("charset", ["windows-1252", "iso-8859-1", "iso-8859-2", "utf-16"])
def test_declared_encodings(charset: str) -> None:
    text = f"“Nein”, said Käthe. {S}" if charset.startswith(("win", "iso-8859-1", "utf")) else f"Lech Wałęsa said no. {S}"
    html = f'<html><head><meta charset="{charset}"></head><body><article><p>{text}</p><p>{S}</p></article></body></html>'
    data = html.encode("cp1252" if charset == "iso-8859-1" else charset)
    assert read(data).text.startswith(text.strip()[:20])


def test_a_fragment_is_a_page() -> None:
    assert read(f"<div><p>{S}</p><p>It &amp; more was said by the mayor.</p></div>".encode()).text.endswith(
        "It & more was said by the mayor."
    )


@pytest.mark.parametrize(
    "body",
    ["", "<script>alert(1)</script>" * 500, "<div>" * 300 + "x", "<div>" * 100_000 + S, "<!--" * 10_000, "<style>p{}</style>"],
)
def test_pages_without_a_text_are_empty(body: str) -> None:
    with pytest.raises(EmptyInput, match=r"^page\.html: there is no article text in the page"):
        read(page("", body))


@pytest.mark.parametrize(
    "body",
    [
        *("<blockquote>" * 240 + S, "<ul><li>" * 120 + S, "<p>" + "<span>" * 250 + S, "<" * 100_000, "<p " + "a" * 100_000 + ">" + S),
        *(
            "<p>" + '"' * 1_000_000,
            "<p>" + "&amp;" * 100_000,
            "<p>\x00\x1b[31m" + S,
            "<table>" + "<tr><td>" * 100 + S,
            "</html></body>" * 100 + S,
        ),
    ],
)
def test_hostile_pages_are_read_or_refused(body: str) -> None:
    (found,) = articles(io.BytesIO(page("", body)), format="html")
    assert isinstance(found, Article | InputError)
    assert "\x1b" not in (found.text if isinstance(found, Article) else str(found))


def test_pages_that_are_too_large_are_refused() -> None:
    with pytest.raises(InputError, match="larger than 20 MB"):
        read(b"<html>" + b" " * LARGEST_PAGE)
    with pytest.raises(InputError, match="3,000 in one place"):
        read(page("", "<p>" + f"{S}<a href='/'>here</a>" * (MOST_SIBLINGS + 1)))


def test_nothing_is_logged_beside_the_error(capfd: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture) -> None:
    list(articles(io.BytesIO(page("", ""))))
    assert capfd.readouterr() == ("", "")
    assert not caplog.records
