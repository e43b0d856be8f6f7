"""Judging attributions by hand: each judgement is checked, kept and followed in one transaction, or nothing is changed."""

import hashlib
from collections.abc import Callable, Mapping
from typing import Any, Literal

import msgspec
from msgspec.structs import replace

from onrecord.errors import Conflict, InvalidField, NotInRecord
from onrecord.model import Article, Attribution, Excerpt, SpeakerType
from onrecord.record.database import Database, Value
from onrecord.record.fixing import Fixes, Who, applied, fixes_of, merged, snapshot
from onrecord.record.judgements import now
from onrecord.record.reviews import differences
from onrecord.record.standing import label_of, put_withdrawn, settle

__all__ = ["Embed", "add", "article_of", "find", "review", "state_of", "undo"]

Embed = Callable[[Article, Excerpt], tuple[str, bytes] | None]
"""Makes the vector of a content, and says what made it; None where that cannot be done."""

_AROUND = 60
"""Characters before and after the words of an attribution that are kept with a review."""


def state_of(a: Attribution) -> str:
    """What is the same as long as nobody has judged an attribution anew or read its article again; see `review`.

    What it stands inside of does not count, as that may change when another attribution is judged.
    """
    raw = msgspec.json.encode(replace(a, inside=None))
    return hashlib.blake2b(raw, digest_size=8, person=b"attribution").hexdigest()


def find(database: Database, attribution: int | str) -> int:
    """The number of an attribution of a current version.

    Args:
        database: The record.
        attribution: Its number; or the number of its article and its id there, such as ``7#a3``.

    Raises:
        NotInRecord: There is none.
        Conflict: It is of an earlier version of its article.
    """
    name = str(attribution)
    article, sign, label = name.rpartition("#")
    sql = "SELECT a.id, v.is_current, v.article_id, a.verdict FROM attributions a JOIN versions v ON v.id = a.version_id WHERE "
    rows: list[tuple[Any, ...]] = []
    if name.isdecimal() and len(name) < 18:
        rows = database.rows(f"{sql} a.id = ?", (int(name),))
    elif sign and article.isdecimal() and len(article) < 18:
        rows = database.rows(f"{sql} v.article_id = ? AND v.is_current = 1 AND a.label = ?", (int(article), label))
    if not rows or rows[0][3] == "withdrawn":
        raise NotInRecord(f"has no attribution {name[:80]}; search shows the numbers that there are", database.name)
    id, is_current, of, _ = rows[0]
    if not is_current:
        raise Conflict(f"attribution {id} is of an earlier version of article {of}; look that article up again", database.name)
    return int(id)


def article_of(database: Database, id: int) -> Article:
    """The article that an attribution stands in."""
    sql = "SELECT v.article_json FROM versions v JOIN attributions a ON a.version_id = v.id WHERE a.id = ?"
    return msgspec.json.decode(database.rows(sql, (id,))[0][0], type=Article)


def review(
    database: Database,
    attribution: int | str,
    verdict: Literal["confirmed", "rejected", "corrected"],
    *,
    changes: Mapping[str, Any] | None = None,
    by: str,
    note: str | None = None,
    expected: str | None = None,
    embed: Embed | None = None,
) -> int:
    """Say of an attribution that it is right, that it is none, or what is wrong with it.

    Args:
        database: The record.
        attribution: Its number, or that of its article with its id there (``7#a3``).
        verdict: What is said.
        changes: What is right instead, by field, as `onrecord.record.fixing.fixes_of` takes it; with ``corrected``, and only then.
        by: Who says so.
        note: Why.
        expected: The `state_of` the attribution that somebody saw; None for whatever it is now.
        embed: Makes the vector of a content that was not read.

    Returns:
        The number of the review.

    Raises:
        NotInRecord: There is no such attribution.
        Conflict: It is not as it was expected.
        InvalidField: What is to be changed cannot be, or nothing would change.
    """
    if verdict not in {"confirmed", "rejected", "corrected"}:
        raise InvalidField(f"{verdict!r} is no verdict; say confirmed, rejected or corrected", "verdict")
    if bool(changes) != (verdict == "corrected"):
        told = "nothing is changed; say what is right" if verdict == "corrected" else "only what is corrected can be changed"
        raise InvalidField(told, f"attribution {attribution}")
    vector = _vector_of(database, attribution, changes or {}, embed)
    with database.writing():
        id = find(database, attribution)
        version, article, before = _stands(database, id)
        _expect(database, id, before, expected)
        text = article_of(database, id).text
        fixes = _snapshot(database, id, before) if verdict == "confirmed" else Fixes()
        after = before
        if changes:
            fixes = fixes_of(changes, text, _speakers(database, version), f"attribution {attribution}")
            after = _checked(applied(before, fixes, text, {}, ""), f"attribution {attribution}")
            if after == before and before.review is None:
                raise InvalidField("that is how it stands; confirm it", f"attribution {attribution}")
        subject, anchor = _subject(database, id)
        number = _enter(database, (verdict, by, note), subject, article, version, anchor or _anchor(before, text), fixes, vector)
        database.run("UPDATE reviews SET attribution_id = ?, whole_json = ? WHERE id = ?", (id, _json(replace(after, review=None)), number))
        _follow(database, article, number, id, before)
    return number


