"""Asking a record for its claims: a list of them, and the life of one."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import islice
from operator import itemgetter

import numpy as np

from onrecord.claims.candidates import normalised
from onrecord.claims.changing import Marks, marks
from onrecord.claims.copies import Copy
from onrecord.claims.copying import sources_of
from onrecord.claims.credits import credits_of
from onrecord.claims.drift import Drift, drift
from onrecord.claims.ids import claim_id, numbers_of, statement_id
from onrecord.claims.independence import Independence, independence
from onrecord.claims.loading import in_batches, said_of, spans_of, told_of
from onrecord.claims.said import Said, article_of
from onrecord.claims.speaking import kinship
from onrecord.claims.telling import Claim, Denied, Life, Related, Report, Statement
from onrecord.claims.times import order
from onrecord.errors import NotInRecord, RecordError
from onrecord.record.database import Database, Row, Value
from onrecord.record.layout import Column
from onrecord.record.matching import matching
from onrecord.record.query import parse
from onrecord.record.speakers import speakers_like

__all__ = [
    "claim_number",
    "claims",
    "claims_after",
    "claims_by_number",
    "claims_like",
    "life",
    "number_of",
    "reports_of",
    "statements_of",
    "told_once",
]

_FEW, _TOGETHER, _BATCH = 10_000, 100, 500
"""Reports of which the claims are looked up, claims of which the reports are, and numbers that are looked up at once."""

_MOST_REPORTS = 400
"""Reports of a claim that are told one by one; of more, the earliest."""

_MOST_OTHERWISE = 8
"""Statements of a claim that are told of which other reports state another claim."""

_MOST_MARKED = 16
"""Wordings of one statement that the network reads beside the first one; of more, words and rules alone tell what has changed."""

_OF_STATEMENT = "(statement_id = ? OR (id = ? AND statement_id IS NULL))"
"""Utterances of a statement; what is alone in its own is not noted. So that indexes find either, no ``coalesce``."""

_COLUMNS = (
    "c.id, a.content, s.name, c.reports, c.articles, c.outlets, c.speakers, c.statements, c.denials, c.first_day, c.last_day "
    "FROM claims c JOIN attributions a ON a.id = c.attribution_id LEFT JOIN speakings s ON s.id = a.speaking_id"
)
_ORDER = "ORDER BY c.outlets DESC, c.denials DESC, c.articles DESC, c.reports DESC, c.id"


def claims(
    database: Database,
    about: str = "",
    *,
    speaker: str | int | None = None,
    since: str | None = None,
    until: str | None = None,
    least: int = 1,
    repeated: bool = False,
    limit: int | None = 20,
) -> list[Claim]:
    """Claims that were reported more than once or denied, those of most outlets first.

    Args:
        database: The record.
        about: Words that one of their reports has, as `onrecord.record.Record.search` takes them.
        speaker: Who states them: a number, an id, or words of a name.
        since: First day of a report.
        until: Last day.
        least: Of how many outlets at least.
        repeated: Whether to leave out those that were reported once.
        limit: How many at most; None for all.
    """
    asked, values = _asked(speaker=speaker, since=since, until=until, least=least, repeated=repeated)
    if parse(about).wanted:
        return [_claim(row) for row in islice(_with_words(database, about, asked, values, _ORDER), limit)]
    tail = "" if limit is None else " LIMIT ?"
    rows = database.rows(f"{asked} {_ORDER}{tail}", values if limit is None else [*values, limit])
    return [_claim(row) for row in rows]


def claims_after(
    database: Database,
    number: int,
    limit: int,
    about: str = "",
    *,
    speaker: str | int | None = None,
    since: str | None = None,
    until: str | None = None,
    least: int = 1,
) -> list[tuple[int, Claim]]:
    """The same claims by their numbers, with these, from the one after a number on.

    Args:
        database: The record.
        number: The number after which they begin.
        limit: How many at most.
        about: As in `claims`.
        speaker: As in `claims`.
        since: As in `claims`.
        until: As in `claims`.
        least: As in `claims`.
    """
    asked, values = _asked(speaker=speaker, since=since, until=until, least=least)
    asked, values = f"{asked} AND c.id > ?", [*values, number]
    if parse(about).wanted:
        rows = [*islice(_with_words(database, about, asked, values, "ORDER BY c.id"), limit)]
    else:
        rows = database.rows(f"{asked} ORDER BY c.id LIMIT ?", [*values, limit])
    return [(int(row[0]), _claim(row)) for row in rows]


def _asked(
    *, speaker: str | int | None, since: str | None, until: str | None, least: int, repeated: bool = False
) -> tuple[str, list[Value]]:
    """A query for claims without an order, and its values."""
    conditions, values = ["c.outlets >= ?"], list[Value]([least])
    if repeated:
        conditions.append("c.reports > 1")
    if speaker is not None:
        like, more = speakers_like(speaker)
        conditions.append(
            "c.id IN (SELECT u.claim_id FROM utterances u JOIN speakers n ON n.id = u.speaker_id "  # noqa: S608
            f"WHERE n.canonical_id IN ({like}))"
        )
        values += more
    if since is not None:
        conditions.append("c.last_day >= ?")
        values.append(since)
    if until is not None:
        conditions.append("c.first_day <= ?")
        values.append(until + "~")
    return f"SELECT {_COLUMNS} WHERE {' AND '.join(conditions)}", values


def _with_words(database: Database, about: str, asked: str, values: Sequence[Value], order: str) -> Iterator[Row]:
    """The claims of a query of which a report has certain words, in an order.

    Where few reports have them, their claims are looked up first; where many do, the reports of the claims, a few at a time.
    """
    found = matching(database, parse(about))
    if len(found) > _FEW:
        yield from _among(database, database.stream(f"{asked} {order}", values), found)
        return
    sql = (
        "SELECT DISTINCT u.claim_id FROM reports r JOIN utterances u ON u.id = r.utterance_id "
        "WHERE u.claim_id IS NOT NULL AND r.attribution_id IN ({})"
    )
    ids = sorted({int(r[0]) for r in in_batches(database, sql, found.tolist())})
    rows = []
    for low in range(0, len(ids), _BATCH):
        some = ids[low : low + _BATCH]
        rows += database.rows(f"{asked} AND c.id IN ({', '.join('?' * len(some))})", [*values, *some])
    yield from sorted(rows, key=_rank if order == _ORDER else itemgetter(0))


def _rank(row: Row) -> tuple[int, ...]:
    """What `_ORDER` sorts by."""
    id, _, _, reports, articles, outlets, _, _, denials, *_ = row
    return -outlets, -denials, -articles, -reports, id


def _among(database: Database, claims: Iterator[Row], found: Column) -> Iterator[Row]:
    sql = "SELECT u.claim_id, r.attribution_id FROM utterances u JOIN reports r ON r.utterance_id = u.id WHERE u.claim_id IN ({})"
    while some := [*islice(claims, _TOGETHER)]:
        reports = np.array([*in_batches(database, sql, [row[0] for row in some])], dtype=np.int64).reshape(-1, 2)
        ids = {*reports[np.isin(reports[:, 1], found), 0].tolist()}
        yield from (row for row in some if row[0] in ids)


def claims_by_number(database: Database, numbers: Iterable[int]) -> dict[int, Claim]:
    """Claims that were reported more than once or denied, by their numbers."""
    rows = in_batches(database, f"SELECT {_COLUMNS} WHERE c.id IN ({{}})", numbers)
    return {int(row[0]): _claim(row) for row in rows}


def told_once(database: Database, numbers: Iterable[int]) -> dict[int, Claim]:
    """Claims by their numbers, those that were reported once among them, of which nothing is summed."""
    sql = "SELECT u.claim_id, r.attribution_id FROM utterances u JOIN reports r ON r.utterance_id = u.id WHERE u.claim_id IN ({})"
    of: dict[int, list[int]] = {}
    for claim, attribution in in_batches(database, sql, sorted(numbers)):
        of.setdefault(int(claim), []).append(int(attribution))
    said = said_of(database, (i for some in of.values() for i in some))
    return {claim: _summary(database, claim, [said[i] for i in some], 0) for claim, some in of.items()}


def _claim(row: Sequence[Value]) -> Claim:
    id, *rest = row
    return Claim(claim_id(int(id or 0)), *rest)  # type: ignore[arg-type]


def claim_number(database: Database, id: str) -> int:
    """The number of a claim by its id, or by that of any content or statement that belongs to it.

    Raises:
        RecordError: It is no id, there is no such claim, or several ids begin so.
    """
    if numbers_of(id) is None:
        raise NotInRecord(f"{id!r} is no id of a claim, of which five characters suffice; onrecord claims lists them", database.name)
    return number_of(database, id, [(n,) for n in claims_like(database, id)])


def claims_like(database: Database, id: str) -> list[int]:
    """The numbers of up to three claims with an id, or with one that begins so; of claims with such a statement where it is one's id."""
    bounds = numbers_of(id)
    if bounds is None:
        return []
    if id.strip().lower().startswith("s"):
        return _of_statements(database, bounds)
    rows = database.rows("SELECT DISTINCT claim_id FROM contents WHERE claim_id IS NOT NULL AND id BETWEEN ? AND ? LIMIT 3", bounds)
    return [int(r[0]) for r in rows]


