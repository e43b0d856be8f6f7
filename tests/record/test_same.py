"""Both databases find the same, whatever is asked."""

from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.record import Record, open_record
from tests.postgres import Server
from tests.record.conftest import reading

pytestmark = pytest.mark.postgres

_WORDS = ("rain", "rains", "Rainer", "snow", "café", "CAFE", "U.S.", "well-known", "it's", "3.5", "Lind", "Ana", "Ærø", "東京", "a_b", "🌧")
_SAID = (
    "rain rains on the café",
    "it's Rainer's well-known snow",
    "The U.S. has 3.5 tonnes of rain; snow",
    "Ana Lind",
    "rain",
    "東京 a_b Ærø",
    "snow, rain, snow, rain",
    "",
)


@pytest.fixture(scope="module")
def both(server: Server, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Record, Record]]:
    with open_record(tmp_path_factory.mktemp("record") / "news.db") as one, open_record(server.database()) as other:
        for record in (one, other):
            for n, who in enumerate(("Ana Lind", "Lind", "Rainer Snow", "Café Owner")):
                said = [(who, what) for what in _SAID[n:] + _SAID[:n]]
                day = f"2026-03-0{n + 1}" if n else None
                record.add(reading(f"n{n}", *said, outlet=("Post", "Ärzte-Post")[n % 2], published=day))
            record.add(reading("n0", ("Ana Lind", "snow rain"), outlet="Post"))  # a new version
        yield one, other


_TERM = st.tuples(
    st.sampled_from(("", "-", "speaker:", "source:", "content:", "OR ", "NOT ")), st.sampled_from(_WORDS), st.sampled_from(("", "*"))
)
_PHRASE = st.lists(st.sampled_from(_WORDS), min_size=1, max_size=3).map(lambda words: f'"{" ".join(words)}"')
_QUERY = st.lists(_TERM.map("".join) | _PHRASE, max_size=4).map(" ".join)
_FACETS = st.fixed_dictionaries(
    {},
    optional={
        "speaker": st.sampled_from(("lind", "ana lind", "rain*", "CAFÉ", "nobody", "ana lind snow")),
        "outlet": st.sampled_from(("post", "Ärzte-post", "ärzte-post")),
        "since": st.sampled_from(("2026", "2026-03-02")),
        "until": st.sampled_from(("2026-03", "2026-03-02")),
        "kind": st.sampled_from(("indirect", "direct")),
    },
)


@given(_QUERY, _FACETS)
def test_both_find_the_same(both: tuple[Record, Record], query: str, facets: dict[str, Any]) -> None:
    one, other = both
    found = [
        {(h.id, h.snippet, h.attribution.id, h.article["id"], h.article["outlet"]) for h in r.search(query, limit=None, **facets)}
        for r in both
    ]
    assert found[0] == found[1]
    assert one.count(query, **facets) == other.count(query, **facets) == len(found[0])
    assert one.facets(query, **facets) == other.facets(query, **facets)


@given(_FACETS)
def test_without_words_both_find_the_same_in_the_same_order(both: tuple[Record, Record], facets: dict[str, Any]) -> None:
    one, other = both
    assert [h.id for h in one.search(limit=7, offset=3, **facets)] == [h.id for h in other.search(limit=7, offset=3, **facets)]