def add(  # noqa: PLR0917
    database: Database,
    article: int,
    changes: Mapping[str, Any],
    by: str,
    note: str | None = None,
    embed: Embed | None = None,
) -> int:
    """Add an attribution that an article was not read to have.

    Args:
        database: The record.
        article: The number of the article.
        changes: What it is, by field, as `onrecord.record.fixing.fixes_of` takes it: a content, or a cue where somebody declines to speak.
        by: Who says so.
        note: Why.
        embed: Makes the vector of its content.

    Returns:
        The number of the review.

    Raises:
        NotInRecord: There is no such article.
        InvalidField: What it is cannot be, or the article has it already.
    """
    name = f"article {article}"
    sql = "SELECT id, article_json FROM versions WHERE article_id = ? AND is_current = 1"
    rows = database.rows(sql, (article,))
    vector = _vector_in(msgspec.json.decode(rows[0][1], type=Article), changes, embed) if rows else None
    with database.writing():
        rows = database.rows(sql, (article,))
        if not rows:
            raise NotInRecord(f"has no article {article}; search shows the numbers that there are", database.name)
        version, text = int(rows[0][0]), msgspec.json.decode(rows[0][1], type=Article).text
        empty = Attribution(id="", kind="indirect", source=None, cue=None, content=None, confidence=1.0)
        fixes = fixes_of({"act": "state", "reporter_stance": "neutral", **changes}, text, _speakers(database, version), name)
        if not isinstance(fixes.speaker, Who) and fixes.source:
            fixes = replace(fixes, speaker=Who("", "unknown"))
        a = _checked(applied(empty, fixes, text, {}, "-"), name)
        places = [a.cue and a.cue.spans, a.content and a.content.spans]
        for label, encoded in database.rows(
            "SELECT label, attribution_json FROM attributions WHERE version_id = ? AND is_current = 1", (version,)
        ):
            other = msgspec.json.decode(encoded, type=Attribution)
            if [other.cue and other.cue.spans, other.content and other.content.spans] == places:
                raise InvalidField(f"has that already; correct {article}#{label}", name)
        number = _enter(database, ("added", by, note), None, article, version, _anchor(a, text), fixes, vector)
        a = replace(a, id=label_of(number))
        id = put_withdrawn(database, version, a)
        database.run("UPDATE reviews SET attribution_id = ?, whole_json = ? WHERE id = ?", (id, _json(a), number))
        _follow(database, article, number, id, None)
    return number