def _of_statements(database: Database, bounds: tuple[int, int]) -> list[int]:
    """The claims of statements whose numbers lie within bounds: of one that of its first report, else what it denies most surely."""
    within = "(u.statement_id BETWEEN ? AND ? OR (u.statement_id IS NULL AND u.id BETWEEN ? AND ?))"
    columns = "SELECT coalesce(u.statement_id, u.id), {} FROM utterances u "
    rows = database.rows(
        f"{columns.format('u.claim_id')} WHERE u.claim_id IS NOT NULL AND {within} ORDER BY u.rank, u.id LIMIT {_MOST_REPORTS}",
        (*bounds, *bounds),
    ) or database.rows(
        f"{columns.format('d.claim_id')} JOIN denials d ON d.utterance_id = u.id WHERE {within} "
        f"ORDER BY d.confidence DESC, d.claim_id LIMIT {_MOST_REPORTS}",
        (*bounds, *bounds),
    )
    claims = list(dict.fromkeys(int(claim) for _, claim in rows))
    return claims[:1] if len({statement for statement, _ in rows}) == 1 else claims[:3]


def number_of(database: Database, id: str, rows: Sequence[Sequence[int]]) -> int:
    """The one number that was found for an id."""
    if not rows:
        raise NotInRecord(f"has no claim {id}; onrecord claims lists them", database.name)
    if len(rows) > 1:
        raise RecordError(f"has several claims whose ids begin with {id}; give more of it", database.name)
    return int(rows[0][0])


