"""Articles in which people speak, for tests of speakers across articles."""

from typing import Any

from onrecord.model import Article, Attribution, Excerpt, Reading, Speaker, SpeakerType
from onrecord.record import Record
from onrecord.speakers.keys import key_of


def said(name: str, *, type: SpeakerType = "person", known: str | None = None, named: bool = True, roles: tuple[str, ...] = ()) -> Speaker:
    """A speaker of an article, as it is read."""
    key = key_of(name, type) if named and type not in {"unknown", "group", "document"} else None
    return Speaker(id=f"s {type} {name}", name=name, type=type, key=key, known=known, roles=roles, confidence=0.9)


def article(id: str, *speakers: Speaker | str, text: str = "", **facts: Any) -> Reading:
    """An article in which each says one thing."""
    attributions = tuple(
        Attribution(
            id=f"a{n}",
            kind="indirect",
            source=Excerpt(s.name, ((0, len(s.name)),)),
            cue=Excerpt("said", ((0, 4),)),
            content=Excerpt(f"it rains in {id}", ((5, 13),)),
            speaker=s,
            confidence=0.8,
        )
        for n, s in enumerate(said(s) if isinstance(s, str) else s for s in speakers)
    )
    return Reading(
        Article(id=id, text=text or f"It rains in {id}, said {', '.join(a.speaker.name for a in attributions if a.speaker)}.", **facts),
        attributions,
    )


def groups(record: Record) -> set[frozenset[str]]:
    """Who is one: for each speaker its mentions as "article id: name"."""
    rows = record.database.rows(
        "SELECT n.canonical_id, v.external_id, v.number, s.name FROM speakings s JOIN versions v ON v.id = s.version_id "
        "JOIN speakers n ON n.id = s.speaker_id WHERE v.is_current = 1"
    )
    found: dict[int, set[str]] = {}
    for speaker, id, _, name in rows:
        found.setdefault(speaker, set()).add(f"{id}: {name}")
    return {frozenset(x) for x in found.values()}


def number(record: Record, id: str, name: str) -> int:
    """The number of the speaker that a mention is."""
    rows = record.database.rows(
        "SELECT n.canonical_id FROM speakings s JOIN versions v ON v.id = s.version_id JOIN speakers n ON n.id = s.speaker_id "
        "WHERE v.is_current = 1 AND v.external_id = ? AND s.name = ?",
        (id, name),
    )
    return int(rows[0][0])


def together(record: Record, *mentions: tuple[str, str]) -> bool:
    """Whether mentions are one speaker."""
    return len({number(record, *m) for m in mentions}) == 1
