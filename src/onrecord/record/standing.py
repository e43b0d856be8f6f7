"""How attributions stand with what people said of them: a function of what was read and of the reviews that hold.

Whatever is judged, undone or read anew, all of an article is worked out again, and what differs from what stands is written. So what was
read comes back exactly as it was, and the check of a record holds both against each other.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

import msgspec
from msgspec import UNSET
from msgspec.structs import replace

from onrecord.attribution.nesting import enclosing
from onrecord.model import Article, Attribution, Review, Span, Speaker
from onrecord.record import attributions
from onrecord.record.anchoring import Mover, Target, matched, moved, moved_fixes
from onrecord.record.attributions import HIDDEN
from onrecord.record.database import Database
from onrecord.record.facts import note_again
from onrecord.record.fixing import Fixes, Who, applied, merged, snapshot
from onrecord.record.placing import replace_articles
from onrecord.record.regrouping import regroup
from onrecord.record.vectors import change_vectors, drop_vectors, vectors_in

__all__ = ["Plan", "Stands", "forget_reviews", "label_of", "plan", "put_withdrawn", "reanchor", "settle", "unsettled"]

_decode: Final = msgspec.json.Decoder(Attribution).decode
_encode: Final = msgspec.json.Encoder().encode


def label_of(review: int) -> str:
    """The id, within its article, of an attribution or a speaker that a review has put there."""
    return f"review-{review}"


@dataclass(frozen=True, slots=True)
class _Judged:
    """A review, as far as it says how an attribution stands."""

    number: int
    verdict: str
    holds: bool
    subject: int
    version: int
    attribution: int | None
    anchor: Fixes
    fixes: Fixes
    whole: Attribution
    by: str
    at: str
    maker: str | None
    vector: bytes | None


@dataclass(slots=True)
class Stands:
    """How an attribution should stand.

    Attributes:
        a: The attribution.
        encoded: Its JSON.
        verdict: What was said of it last; None for nothing.
        read: Its JSON as it was read; None where a person added it.
        pinned: The number of the speaker of the record that it has by a person's word.
        review: The review that has put its speaker there; None where that was read.
        vector: The vector of a content that was not read, with what made it.
    """

    a: Attribution
    encoded: str
    verdict: str | None
    read: str | None
    pinned: int | None = None
    review: int | None = None
    vector: tuple[str, bytes] | None = None


@dataclass(slots=True)
class Plan:
    """How all attributions of an article should stand.

    Attributes:
        version: Its current version.
        rows: What stands: JSON, verdict, whether it is current, and whether what was read is kept apart.
        wanted: What should, by the same numbers.
    """

    version: int
    rows: dict[int, tuple[str, str | None, bool, bool]] = field(default_factory=dict)
    wanted: dict[int, Stands] = field(default_factory=dict)

    def differing(self) -> list[int]:
        """The numbers of what does not stand as it should."""
        return [
            id
            for id, w in self.wanted.items()
            if self.rows[id][:3] != (w.encoded, w.verdict, w.verdict not in HIDDEN) or self.rows[id][3] != (w.encoded != w.read)
        ]


class _Texts:
    """The texts of an article's versions, and where words of one stand in the current one."""

    def __init__(self, database: Database, version: int) -> None:
        self._database, self._version = database, version
        self._kept: dict[int, str] = {}
        self._movers: dict[int, Mover] = {}

    def __getitem__(self, version: int) -> str:
        if version not in self._kept:
            ((encoded,),) = self._database.rows("SELECT article_json FROM versions WHERE id = ?", (version,))
            self._kept[version] = msgspec.json.decode(encoded, type=Article).text
        return self._kept[version]

    @property
    def now(self) -> str:
        return self[self._version]

    def mover(self, version: int) -> Mover:
        """From a version to the current one."""
        if version not in self._movers:
            self._movers[version] = Mover(self[version], self.now)
        return self._movers[version]


def _current(database: Database, article: int) -> int:
    return int(database.rows("SELECT id FROM versions WHERE article_id = ? AND is_current = 1", (article,))[0][0])


def _judged(database: Database, article: int) -> list[_Judged]:
    decode = msgspec.json.Decoder(Fixes).decode
    rows = database.rows(
        "SELECT id, verdict, is_active, subject, version_id, attribution_id, anchor_json, fixes_json, whole_json, made_by, made_at, maker, "
        "vector FROM reviews WHERE article_id = ? AND undoes IS NULL ORDER BY id",
        (article,),
    )
    return [
        _Judged(
            *(id, verdict, bool(holds), subject, version, at_, decode(anchor), decode(fixes), _decode(whole), by, at, maker),
            vector=bytes(vector) if vector is not None else None,
        )
        for id, verdict, holds, subject, version, at_, anchor, fixes, whole, by, at, maker, vector in rows
    ]