def life(database: Database, id: str, *, otherwise: int = _MOST_OTHERWISE) -> Life:
    """All that is told of a claim.

    Args:
        database: The record.
        id: Its id, or the beginning of it.
        otherwise: Of how many statements at most it is told what other reports make of them.

    Raises:
        RecordError: There is no such claim.
    """
    number = claim_number(database, id)
    own = _utterances(database, "claim_id = ?", number)
    denying = {int(u): float(c) for u, c in database.rows("SELECT utterance_id, confidence FROM denials WHERE claim_id = ?", (number,))}
    denials = _utterances(database, "id IN (SELECT utterance_id FROM denials WHERE claim_id = ?)", number)
    said = {**said_of(database, _reports(database, own)), **said_of(database, _reports(database, denials))}
    articles = {s.article for s in said.values()}
    copies = sources_of(database, articles)
    facts = _Facts(database, said.values(), copies)
    statements = facts.statements(own)
    against = facts.statements(denials)
    sure = {statement: max(c for u, s in denials if s == statement for c in [denying[u]]) for _, statement in denials}
    stating = [s for u, _ in own for s in facts.of.get(u, ())]
    return Life(
        claim=_summary(database, number, stating, len(against)),
        statements=tuple(statements),
        denials=tuple(Denied(s, sure[n]) for s in against for n in sure if statement_id(n) == s.id),
        relations=tuple(_relations(database, [s for _, s in own], facts)),
        independence=facts.independence(stating),
        otherwise=tuple(statements_of(database, _reported_otherwise(database, number, otherwise))),
    )


