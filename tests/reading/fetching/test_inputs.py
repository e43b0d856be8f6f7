from collections.abc import Callable

import pytest

from onrecord.errors import EmptyInput, InputError, NoInput, NotAllowed, NotFetched, NotText, SeveralArticles
from onrecord.model import Article
from onrecord.reading import Fields, article, articles
from onrecord.reading.fetching import Fetcher
from tests.reading.fetching.servers import Server, reply

Serve = Callable[..., Server]
Fetching = Callable[..., Fetcher]

SENTENCE = "The bridge would stay closed until the end of the year, Mayor Ana Ruiz said on Monday, and nobody knew why."
TEXT = "\n\n".join(f"{i}. {SENTENCE}" for i in range(12))
HTML = "".join(f"<p>{part}</p>" for part in TEXT.split("\n\n"))
PAGE = f"""<html><head><title>Bridge closed</title><meta property="og:site_name" content="Valley Post">
<meta property="article:published_time" content="2023-06-02T10:00:00+02:00"></head><body><article><h1>Bridge closed</h1>
{HTML}</article></body></html>"""


def _rss(*items: str) -> str:
    inside = "".join(f"<item>{item}</item>" for item in items)
    return f'<rss version="2.0"><channel><title>Post: all news</title>{inside}</channel></rss>'


def test_without_a_fetcher_no_url_is_asked_for() -> None:
    (found,) = articles("https://news.example/story")
    assert isinstance(found, NoInput)
    assert "a fetcher" in str(found)


def test_a_page_is_an_article(serve: Serve, fetching: Fetching) -> None:
    server = serve({"/old": reply(status="301 Moved", Location="/new"), "/new": reply(PAGE, Content_Type="text/html")})
    found = article(server.url("/old"), fetcher=fetching(server), defaults=Fields(title="Mine"))
    assert TEXT in found.text
    assert (found.title, found.outlet, found.published) == ("Mine", "Valley Post", "2023-06-02T10:00:00+02:00")
    assert found.url == server.url("/new")


@pytest.mark.parametrize(
    ("body", "type"),
    [
        (PAGE.replace("Ruiz", "Ruïz — “mayor”").encode("cp1252"), "text/html; charset=windows-1252"),
        (PAGE.replace("Ruiz", "Ruïz — “mayor”").encode("cp1252"), "text/html; charset=utf-8"),
        (PAGE.replace("Ruiz", "Ruïz — “mayor”").encode(), "text/html; charset=iso-8859-1"),
        (PAGE.replace("Ruiz", "Ruïz — “mayor”").encode(), "text/html; charset=no-such-thing"),
        (PAGE.replace("<head>", "<head><meta charset=utf-8>").replace("Ruiz", "Ruïz — “mayor”").encode(), "text/html; charset=utf-16"),
    ],
)
def test_servers_lie_about_the_encoding(serve: Serve, fetching: Fetching, body: bytes, type: str) -> None:
    server = serve({"/": reply(body, Content_Type=type)})
    assert "Ruïz — “mayor”" in article(server.url(), fetcher=fetching(server)).text


def test_plain_text_json_lines_and_fragments_are_what_they_are(serve: Serve, fetching: Fetching) -> None:
    server = serve(
        {
            "/a.txt": reply(f"Title: Mine\nDate: 2023-06-02\n\n{SENTENCE}", Content_Type="text/plain"),
            "/b.jsonl": reply(f'{{"text": "{SENTENCE}"}}\n' * 2, Content_Type="application/octet-stream"),
            "/c": reply(f"<p>{SENTENCE}</p>" * 4, Content_Type="text/html"),
            "/d": reply("%PDF-1.7 \x00", Content_Type="application/pdf"),
            "/e": reply("<?xml version='1.0'?><urlset><url/></urlset>", Content_Type="application/xml"),
            "/f": reply("", Content_Type="text/html"),
        }
    )
    fetch = fetching(server)
    assert article(server.url("/a.txt"), fetcher=fetch).title == "Mine"
    assert [isinstance(found, Article) for found in articles(server.url("/b.jsonl"), fetcher=fetch)] == [True, True]
    assert "<p>" not in article(server.url("/c"), fetcher=fetch).text
    for path, error in (("/d", NotText), ("/e", InputError), ("/f", EmptyInput)):
        (found,) = articles(server.url(path), fetcher=fetch)
        assert type(found) is error
        assert server.url(path) in str(found)


