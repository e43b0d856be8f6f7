"""Statements and claims of a record, kept up to date: new, changed and retired articles are taken up, and what they touch is grouped anew.

Every step is a transaction of its own, and what is still to be done stands in the tables: whenever it is stopped, even by force, the next
update goes on, and nothing is done twice. What comes out depends on what is in the record alone, not on the order in which it came.
"""

import hashlib
from array import array
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from functools import cache, partial
from importlib.resources import files

import numpy as np

from onrecord.claims import candidates, shingles
from onrecord.claims.beforehand import NOTHING, found_beforehand
from onrecord.claims.candidates import DIMENSION, Features, features
from onrecord.claims.contents import AT_REST, CELLS, Contents, State, places_of
from onrecord.claims.judged_near import judge_near, judge_near_ahead
from onrecord.claims.judging import CODE, judge, sift
from onrecord.claims.likeness import Known
from onrecord.claims.links import relink, relink_ahead, unlink
from onrecord.claims.loading import maker, said_of, vector_of
from onrecord.claims.meanwhile import can_be_named, can_be_opened
from onrecord.claims.neighbours import MOST, SPARE, Best, Neighbourhood, nearest_of_rows
from onrecord.claims.pairing import Judge, Sift
from onrecord.claims.pooling import WORTH_IT, pooled
from onrecord.claims.regrouping import regroup_ahead, regroup_all
from onrecord.claims.taking import MANY_TOGETHER, TOGETHER, begin, newest, reach, reached, take_up, waiting
from onrecord.record.database import Database, Row, Value

__all__ = ["Progress", "behind", "judging_scheme", "never_compared", "quiet", "rebuild", "take_up_all", "update"]

Progress = Callable[[str, int, int], None]
"""Told the step, how much of it is done, and how much there is."""

_MANY, _SHARE = 100, 0.02
"""New contents, and what share of all they are, from which the neighbours of all are found at once rather than one by one."""

_IN_TURN = 25
"""Contents that come or go in one transaction otherwise, for which others who want to write wait for a fraction of a second."""

_VERY_MANY = 2_000
"""Articles to be taken up at once from which more memory pays."""

_HELD, _LOGGED = 262_144, 64_000
"""Kilobytes of the file that are held in memory then, and pages that the log may have."""

_VERY_MANY_TOUCHED = 5_000
"""Contents to be grouped anew from which starting processes takes less time than it saves."""

_ROWS = 10_000
_PLACE = np.dtype([("order", "u1"), ("code", "<i8")])
_NEAR = np.dtype([("id", "<i8"), ("score", "<i4")])
_MADE = (
    "reports",
    "beside_denials",
    "utterances",
    "content_places",
    "content_cells",
    "contents",
    "judged_pairs",
    "content_links",
    "claim_parts",
    "claims",
    "denials",
    "relations",
    "told_pairs",
)
_TABLES = (*_MADE, "claim_numbers", "claim_copies", "claim_articles", "claim_facts")


def quiet(step: str, done: int, total: int) -> None:
    """Tell nobody."""


def behind(database: Database) -> int:
    """How many articles have not been taken up as they are now."""
    return len(waiting(database))


def never_compared(database: Database) -> int:
    """How many articles have never been taken up, told at once however many there are; `behind` counts changed ones too."""
    ((articles,),) = database.rows("SELECT count(*) FROM articles")
    ((taken,),) = database.rows("SELECT count(*) FROM claim_articles")
    return max(0, int(articles) - int(taken))


def update(database: Database, progress: Progress = quiet, *, judging: Judge = judge, processes: int = 1) -> int:
    """Bring statements and claims up to date; how many articles that took.

    Args:
        database: The record.
        progress: Told how it goes.
        judging: How the contents of pairs relate; by default the network that comes with the package, and what the words show.
        processes: How many find features, judge, and group, at once where there is much to be done.

    Raises:
        RecordError: The record cannot be written.
    """
    articles = take_up_all(database, progress, processes)
    _follow_speakers(database)
    _find_neighbours(database, progress)
    _judge(database, progress, judging, processes)
    _link(database, progress, processes)
    _group(database, progress, asking=judging is judge, processes=processes)
    return articles


