"""FollowTheMoney, schema.org and Web Annotation."""

import hashlib
import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.exporting.files.web_annotation import annotation
from onrecord.exporting.rows import json_line
from onrecord.model import Article, Attribution, Excerpt, Review, Speaker
from onrecord.record import Hit, Record, open_record
from tests.exporting.files.conftest import HOSTILE
from tests.record.conftest import reading

# What is used of each schema of FollowTheMoney 4: its properties, which of these refer to an entity of what schema, and what must be there.
_THING = {"name", "alias", "wikidataId", "sourceUrl", "publisher", "summary", "description", "notes"}
_INTERVAL = {"date", "startDate", "endDate", "summary", "description", "recordId", "sourceUrl", "publisher"}
SCHEMATA: dict[str, tuple[set[str], dict[str, set[str]], set[str]]] = {
    "Article": (_THING | {"title", "fileName", "author", "publishedAt", "language", "bodyText"}, {}, {"fileName"}),
    "Person": (_THING, {}, {"name"}),
    "Organization": (_THING, {}, {"name"}),
    "LegalEntity": (_THING, {}, {"name"}),
    "Note": (_THING | {"entity"}, {"entity": {"Article"}}, {"name"}),
    "Mention": (
        {"document", "resolved", "name", "detectedSchema"},
        {"document": {"Article"}, "resolved": {"Person", "Organization", "LegalEntity"}},
        {"document", "name"},
    ),
    "Documentation": (
        _INTERVAL | {"role", "status", "document", "entity"},
        {"document": {"Article"}, "entity": {"Person", "Organization", "LegalEntity"}},
        {"document", "entity"},
    ),
}


def checked(entities: list[dict[str, Any]]) -> dict[str, dict[str, Any]]:
    """The entities by id, where they are valid and refer only to what comes before."""
    seen: dict[str, dict[str, Any]] = {}
    for e in entities:
        properties, references, required = SCHEMATA[e["schema"]]
        assert set(e) == {"id", "schema", "properties"}
        assert e["id"] not in seen
        assert set(e["properties"]) <= properties, e
        assert required <= set(e["properties"]), e
        for name, values in e["properties"].items():
            assert values
            assert all(isinstance(v, str) and v for v in values)
            if name in references:
                assert all(seen[v]["schema"] in references[name] for v in values), e
        seen[e["id"]] = e
    return seen


def test_ftm_entities_are_valid_once_and_refer_to_what_came_before(corpus: Record, lines: Any) -> None:
    entities = checked(lines(corpus, "ftm")).values()
    n = {schema: sum(1 for e in entities if e["schema"] == schema) for schema in SCHEMATA}
    assert n["Article"] == len({h.article["number"] for h in corpus.attributions()})
    assert n["Documentation"] + n["Note"] == corpus.stats()["attributions"]
    assert n["Person"] > 5
    assert n["Organization"] > 5


def test_ftm_is_what_the_followthemoney_library_takes(corpus: Record, lines: Any) -> None:
    model = pytest.importorskip("followthemoney").model
    for e in lines(corpus, "ftm"):
        proxy = model.get_proxy(e, cleaned=False)
        kept = {name: sorted(values) for name, values in proxy.to_dict()["properties"].items()}
        assert kept == {name: sorted(values) for name, values in e["properties"].items()}  # nothing was thrown away as invalid
        proxy.schema.validate(e)


def test_ftm_tells_who_judged_and_where_words_stand(corpus: Record, lines: Any) -> None:
    found = lines(corpus, "ftm", reviewed="any")
    told = [e["properties"].get("status", e["properties"].get("notes", [""]))[0] for e in found if e["schema"] in {"Documentation", "Note"}]
    assert [t.partition(" on ")[0] for t in told] == ["confirmed by ed", "corrected by al"]
    (link,) = [e for e in lines(corpus, "ftm", limit=40) if e["properties"].get("recordId") == ["1#a4"]]
    assert link["properties"]["role"] == ["warn"]
    assert link["properties"]["description"] == ["“If it passes 40 litres, we have no choice but to open the bottom gates,”"]


def test_ftm_makes_no_entity_of_somebody_unknown(lines: Any, tmp_path: Any) -> None:
    with open_record(tmp_path / "news.db") as record:
        made = reading("one", ("a resident", "it rains"), ("Ana Lind", "it snows"), ("Bo Berg", "no"))
        from msgspec.structs import replace

        nobody = Speaker(id="s1", name="a resident", type="person", confidence=0.4)
        hidden = replace(made.attributions[2].speaker, anonymous=True)  # type: ignore[type-var]
        first, second, third = made.attributions
        record.add(replace(made, attributions=(replace(first, speaker=nobody), second, replace(third, speaker=hidden))))
        entities = checked(lines(record, "ftm"))
    assert [e["schema"] for e in entities.values()] == ["Article", "Note", "Person", "Mention", "Documentation", "Note"]
    assert [e["properties"]["name"] for e in entities.values() if e["schema"] == "Note"] == [["a resident said"], ["Bo Berg said"]]


