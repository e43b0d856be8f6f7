"""Reviews of attributions: what people have said of them, and saying it."""

from itertools import islice
from typing import Annotated, Any, Literal

import msgspec
from fastapi import Query, Request

from onrecord.record.cursors import place_in, written
from onrecord.record.reviews import LoggedReview
from onrecord.web.api.bodies import sent
from onrecord.web.api.changes import Added, Corrected, Review, Undone, by_field
from onrecord.web.api.pages import address_of
from onrecord.web.api.parameters import LARGEST, Cursor, Limit, Number, Text
from onrecord.web.api.routing import Endpoints
from onrecord.web.api.ruling import by_the_rules
from onrecord.web.pool import Asked, Judging

__all__ = ["Reviews", "endpoints"]

endpoints = Endpoints("Review")

Verdict = Literal["confirmed", "rejected", "corrected", "added", "undo"]


class Reviews(msgspec.Struct, frozen=True):
    """A page of the log of reviews.

    Attributes:
        items: The entries.
        next: The address of the next page; null on the last one.
    """

    items: tuple[LoggedReview, ...]
    next: str | None


@endpoints.reads("/reviews", Reviews, example="?holds=true")
def list_reviews(
    request: Request,
    record: Asked,
    *,
    article: Annotated[int | None, Query(ge=1, le=LARGEST, description="Only of this article.")] = None,
    attribution: Annotated[int | None, Query(ge=1, le=LARGEST, description="Only of this attribution.")] = None,
    by: Annotated[Text | None, Query(description="Only by this person.")] = None,
    verdict: Annotated[Verdict | None, Query(description="Only this.")] = None,
    holds: Annotated[bool | None, Query(description="Only what holds, or only what was undone.")] = None,
    stands: Annotated[bool | None, Query(description="Only of the articles as they are now, or only what stands no more.")] = None,
    limit: Limit = 50,
    cursor: Cursor = None,
) -> Reviews:
    """List what people have said of attributions.

    The oldest first. Each entry says what it changed, and whether it still holds.
    """
    asked: dict[str, Any] = {"article": article, "attribution": attribution, "by": by, "verdict": verdict, "holds": holds, "stands": stands}
    after = 0 if cursor is None else int(place_in(cursor, "reviews", asked, int, name=record.name)[0])
    items = tuple(islice(record.reviews(**asked, after=after), limit + 1))
    next = written("reviews", asked, items[limit - 1].number) if len(items) > limit else None
    return Reviews(items[:limit], address_of(request, next))


@endpoints.takes(
    "/reviews", LoggedReview, Review, is_of_one=True,
    example={"verdict": "corrected", "attribution": 12, "changes": {"act": "deny"}, "by": "ada", "note": "she denies it"},
)  # fmt: skip
def add_review(review: Annotated[Review, sent(Review)], record: Judging) -> LoggedReview:
    """Confirm, reject, correct or add an attribution.

    It holds until it is undone, also when the article is read again, and wins over what was read. The entry of the log is answered.
    """
    with by_the_rules():
        if isinstance(review, Added):
            return record.add_attribution(review.article, by_field(review.changes), by=review.by, note=review.note)
        verdict: Literal["confirmed", "rejected", "corrected"] = review.__struct_config__.tag  # type: ignore[assignment]
        changes = by_field(review.changes) if isinstance(review, Corrected) else None
        return record.review(review.attribution, verdict, changes=changes, by=review.by, note=review.note, expected=review.expected)


@endpoints.takes("/reviews/{number}/undo", LoggedReview, Undone, is_of_one=True, example={"by": "ada", "note": "I was wrong"})
def undo_review(number: Number, undone: Annotated[Undone, sent(Undone)], record: Judging) -> LoggedReview:
    """Undo a review.

    All is as it was before it; undoing the undoing lets it hold again. The review that was undone is answered. Where the attribution has
    been judged since, that must be undone first (409).
    """
    with by_the_rules():
        return record.undo_review(number, by=undone.by, note=undone.note, expected=undone.expected)