def undo(database: Database, number: int | None = None, *, by: str, note: str | None = None, expected: str | None = None) -> int:
    """Let a review no longer hold, so that all is as it was before it; undoing that lets it hold again.

    Args:
        database: The record.
        number: Which; None for the last that holds.
        by: Who says so.
        note: Why.
        expected: The `state_of` the attribution that somebody saw; None for whatever it is now.

    Returns:
        The number of the review that was undone.

    Raises:
        NotInRecord: There is none.
        Conflict: It was undone already, or the same attribution has been judged since.
    """
    with database.writing():
        undone, again = _target(database, number)
        turned = undone if again is None else again
        ((subject, article, version, id),) = database.rows(
            "SELECT subject, article_id, version_id, attribution_id FROM reviews WHERE id = ?", (turned,)
        )
        later = database.rows(
            "SELECT id FROM reviews WHERE subject = ? AND id > ? AND is_active = 1 AND undoes IS NULL ORDER BY id DESC LIMIT 1",
            (subject, turned),
        )
        if later:
            raise Conflict(f"review {later[0][0]} was made after {turned}, of the same attribution; undo that first", database.name)
        before = None if id is None else _stands(database, id)[2]
        if id is not None and before is not None:
            _expect(database, id, before, expected)
        entry = _enter(database, ("undo", by, note), subject, article, version, Fixes(), Fixes(), None, undoes=undone)
        database.run("UPDATE reviews SET is_active = 0 WHERE id = ?", (undone,))
        if again is not None:
            database.run("UPDATE reviews SET is_active = 1 WHERE id = ?", (again,))
        database.run(
            "UPDATE reviews SET attribution_id = ?, whole_json = (SELECT whole_json FROM reviews WHERE id = ?) WHERE id = ?",
            (id, turned, entry),
        )
        _follow(database, article, entry, id, before)
    return undone


def _target(database: Database, number: int | None) -> tuple[int, int | None]:
    """The review that is to be undone: its number, and what it undoes itself."""
    sql = "SELECT id, undoes, is_active FROM reviews WHERE "
    if number is None:
        rows = database.rows(f"{sql} is_active = 1 AND undoes IS NULL ORDER BY id DESC LIMIT 1")
        if not rows:
            raise NotInRecord("has no review to undo", database.name)
    else:
        rows = database.rows(f"{sql} id = ?", (number,))
        if not rows:
            raise NotInRecord(f"has no review {number}; onrecord review log lists them", database.name)
    id, undoes, holds = rows[0]
    if not holds:
        by = database.rows("SELECT id FROM reviews WHERE undoes = ? AND is_active = 1", (id,))[0][0]
        raise Conflict(f"review {id} was undone by {by} already; undo {by} to let it hold again", database.name)
    return int(id), undoes


def _stands(database: Database, id: int) -> tuple[int, int, Attribution]:
    """The version and the article of an attribution, and how it stands."""
    sql = "SELECT v.id, v.article_id, a.attribution_json FROM attributions a JOIN versions v ON v.id = a.version_id WHERE a.id = ?"
    version, article, encoded = database.rows(sql, (id,))[0]
    return int(version), int(article), msgspec.json.decode(encoded, type=Attribution)


def _snapshot(database: Database, id: int, a: Attribution) -> Fixes:
    """All that somebody confirms: also which speaker of the record it is, where a person has said so."""
    fixes = snapshot(a)
    rows = database.rows("SELECT s.pinned_id FROM attributions a JOIN speakings s ON s.id = a.speaking_id WHERE a.id = ?", (id,))
    if isinstance(fixes.speaker, Who) and rows and rows[0][0] is not None:
        return replace(fixes, speaker=replace(fixes.speaker, number=int(rows[0][0])))
    return fixes


def _expect(database: Database, id: int, stands: Attribution, expected: str | None) -> None:
    if expected is not None and expected != state_of(stands):
        said = f"; {stands.review.by} {stands.review.verdict} it at {stands.review.at}" if stands.review else ""
        raise Conflict(f"attribution {id} is not as you saw it{said}; look at it again, nothing was changed", database.name)


def _speakers(database: Database, version: int) -> Callable[[str | int], Who]:
    """Says who has an id within the article, or a number in the record."""

    def speaker(asked: str | int) -> Who:
        name: str
        type: SpeakerType
        if isinstance(asked, int):
            rows = database.rows(
                "SELECT p.label, p.type, n.known FROM speakers n JOIN speakers p ON p.id = n.canonical_id WHERE n.id = ?", (asked,)
            )
            if not rows:
                raise InvalidField(f"there is no speaker {asked}; onrecord speakers lists them", "speaker")
            name, type, known = rows[0]
            return Who(name, type, known, number=asked)
        rows = database.rows("SELECT name, type, known, pinned_id FROM speakings WHERE version_id = ? AND label = ?", (version, asked))
        if not rows:
            raise InvalidField(f"the article has no speaker {asked[:80]!r}; the attributions of the article have their ids", "speaker")
        name, type, known, pinned = rows[0]
        return Who(name, type, known, label=asked, number=pinned)

    return speaker


