from collections.abc import Callable
from typing import Any

import pytest
from msgspec.structs import replace

from onrecord.model import Date, Reading, Via
from onrecord.record import Record
from onrecord.record.snippets import MARK

Make = Callable[..., Reading]


@pytest.fixture
def full(record: Record, make: Make) -> Record:
    record.add(make("one", ("Ana Lind", "the bridge is safe"), ("Bo Berg", "the dam is weak"), outlet="Post", published="2026-03-05"))
    second = make(
        "two", ("Ana Lind", "the bridge was never safe"), ("Cy Dahl", "Café Müller burned"), outlet="Times", published="2026-04-01"
    )
    first, *rest = second.attributions
    first = replace(
        first,
        act="deny",
        reporter_stance="distancing",
        asserted=False,
        kind="direct",
        via=(Via(name="Reuters", type="outlet", spans=()),),
        said_on=Date(value="2026-03", text="in March", spans=((0, 8),)),
    )
    record.add(replace(second, attributions=(first, *rest)))
    return record


def contents(record: Record, query: str = "", **facets: Any) -> set[str]:
    return {h.attribution.content.text for h in record.search(query, **facets) if h.attribution.content}


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("bridge", {"the bridge is safe", "the bridge was never safe"}),
        ("bridge -never", {"the bridge is safe"}),
        ('"is safe"', {"the bridge is safe"}),
        ("wea*", {"the dam is weak"}),
        ("dam OR never", {"the dam is weak", "the bridge was never safe"}),
        ("cafe muller", {"Café Müller burned"}),
        ("CAFÉ", {"Café Müller burned"}),
        ("speaker:berg", {"the dam is weak"}),
        ("lind bridge", {"the bridge is safe", "the bridge was never safe"}),
        ("-bridge -dam", {"Café Müller burned"}),
        ("nowhere", set()),
    ],
)
def test_words(full: Record, query: str, found: set[str]) -> None:
    assert contents(full, query) == found
    assert full.count(query) == len(found)


@pytest.mark.parametrize(
    ("facets", "found"),
    [
        ({"speaker": "Lind"}, {"the bridge is safe", "the bridge was never safe"}),
        ({"speaker": "lin"}, set()),
        ({"outlet": "times"}, {"the bridge was never safe", "Café Müller burned"}),
        ({"via": "reuters"}, {"the bridge was never safe"}),
        ({"act": "deny"}, {"the bridge was never safe"}),
        ({"stance": "distancing"}, {"the bridge was never safe"}),
        ({"kind": "direct"}, {"the bridge was never safe"}),
        ({"asserted": False}, {"the bridge was never safe"}),
        ({"since": "2026-04"}, {"Café Müller burned"}),
        ({"until": "2026-03"}, {"the bridge is safe", "the dam is weak", "the bridge was never safe"}),
        ({"since": "2026-03-31", "until": "2026-03-31"}, {"the bridge was never safe"}),
        ({"min_confidence": 0.9}, set()),
    ],
)
def test_facets(full: Record, facets: dict[str, Any], found: set[str]) -> None:
    assert contents(full, **facets) == found


def test_words_that_were_found_are_marked_as_they_stand(full: Record) -> None:
    (hit,) = full.search("cafe")
    assert hit.snippet == f"{MARK[0]}Café{MARK[1]} Müller burned"


def test_a_long_content_is_cut_around_what_was_found(record: Record, make: Make) -> None:
    record.add(make("one", ("Lind", "word " * 500 + "needle " + "word " * 500)))
    (hit,) = record.search("needle")
    assert f"{MARK[0]}needle{MARK[1]}" in hit.snippet
    assert len(hit.snippet) < 400


def test_the_latest_come_first_where_no_words_are_asked_for(full: Record) -> None:
    assert [h.article["published"] for h in full.search()][:1] == ["2026-04-01"]


def test_counts_by_facet_leave_their_own_facet_open(full: Record) -> None:
    found = full.facets("bridge", outlet="Post")
    assert found["speaker"] == [("Ana Lind", 1)]
    assert found["outlet"] == [("Post", 1), ("Times", 1)]


def test_pages_of_results_neither_skip_nor_repeat(full: Record) -> None:
    one_by_one = [h.id for i in range(4) for h in full.search(limit=1, offset=i)]
    assert one_by_one == [h.id for h in full.search(limit=None)]
    assert len(set(one_by_one)) == 4
