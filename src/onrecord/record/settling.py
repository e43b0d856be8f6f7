"""Having attributions stand as they were read and judged: what differs from the plan is written, within a transaction of whoever calls."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

import msgspec

from onrecord.model import Attribution
from onrecord.record import attributions
from onrecord.record.attributions import HIDDEN
from onrecord.record.database import Database
from onrecord.record.facts import note_again
from onrecord.record.judged import places_of
from onrecord.record.placing import replace_articles
from onrecord.record.regrouping import regroup
from onrecord.record.standing import Plan, plan
from onrecord.record.vectors import change_vectors, drop_vectors, vectors_in

__all__ = ["forget_reviews", "put_withdrawn", "settle"]

_decode: Final = msgspec.json.Decoder(Attribution).decode


def settle(database: Database, article: int) -> list[int]:
    """Have an article's attributions stand as they should, in a transaction that has been begun; the numbers of those that have changed."""
    made = plan(database, article)
    differing = made.differing()
    if not differing:
        return []
    speakings = _name_speakers(database, article, made)
    vectors = _vectors(database, made, differing)
    for id in differing:
        w = made.wanted[id]
        speaking = speakings[w.a.speaker.id] if w.a.speaker is not None and w.verdict != "withdrawn" else None
        _keep_original(database, made, id, vectors)
        attributions.rewrite(database, id, w.a, speaking, w.encoded, w.verdict)
    _forget_speakers(database, article, made)
    note_again(database, made.version, differing)
    _write_vectors(database, made, vectors)
    database.run("UPDATE claim_articles SET is_stale = 1 WHERE article_id = ?", (article,))
    return differing


def _name_speakers(database: Database, article: int, made: Plan) -> dict[str, int]:
    """Write the speakers that reviews have named and that are not there yet; the rows of all by their ids in the article."""
    rows = database.rows("SELECT label, id FROM speakings WHERE version_id = ?", (made.version,))
    there = {str(label): int(id) for label, id in rows}
    new = False
    for w in made.wanted.values():
        s = w.a.speaker
        if s is None or s.id in there or w.verdict == "withdrawn":
            continue
        there[s.id] = database.insert(
            "INSERT INTO speakings (version_id, label, name, type, key, known, review_id, pinned_id) VALUES (?, ?, ?, ?, ?, ?, ?, ?) "
            "RETURNING id",
            (made.version, s.id, s.name, s.type, s.key, s.known, w.review, w.pinned),
        )
        new = True
    if new:
        regroup(database, replace_articles(database, [article]))
    return there


def _forget_speakers(database: Database, article: int, made: Plan) -> None:
    """Take out speakers that reviews had named and that nothing is said by any more."""
    rows = database.rows(
        "SELECT s.id, s.speaker_id FROM speakings s WHERE s.version_id = ? AND s.review_id IS NOT NULL "
        "AND NOT EXISTS (SELECT 1 FROM attributions a WHERE a.speaking_id = s.id)",
        (made.version,),
    )
    if rows:
        database.run_all("DELETE FROM speakings WHERE id = ?", [(row[0],) for row in rows])
        nodes = {int(node) for _, node in rows if node is not None}
        regroup(database, nodes | replace_articles(database, [article]))


@dataclass(frozen=True, slots=True)
class _Vectors:
    """Vectors of a version: what made those that stand, those that stand, what is to become of some, and whether one is missing."""

    maker: str | None
    stand: dict[int, bytes]
    changes: dict[int, bytes | None]
    missing: bool


def _vectors(database: Database, made: Plan, differing: Iterable[int]) -> _Vectors:
    maker, stand = vectors_in(database, made.version)
    changes, missing = dict[int, bytes | None](), False
    for id in differing if maker is not None else ():
        w, (encoded, verdict, _, _) = made.wanted[id], made.rows[id]
        old = _decode(encoded).content if verdict not in HIDDEN else None
        new = w.a.content if w.verdict not in HIDDEN else None
        if old == new:
            continue
        if new is None:
            changes[id] = None
        elif w.read is not None and _decode(w.read).content == new:
            kept = database.rows("SELECT maker, vector FROM originals WHERE attribution_id = ?", (id,))
            changes[id] = bytes(kept[0][1]) if kept and kept[0][0] == maker and kept[0][1] is not None else None
            missing |= bool(kept) and kept[0][1] is not None and changes[id] is None
        else:
            changes[id] = w.vector[1] if w.vector is not None and w.vector[0] == maker else None
            missing |= changes[id] is None
    return _Vectors(maker, stand, changes, missing)


def _write_vectors(database: Database, made: Plan, vectors: _Vectors) -> None:
    if vectors.missing:  # the article can be embedded again as a whole, and is told to be missing until then
        drop_vectors(database, made.version, [*made.wanted])
    elif vectors.changes:
        change_vectors(database, made.version, vectors.changes)


def _keep_original(database: Database, made: Plan, id: int, vectors: _Vectors) -> None:
    """Keep what was read apart, as long as it is not what stands."""
    w, is_kept = made.wanted[id], made.rows[id][3]
    if w.encoded == w.read:
        database.run("DELETE FROM originals WHERE attribution_id = ?", (id,))
    elif not is_kept:
        database.run(
            "INSERT INTO originals (attribution_id, read_json, maker, vector) VALUES (?, ?, ?, ?)",
            (id, w.read, vectors.maker, vectors.stand.get(id)),
        )


def put_withdrawn(database: Database, version: int, a: Attribution) -> int:
    """Write an attribution that was not read, in its place in the article, so that a review can have it stand; its number."""
    cue, content = places_of(a)
    first = min(start for start, _ in (*cue, *content))
    position = -1
    for at, encoded in database.rows("SELECT position, attribution_json FROM attributions WHERE version_id = ?", (version,)):
        spans = [span for places in places_of(_decode(encoded)) for span in places]
        if spans and min(spans)[0] <= first:
            position = max(position, int(at))
    id = attributions.insert(database, version, position, a, None, "withdrawn")
    database.run("INSERT INTO originals (attribution_id, read_json) VALUES (?, NULL)", (id,))
    return id


def forget_reviews(database: Database, version: int) -> None:
    """Have a version that is no longer current say again what was read, in a transaction that has been begun."""
    speakings = {str(label): int(id) for label, id in database.rows("SELECT label, id FROM speakings WHERE version_id = ?", (version,))}
    for id, read in database.rows(
        "SELECT a.id, o.read_json FROM attributions a JOIN originals o ON o.attribution_id = a.id WHERE a.version_id = ?", (version,)
    ):
        if read is None:
            database.run("UPDATE attributions SET verdict = 'withdrawn' WHERE id = ?", (id,))
        else:
            a = _decode(read)
            attributions.restore(database, id, a, speakings[a.speaker.id] if a.speaker is not None else None, read)
            database.run("DELETE FROM originals WHERE attribution_id = ?", (id,))
