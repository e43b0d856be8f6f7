"""Which attributions fit: words and facets, each as a mask over all that there are."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import reduce

import numpy as np
from numpy.typing import NDArray

from onrecord.record.cache import Joined
from onrecord.record.database import Database
from onrecord.record.facts import CODES, day_number
from onrecord.record.layout import Column
from onrecord.record.matching import matching, without
from onrecord.record.query import Query, Term, parse
from onrecord.record.speakers import speakers_like

__all__ = ["ANYTHING", "UNDER", "Counted", "Facets", "Mask", "commonest", "counted", "fitting", "latest", "lower", "masks"]

Mask = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Facets:
    """What attributions must be like; what is None may be anything.

    Attributes:
        speaker: Words of a name of the speaker, a key, or an id of a list of known speakers; a number is that of a speaker of the record.
        outlet: Name of the outlet of the article.
        via: Name of an outlet or platform that carried the words.
        since: First day: of the saying where that is known, else of publication; ISO 8601, a day, month or year. Nothing fits what is none.
        until: Last day.
        act: What the source does.
        stance: How far the reporter stands behind it.
        kind: direct, mixed or indirect.
        min_confidence: Least confidence.
        asserted: Whether it was said.
        reviewed: What people said of it: confirmed, corrected or added; any for one of these; none for what nobody has looked at;
            rejected for what is found in no other way.
    """

    speaker: str | int | None = None
    outlet: str | None = None
    via: str | None = None
    since: str | None = None
    until: str | None = None
    act: str | None = None
    stance: str | None = None
    kind: str | None = None
    min_confidence: float = 0.0
    asserted: bool | None = None
    reviewed: str | None = None


@dataclass(frozen=True, slots=True)
class Counted:
    """How many attributions have one value of a facet.

    Attributes:
        name: The value, or what it is called.
        count: How many.
        number: Of speakers and outlets: the number in the record.
    """

    name: str
    count: int
    number: int | None = None


ANYTHING = Facets()
"""Facets that ask for nothing."""


def masks(database: Database, facts: Joined, query: Query, facets: Facets, matched: Column | None = None) -> dict[str, Mask]:
    """For each thing that is asked, which rows fit it.

    Args:
        database: The record.
        facts: The facts of all current attributions.
        query: Words.
        facets: What they must be like.
        matched: The ids of those with the words, where they are known already.
    """
    return dict(_masks(database, facts, query, facets, matched))


def _masks(database: Database, facts: Joined, query: Query, f: Facets, matched: Column | None) -> Iterator[tuple[str, Mask]]:
    if query.wanted or matched is not None:
        yield "words", facts.mask(matching(database, query) if matched is None else matched)
    elif query.unwanted:
        yield "words", ~facts.mask(without(database, query))
    if f.speaker is not None:
        yield "speaker", _speaker(database, facts, f.speaker)
    if f.outlet is not None:
        rows = database.rows("SELECT id FROM outlets WHERE lower(name) = ?", (lower(f.outlet),))
        yield "outlet", np.isin(facts["outlet"], _numbers(rows))
    if f.via is not None:
        rows = database.rows("SELECT id FROM names WHERE lower(name) = ?", (lower(f.via),))
        yield "via", facts.mask(facts.more("id")[np.isin(facts.more("carrier"), _numbers(rows))])
    if f.since is not None:
        since = day_number(f.since)
        yield "since", _nothing(facts) if since is None else facts["last"] >= since
    if f.until is not None:
        until = day_number(f.until, missing=99)
        yield "until", _nothing(facts) if until is None else (facts["first"] <= until) & (facts["first"] > 0)
    for name, value in (("act", f.act), ("stance", f.stance), ("kind", f.kind)):
        if value is not None:
            yield name, facts[name] == CODES[name].get(value, 255)
    if f.min_confidence > 0:
        yield "confidence", facts["confidence"] >= np.float32(f.min_confidence)
    if f.asserted is not None:
        yield "asserted", facts["asserted"] == int(f.asserted)
    if f.reviewed is not None and f.reviewed != "rejected":
        yield "reviewed", _reviewed(database, facts, f.reviewed)


def _reviewed(database: Database, facts: Joined, asked: str) -> Mask:
    """Those that people have looked at are few, and have an index of their own."""
    rows = database.rows("SELECT id, verdict FROM attributions WHERE verdict IS NOT NULL AND is_current = 1")
    mask = facts.mask(_numbers([(id,) for id, verdict in rows if asked in {"any", "none", verdict}]))
    return ~mask if asked == "none" else mask


def _numbers(rows: list[tuple[int]]) -> Column:
    return np.array([row[0] for row in rows], dtype=np.int64)


def _nothing(facts: Joined) -> Mask:
    return np.zeros(len(facts), dtype=np.bool_)


def lower(name: str) -> str:
    """A name as SQL lowers it in a record: A to Z alone."""
    return name.translate(_A_TO_Z)


_A_TO_Z = str.maketrans("ABCDEFGHIJKLMNOPQRSTUVWXYZ", "abcdefghijklmnopqrstuvwxyz")


def _speaker(database: Database, facts: Joined, asked: str | int) -> Mask:
    """A speaker is asked for by number, by id, by key, or by words that all stand in its names, as whole words.

    Whoever is nobody across articles, because the article does not say who it is, is found by its words there.
    """
    condition, values = speakers_like(asked)
    nodes = _numbers(database.rows(f"SELECT id FROM speakers WHERE canonical_id IN ({condition})", values))  # noqa: S608
    mask: Mask = np.isin(facts["speaker"], nodes[nodes > 0])
    named = tuple((Term(t.words, "speaker", t.prefix),) for group in parse(asked).wanted for t in group) if isinstance(asked, str) else ()
    nobody = facts["speaker"] == 0
    if named and nobody.any():
        mask |= nobody & facts.mask(matching(database, Query(named)))
    return mask


def fitting(facts: Joined, found: dict[str, Mask], but: str = "") -> Mask:
    """Which rows fit all that is asked, but for one thing."""
    wanted = [m for name, m in found.items() if name != but]
    return reduce(np.logical_and, wanted) if wanted else np.ones(len(facts), dtype=np.bool_)


def latest(facts: Joined, mask: Mask, most: int | None) -> Column:
    """The places of the rows that fit, the latest day first and of one day the last id first.

    Args:
        facts: The facts of all current attributions.
        mask: Which of them fit.
        most: How many are needed; None for all.
    """
    at = np.flatnonzero(mask)
    key = facts["first"][at].astype(np.int64) << 32 | at  # ids ascend, as places do
    if most is not None and most < len(at):
        key = np.partition(key, len(key) - most)[len(key) - most :]
    found: Column = np.sort(key)[::-1] & 0xFFFFFFFF
    return found


def counted(database: Database, facts: Joined, found: dict[str, Mask], most: int) -> dict[str, list[Counted]]:
    """How many fit, by speaker, outlet, carrier, act, stance and kind; of each without what was asked of it itself.

    Speakers are those across articles, and two of one name are two; whoever is unknown is not among them.
    """
    out = {}
    every = fitting(facts, found)
    all_fit = bool(every.all())
    places = np.flatnonzero(every)  # sooner than a mask, six times over
    for name in ("speaker", "outlet", "via", "act", "stance", "kind"):
        database.check()
        mask = fitting(facts, found, name) if name in found else every
        if name == "via":
            values = facts.more("carrier")
            if not (mask is every and all_fit) and len(values):
                values = values[facts.more_of(mask)]
        else:
            values = facts[name] if mask is every and all_fit else facts[name][places if mask is every else mask]
        under = database.rows(UNDER) if name == "speaker" else []
        out[name] = _named(database, name, commonest(values, most, under))
    return out


UNDER = "SELECT id, canonical_id FROM speakers WHERE canonical_id <> id"
"""Nodes that stand under another; they are few, and have an index of their own."""


def commonest(values: Column, most: int, under: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The commonest numbers but 0, and how often each occurs; of equally common ones the lowest first.

    Args:
        values: Numbers.
        most: How many of them.
        under: Numbers that are counted as another one.
    """
    if not len(values):
        return []
    counts = np.bincount(values)
    counts[0] = 0
    for number, other in under:  # the other one is the lower
        if number < len(counts):
            counts[other] += counts[number]
            counts[number] = 0
    there = np.flatnonzero(counts >= max(1, np.partition(counts, -most)[-most] if len(counts) > most else 1))
    order = np.lexsort((there, -counts[there]))[:most]
    return [(int(there[i]), int(counts[there[i]])) for i in order]


def _named(database: Database, facet: str, found: list[tuple[int, int]]) -> list[Counted]:
    if facet in CODES:
        values = {n: value for value, n in CODES[facet].items()}
        return _by_name(Counted(values[n], count) for n, count in found)
    column, table = {"speaker": ("label", "speakers"), "outlet": ("name", "outlets"), "via": ("name", "names")}[facet]
    told = {n: str(database.rows(f"SELECT {column} FROM {table} WHERE id = ?", (n,))[0][0]) for n, _ in found}  # noqa: S608
    return _by_name(Counted(told[n], count, None if facet == "via" else n) for n, count in found)


def _by_name(counts: Iterable[Counted]) -> list[Counted]:
    """The most frequent first, and of equally frequent ones by name."""
    return sorted(counts, key=lambda one: (-one.count, one.name))
