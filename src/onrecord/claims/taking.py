"""Taking up an article: its contents, who says them, and its copies go into the tables of claims, in one transaction."""

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from secrets import token_hex

import msgspec
import numpy as np
from numpy.typing import NDArray

from onrecord.claims.beforehand import NOTHING, Beforehand, day_of, spoken
from onrecord.claims.candidates import DIMENSION, NO_VECTOR, Features, bound_to, cells_of, content_id, features, normalised
from onrecord.claims.contents import AT_REST, State, packed_places
from onrecord.claims.copying import forget_copies, keep_copies
from onrecord.claims.denials import before_denials
from onrecord.claims.loading import in_batches, maker, said_of_version, vectors_of_version
from onrecord.claims.propositions import states
from onrecord.claims.said import Said
from onrecord.claims.times import order
from onrecord.record.database import Database

__all__ = ["MANY_TOGETHER", "TOGETHER", "Reached", "begin", "newest", "rank_of", "reach", "reached", "take_up", "utterance_id", "waiting"]

TOGETHER, MANY_TOGETHER = 25, 200
"""Articles that are taken up in one transaction, so that others who want to write wait for a fraction of a second; and where thousands
wait, for two seconds: what is written all over large indexes is written less often."""


@dataclass(frozen=True, slots=True)
class _Known:
    """What the tables have of a content."""

    rank: str
    state: int


def waiting(database: Database) -> list[tuple[int, int]]:
    """The articles that have not been taken up as they are now: their rows, and those of their current versions."""
    rows = database.rows(  # CROSS JOIN has SQLite begin with what is on its left, which is little
        "SELECT v.article_id, v.id FROM versions v WHERE v.id > ? AND v.is_current = 1 AND NOT EXISTS "
        "(SELECT 1 FROM claim_articles c WHERE c.article_id = v.article_id AND c.version_id = v.id AND c.is_stale = 0) "
        "UNION SELECT c.article_id, v.id FROM claim_articles c CROSS JOIN versions v "
        "WHERE c.is_stale = 1 AND v.article_id = c.article_id AND v.is_current = 1 "
        "UNION SELECT c.article_id, c.version_id FROM claim_articles c CROSS JOIN versions v CROSS JOIN meanings m "
        "WHERE c.has_vectors = 0 AND v.id = c.version_id AND v.is_current = 1 AND m.version_id = v.id AND m.maker = ? ORDER BY 2",
        (reached(database).version, maker()),
    )
    return [(int(article), int(version)) for article, version in rows]


@dataclass(frozen=True, slots=True)
class Reached:
    """How far a record has been taken up.

    Versions are never removed, one that was replaced never comes back, and each transaction gives greater numbers than those before it. So
    of the versions up to one, only such can ever wait again whose article is stale, or has got vectors.

    Attributes:
        version: The version up to which all have been taken up; 0 where that is not known.
        token: What is another one since all was made anew.
    """

    version: int
    token: str


def begin(database: Database) -> None:
    """Note that nothing has been taken up; in a transaction."""
    _note(database, Reached(0, token_hex(8)))


def reached(database: Database) -> Reached:
    """How far a record has been taken up."""
    rows = database.rows("SELECT value FROM claim_facts WHERE name = 'taken up'")
    version, _, token = str(rows[0][0] if rows else "").partition(" ")
    return Reached(int(version) if version.isdecimal() else 0, token)


def newest(database: Database) -> int:
    """The last version of any article; 0 in an empty record."""
    ((found,),) = database.rows("SELECT max(id) FROM versions")
    return int(found or 0)


def reach(database: Database, before: Reached, version: int) -> None:
    """Note that all has been taken up to a version.

    Args:
        database: The record.
        before: What was reached before that began; where it is another now, somebody makes all anew, and nothing is noted.
        version: The last version that there was before what was waiting was looked for.
    """
    if version > before.version:
        with database.writing():
            if reached(database) == before:
                _note(database, Reached(version, before.token))


def _note(database: Database, reached: Reached) -> None:
    database.run("DELETE FROM claim_facts WHERE name = 'taken up'")
    database.run("INSERT INTO claim_facts (name, value) VALUES ('taken up', ?)", (f"{reached.version} {reached.token}",))


def rank_of(published: str | None, key: str) -> str:
    """What is sorted by where the first of several counts: time of publication, then key."""
    return f"{order(published, key)[0].isoformat()} {hashlib.sha256(key.encode('utf-8', 'surrogatepass')).hexdigest()[:32]}"


def take_up(database: Database, articles: Sequence[int], known: Beforehand = NOTHING) -> int:
    """Take up articles as they are now, in one transaction; how many, as somebody else may have taken up some.

    Args:
        database: The record.
        articles: The rows of the articles.
        known: What was found of them before.
    """
    with database.writing():
        return sum(_take_up(database, article, known) for article in articles)