def test_ftm_speakers_of_wikidata_are_themselves(lines: Any, tmp_path: Any) -> None:
    with open_record(tmp_path / "news.db") as record:
        made = reading("one", ("Ana Lind", "it snows"))
        from msgspec.structs import replace

        (a,) = made.attributions
        assert a.speaker
        record.add(replace(made, attributions=(replace(a, speaker=replace(a.speaker, known="Q42")),)))
        (person,) = [e for e in lines(record, "ftm") if e["schema"] == "Person"]
    assert (person["id"], person["properties"]["wikidataId"]) == ("Q42", ["Q42"])


def test_ftm_of_hostile_words(hostile: Record, lines: Any) -> None:
    entities = checked(lines(hostile, "ftm"))
    (article,) = [e for e in entities.values() if e["schema"] == "Article"]
    assert article["properties"]["title"] == [HOSTILE]


# What is used of schema.org, by type: its properties and what they may hold.
_WORK = {"text", "creditText", "dateCreated", "identifier", "author", "isPartOf"}
TYPES = {
    "Quotation": _WORK | {"spokenByCharacter"},
    "Claim": _WORK | {"appearance", "firstAppearance"},
    "CreativeWork": _WORK,
    "ClaimReview": {"claimReviewed", "reviewAspect", "reviewRating", "author", "datePublished", "itemReviewed"},
    "Rating": {"alternateName", "ratingExplanation"},
    "NewsArticle": {"headline", "url", "datePublished", "publisher", "identifier"},
    "Person": {"name", "sameAs"},
    "Organization": {"name", "sameAs"},
}


def valid(value: Any, *, top: bool = True) -> None:
    if isinstance(value, list):
        assert value
        for one in value:
            valid(one, top=False)
    elif isinstance(value, dict):
        context = {"@context"} if top else set()
        assert set(value) <= TYPES[value["@type"]] | {"@type"} | context, value
        for one in value.values():
            valid(one, top=False)
    else:
        assert value not in (None, "")


def test_schema_org_objects_are_valid(corpus: Record, lines: Any) -> None:
    found = lines(corpus, "schemaorg")
    for one in found:
        assert one["@context"] == "https://schema.org"
        valid(one)
    types = [one["@type"] for one in found]
    assert {"Quotation", "Claim", "CreativeWork", "ClaimReview"} == set(types)
    hits = [h for h in corpus.attributions() if h.attribution.content and h.attribution.asserted]
    assert len(found) == len(hits) + types.count("ClaimReview")


def test_schema_org_is_json_ld_of_which_nothing_is_dropped(corpus: Record, lines: Any) -> None:
    jsonld = pytest.importorskip("pyld.jsonld")

    def load(url: str, options: Any) -> Any:
        assert url == "https://schema.org"
        context = {"@context": {"@vocab": "https://schema.org/"}}
        return {"contentType": "application/ld+json", "contextUrl": None, "documentUrl": url, "document": context}

    for one in lines(corpus, "schemaorg", limit=60):
        (expanded,) = jsonld.expand(one, {"documentLoader": load})
        assert expanded["@type"] == [f"https://schema.org/{one['@type']}"]
        assert len(expanded) == len(one) - 1  # @context is gone


def test_no_verdict_is_made_up(corpus: Record, lines: Any) -> None:
    reviews = [one for one in lines(corpus, "schemaorg") if one["@type"] == "ClaimReview"]
    assert [r["author"]["name"] for r in reviews] == ["ed", "al"]
    for r in reviews:
        assert r["reviewAspect"] == "attribution"
        assert "ratingValue" not in r["reviewRating"]
        assert "not whether they are true" in r["reviewRating"]["ratingExplanation"]
    assert not [one for one in lines(corpus, "schemaorg", reviewed="none") if one["@type"] == "ClaimReview"]
    assert not [one for one in lines(corpus, "schemaorg", claims=True) if one["@type"] != "Claim"]


def test_what_was_rejected_is_only_a_review(corpus: Record, lines: Any) -> None:
    (one,) = lines(corpus, "schemaorg", reviewed="rejected")
    assert one["@type"] == "ClaimReview"
    assert one["reviewRating"]["alternateName"] == "Attribution rejected"


def test_nobody_is_said_to_have_said_what_was_not_said(corpus: Record, lines: Any) -> None:
    assert [*corpus.attributions(asserted=False)]
    assert lines(corpus, "schemaorg", asserted=False) == []


def test_claims_across_articles_name_where_they_appeared(corpus: Record, lines: Any) -> None:
    found = lines(corpus, "schemaorg", "mercury", claims=True)
    claims = corpus.claims("mercury", limit=None, update=False)
    assert [(one["identifier"], one["text"]) for one in found] == [(c.id, c.text) for c in claims]
    for one, claim in zip(found, claims, strict=True):
        valid(one)
        assert len(one["appearance"]) == claim.articles
        assert one["firstAppearance"] == one["appearance"][0]


