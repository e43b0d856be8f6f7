"""What a page says of its article for machines: JSON-LD (schema.org), OpenGraph and other meta elements."""

import html
import json
import re
from collections import deque
from collections.abc import Iterator
from typing import Any, TypeGuard

from onrecord.reading.cleaning import line
from onrecord.reading.dates import parse
from onrecord.reading.drafts import Fields

__all__ = ["drop_others", "fields_of"]

_ARTICLE = re.compile(r"(?:https?://schema\.org/|schema:)?\w*(?:Article|BlogPosting|Report)", re.IGNORECASE)
_MOST_NODES = 10_000
_META = {
    "title": ("og:title", "headline", "parsely-title", "twitter:title", "dc.title", "dcterms.title", "sailthru.title"),
    "outlet": ("og:site_name", "publisher", "dc.publisher", "dcterms.publisher", "application-name"),
    "published": (
        *("article:published_time", "og:article:published_time", "og:published_time", "datepublished", "parsely-pub-date", "pubdate"),
        *("publishdate", "publish-date", "publication_date", "sailthru.date", "dc.date.issued", "dcterms.issued", "dcterms.created"),
        *("dc.date", "date"),
    ),
    "url": ("og:url", "parsely-link", "twitter:url"),
    "byline": (
        "author",
        "byl",
        "parsely-author",
        "sailthru.author",
        "article:author",
        "og:article:author",
        "dc.creator",
        "dcterms.creator",
    ),
}


def fields_of(tree: Any) -> Fields:
    """The fields of the article of a page, from JSON-LD, then from meta elements and the canonical link.

    What is broken or has an impossible value counts as absent.

    Args:
        tree: The page as parsed by lxml.
    """
    return _from_json_ld(tree).over(_from_elements(tree))


def drop_others(tree: Any) -> None:
    """Take out of a page the JSON-LD of other articles that it describes: whoever looks for fields or a text must not find theirs.

    Args:
        tree: The page as parsed by lxml.
    """
    addresses = _addresses(tree)
    for script in list(tree.iter("script")):
        articles = [node for node in _nodes(script) if _is_article(node)]
        if articles and _own(articles, addresses) is None:
            script.text = None


def _from_json_ld(tree: Any) -> Fields:
    nodes = [node for script in tree.iter("script") for node in _nodes(script)]
    articles = [node for node in nodes if _is_article(node)]
    if not articles:
        return Fields()
    by_id = {node["@id"]: node for node in nodes if isinstance(node.get("@id"), str)}
    node = _own(articles, _addresses(tree))
    return Fields() if node is None else _from_article(node, by_id)


def _own(articles: list[dict[str, Any]], addresses: set[str]) -> dict[str, Any] | None:
    """The article of the page itself: one may also describe those that it links to, and fields of two must not be mixed."""
    if not addresses:
        return articles[0]
    nameless = None
    for node in articles:
        urls = _urls(node)
        if any(_address(url) in addresses for url in urls):
            return node
        if not urls and nameless is None:
            nameless = node
    return nameless


def _addresses(tree: Any) -> set[str]:
    """Under which addresses the page says that it stands."""
    meta = (meta.get("content") for meta in tree.iter("meta") if (meta.get("property") or "").strip().lower() == "og:url")
    return {_address(url) for url in (*_canonical(tree), *meta) if _is_url(url)}


def _is_article(node: dict[str, Any]) -> bool:
    types = node.get("@type")
    return any(isinstance(t, str) and _ARTICLE.fullmatch(t) for t in (types if isinstance(types, list) else [types]))


def _address(url: str) -> str:
    return re.sub(r"^https?://(?:www\.)?", "", url.strip().partition("#")[0], flags=re.IGNORECASE).rstrip("/")


def _urls(node: dict[str, Any]) -> list[str]:
    page = node.get("mainEntityOfPage")
    return [u for u in (node.get("url"), page, page.get("@id") if isinstance(page, dict) else None, node.get("@id")) if _is_url(u)]


