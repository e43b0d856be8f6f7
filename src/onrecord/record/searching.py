"""Finding attributions in a record: by words, by facets, by meaning; in order, with the words that were found marked."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

import msgspec
import numpy as np

from onrecord.meaning import LEAST
from onrecord.model import Attribution
from onrecord.record.blocks import Cache, Joined
from onrecord.record.choosing import ANYTHING, Facets, counted, fitting, latest, masks
from onrecord.record.database import Database
from onrecord.record.facts import FACTS
from onrecord.record.layout import Column
from onrecord.record.matching import ranked
from onrecord.record.nearest import nearest
from onrecord.record.query import Query, parse
from onrecord.record.snippets import snippet
from onrecord.record.vectors import SIGNS

__all__ = ["Hit", "Meaning", "Searcher"]

_BATCH = 200


@dataclass(frozen=True, slots=True)
class Hit:
    """One attribution that was found, and the article it stands in.

    Attributes:
        id: Its number in the record.
        attribution: The attribution.
        article: Facts about its article: record number, id, title, outlet, published, url.
        snippet: The words of its content around those that were found, these between `onrecord.record.snippets.MARK`.
        similarity: How near it is to the meaning that was asked for, a cosine; None where none was.
    """

    id: int
    attribution: Attribution
    article: dict[str, Any]
    snippet: str = field(default="")
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
    """

    def __init__(self, database: Database) -> None:
        self._database = database
        self._facts = Cache(database, FACTS)
        self._signs = Cache(database, SIGNS)

    def search(
        self, text: str = "", facets: Facets = ANYTHING, *, like: Meaning | None = None, limit: int | None = 20, offset: int = 0
    ) -> Iterator[Hit]:
        """The attributions that fit, best first: nearest in meaning, else by BM25 where words are asked for, else the latest first.

        Args:
            text: A query (see `onrecord.record.query`); empty for everything.
            facets: What they must be like.
            like: What they should mean.
            limit: How many at most; None for all.
            offset: How many to leave out first.
        """
        query = parse(text)
        near: dict[int, float] = {}
        if like is not None:
            ids, similarities = self._near(query, facets, like)
            near = dict(zip(ids.tolist(), similarities.tolist(), strict=True))
            found: Iterable[int] = near
        else:
            found = self._in_order(query, facets, None if limit is None else limit + offset)
        return self._hits(islice(found, offset, None if limit is None else limit + offset), query, near)

    def total(self, text: str = "", facets: Facets = ANYTHING, *, like: Meaning | None = None) -> int:
        """How many attributions fit; by meaning, at most `onrecord.record.nearest.MOST`."""
        query = parse(text)
        if like is not None:
            return len(self._near(query, facets, like)[0])
        facts = self._facts.now()
        return int(np.count_nonzero(fitting(facts, masks(self._database, facts, query, facets))))

    def counts(
        self, text: str = "", facets: Facets = ANYTHING, *, like: Meaning | None = None, most: int = 10
    ) -> dict[str, list[tuple[str, int]]]:
        """How many fit, by speaker, outlet, carrier, act, stance and kind; of each without what was asked of it itself."""
        facts, query = self._facts.now(), parse(text)
        found = masks(self._database, facts, query, facets)
        if like is not None:  # what is near enough hangs on what else is asked: no facet is left open
            near = np.zeros(len(facts), dtype=np.bool_)
            near[facts.where(np.sort(self._near(query, facets, like)[0]))] = True
            found = {"like": near}
        return counted(self._database, facts, found, most)

    def _near(self, query: Query, facets: Facets, like: Meaning) -> tuple[Column, Column]:
        allowed = None
        if query or facets != ANYTHING:
            facts = self._facts.now()
            allowed = facts.ids, fitting(facts, masks(self._database, facts, query, facets))
        return nearest(self._database, self._signs, like.maker, like.vector, allowed, like.least)

    def _in_order(self, query: Query, facets: Facets, most: int | None) -> Iterator[int]:
        """The ids of all that fit, in order; of those without rank at least the first `most`."""
        if query.wanted and facets == ANYTHING:
            best, is_all = ranked(self._database, query)
            yield from best
            if is_all or (most is not None and most <= len(best)):
                return
            facts = self._facts.now()
            mask = fitting(facts, masks(self._database, facts, query, facets))
            mask[facts.where(np.sort(np.array(best)))] = False
            yield from facts.ids[np.flatnonzero(mask)[::-1]].tolist()
            return
        facts = self._facts.now()
        mask = fitting(facts, masks(self._database, facts, query, facets))
        if not query.wanted:
            yield from facts.ids[latest(facts, mask, most)].tolist()
            return
        yield from self._ranked_within(query, facts, mask)

    def _ranked_within(self, query: Query, facts: Joined, mask: Column) -> Iterator[int]:
        ids = facts.ids[mask]
        if not len(ids):
            return
        # The rank of single rows cannot be asked for, only that of all matches in a stretch of the record.
        best, _ = ranked(self._database, query, int(ids[0]), int(ids[-1]))
        fit = set(ids.tolist())
        first = [id for id in best if id in fit]
        yield from first
        yield from sorted(fit.difference(first), reverse=True)

    def _hits(self, ids: Iterator[int], query: Query, near: dict[int, float]) -> Iterator[Hit]:
        decode = msgspec.json.Decoder(Attribution).decode
        terms = [t for group in query.wanted for t in group]
        while some := [*islice(ids, _BATCH)]:
            rows = self._database.rows(
                "SELECT a.id, a.attribution_json, a.content, ar.id, v.external_id, v.title, o.name, v.published, ar.url "  # noqa: S608
                "FROM attributions a JOIN versions v ON v.id = a.version_id JOIN articles ar ON ar.id = v.article_id "
                f"LEFT JOIN outlets o ON o.id = ar.outlet_id WHERE a.is_current = 1 AND a.id IN ({', '.join('?' * len(some))})",
                some,
            )
            by_id = {row[0]: row for row in rows}
            for id in some:
                if id in by_id:  # else it has been replaced in the meantime
                    _, encoded, content, number, external, title, outlet, published, url = by_id[id]
                    article = {"number": number, "id": external, "title": title, "outlet": outlet, "published": published, "url": url}
                    yield Hit(id, decode(encoded), article, snippet(content or "", terms), near.get(id))
