from collections.abc import Iterator
from typing import Any

import pytest
from msgspec.structs import replace

from onrecord.claims.citations import Citations
from onrecord.model import Reading, Via
from onrecord.record import Record, open_record
from tests.record.people import article


@pytest.fixture
def record(place: str) -> Iterator[Any]:
    with open_record(place) as made:
        yield made


def citing(id: str, outlet: str | None, *lines: tuple[str, ...]) -> Reading:
    """An article in which each line of carriers brought an attribution."""
    made = article(id, *(f"Ana Lind{n}" for n in range(len(lines))), outlet=outlet)
    vias = [tuple(Via(name=name, type="outlet", spans=()) for name in line) for line in lines]
    return replace(made, attributions=tuple(replace(a, via=v) for a, v in zip(made.attributions, vias, strict=True)))


def table(found: Citations) -> dict[tuple[str, str], int]:
    rows = [
        [(row.name, column.name, n) for column, n in zip(found.cited, counts, strict=True)]
        for row, counts in zip(found.citing, found.counts, strict=True)
    ]
    return {(a, b): n for row in rows for a, b, n in row if n}


def test_who_cites_whom(record: Record) -> None:
    record.add(citing("one", "Post", ("RT",), ("RT",), ("Reuters",), ()))
    record.add(citing("two", "Times", ("RT", "TASS")))
    found = record.citations()
    assert table(found) == {("Post", "RT"): 2, ("Post", "Reuters"): 1, ("Times", "RT"): 1, ("RT", "TASS"): 1}
    assert [(c.name, c.count) for c in found.citing] == [("Post", 3), ("RT", 1), ("Times", 1)]
    assert [(c.name, c.count) for c in found.cited] == [("RT", 3), ("Reuters", 1), ("TASS", 1)]
    assert found.total == 5


def test_an_outlet_of_the_record_is_one_with_its_name_as_a_carrier(record: Record) -> None:
    record.add(citing("one", "The Ferry Post", ("Harbour Herald",)))
    record.add(citing("two", "Harbour Herald", ("Ferry Post", "Harbour Herald")))
    found = record.citations()
    assert table(found) == {
        ("The Ferry Post", "Harbour Herald"): 2,
        ("Harbour Herald", "The Ferry Post"): 1,
    }
    ids = {name: id for id, name in record.database.rows("SELECT id, name FROM outlets")}
    assert {c.name: c.outlet for c in (*found.citing, *found.cited)} == ids


def test_carriers_of_which_there_is_no_article_have_no_number(record: Record) -> None:
    record.add(citing("one", "Post", ("RT",)))
    assert [c.outlet for c in record.citations().cited] == [None]


def test_an_article_without_outlet_cites_nobody_but_its_carriers_do(record: Record) -> None:
    record.add(citing("one", None, ("RT", "TASS"), ("Reuters",)))
    found = record.citations()
    assert table(found) == {("RT", "TASS"): 1}
    assert found.total == 1


def test_the_table_has_the_largest_and_the_total_counts_all(record: Record) -> None:
    record.add(citing("one", "Post", *[("RT",)] * 3, *[("Reuters",)] * 2, ("TASS",)))
    record.add(citing("two", "Times", ("RT",)))
    found = record.citations(most=1)
    assert (len(found.citing), len(found.cited), found.counts, found.total) == (1, 1, ((3,),), 7)
    assert found.cited[0].count == 4


def test_what_an_article_no_longer_says_is_not_cited(record: Record) -> None:
    record.add(citing("one", "Post", ("RT",)))
    record.add(replace(citing("one", "Post", ("Reuters",)), article=replace(citing("one", "Post").article, text="Changed.")))
    assert table(record.citations()) == {("Post", "Reuters"): 1}


def test_an_empty_record_cites_nobody(record: Record) -> None:
    assert record.citations() == Citations((), (), (), 0)
    record.add(article("one", "Ana Lind", outlet="Post"))
    assert record.citations() == Citations((), (), (), 0)
