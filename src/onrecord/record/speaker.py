"""What is told of one speaker across articles: its names, the articles it is in, its roles, and who else may be the same."""

from collections import Counter
from dataclasses import dataclass

import msgspec

from onrecord.record.database import Database
from onrecord.record.placing import words_of_name
from onrecord.record.regrouping import in_batches
from onrecord.speakers.across import across, could_be

__all__ = ["Name", "Place", "names_of", "perhaps", "places_of", "roles_of"]

_MOST = 20
"""Speakers that may be the same, of those that are told."""

_LOOKED_AT = 500
"""Names that share a word, of those that are compared."""


@dataclass(frozen=True, slots=True)
class Name:
    """A name that is a speaker.

    Attributes:
        id: Its number, by which it can be judged.
        name: The name.
        type: What sort of speaker by this name.
        known: Id in a list of known speakers.
        articles: In how many articles it stands.
        article: The number of the only article in which it is this speaker, where it tells nothing in others.
    """

    id: int
    name: str
    type: str
    known: str | None
    articles: int
    article: int | None


@dataclass(frozen=True, slots=True)
class Place:
    """An article that a speaker is in.

    Attributes:
        article: Its number in the record.
        mention: The number of the speaker within it.
        name: The name there.
        roles: What it says that the speaker is.
        title: Its title.
        outlet: Its outlet.
        published: When it was published.
        attributions: How many attributions it has from the speaker.
    """

    article: int
    mention: int
    name: str
    roles: tuple[str, ...]
    title: str | None
    outlet: str | None
    published: str | None
    attributions: int


class _Who(msgspec.Struct):
    roles: tuple[str, ...] = ()


class _Said(msgspec.Struct):
    speaker: _Who | None = None


def names_of(database: Database, speaker: int) -> list[Name]:
    """The names that are a speaker, by the number of the one that stands for it."""
    rows = database.rows(
        "SELECT n.id, n.name, n.type, n.known, count(DISTINCT v.article_id), n.article_id FROM speakers n "
        "LEFT JOIN speakings s ON s.speaker_id = n.id LEFT JOIN versions v ON v.id = s.version_id AND v.is_current = 1 "
        "WHERE n.canonical_id = ? GROUP BY n.id, n.name, n.type, n.known, n.article_id ORDER BY n.id",
        (speaker,),
    )
    return [Name(*row) for row in rows]


_SAID = "SELECT min(a.attribution_json) FROM attributions a WHERE a.speaking_id = s.id AND a.is_current = 1"


def places_of(database: Database, speaker: int, limit: int | None = None) -> list[Place]:
    """The articles that a speaker is in, latest first.

    Args:
        database: The record.
        speaker: Its number.
        limit: How many at most; None for all.
    """
    chosen = (
        "SELECT s.id FROM speakers n JOIN speakings s ON s.speaker_id = n.id JOIN versions v ON v.id = s.version_id AND v.is_current = 1 "  # noqa: S608
        f"WHERE n.canonical_id = ? {_LATEST}" + ("" if limit is None else " LIMIT ?")
    )
    rows = database.rows(
        f"SELECT v.article_id, s.id, s.name, ({_SAID}), v.title, o.name, v.published, "  # noqa: S608
        "(SELECT count(*) FROM attributions a WHERE a.speaking_id = s.id AND a.is_current = 1) "
        "FROM speakings s JOIN versions v ON v.id = s.version_id JOIN articles ar ON ar.id = v.article_id "
        f"LEFT JOIN outlets o ON o.id = ar.outlet_id WHERE s.id IN ({chosen}) {_LATEST}",
        (speaker,) if limit is None else (speaker, limit),
    )
    return [Place(article, mention, name, _roles(said), *rest) for article, mention, name, said, *rest in rows]


_LATEST = "ORDER BY coalesce(v.day, '') DESC, v.article_id, s.id"


def _roles(said: str | None) -> tuple[str, ...]:
    """The roles of the speaker of an attribution; all attributions of one speaker of an article have the same."""
    who = msgspec.json.decode(said, type=_Said).speaker if said else None
    return who.roles if who else ()


def roles_of(database: Database, speaker: int) -> list[tuple[str, int]]:
    """The roles of a speaker, with the number of articles that give them, most first."""
    found = Counter(role for p in places_of(database, speaker) for role in {" ".join(r.split()) for r in p.roles})
    return sorted(found.items(), key=lambda x: (-x[1], x[0]))


def perhaps(database: Database, speaker: int) -> list[int]:
    """The numbers of speakers of which a name may be one with a name of this one."""
    own = names_of(database, speaker)
    ids = [n.id for n in own]
    judged = {
        int(row[0])
        for row in in_batches(
            database,
            "SELECT n.canonical_id FROM judged_speakers x JOIN judgements j ON j.id = x.judgement_id JOIN judged_speakers y "
            "ON y.judgement_id = j.id JOIN speakers n ON n.id = y.speaker_id "
            "WHERE j.is_active = 1 AND j.verdict IN ('different', 'unsure') AND x.speaker_id IN ({})",
            ids,
        )
    }
    words = sorted({w for n in own for w in words_of_name(n.name) if len(w) > 1})
    found: dict[int, list[tuple[str, str]]] = {}
    rows = list(
        in_batches(
            database,
            "SELECT DISTINCT n.canonical_id, n.name, n.type FROM speaker_words w JOIN speakers n ON n.id = w.speaker_id "
            "WHERE w.word IN ({})",
            words,
        )
    )
    rows += list(
        in_batches(
            database,
            "SELECT DISTINCT n.canonical_id, n.name, n.type FROM speakers m JOIN speakers n ON n.bucket = m.bucket WHERE m.id IN ({})",
            ids,
        )
    )
    for id, name, type in rows[:_LOOKED_AT]:
        if id != speaker and id not in judged:
            found.setdefault(int(id), []).append((str(name), str(type)))
    fits = {id for id, names in found.items() if any(_fit(n, name, type) for n in own[:50] for name, type in names)}
    return sorted(fits)[:_MOST]


def _fit(own: Name, name: str, type: str) -> bool:
    """Whether two names are worth a look: surnames that fit, but neither descriptions nor two courts or polices."""
    if own.type != type or (type != "person" and across(own.name, type) is None and across(name, type) is None):
        return False
    return own.name[:1].isupper() and name[:1].isupper() and could_be(type, own.name, name)
