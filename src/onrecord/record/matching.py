"""Attributions by their words, in SQLite's full-text search (FTS5): which ones match, and how well."""

import numpy as np

from onrecord.record.database import Database
from onrecord.record.layout import Column
from onrecord.record.query import Query, to_fts5

__all__ = ["RANKED", "matching", "ranked", "without"]

RANKED = 10_000
"""Of how many matches it is said how well they match: those that came into the record last.

That words are rare, which the order goes by, says nothing where tens of thousands hold them, and to rank half a million takes seconds.
"""


def matching(database: Database, query: Query) -> Column:
    """The ids of all attributions with the wanted words and without the unwanted ones, ascending.

    Args:
        database: The record.
        query: What is looked for, with at least one wanted word.
    """
    return _ids(database, to_fts5(query) or '""')


def without(database: Database, query: Query) -> Column:
    """The ids of all attributions with an unwanted word, ascending."""
    found = [_ids(database, to_fts5(Query(((term,),))) or '""') for term in query.unwanted]
    return np.unique(np.concatenate(found))


def _ids(database: Database, words: str) -> Column:
    # As one string: a row for each of half a million ids takes five times as long.
    ((told,),) = database.rows("SELECT group_concat(rowid) FROM words WHERE words MATCH ?", (words,))
    if not told:
        return np.zeros(0, dtype=np.int64)
    ids = np.fromstring(told, dtype=np.int64, sep=",")
    return ids if (ids[1:] > ids[:-1]).all() else np.sort(ids)


def ranked(database: Database, query: Query, first: int | None = None, last: int | None = None) -> tuple[list[int], bool]:
    """The best matches by BM25 (Robertson and Zaragoza 2009), of the last `RANKED` of them, best first.

    Args:
        database: The record.
        query: What is looked for, with at least one wanted word.
        first: The first id that is looked at.
        last: The last one.

    Returns:
        Their ids, and whether there are no more.
    """
    bounds, values = "", list[int]()
    if first is not None and last is not None:
        bounds, values = " AND rowid BETWEEN ? AND ?", [first, last]
    rows = database.rows(
        f"SELECT rowid, bm25(words, 1.0, 0.4, 0.4) FROM words WHERE words MATCH ?{bounds} ORDER BY rowid DESC LIMIT ?",  # noqa: S608
        (to_fts5(query), *values, RANKED),
    )
    order = sorted(range(len(rows)), key=lambda i: (rows[i][1], -rows[i][0]))
    return [int(rows[i][0]) for i in order], len(rows) < RANKED
