import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.reading.drafts import Fields
from onrecord.reading.metadata import drop_others, fields_of


def parsed(head: str) -> Any:
    import trafilatura

    return trafilatura.load_html(f"<html><head>{head}</head><body><p>x</p></body></html>")


def ld(value: object) -> str:
    return f'<script type="application/ld+json">{json.dumps(value)}</script>'


@pytest.mark.parametrize(
    "kind", ["Article", "NewsArticle", "ReportageNewsArticle", "OpinionNewsArticle", "BlogPosting", "LiveBlogPosting", "Report"]
)
def test_all_sorts_of_articles(kind: str) -> None:
    assert fields_of(parsed(ld({"@type": kind, "headline": "Bridge closed"}))).title == "Bridge closed"


@pytest.mark.parametrize("kind", ["Organization", "WebPage", "ArticleList", "Product", None, 3, [], {}])
def test_what_is_no_article_says_nothing(kind: object) -> None:
    assert fields_of(parsed(ld({"@type": kind, "headline": "Bridge closed", "datePublished": "2023-06-02"}))) == Fields()


@pytest.mark.parametrize(
    ("author", "byline"),
    [
        ("Ada Brook", ("Ada Brook",)),
        ({"name": "Ada Brook"}, ("Ada Brook",)),
        (["Ada Brook", {"name": "Tom Reed"}], ("Ada Brook", "Tom Reed")),
        ({"name": ["Ada Brook", "Tom Reed"]}, ("Ada Brook", "Tom Reed")),
        ("By Ada Brook", ("Ada Brook",)),
        ("Byron Hill", ("Byron Hill",)),
        ("https://social.example/ada", ()),
        ([None, 3, {}, {"name": 4}, {"@id": "#nobody"}], ()),
        ("Zo&euml; O&#39;Neil", ("Zoë O'Neil",)),
    ],
)
def test_authors(author: object, byline: tuple[str, ...]) -> None:
    assert fields_of(parsed(ld({"@type": "Article", "author": author}))).byline == byline


@pytest.mark.parametrize(
    ("head", "published"),
    [
        ('<meta property="article:published_time" content="2023-06-02T10:00:00-04:00">', "2023-06-02T10:00:00-04:00"),
        ('<meta name="pubdate" content="June 2, 2023">', "2023-06-02"),
        ('<meta itemprop="datePublished" content="2023-06-02">', "2023-06-02"),
        ('<time itemprop="datePublished" datetime="2023-06-02T08:00Z">today</time>', "2023-06-02T08:00:00+00:00"),
        ('<meta name="date" content="03/04/2023"><meta name="dc.date" content="nonsense">', None),
        ('<meta property="article:published_time" content="soon"><meta name="date" content="2023-06-02">', "2023-06-02"),
        ('<meta property="article:modified_time" content="2024-01-01">', None),
    ],
)
def test_the_time_of_publication(head: str, published: str | None) -> None:
    assert fields_of(parsed(head)).published == published


def test_json_ld_comes_before_meta_elements_and_both_fill_each_other_in() -> None:
    head = ld({"@type": "Article", "headline": "From JSON-LD"}) + (
        '<meta property="og:title" content="From OpenGraph"><meta property="og:site_name" content="The Valley Post">'
    )
    found = fields_of(parsed(head))
    assert (found.title, found.outlet) == ("From JSON-LD", "The Valley Post")


@pytest.mark.parametrize(
    ("head", "url"),
    [
        ('<link rel="canonical" href="https://x.example/a"><meta property="og:url" content="https://x.example/b">', "https://x.example/a"),
        ('<link rel="canonical" href="/a"><meta property="og:url" content="https://x.example/b">', "https://x.example/b"),
        ('<link rel="canonical" href="javascript:alert(1)">', None),
        ('<link rel="stylesheet" href="https://x.example/a">', None),
    ],
)
def test_the_address(head: str, url: str | None) -> None:
    assert fields_of(parsed(head)).url == url


@pytest.mark.parametrize("wrapped", ["<!--{}-->", "//<![CDATA[\n{}\n//]]>", "\n\n{}\n", "{}"])
def test_wrapped_scripts(wrapped: str) -> None:
    script = wrapped.replace("{}", json.dumps({"@type": "Article", "headline": "Bridge closed"}))
    assert fields_of(parsed(f'<script type="application/ld+json">{script}</script>')).title == "Bridge closed"


def test_a_vast_graph_is_bounded() -> None:
    assert fields_of(parsed(ld([{"@type": "Article", "author": ["A"] * 100}] * 5000))).byline == ("A",)


CANONICAL = '<link rel="canonical" href="https://x.example/new">'
OWN_DATE = '<meta property="article:published_time" content="2023-06-02">'
OLD = {"@type": "NewsArticle", "headline": "Old story", "datePublished": "2011-01-01", "url": "https://x.example/old"}


@pytest.mark.parametrize("address", [CANONICAL, '<meta property="og:url" content="http://www.x.example/new/">'])
def test_a_related_story_does_not_stand_in_for_the_article_of_the_page(address: str) -> None:
    found = fields_of(parsed(address + OWN_DATE + ld(OLD)))
    assert (found.title, found.published) == (None, "2023-06-02")


def test_an_article_without_an_address_is_that_of_the_page() -> None:
    found = fields_of(parsed(CANONICAL + ld([OLD, {"@type": "NewsArticle", "headline": "New story"}])))
    assert (found.title, found.published) == ("New story", None)


def test_any_of_its_addresses_may_be_that_of_the_page() -> None:
    own = {"@type": "Article", "headline": "New", "url": "https://x.example/amp/new", "mainEntityOfPage": "https://x.example/new#page"}
    assert fields_of(parsed(CANONICAL + ld([OLD, own]))).title == "New"


def test_where_the_page_has_no_address_the_first_article_counts() -> None:
    assert fields_of(parsed(ld(OLD))).published == "2011-01-01"


def test_only_scripts_of_other_articles_are_dropped() -> None:
    tree = parsed(CANONICAL + ld(OLD) + ld({"@type": "Organization"}) + ld([OLD, {"@type": "Article", "headline": "New"}]))
    drop_others(tree)
    assert [bool(script.text) for script in tree.iter("script")] == [False, True, True]


VALUES = st.recursive(
    st.none() | st.integers() | st.text(), lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner), max_leaves=10
)
KEYS = st.sampled_from(
    ["@graph", "@id", "author", "creator", "publisher", "headline", "datePublished", "url", "mainEntityOfPage", "mainEntity"]
)


@given(st.dictionaries(KEYS, VALUES))
def test_any_values_are_fields_or_nothing(values: dict[str, object]) -> None:
    assert isinstance(fields_of(parsed(ld({"@type": "NewsArticle", **values}))), Fields)
