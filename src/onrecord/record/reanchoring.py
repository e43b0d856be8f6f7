"""Finding again, in a new version of an article, what people judged in earlier ones."""

from collections.abc import Sequence

import msgspec
from msgspec.structs import replace

from onrecord.model import Attribution
from onrecord.record.anchoring import Target, matched, moved, moved_fixes
from onrecord.record.database import Database
from onrecord.record.fixing import Fixes
from onrecord.record.judged import Judged, Texts, current_version, judged_in, label_of, last_of, places_of
from onrecord.record.settling import put_withdrawn, settle

__all__ = ["reanchor"]


def reanchor(database: Database, article: int) -> None:
    """Find again, in a new version of an article, what was judged in earlier ones; in the transaction that keeps the version."""
    subjects: dict[int, list[Judged]] = {}
    for j in judged_in(database, article):
        subjects.setdefault(j.subject, []).append(j)
    if not subjects:
        return
    version = current_version(database, article)
    texts = Texts(database, version)
    decode = msgspec.json.Decoder(Attribution).decode
    there = {
        int(id): decode(encoded)
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
        if subject in missing and (last := last_of(judged)) and last.holds and last.verdict != "rejected":
            at = _put_there(database, version, subject, last, texts)
        database.run("UPDATE reviews SET attribution_id = ? WHERE subject = ?", (at, subject))
    settle(database, article)


def _target(subject: int, judged: Sequence[Judged], texts: Texts, version: int, *, as_it_stands: bool) -> Target | None:
    """Where an attribution that was judged stands in the current version; None where its words, or those that hold by it, do not."""
    last = last_of(judged)
    if last.verdict != "rejected" and (moved(last.whole, texts.mover(last.version)) is None or not _can_move(judged, texts, version)):
        return None
    places = _spans_of(last.whole) if as_it_stands else judged[0].anchor
    mover = texts.mover(last.version if as_it_stands else judged[0].version)
    there = moved_fixes(places, mover)
    if there is None:
        return None
    return Target(subject, there.cue or (), there.content or ())


def _spans_of(a: Attribution) -> Fixes:
    cue, content = places_of(a)
    return Fixes(cue=cue, content=content)


def _can_move(judged: Sequence[Judged], texts: Texts, version: int) -> bool:
    return all(moved_fixes(j.fixes, texts.mover(j.version)) is not None for j in judged if j.holds and j.verdict != "rejected")


def _put_there(database: Database, version: int, subject: int, last: Judged, texts: Texts) -> int | None:
    """Write an attribution that a person vouches for and the article was not read to have; it stands once all is settled."""
    whole = moved(last.whole, texts.mover(last.version))
    if whole is None:
        return None
    return put_withdrawn(database, version, replace(whole, id=label_of(subject), inside=None, review=None))
