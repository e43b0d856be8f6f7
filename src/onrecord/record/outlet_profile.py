"""The profile of an outlet: how much it publishes, whom it quotes, through whom, and how many of its sources have no name."""

from dataclasses import dataclass

import numpy as np

from onrecord.errors import NotInRecord
from onrecord.record.cache import Joined
from onrecord.record.database import Database
from onrecord.record.tallies import Tally, carriers_of, standing_for, tallied, tops, values_of
from onrecord.record.timelines import Unit, buckets

__all__ = ["OutletPoint", "OutletProfile", "outlet_number", "outlet_profile"]


@dataclass(frozen=True, slots=True)
class OutletPoint:
    """What an outlet reported in one day, week, month or year.

    Attributes:
        start: Its first day, ISO 8601; weeks begin on Monday.
        attributions: How many attributions.
        anonymous: How many of them have an anonymous source.
        secondhand: How many came through a carrier.
    """

    start: str
    attributions: int
    anonymous: int
    secondhand: int


@dataclass(frozen=True, slots=True)
class OutletProfile:
    """What a record tells of an outlet. Counts are of attributions that stand in its articles as they were last read.

    Attributes:
        id: Its number in the record.
        name: Its name.
        articles: How many articles.
        attributions: How many attributions.
        speakers: Whom it quotes most.
        speaker_count: How many different speakers it quotes; whoever is unknown is not among them.
        carriers: Whom it cites most: outlets and others that carried the words.
        carrier_count: How many different ones it cites.
        anonymous: How many attributions have a source whose name the article keeps back.
        secondhand: How many attributions came through a carrier, and were not said to the outlet itself.
        unknown: How many attributions have a speaker that cannot be told.
        acts: What its sources do, the most frequent first.
        stances: How far it stands behind them.
        kinds: How often it quotes directly, partly or indirectly.
        unit: day, week, month or year.
        points: Over time, by the day of the saying where that is known, else of publication.
        undated: How many attributions have no date.
    """

    id: int
    name: str
    articles: int
    attributions: int
    speakers: tuple[Tally, ...]
    speaker_count: int
    carriers: tuple[Tally, ...]
    carrier_count: int
    anonymous: int
    secondhand: int
    unknown: int
    acts: tuple[tuple[str, int], ...]
    stances: tuple[tuple[str, int], ...]
    kinds: tuple[tuple[str, int], ...]
    unit: Unit
    points: tuple[OutletPoint, ...]
    undated: int

    @property
    def anonymous_share(self) -> float:
        """The share of attributions with an anonymous source, from 0 to 1; 0 where there are none."""
        return self.anonymous / self.attributions if self.attributions else 0.0

    @property
    def secondhand_share(self) -> float:
        """The share of attributions that came through a carrier, from 0 to 1; 0 where there are none."""
        return self.secondhand / self.attributions if self.attributions else 0.0


def outlet_number(database: Database, asked: int | str) -> tuple[int, str]:
    """The number and name of an outlet.

    Args:
        database: The record.
        asked: Its number, or its name; the case of A to Z does not matter where only one has that name.

    Raises:
        NotInRecord: There is no such outlet.
    """
    if isinstance(asked, int):
        rows = database.rows("SELECT id, name FROM outlets WHERE id = ?", (asked,))
    else:
        rows = database.rows("SELECT id, name FROM outlets WHERE name = ?", (asked,))
        rows = rows or database.rows("SELECT id, name FROM outlets WHERE lower(name) = lower(?) ORDER BY id", (asked,))
    if not rows:
        raise NotInRecord(f"has no outlet {asked!r}; onrecord search shows the outlets that there are", database.name)
    return int(rows[0][0]), str(rows[0][1])


def outlet_profile(database: Database, facts: Joined, asked: int | str, *, most: int = 10, unit: Unit | None = None) -> OutletProfile:
    """The profile of an outlet.

    Args:
        database: The record.
        facts: The facts of all current attributions.
        asked: Its number or name.
        most: How many speakers and carriers at most.
        unit: By what time is counted; None for what fits.

    Raises:
        NotInRecord: There is no such outlet.
    """
    id, name = outlet_number(database, asked)
    mask = facts["outlet"] == id
    at = np.flatnonzero(mask)
    database.check()
    belongs = facts.more_of(mask)
    secondhand = facts.mask(facts.more("id")[belongs])[at]
    anonymous = facts["anonymous"][at] > 0
    carriers, several = carriers_of(facts, mask)
    speakers = standing_for(tops(database), facts["speaker"][at])
    database.check()
    by_time = buckets(facts["first"][at], unit)
    counts = zip(by_time.starts, by_time.counts(), by_time.counts(anonymous), by_time.counts(secondhand), strict=True)
    return OutletProfile(
        id=id,
        name=name,
        articles=int(database.rows("SELECT count(*) FROM articles WHERE outlet_id = ?", (id,))[0][0]),
        attributions=len(at),
        speakers=tallied(database, "speakers", speakers, most),
        speaker_count=int(np.count_nonzero(np.unique(speakers))),
        carriers=tallied(database, "names", carriers, most),
        carrier_count=int(np.count_nonzero(np.unique(carriers))),
        anonymous=int(np.count_nonzero(anonymous)),
        secondhand=several,
        unknown=int(np.count_nonzero(speakers == 0)),
        acts=values_of("act", facts["act"][at]),
        stances=values_of("stance", facts["stance"][at]),
        kinds=values_of("kind", facts["kind"][at]),
        unit=by_time.unit,
        points=tuple(OutletPoint(*point) for point in counts),
        undated=int(len(at) - np.count_nonzero(by_time.dated)),
    )
