"""The profile of a speaker: who it is, what it does, when, through whom, to whom and about whom."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import msgspec
import numpy as np

from onrecord.record.cache import Joined
from onrecord.record.choosing import latest
from onrecord.record.database import Database
from onrecord.record.layout import Column
from onrecord.record.mentioning import Words, mentioned
from onrecord.record.regrouping import in_batches
from onrecord.record.speaker import Name
from onrecord.record.speaker_listing import listed
from onrecord.record.speakers import RecordSpeaker
from onrecord.record.tallies import Tally, carriers_of, named, tallied, values_of
from onrecord.record.timelines import Timeline, Unit, timeline

__all__ = ["LOOKED_AT", "Addressee", "SpeakerProfile", "speaker_profile"]

LOOKED_AT = 1_000
"""The latest statements of a speaker, of which the words are read."""


@dataclass(frozen=True, slots=True)
class Addressee:
    """Somebody whom a speaker said something to.

    Attributes:
        name: Who it is, as fully as the articles say.
        type: What sort of speaker that would be; None where only the words are known.
        count: In how many of the statements that were looked at.
    """

    name: str
    type: str | None
    count: int


@dataclass(frozen=True, slots=True)
class SpeakerProfile:
    """What a record tells of a speaker. Counts are of attributions that stand in the articles as they were last read.

    Attributes:
        speaker: Number, name, type, known id, how many attributions in how many articles, first and last day.
        names: The names that are this speaker, with in how many articles each stands, the most frequent first.
        roles: The roles that articles give it, and how many articles each, of those in which the statements stand that were looked at.
        acts: How often it states, denies, promises …, the most frequent first.
        stances: How far reporters stand behind it.
        kinds: How often it is quoted directly, partly or indirectly.
        unasserted: How many attributions say that it did not say something, or may have.
        anonymous: How many keep its name back.
        timeline: How much it said when: by the day of the saying where that is known, else of publication.
        outlets: The outlets that report it most, and how many attributions each.
        outlet_count: By how many outlets it is reported in all.
        carriers: Who carried its words most.
        carrier_count: How many carriers there are in all.
        secondhand: How many attributions came through a carrier.
        addressees: To whom it spoke most, of the statements that were looked at.
        mentions: About whom it spoke most, of the statements that were looked at; see `onrecord.record.mentioning`.
        looked_at: How many of the latest statements the roles, addressees and mentions are taken from: all, or `LOOKED_AT`.
    """

    speaker: RecordSpeaker
    names: tuple[Name, ...]
    roles: tuple[tuple[str, int], ...]
    acts: tuple[tuple[str, int], ...]
    stances: tuple[tuple[str, int], ...]
    kinds: tuple[tuple[str, int], ...]
    unasserted: int
    anonymous: int
    timeline: Timeline
    outlets: tuple[Tally, ...]
    outlet_count: int
    carriers: tuple[Tally, ...]
    carrier_count: int
    secondhand: int
    addressees: tuple[Addressee, ...]
    mentions: tuple[Tally, ...]
    looked_at: int


class _Who(msgspec.Struct):
    name: str = ""
    type: str = "unknown"
    roles: tuple[str, ...] = ()


class _Excerpt(msgspec.Struct):
    text: str


class _Said(msgspec.Struct):
    speaker: _Who | None = None
    addressee: _Excerpt | None = None
    addressee_speaker: _Who | None = None
    content: _Excerpt | None = None


_DECODER = msgspec.json.Decoder(_Said)


def speaker_profile(database: Database, facts: Joined, speaker: int, *, most: int = 10, unit: Unit | None = None) -> SpeakerProfile:
    """The profile of a speaker.

    Args:
        database: The record.
        facts: The facts of all current attributions.
        speaker: Its number; that of the one that stands for it.
        most: How many roles, outlets, carriers, addressees and mentions at most.
        unit: By what time is counted; None for what fits.
    """
    nodes = database.rows("SELECT id, name, type, known, article_id FROM speakers WHERE canonical_id = ? ORDER BY id", (speaker,))
    mask = np.isin(facts["speaker"], np.array([row[0] for row in nodes], dtype=np.uint32))
    at = np.flatnonzero(mask)
    database.check()
    carriers, secondhand = carriers_of(facts, mask)
    outlets = facts["outlet"][at]
    said = _latest(database, facts, mask)
    articles = [a for a, _, _ in said]
    about = mentioned(database, [Words(v, s.content.text) for _, v, s in said if s.content], speaker)
    return SpeakerProfile(
        speaker=listed(database, facts, [speaker])[0],
        names=_names(facts, at, nodes),
        roles=_roles(articles, [s for _, _, s in said], most),
        acts=values_of("act", facts["act"][at]),
        stances=values_of("stance", facts["stance"][at]),
        kinds=values_of("kind", facts["kind"][at]),
        unasserted=int(np.count_nonzero(facts["asserted"][at] == 0)),
        anonymous=int(np.count_nonzero(facts["anonymous"][at])),
        timeline=timeline(facts["first"][at], unit),
        outlets=tallied(database, "outlets", outlets, most),
        outlet_count=_different(outlets),
        carriers=tallied(database, "names", carriers, most),
        carrier_count=_different(carriers),
        secondhand=secondhand,
        addressees=_addressees([s for _, _, s in said], most),
        mentions=named(database, "speakers", about[:most]),
        looked_at=len(said),
    )


def _different(values: Column) -> int:
    return int(np.count_nonzero(np.unique(values)))


def _names(facts: Joined, at: Column, nodes: Sequence[Sequence[object]]) -> tuple[Name, ...]:
    pairs = np.unique(facts["speaker"][at].astype(np.int64) << 32 | facts["article"][at])
    by_node = dict(zip(*(column.tolist() for column in np.unique(pairs >> 32, return_counts=True)), strict=True))
    names = [Name(id, name, type, known, by_node.get(id, 0), article) for id, name, type, known, article in nodes]  # type: ignore[arg-type]
    return tuple(sorted(names, key=lambda n: (-n.articles, n.id)))


def _latest(database: Database, facts: Joined, mask: Column) -> list[tuple[int, int, _Said]]:
    """The latest statements: article, version and what is kept of each."""
    at = latest(facts, mask, LOOKED_AT)[:LOOKED_AT]
    articles = dict(zip(facts.ids[at].tolist(), facts["article"][at].tolist(), strict=True))
    rows = in_batches(database, "SELECT id, version_id, attribution_json FROM attributions WHERE id IN ({})", [*articles])
    return [(articles[id], int(version), _DECODER.decode(encoded)) for id, version, encoded in rows]


def _roles(articles: Sequence[int], said: Sequence[_Said], most: int) -> tuple[tuple[str, int], ...]:
    found = {(article, " ".join(role.split())) for article, s in zip(articles, said, strict=True) if s.speaker for role in s.speaker.roles}
    counts = Counter(role for _, role in found)
    return tuple(sorted(counts.items(), key=lambda c: (-c[1], c[0]))[:most])


def _addressees(said: Sequence[_Said], most: int) -> tuple[Addressee, ...]:
    counts: Counter[tuple[str, str | None]] = Counter()
    for s in said:
        if s.addressee_speaker is not None and s.addressee_speaker.type != "unknown":
            counts[s.addressee_speaker.name, s.addressee_speaker.type] += 1
        elif s.addressee is not None:
            counts[s.addressee.text, None] += 1
    found = sorted(counts.items(), key=lambda c: (-c[1], c[0][0], c[0][1] or ""))
    return tuple(Addressee(name, type, n) for (name, type), n in found[:most])
