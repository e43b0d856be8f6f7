"""Reviews as what says how attributions stand, and the texts of an article's versions, which their spans are of."""

from collections.abc import Sequence
from dataclasses import dataclass

import msgspec

from onrecord.model import Article, Attribution, Span
from onrecord.record.anchoring import Mover
from onrecord.record.database import Database
from onrecord.record.fixing import Fixes

__all__ = ["Judged", "Texts", "current_version", "judged_in", "label_of", "last_of", "places_of"]


def label_of(review: int) -> str:
    """The id, within its article, of an attribution or a speaker that a review has put there."""
    return f"review-{review}"


def places_of(a: Attribution) -> tuple[tuple[Span, ...], tuple[Span, ...]]:
    """Where cue and content of an attribution stand."""
    return a.cue.spans if a.cue else (), a.content.spans if a.content else ()


@dataclass(frozen=True, slots=True)
class Judged:
    """A review, as far as it says how an attribution stands."""

    number: int
    verdict: str
    holds: bool
    subject: int
    version: int
    attribution: int | None
    anchor: Fixes
    fixes: Fixes
    whole: Attribution
    by: str
    at: str
    maker: str | None
    vector: bytes | None


class Texts:
    """The texts of an article's versions, and where words of one stand in the current one."""

    def __init__(self, database: Database, version: int) -> None:
        self._database, self._version = database, version
        self._kept: dict[int, str] = {}
        self._movers: dict[int, Mover] = {}

    def __getitem__(self, version: int) -> str:
        if version not in self._kept:
            ((encoded,),) = self._database.rows("SELECT article_json FROM versions WHERE id = ?", (version,))
            self._kept[version] = msgspec.json.decode(encoded, type=Article).text
        return self._kept[version]

    @property
    def now(self) -> str:
        """The text of the current version."""
        return self[self._version]

    def mover(self, version: int) -> Mover:
        """From a version to the current one."""
        if version not in self._movers:
            self._movers[version] = Mover(self[version], self.now)
        return self._movers[version]


def current_version(database: Database, article: int) -> int:
    """The number of the current version of an article."""
    return int(database.rows("SELECT id FROM versions WHERE article_id = ? AND is_current = 1", (article,))[0][0])


def judged_in(database: Database, article: int) -> list[Judged]:
    """The reviews of an article, oldest first, but for undoings."""
    decode, decode_whole = msgspec.json.Decoder(Fixes).decode, msgspec.json.Decoder(Attribution).decode
    rows = database.rows(
        "SELECT id, verdict, is_active, subject, version_id, attribution_id, anchor_json, fixes_json, whole_json, made_by, made_at, maker, "
        "vector FROM reviews WHERE article_id = ? AND undoes IS NULL ORDER BY id",
        (article,),
    )
    return [
        Judged(
            *(id, verdict, bool(holds), subject, version, at_, decode(anchor), decode(fixes), decode_whole(whole), by, at, maker),
            vector=bytes(vector) if vector is not None else None,
        )
        for id, verdict, holds, subject, version, at_, anchor, fixes, whole, by, at, maker, vector in rows
    ]


def last_of(judged: Sequence[Judged]) -> Judged:
    """The last review that holds, else the last."""
    return next((j for j in reversed(judged) if j.holds), judged[-1])
