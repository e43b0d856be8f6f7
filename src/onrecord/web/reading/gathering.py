"""What a record has of one article: its versions, its reading, and whom and what its attributions are in other articles."""

from collections.abc import Mapping
from dataclasses import dataclass

import msgspec

from onrecord.claims.ids import claim_id
from onrecord.model import Article, Attribution, Reading
from onrecord.record.database import Database
from onrecord.record.reviews import LoggedReview, reviews

__all__ = ["Gathered", "OfClaim", "Version", "gathered", "versions_of"]


@dataclass(frozen=True, slots=True)
class Version:
    """One version of an article.

    Attributes:
        row: The number of its row.
        number: Its number, from 1.
        is_current: Whether it is the one that is searched.
        added_at: When it came into the record, ISO 8601 in UTC.
        reader: What read it.
    """

    row: int
    number: int
    is_current: bool
    added_at: str
    reader: str


@dataclass(frozen=True, slots=True)
class OfClaim:
    """The claim that an attribution states.

    Attributes:
        id: Its id.
        reports: How many attributions state it.
        outlets: Of how many outlets.
        denials: In how many statements it is denied.
    """

    id: str
    reports: int
    outlets: int
    denials: int


@dataclass(frozen=True, slots=True)
class Gathered:
    """An article as its page needs it.

    Attributes:
        number: The number of the article in the record.
        version: Which version this is.
        versions: All versions, the oldest first.
        reading: The article with its attributions, also those that somebody rejected.
        rows: The number of the row of each attribution, by its id.
        outlet: The number of its outlet.
        speakers: The number and the name, across articles, of each speaker, by its id in this article.
        claims: The claim of each attribution, by its id, where it has one.
        reviews: The judgement of each attribution that holds, by its id; the last one.
    """

    number: int
    version: Version
    versions: tuple[Version, ...]
    reading: Reading
    rows: Mapping[str, int]
    outlet: int | None
    speakers: Mapping[str, tuple[int, str]]
    claims: Mapping[str, OfClaim]
    reviews: Mapping[str, LoggedReview]


def versions_of(database: Database, number: int) -> tuple[Version, ...]:
    """The versions of an article, the oldest first; none where there is no such article."""
    rows = database.rows("SELECT id, number, is_current, added_at, reader FROM versions WHERE article_id = ? ORDER BY number", (number,))
    return tuple(Version(int(id), int(n), bool(current), str(at), str(reader)) for id, n, current, at, reader in rows)


def gathered(database: Database, number: int, version: int | None = None) -> Gathered | None:
    """An article; None where there is none with this number, or no such version.

    Args:
        database: The record.
        number: The number of the article in the record.
        version: The number of a version; None for the current one.
    """
    with database.reading():
        versions = versions_of(database, number)
        wanted = next((v for v in versions if (v.is_current if version is None else v.number == version)), None)
        if wanted is None:
            return None
        head = database.rows(
            "SELECT v.article_json, ar.outlet_id FROM versions v JOIN articles ar ON ar.id = v.article_id WHERE v.id = ?", (wanted.row,)
        )[0]
        decode = msgspec.json.Decoder(Attribution).decode
        found = [
            (int(row), decode(encoded))
            for row, encoded in database.rows(
                "SELECT id, attribution_json FROM attributions WHERE version_id = ? AND (verdict IS NULL OR verdict <> 'withdrawn') "
                "ORDER BY position, id",
                (wanted.row,),
            )
        ]
        return Gathered(
            number=number,
            version=wanted,
            versions=versions,
            reading=Reading(msgspec.json.decode(head[0], type=Article), tuple(a for _, a in found)),
            rows={a.id: row for row, a in found},
            outlet=head[1],
            speakers=_speakers(database, wanted.row),
            claims=_claims(database, wanted.row) if wanted.is_current else {},
            reviews=_reviews(database, number) if wanted.is_current else {},
        )


def _reviews(database: Database, article: int) -> dict[str, LoggedReview]:
    return {r.label: r for r in reviews(database, article=article, holds=True) if r.label is not None and r.undoes is None}


def _speakers(database: Database, version: int) -> dict[str, tuple[int, str]]:
    rows = database.rows(
        "SELECT s.label, p.id, p.label, p.name FROM speakings s JOIN speakers n ON n.id = s.speaker_id "
        "JOIN speakers p ON p.id = n.canonical_id WHERE s.version_id = ?",
        (version,),
    )
    return {str(label): (int(id), str(called or name)) for label, id, called, name in rows}


def _claims(database: Database, version: int) -> dict[str, OfClaim]:
    rows = database.rows(
        "SELECT a.label, u.claim_id, c.reports, c.outlets, c.denials FROM attributions a JOIN reports r ON r.attribution_id = a.id "
        "JOIN utterances u ON u.id = r.utterance_id LEFT JOIN claims c ON c.id = u.claim_id "
        "WHERE a.version_id = ? AND a.is_current = 1 AND u.claim_id IS NOT NULL",
        (version,),
    )
    return {
        str(label): OfClaim(claim_id(int(n)), int(reports or 1), int(outlets or 1), int(no or 0)) for label, n, reports, outlets, no in rows
    }
