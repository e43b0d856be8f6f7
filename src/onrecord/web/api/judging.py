"""Judgements of speakers and claims across articles: what people have said, and saying it."""

from typing import Annotated, Literal

import msgspec
from fastapi import Query, Request
from msgspec import Meta

from onrecord.claims.rulings import Ruled
from onrecord.claims.store import behind
from onrecord.record import Record
from onrecord.record.cursors import place_in, written
from onrecord.record.judgements import Judgement
from onrecord.record.log import Entry
from onrecord.web.api.bodies import sent
from onrecord.web.api.changes import By, Line, Note, Positive, Undone
from onrecord.web.api.pages import address_of
from onrecord.web.api.parameters import Cursor, Day, Limit, Number, Text
from onrecord.web.api.routing import Endpoints
from onrecord.web.api.ruling import by_the_rules
from onrecord.web.pool import Asked, Judging

__all__ = ["endpoints"]

endpoints = Endpoints("Review")

_FEW = 20
"""Articles that may be waiting to be compared when a judgement of claims is followed at once."""

ClaimId = Annotated[str, Meta(pattern="^c[0-9a-hj-km-np-tv-z]{4,10}$")]
StatementId = Annotated[str, Meta(pattern="^s[0-9a-hj-km-np-tv-z]{4,10}$")]


class _Signed(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, tag_field="verdict"):
    """A judgement.

    Attributes:
        by: Who says so; left out, the login name of who runs the server.
        note: Why.
    """

    by: By | None = None
    note: Note | None = None


class MergeSpeakers(_Signed, frozen=True, kw_only=True, tag="merge"):
    """Speakers are one, in all articles with any of their names, also those to come.

    Attributes:
        speakers: Their numbers; a single one where it is only given a name.
        name: What they are called together; left out, the fullest of their names.
        force: Whether judgements, and ids of known speakers, that say otherwise are overridden.
    """

    speakers: Annotated[tuple[Positive, ...], Meta(min_length=1, max_length=100)]
    name: Line | None = None
    force: bool = False


class SplitSpeaker(_Signed, frozen=True, kw_only=True, tag="split"):
    """What some articles have of a speaker is another one, now and in their later versions.

    Attributes:
        speaker: Its number.
        articles: Numbers of articles.
        mentions: Numbers of single mentions, as `in` of the speaker has them.
        name: What the new speaker is called.
    """

    speaker: Positive
    articles: Annotated[tuple[Positive, ...], Meta(max_length=1_000)] = ()
    mentions: Annotated[tuple[Positive, ...], Meta(max_length=1_000)] = ()
    name: Line | None = None


class _Pair(_Signed, frozen=True, kw_only=True):
    """Whether two speakers are the same.

    Attributes:
        speakers: The numbers of both.
    """

    speakers: tuple[Positive, Positive]


class SameSpeakers(_Pair, frozen=True, kw_only=True, tag="same"):
    """Two speakers are the same.

    Attributes:
        force: Whether judgements, and ids of known speakers, that say otherwise are overridden.
    """

    force: bool = False


class DifferentSpeakers(_Pair, frozen=True, kw_only=True, tag="different"):
    """Two speakers are not the same, whatever comes."""


class UnsureOfSpeakers(_Pair, frozen=True, kw_only=True, tag="unsure"):
    """Whether two speakers are the same cannot be told; that is noted, and nothing changes."""


OfSpeakers = MergeSpeakers | SplitSpeaker | SameSpeakers | DifferentSpeakers | UnsureOfSpeakers


class MergeClaims(_Signed, frozen=True, kw_only=True, tag="merge"):
    """Claims are one, for all articles, also those to come.

    Attributes:
        claims: Their ids.
    """

    claims: Annotated[tuple[ClaimId, ...], Meta(min_length=2, max_length=100)]


class SplitClaim(_Signed, frozen=True, kw_only=True, tag="split"):
    """Some statements of a claim are another claim; others in the very same words go with them.

    Attributes:
        claim: Its id.
        statements: The ids of the statements.
    """

    claim: ClaimId
    statements: Annotated[tuple[StatementId, ...], Meta(min_length=1, max_length=100)]


OfClaims = MergeClaims | SplitClaim


class SpeakerJudgements(msgspec.Struct, frozen=True):
    """A page of what was judged of speakers.

    Attributes:
        items: The judgements.
        next: The address of the next page; null on the last one.
    """

    items: tuple[Judgement, ...]
    next: str | None


class ClaimJudgements(msgspec.Struct, frozen=True):
    """A page of what was judged of claims.

    Attributes:
        items: The judgements.
        next: The address of the next page; null on the last one.
    """

    items: tuple[Ruled, ...]
    next: str | None


@endpoints.reads("/judgements/speakers", SpeakerJudgements, is_of_one=True)
def list_speaker_judgements(
    request: Request,
    record: Asked,
    speaker: Annotated[int | None, Query(ge=1, le=2**63 - 1, description="Only what is about this speaker.")] = None,
    limit: Limit = 50,
    cursor: Cursor = None,
) -> SpeakerJudgements:
    """List what was judged of speakers by hand.

    The oldest first.
    """
    if speaker is not None:
        asked = {"speaker": speaker}
        after = 0 if cursor is None else int(place_in(cursor, "judgements of a speaker", asked, int, name=record.name)[0])
        items = [j for j in record.speakers.judgements(speaker) if j.number > after]
        next = written("judgements of a speaker", asked, items[limit - 1].number) if len(items) > limit else None
        return SpeakerJudgements(tuple(items[:limit]), address_of(request, next))
    page = record.lists.judgements(cursor=cursor, limit=limit)
    return SpeakerJudgements(page.items, address_of(request, page.next))


