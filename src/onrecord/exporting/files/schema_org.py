"""schema.org JSON-LD (https://schema.org), one object a line: `Quotation`, `Claim`, and `ClaimReview` where a person judged.

Nothing here says whether something is true. A `ClaimReview` says, under ``reviewAspect: attribution``, what a person said of the
attribution: whether the article says so. It has no number for a rating. What an article says was *not* said is left out, as schema.org
has no word for it.
"""

from collections.abc import Iterator
from typing import Any

from onrecord.exporting.files.asked import Asked, Told
from onrecord.exporting.rows import json_line
from onrecord.model import Attribution, Speaker
from onrecord.record import Hit

__all__ = ["pieces"]

_CONTEXT = "https://schema.org"
_FACTUAL = frozenset([None, "state", "deny", "confirm", "accuse", "warn", "predict", "believe"])
_ENTITIES = {"person": "Person", "organisation": "Organization", "outlet": "Organization", "place": "Organization"}
_VERDICTS = {
    "confirmed": "Attribution confirmed",
    "corrected": "Attribution corrected",
    "added": "Attribution added by the reviewer",
    "rejected": "Attribution rejected",
}
_EXPLAINED = "Whether the article attributes these words to this source was judged, not whether they are true."


def pieces(asked: Asked) -> Iterator[str]:
    """A line for each object."""
    objects = (_claim(told) for told in asked.claims()) if asked.tell is not None else _of_hits(asked.hits())
    for one in objects:
        yield json_line({"@context": _CONTEXT, **one}) + "\n"


def _of_hits(hits: Iterator[Hit]) -> Iterator[dict[str, Any]]:
    for hit in hits:
        a = hit.attribution
        if a.content is None or not a.asserted:
            continue
        said = _said(hit)
        if a.review is None or a.review.verdict != "rejected":
            yield said
        if a.review is not None:
            yield _review(hit, said)


def _said(hit: Hit) -> dict[str, Any]:
    """What was said: a quotation where all of it is in quotation marks, a claim where it says how things are, else a plain work."""
    a, article = hit.attribution, _article(hit)
    assert a.content  # noqa: S101  the caller looks
    day = a.said_on.value if a.said_on and a.said_on.value and "/" not in a.said_on.value else None
    who = _who(a.speaker, hit)
    common = {"text": a.content.text, "creditText": a.source.text if a.source else None, "dateCreated": day, "identifier": hit.id}
    if a.kind == "direct":
        return _filled({"@type": "Quotation", **common, "spokenByCharacter": who, "isPartOf": article})
    if a.act in _FACTUAL:
        return _filled({"@type": "Claim", **common, "author": who, "appearance": article})
    return _filled({"@type": "CreativeWork", **common, "author": who, "isPartOf": article})


def _review(hit: Hit, said: dict[str, Any]) -> dict[str, Any]:
    a = hit.attribution
    assert a.review  # noqa: S101  the caller looks
    assert a.content  # noqa: S101
    return {
        "@type": "ClaimReview",
        "claimReviewed": f"{hit.article['outlet'] or 'An article'} reports: {_told(a)}",
        "reviewAspect": "attribution",
        "reviewRating": {"@type": "Rating", "alternateName": _VERDICTS[a.review.verdict], "ratingExplanation": _EXPLAINED},
        "author": {"@type": "Person", "name": a.review.by},
        "datePublished": a.review.at,
        "itemReviewed": said,
    }


def _told(a: Attribution) -> str:
    from onrecord.exporting.files.wording import sentence  # noqa: PLC0415

    return sentence(a)


def _claim(told: Told) -> dict[str, Any]:
    """A claim across articles; who says it stands once, the earliest first."""
    authors, seen = [], set()
    for hit in told.stating:
        who = _who(hit.attribution.speaker, hit)
        if who is not None and who["name"] not in seen:
            seen.add(who["name"])
            authors.append(who)
    articles = list({hit.article["number"]: _article(hit) for hit in told.stating}.values())
    claim = told.life.claim
    return _filled(
        {
            "@type": "Claim",
            "text": claim.text,
            "identifier": claim.id,
            "author": authors,
            "firstAppearance": articles[0] if articles else None,
            "appearance": articles,
        }
    )


def _who(speaker: Speaker | None, hit: Hit) -> dict[str, Any] | None:
    type = _ENTITIES.get(speaker.type) if speaker else None
    if speaker is None or type is None:
        return None  # schema.org lets only persons and organisations speak
    name = hit.speaker["name"] if hit.speaker else speaker.name
    item = f"https://www.wikidata.org/entity/{speaker.known}" if _is_item(speaker.known) else None
    return _filled({"@type": type, "name": name, "sameAs": item})


def _is_item(known: str | None) -> bool:
    return bool(known) and str(known)[:1] == "Q" and str(known)[1:].isdecimal() and str(known).isascii()


def _article(hit: Hit) -> dict[str, Any]:
    a = hit.article
    publisher = {"@type": "Organization", "name": a["outlet"]} if a["outlet"] else None
    return _filled(
        {
            **{"@type": "NewsArticle", "headline": a["title"], "url": a["url"], "datePublished": a["published"]},
            **{"publisher": publisher, "identifier": a["id"]},
        }
    )


def _filled(properties: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in properties.items() if value not in (None, "", [])}