def plan(database: Database, article: int) -> Plan:
    """How the attributions of an article should stand."""
    version = _current(database, article)
    texts, made = _Texts(database, version), Plan(version)
    judged: dict[int, list[_Judged]] = {}
    for j in _judged(database, article):
        if j.holds and j.attribution is not None:
            judged.setdefault(j.attribution, []).append(j)
    read: dict[int, Attribution | None] = {}
    originals: dict[int, str | None] = {}
    for id, encoded, verdict, is_current, original, kept in database.rows(
        "SELECT a.id, a.attribution_json, a.verdict, a.is_current, o.attribution_id, o.read_json FROM attributions a "
        "LEFT JOIN originals o ON o.attribution_id = a.id WHERE a.version_id = ? ORDER BY a.position, a.id",
        (version,),
    ):
        made.rows[id] = encoded, verdict, bool(is_current), original is not None
        originals[id] = kept if original is not None else encoded
        read[id] = _decode(kept) if kept is not None else None if original is not None else _decode(encoded)
    speakers = {a.speaker.id: a.speaker for a in read.values() if a is not None and a.speaker is not None}
    for id, a in read.items():
        made.wanted[id] = _stands(a, originals[id], made.rows[id][0], judged.get(id, []), texts, speakers, version)
    _nest(made, read)
    return made


def _stands(  # noqa: PLR0917
    a: Attribution | None,
    read: str | None,
    encoded: str,
    judged: Sequence[_Judged],
    texts: _Texts,
    speakers: Mapping[str, Speaker],
    version: int,
) -> Stands:
    """How one attribution should stand, but for what it stands inside of."""
    if not judged:
        if a is None:
            return Stands(_decode(encoded), encoded, "withdrawn", None)
        return Stands(a, encoded if read is None else read, None, read)
    last, text = judged[-1], texts.now
    fixes, named = _fixes(judged, texts, version)
    whole = moved(last.whole, texts.mover(last.version)) if a is None else a
    state = replace(whole if whole is not None else last.whole, id=a.id if a is not None else _decode(encoded).id)
    if a is None and fixes.speaker is UNSET:
        fixes, named = replace(fixes, speaker=snapshot(state).speaker), last.subject
    state = applied(state, fixes, text, speakers, label_of(named))
    stands = Stands(state, "", last.verdict, read)
    if (s := state.speaker) is not None and ((kept := speakers.get(s.id)) is None or (kept.name, kept.type) != (s.name, s.type)):
        stands.review = named
        stands.pinned = fixes.speaker.number if isinstance(fixes.speaker, Who) else None
        state = replace(state, speaker=replace(s, id=label_of(named)))
    if last.verdict != "rejected":
        sure = fixes.speaker is not UNSET or any(j.verdict in {"confirmed", "added"} for j in judged)
        state = replace(state, confidence=1.0, speaker=_sure(state.speaker) if sure else state.speaker)
    stands.a = replace(state, review=Review(verdict=last.verdict, by=last.by, at=last.at))  # type: ignore[arg-type]
    if a is None or state.content != a.content:
        stands.vector = next(((j.maker, j.vector) for j in reversed(judged) if j.maker and j.vector), None)
    return stands


def _sure(speaker: Speaker | None) -> Speaker | None:
    return speaker if speaker is None or speaker.type == "unknown" else replace(speaker, confidence=1.0)


def _fixes(judged: Sequence[_Judged], texts: _Texts, version: int) -> tuple[Fixes, int]:
    """What holds by reviews in spans of the current version, and which of them named the speaker."""
    several, named = [], judged[-1].subject
    for j in judged:
        # Who confirms says that all is right as it stands: nothing need be said of that while the article is as it was.
        fixes = None if j.verdict == "rejected" or (j.verdict == "confirmed" and j.version == version) else j.fixes
        if fixes is not None and j.version != version:
            fixes = moved_fixes(fixes, texts.mover(j.version))
        if fixes is not None:
            several.append(fixes)
            named = j.number if fixes.speaker is not UNSET else named
    return merged(several), named


def _nest(made: Plan, read: Mapping[int, Attribution | None]) -> None:
    """Say what stands inside what, where spans are others than were read or what was around is gone; and encode what has changed."""
    standing = [id for id, w in made.wanted.items() if w.verdict not in HIDDEN]
    moved = {id for id in standing if (a := read[id]) is None or _places(a) != _places(made.wanted[id].a)}
    gone = {made.wanted[id].a.id for id in made.wanted if id not in standing}
    around = dict[int, str | None]()
    if moved or gone:
        places = [_places(made.wanted[id].a) for id in standing]
        for id, at in zip(standing, enclosing([cue or content for cue, content in places], [p[1] for p in places]), strict=True):
            around[id] = made.wanted[standing[at]].a.id if at is not None else None
    loose = gone | {made.wanted[id].a.id for id in moved}
    for id, w in made.wanted.items():
        if id in around and (id in moved or w.a.inside in loose or around[id] in loose) and w.a.inside != around[id]:
            w.a = replace(w.a, inside=around[id])
            w.encoded = ""
        if not w.encoded:
            w.encoded = _encode(w.a).decode()


