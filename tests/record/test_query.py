from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.record import Record, open_record
from onrecord.record.query import Query, Term, parse, to_fts5
from tests.conftest import KINDS


def word(*words: str, field: str | None = None, prefix: bool = False) -> tuple[Term, ...]:
    return (Term(words, field, prefix),)


@pytest.mark.parametrize(
    ("text", "query"),
    [
        ("", Query()),
        ("rain", Query((word("rain"),))),
        ("rain snow", Query((word("rain"), word("snow")))),
        ('"heavy rain"', Query((word("heavy", "rain"),))),
        ('"heavy rain', Query((word("heavy", "rain"),))),
        ("rain*", Query((word("rain", prefix=True),))),
        ("rain OR snow", Query(((*word("rain"), *word("snow")),))),
        ("rain NOT snow", Query((word("rain"),), word("snow"))),
        ("rain -snow", Query((word("rain"),), word("snow"))),
        ("-snow", Query((), word("snow"))),
        ("speaker:lind rain", Query((word("lind", field="speaker"), word("rain")))),
        ("OR rain", Query((word("rain"),))),
        ("rain OR", Query((word("rain"),))),
        ("well-known", Query((word("well", "known"),))),
        ("U.S.", Query((word("u", "s"),))),
        ("snow_storm", Query((word("snow", "storm"),))),
        ("_", Query()),
        ("--- ((( ***", Query()),
    ],
)
def test_query(text: str, query: Query) -> None:
    assert parse(text) == query


def test_operators_of_the_database_are_words() -> None:
    assert to_fts5(parse("NEAR(a b) ^x : y")) == '(("near a") AND ("b") AND ("x") AND ("y"))'


@pytest.fixture(scope="module", params=KINDS)
def empty(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Record]:
    sqlite = request.param == "sqlite"
    with open_record(tmp_path_factory.mktemp("record") / "news.db" if sqlite else request.getfixturevalue("server").database()) as made:
        yield made


@given(st.text())
def test_any_string_is_a_query(empty: Record, text: str) -> None:
    assert list(empty.search(text)) == []
    assert list(empty.search(text, speaker=text, outlet=text, via=text, since=text, until=text)) == []
    assert empty.count(text) == 0
