"""Which node each speaker of an article belongs to: its name across articles, itself alone, or what somebody split off."""

import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from onrecord.record.database import Database, Row
from onrecord.record.facts import note_all_speakers, note_speakers
from onrecord.record.grouping import grouped
from onrecord.record.regrouping import in_batches, part_around, regroup, write_groups
from onrecord.speakers.across import across, could_be, fullness, plain_name

__all__ = ["Base", "Mention", "bases", "keys_in", "place", "rebuild", "replace_articles", "words_of_name"]


@dataclass(frozen=True, slots=True)
class Mention:
    """A speaker within one version of an article.

    Attributes:
        id: Its row in `speakings`.
        name: The fullest name there.
        type: What sort of speaker.
        key: The key for comparison across articles; None where nobody is named.
        known: Id in a list of known speakers.
        pinned: The node that a person said it is.
    """

    id: int
    name: str
    type: str
    key: str | None
    known: str | None
    pinned: int | None = None


@dataclass(frozen=True, slots=True)
class Base:
    """The node that a mention belongs to while nobody has judged otherwise.

    Attributes:
        key: What makes it the same node in another article.
        bucket: What it shares with other spellings of the name.
        article: The article that it is known in alone; None for what is known in any.
    """

    key: str
    bucket: str | None
    article: int | str | None


def bases(article: int | str, mentions: Sequence[Mention]) -> dict[int, Base]:
    """The base of each mention by its id; what is unknown has none.

    Args:
        article: The row of the article, or whatever else tells it from others.
        mentions: Its speakers, in their order.
    """
    out, seen = {}, Counter[str]()
    for m in mentions:
        if m.type == "unknown":
            continue
        if m.pinned is not None:
            out[m.id] = Base(f"article {article}: speaker {m.pinned}", None, article)
            continue
        found = across(m.name, m.type) if m.key is not None else None
        known = f"known {m.known}: " if m.known is not None else ""
        if found is not None:
            out[m.id] = Base(known + found.key, found.bucket, None)
            continue
        key = f"{m.type} {plain_name(m.name)}"
        if known:
            out[m.id] = Base(known + key, None, None)
            continue
        seen[key] += 1
        again = f" ({seen[key]})" if seen[key] > 1 else ""
        out[m.id] = Base(f"article {article}: {key}{again}", None, article)
    return out


def place(database: Database, article: int, mentions: Sequence[Mention]) -> None:
    """Say of each speaker of a version of an article which node it belongs to; within a transaction.

    What was split off stays so in every version: by its name, or where the article no longer writes it so, by the one name that fits.
    """
    touched = _place(database, article, mentions)
    if touched:
        regroup(database, touched)


def _place(database: Database, article: int, mentions: Sequence[Mention]) -> set[int]:
    """Place the mentions of a version; the nodes that are new or have changed."""
    found = bases(article, mentions)
    pins = _pins(database, article)
    here = {b.key for b in found.values()}
    touched, placed = set(), dict[int, int]()
    for m in mentions:
        base = found.get(m.id)
        if base is None:
            continue
        if m.pinned is not None:  # by a person's word, unless somebody has split it off since
            placed[m.id] = pins[base.key].node if base.key in pins else m.pinned
            continue
        node, changed = _node(database, base, m)
        if changed:
            touched.add(node)
        split = pins[base.key].node if base.key in pins else _split_elsewhere(m, pins, here)
        if split is not None:
            node = split
            _name_words(database, node, m.name)
        placed[m.id] = node
    return touched | _moved(database, placed)


def _moved(database: Database, placed: dict[int, int]) -> set[int]:
    """Write to which node mentions belong; the nodes that had none before or lose one, which may change what they are called."""
    stood: dict[int, int | None] = dict(in_batches(database, "SELECT id, speaker_id FROM speakings WHERE id IN ({})", list(placed)))
    spoken = {int(r[0]) for r in in_batches(database, _SPOKEN, sorted(set(placed.values())))}
    rows = [(node, mention) for mention, node in placed.items() if stood[mention] != node]
    database.run_all("UPDATE speakings SET speaker_id = ? WHERE id = ?", rows)
    if again := {mention: node for node, mention in rows if stood[mention] is not None}:
        said = in_batches(database, "SELECT id, speaking_id FROM attributions WHERE is_current = 1 AND speaking_id IN ({})", list(again))
        note_speakers(database, {int(id): again[mention] for id, mention in said})
    return {node for node, _ in rows if node not in spoken} | {old for _, m in rows if (old := stood[m]) is not None}


_SPOKEN = "SELECT n.id FROM speakers n WHERE n.id IN ({}) AND EXISTS (SELECT 1 FROM speakings s WHERE s.speaker_id = n.id)"


@dataclass(frozen=True, slots=True)
class _Pin:
    node: int
    name: str
    type: str