def test_schema_org_of_hostile_words(hostile: Record, lines: Any) -> None:
    quotation, review = lines(hostile, "schemaorg")
    assert quotation["text"] == HOSTILE
    assert review["itemReviewed"]["text"] == HOSTILE


_TEXT = st.text(st.characters(codec=None), min_size=1, max_size=120)


def found(text: str, selectors: list[dict[str, Any]]) -> tuple[int, int]:
    """The one place that both selectors of a piece select."""
    quote, position = selectors
    start, end = position["start"], position["end"]
    assert text[start:end] == quote["exact"]
    assert text[:start].endswith(quote["prefix"])
    assert text[end:].startswith(quote["suffix"])
    whole = quote["prefix"] + quote["exact"] + quote["suffix"]
    places = [i + len(quote["prefix"]) for i in range(len(text)) if text.startswith(whole, i)]
    assert start in places
    return start, end


@given(_TEXT, st.data())
def test_selectors_find_the_same_characters(text: str, data: st.DataObject) -> None:
    cuts = sorted(data.draw(st.sets(st.integers(0, len(text)), min_size=2, max_size=6)))
    spans = tuple(zip(cuts[::2], cuts[1::2], strict=False))
    a = Attribution(id="a1", kind="direct", source=None, cue=None, content=Excerpt.of(text, spans), confidence=0.5)
    hit = Hit(1, a, {"number": 7, "id": "x", "title": None, "outlet": None, "published": None, "url": None})
    told = json.loads(json_line(annotation(hit, Article(id="x", text=text))))
    assert tuple(found(text, t["selector"]) for t in told["target"]) == spans
    assert all(len(s["prefix"]) <= 32 and len(s["suffix"]) <= 32 for t in told["target"] for s in t["selector"][:1])


_TERMS = {
    **dict.fromkeys(
        ["Annotation", "TextualBody", "SpecificResource", "TextQuoteSelector", "TextPositionSelector", "Software", "Person"], "type"
    ),
    **dict.fromkeys(["describing", "identifying", "assessing"], "motivation"),
}
_KEYS = {
    *("@context", "id", "type", "motivation", "generator", "creator", "created", "body", "target", "source", "selector", "purpose"),
    *("format", "value", "name", "exact", "prefix", "suffix", "start", "end"),
}


def terms(value: Any) -> None:
    if isinstance(value, list):
        for one in value:
            terms(one)
    elif isinstance(value, dict):
        for name, one in value.items():
            assert name in _KEYS or name.startswith("onrecord:"), name
            if name == "type":
                assert _TERMS[one] == "type"
            if name in {"motivation", "purpose"}:
                assert _TERMS[one] == "motivation"
            if name != "@context":
                terms(one)


def test_annotations_are_those_of_the_w3c_and_find_their_words(corpus: Record, lines: Any) -> None:
    annotations = lines(corpus, "webanno")
    hits = [*corpus.attributions()]
    assert len({one["id"] for one in annotations}) == len(annotations) == len(hits)
    for one, hit in zip(annotations, hits, strict=True):
        terms(one)
        a, text = hit.attribution, corpus.article(hit.article["number"]).text
        assert one["@context"][0] == "http://www.w3.org/ns/anno.jsonld"
        assert one["onrecord:textSha256"] == hashlib.sha256(text.encode()).hexdigest()
        assert {t["source"] for t in one["target"]} == {hit.article["url"]}
        expected = a.content or a.cue
        assert expected
        assert tuple(found(text, t["selector"]) for t in one["target"]) == expected.spans
        sources = [b for b in one["body"] if b.get("onrecord:role") == "source"]
        assert tuple(found(text, b["selector"]) for b in sources) == (a.source.spans if a.source else ())


def test_annotations_tell_who_judged(corpus: Record, lines: Any) -> None:
    bodies = [b for one in lines(corpus, "webanno") for b in one["body"] if b.get("purpose") == "assessing"]
    assert [(b["value"], b["creator"]["name"]) for b in bodies] == [("confirmed", "ed"), ("corrected", "al")]
    assert all(b["created"].startswith("20") for b in bodies)


def test_an_article_without_an_address_has_a_name_of_its_own() -> None:
    a = Attribution(
        id="a1",
        kind="direct",
        source=None,
        cue=None,
        content=Excerpt("no", ((0, 2),)),
        confidence=1,
        review=Review(verdict="added", by="ed", at="2026"),
    )
    hit = Hit(1, a, {"number": 7, "id": "x", "title": None, "outlet": None, "published": None, "url": None})
    told = annotation(hit, Article(id="x", text="no"))
    assert told["target"][0]["source"].startswith("urn:onrecord:article:")


def test_annotations_of_hostile_words(hostile: Record, lines: Any) -> None:
    (one,) = lines(hostile, "webanno")
    assert found(hostile.article(1).text, one["target"][0]["selector"]) == (9, 9 + len(HOSTILE))
