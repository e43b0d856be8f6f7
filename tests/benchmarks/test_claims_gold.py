"""The gold across articles holds to its own rules. Of held-out stories no words may show in what fails, only keys."""

import json
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from onrecord.model import Article, Attribution, Excerpt, Reading, Speaker

GOLD = sorted((Path(__file__).parents[2] / "benchmarks" / "claims").glob("*/*.json"))
STORIES = Path(__file__).parents[2] / "examples" / "stories"


@pytest.fixture(params=GOLD, ids=lambda path: path.stem)
def path(request: pytest.FixtureRequest) -> Path:
    found: Path = request.param
    return found


@pytest.fixture
def part(gold: ModuleType, path: Path) -> Any:
    return gold.load([path])


def test_every_story_has_gold_in_one_of_the_parts() -> None:
    examples = [path for path in GOLD if not path.with_suffix(".jsonl").exists()]
    assert sorted(path.stem for path in examples) == sorted(path.stem for path in STORIES.glob("*.jsonl"))
    assert [path.parent.name for path in examples] == ["developing"] * 4 + ["held-out"] * 4
    assert {path.parent.name for path in GOLD if path not in examples} == {"practice"}


def test_there_are_no_texts_in_it(path: Path) -> None:
    story = json.loads(path.read_text(encoding="utf-8"))
    assert set(story) == {
        "story", "title", "attributions", "copies", "statements", "claims", "denials", "relations", "independence", "drift", "identities",
    }  # fmt: skip
    fields = {field for records in story["attributions"].values() for record in records for field in record}
    assert not {"text", "words"} & fields


def test_offsets_are_those_of_the_articles(part: Any, path: Path) -> None:
    texts = {t.id: t.text for t in part.corpus.told}
    story = json.loads(path.read_text(encoding="utf-8"))
    assert set(texts) == set(story["attributions"])
    wrong = [
        (article, record["id"], role)
        for article, records in story["attributions"].items()
        for record in records
        for role in ("source", "cue", "content")
        for start, end in record[role]
        if not 0 <= start < end <= len(texts[article]) or texts[article][start:end] != texts[article][start:end].strip()
    ]
    assert wrong == []


def test_all_that_states_is_in_one_statement_and_all_that_claims_in_one_claim(part: Any, scores: ModuleType) -> None:
    said = {s.key: s for s in part.corpus.said}
    assert len(said) == len(part.corpus.said)
    assert set(scores.where(part.gold.statements)) == {k for k, s in said.items() if s.states}
    assert set(scores.where(part.gold.claims)) == {k for k, s in said.items() if s.claims}


def test_every_denial_denies_something(part: Any) -> None:
    denying = {d.attribution for d in part.gold.denials}
    assert {s.key for s in part.corpus.said if s.states and s.act == "deny"} <= denying


def test_everything_that_is_named_is_there(part: Any, path: Path) -> None:
    said = {s.key for s in part.corpus.said}
    articles = {t.id for t in part.corpus.told}
    gold = part.gold
    named = {k for r in gold.relations for k in (r.later, r.earlier)} | {k for c in gold.drift for k in (c.earlier, c.later)}
    named |= {k for d in gold.denials for k in (d.attribution, d.claim)} | {i.first for i in gold.independence}
    story = json.loads(path.read_text(encoding="utf-8"))
    named |= {tuple(pair[end]) for pair in story["identities"] for end in ("described", "named")}
    assert named <= said
    assert {a for c in gold.copies for a in (c.of, c.copy)} <= articles


def test_relations_lead_from_the_later_to_the_earlier_one_for_each_pair(part: Any, scores: ModuleType) -> None:
    when = {t.id: t.published for t in part.corpus.told}
    assert [r for r in part.gold.relations if when[r.later[0]] < when[r.earlier[0]]] == []
    group = scores.where(part.gold.statements)
    pairs = [frozenset((group[r.later], group[r.earlier])) for r in part.gold.relations]
    assert all(len(pair) == 2 for pair in pairs)
    assert len(set(pairs)) == len(pairs)


def test_lines_are_of_all_articles_that_report_the_claim(part: Any) -> None:
    told = {i.members: i for i in part.gold.independence}
    assert len(told) == len(part.gold.independence)
    for members in part.gold.claims:
        articles = {article for article, _ in members}
        assert (members in told) == (len(articles) > 1), sorted(members)
        if members in told:
            assert sorted(a for line in told[members].lines for a in line) == sorted(articles), sorted(members)
            assert told[members].first in members


