from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from onrecord.model import Date, Reading, Via
from onrecord.record import Record, open_record
from onrecord.record.snippets import MARK
from tests.conftest import KINDS
from tests.record.conftest import reading

Make = Callable[..., Reading]


@pytest.fixture
def full(record: Record, make: Make) -> Record:
    return filled(record, make)


def filled(record: Record, make: Make) -> Record:
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


def test_what_says_it_shortly_comes_first(record: Record, make: Make) -> None:
    record.add(make("one", ("Lind", "the rain came down on the town and on the hills for days and days"), ("Berg", "the dam is weak")))
    record.add(make("two", ("Dahl", "it is the rain"), ("Lind", "nothing of the sort")))
    assert [h.attribution.content.text[:6] for h in record.search("rain") if h.attribution.content] == ["it is ", "the ra"]


def test_a_phrase_does_not_go_on_from_content_to_speaker(record: Record, make: Make) -> None:
    record.add(make("one", ("Lind", "it rains")))
    assert record.count('"rains lind"') == 0
    assert record.count('"lind lind"') == 0
    assert record.count("rains lind") == 1


def test_names_are_compared_without_regard_to_case(record: Record, make: Make) -> None:
    record.add(make("one", ("Lind", "it rains"), outlet="Ärzte Post"))
    assert record.count(outlet="Ärzte POST") == 1
    assert record.count(outlet="Ärzte") == 0


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


def test_what_ranks_beyond_the_last_matches_follows_latest_first(record: Record, make: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("onrecord.record.matching.RANKED", 3)
    for n in range(8):
        record.add(make(f"n{n}", ("Lind", "rain " * (1 + n % 2) + f"falls {n}"), outlet=f"Post {n % 2}"))
    ids = [h.id for h in record.search("rain", limit=None)]
    assert {*ids[:3]} == {6, 7, 8}
    assert ids[3:] == [5, 4, 3, 2, 1]
    assert [h.id for i in range(8) for h in record.search("rain", limit=1, offset=i)] == ids
    assert record.count("rain") == 8
    assert [h.id for h in record.search("rain", outlet="Post 0", limit=None)] == [7, 5, 3, 1]


def test_words_of_facets_and_of_the_query_are_ranked_together(full: Record) -> None:
    assert [h.article["outlet"] for h in full.search("bridge", speaker="Lind", since="2026-03")] == ["Post", "Times"]
    assert [*full.search("bridge", speaker="Berg")] == []


def test_one_question_gives_hits_total_and_counts(full: Record) -> None:
    found = full.ask("bridge", outlet="Post")
    assert [h.article["outlet"] for h in found.hits()] == ["Post"]
    assert found.total() == 1
    assert found.counts()["outlet"] == [("Post", 1), ("Times", 1)]
    assert found.counts(most=1)["outlet"] == [("Post", 1)]


def test_an_open_record_finds_what_is_added_and_not_what_is_replaced(full: Record, make: Make) -> None:
    assert full.count("bridge") == 2
    assert full.count(outlet="Post") == 2
    full.add(make("one", ("Ana Lind", "the tunnel is safe"), outlet="Post", published="2026-03-05"))
    assert full.count("bridge") == full.count("tunnel") == 1
    assert full.count(outlet="Post") == 1
    assert full.facets()["speaker"] == [("Ana Lind", 2), ("Cy Dahl", 1)]


def test_speakers_are_found_by_key_and_by_the_id_of_a_list(record: Record, make: Make) -> None:
    given = make("one", ("Ana Lind", "it rains"), ("Bo Berg", "it snows"))
    known = tuple(replace(a, speaker=replace(a.speaker, known=f"Q{n}")) for n, a in enumerate(given.attributions) if a.speaker)
    record.add(replace(given, attributions=known))
    assert contents(record, speaker="Q1") == {"it snows"}
    assert contents(record, speaker="ana lind") == {"it rains"}
    assert contents(record, speaker="Q7") == set()


PIECES = ["bridge", "safe", "the", "never", "dam", "-safe", "NOT", "OR", '"is safe"', "w*", "speaker:lind"]
QUERIES = st.lists(st.sampled_from(PIECES), max_size=4)
FACETS = st.fixed_dictionaries(
    {},
    optional={
        "speaker": st.sampled_from(["Lind", "Berg", "nobody"]),
        "outlet": st.sampled_from(["post", "TIMES"]),
        "via": st.sampled_from(["Reuters", "RT"]),
        "since": st.sampled_from(["2026", "2026-03-06", "2026-04"]),
        "until": st.sampled_from(["2025", "2026-03-31", "2026-03"]),
        "act": st.sampled_from(["deny", "state", "dance"]),
        "stance": st.sampled_from(["neutral", "distancing"]),
        "kind": st.sampled_from(["direct", "indirect"]),
        "min_confidence": st.sampled_from([0.0, 0.8, 0.9]),
        "asserted": st.booleans(),
    },
)


@pytest.fixture(scope="module", params=KINDS)
def shared(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Record]:
    """A record that no test changes, in each kind of database."""
    server = None if request.param == "sqlite" else request.getfixturevalue("server")
    place = server.database() if server else str(tmp_path_factory.mktemp("record") / "news.db")
    with open_record(place) as record:
        yield filled(record, reading)
    if server:
        server.drop(place)


@given(QUERIES, FACETS)
def test_hits_counts_and_totals_agree(shared: Record, words: list[str], facets: dict[str, Any]) -> None:
    query = " ".join(words)
    hits = [*shared.search(query, limit=None, **facets)]
    assert len({h.id for h in hits}) == len(hits) == shared.count(query, **facets)
    counts = shared.facets(query, **facets)
    for name, values in (
        ("act", [h.attribution.act for h in hits]),
        ("outlet", [h.article["outlet"] for h in hits]),
        ("kind", [h.attribution.kind for h in hits]),
    ):
        if name not in facets:
            assert dict(counts[name]) == Counter(values)
