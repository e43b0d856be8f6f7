"""Finding attributions in a record: by words, by facets, ranked, with the words that were found marked."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

import msgspec

from onrecord.model import Attribution
from onrecord.record.database import Database, Value
from onrecord.record.query import Query, Term, parse
from onrecord.record.speakers import speakers_like

__all__ = ["Facets", "Hit", "counts", "search", "standing", "total"]

MARK = ("\u0002", "\u0003")
"""What stands before and after words that were found, in a snippet."""

_ALL = 2**63 - 1
"""A limit that is none."""

_BATCH = 200
_PAGE = 1000
_SOURCE = (
    "attributions a JOIN versions v ON v.id = a.version_id JOIN articles ar ON ar.id = v.article_id "
    "LEFT JOIN outlets o ON o.id = ar.outlet_id LEFT JOIN speakings s ON s.id = a.speaking_id"
)


@dataclass(frozen=True, slots=True)
class Facets:
    """What attributions must be like; what is None may be anything.

    Attributes:
        speaker: Words of a name of the speaker, a key, or an id of a list of known speakers; a number is that of a speaker of the record.
        outlet: Name of the outlet of the article.
        via: Name of an outlet or platform that carried the words.
        since: First day: of the saying where that is known, else of publication; ISO 8601, a day, month or year.
        until: Last day.
        act: What the source does.
        stance: How far the reporter stands behind it.
        kind: direct, mixed or indirect.
        min_confidence: Least confidence.
        asserted: Whether it was said.
    """

    speaker: str | int | None = None
    outlet: str | None = None
    via: str | None = None
    since: str | None = None
    until: str | None = None
    act: str | None = None
    stance: str | None = None
    kind: str | None = None
    min_confidence: float = 0.0
    asserted: bool | None = None


ANYTHING = Facets()
"""Facets that ask for nothing."""


@dataclass(frozen=True, slots=True)
class Hit:
    """One attribution that was found, and the article it stands in.

    Attributes:
        id: Its number in the record.
        attribution: The attribution.
        article: Facts about its article: record number, id, title, outlet, published, url.
        snippet: The words of its content around those that were found, these between `MARK`.
        speaker: Who its speaker is across articles: number and name; None where it is unknown.
    """

    id: int
    attribution: Attribution
    article: dict[str, Any]
    snippet: str = field(default="")
    speaker: dict[str, Any] | None = None


def search(database: Database, text: str = "", facets: Facets = ANYTHING, *, limit: int | None = 20, offset: int = 0) -> Iterator[Hit]:
    """The attributions that fit, best first where words are asked for (see `onrecord.record.database.Words`), else the latest first.

    Args:
        database: The record.
        text: A query (see `onrecord.record.query`); empty for everything.
        facets: What they must be like.
        limit: How many at most; None for all.
        offset: How many to leave out first.
    """
    query = parse(text)
    source, where, values = _where(database, query, facets)
    order, ranked = database.words.score(query) if query.wanted else ("coalesce(a.said_first, v.day) DESC NULLS LAST", [])
    # First which, then what: to sort a million rows with all that is in them would take gigabytes.
    found = database.rows(
        f"SELECT a.id FROM {source} WHERE {where} ORDER BY {order}, a.id DESC LIMIT ? OFFSET ?",  # noqa: S608
        (*values, *ranked, _ALL if limit is None else limit, offset),
    )
    terms = [t for group in query.wanted for t in group]
    for start in range(0, len(found), _BATCH):
        ids = [row[0] for row in found[start : start + _BATCH]]
        rows = {hit.id: hit for hit in _hits(database, f"a.id IN ({', '.join('?' * len(ids))})", ids, terms)}
        yield from (rows[id] for id in ids if id in rows)  # one may have gone meanwhile


def standing(database: Database, facets: Facets = ANYTHING) -> Iterator[Hit]:
    """The attributions that fit, in the order in which they came into the record, those of an article as they stand in it."""
    _, where, values = _where(database, parse(""), facets)
    last = 0
    while True:
        # Page by page, so that others may write meanwhile.
        hits = list(_hits(database, f"{where} AND a.id > ? ORDER BY a.id LIMIT {_PAGE}", [*values, last], []))
        yield from hits
        if len(hits) < _PAGE:
            return
        last = hits[-1].id


def _hits(database: Database, where: str, values: list[Value], terms: list[Term]) -> Iterator[Hit]:
    rows = database.rows(
        "SELECT a.id, a.attribution_json, a.content, ar.id, v.external_id, v.title, o.name, v.published, ar.url, p.id, p.label "  # noqa: S608
        f"FROM {_SOURCE} LEFT JOIN speakers n ON n.id = s.speaker_id LEFT JOIN speakers p ON p.id = n.canonical_id WHERE {where}",
        values,
    )
    decode = msgspec.json.Decoder(Attribution).decode
    for id, encoded, content, number, external, title, outlet, published, url, who, label in rows:
        article = {"number": number, "id": external, "title": title, "outlet": outlet, "published": published, "url": url}
        speaker = None if who is None else {"number": who, "name": label}
        yield Hit(id, decode(encoded), article, _snippet(content or "", terms), speaker)


def total(database: Database, text: str = "", facets: Facets = ANYTHING) -> int:
    """How many attributions fit."""
    source, where, values = _where(database, parse(text), facets)
    return int(database.rows(f"SELECT count(*) FROM {source} WHERE {where}", values)[0][0])  # noqa: S608


def counts(database: Database, text: str = "", facets: Facets = ANYTHING, *, most: int = 10) -> dict[str, list[tuple[str, int]]]:
    """How many fit, by speaker, outlet, carrier, act, stance and kind; of each facet without what was asked of it itself.

    Speakers are those across articles; whoever is unknown is not among them.
    """
    columns = {"speaker": "p.label", "outlet": "o.name", "via": "c.name", "act": "a.act", "stance": "a.stance", "kind": "a.kind"}
    out = {}
    for name, column in columns.items():
        without: dict[str, Any] = {name: None}
        source, where, values = _where(database, parse(text), replace(facets, **without))
        if name == "via":
            source += " JOIN carriers c ON c.attribution_id = a.id"
        group = column
        if name == "speaker":  # two of one name are two
            source += " JOIN speakers n ON n.id = s.speaker_id JOIN speakers p ON p.id = n.canonical_id"
            group = "p.id, p.label"
        rows = database.rows(
            f"SELECT {column}, count(*) FROM {source} WHERE {where} AND {column} IS NOT NULL GROUP BY {group} "  # noqa: S608
            f"ORDER BY count(*) DESC, {column} LIMIT ?",
            (*values, most),
        )
        out[name] = [(str(value), int(n)) for value, n in rows]
    return out


def _where(database: Database, query: Query, facets: Facets) -> tuple[str, str, list[Value]]:
    """Tables, conditions and their values."""
    source = _SOURCE
    conditions, values = ["a.is_current = 1"], list[Value]()
    if query.wanted:
        source = f"words JOIN {source.replace('attributions a JOIN', 'attributions a ON a.id = words.rowid JOIN', 1)}"
        condition, value = database.words.match(query)
        conditions.append(condition)
        values.append(value)
    elif query.unwanted:
        condition, value = database.words.match(Query((query.unwanted,)))
        conditions.append(f"a.id NOT IN (SELECT rowid FROM words WHERE {condition})")  # noqa: S608
        values.append(value)
    for condition, given in _facets(database, facets):
        conditions.append(condition)
        values += given
    return source, " AND ".join(conditions), values


def _facets(database: Database, f: Facets) -> Iterator[tuple[str, list[Value]]]:
    if f.speaker is not None:
        yield _speaker(database, f.speaker)
    if f.outlet is not None:
        yield "lower(o.name) = ?", [_lower(f.outlet)]
    if f.via is not None:
        yield "a.id IN (SELECT attribution_id FROM carriers WHERE lower(name) = ?)", [_lower(f.via)]
    if f.since is not None:
        yield "coalesce(a.said_last, v.day) >= ?", [f.since]
    if f.until is not None:
        yield "substr(coalesce(a.said_first, v.day), 1, ?) <= ?", [len(f.until), f.until]
    for column, value in (("act", f.act), ("stance", f.stance), ("kind", f.kind)):
        if value is not None:
            yield f"a.{column} = ?", [value]
    if f.min_confidence > 0:
        yield "a.confidence >= ?", [f.min_confidence]
    if f.asserted is not None:
        yield "a.asserted = ?", [int(f.asserted)]


def _lower(name: str) -> str:
    """A name as SQL's lower() gives it in a record: A to Z alone."""
    return name.translate(_A_TO_Z)