@endpoints.takes(
    "/judgements/speakers", Judgement, OfSpeakers, is_of_one=True,
    example={"verdict": "merge", "speakers": [12, 40], "by": "ada", "note": "her married name"},
)  # fmt: skip
def judge_speakers(judgement: Annotated[OfSpeakers, sent(OfSpeakers)], record: Judging) -> Judgement:
    """Merge, split, or tell speakers apart.

    What contradicts an earlier judgement is refused (409) unless it is forced. The entry of the log is answered.
    """
    speakers, by, note = record.speakers, judgement.by, judgement.note
    with by_the_rules():
        if isinstance(judgement, MergeSpeakers):
            speakers.merge(*judgement.speakers, name=judgement.name, by=by, note=note, force=judgement.force)
        elif isinstance(judgement, SplitSpeaker):
            articles, mentions = judgement.articles, judgement.mentions
            speakers.split(judgement.speaker, articles=articles, mentions=mentions, name=judgement.name, by=by, note=note)
        elif isinstance(judgement, SameSpeakers):
            return speakers.judge(*judgement.speakers, "same", by=by, note=note, force=judgement.force)
        else:
            verdict: Literal["different", "unsure"] = "different" if isinstance(judgement, DifferentSpeakers) else "unsure"
            return speakers.judge(*judgement.speakers, verdict, by=by, note=note)
        return speakers.judgements()[-1]


@endpoints.takes("/judgements/speakers/{number}/undo", Judgement, Undone, is_of_one=True, example={"by": "ada"})
def undo_speaker_judgement(number: Number, undone: Annotated[Undone, sent(Undone)], record: Judging) -> Judgement:
    """Undo a judgement of speakers.

    Undoing the undoing lets it hold again. The judgement that was undone is answered.
    """
    with by_the_rules():
        return record.speakers.undo(number, by=undone.by, note=undone.note)


@endpoints.reads("/judgements/claims", ClaimJudgements)
def list_claim_judgements(request: Request, record: Asked, limit: Limit = 50, cursor: Cursor = None) -> ClaimJudgements:
    """List what was judged of claims by hand.

    The oldest first.
    """
    page = record.lists.claim_judgements(cursor=cursor, limit=limit)
    return ClaimJudgements(page.items, address_of(request, page.next))


@endpoints.takes(
    "/judgements/claims", Ruled, OfClaims, is_of_one=True,
    example={"verdict": "merge", "claims": ["c4k7m2x9qa", "c0f3aab1xk"], "by": "ada", "note": "the same dam"},
)  # fmt: skip
def judge_claims(judgement: Annotated[OfClaims, sent(OfClaims)], record: Judging) -> Ruled:
    """Merge or split claims.

    It is followed at once, unless many articles are waiting to be compared: then with these. The entry of the log is answered.
    """
    signed = {"by": judgement.by, "note": judgement.note}
    with by_the_rules():
        if isinstance(judgement, MergeClaims):
            number = record.merge_claims(*judgement.claims, **signed)
        else:
            number = record.split_claim(judgement.claim, *judgement.statements, **signed)
        return _followed(record, number)


@endpoints.takes("/judgements/claims/{number}/undo", Ruled, Undone, is_of_one=True, example={})
def undo_claim_judgement(number: Number, undone: Annotated[Undone, sent(Undone)], record: Judging) -> Ruled:
    """Undo a judgement of claims.

    The judgement that was undone is answered; who undid it is not kept.
    """
    with by_the_rules():
        return _followed(record, record.undo_claim_judgement(number))


def _followed(record: Record, number: int) -> Ruled:
    """Have what was judged grouped anew, unless that would take as long as comparing articles does."""
    if behind(record.database) <= _FEW:
        record.update_claims()
    return next(r for r in record.claim_judgements() if r.number == number)


class Judgements(msgspec.Struct, frozen=True):
    """A page of all that was judged by hand.

    Attributes:
        items: The judgements.
        next: The address of the next page; null on the last one.
    """

    items: tuple[Entry, ...]
    next: str | None


@endpoints.reads("/judgements", Judgements)
def list_judgements(
    request: Request,
    record: Asked,
    *,
    since: Annotated[Day | None, Query(description="Only from this day, month or year on, in UTC.")] = None,
    by: Annotated[Text | None, Query(description="Only by this person.")] = None,
    limit: Limit = 50,
    cursor: Cursor = None,
) -> Judgements:
    """List all that was judged by hand.

    Of attributions, speakers and claims together, the oldest first. Numbers are given by sort.
    """
    asked = [since, by]
    entries = record.log(since=since, by=by)
    if cursor is not None:
        last = str(place_in(cursor, "judgements of all sorts", asked, str, name=record.name)[0])
        entries = entries[next((n for n, e in enumerate(entries, start=1) if _mark(e) == last), 0) :]
    more = written("judgements of all sorts", asked, _mark(entries[limit - 1])) if len(entries) > limit else None
    return Judgements(tuple(entries[:limit]), address_of(request, more))


def _mark(entry: Entry) -> str:
    return f"{entry.sort} {entry.number}"