def _take_up(database: Database, article: int, beforehand: Beforehand) -> bool:
    known = database.rows("SELECT version_id, has_vectors, is_stale FROM claim_articles WHERE article_id = ?", (article,))
    current = database.rows("SELECT id, published FROM versions WHERE article_id = ? AND is_current = 1", (article,))
    if not current:
        return False
    version, published = int(current[0][0]), current[0][1]
    vectors = vectors_of_version(database, version)
    if known and known[0][0] == version and not known[0][2] and (known[0][1] or not vectors):
        return False
    if known:
        _forget(database, article)
    moment = order(published, "")[0].isoformat()
    said = [s for s in said_of_version(database, version) if normalised(s.content)]
    database.run(
        "INSERT INTO claim_articles (article_id, version_id, has_vectors, moment) VALUES (?, ?, ?, ?)",
        (article, version, int(bool(vectors) or not said), moment),  # where nothing is said no vectors are to come
    )
    _keep(database, said, vectors, beforehand)
    keep_copies(database, article, version, beforehand.numbers)
    return True


def _keep(database: Database, said: Sequence[Said], vectors: Mapping[int, NDArray[np.int8]], beforehand: Beforehand) -> None:
    """Note who says which contents in an article."""
    own = np.array([vectors.get(s.id, NO_VECTOR) for s in said], dtype=np.int8).reshape(-1, DIMENSION)
    found = [beforehand.features.get(spoken(s, vector)) for s, vector in zip(said, own, strict=True)]
    bounds = [bound_to(s.content, s.name) if f is None else f.bound for s, f in zip(said, found, strict=True)]
    ids = [content_id(s.content, bound) for s, bound in zip(said, bounds, strict=True)]
    rows = in_batches(database, "SELECT id, rank, state FROM contents WHERE id IN ({})", ids)
    known = {int(id): _Known(rank, state) for id, rank, state in rows}
    utterances = [utterance_id(s, id) for s, id in zip(said, ids, strict=True)]
    ranks = {int(id): str(rank) for id, rank in in_batches(database, "SELECT id, rank FROM utterances WHERE id IN ({})", utterances)}
    speakers = {
        int(id): speaker
        for id, speaker in in_batches(
            database,
            "SELECT a.id, s.speaker_id FROM attributions a JOIN speakings s ON s.id = a.speaking_id WHERE a.id IN ({})",
            [s.id for s in said],
        )
    }
    reports, fresh = [], []
    better: dict[int, tuple[int, str, int]] = {}
    all_cells = cells_of(own) if None in found else [()] * len(said)
    for s, id, utterance, featured, bound, vector, cells in zip(said, ids, utterances, found, bounds, own, all_cells, strict=True):
        rank = rank_of(s.published, s.key)
        how = partial(features, s.content, vector, speaker=s.name, day=day_of(s), cells=cells, bound=bound)
        known[id] = _keep_content(database, s, id, rank, known.get(id), how if featured is None else partial(_as_found, featured))
        if utterance not in ranks:
            ranks[utterance] = rank
            fresh.append((utterance, id, s.id, rank, speakers.get(s.id), int(states(s))))
        elif rank < ranks[utterance]:
            ranks[utterance] = rank
            better[utterance] = (s.id, rank, utterance)
        reports.append((s.id, utterance, s.article, rank))
    database.run_all("INSERT INTO utterances (id, content_id, attribution_id, rank, speaker_id, states) VALUES (?, ?, ?, ?, ?, ?)", fresh)
    database.run_all("UPDATE utterances SET attribution_id = ?, rank = ? WHERE id = ?", list(better.values()))
    database.run_all("INSERT INTO reports (attribution_id, utterance_id, article_id, rank) VALUES (?, ?, ?, ?)", reports)
    content = {s.key: id for s, id in zip(said, ids, strict=True)}
    beside = {tuple(sorted((content[a], content[b]))) for a, b in before_denials(said)}
    database.run_all(
        "INSERT INTO beside_denials (article_id, first_id, second_id) VALUES (?, ?, ?)",
        [(said[0].article, a, b) for a, b in sorted(beside) if a != b],
    )


def _as_found(found: Features) -> Features:
    return found


def _keep_content(  # noqa: PLR0917
    database: Database, said: Said, id: int, rank: str, known: _Known | None, featured: Callable[[], Features]
) -> _Known:
    """Note that an attribution has a content; what the tables have of it now."""
    if known is None or (known.state == State.NEW and rank < known.rank):
        found = featured()
        values = (said.id, rank, State.NEW, found.vector.tobytes(), found.words.tobytes(), packed_places(found.places), id)
        if known is None:
            database.run(
                "INSERT INTO contents (attribution_id, rank, state, vector, words, places, id, bound, near, component) "
                "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (*values, found.bound, b"", id),
            )
        else:
            database.run(
                "UPDATE contents SET attribution_id = ?, rank = ?, state = ?, vector = ?, words = ?, places = ? WHERE id = ?", values
            )
        return _Known(rank, State.NEW)
    if rank < known.rank or known.state == State.GONE:
        _known_by(database, id, said.id, rank)
        return _Known(rank, State.OTHER)
    if known.state in {State.SETTLED, State.LINKED, State.NEARBY}:
        database.run("UPDATE contents SET state = ? WHERE id = ?", (State.TOUCHED, id))
        return _Known(known.rank, State.TOUCHED)
    return known


