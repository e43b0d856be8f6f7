import time
from contextlib import suppress

import pytest

from onrecord.errors import InputError
from onrecord.reading.fetching.feeds import MOST_ENTRIES, Entry, Feed, feed_of, looks_like_feed

URL = "http://news.example/feeds/all"


def _feed(text: str | bytes, charset: str | None = None) -> Feed:
    return feed_of(text if isinstance(text, bytes) else text.encode(), URL, "the feed", charset)


def _entry(inside: str, names: str = "") -> Entry:
    return _feed(f'<rss version="2.0"{names}><channel><title>Post</title><item>{inside}</item></channel></rss>').entries[0]


def test_rss_2() -> None:
    found = _feed("""<?xml version="1.0" encoding="utf-8"?>
        <rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/">
        <channel><title>Valley &amp; Coast Post</title><ttl>60</ttl><item>
        <title>Bridge &lt;em&gt;closed&lt;/em&gt; &amp;amp; guarded</title><link>/story?a=1&amp;b=2</link>
        <guid isPermaLink="false">g-1</guid>
        <pubDate>Fri, 02 Jun 2023 10:00:00 +0200</pubDate><author>desk@post.example (Ada Brook)</author><dc:creator>Ben Holm</dc:creator>
        <description>Short.</description><content:encoded><![CDATA[<p>The <b>bridge</b> &amp; the road.</p>]]></content:encoded>
        </item></channel></rss>""")
    entry = found.entries[0]
    assert (found.title, found.every) == ("Valley & Coast Post", 3600)
    assert entry.fields.title == "Bridge closed & guarded"
    assert (entry.link, entry.fields.published) == ("http://news.example/story?a=1&b=2", "2023-06-02T10:00:00+02:00")
    assert set(entry.fields.byline) == {"Ada Brook", "Ben Holm"}
    assert (entry.content, entry.summary) == ("<p>The <b>bridge</b> &amp; the road.</p>", "Short.")


def test_rss_1() -> None:
    found = _feed("""<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
        xmlns:dc="http://purl.org/dc/elements/1.1/"><channel rdf:about="x"><title>Post</title></channel>
        <item rdf:about="http://news.example/1"><title>One</title><link>http://news.example/1</link><dc:date>2023-06-02T10:00Z</dc:date>
        <description>Text</description></item></rdf:RDF>""")
    assert [(e.fields.title, e.link, e.updated) for e in found.entries] == [("One", "http://news.example/1", "2023-06-02T10:00:00+00:00")]


def test_rss_091_with_its_doctype() -> None:
    found = _feed("""<?xml version="1.0"?><!DOCTYPE rss PUBLIC "-//Netscape Communications//DTD RSS 0.91//EN"
        "http://my.netscape.com/publish/formats/rss-0.91.dtd"><rss version="0.91"><channel><title>Post</title>
        <item><title>Caf&eacute; &ndash; one</title><link>http://news.example/1</link></item></channel></rss>""")
    assert found.entries[0].fields.title == "Café – one"


def test_atom() -> None:
    found = _feed("""<feed xmlns="http://www.w3.org/2005/Atom"><title type="text">Post</title><entry>
        <title type="html">5 &amp;lt; 6</title><link rel="enclosure" href="sound.mp3"/><link rel="alternate" href="../1"/><id>tag:1</id>
        <published>2023-06-02T08:00:00Z</published><updated>2023-06-03T08:00:00Z</updated><author><name>Ada</name></author>
        <author><name>Ben</name></author><content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">
        <p>5 &lt; 6<br/>yes</p></div></content>
        </entry><entry><title>a &lt;b&gt; c</title><id>2</id><content type="text">If a &lt;b, said Ada.

        Second.</content></entry><entry><title>Picture</title><id>3</id><link href="/3"/>
        <content type="image/png">aGVsbG8=</content></entry></feed>""")
    first, second, third = found.entries
    assert (first.fields.title, first.link) == ("5 < 6", "http://news.example/1")
    assert (first.fields.published, first.updated) == ("2023-06-02T08:00:00+00:00", "2023-06-03T08:00:00+00:00")
    assert first.fields.byline == ("Ada", "Ben")
    assert "<p>5 &lt; 6<br>yes</p>" in first.content
    assert second.content.startswith("<p>If a &lt;b, said Ada.</p><p>")
    assert third.content == ""