def take_up_all(database: Database, progress: Progress = quiet, processes: int = 1) -> int:
    """Take up all articles that have not been taken up as they are now, the first step of an update; how many that took.

    Args:
        database: The record.
        progress: Told how it goes.
        processes: How many find out what is to be noted where there are many articles, while this one notes it.
    """
    _of_this_scheme(database)
    before, last = reached(database), newest(database)
    articles = [article for article, _ in waiting(database)]
    together = TOGETHER
    if len(articles) > _VERY_MANY:
        together = MANY_TOGETHER
        _make_room(database)
    batches = [articles[low : low + together] for low in range(0, len(articles), together)]
    many = processes > 1 and len(articles) > _VERY_MANY
    with closing(found_beforehand(database, batches if many else (), processes)) as known:
        for n, batch in enumerate(batches):
            progress("articles", n * together, len(articles))
            take_up(database, batch, next(known, NOTHING))
    reach(database, before, last)
    progress("articles", len(articles), len(articles))
    return len(articles)


def rebuild(database: Database, progress: Progress = quiet, *, judging: Judge = judge, processes: int = 1) -> int:
    """Make all statements and claims anew from the articles and what was judged by hand; how many articles that took.

    Args:
        database: The record.
        progress: Told how it goes.
        judging: How the contents of pairs relate.
        processes: How many judge at once where there are many pairs.
    """
    with database.writing():
        _clear(database)
    return update(database, progress, judging=judging, processes=processes)


def _clear(database: Database) -> None:
    for table in _TABLES:
        database.run(f"DELETE FROM {table}")  # noqa: S608
    begin(database)


@cache
def judging_scheme() -> str:
    """What is the same where pairs are judged in the same way: the version of the code, and a hash of the weights."""
    raw = b"".join((files("onrecord") / "weights" / name).read_bytes() for name in ("claims.json", "relations.onnx", "sifting.json"))
    return f"{CODE}.{hashlib.sha256(raw).hexdigest()[:8]}"


def _of_this_scheme(database: Database) -> None:
    """Make everything anew where it was made in another way: numbers of two ways cannot be compared."""
    ours = f"{candidates.scheme()} {shingles.scheme()} {maker()} {judging_scheme()}"
    rows = database.rows("SELECT value FROM claim_facts WHERE name = 'scheme'")
    same = bool(rows) and rows[0][0] == ours
    if same and reached(database).token:
        return
    with database.writing():
        if not same:
            if database.rows("SELECT 1 FROM claim_articles LIMIT 1"):
                _clear(database)
            database.run("DELETE FROM claim_facts WHERE name = 'scheme'")
            database.run("INSERT INTO claim_facts (name, value) VALUES ('scheme', ?)", (ours,))
        if not reached(database).token:
            begin(database)


def _make_room(database: Database) -> None:
    """Where very much is to be done, let SQLite hold more of the file, and take what is logged into it less often."""
    if database.kind == "sqlite":
        database.run(f"PRAGMA cache_size = -{_HELD}")
        database.run(f"PRAGMA wal_autocheckpoint = {_LOGGED}")


def _follow_speakers(database: Database) -> None:
    """Have what speakers say looked at who are others across articles than when it was grouped."""
    moved = "SELECT id FROM speakers WHERE has_moved = 1"
    if not database.rows(moved + " LIMIT 1"):
        return
    with database.writing():
        rows = [(int(r[0]),) for r in database.rows(moved)]
        database.run_all(
            f"UPDATE contents SET state = {State.TOUCHED:d} WHERE state IN {AT_REST} AND id IN "  # noqa: S608
            "(SELECT content_id FROM utterances WHERE speaker_id = ?)",
            rows,
        )
        database.run_all("UPDATE speakers SET has_moved = 0 WHERE id = ?", rows)


def _firsts(rows: Sequence[Sequence[int]]) -> list[int]:
    return [int(r[0]) for r in rows]


def _in_state(database: Database, *states: State) -> list[int]:
    # That it is no settled one is said, so that the index of those is looked at which are not.
    marks = ", ".join("?" * len(states))
    return _firsts(database.rows(f"SELECT id FROM contents WHERE state <> 0 AND state IN ({marks}) ORDER BY id", states))  # noqa: S608