def _places(a: Attribution) -> tuple[tuple[Span, ...], tuple[Span, ...]]:
    return a.cue.spans if a.cue else (), a.content.spans if a.content else ()


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


def reanchor(database: Database, article: int) -> None:
    """Find again, in a new version of an article, what was judged in earlier ones; in the transaction that keeps the version."""
    subjects: dict[int, list[_Judged]] = {}
    for j in _judged(database, article):
        subjects.setdefault(j.subject, []).append(j)
    if not subjects:
        return
    version = _current(database, article)
    texts = _Texts(database, version)
    there = {
        int(id): _decode(encoded)
        for id, encoded in database.rows("SELECT id, attribution_json FROM attributions WHERE version_id = ? ORDER BY id", (version,))
    }
    targets: list[Target] = []
    for second in (False, True):  # as it was read when it was judged, and only then as it stands by that
        for subject, judged in subjects.items():
            if (target := _target(subject, judged, texts, version, as_it_stands=second)) is not None:
                targets.append(target)
    found = matched(targets, there)
    missing = {t.subject for t in targets} - {*found}
    for subject, judged in subjects.items():
        at = found.get(subject)
        if subject in missing and (last := _last(judged)) and last.holds and last.verdict != "rejected":
            at = _put_there(database, version, subject, last, texts)
        database.run("UPDATE reviews SET attribution_id = ? WHERE subject = ?", (at, subject))
    settle(database, article)


def _last(judged: Sequence[_Judged]) -> _Judged:
    """The last review that holds, else the last."""
    return next((j for j in reversed(judged) if j.holds), judged[-1])


def _target(subject: int, judged: Sequence[_Judged], texts: _Texts, version: int, *, as_it_stands: bool) -> Target | None:
    """Where an attribution that was judged stands in the current version; None where its words, or those that hold by it, do not."""
    last = _last(judged)
    if last.verdict != "rejected" and (moved(last.whole, texts.mover(last.version)) is None or not _can_move(judged, texts, version)):
        return None
    places = _spans_of(last.whole) if as_it_stands else judged[0].anchor
    mover = texts.mover(last.version if as_it_stands else judged[0].version)
    there = moved_fixes(places, mover)
    if there is None:
        return None
    return Target(subject, there.cue or (), there.content or ())


def _spans_of(a: Attribution) -> Fixes:
    cue, content = _places(a)
    return Fixes(cue=cue, content=content)


def _can_move(judged: Sequence[_Judged], texts: _Texts, version: int) -> bool:
    return all(moved_fixes(j.fixes, texts.mover(j.version)) is not None for j in judged if j.holds and j.verdict != "rejected")


def _put_there(database: Database, version: int, subject: int, last: _Judged, texts: _Texts) -> int | None:
    """Write an attribution that a person vouches for and the article was not read to have; it stands once all is settled."""
    whole = moved(last.whole, texts.mover(last.version))
    if whole is None:
        return None
    return put_withdrawn(database, version, replace(whole, id=label_of(subject), inside=None, review=None))


def put_withdrawn(database: Database, version: int, a: Attribution) -> int:
    """Write an attribution that was not read, in its place in the article, so that a review can have it stand; its number."""
    cue, content = _places(a)
    first = min(start for start, _ in (*cue, *content))
    position = -1
    for at, encoded in database.rows("SELECT position, attribution_json FROM attributions WHERE version_id = ?", (version,)):
        spans = [span for places in _places(_decode(encoded)) for span in places]
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


def unsettled(database: Database) -> int:
    """How many attributions do not stand as they were read and judged; 0 in a record that is whole."""
    articles = [int(row[0]) for row in database.rows("SELECT DISTINCT article_id FROM reviews ORDER BY article_id")]
    wrong = sum(len(plan(database, article).differing()) for article in articles)
    ((loose,),) = database.rows(
        "SELECT count(*) FROM attributions a WHERE a.verdict IS NOT NULL AND (NOT EXISTS (SELECT 1 FROM originals o "
        "WHERE o.attribution_id = a.id) OR (a.is_current = 1 AND NOT EXISTS (SELECT 1 FROM reviews r WHERE r.attribution_id = a.id "
        "AND r.is_active = 1)))"
    )
    return wrong + int(loose)