def _nodes(script: Any) -> Iterator[dict[str, Any]]:
    """All objects of a JSON-LD script that may describe the page: on top, in lists, in ``@graph``, or as its main entity."""
    if "ld+json" not in (script.get("type") or "").lower() or not script.text:
        return
    try:
        # Not strict: raw line ends inside of strings are a common fault. Comment and CDATA wrappers are another.
        waiting: deque[Any] = deque(
            [json.loads(re.sub(r"^\s*(?:<!--|//\s*<!\[CDATA\[)|(?:-->|//\s*\]\]>)\s*$", "", script.text), strict=False)]
        )
    except (ValueError, RecursionError):
        return
    seen = 0
    while waiting and seen < _MOST_NODES:
        node = waiting.popleft()
        seen += 1
        if isinstance(node, list):
            waiting += node[:_MOST_NODES]
        elif isinstance(node, dict):
            yield node
            waiting += [node[key] for key in ("@graph", "mainEntity", "mainEntityOfPage") if isinstance(node.get(key), list | dict)]


def _from_article(node: dict[str, Any], by_id: dict[str, dict[str, Any]]) -> Fields:
    publishers = _names(node.get("publisher") or node.get("sourceOrganization"), by_id)
    authors = node.get("author") or node.get("creator")
    return Fields(
        title=_line(node.get("headline") or node.get("name")),
        outlet=publishers[0] if publishers else None,
        published=_date(node.get("datePublished")),
        url=_line(next(iter(_urls(node)), None)),
        byline=tuple(_people(_names(authors, by_id))),
    )


def _names(value: Any, by_id: dict[str, dict[str, Any]]) -> list[str]:
    found: list[str] = []
    for item in (value if isinstance(value, list) else [value])[:100]:
        name = item
        if isinstance(item, dict):
            # An object may be only a pointer to one that stands elsewhere in the graph.
            name = item.get("name") or by_id.get(str(item.get("@id")), {}).get("name")
        found += filter(None, map(_line, name[:100] if isinstance(name, list) else [name]))
    return found


def _from_elements(tree: Any) -> Fields:
    contents: dict[str, list[str]] = {}
    for meta in tree.iter("meta"):
        key = (meta.get("property") or meta.get("name") or meta.get("itemprop") or "").strip().lower()
        if content := _line(meta.get("content")):
            contents.setdefault(key, []).append(content)

    def first(field: str) -> Iterator[str]:
        return (content for key in _META[field] for content in contents.get(key, ()))

    times = (
        time.get("datetime") for time in tree.iter("time") if time.get("pubdate") is not None or time.get("itemprop") == "datePublished"
    )
    return Fields(
        title=next(first("title"), None),
        outlet=next(first("outlet"), None),
        published=next((date for date in map(_date, (*first("published"), *times)) if date), None),
        url=next((line(url) for url in (*_canonical(tree), *first("url")) if _is_url(url)), None),
        byline=_authors(contents),
    )


def _canonical(tree: Any) -> list[str]:
    return [link.get("href") or "" for link in tree.iter("link") if "canonical" in (link.get("rel") or "").lower().split()]


def _authors(contents: dict[str, list[str]]) -> tuple[str, ...]:
    return next((people for key in _META["byline"] if (people := tuple(_people(contents.get(key, []))))), ())


def _people(names: list[str]) -> Iterator[str]:
    """Names of authors without "By", each once; links to their pages are no names."""
    seen: set[str] = set()
    for name in names:
        plain = re.sub(r"^by:?\s", "", name, flags=re.IGNORECASE).strip()
        if plain and not _is_url(plain) and plain not in seen:
            seen.add(plain)
            yield plain


def _line(value: Any) -> str | None:
    # Entities are often escaped once more inside of scripts and attributes.
    return line(html.unescape(value[:4000])) if isinstance(value, str) else None


def _date(value: Any) -> str | None:
    return parse(value) if isinstance(value, str) else None


def _is_url(value: Any) -> TypeGuard[str]:
    return isinstance(value, str) and value.strip().lower().startswith(("http://", "https://"))
