"""What an address asks, and the addresses next to it."""

from urllib.parse import parse_qsl, urlsplit

import pytest

from onrecord.record.choosing import Facets
from onrecord.web.searches import FACETS, Search, asked


def of(query: str) -> Search:
    return asked(parse_qsl(query, keep_blank_values=True))


def test_every_facet_of_the_record_can_be_asked_for() -> None:
    assert set(FACETS) == set(Facets.__dataclass_fields__)


def test_an_address_is_the_search_and_the_search_an_address() -> None:
    search = of("q=%22not+safe%22+OR+b&like=it+rains&speaker=12&since=2026-03&act=deny&min_confidence=0.8&asserted=no&size=50&page=3")
    assert not search.problems
    assert of(urlsplit(search.here()).query) == search


def test_what_is_not_asked_does_not_stand_in_an_address() -> None:
    search = of("q=bridge&like=&speaker=&since=&page=1&size=20&act=+")
    assert search.here() == "/search?q=bridge"
    assert of("").here() == "/search"


def test_another_search_begins_at_its_first_page() -> None:
    search = of("q=bridge&page=3&size=50")
    assert search.path(act="deny") == "/search?q=bridge&act=deny&size=50"
    assert search.path(size=20) == "/search?q=bridge"
    assert search.path("/search.csv", rows="all") == "/search.csv?q=bridge&rows=all&size=50"


def test_only_the_words_are_left() -> None:
    assert of("q=bridge&act=deny&speaker=3&like=rain&page=2").only_words() == "/search?q=bridge"


@pytest.mark.parametrize(
    ("query", "name"),
    [
        ("since=soon", "since"),
        ("until=2026-3", "until"),
        ("act=say", "act"),
        ("stance=sure", "stance"),
        ("kind=quoted", "kind"),
        ("min_confidence=2", "min_confidence"),
        ("asserted=maybe", "asserted"),
        ("page=0", "page"),
        ("page=-1", "page"),
        ("page=x", "page"),
        ("page=99999999999999", "page"),
        ("page=9999999", "page"),
        ("page=%D9%A1", "page"),
        ("size=101", "size"),
        ("size=0", "size"),
        ("speeker=Lind", "speeker"),
        ("act=deny&act=accuse", "act"),
        ("q=" + "x" * 2001, "q"),
    ],
)
def test_nothing_is_overlooked(query: str, name: str) -> None:
    search = of(query)
    assert list(search.problems) == [name]
    assert len(search.problems[name]) < 300


def test_the_same_value_twice_is_one() -> None:
    assert of("act=deny&act=deny").path() == "/search?act=deny"


def test_characters_that_no_text_has_are_left_out() -> None:
    assert of("q=bri%00dge").q == "bridge"


@pytest.mark.parametrize(("total", "size", "last"), [(0, 20, 1), (20, 20, 1), (21, 20, 2), (1_000_000, 20, 500), (1_000_000, 100, 100)])
def test_the_last_page_that_can_be_reached(total: int, size: int, last: int) -> None:
    search = Search(size=size)
    assert search.last_page(total) == last
    assert not of(f"size={size}&page={last}").problems