def _pins(database: Database, article: int) -> dict[str, _Pin]:
    """What was split off in an article, by the key of its base; the latest of several splits holds."""
    rows = database.rows(
        "SELECT m.key, m.name, m.type, n.id FROM judged_mentions m JOIN judgements j ON j.id = m.judgement_id "
        "JOIN judged_speakers s ON s.judgement_id = j.id AND s.position = 0 JOIN speakers n ON n.id = s.speaker_id "
        "WHERE m.article_id = ? AND j.is_active = 1 ORDER BY j.id",
        (article,),
    )
    return {str(key): _Pin(int(node), str(name), str(type)) for key, name, type, node in rows}


def _split_elsewhere(m: Mention, pins: dict[str, _Pin], here: set[str]) -> int | None:
    found = {p.node for key, p in pins.items() if key not in here and p.type == m.type and could_be(m.type, p.name, m.name)}
    return found.pop() if len(found) == 1 else None


def _node(database: Database, base: Base, m: Mention) -> tuple[int, bool]:
    """The row of a base, made where there is none, and whether it is new or now has a fuller name."""
    rows = database.rows("SELECT id, name FROM speakers WHERE key = ?", (base.key,))
    if not rows:
        id = database.insert(
            "INSERT INTO speakers (key, name, type, known, bucket, article_id) VALUES (?, ?, ?, ?, ?, ?) RETURNING id",
            (base.key, m.name, m.type, m.known, base.bucket, base.article),
        )
        database.run("UPDATE speakers SET canonical_id = ?, label = ? WHERE id = ?", (id, m.name, id))
        _name_words(database, id, m.name)
        return id, True
    id, name = int(rows[0][0]), str(rows[0][1])
    if name == m.name:
        return id, False
    _name_words(database, id, m.name)
    if fullness(m.name, m.type) <= fullness(name, m.type):
        return id, False
    database.run("UPDATE speakers SET name = ? WHERE id = ?", (m.name, id))
    return id, True


def words_of_name(name: str) -> set[str]:
    """The words of a name by which it is found: in lower case, without accents, the first 100 characters of each."""
    bare = "".join(c for c in unicodedata.normalize("NFKD", name.lower()) if not unicodedata.combining(c))
    return {w[:100] for w in "".join(c if c.isalnum() else " " for c in bare).split()}


def _name_words(database: Database, node: int, name: str) -> None:
    have = {str(row[0]) for row in database.rows("SELECT word FROM speaker_words WHERE speaker_id = ?", (node,))}
    database.run_all("INSERT INTO speaker_words (word, speaker_id) VALUES (?, ?)", [(w, node) for w in sorted(words_of_name(name) - have)])


_MENTIONS = (
    "SELECT v.article_id, v.id, s.id, s.name, s.type, s.key, s.known, s.pinned_id FROM speakings s JOIN versions v ON v.id = s.version_id "
    "{} ORDER BY v.article_id, v.id, s.id"
)


def replace_articles(database: Database, articles: Iterable[int]) -> set[int]:
    """Place all speakers of some articles again, after a split was made or undone; the nodes that changed."""
    where = "WHERE v.article_id IN ({})"
    versions = _by_version(list(in_batches(database, _MENTIONS.format(where), sorted(set(articles)))))
    return {n for (article, _), mentions in versions.items() for n in _place(database, article, mentions)}


def keys_in(database: Database, article: int) -> dict[int, tuple[str, str, str]]:
    """The key by which each speaker of an article, in any of its versions, is split off, with its name and type."""
    out = {}
    for mentions in _by_version(list(in_batches(database, _MENTIONS.format("WHERE v.article_id IN ({})"), [article]))).values():
        found = bases(article, mentions)
        out.update({m.id: (found[m.id].key, m.name, m.type) for m in mentions if m.id in found})
    return out


def _by_version(rows: Sequence[Row]) -> dict[tuple[int, int], list[Mention]]:
    versions: dict[tuple[int, int], list[Mention]] = {}
    for article, version, *facts in rows:
        versions.setdefault((int(article), int(version)), []).append(Mention(*facts))
    return versions


def rebuild(database: Database) -> None:
    """Place and group all speakers anew, from the articles and the judgements alone; within a transaction."""
    articles = [int(row[0]) for row in database.rows("SELECT id FROM articles ORDER BY id")]
    database.run("UPDATE speakings SET speaker_id = NULL")
    _settle(database)
    for i in range(0, len(articles), 200):
        replace_articles(database, articles[i : i + 200])
    database.run("DELETE FROM speaker_words WHERE speaker_id IN (SELECT id FROM speakers WHERE canonical_id IS NULL)")
    database.run("DELETE FROM speakers WHERE canonical_id IS NULL")  # of an older record, whose keys were others
    part = part_around(database, [int(row[0]) for row in database.rows("SELECT id FROM speakers")])
    write_groups(database, part.nodes, grouped(part.nodes, part.links))
    note_all_speakers(database)


def _settle(database: Database) -> None:
    """Say anew which judgements hold: those that no judgement that holds undoes."""
    undone = set[int]()
    for id, undoes, active in database.rows("SELECT id, undoes, is_active FROM judgements ORDER BY id DESC"):
        holds = id not in undone
        if holds and undoes is not None:
            undone.add(undoes)
        if holds != bool(active):
            database.run("UPDATE judgements SET is_active = ? WHERE id = ?", (int(holds), id))
