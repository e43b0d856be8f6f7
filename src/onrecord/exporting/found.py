"""Attributions that were found in a record, as objects and as rows of a table: the same for a command and for a page."""

from typing import Any

import msgspec

from onrecord.record import Hit

__all__ = ["cells_of", "heading", "object_of"]

_COLUMNS = (
    *("article", "outlet", "published", "url", "speaker", "source", "cue", "content", "kind", "act", "stance", "asserted", "said_on"),
    *("record_speaker", "confidence", "via", "article_number", "attribution", "number", "review"),
)


def object_of(hit: Hit) -> dict[str, Any]:
    """An attribution in the form of the contract, with its number in the record, its article, and who its speaker is across articles."""
    found = {**msgspec.to_builtins(hit.attribution), "number": hit.id, "article": hit.article, "record_speaker": hit.speaker}
    return found if hit.similarity is None else {**found, "similarity": round(hit.similarity, 4)}


def heading(*, similar: bool) -> tuple[str, ...]:
    """The names of the columns; columns may be added, never renamed.

    Args:
        similar: Whether it was asked by meaning, so that there is a similarity.
    """
    return (*_COLUMNS, "similarity") if similar else _COLUMNS


def cells_of(hit: Hit) -> tuple[Any, ...]:
    """The cells of an attribution, in the order of the columns."""
    a = hit.attribution
    return (
        *(hit.article["title"] or hit.article["id"], hit.article["outlet"], hit.article["published"], hit.article["url"]),
        a.speaker.name if a.speaker else "",
        *(x.text if x else "" for x in (a.source, a.cue, a.content)),
        *(a.kind, a.act, a.reporter_stance, a.asserted, a.said_on.value if a.said_on else ""),
        hit.speaker["number"] if hit.speaker else "",
        *(round(a.confidence, 4), " ← ".join(v.name for v in a.via), hit.article["number"], a.id),
        *(hit.id, a.review.verdict if a.review else ""),
        *(() if hit.similarity is None else (f"{hit.similarity:.4f}",)),
    )
