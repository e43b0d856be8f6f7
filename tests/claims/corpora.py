"""Records to compare: the example stories with the attributions that were marked in them, and small corpora made by chance."""

import json
import random
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from onrecord.claims.comparing import Comparison, compare
from onrecord.claims.judging import Judged
from onrecord.model import Article, Attribution, Date, Excerpt, Reading, Speaker, Via
from onrecord.record import Record
from onrecord.record.database import Database

ROOT = Path(__file__).parents[2]
STORIES = ("dam", "grain", "merger", "vaccine")


def story(name: str) -> list[Reading]:
    """The articles of a story of the developing part, as a reader without a fault would read them."""
    gold = json.loads((ROOT / "benchmarks" / "claims" / "developing" / f"{name}.json").read_text(encoding="utf-8"))
    lines = (ROOT / "examples" / "stories" / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    return [_reading(a, gold["attributions"][a["id"]]) for a in map(json.loads, lines)]


def _reading(a: dict[str, Any], marked: list[dict[str, Any]]) -> Reading:
    facts = {name: a[name] for name in ("id", "url", "outlet", "title", "published", "text")}
    article = Article(**facts, byline=tuple(a["byline"]), language="en")
    return Reading(article, tuple(_attribution(a["text"], m) for m in marked))


def _attribution(text: str, m: dict[str, Any]) -> Attribution:
    def excerpt(role: str) -> Excerpt | None:
        spans = tuple((s, e) for s, e in m[role])
        return Excerpt(" … ".join(text[s:e] for s, e in spans), spans) if spans else None

    who = m["speaker"]
    speaker = Speaker(id=f"s-{who}", name=who, type=m["speaker_type"], key=who.lower(), confidence=0.9) if who else None
    return Attribution(
        id=m["id"],
        kind=m["kind"],
        source=excerpt("source"),
        cue=excerpt("cue"),
        content=excerpt("content"),
        speaker=speaker,
        via=tuple(Via(name=v, type="outlet", spans=()) for v in m["via"]),
        said_on=Date(value=m["said_on"], text=m["said_on"], spans=()) if m["said_on"] else None,
        act=m["act"],
        reporter_stance=m["reporter_stance"],
        asserted=m["asserted"],
        inside=m["inside"],
        confidence=0.9,
    )


NAMES = ("Ana Ruiz", "Per Lind", "Marit Holvar", "the ministry")
SUBJECTS = ("the Grenda dam", "the northern ferry", "the harbour bridge", "the grain port")
SAYS = (
    "is closed",
    "is not closed",
    "will be closed on Monday",
    "may be closed on Monday",
    "has cost 40 million",
    "has cost 60 million",
    "is safe",
)


MATTERS = tuple(
    f"{one} {other}"
    for one in ("the Grenda", "the Sarn", "Elmsund's", "Dravosa's")
    for other in ("ferry", "mill", "library", "tram", "quay", "school")
)
"""Such that `judging_matters` has each hang together by itself; some have a word in common."""


def by_chance(seed: int, articles: int = 12, subjects: Sequence[str] = SUBJECTS) -> list[Reading]:
    """Articles in which a few speakers say a few things in slightly other words, often the same."""
    chance = random.Random(seed)
    out = []
    for n in range(articles):
        text, attributions = f"Item {n}. ", []
        day = f"2026-03-{chance.randint(1, 9):02}"
        for k in range(chance.randint(0, 4)):
            name = chance.choice(NAMES)
            what = f"{chance.choice(subjects)} {chance.choice(SAYS)}{chance.choice(['', ', for all that is known', ' again'])}"
            at = len(text) + len(name) + 6
            attributions.append(
                Attribution(
                    id=f"a{k}",
                    kind=chance.choice(["direct", "indirect"]),
                    source=Excerpt(name, ((len(text), len(text) + len(name)),)),
                    cue=Excerpt("said", ((at - 5, at - 1),)),
                    content=Excerpt(what, ((at, at + len(what)),)),
                    speaker=Speaker(id=name, name=name, type="person" if name[0].isupper() else "organisation", key=name, confidence=0.9),
                    act=chance.choice(["state", "state", "state", "deny"]),
                    asserted=chance.random() < 0.9,
                    confidence=0.9,
                )
            )
            text += f"{name} said {what}. "
        article = Article(id=f"n{n}", outlet=chance.choice(["Herald", "Post", "Courier"]), published=day, text=text, language="en")
        out.append(Reading(article, tuple(attributions)))
    return out


def judging(pairs: Sequence[tuple[str, str]]) -> list[Judged]:
    """In place of the network: what the words show, and how many of them are the same."""
    return [_judged(a, b) for a, b in pairs]


def _judged(a: str, b: str) -> Judged:
    seen = compare(a, b)
    against = 0.9 if seen.conflict else 0.1
    one = 0.2 if seen.material else round(seen.overlap * 0.95, 6)
    relation = "contradicts" if against > one else "same" if one >= 0.5 else "related"
    return Judged(relation, max(one, against), one, against, round(8 * seen.overlap), against, seen.overlap, seen.material, seen)  # type: ignore[arg-type]


def judging_matters(pairs: Sequence[tuple[str, str]]) -> list[Judged]:
    """As `judging`, but contents whose first words differ have nothing to do with each other."""
    apart = Judged("unrelated", 0.9, 0.02, 0.02, 0, 0.02, 0.0, (), Comparison((), 0.0, 0, None))
    return [_judged(a, b) if a.split()[:2] == b.split()[:2] else apart for a, b in pairs]


def add(record: Record, readings: Iterable[Reading]) -> None:
    for reading in readings:
        record.add(reading)


def keys(database: Database) -> dict[int, str]:
    """What attributions are called whatever their rows."""
    rows = database.rows(
        "SELECT a.id, ar.key, a.label FROM attributions a JOIN versions v ON v.id = a.version_id JOIN articles ar ON ar.id = v.article_id"
    )
    return {int(id): f"{key}#{label}" for id, key, label in rows}


def state(database: Database) -> dict[str, Any]:
    """All that is told of statements and claims, whatever the rows of articles and attributions."""
    names = keys(database)

    def groups(column: str) -> list[list[str]]:
        found: dict[int, list[str]] = {}
        for id, group in database.rows(f"SELECT r.attribution_id, u.{column} FROM reports r JOIN utterances u ON u.id = r.utterance_id"):
            if group is not None:
                found.setdefault(int(group), []).append(names[id])
        return sorted(sorted(g) for g in found.values())

    columns = "reports, articles, outlets, speakers, statements, denials, first_day, last_day"
    return {
        "contents": sorted(
            (id, names[a], bytes(near), component, claim, n)
            for id, a, near, component, claim, n in database.rows(
                "SELECT id, attribution_id, near, component, claim_id, state FROM contents"
            )
        ),
        "places": sorted(database.rows("SELECT number, code, content_id FROM content_places")),
        "utterances": sorted(
            (id, c, names[a], s, k)
            for id, c, a, s, k in database.rows("SELECT id, content_id, attribution_id, statement_id, claim_id FROM utterances")
        ),
        "statements": groups("statement_id"),
        "claims": groups("claim_id"),
        "sums": sorted(
            (id, part, names[a], *rest)
            for id, part, a, *rest in database.rows(f"SELECT id, part_id, attribution_id, {columns} FROM claims")
        ),
        "denials": sorted(database.rows("SELECT utterance_id, claim_id, part_id, confidence FROM denials")),
        "relations": sorted(
            (kind, later, earlier, sure, names[a], names[b])
            for kind, later, earlier, sure, a, b in database.rows(
                "SELECT kind, later_id, earlier_id, confidence, later_attribution, earlier_attribution FROM relations"
            )
        ),
        "copies": sorted(raw for (raw,) in database.rows("SELECT copies_json FROM claim_copies")),
        "parts": sorted((id, component) for id, component in database.rows("SELECT id, component FROM claim_parts")),
    }
