"""What a page needs beside the reports of a claim: numbers of speakers, and which claim a report states."""

from collections.abc import Iterable
from dataclasses import dataclass

from onrecord.claims.ids import claim_id
from onrecord.claims.loading import in_batches
from onrecord.claims.telling import Report
from onrecord.record.database import Database

__all__ = ["Beside", "beside"]


@dataclass(frozen=True, slots=True)
class Beside:
    """What is known besides, by the keys of attributions.

    Attributes:
        speakers: Numbers of the speakers.
        claims: Ids of the claims that they state.
    """

    speakers: dict[str, int]
    claims: dict[str, str]


def beside(database: Database, reports: Iterable[Report]) -> Beside:
    """Look up what is known besides some reports.

    Args:
        database: The record.
        reports: The reports.
    """
    keys = {(r.article, r.key.rpartition("#")[2]): r.key for r in reports}
    rows = in_batches(
        database,
        "SELECT v.article_id, a.label, n.canonical_id, u.claim_id FROM versions v JOIN attributions a ON a.version_id = v.id "
        "LEFT JOIN speakings s ON s.id = a.speaking_id AND s.type <> 'unknown' LEFT JOIN speakers n ON n.id = s.speaker_id "
        "LEFT JOIN reports r ON r.attribution_id = a.id LEFT JOIN utterances u ON u.id = r.utterance_id "
        "WHERE v.is_current = 1 AND v.article_id IN ({})",
        {article for article, _ in keys},
    )
    told = Beside({}, {})
    for article, label, speaker, claim in rows:
        key = keys.get((int(article), str(label)))
        if key is None:
            continue
        if speaker is not None:
            told.speakers[key] = int(speaker)
        if claim is not None:
            told.claims[key] = claim_id(int(claim))
    return told
