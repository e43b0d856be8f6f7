"""Attributions by their words, as the index of a database has them: which ones match, and how well."""

import numpy as np

from onrecord.record.database import Database
from onrecord.record.layout import Column
from onrecord.record.lexemes import cut
from onrecord.record.query import Query, Term

__all__ = ["RANKED", "fits", "matching", "ranked", "without"]

RANKED = 5_000
"""Of how many matches it is said how well they match: those that came into the record last.

That words are rare, which the order goes by, says nothing where tens of thousands hold them, and to rank half a million takes seconds.
"""


def matching(database: Database, query: Query) -> Column:
    """The ids of all attributions with the wanted words and without the unwanted ones, ascending.

    Args:
        database: The record.
        query: What is looked for, with at least one wanted word.
    """
    told = database.words.found(query)
    if not told:
        return np.zeros(0, dtype=np.int64)
    ids = np.fromstring(told, dtype=np.int64, sep=",")
    return ids if (ids[1:] > ids[:-1]).all() else np.sort(ids)


def without(database: Database, query: Query) -> Column:
    """The ids of all attributions with an unwanted word, ascending."""
    return matching(database, Query((query.unwanted,)))


def ranked(database: Database, query: Query, first: int | None = None, last: int | None = None) -> tuple[list[int], bool]:
    """The best matches (see `onrecord.record.database.Words.score`), of the last `RANKED` of them, best first.

    Args:
        database: The record.
        query: What is looked for, with at least one wanted word.
        first: The first id that is looked at.
        last: The last one.

    Returns:
        Their ids, and whether there are no more.
    """
    condition, value = database.words.match(query)
    score, scored = database.words.score(query)
    bounds, values = "", list[int]()
    if first is not None and last is not None:
        bounds, values = " AND rowid BETWEEN ? AND ?", [first, last]
    rows = database.rows(
        f"SELECT rowid, {score} FROM words WHERE {condition}{bounds} ORDER BY rowid DESC LIMIT ?",  # noqa: S608
        (*scored, value, *values, RANKED),
    )
    order = sorted(range(len(rows)), key=lambda i: (rows[i][1], -rows[i][0]))
    return [int(rows[i][0]) for i in order], len(rows) < RANKED


def fits(query: Query, content: str | None, source: str | None, speaker: str | None) -> bool:
    """Whether an attribution that is not in the index fits a query, as it would there.

    Args:
        query: What is looked for.
        content: Its content.
        source: Its source.
        speaker: The name of its speaker.
    """
    fields = {"content": cut(content or ""), "source": cut(source or ""), "speaker": cut(speaker or "")}
    return all(any(_stands(term, fields) for term in group) for group in query.wanted) and not any(
        _stands(term, fields) for term in query.unwanted
    )


def _stands(term: Term, fields: dict[str, list[str]]) -> bool:
    words = [word for given in term.words for word in cut(given)]
    if not words:
        return False
    for name, there in fields.items():
        if term.field not in {None, name}:
            continue
        for at in range(len(there) - len(words) + 1):
            run = there[at : at + len(words)]
            if run[:-1] == words[:-1] and (run[-1] == words[-1] or (term.prefix and run[-1].startswith(words[-1]))):
                return True
    return False