def _checked(a: Attribution, name: str) -> Attribution:
    if a.content is None and (a.cue is None or a.act != "decline"):
        raise InvalidField("content: there must be one, unless somebody declines to speak (act: decline)", name)
    return a


def _subject(database: Database, id: int) -> tuple[int | None, Fixes | None]:
    """Which reviews an attribution has: the number of the first, and where it stood then in the current version."""
    rows = database.rows("SELECT subject FROM reviews WHERE attribution_id = ? ORDER BY id LIMIT 1", (id,))
    return (int(rows[0][0]), None) if rows else (None, None)


class _Anchor(Fixes, frozen=True, omit_defaults=True):
    """Where an attribution stood when it was judged, in which words, and between which.

    Attributes:
        words: Its words by role.
        before: What stands before the first of them.
        after: What stands after the last.
    """

    words: dict[str, str] = msgspec.field(default_factory=dict)
    before: str = ""
    after: str = ""


def _anchor(a: Attribution, text: str) -> Fixes:
    there = {name: excerpt for name in ("source", "cue", "content") if (excerpt := getattr(a, name))}
    spans = [span for excerpt in there.values() for span in excerpt.spans]
    first, last = min(start for start, _ in spans), max(end for _, end in spans)
    return _Anchor(
        cue=a.cue.spans if a.cue else (),
        content=a.content.spans if a.content else (),
        words={name: excerpt.text for name, excerpt in there.items()},
        before=text[max(0, first - _AROUND) : first],
        after=text[last : last + _AROUND],
    )


def _enter(  # noqa: PLR0917
    database: Database,
    said: tuple[str, str, str | None],
    subject: int | None,
    article: int,
    version: int,
    anchor: Fixes,
    fixes: Fixes,
    vector: tuple[str, bytes] | None,
    *,
    undoes: int | None = None,
) -> int:
    """Enter a review into the log; its number."""
    values: tuple[Value, ...] = (
        *(now(), said[1], said[0], undoes, subject or 0, article, version, said[2]),
        *(_json(anchor), _json(fixes), *(vector or (None, None))),
    )
    number = database.insert(
        "INSERT INTO reviews (made_at, made_by, verdict, undoes, is_active, subject, article_id, version_id, note, anchor_json, "
        "fixes_json, before_json, after_json, whole_json, maker, vector) "
        "VALUES (?, ?, ?, ?, 1, ?, ?, ?, ?, ?, ?, '{}', '{}', '{}', ?, ?) RETURNING id",
        values,
    )
    if subject is None:
        database.run("UPDATE reviews SET subject = id WHERE id = ?", (number,))
    return number


def _json(value: object) -> str:
    return msgspec.json.encode(value).decode()


def _follow(database: Database, article: int, number: int, id: int | None, before: Attribution | None) -> None:
    """Have the article stand as the reviews have it, and keep what this one changed."""
    settle(database, article)
    if id is None:
        return
    is_withdrawn = database.rows("SELECT 1 FROM attributions WHERE id = ? AND verdict = 'withdrawn'", (id,))
    after = None if is_withdrawn else _stands(database, id)[2]
    was, is_ = differences(before, after)
    database.run("UPDATE reviews SET before_json = ?, after_json = ? WHERE id = ?", (_json(was), _json(is_), number))
    verdict = database.rows("SELECT verdict FROM reviews WHERE id = ?", (number,))[0][0]
    if after is not None and verdict in {"confirmed", "corrected", "added"}:
        database.run("UPDATE reviews SET whole_json = ? WHERE id = ?", (_json(replace(after, review=None)), number))


def _vector_of(database: Database, attribution: int | str, changes: Mapping[str, Any], embed: Embed | None) -> tuple[str, bytes] | None:
    """The vector of a content that is to be corrected; before anything is locked, as a network makes it."""
    if embed is None or not changes.get("content"):
        return None
    return _vector_in(article_of(database, find(database, attribution)), changes, embed)


def _vector_in(article: Article, changes: Mapping[str, Any], embed: Embed | None) -> tuple[str, bytes] | None:
    if embed is None or not changes.get("content"):
        return None
    fixes = fixes_of({"content": changes["content"]}, article.text, lambda _: Who("", "unknown"), f"article {article.id}")
    content = Excerpt.of(article.text, merged([fixes]).given()["content"])
    return embed(article, content) if content is not None else None