def _find_neighbours(database: Database, progress: Progress) -> None:
    """Give contents their places, and find the neighbours of all that are new, and of all near which something has changed."""
    for state in (State.GONE, State.OTHER):
        _in_turn(database, state, _in_state(database, state))
    new = _in_state(database, State.NEW)
    if len(new) > _MANY and len(new) > _SHARE * int(database.rows("SELECT count(*) FROM contents")[0][0]):
        progress("neighbours", 0, len(new))
        _all_at_once(database)
    else:
        _in_turn(database, State.NEW, new, progress)
    progress("neighbours", len(new), len(new))


def _in_turn(database: Database, state: State, ids: Sequence[int], progress: Progress = quiet) -> None:
    """Take contents into the orders or out of them, some in each transaction."""
    for low in range(0, len(ids), _IN_TURN):
        progress("neighbours", low, len(ids))
        with database.writing():
            contents = Contents(database)
            kept = Neighbourhood(contents)
            for id in ids[low : low + _IN_TURN]:
                _one_by_one(database, kept, id, state)
            contents.keep()


def _one_by_one(database: Database, kept: Neighbourhood, id: int, state: State) -> None:
    """Add a content to the orders, take it out, or both, unless somebody else has; in a transaction."""
    rows = database.rows("SELECT vector, words, places, bound, attribution_id FROM contents WHERE id = ? AND state = ?", (id, state))
    if not rows:
        return
    vector, words, places, bound, attribution = rows[0]
    if state != State.NEW:
        kept.remove(id)
    if state == State.GONE:
        _drop(database, id)
        return
    if state == State.OTHER:
        said = said_of(database, [attribution])[attribution]
        kept.add(_features(database, attribution, said.content, said.name, said.said_first or said.published))
    else:
        found = np.frombuffer(vector, dtype=np.int8), np.frombuffer(words, dtype=np.uint8)
        kept.add(Features(id, bound, *found, tuple(places_of(places))))


def _features(database: Database, attribution: int, content: str, speaker: str | None, day: str | None) -> Features:
    return features(content, vector_of(database, attribution), speaker=speaker, day=day)


def _drop(database: Database, id: int) -> None:
    """Keep a content no longer; what it was linked with is looked at again, and with that all that hung together with it."""
    database.run("DELETE FROM judged_pairs WHERE first_id = ? OR second_id = ?", (id, id))
    unlink(database, id)
    ((component,),) = database.rows("SELECT component FROM contents WHERE id = ?", (id,))
    database.run("DELETE FROM contents WHERE id = ?", (id,))
    if not database.rows("SELECT 1 FROM contents WHERE component = ? LIMIT 1", (component,)):
        parts = _firsts(database.rows("SELECT id FROM claim_parts WHERE component = ?", (component,)))
        for table, column in (("claims", "part_id"), ("denials", "part_id"), ("relations", "part_id"), ("claim_parts", "id")):
            database.run_all(f"DELETE FROM {table} WHERE {column} = ?", [(p,) for p in parts])  # noqa: S608


