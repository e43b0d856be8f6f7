"""The speakers of a record across its articles: listing, looking up, and correcting who is one with whom."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from onrecord.errors import NotInRecord, RecordError
from onrecord.record import judging
from onrecord.record.database import Database, Value
from onrecord.record.grouping import grouped
from onrecord.record.judgements import Judgement, judgements, login
from onrecord.record.placing import rebuild, words_of_name
from onrecord.record.regrouping import part_around
from onrecord.record.speaker import Name, Place, names_of, perhaps, places_of, roles_of
from onrecord.record.splitting import split

__all__ = ["COUNT_SPEAKERS", "RecordSpeaker", "Speakers", "speakers_like"]

COUNT_SPEAKERS = (
    "SELECT count(DISTINCT n.canonical_id) FROM speakings s JOIN versions v ON v.id = s.version_id AND v.is_current = 1 "
    "JOIN speakers n ON n.id = s.speaker_id"
)
"""How many speakers the current articles have."""

_LISTED = (
    "SELECT p.id, p.label, p.type, (SELECT min(k.known) FROM speakers k WHERE k.canonical_id = p.id), "
    "count(*), count(DISTINCT v.article_id), "
    "min(coalesce(a.said_first, v.day)), max(coalesce(a.said_last, v.day)) "
    "FROM speakers p JOIN speakers n ON n.canonical_id = p.id JOIN speakings s ON s.speaker_id = n.id "
    "JOIN attributions a ON a.speaking_id = s.id AND a.is_current = 1 JOIN versions v ON v.id = a.version_id"
)


@dataclass(frozen=True, slots=True)
class RecordSpeaker:
    """A speaker across articles.

    Attributes:
        id: Its number; the smallest of those of the names that are one.
        name: The fullest name, or the one that was chosen.
        type: What sort of speaker.
        known: Its id in a list of known speakers.
        attributions: How many attributions it has.
        articles: In how many articles.
        first: The first day that it is known to have said something, else of publication; ISO 8601.
        last: The last day.
    """

    id: int
    name: str
    type: str
    known: str | None
    attributions: int
    articles: int
    first: str | None
    last: str | None


def speakers_like(asked: str | int) -> tuple[str, list[Value]]:
    """A query for the numbers of the speakers that somebody asks for, and its values.

    Args:
        asked: The number of a speaker, or of a name that is one with it; an id of a list of known speakers; a key; or words
            that all stand in its names, of which one that ends in ``*`` is a beginning.
    """
    if isinstance(asked, int):
        return "SELECT canonical_id FROM speakers WHERE id = ?", [asked]
    exact, values = "SELECT canonical_id FROM speakers WHERE known = ? OR bucket = ?", list[Value]([asked, asked])
    conditions = []
    for piece in asked.split()[:64]:
        words = sorted(words_of_name(piece.rstrip("*")))
        for word in words:
            if piece.endswith("*") and word == words[-1]:
                conditions.append("w.word >= ? AND w.word < ?")
                values += [word, word + "\U0010ffff"]
            else:
                conditions.append("w.word = ?")
                values.append(word)
    found = " INTERSECT ".join(
        f"SELECT n.canonical_id FROM speaker_words w JOIN speakers n ON n.id = w.speaker_id WHERE {c}"  # noqa: S608
        for c in conditions
    )
    return (f"{exact} UNION SELECT canonical_id FROM ({found}) AS named" if found else exact), values  # noqa: S608


class Speakers:
    """The speakers of a record. Nothing is read before it is asked for.

    Iterate for all, with most attributions first; ``speakers[12]`` is the one with that number; ``find`` looks for words of a name.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    def __iter__(self) -> Iterator[RecordSpeaker]:
        return self.find()

    def __len__(self) -> int:
        return int(self._database.rows(COUNT_SPEAKERS)[0][0])

    def number(self, id: int) -> int:
        """The number of the speaker that a name with a number is one with.

        Raises:
            NotInRecord: There is none.
        """
        rows = self._database.rows("SELECT canonical_id FROM speakers WHERE id = ?", (id,))
        if not rows:
            raise NotInRecord(f"has no speaker {id}; onrecord speakers lists them", self._database.name)
        return int(rows[0][0])

    def __getitem__(self, id: int) -> RecordSpeaker:
        """The speaker with a number, or whom the name with that number is one with.

        Raises:
            NotInRecord: There is none.
        """
        number = self.number(id)
        found = self._database.rows(f"{_LISTED} WHERE p.id = ? GROUP BY p.id, p.label, p.type", (number,))
        if found:
            return RecordSpeaker(*found[0])
        id, label, type, known = self._database.rows("SELECT id, label, type, known FROM speakers WHERE id = ?", (number,))[0]
        return RecordSpeaker(id, label, type, known, 0, 0, None, None)

    def find(
        self, named: str | int | None = None, *, type: str | None = None, at_least: int = 1, limit: int | None = None
    ) -> Iterator[RecordSpeaker]:
        """Speakers with attributions, those with most first.

        Args:
            named: A number, an id of a list of known speakers, or words of its names; None for all.
            type: What sort of speaker.
            at_least: How many attributions at least.
            limit: How many speakers at most.
        """
        conditions, values = ["1 = 1"], list[Value]()
        if named is not None:
            like, values = speakers_like(named)
            conditions.append(f"p.id IN ({like})")
        if type is not None:
            conditions.append("p.type = ?")
            values.append(type)
        sql = f"{_LISTED} WHERE {' AND '.join(conditions)} GROUP BY p.id, p.label, p.type HAVING count(*) >= ? ORDER BY count(*) DESC, p.id"
        values.append(at_least)
        if limit is not None:
            sql, values = f"{sql} LIMIT ?", [*values, limit]
        for row in self._database.stream(sql, values):
            yield RecordSpeaker(*row)

    def names(self, id: int) -> list[Name]:
        """The names that are this speaker, each with a number of its own and in how many articles it stands."""
        return names_of(self._database, self.number(id))

    def places(self, id: int, *, limit: int | None = None) -> list[Place]:
        """The articles that this speaker is in, latest first, and by which name, role and mention.

        Args:
            id: Its number.
            limit: How many at most; None for all.
        """
        return places_of(self._database, self.number(id), limit)

    def roles(self, id: int) -> list[tuple[str, int]]:
        """The roles that articles give this speaker, and how many of its attributions are in such articles."""
        return roles_of(self._database, self.number(id))

    def perhaps(self, id: int) -> list[RecordSpeaker]:
        """Speakers that may be the same by their names, for somebody to decide; none that were judged different from it or unsure."""
        return [self[other] for other in perhaps(self._database, self.number(id))]

    def merge(
        self, *ids: int, name: str | None = None, by: str | None = None, note: str | None = None, force: bool = False
    ) -> RecordSpeaker:
        """Make speakers one, for all articles with any of their names, also those to come.

        Args:
            *ids: Their numbers; a single one where it is only given a name.
            name: What they are called together; None for the fullest of their names.
            by: Who says so; None for the login name.
            note: Why.
            force: Override judgements, and ids of known speakers, that say otherwise.

        Raises:
            RecordError: There is no such speaker, or a judgement contradicts; nothing was changed.
        """
        judging.judge(self._database, "merge", ids, by=by or login(), note=note, name=name, force=force)
        return self[ids[0]]

    def split(
        self,
        id: int,
        *,
        articles: Iterable[int | str] = (),
        mentions: Iterable[int] = (),
        name: str | None = None,
        by: str | None = None,
        note: str | None = None,
    ) -> RecordSpeaker:
        """Make another speaker of what some articles have of this one, now and in their later versions.

        Args:
            id: The number of the speaker.
            articles: Numbers of articles, or the ids that their inputs gave them.
            mentions: Numbers of single mentions (`places`).
            name: What the new speaker is called.
            by: Who says so; None for the login name.
            note: Why.

        Returns:
            The new speaker.

        Raises:
            RecordError: There is no such speaker, article or mention, or nothing would be left; nothing was changed.
        """
        return self[split(self._database, id, articles=articles, mentions=mentions, by=by or login(), note=note, name=name)]

    def judge(
        self,
        one: int,
        other: int,
        verdict: Literal["same", "different", "unsure"],
        *,
        by: str | None = None,
        note: str | None = None,
        force: bool = False,
    ) -> Judgement:
        """Say whether two speakers are the same.

        Args:
            one: The number of one.
            other: The number of the other.
            verdict: same makes them one; different keeps them apart, also against a later merge; unsure is only noted.
            by: Who says so; None for the login name.
            note: Why.
            force: Override what says otherwise, where the verdict is same.

        Raises:
            RecordError: There is no such speaker, or a judgement contradicts; nothing was changed.
        """
        if verdict not in {"same", "different", "unsure"}:
            raise RecordError(f"{verdict!r} is no verdict; say same, different or unsure", self._database.name)
        number = judging.judge(self._database, verdict, (one, other), by=by or login(), note=note, force=force)
        return next(j for j in self.judgements() if j.number == number)

    def undo(self, number: int | None = None, *, by: str | None = None, note: str | None = None) -> Judgement:
        """Let a judgement no longer hold; undoing an undoing lets it hold again.

        Args:
            number: Its number; None for the last that holds.
            by: Who says so; None for the login name.
            note: Why.

        Returns:
            The judgement that was undone.

        Raises:
            RecordError: There is none, or what holds then would contradict itself; nothing was changed.
        """
        undone = judging.undo(self._database, number, by=by or login(), note=note)
        return next(j for j in self.judgements() if j.number == undone)

    def judgements(self, speaker: int | None = None) -> list[Judgement]:
        """What was judged, oldest first: all of it, or what is about one speaker."""
        return judgements(self._database, speaker=None if speaker is None else self.number(speaker))

    def rebuild(self) -> None:
        """Group all speakers anew from the articles and the judgements; changes nothing unless the record was tampered with."""
        with self._database.writing():
            rebuild(self._database)

    def ungrouped(self) -> int:
        """How many names are not grouped as the judgements have it; 0 in a record that is whole."""
        stored = {int(id): top for id, top in self._database.rows("SELECT id, canonical_id FROM speakers")}
        part = part_around(self._database, stored)
        return sum(stored[i] != top for i, top in grouped(part.nodes, part.links).items())
