from hypothesis import given
from hypothesis import strategies as st

import onrecord
from onrecord.batch.standing import Seen, standings
from onrecord.model import Article, Reading
from onrecord.record.identity import content_hash, key_of


def seen(*rows: tuple[str, str, bool, str]) -> list[tuple[int, bool]]:
    found = standings(Seen(0, n, *row) for n, row in enumerate(rows))
    return [(s.version, s.current) for s in found]


def test_an_article_that_comes_once_is_new() -> None:
    assert seen(("a", "1", True, "")) == [(1, True)]


def test_the_same_again_is_a_duplicate() -> None:
    assert seen(("a", "1", True, ""), ("a", "1", True, "")) == [(1, True), (0, True)]


def test_changed_words_are_a_new_version_and_the_last_one_counts() -> None:
    assert seen(("a", "1", True, ""), ("a", "2", True, ""), ("a", "1", True, "")) == [(1, False), (2, False), (3, True)]


def test_the_same_words_without_an_address_are_one_article() -> None:
    assert seen(("a", "1", True, "Post"), ("b", "1", False, "")) == [(1, True), (0, True)]


def test_the_same_words_of_two_outlets_or_at_two_addresses_are_two() -> None:
    assert seen(("a", "1", False, "Post"), ("b", "1", False, "Echo")) == [(1, True), (1, True)]
    assert seen(("a", "1", True, "Post"), ("b", "1", True, "Post")) == [(1, True), (1, True)]


def test_words_that_an_article_no_longer_has_are_not_its_own() -> None:
    assert seen(("a", "1", True, ""), ("a", "2", True, ""), ("b", "1", False, "")) == [(1, False), (2, True), (1, True)]


ARTICLES = st.builds(
    Article,
    id=st.sampled_from("xy"),
    url=st.sampled_from([None, "https://a.example/1", "https://a.example/2"]),
    outlet=st.sampled_from([None, "Post", "Echo"]),
    text=st.sampled_from(["One.", "Two."]),
)


@given(st.lists(ARTICLES, max_size=7))
def test_a_record_finds_the_same(articles: list[Article]) -> None:
    found = standings(Seen(0, n, key_of(a), content_hash(a), bool(a.url), a.outlet or "") for n, a in enumerate(articles))
    with onrecord.open(":memory:") as record:
        kept = [record.add(Reading(a, ())).value for a in articles]
        now = record.database.rows("SELECT count(*) FROM versions WHERE is_current = 1")[0][0]
    assert [("duplicate" if s.version == 0 else "new" if s.version == 1 else "changed") for s in found] == kept
    assert sum(s.version > 0 and s.current for s in found) == now
