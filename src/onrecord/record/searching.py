"""Finding attributions in a record: by words, by facets, by meaning; in order, with the words that were found marked."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from itertools import islice
from typing import Any

import msgspec
import numpy as np

from onrecord.meaning import LEAST
from onrecord.model import Attribution
from onrecord.record.cache import Cache, Joined
from onrecord.record.choosing import ANYTHING, Facets, Mask, counted, fitting, latest, masks
from onrecord.record.database import Database, Row
from onrecord.record.facts import FACTS, facts_of
from onrecord.record.layout import Column
from onrecord.record.matching import fits, ranked
from onrecord.record.nearest import nearest
from onrecord.record.query import Query, Term, parse
from onrecord.record.sharing import Shared
from onrecord.record.snippets import snippet
from onrecord.record.vectors import SIGNS, vectors_of

__all__ = ["Found", "Hit", "Meaning", "Searcher"]

_decode = msgspec.json.Decoder(Attribution).decode
_BATCH = 200
_SHOWN = (
    "SELECT a.id, a.attribution_json, a.content, ar.id, v.external_id, v.title, o.name, v.published, ar.url, p.id, p.label "
    "FROM attributions a JOIN versions v ON v.id = a.version_id JOIN articles ar ON ar.id = v.article_id "
    "LEFT JOIN outlets o ON o.id = ar.outlet_id LEFT JOIN speakings s ON s.id = a.speaking_id "
    "LEFT JOIN speakers n ON n.id = s.speaker_id LEFT JOIN speakers p ON p.id = n.canonical_id WHERE {} AND a.id IN ({})"
)
_STANDING, _REJECTED = "a.is_current = 1", "a.verdict = 'rejected' AND v.is_current = 1"
_ANY = f"({_STANDING} OR {_REJECTED})"


@dataclass(frozen=True, slots=True)
class Hit:
    """One attribution that was found, and the article it stands in.

    Attributes:
        id: Its number in the record.
        attribution: The attribution.
        article: Facts about its article: record number, id, title, outlet, published, url.
        snippet: The words of its content around those that were found, these between `onrecord.record.snippets.MARK`.
        speaker: Who its speaker is across articles: number and name; None where it is unknown.
        similarity: How near it is to the meaning that was asked for, a cosine; None where none was.
    """

    id: int
    attribution: Attribution
    article: dict[str, Any]
    snippet: str = field(default="")
    speaker: dict[str, Any] | None = None
    similarity: float | None = None


@dataclass(frozen=True, slots=True)
class Meaning:
    """What contents should mean.

    Attributes:
        vector: A unit vector.
        maker: What made it.
        least: Least similarity.
    """

    vector: Any
    maker: str
    least: float = LEAST


class Searcher:
    """Searches one record; what it looks through every time stays in memory, and what has changed since is read again.

    Args:
        database: The record.
        shared: What other connections to it keep in memory too; None for what is this one's alone.
    """

    def __init__(self, database: Database, shared: Shared | None = None) -> None:
        self.database = self._database = database
        self.shared = shared or Shared()
        self._facts = Cache(database, FACTS, self.shared.facts)
        self._signs = Cache(database, SIGNS, self.shared.signs)

    def facts(self) -> Joined:
        """The facts of all current attributions, as they are now."""
        return self._facts.now()

    def ask(self, text: str = "", facets: Facets = ANYTHING, like: Meaning | None = None) -> "Found":
        """What fits, as the record is now.

        Args:
            text: A query (see `onrecord.record.query`); empty for everything.
            facets: What attributions must be like.
            like: What they should mean.
        """
        return Found(self._database, (self._facts, self._signs), parse(text), facets, like)

    def one(self, id: int) -> Hit:
        """An attribution of a current version, also a rejected one, by its number; it is there."""
        return _hit(self._database.rows(_SHOWN.format(_ANY, "?"), (id,))[0], [])

    def faults(self) -> list[str]:
        """Where what is looked through does not fit the attributions, one line each."""
        rows = self._database.stream(
            "SELECT a.id, coalesce(s.speaker_id, 0) FROM attributions a LEFT JOIN speakings s ON s.id = a.speaking_id "
            "WHERE a.is_current = 1 ORDER BY a.id"
        )
        current = np.fromiter((row for pair in rows for row in pair), dtype=np.int64).reshape(-1, 2)
        facts = Cache(self._database, FACTS).now()  # not what is in memory, but what is there
        wrong = len(np.setxor1d(current[:, 0], facts.ids))
        lines = [f"{wrong} attributions have no facts to be searched by, or facts without being there"] if wrong else []
        if not wrong and (wrong := int(np.count_nonzero(current[:, 1] != facts["speaker"]))):
            lines.append(f"{wrong} attributions are searched by other speakers than they have; onrecord speakers rebuild puts that right")
        for (maker,) in self._database.rows("SELECT DISTINCT maker FROM signs UNION SELECT DISTINCT maker FROM meanings"):
            wrong = len(np.setxor1d(vectors_of(self._database, maker)[0], Cache(self._database, SIGNS).now(maker).ids))
            if wrong:
                lines.append(f"{wrong} vectors of meaning do not fit their signs; delete the rows of meanings and signs, and embed again")
        return lines


class Found:
    """The attributions that fit a question: some of them, how many there are, and how many by facet; what these share is looked up once."""

    def __init__(self, database: Database, caches: tuple[Cache, Cache], query: Query, facets: Facets, like: Meaning | None) -> None:
        self._database = database
        self._cache, self._signs = caches
        self._query = query
        self._facets = facets
        self._like = like

    def hits(self, limit: int | None = 20, offset: int = 0) -> Iterator[Hit]:
        """The attributions, best first: nearest in meaning, else by their words where these are asked for, else the latest first.

        Args:
            limit: How many at most; None for all.
            offset: How many to leave out first.
        """
        last = None if limit is None else limit + offset
        near = dict(zip(*(column.tolist() for column in self._near), strict=True)) if self._like is not None else {}
        found: Iterable[int] = near if self._like is not None else self._in_order(last)
        return self._hits(islice(found, offset, last), near)

    def standing(self) -> Iterator[Hit]:
        """The attributions in the order in which they came into the record, those of an article as they stand in it."""
        return self._hits(iter(self._facts.ids[self._fitting].tolist()), {})

    def total(self) -> int:
        """How many there are; by meaning, at most `onrecord.record.nearest.MOST`."""
        if self._like is not None:
            return len(self._near[0])
        return int(np.count_nonzero(self._fitting)) if self._matched is None or self._of_rejected else len(self._matched)

    def counts(self, most: int = 10) -> dict[str, list[tuple[str, int]]]:
        """How many fit, by speaker, outlet, carrier, act, stance and kind; of each without what was asked of it itself.

        By meaning all that is asked holds, as which ones are near enough to be found hangs on it.
        """
        found = {"like": self._facts.mask(self._near[0])} if self._like is not None else self._masks
        return counted(self._database, self._facts, found, most)

    @property
    def _of_rejected(self) -> bool:
        """Whether what a person rejected is asked for, which is neither among the facts nor in the index of words; it is few."""
        return self._facets.reviewed == "rejected"

    @cached_property
    def _facts(self) -> Joined:
        return Joined(*facts_of(self._database, "a.verdict = 'rejected'")) if self._of_rejected else self._cache.now()

    @cached_property
    def _masks(self) -> dict[str, Mask]:
        return masks(self._database, self._facts, self._query, self._facets, self._matched)

    def _matching_rejected(self) -> Column:
        rows = self._database.rows(
            "SELECT a.id, a.content, a.source, s.name FROM attributions a LEFT JOIN speakings s ON s.id = a.speaking_id "
            "WHERE a.verdict = 'rejected'"
        )
        return np.array([id for id, *texts in rows if fits(self._query, *texts)], dtype=np.int64)

    @cached_property
    def _best(self) -> tuple[list[int], bool]:
        """The best of all that match the words, and whether these are all of them."""
        return ranked(self._database, self._query)

    @property
    def _matched(self) -> Column | None:
        """The ids of all with the words, where ranking them, or looking at each, shows that."""
        if self._of_rejected:
            return self._matching_rejected() if self._query else None
        if self._query.wanted and self._facets == ANYTHING and self._like is None and self._best[1]:
            return np.array(self._best[0], dtype=np.int64)
        return None

    @cached_property
    def _fitting(self) -> Mask:
        return fitting(self._facts, self._masks)

    @cached_property
    def _near(self) -> tuple[Column, Column]:
        assert self._like is not None  # noqa: S101  it is asked for only then
        if self._of_rejected:  # it has no vectors
            return np.zeros(0, np.int64), np.zeros(0)
        asked = bool(self._query) or self._facets != ANYTHING
        allowed = self._facts.ids[self._fitting] if asked else None
        return nearest(self._database, self._signs, self._like.maker, self._like.vector, allowed=allowed, least=self._like.least)

    def _in_order(self, most: int | None) -> Iterator[int]:
        """The ids of all that fit, in order; where no words are asked for, `most` of them."""
        if not self._query.wanted or self._of_rejected:
            yield from self._facts.ids[latest(self._facts, self._fitting, most)].tolist()
            return
        ids: Column | None = None
        if self._facets == ANYTHING:
            best, is_all = self._best
        else:
            ids = self._facts.ids[self._fitting]
            if not len(ids):
                return
            # The rank of single rows cannot be asked for, only that of all matches in a stretch of the record.
            best, is_all = ranked(self._database, self._query, int(ids[0]), int(ids[-1]))
            fit = {*ids.tolist()}
            best = [id for id in best if id in fit]
        yield from best
        if not is_all and (most is None or most > len(best)):
            ids = self._facts.ids[self._fitting] if ids is None else ids
            yield from np.setdiff1d(ids, np.array(best, dtype=np.int64))[::-1].tolist()

    @property
    def facts(self) -> Joined:
        """The facts of all current attributions, as they were when this was asked."""
        return self._facts

    @property
    def fitting(self) -> Mask:
        """Which of them fit."""
        return self._fitting if self._like is None else self._facts.mask(self._near[0])

    @property
    def ids(self) -> Column:
        """The numbers of the attributions that fit, ascending."""
        return self._facts.ids[self.fitting]

    @property
    def is_ranked(self) -> bool:
        """Whether words or a meaning are asked for, by which some fit better than others."""
        return bool(self._query.wanted) or self._like is not None

    @property
    def is_by_meaning(self) -> bool:
        """Whether a meaning is asked for."""
        return self._like is not None

    def ranking(self) -> tuple[Column, Column, bool]:
        """The numbers of the best, best first; how near each is in meaning, where that is asked for; and whether these are all that fit."""
        if self._like is not None:
            return (*self._near, True)
        if self._facets == ANYTHING:
            best, is_all = self._best
            ids = np.array(best, dtype=np.int64)
            ids = ids[np.isin(ids, self._facts.ids)]  # what has been replaced in the meantime is left out
        else:
            fit = self.ids
            if not len(fit):
                return fit, np.zeros(0, dtype=np.float32), True
            best, is_all = ranked(self._database, self._query, int(fit[0]), int(fit[-1]))
            ids = np.array(best, dtype=np.int64)
            ids = ids[np.isin(ids, fit)]
        return ids, np.zeros(len(ids), dtype=np.float32), is_all

    def shown(self, ids: Iterable[int], near: dict[int, float] | None = None) -> Iterator[Hit]:
        """Attributions by their numbers, in this order; what has been replaced in the meantime is left out.

        Args:
            ids: The numbers.
            near: How near they are to the meaning that is asked for.
        """
        return self._hits(iter(ids), near or {})

    def _hits(self, ids: Iterator[int], near: dict[int, float]) -> Iterator[Hit]:
        terms = [t for group in self._query.wanted for t in group]
        while some := [*islice(ids, _BATCH)]:
            which = _REJECTED if self._facets.reviewed == "rejected" else _STANDING
            rows = self._database.rows(_SHOWN.format(which, ", ".join("?" * len(some))), some)
            by_id = {row[0]: row for row in rows}
            for id in some:
                if id in by_id:  # else it has been replaced in the meantime
                    yield _hit(by_id[id], terms, near.get(id))


def _hit(row: Row, terms: list[Term], similarity: float | None = None) -> Hit:
    id, encoded, content, number, external, title, outlet, published, url, who, label = row
    article = {"number": number, "id": external, "title": title, "outlet": outlet, "published": published, "url": url}
    speaker = None if who is None else {"number": who, "name": label}
    return Hit(id, _decode(encoded), article, snippet(content or "", terms), speaker, similarity)
