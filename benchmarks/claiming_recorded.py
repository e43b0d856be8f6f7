"""onrecord as its users meet it: the articles are put into a record, and the record is asked.

In a record not all pairs are compared, as `claiming_ours.py` does, but those near each other, and of these not all by the network; groups
are made part by part. What is lost by that is seen by comparing the two.
"""

from __future__ import annotations

import tempfile
from collections import defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path

import claiming
from claiming import Change, Corpus, Denial, Group, Key, Levels, Lines, Relation
from claiming_ours import Ours

from onrecord.claims.copies import Copy
from onrecord.claims.copying import sources_of
from onrecord.claims.store import update
from onrecord.model import Article, Attribution, Date, Excerpt, Reading, Speaker, Via
from onrecord.record import Record, open_record


def reading(told: claiming.Told, said: Iterable[claiming.Said]) -> Reading:
    """An article with its attributions, as it would have been read."""
    article = Article(
        id=told.id,
        outlet=told.outlet,
        published=told.published,
        title=told.title,
        byline=told.byline,
        wire=told.wire,
        text=told.text,
        language="en",
    )
    return Reading(article, tuple(_attribution(s) for s in said))


def _attribution(s: claiming.Said) -> Attribution:
    speaker = Speaker(id=s.speaker or "?", name=s.name, type=s.type, key=(s.speaker or "").lower() or None, confidence=0.9)  # type: ignore[arg-type]
    here = s.spans[:1]
    return Attribution(
        id=s.key[1],
        kind=s.kind,  # type: ignore[arg-type]
        source=Excerpt(s.source, here) if s.source else None,
        cue=Excerpt(s.cue, here) if s.cue else None,
        content=Excerpt(s.content, s.spans) if s.content else None,
        speaker=speaker if s.name else None,
        via=tuple(Via(name=v, type="outlet", spans=here) for v in s.via),
        said_on=Date(value=s.said_on, text=s.said_on, spans=here) if s.said_on else None,
        act=s.act,  # type: ignore[arg-type]
        reporter_stance=s.stance,  # type: ignore[arg-type]
        asserted=s.asserted,
        inside=s.inside[1] if s.inside else None,
        confidence=0.9,
    )


def ask(record: Record) -> tuple[list[claiming.Copy], list[Group], list[Group], list[Denial], list[Relation]]:
    """All that a record tells across its articles."""
    db = record.database
    rows = db.rows(
        "SELECT a.id, ar.key, a.label, u.id, u.statement_id, u.claim_id FROM reports r JOIN utterances u ON u.id = r.utterance_id "
        "JOIN attributions a ON a.id = r.attribution_id JOIN articles ar ON ar.id = r.article_id"
    )
    key = {int(r[0]): (_own(str(r[1])), str(r[2])) for r in rows}
    statements: defaultdict[int, set[Key]] = defaultdict(set)
    claims: defaultdict[int, set[Key]] = defaultdict(set)
    reports: defaultdict[int, list[Key]] = defaultdict(list)
    for id, _, _, utterance, statement, claim in rows:
        reports[utterance].append(key[id])
        if statement is not None:
            statements[statement].add(key[id])
        if claim is not None:
            claims[claim].add(key[id])
    found = db.rows("SELECT utterance_id, claim_id FROM denials")
    denials = [Denial(k, min(claims[claim])) for utterance, claim in found if claims[claim] for k in sorted(reports[utterance])]
    between = db.rows("SELECT kind, later_attribution, earlier_attribution FROM relations")
    relations = [Relation(kind, key[later], key[earlier]) for kind, later, earlier in between]
    ids = [int(r[0]) for r in db.rows("SELECT id FROM articles")]
    copies = [
        claiming.Copy(
            _own(c.of),
            _own(c.copy),
            c.scope,
            c.of_span if c.scope == "passage" else None,
            c.copy_span if c.scope == "passage" else None,
            c.directed,
        )
        for c in direct_copies(record, ids)
    ]
    return copies, [frozenset(g) for g in statements.values()], [frozenset(g) for g in claims.values()], denials, relations


def direct_copies(record: Record, articles: Sequence[int]) -> tuple[Copy, ...]:
    """The copies in a record, each with where it was made from."""
    return sources_of(record.database, articles, most=len(articles))


def _own(key: str) -> str:
    """The id of an article, by what a record calls it."""
    return key.rpartition("\0")[2]


def recorded(corpus: Corpus) -> tuple[Levels, int]:
    """What a record tells of a corpus, and how many pairs were near each other in it."""
    with tempfile.TemporaryDirectory() as folder, open_record(Path(folder) / "news.db") as record:
        said: defaultdict[str, list[claiming.Said]] = defaultdict(list)
        for s in corpus.said:
            said[s.key[0]].append(s)
        for told in corpus.told:
            record.add(reading(told, said[told.id]))
        for _ in record.embed():
            pass
        update(record.database)
        copies, statements, claims, denials, relations = ask(record)
        ((pairs,),) = record.database.rows("SELECT count(*) FROM judged_pairs")
    ours = Ours()
    lines: list[Lines] = ours.independence(corpus, copies, claims)
    drift: list[Change] = ours.drift(corpus, statements)
    return Levels(copies, statements, claims, denials, relations, lines, drift), int(pairs)


def by_story(corpus: Corpus) -> list[Corpus]:
    """A corpus story by story: the ids of articles begin with the name of theirs."""
    names = sorted({t.id.split("-")[0] for t in corpus.told})
    return [
        Corpus(
            tuple(t for t in corpus.told if t.id.split("-")[0] == name),
            tuple(s for s in corpus.said if s.key[0].split("-")[0] == name),
        )
        for name in names
    ]


def together(found: Sequence[Levels]) -> Levels:
    """What was told of several corpora."""
    return Levels(*([x for levels in found for x in getattr(levels, name)] for name in Levels.__dataclass_fields__))