def test_changes_are_between_reports_of_one_statement(part: Any, scores: ModuleType, claiming: ModuleType) -> None:
    group = scores.where(part.gold.statements)
    said = {s.key: s for s in part.corpus.said}
    for c in part.gold.drift:
        assert group[c.earlier] == group[c.later], (c.earlier, c.later)
        assert c.kind in claiming.CHANGES
        for words, key in ((c.before, c.earlier), (c.after, c.later)):
            s = said[key]
            assert any(words in x for x in (s.content, s.source, s.speaker or "")) or " … " in s.content, key


@pytest.mark.parametrize("given", [True, False])
def test_gold_is_right_by_every_score(part: Any, scores: ModuleType, given: bool) -> None:
    s = scores.scores(part.gold, part.gold, given=given)
    tallies = {"articles": s.copies.articles, "passages": s.copies.passages, "statements": s.statements, "claims": s.claims}
    tallies |= {"denials": s.denials, "drift": s.drift, "statement pairs": s.statement_pairs, **s.relations}
    assert {name: t.f1 for name, t in tallies.items() if t.gold} == {name: 1 for name, t in tallies.items() if t.gold}
    assert s.copies.directed == s.copies.directions == len(part.gold.copies)
    claims = len(part.gold.independence)
    assert s.independence == scores.IndependenceScore(claims, claims, claims, claims, claims)


# What is read, held against what was marked

TEXT = "It rains, Ode said. The bridge is closed, Holm told NordPress. No."


def excerpt(words: str) -> Excerpt:
    at = TEXT.index(words)
    return Excerpt(words, ((at, at + len(words)),))


def attribution(id: str, content: str | None, speaker: Speaker | None = None, **more: Any) -> Attribution:
    return Attribution(
        id=id, kind="indirect", source=None, cue=None, content=excerpt(content) if content else None, speaker=speaker, confidence=1, **more
    )


@pytest.fixture
def marks(gold: ModuleType) -> list[Any]:
    article = {"id": "x", "outlet": "NordPress", "published": "2026-03-01", "text": TEXT}
    record: dict[str, Any] = {
        "speaker": "Ode Lind", "speaker_type": "person", "via": [], "said_on": None, "act": "state", "reporter_stance": "neutral",
        "asserted": True, "kind": "indirect", "inside": None, "source": [], "cue": [],
    }  # fmt: skip
    spans = [[excerpt(words).spans[0]] for words in ("It rains", "The bridge is closed")]
    return [gold.marked(article, record | {"id": f"a{n}", "content": content}) for n, content in enumerate(spans, 1)]


def test_what_was_read_has_the_key_of_what_was_marked_there(gold: ModuleType, marks: list[Any]) -> None:
    read = Reading(
        Article(id="x", text=TEXT, outlet="NordPress"),
        (
            attribution("a7", "It rains,", Speaker(id="s1", name="Ode", type="person", key="ode", confidence=1)),
            attribution("a8", "bridge is closed", Speaker(id="s2", name="she", type="unknown", key="she", confidence=1), act="deny"),
            attribution("a9", "told NordPress", inside="a8"),
            attribution("a10", None),
        ),
    )
    found = list(gold.found_in(read, marks))
    assert [s.key for s in found] == [("x", "a1"), ("x", "a2"), ("x", "?a9"), ("x", "?a10")]
    assert [s.speaker for s in found] == ["ode", None, None, None]
    assert [(s.act, s.inside) for s in found] == [("deny" if n == 1 else "state", ("x", "a2") if n == 2 else None) for n in range(4)]
    assert [s.key for s in gold.found_in(read, marks[::-1])] == [s.key for s in found]


def test_less_than_half_is_not_the_same_place_and_each_is_matched_once(gold: ModuleType, marks: list[Any]) -> None:
    read = Reading(
        Article(id="x", text=TEXT), (attribution("a1", "closed"), attribution("a2", "The bridge is closed"), attribution("a3", "bridge is"))
    )
    assert [s.key[1] for s in gold.found_in(read, marks)] == ["?a1", "a2", "?a3"]


def test_a_story_is_read_from_end_to_end(gold: ModuleType, claiming: ModuleType) -> None:
    (path,) = [path for path in gold.PARTS["developing"] if path.stem == "dam"]
    part = gold.load([path])
    found = gold.read([path], part.corpus)
    assert [(t.id, t.text, t.outlet, t.byline) for t in found.told] == [(t.id, t.text, t.outlet, t.byline) for t in part.corpus.told]
    keys = [s.key for s in found.said]
    assert len(set(keys)) == len(keys)
    marked = {s.key for s in part.corpus.said if s.content}
    assert len(marked & set(keys)) > 0.8 * len(marked)
    assert all(key in marked or key[1].startswith("?") for key in keys)