@pytest.mark.parametrize(
    ("date", "published"),
    [
        ("Fri, 2 Jun 23 10:00:00 GMT", "2023-06-02T10:00:00+00:00"),
        ("Fri, 02 Jun 2023 10:00:00 EDT", "2023-06-02T10:00:00-04:00"),
        ("Fri, 02 Jun 2023 10:00:00 IST", "2023-06-02"),
        ("2023-06-02T10:00:00+05:30", "2023-06-02T10:00:00+05:30"),
        ("Mon, 02 Jun 2023 10:00:00 GMT", None),
        ("02/06/2023", None),
        ("yesterday", None),
        ("", None),
    ],
)
def test_dates_keep_their_zones_and_are_not_guessed(date: str, published: str | None) -> None:
    found = _entry(f"<title>x</title><link>http://news.example/</link><pubDate>{date}</pubDate>").fields.published
    assert found == published or (published is None and found is None)


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("\n\n  <?xml version='1.0'?><rss><channel><item><title>A</title><link>http://a/</link></item></channel></rss>", "A"),
        ("Warning: mysql_connect() in db.php\n<rss><channel><item><title>A</title><link>http://a/</link></item></channel></rss>", "A"),
        (
            "<rss><channel><item><title>A & B &nbsp;&hellip; &unknown;</title><link>http://a/</link></item></channel></rss>",
            "A & B … &unknown;",
        ),
        ("<rss><channel><item><title>A</title><link>http://a/?b=1&c=2</link><description>cut o", "A"),
        ("<rss><channel><item><title>A\x0b</title><link>http://a/</link></item></channel></rss>", "A"),
        ("<rss><channel><item><title>A <b>bold</title><link>http://a/</link></item></channel></rss>", "A bold"),
        (
            "<rss><channel><item><title>A</title><link>http://a/</link><description>a<br>b <p>c</description></item></channel></rss>",
            "A",
        ),
        ("<rss><channel><item><title><![CDATA[A & B]]></title><link>http://a/</link></item></channel></rss>", "A & B"),
        (
            "<rss><channel><item><media:title>M</media:title><title>A</title><dc:x y:z='1'/><link>http://a/</link></item></channel></rss>",
            "A",
        ),
        ("<rss><channel></channel><item><title>A</title><link>http://a/</link></item></rss>", "A"),
        ("<rss><channel><item><title>&#8220;A&#x201D; &#0;&#146;</title><link>http://a/</link></item></channel></rss>", "“A” ’"),
    ],
)
def test_feeds_that_are_broken_in_the_usual_ways(text: str, title: str) -> None:
    entries = _feed(text).entries
    assert [entry.fields.title for entry in entries] == [title]


def test_a_missing_namespace_does_not_lose_the_text() -> None:
    entry = _entry("<link>http://a/</link><content:encoded>&lt;p&gt;Said.&lt;/p&gt;</content:encoded><dc:creator>Ada</dc:creator>")
    assert (entry.content, entry.fields.byline) == ("<p>Said.</p>", ("Ada",))


@pytest.mark.parametrize(
    ("declared", "real", "charset"),
    [
        ("utf-8", "utf-8", "iso-8859-1"),
        ("iso-8859-1", "utf-8", "iso-8859-1"),
        ("windows-1252", "cp1252", "utf-8"),
        ("utf-8", "cp1252", "utf-8"),
        (None, "cp1252", "windows-1252"),
        (None, "cp1252", None),
        ("utf-8", "utf-16", None),
    ],
)
def test_lies_about_the_encoding(declared: str | None, real: str, charset: str | None) -> None:
    declaration = f"<?xml version='1.0' encoding='{declared}'?>" if declared else ""
    text = f"{declaration}<rss><channel><item><title>“Café”</title><link>http://a/</link></item></channel></rss>"
    assert _feed(text.encode(real), charset).entries[0].fields.title == "“Café”"


def test_a_billion_laughs_are_none() -> None:
    entities = "".join(f'<!ENTITY l{i} "{f"&l{i - 1};" * 10 if i else "ha"}">' for i in range(12))
    begun = time.monotonic()
    found = _feed(
        f"<?xml version='1.0'?><!DOCTYPE rss [{entities}]><rss><channel><item><title>&l11;</title><link>http://a/</link></item></channel></rss>"
    )
    assert found.entries[0].fields.title == "&l11;"
    assert time.monotonic() - begun < 1


def test_files_of_this_machine_are_not_read() -> None:
    found = _feed(
        '<!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd">]><rss><channel><item><title>&x;</title><link>http://a/</link></item></channel></rss>'
    )
    assert found.entries[0].fields.title == "&x;"