def _known_by(database: Database, content: int, attribution: int, rank: str) -> None:
    """Let a content be known by another attribution; how it relates to others is judged again where the words are written otherwise."""
    texts = database.rows(
        "SELECT DISTINCT a.content FROM attributions a WHERE a.id = ? OR a.id = (SELECT attribution_id FROM contents WHERE id = ?)",
        (attribution, content),
    )
    if len(texts) > 1:
        for column, other in (("first_id", "second_id"), ("second_id", "first_id")):
            # Those who have it among their neighbours, and still will, have the pair judged again.
            database.run(
                f"UPDATE contents SET state = {State.TOUCHED:d} WHERE state IN {AT_REST} "  # noqa: S608
                f"AND id IN (SELECT {other} FROM judged_pairs WHERE {column} = ?)",
                (content,),
            )
        database.run("DELETE FROM judged_pairs WHERE first_id = ? OR second_id = ?", (content, content))
    database.run("UPDATE contents SET attribution_id = ?, rank = ?, state = ? WHERE id = ?", (attribution, rank, State.OTHER, content))


def utterance_id(said: Said, content: int) -> int:
    """The same for all reports of the same words of the same speaker at the same time: they are one statement whatever else there is.

    Args:
        said: An attribution.
        content: Number of its content.
    """
    day = (said.published or "")[:10]
    facts = (content, said.type, normalised(said.name or ""), said.said_first, said.said_last, day, said.act, said.asserted, said.kind)
    raw = hashlib.blake2b(msgspec.json.encode(facts), digest_size=8, person=b"utterance").digest()
    return int.from_bytes(raw, "big") >> 1


def _forget(database: Database, article: int) -> None:
    """Take out what the version that was taken up before has."""
    gone = database.rows("SELECT attribution_id, utterance_id FROM reports WHERE article_id = ?", (article,))
    database.run("DELETE FROM reports WHERE article_id = ?", (article,))
    database.run("DELETE FROM beside_denials WHERE article_id = ?", (article,))
    touched = set()
    for utterance in sorted({int(u) for _, u in gone}):
        ((content, known_by),) = database.rows("SELECT content_id, attribution_id FROM utterances WHERE id = ?", (utterance,))
        touched.add(int(content))
        left = database.rows("SELECT attribution_id, rank FROM reports WHERE utterance_id = ? ORDER BY rank LIMIT 1", (utterance,))
        if not left:
            # It may come again as it was, so that its part is made of the same; what is written of it there is gone all the same.
            database.run("UPDATE claim_parts SET digest = '' WHERE component = (SELECT component FROM contents WHERE id = ?)", (content,))
            database.run("DELETE FROM utterances WHERE id = ?", (utterance,))
            database.run("DELETE FROM denials WHERE utterance_id = ?", (utterance,))
            # It may come back as it was, so that what its part is made of is the same, but not what is written of it.
            database.run("UPDATE claim_parts SET digest = '' WHERE component = (SELECT component FROM contents WHERE id = ?)", (content,))
        elif left[0][0] != known_by:
            database.run("UPDATE utterances SET attribution_id = ?, rank = ? WHERE id = ?", (*left[0], utterance))
    for content in sorted(touched):
        ((known_by, state),) = database.rows("SELECT attribution_id, state FROM contents WHERE id = ?", (content,))
        left = database.rows("SELECT attribution_id, rank FROM utterances WHERE content_id = ? ORDER BY rank LIMIT 1", (content,))
        if not left and state == State.NEW:
            database.run("DELETE FROM contents WHERE id = ?", (content,))
        elif not left:
            database.run("UPDATE contents SET state = ? WHERE id = ?", (State.GONE, content))
        elif left[0][0] != known_by:
            # One without a place that is known by another attribution has no features of that; being seen as gone, it gets them.
            _known_by(database, content, int(left[0][0]), str(left[0][1]))
            if state == State.NEW:
                database.run("UPDATE contents SET places = ? WHERE id = ?", (b"", content))
        elif state in {State.SETTLED, State.LINKED, State.NEARBY}:
            database.run("UPDATE contents SET state = ? WHERE id = ?", (State.TOUCHED, content))
    forget_copies(database, article)
    database.run("DELETE FROM claim_articles WHERE article_id = ?", (article,))
