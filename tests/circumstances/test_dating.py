from datetime import date

import pytest

from onrecord.attribution.words import split
from onrecord.circumstances.dating import Dating, Observer
from onrecord.circumstances.setting import Stage
from onrecord.circumstances.times import times_in
from tests.circumstances.marked import attribution

TODAY = date(2026, 3, 5)


def seen(marked: str) -> list[tuple[str | None, str]]:
    """Value of each expression that is offered, and what is observed of it first."""
    text, a = attribution(marked)
    stage, times = Stage(split(text)), times_in(text, TODAY)
    observer = Observer(stage, [a], [stage.setting(a)], times)
    return [(observer.value(o.number), o.seen[0]) for o in observer.offers(0, [])]


@pytest.mark.parametrize(
    ("marked", "offered"),
    [
        ("[Lind] <said> on Monday {that it rains}.", [("2026-03-02", "after")]),
        ("On Monday, [Lind] <said> {it rains}.", [("2026-03-02", "front")]),
        ("[Lind] on Monday <said> {it rains}.", [("2026-03-02", "middle")]),
        ("[Lind] <said> {it rained on Monday}.", [("2026-03-02", "in content")]),
        ('{"It rains,"} [Lind] <said> on Monday.', [("2026-03-02", "after")]),
        ("[Lind] <said> {it rains}.", []),
        ("[Lind] <said> {it rains} now.", []),
    ],
)
def test_where_an_expression_stands(marked: str, offered: list[tuple[str | None, str]]) -> None:
    assert seen(marked) == offered


def dates(marked: str, weights: dict[str, float]) -> list[str | None]:
    """Values by which an attribution is dated under some weights."""
    text, a = attribution(marked)
    stage, times = Stage(split(text)), times_in(text, TODAY)
    observer = Observer(stage, [a], [stage.setting(a)], times)
    return [None if n is None else observer.value(n) for n in Dating(weights, 0.6, 0.6).dates(observer, 1)]


def test_the_likeliest_expression_dates_it_and_an_unlikely_one_does_not() -> None:
    assert dates("On Monday, [Lind] <said> {it rained}.", {"front": 2.0}) == ["2026-03-02"]
    assert dates("On Monday, [Lind] <said> {it rained}.", {"front": 2.0, "none:": 3.0}) == [None]
    assert dates("[Lind] <said> {it rained on Sunday}.", {"in content": 9.0}) == ["2026-03-01"]


def test_what_opens_the_clause_stands_in_the_way_of_anything_else() -> None:
    assert dates("On Monday, [Lind] <said> {it rained on Sunday}.", {"in content": 9.0}) == [None]


@pytest.mark.parametrize(
    "marked",
    [
        "[Lind, who was arrested on Monday,] <said> {it rains}.",
        "[Lind (elected on Monday)] <said> {it rains}.",
        "After the flood on Monday, [Lind] <said> {it rains}.",
        "Monday's flood was over when [Lind] <said> {it rains}.",
        "[Lind] <told> the 1922 Committee {it rains}.",
        "[Lind] <said> {it rains} (the report came out on Monday).",
        "[Lind] <said> at 9 a.m. {it rains}.",
    ],
)
def test_what_cannot_date_a_saying_is_not_offered(marked: str) -> None:
    assert [value for value, _ in seen(marked)] == []
