"""Web Annotations of the W3C (https://www.w3.org/TR/annotation-model/), one a line: attributions on the texts of their articles.

The target is the content, one for each of its pieces; source and cue are bodies with places of their own. Each place has a
`TextQuoteSelector`, with up to 32 characters before and behind, which finds the words also on the page of the article, and a
`TextPositionSelector`, which counts Unicode code points of the text that the record keeps.
"""

import hashlib
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from onrecord.exporting.files.asked import Asked
from onrecord.exporting.files.wording import sentence
from onrecord.exporting.rows import json_line
from onrecord.model import Article, Attribution, Excerpt, Span
from onrecord.record import Hit

__all__ = ["annotation", "pieces"]

_CONTEXT = ["http://www.w3.org/ns/anno.jsonld", {"onrecord": "urn:onrecord:"}]
_AROUND = 32
_GENERATOR = {"id": "urn:onrecord:onrecord", "type": "Software", "name": "onrecord"}


def pieces(asked: Asked) -> Iterator[str]:
    """A line for each annotation."""
    for hit in asked.hits():
        yield json_line(annotation(hit, asked.article(hit.article["number"]))) + "\n"


def annotation(hit: Hit, article: Article) -> dict[str, Any]:
    """The annotation of an attribution.

    Args:
        hit: The attribution.
        article: Its article.
    """
    a = hit.attribution
    source = article.url or f"urn:onrecord:article:{_digest(article.id)[:32]}"
    told = {
        "@context": _CONTEXT,
        "id": f"urn:onrecord:attribution:{_digest(source + '#' + a.id)[:32]}",
        "type": "Annotation",
        "motivation": "describing",
        "generator": _GENERATOR,
        "onrecord:article": hit.article["number"],
        "onrecord:textSha256": _digest(article.text),
        "onrecord:kind": a.kind,
        "onrecord:act": a.act,
        "onrecord:reporterStance": a.reporter_stance,
        "onrecord:asserted": a.asserted,
        "onrecord:confidence": round(a.confidence, 4),
        "onrecord:speaker": a.speaker.name if a.speaker else None,
        "onrecord:saidOn": a.said_on.value if a.said_on else None,
        "body": [*_bodies(a, article.text, source)],
        "target": [*_places(a.content or a.cue, article.text, source)] or source,
    }
    return {name: value for name, value in told.items() if value is not None}


def _bodies(a: Attribution, text: str, source: str) -> Iterator[dict[str, Any]]:
    yield {"type": "TextualBody", "format": "text/plain", "purpose": "describing", "value": sentence(a)}
    for role, excerpt in (("source", a.source), ("cue", a.cue)):
        for place in _places(excerpt, text, source):
            yield {**place, "purpose": "identifying", "onrecord:role": role}
    if a.review is not None:
        by = {"type": "Person", "name": a.review.by}
        yield {"type": "TextualBody", "purpose": "assessing", "value": a.review.verdict, "creator": by, "created": a.review.at}


def _places(excerpt: Excerpt | None, text: str, source: str) -> Iterator[dict[str, Any]]:
    for span in excerpt.spans if excerpt else ():
        yield {"type": "SpecificResource", "source": source, "selector": [*_selectors(span, text)]}


def _selectors(span: Span, text: str) -> Iterator[dict[str, Any]]:
    start, end = span
    before, behind = text[max(0, start - _AROUND) : start], text[end : end + _AROUND]
    yield {"type": "TextQuoteSelector", "exact": text[start:end], "prefix": before, "suffix": behind}
    yield {"type": "TextPositionSelector", "start": start, "end": end}


@lru_cache(64)
def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