def _all_at_once(database: Database) -> None:
    """Find the neighbours of all contents together, and write what has changed; all of it, or nothing."""
    with database.writing():
        ids, vectors, words, places, counts, new = array("q"), bytearray(), bytearray(), bytearray(), array("q"), bytearray()
        for id, vector, of_words, where, state in _contents(database, "id, vector, words, places, state"):
            ids.append(id)
            vectors += vector
            words += of_words
            places += where
            counts.append(len(where) // _PLACE.itemsize)
            new.append(state == State.NEW)
        known = Known(
            np.array(ids, dtype=np.int64),
            np.frombuffer(vectors, dtype=np.int8).reshape(-1, DIMENSION),
            np.frombuffer(words, dtype=np.uint8).reshape(-1, DIMENSION // 8),
        )
        there = np.frombuffer(places, dtype=_PLACE)
        owners = np.repeat(np.arange(len(known), dtype=np.int32), np.array(counts, dtype=np.int64))
        orders, codes = np.ascontiguousarray(there["order"]), np.ascontiguousarray(there["code"])
        found = nearest_of_rows(known, owners, orders, codes, MOST + SPARE)
        fresh = np.flatnonzero(np.frombuffer(new, dtype=np.bool_)[owners])
        line = fresh[np.lexsort((codes[fresh], orders[fresh]))]  # in the order of the index
        for low in range(0, len(line), _ROWS):
            some = line[low : low + _ROWS]
            database.run_all(
                "INSERT INTO content_places (number, code, content_id) VALUES (?, ?, ?)",
                list(zip(orders[some].tolist(), codes[some].tolist(), known.ids[owners[some]].tolist(), strict=True)),
            )
        line = line[orders[line] == CELLS]
        for low in range(0, len(line), _ROWS):
            some = line[low : low + _ROWS]
            of = known[owners[some]]
            compared = zip(map(bytes, of.vectors), map(bytes, of.words), strict=True)
            database.run_all(
                "INSERT INTO content_cells (code, content_id, vector, words) VALUES (?, ?, ?, ?)",
                [(code, id, *both) for code, id, both in zip(codes[some].tolist(), of.ids.tolist(), compared, strict=True)],
            )
        for batch in _batches(_changed(database, known, found)):
            database.run_all("UPDATE contents SET near = ?, spare = ?, state = ? WHERE id = ?", batch)


def _contents(database: Database, columns: str) -> Iterator[Row]:
    """All contents that somebody says, in the order of their numbers; memory for some thousands of them."""
    last = -1
    while True:
        rows = database.rows(
            f"SELECT {columns} FROM contents WHERE state <> {State.GONE:d} AND id > ? ORDER BY id LIMIT {_ROWS}",  # noqa: S608
            (last,),
        )
        yield from rows
        if len(rows) < _ROWS:
            return
        last = rows[-1][0]


def _changed(database: Database, known: Known, found: Best) -> Iterator[tuple[Value, ...]]:
    """The contents whose neighbours are others now, or that are new, and those of which others are known beyond these."""
    for n, (id, near, spare, state) in enumerate(_contents(database, "id, near, spare, state")):
        scores = found.scores[n]
        several = int((scores > 0).sum())
        now = np.empty(several, dtype=_NEAR)
        now["id"], now["score"] = known.ids[found.rows[n, :several]], scores[:several]
        first, more = now[:MOST].tobytes(), now[MOST:].tobytes()
        if first != bytes(near) or state == State.NEW:
            yield first, more, State.TOUCHED, id
        elif more != bytes(spare):
            yield first, more, state, id


def _batches(rows: Iterator[tuple[Value, ...]], size: int = _ROWS) -> Iterator[list[tuple[Value, ...]]]:
    batch: list[tuple[Value, ...]] = []
    for row in rows:
        batch.append(row)
        if len(batch) == size:
            yield batch
            batch = []
    if batch:
        yield batch


def _judge(database: Database, progress: Progress, judging: Judge, processes: int) -> None:
    """Judge the pairs of neighbours that have not been judged."""
    touched = _in_state(database, State.TOUCHED, State.NEARBY)
    sifting: Sift = sift if judging is judge else judging
    told = partial(progress, "pairs")
    many = processes > 1 and len(touched) > WORTH_IT
    if many and can_be_opened(database) and can_be_named(judging):
        judge_near_ahead(database, touched, judging, sifting, told, processes=processes)
    elif many and judging is judge:
        with pooled(processes) as several:
            judge_near(database, touched, lambda p: several(p, judge), lambda p: several(p, sift), told, processes=processes)
    else:
        judge_near(database, touched, judging, sifting, told)
    progress("pairs", len(touched), len(touched))


def _link(database: Database, progress: Progress, processes: int = 1) -> None:
    """Find anew what hangs together with what was touched."""
    touched, told = _in_state(database, State.TOUCHED, State.NEARBY), partial(progress, "links")
    if processes > 1 and len(touched) > _VERY_MANY_TOUCHED and can_be_opened(database):
        relink_ahead(database, touched, told, processes=processes)
    else:
        relink(database, touched, told)
    progress("links", len(touched), len(touched))


def _group(database: Database, progress: Progress, *, asking: bool, processes: int = 1) -> None:
    """Group anew what was touched."""
    touched, told = _in_state(database, State.LINKED), partial(progress, "groups")
    if processes > 1 and len(touched) > _VERY_MANY_TOUCHED and can_be_opened(database):
        regroup_ahead(database, touched, told, asking=asking, processes=processes)
    else:
        regroup_all(database, touched, told, asking=asking)
    progress("groups", len(touched), len(touched))