@pytest.mark.parametrize(
    ("status", "advice"), [("404 Not Found", "check the URL"), ("410 Gone", "gone for good"), ("599 Odd", "try again")]
)
def test_an_error_says_what_to_do(serve: Serve, fetching: Fetching, status: str, advice: str) -> None:
    server = serve({"/": reply(PAGE, status)})
    (found,) = articles(server.url(), fetcher=fetching(server))
    assert isinstance(found, NotFetched)
    assert status[:3] in str(found)
    assert advice in str(found)


def test_a_feed_has_an_article_for_each_entry(serve: Serve, fetching: Fetching) -> None:
    server = serve({"/1": reply(PAGE, Content_Type="text/html")})
    server.replies["/feed"] = reply(
        _rss(
            "<title>From &lt;b&gt;the&lt;/b&gt; page</title><link>/1</link><description>Short.</description>"
            "<author>a@b.media (Ada)</author>",
            f"<title>In the feed</title><link>/2</link><pubDate>Sat, 03 Jun 2023 10:00:00 GMT</pubDate>"
            f"<description><![CDATA[{HTML * 2}]]></description>",
            "<title>Gone</title><link>/3</link><description>Short.</description>",
            "<title>Private</title><link>http://10.0.0.1/</link><description>Short.</description>",
            f"<title>No link</title><description>{SENTENCE}</description>",
            "<title>A feed again</title><link>/feed</link>",
        ),
        Content_Type="text/html",
    )
    first, second, third, fourth, fifth, sixth = articles(server.url("/feed"), fetcher=fetching(server))
    assert isinstance(first, Article)
    assert (first.title, first.outlet, first.byline) == ("From the page", "Valley Post", ("Ada",))
    assert (first.published, first.url, TEXT in first.text) == ("2023-06-02T10:00:00+02:00", server.url("/1"), True)
    assert isinstance(second, Article)
    assert (second.title, second.outlet, second.published) == ("In the feed", "Post: all news", "2023-06-03T10:00:00+00:00")
    assert (second.url, "<p>" in second.text) == (server.url("/2"), False)
    assert isinstance(third, NotFetched)
    assert third.name == server.url("/3")
    assert isinstance(fourth, NotAllowed)
    assert isinstance(fifth, Article)
    assert fifth.text == SENTENCE
    assert isinstance(sixth, InputError)
    assert server.paths == ["/feed", "/1", "/3", "/feed"]


def test_a_text_that_says_that_it_goes_on_is_not_the_whole_of_it(serve: Serve, fetching: Fetching) -> None:
    server = serve({"/1": reply(PAGE, Content_Type="text/html")})
    for end in ("…", "[...]", "Read more", "Continue reading »"):
        server.replies["/feed"] = reply(
            _rss(f"<title>x</title><link>/1</link><description><![CDATA[{HTML * 2}<p>{end}</p>]]></description>")
        )
        (found,) = articles(server.url("/feed"), fetcher=fetching(server))
        assert isinstance(found, Article)
        assert found.outlet == "Valley Post"


def test_one_article_is_not_several(serve: Serve, fetching: Fetching) -> None:
    entry = f"<description>{SENTENCE}</description>"
    server = serve({"/": reply(_rss(f"<title>a</title>{entry}", f"<title>b</title>{entry}")), "/none": reply(_rss())})
    with pytest.raises(SeveralArticles):
        article(server.url(), fetcher=fetching(server))
    with pytest.raises(EmptyInput):
        article(server.url("/none"), fetcher=fetching(server))
