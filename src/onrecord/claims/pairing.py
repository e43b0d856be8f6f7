"""How the contents of a record relate pair by pair: judged once, and kept."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache

import msgspec

from onrecord.claims.comparing import Comparison
from onrecord.claims.judging import Judged
from onrecord.claims.loading import in_batches
from onrecord.claims.neighbours import ids_of
from onrecord.claims.retracting import takes_back
from onrecord.record.database import Database, Row

__all__ = [
    "IDENTICAL",
    "LEAST",
    "Facts",
    "Judge",
    "Kept",
    "Pair",
    "Sift",
    "as_kept",
    "beside_denials",
    "denying",
    "holds",
    "judged_among",
    "judged_from",
    "judged_json",
    "judged_pairs",
    "keep_rows",
    "link",
    "links_of",
    "offer_judged",
    "targets",
    "those_that_hold",
    "unjudged",
]

Judge = Callable[[Sequence[tuple[str, str]]], list[Judged]]
"""How the contents of each pair relate; for (b, a) it is the mirror image of that for (a, b)."""

Sift = Callable[[Sequence[tuple[str, str]]], Sequence[Judged | None]]
"""As `Judge`, but None for pairs that have nothing to do with each other."""

Pair = tuple[int, int]
"""Two contents, the smaller number first."""

IDENTICAL = Judged("same", 1.0, 1.0, 0.0, 1_000, 0.0, 1.0, (), Comparison((), 1.0, 1_000, "both"))
"""How a content relates to itself."""

LEAST = 0.5
"""The weakest link."""

_WORDS, _ROW = 2, 3
"""Words in common without which nothing is one claim or against another, and words in a row that may be a part of a longer quotation."""

_PART = 0.9
_LIKELY, _WEAKEST, _WEAK = 0.4, 0.48, 0.49
_ALIKE = 0.6
"""Share of words in common of contents that are nearly in the same words, whatever differs."""

_MATTER = 0.6
"""What part of a weak link is that two contents are about one thing; the rest is what they say of it."""

_WEEK = 7
"""Days of one week and the next, within which a speaker is reported to have said one thing."""

_TARGETS = 3
_ABOUT = 0.3
_WEAKER = frozenset(["modality", "hedge"])
"""Differences that are left where somebody says less than he did."""

_ASKED = 256
"""Pairs that are asked for at once."""

_DECODE = msgspec.json.Decoder(tuple[bool, Judged]).decode


def beside_denials(database: Database, contents: Collection[int]) -> set[Pair]:
    """Denials with what stands before them in an article, whatever their words, where either is one of some contents."""
    found = set()
    for column in ("first_id", "second_id"):
        rows = in_batches(database, f"SELECT first_id, second_id FROM beside_denials WHERE {column} IN ({{}})", contents)  # noqa: S608
        found |= {(int(a), int(b)) for a, b in rows}
    return found


def unjudged(database: Database, near: Iterable[tuple[int, Iterable[int]]], beside: Collection[Pair]) -> list[Pair]:
    """The pairs of neighbours that have not been judged, and of denials with what stands before them.

    Args:
        database: The record.
        near: Contents with the numbers of their neighbours.
        beside: What `beside_denials` says of them.
    """
    pairs = {(min(id, x), max(id, x)) for id, them in near for x in them} | {*beside}
    known = {(int(a), int(b)) for a, b in _kept(database, "first_id, second_id", pairs)}
    sifted = {(int(a), int(b)) for a, b in _kept(database, "first_id, second_id", beside, " AND judged_json = ''")}
    return sorted(pairs - (known - sifted))


def _kept(database: Database, columns: str, pairs: Collection[Pair], condition: str = "") -> Iterator[Row]:
    """What is kept of some pairs, each looked for by itself: hundreds may be kept of one content."""
    wanted = sorted(pairs)
    for low in range(0, len(wanted), _ASKED):
        some = wanted[low : low + _ASKED]
        size = min(1 << (len(some) - 1).bit_length(), _ASKED)  # there are few such statements, as with `in_batches`
        sql = (
            f"WITH asked (a, b) AS (VALUES {', '.join(['(?, ?)'] * size)}) SELECT {columns} FROM asked "  # noqa: S608
            f"CROSS JOIN judged_pairs WHERE first_id = asked.a AND second_id = asked.b{condition}"
        )
        yield from database.rows(sql, [x for pair in (*some, *some[-1:] * (size - len(some))) for x in pair])


Kept = tuple[int, int, float, str]
"""A pair as it is kept: both contents, the link, and how they relate."""


def as_kept(judged: Iterable[tuple[Pair, Judged | None, float]]) -> list[Kept]:
    """What is kept of how pairs relate.

    What was left out because words show that there is nothing in it is kept as such. A pair of these that was judged because one is a
    denial and the other stands before it counts for that only: its link is kept below 0.

    Args:
        judged: Pairs, how they relate or None, and how strongly they hang together, or would if they had not been left out: below 0.
    """
    return [(a, b, strength, judged_json(j, strength)) for (a, b), j, strength in judged]


def keep_rows(database: Database, rows: Sequence[Kept]) -> None:
    """Keep pairs as they are kept; in a transaction.

    Args:
        database: The record.
        rows: The pairs.
    """
    database.run_all(
        "INSERT INTO judged_pairs (first_id, second_id, link, judged_json) VALUES (?, ?, ?, ?) "
        "ON CONFLICT (first_id, second_id) DO UPDATE SET link = excluded.link, judged_json = excluded.judged_json",
        rows,
    )


Offered = tuple[Pair, float, str, tuple[str, str]]
"""A pair, its link and how it relates as they are kept, and hashes of the texts that were judged."""


def offer_judged(database: Database, offered: Sequence[Offered], hash: Callable[[str], str]) -> int:
    """Take over what was judged elsewhere, where the contents of the record are written as they were there; how many pairs.

    What the record has judged itself stays as it is.

    Args:
        database: The record; articles have been taken up.
        offered: What was judged, by the weights that the record is judged by.
        hash: Makes a hash of a text.
    """
    with database.writing():
        ids = {id for pair, *_ in offered for id in pair}
        rows = in_batches(
            database, "SELECT c.id, a.content FROM contents c JOIN attributions a ON a.id = c.attribution_id WHERE c.id IN ({})", ids
        )
        known = {int(id): hash(str(text)) for id, text in rows}
        fitting = [(*p, link, raw) for p, link, raw, texts in offered if (known.get(p[0]), known.get(p[1])) == texts]
        database.run_all(
            "INSERT INTO judged_pairs (first_id, second_id, link, judged_json) VALUES (?, ?, ?, ?) "
            "ON CONFLICT (first_id, second_id) DO NOTHING",
            fitting,
        )
        return len(fitting)


def judged_json(judged: Judged | None, strength: float) -> str:
    """How a pair relates, as it is kept: nothing where it was left out."""
    return msgspec.json.encode((strength < 0, judged)).decode() if judged else ""


def judged_from(raw: str) -> tuple[bool, Judged]:
    """Whether a pair was left out but for a denial, and how it relates, from what is kept of it."""
    return _DECODE(raw)


def judged_pairs(
    pairs: Sequence[Pair], texts: Mapping[int, str], beside: Collection[Pair], sifting: Sift, judging: Sift
) -> list[tuple[Pair, Judged | None, float]]:
    """Judge pairs of contents: how each relates, and how strongly it hangs together; below 0 if it was left out but for a denial.

    Args:
        pairs: The pairs.
        texts: Their contents.
        beside: Which of them are denials with what stands before them, which may be what they deny whatever its words.
        sifting: Judges what is worth it.
        judging: Judges all.
    """
    found = dict(zip(pairs, sifting([(texts[a], texts[b]) for a, b in pairs]), strict=True))
    left = [p for p in pairs if found[p] is None and p in beside]
    whole = dict(zip(left, judging([(texts[a], texts[b]) for a, b in left]) if left else (), strict=True))
    out: list[tuple[Pair, Judged | None, float]] = []
    for pair in pairs:
        judged = found[pair] or whole.get(pair)
        taken_back = judged is not None and judged.about >= _ABOUT and any(takes_back(texts[x]) for x in pair)  # else it does not count
        strength = link(judged, taken_back=taken_back) if judged else 0.0
        out.append((pair, judged, strength if found[pair] or judged is None else -max(strength, LEAST)))
    return out


def links_of(
    database: Database, contents: Collection[int], pairs: Collection[Pair], beside: Collection[Pair]
) -> tuple[dict[Pair, float], dict[Pair, float]]:
    """How strongly contents hang together with others, where they do, weakly as well: some pairs, and all others that were judged.

    Args:
        database: The record.
        contents: The contents: of each pair at least one is among these.
        pairs: The pairs.
        beside: Which of them are denials with what stands before them, which may be what they deny whatever its words.
    """
    wanted, found, others = set(pairs), dict[Pair, float](), dict[Pair, float]()
    for column in ("first_id", "second_id"):
        sql = f"SELECT first_id, second_id, link FROM judged_pairs WHERE link <> 0 AND {column} IN ({{}})"  # noqa: S608
        for a, b, link in in_batches(database, sql, contents):
            if (a, b) not in wanted:
                if link > 0:
                    others[int(a), int(b)] = float(link)
            elif link > 0 or (a, b) in beside:
                found[int(a), int(b)] = abs(float(link))
    return found, others


def those_that_hold(database: Database, weak: Mapping[Pair, float]) -> set[Pair]:
    """The weak links that count: of what one speaker says within a week or two, and of what is denied.

    Reports of one statement may differ in much that matters, and a denial has few words of what it denies. Of each denial the strongest
    three count. Whoever is no person may speak for one, so that nearly the same words of the same days count as well.

    Args:
        database: The record.
        weak: Pairs with how strongly they hang together.
    """
    facts: defaultdict[int, Facts] = defaultdict(Facts)
    silent: dict[int, int] = {}  # what claims nothing, and may be a denial
    rows = in_batches(
        database,
        "SELECT DISTINCT u.content_id, n.canonical_id, n.type, substr(u.rank, 1, 10), CASE WHEN u.states = 0 THEN u.attribution_id END "
        "FROM utterances u LEFT JOIN speakers n ON n.id = u.speaker_id WHERE u.content_id IN ({})",
        sorted({id for pair in weak for id in pair}),
    )
    for content, speaker, type, moment, attribution in rows:
        facts[content].note(speaker, _ordinal(moment), type)
        if attribution is not None:
            silent[attribution] = content
    denying = in_batches(database, "SELECT id FROM attributions WHERE act = 'deny' AND id IN ({})", silent)
    denied: dict[int, list[tuple[float, Pair]]] = {silent[id]: [] for (id,) in denying}
    found = {pair for pair, strength in weak.items() if holds(strength, *(facts[x] for x in pair))}
    for pair, strength in {**weak_links_of(database, denied), **weak}.items():
        for id in pair:
            if id in denied:
                denied[id].append((-strength, pair))
    return found | ({pair for some in denied.values() for pair in targets(some)} & weak.keys())


@lru_cache(maxsize=10_000)
def _ordinal(day: str) -> int:
    return date.fromisoformat(day).toordinal()


def denying(database: Database, contents: Iterable[int]) -> set[int]:
    """Those of some contents that deny something, as `those_that_hold` has it.

    Args:
        database: The record.
        contents: The contents.
    """
    rows = in_batches(
        database,
        "SELECT DISTINCT u.content_id FROM utterances u JOIN attributions a ON a.id = u.attribution_id "
        "WHERE u.states = 0 AND a.act = 'deny' AND u.content_id IN ({})",
        sorted(contents),
    )
    return {int(r[0]) for r in rows}


def weak_links_of(database: Database, denials: Collection[int]) -> dict[Pair, float]:
    """All weak links of some denials: which of them are the strongest must not hang on what is looked at together.

    Args:
        database: The record.
        denials: The denials.
    """
    rows: dict[Pair, float] = {}
    for column in ("first_id", "second_id"):
        sql = f"SELECT first_id, second_id, link FROM judged_pairs WHERE link > 0 AND link < {LEAST} AND {column} IN ({{}})"  # noqa: S608
        rows |= {(int(a), int(b)): float(link) for a, b, link in in_batches(database, sql, denials)}
    ends = {id for pair in rows for id in pair}
    near = {int(id): {*ids_of(blob)} for id, blob in in_batches(database, "SELECT id, near FROM contents WHERE id IN ({})", ends)}
    beside = beside_denials(database, denials)
    # What was judged is kept, also where the contents are no longer neighbours.
    return {(a, b): s for (a, b), s in rows.items() if b in near.get(a, ()) or a in near.get(b, ()) or (a, b) in beside}


@dataclass(slots=True)
class Facts:
    """Who says a content and when, as far as weak links hang on that.

    Attributes:
        said: Speakers, each with a week.
        days: Days.
        loose: Days on which somebody says it who is no person.
    """

    said: set[tuple[object, int]] = field(default_factory=set)
    days: set[int] = field(default_factory=set)
    loose: set[int] = field(default_factory=set)

    def note(self, speaker: object, day: int, type: str | None) -> None:
        """Note that somebody says it.

        Args:
            speaker: Who, across articles; None where that is unknown.
            day: The ordinal of the day.
            type: What sort of speaker.
        """
        self.days.add(day)
        if speaker is not None:
            self.said.add((speaker, day // _WEEK))
        if type != "person":
            self.loose.add(day)


def holds(strength: float, one: Facts, other: Facts) -> bool:
    """Whether a weak link counts by who says its contents and when.

    Args:
        strength: How strong it is.
        one: Who says one of the contents.
        other: Who says the other.
    """
    same = any((speaker, week + by) in other.said for speaker, week in one.said for by in (-1, 0, 1))
    return same or (strength >= _WEAK and (_close(one.loose, other.days) or _close(other.loose, one.days)))


def targets(some: Iterable[tuple[float, Pair]]) -> list[Pair]:
    """The weak links of a denial that count: the strongest few.

    Args:
        some: Its weak links, each with its strength below 0.
    """
    return [pair for _, pair in sorted(some)[:_TARGETS]]


def _close(some: Collection[int], others: Collection[int]) -> bool:
    """Whether one of some days is one of the others, or next to it."""
    return any(day + by in others for day in some for by in (-1, 0, 1))


def judged_among(database: Database, pairs: Collection[Pair], beside: Collection[Pair]) -> dict[Pair, Judged]:
    """How some pairs relate; those that have not been judged, or were left out, are missing.

    Args:
        database: The record.
        pairs: The pairs.
        beside: Which of them are denials with what stands before them.
    """
    rows = _kept(database, "first_id, second_id, judged_json", pairs, " AND judged_json <> ''")
    found = {(int(a), int(b)): _DECODE(raw) for a, b, raw in rows}
    return {pair: judged for pair, (left_out, judged) in found.items() if not left_out or pair in beside}


def link(judged: Judged, *, taken_back: bool = False) -> float:
    """How strongly two contents hang together, so that they are looked at together: as one claim, as opposites, as one's part; or 0.

    What could not make them one claim or set them against each other whatever their speakers is at most a weak link, below `LEAST`, that
    counts only for some (`those_that_hold`). Else nearly all contents of a record of real articles hang together in the end, and everything
    would be looked at again for each new one.

    Args:
        judged: How they relate.
        taken_back: Whether one of them speaks of something that was said before and no longer is.
    """
    comparison = judged.comparison
    strength = max(judged.one, judged.against) if judged.shared >= _WORDS else 0.0
    if comparison.contained and comparison.longest >= _ROW:
        strength = max(strength, _PART * comparison.overlap)
    weaker = judged.differences and all(d.kind in _WEAKER for d in judged.differences)
    if (taken_back and judged.about >= _ABOUT) or (weaker and judged.shared >= _WORDS):
        strength = max(strength, LEAST)
    if strength >= LEAST:
        return strength
    says = max(judged.one, judged.against, judged.opposes)
    weak = max(_MATTER * judged.about + (1 - _MATTER) * says, strength, _PART * comparison.overlap if comparison.contained else 0.0)
    alike = comparison.overlap >= _ALIKE and judged.shared >= _WORDS
    return (_WEAK if alike else min(weak, _WEAKEST)) if weak >= _LIKELY or alike else 0.0