_A_TO_Z = str.maketrans("ABCDEFGHIJKLMNOPQRSTUVWXYZ", "abcdefghijklmnopqrstuvwxyz")

_SPOKEN = (
    "SELECT x.id FROM speakers n JOIN speakings k ON k.speaker_id = n.id "
    "JOIN attributions x ON x.speaking_id = k.id WHERE n.canonical_id IN"
)
_OF_NOBODY = (
    "SELECT words.rowid FROM words JOIN attributions x ON x.id = words.rowid JOIN speakings k ON k.id = x.speaking_id "
    "WHERE k.speaker_id IS NULL AND"
)


def _speaker(database: Database, asked: str | int) -> tuple[str, list[Value]]:
    """A speaker is asked for by number, by id, by key, or by words that all stand in its names, as whole words."""
    condition, values = speakers_like(asked)
    spoken = f"{_SPOKEN} ({condition})"
    wanted = tuple((Term(t.words, "speaker", t.prefix),) for group in parse(asked).wanted for t in group) if isinstance(asked, str) else ()
    if not wanted:
        return f"a.id IN ({spoken})", values
    named, value = database.words.match(Query(wanted))
    return f"a.id IN ({spoken} UNION {_OF_NOBODY} {named})", [*values, value]


def _snippet(content: str, terms: list[Term], *, around: int = 90) -> str:
    """The content, or where it is long the part around the first word that was found, with all found words marked."""
    import re  # noqa: PLC0415
    import unicodedata  # noqa: PLC0415

    wanted = [(t.words, t.prefix) for t in terms if t.field in {None, "content"}]
    if not wanted:
        return content[: 3 * around] + ("…" if len(content) > 3 * around else "")

    def plain(word: str) -> str:
        return "".join(c for c in unicodedata.normalize("NFKD", word.lower()) if not unicodedata.combining(c))

    spots = []
    tokens = [(m.start(), m.end(), plain(m.group())) for m in re.finditer(r"\w+", content)]
    for words, prefix in wanted:
        sought = [plain(w) for w in words]
        for i in range(len(tokens) - len(sought) + 1):
            run = [t[2] for t in tokens[i : i + len(sought)]]
            if run[:-1] == sought[:-1] and (run[-1] == sought[-1] or (prefix and run[-1].startswith(sought[-1]))):
                spots.append((tokens[i][0], tokens[i + len(sought) - 1][1]))
    start = max(0, min((s for s, _ in spots), default=0) - around)
    end = min(len(content), start + 3 * around)
    out, at = "…" if start else "", start
    for s, e in sorted(set(spots)):
        if s >= at and e <= end:
            out += content[at:s] + MARK[0] + content[s:e] + MARK[1]
            at = e
    return out + content[at:end] + ("…" if end < len(content) else "")
