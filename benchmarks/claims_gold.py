"""The invented stories with their gold: as plain values, with the attributions that were marked or those that onrecord reads."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from claiming import Change, Copy, Corpus, Denial, Key, Levels, Lines, Relation, Said, Told

from onrecord.model import Article, Attribution, Reading
from onrecord.scoring.matching import jaccard, match
from onrecord.scoring.tokens import Scored

HERE = Path(__file__).parent
PARTS = {name: sorted((HERE / "claims" / name).glob("*.json")) for name in ("developing", "practice", "held-out")}
STORIES = HERE.parent / "examples" / "stories"
Record = dict[str, Any]


@dataclass(frozen=True)
class Part:
    """Some of the stories: their articles and gold, as one corpus."""

    corpus: Corpus
    gold: Levels


def texts_of(gold: Path) -> Path:
    """The articles of a story, by the file with its gold: beside it, or among the examples."""
    beside = gold.with_suffix(".jsonl")
    return beside if beside.exists() else STORIES / beside.name


def load(paths: Iterable[Path]) -> Part:
    """Articles, marked attributions and gold of stories, put together."""
    told: list[Told] = []
    said: list[Said] = []
    stories = []
    for path in paths:
        story = json.loads(path.read_text(encoding="utf-8"))
        articles = [json.loads(line) for line in texts_of(path).read_text(encoding="utf-8").splitlines()]
        told += map(_told, articles)
        for article in articles:
            said += (marked(article, record) for record in story["attributions"][article["id"]])
        stories.append(levels(story))
    gold = Levels(*([x for story in stories for x in getattr(story, name)] for name in Levels.__dataclass_fields__))
    return Part(Corpus(tuple(told), tuple(said)), gold)


def _told(article: Record) -> Told:
    return Told(article["id"], article["outlet"], article["published"], article["title"], tuple(article["byline"]), (), article["text"])


def marked(article: Record, record: Record) -> Said:
    """An attribution as it was marked."""

    def words(role: str) -> str:
        return " … ".join(article["text"][s:e] for s, e in record[role])

    return Said(
        key=(article["id"], record["id"]),
        outlet=article["outlet"],
        published=article["published"],
        speaker=record["speaker"],
        name=record["speaker"],
        type=record["speaker_type"],
        via=tuple(record["via"]),
        said_on=record["said_on"],
        act=record["act"],
        stance=record["reporter_stance"],
        asserted=record["asserted"],
        kind=record["kind"],
        source=words("source"),
        cue=words("cue"),
        content=words("content"),
        spans=tuple((s, e) for s, e in record["content"]),
        inside=(article["id"], record["inside"]) if record["inside"] else None,
    )


def levels(story: Record) -> Levels:
    """The gold of a story in the form of an answer."""

    def key(pair: list[str]) -> Key:
        return pair[0], pair[1]

    def span(pair: list[int] | None) -> tuple[int, int] | None:
        return (pair[0], pair[1]) if pair else None

    members = {c["name"]: frozenset(map(key, c["members"])) for c in story["claims"]}
    return Levels(
        copies=[Copy(c["of"], c["copy"], c["scope"], span(c.get("of_span")), span(c.get("copy_span"))) for c in story["copies"]],
        statements=[frozenset(map(key, group)) for group in story["statements"]],
        claims=list(members.values()),
        denials=[Denial(key(d["attribution"]), min(members[d["claim"]])) for d in story["denials"]],
        relations=[Relation(r["kind"], key(r["from"]), key(r["to"])) for r in story["relations"]],
        independence=[
            Lines(members[i["claim"]], key(i["first"]), frozenset(map(frozenset, i["lines"])), i["circular"]) for i in story["independence"]
        ],
        drift=[
            Change(key(d["from"]), key(d["to"]), c["kind"], c["before"], c["after"], c["material"])
            for d in story["drift"]
            for c in d["changes"]
        ],
    )


def read(paths: Iterable[Path], gold: Corpus) -> Corpus:
    """The same articles as onrecord reads them; what stands where a marked attribution stands has the key of that."""
    from onrecord.pipeline import understand
    from onrecord.reading import articles

    marks: dict[str, list[Said]] = {}
    for said in gold.said:
        marks.setdefault(said.key[0], []).append(said)
    told: list[Told] = []
    found: list[Said] = []
    for path in paths:
        for article in articles(texts_of(path)):
            if not isinstance(article, Article):
                raise article
            told.append(Told(article.id, article.outlet, article.published, article.title, article.byline, article.wire, article.text))
            found += found_in(understand(article), marks.get(article.id, []))
    return Corpus(tuple(told), tuple(found))


def found_in(reading: Reading, marks: list[Said]) -> Iterator[Said]:
    """Attributions that were read, as plain values; the keys of those that were not marked begin with a question mark."""
    text = Scored(reading.article.text)
    marks = sorted(marks, key=lambda m: (m.spans, m.key))
    spans = [a.content.spans if a.content else () for a in reading.attributions]
    twins = {j: marks[i].key[1] for i, j in same_places(text, [m.spans for m in marks], spans)}
    names = {a.id: twins.get(j, f"?{a.id}") for j, a in enumerate(reading.attributions)}
    for a in reading.attributions:
        yield _as_read(reading.article, a, names)


def same_places(text: Scored, gold: list[tuple[tuple[int, int], ...]], found: list[tuple[tuple[int, int], ...]]) -> list[tuple[int, int]]:
    """Contents that are the same, one to one: at least half of the words of both are in both."""
    a, b = ([text.covered(spans) for spans in side] for side in (gold, found))
    return match([(w, i, j) for i, x in enumerate(a) for j, y in enumerate(b) if (w := jaccard(x, y)) >= 0.5])


def _as_read(article: Article, a: Attribution, names: dict[str, str]) -> Said:
    who = a.speaker if a.speaker and a.speaker.type != "unknown" else None
    return Said(
        key=(article.id, names[a.id]),
        outlet=article.outlet,
        published=article.published,
        speaker=(who.known or who.key or who.name) if who else None,
        name=who.name if who else None,
        type=who.type if who else "unknown",
        via=tuple(v.name for v in a.via),
        said_on=a.said_on.value if a.said_on else None,
        act=a.act or "state",
        stance=a.reporter_stance or "neutral",
        asserted=a.asserted,
        kind=a.kind,
        source=a.source.text if a.source else "",
        cue=a.cue.text if a.cue else "",
        content=a.content.text if a.content else "",
        spans=a.content.spans if a.content else (),
        inside=(article.id, names[a.inside]) if a.inside else None,
    )