def _utterances(database: Database, condition: str, *values: int) -> list[tuple[int, int]]:
    """Utterances with their statements, the earliest first."""
    rows = database.rows(
        f"SELECT id, coalesce(statement_id, id) FROM utterances WHERE {condition} ORDER BY rank, id LIMIT {_MOST_REPORTS}",  # noqa: S608
        values,
    )
    return [(int(u), int(s)) for u, s in rows]


def _reports(database: Database, utterances: Iterable[tuple[int, int]]) -> list[int]:
    sql = "SELECT attribution_id FROM reports WHERE utterance_id IN ({}) ORDER BY rank"
    return [int(r[0]) for r in in_batches(database, sql, [u for u, _ in utterances])][:_MOST_REPORTS]


def statements_of(database: Database, numbers: Sequence[int]) -> list[Statement]:
    """Statements with all of their reports, in the order in which they are asked for."""
    marks = [row for n in numbers for row in _utterances(database, _OF_STATEMENT, n, n)]
    said = said_of(database, _reports(database, marks))
    facts = _Facts(database, said.values(), ())
    found = {s.id: s for s in facts.statements(marks)}
    return [found[statement_id(n)] for n in numbers if statement_id(n) in found]


def _reported_otherwise(database: Database, number: int, limit: int) -> list[int]:
    """The numbers of statements of a claim of which other reports state another claim: their words changed on the way."""
    rows = database.rows(
        "SELECT DISTINCT u.statement_id FROM (SELECT statement_id FROM utterances WHERE claim_id = ? AND statement_id IS NOT NULL "
        "ORDER BY rank, id LIMIT ?) u JOIN utterances o ON o.statement_id = u.statement_id WHERE o.claim_id <> ? "
        "ORDER BY u.statement_id LIMIT ?",
        (number, _MOST_REPORTS, number, limit),
    )
    return [int(r[0]) for r in rows]


def reports_of(database: Database, said: Iterable[Said], copied: Iterable[str] = ()) -> dict[int, Report]:
    """Reports by the rows of the attributions, without drift.

    Args:
        database: The record.
        said: The attributions.
        copied: Keys of those that stand in a copied text.
    """
    some, from_others = list(said), set(copied)
    articles = {
        int(id): (title, url)
        for id, title, url in in_batches(
            database,
            "SELECT ar.id, v.title, ar.url FROM articles ar JOIN versions v ON v.article_id = ar.id AND v.is_current = 1 "
            "WHERE ar.id IN ({})",
            {s.article for s in some},
        )
    }
    return {
        s.id: Report(
            *(s.article, s.key, s.outlet, s.published, *articles.get(s.article, (None, None)), s.name, s.source, s.cue, s.content),
            *(s.via, s.act, s.stance, s.key in from_others, None, s.asserted),
        )
        for s in some
    }


