"""How attributions stand with what people said of them: a function of what was read and of the reviews that hold.

Whatever is judged, undone or read anew, all of an article is worked out again, and what differs from what stands is written. So what was
read comes back exactly as it was, and the check of a record holds both against each other.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

import msgspec
from msgspec import UNSET
from msgspec.structs import replace

from onrecord.attribution.nesting import enclosing
from onrecord.model import Attribution, Review, Speaker
from onrecord.record.anchoring import moved, moved_fixes
from onrecord.record.attributions import HIDDEN
from onrecord.record.database import Database
from onrecord.record.fixing import Fixes, Who, applied, merged, snapshot
from onrecord.record.judged import Judged, Texts, current_version, judged_in, label_of, places_of

__all__ = ["Plan", "Stands", "plan", "unsettled"]

_decode: Final = msgspec.json.Decoder(Attribution).decode
_encode: Final = msgspec.json.Encoder().encode


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


def plan(database: Database, article: int) -> Plan:
    """How the attributions of an article should stand."""
    version = current_version(database, article)
    texts, made = Texts(database, version), Plan(version)
    judged: dict[int, list[Judged]] = {}
    for j in judged_in(database, article):
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
    judged: Sequence[Judged],
    texts: Texts,
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


def _fixes(judged: Sequence[Judged], texts: Texts, version: int) -> tuple[Fixes, int]:
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
    moved = {id for id in standing if (a := read[id]) is None or places_of(a) != places_of(made.wanted[id].a)}
    gone = {made.wanted[id].a.id for id in made.wanted if id not in standing}
    around = dict[int, str | None]()
    if moved or gone:
        places = [places_of(made.wanted[id].a) for id in standing]
        for id, at in zip(standing, enclosing([cue or content for cue, content in places], [p[1] for p in places]), strict=True):
            around[id] = made.wanted[standing[at]].a.id if at is not None else None
    loose = gone | {made.wanted[id].a.id for id in moved}
    for id, w in made.wanted.items():
        if id in around and (id in moved or w.a.inside in loose or around[id] in loose) and w.a.inside != around[id]:
            w.a = replace(w.a, inside=around[id])
            w.encoded = ""
        if not w.encoded:
            w.encoded = _encode(w.a).decode()


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
