"""Attributions or claims as CSV (RFC 4180), as `onrecord search --format csv` writes them: no cell is taken for a formula."""

from collections.abc import Iterator
from dataclasses import astuple, fields

from onrecord.exporting.files.asked import Asked
from onrecord.exporting.found import cells_of, heading
from onrecord.exporting.rows import csv_line

__all__ = ["pieces"]

_REVIEW = ("review_by", "review_at")


def pieces(asked: Asked) -> Iterator[str]:
    """A heading and a line for each attribution or claim."""
    if asked.tell is not None:
        yield from _claims(asked)
        return
    yield csv_line((*heading(similar=asked.similar), *_REVIEW))
    for hit in asked.hits():
        review = hit.attribution.review
        yield csv_line((*cells_of(hit), *((review.by, review.at) if review else ("", ""))))


def _claims(asked: Asked) -> Iterator[str]:
    from onrecord.claims.telling import Claim  # noqa: PLC0415

    yield csv_line([f.name for f in fields(Claim)])
    for told in asked.claims():
        yield csv_line(astuple(told.life.claim))