@pytest.mark.parametrize(
    "inside",
    [
        "<description>" + "<title>" * 100_000,
        "<a>" * 100_000,
        "<description>" + "<a>" * 100_000,
        "<description>" + "<a " * 50_000,
        "<description>" + "&" * 100_000,
        "<description>" + "&lt;p>x" * 50_000,
        "<a " + "x='1' " * 100_000 + ">",
        "<title>" + " " * 200_000 + "&<",
        "<![CDATA[" * 50_000,
        "<!--" * 50_000,
        "</item><item><title>x</title>" * 10_000,
        "<a/>" * 60_000,
    ],
)
def test_hostile_feeds_take_bounded_time(inside: str) -> None:
    begun = time.process_time()
    with suppress(InputError):
        _feed(f"<rss><channel><item>{inside}</item></channel></rss>")
    assert time.process_time() - begun < 5


def test_of_a_long_feed_the_first_entries_are_read() -> None:
    items = "".join(f"<item><title>{i}</title><link>http://a/{i}</link></item>" for i in range(MOST_ENTRIES + 50))
    found = _feed(f"<rss><channel>{items}</channel></rss>")
    assert [entry.fields.title for entry in found.entries] == [str(i) for i in range(MOST_ENTRIES)]


def test_entries_are_told_apart_by_their_ids_the_next_time_too() -> None:
    one = _entry("<guid isPermaLink='false'>7</guid><title>Old</title><link>http://a/1</link>")
    two = _entry("<guid isPermaLink='false'>7</guid><title>New</title><link>http://a/2</link>")
    assert one.id == two.id
    assert _entry("<guid>8</guid><title>x</title><description>d</description>").link is None
    assert _entry("<guid>http://a/8</guid><title>x</title>").link == "http://a/8"
    moved = feed_of(b"<rss><channel><item><guid>7</guid><link>http://a/3</link></item></channel></rss>", "http://other.example/", "x")
    assert moved.entries[0].id == one.id
    twice = _feed("<rss><channel>" + "<item><guid>7</guid><link>http://a/</link></item>" * 2 + "</channel></rss>")
    assert len(twice.entries) == 1
    assert _entry("<title>a</title><description>x</description>").id != _entry("<title>b</title><description>x</description>").id


@pytest.mark.parametrize("link", ["javascript:alert(1)", "file:///etc/passwd", "ftp://news.example/", "mailto:a@b.example"])
def test_links_are_of_the_web_or_none(link: str) -> None:
    assert _entry(f"<title>x</title><link>{link}</link><description>d</description>").link is None


@pytest.mark.parametrize("text", ["", "<html><body>No</body></html>", "{}", "<opml/>", "plain"])
def test_what_is_no_feed_is_told(text: str) -> None:
    with pytest.raises(InputError, match="neither a feed"):
        _feed(text)


@pytest.mark.parametrize(
    ("body", "type", "is_feed"),
    [
        (b"<rss version='2.0'>", "text/html", True),
        (b"\xef\xbb\xbf <?xml version='1.0'?><?xml-stylesheet href='x'?><!-- x --><feed xmlns='http://www.w3.org/2005/Atom'>", "", True),
        (b"<?xml version='1.0'?><!DOCTYPE rss [<!ENTITY a 'b'>]><rdf:RDF xmlns='x'>", "", True),
        (b"Warning\n<rss version='2.0'>", "application/rss+xml", True),
        (b"Warning\n<rss version='2.0'>", "text/html", False),
        (b"<!DOCTYPE html><html><pre>&lt;rss></pre>", "text/html", False),
        (b"<html><script>'<rss >'</script>", "application/xhtml+xml", False),
        (b"<feeding>", "", False),
        (b"", "", False),
    ],
)
def test_feeds_are_known_by_how_they_begin(body: bytes, type: str, is_feed: bool) -> None:
    assert looks_like_feed(body, type) is is_feed


@pytest.mark.parametrize(
    ("inside", "every"),
    [
        ("<ttl>30</ttl>", 1800),
        ("<ttl>soon</ttl>", None),
        ("<sy:updatePeriod>hourly</sy:updatePeriod><sy:updateFrequency>2</sy:updateFrequency>", 1800),
        ("<sy:updatePeriod>daily</sy:updatePeriod>", 86400),
        ("<sy:updatePeriod>daily</sy:updatePeriod><sy:updateFrequency>0</sy:updateFrequency>", None),
        ("", None),
    ],
)
def test_how_often_a_feed_changes(inside: str, every: float | None) -> None:
    assert _feed(f"<rss><channel>{inside}<title>x</title></channel></rss>").every == every