class _Facts:
    """Attributions with what their articles share, as statements are made of them."""

    def __init__(self, database: Database, said: Iterable[Said], copies: Sequence[Copy]) -> None:
        self._database = database
        self._said = {s.id: s for s in said}
        self._copies = copies
        self._spans = spans_of(database, self._said)
        sql = "SELECT attribution_id, utterance_id FROM reports WHERE attribution_id IN ({})"
        self.of: dict[int, list[Said]] = {}
        for attribution, utterance in in_batches(database, sql, sorted(self._said)):
            self.of.setdefault(int(utterance), []).append(self._said[int(attribution)])
        self.reports = reports_of(database, self._said.values(), self._copied())

    def _copied(self) -> set[str]:
        """Keys of the attributions that stand in a copied text."""
        out = set()
        for copy in (c for c in self._copies if c.directed):
            for s in self._said.values():
                spans = self._spans.get(s.id, ())
                if article_of(s.key) == copy.copy and spans and copy.copy_span[0] <= spans[0][0] and spans[-1][1] <= copy.copy_span[1]:
                    out.add(s.key)
        return out

    def statements(self, utterances: Iterable[tuple[int, int]]) -> list[Statement]:
        """Statements of some utterances, the earliest first."""
        by_statement: dict[int, list[Said]] = {}
        for utterance, statement in utterances:
            by_statement.setdefault(statement, []).extend(self.of.get(utterance, ()))
        made = [self._statement(n, members) for n, members in by_statement.items() if members]
        return sorted(made, key=lambda s: (*order(s.reports[0].published, s.reports[0].key), s.id))

    def _statement(self, number: int, members: Sequence[Said]) -> Statement:
        line = sorted(members, key=lambda s: (*order(s.published, article_of(s.key)), -len(s.content), s.key))
        first = line[0]
        reports = [self.reports[first.id]]
        known = _marked(first.content, (s.content for s in line[1:]))
        for s in line[1:]:
            others = kinship(first, s) in {"kin", "other"}  # who is only called otherwise is no change
            named = (first.name, s.name) if others else (None, None)
            denied = first.act == "deny", s.act == "deny"
            change = drift(first.content, s.content, speakers=named, denied=denied, marks=known.get(s.content))
            if {s.inside, first.inside} & {first.key, s.key}:  # a part of the very same words
                change = Drift(tuple(c for c in change.changes if not c.material), change.overlap)
            reports.append(replace(self.reports[s.id], drift=change))
        names = [s.name for s in line if s.name and (s is first or kinship(first, s) == "same")]
        days = [d for s in line for d in (s.said_first, s.said_last) if d]
        return Statement(
            id=statement_id(number),
            speaker=max(names, key=lambda n: (len(n), n), default=None),
            said_first=min(days, default=None),
            said_last=max(days, default=None),
            act=first.act,
            reports=tuple(reports),
        )

    def independence(self, said: Sequence[Said]) -> Independence | None:
        """What stands behind some attributions."""
        articles = told_of(self._database, {s.article for s in said})
        credits = {t.key: credits_of(t) for t in articles.values()}
        outlets = [str(r[0]) for r in self._database.rows("SELECT name FROM outlets")]
        places: Mapping[str, Sequence[tuple[int, int]]] = {s.key: self._spans.get(s.id, ()) for s in said}
        return independence(said, self._copies, credits=credits, places=places, outlets=outlets)


def _marked(first: str, others: Iterable[str]) -> dict[str, Marks]:
    """What the network marks in the reports of a statement beside the first one, of not too many that are worded in different ways."""
    worded = [text for text in dict.fromkeys(others) if normalised(text) != normalised(first)][:_MOST_MARKED]
    return dict(zip(worded, marks([(first, text) for text in worded]), strict=True))


def _summary(database: Database, number: int, said: Sequence[Said], denials: int) -> Claim:
    rows = database.rows(f"SELECT {_COLUMNS} WHERE c.id = ?", (number,))
    if rows:
        return _claim(rows[0])
    days = sorted(s.published[:10] for s in said if s.published)
    first = min(said, key=lambda s: (*order(s.published, s.key), s.key))
    outlets, articles = {s.outlet for s in said if s.outlet}, {s.article for s in said}
    counts = (len(said), len(articles), len(outlets), len({s.speaker or s.key for s in said}), 1, denials)
    return Claim(claim_id(number), first.content, first.name, *counts, days[0] if days else None, days[-1] if days else None)


def _relations(database: Database, statements: Sequence[int], facts: _Facts) -> list[Related]:
    """What statements of a claim have to do with one another and with others."""
    rows: dict[tuple[int, int], tuple[str, float, int, int]] = {}
    for column in ("later_id", "earlier_id"):
        sql = (
            "SELECT later_id, earlier_id, kind, confidence, later_attribution, earlier_attribution "  # noqa: S608
            f"FROM relations WHERE {column} IN ({{}})"
        )
        for later, earlier, *rest in in_batches(database, sql, statements):
            rows[int(later), int(earlier)] = (str(rest[0]), float(rest[1]), int(rest[2]), int(rest[3]))
    wanted = {a for row in rows.values() for a in row[2:]} - facts.reports.keys()
    reports = {**facts.reports, **reports_of(database, said_of(database, wanted).values())}
    found = [
        Related(kind, statement_id(later), statement_id(earlier), reports[x], reports[y], sure)
        for (later, earlier), (kind, sure, x, y) in rows.items()
        if x in reports and y in reports
    ]
    return sorted(found, key=lambda r: (r.later_report.published or "", r.kind, r.later, r.earlier))
