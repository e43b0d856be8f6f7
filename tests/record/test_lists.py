import random
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from onrecord.errors import InvalidCursor, NotInRecord
from onrecord.model import Reading
from onrecord.record import Facets, Record, open_record
from onrecord.record.lists import Lists
from onrecord.record.noting import forget_failures, keep_failure
from onrecord.record.orders import Orders
from onrecord.record.paging import Page
from onrecord.record.searching import Meaning
from tests.record.conftest import direction, reading, stand_in
from tests.record.people import article, number

Make = Callable[..., Reading]
PEOPLE = ("Ana Lind", "Bo Berg", "Cy Dahl", "Eva Falk")
WORDS = ("the bridge is safe", "the bridge may fall", "the dam is weak", "it rains on the bridge", "nobody knows")


def invented(n: int, seed: int = 0) -> Reading:
    """An article by chance."""
    chance = random.Random(f"{seed} {n}")
    said = [(chance.choice(PEOPLE), f"{chance.choice(WORDS)} {chance.choice(WORDS)} {n} {i}") for i in range(chance.randint(1, 4))]
    made = reading(f"n{n}", *said, outlet=chance.choice(("Post", "Times", "Herald")), published=f"2026-03-{chance.randint(1, 28):02}")
    acts = ("state", "deny", "promise")
    return replace(made, attributions=tuple(replace(a, act=chance.choice(acts)) for a in made.attributions))


def add(record: Record, n: int, seed: int = 0) -> None:
    made = invented(n, seed)
    record.add(made, stand_in(made))


@pytest.fixture
def full(record: Record) -> Record:
    for n in range(30):
        add(record, n)
    return record


def gone_through(ask: Callable[..., Page[Any]], between: Callable[[], None] = lambda: None, **how: Any) -> Iterator[Any]:
    """Everything on all pages of a list."""
    cursor, limit = None, how.pop("limit", 7)
    while True:
        page = ask(cursor=cursor, limit=limit, **how)
        assert len(page) <= limit
        yield from page
        if page.next is None:
            return
        assert page.next != cursor
        cursor = page.next
        between()


def ids(hits: Any) -> list[int]:
    return [h.id for h in hits]


QUESTIONS: list[dict[str, Any]] = [
    {},
    {"speaker": "Ana Lind"},
    {"act": "deny", "outlet": "Post"},
    {"query": "bridge"},
    {"query": "bridge", "since": "2026-03-10"},
    {"query": "-bridge"},
    {"query": "nowhere"},
]


@pytest.mark.parametrize("question", QUESTIONS)
def test_pages_give_all_that_fits_in_the_order_of_a_search(full: Record, question: dict[str, Any]) -> None:
    ask = full.lists.attributions
    facets = {k: v for k, v in question.items() if k != "query"}
    best = ids(full.search(question.get("query", ""), limit=None, **facets))
    assert ids(gone_through(ask, order="best", **question)) == best
    assert ids(gone_through(ask, order="number", **question)) == sorted(best)
    latest = ids(gone_through(ask, order="latest", **question))
    assert sorted(latest) == sorted(best)
    if "query" not in question or question["query"].startswith("-"):
        assert latest == best


def test_pages_by_meaning_are_nearest_first_and_say_how_near(full: Record) -> None:
    like = Meaning(direction("the dam is weak"), "stand-in", 0.2)
    whole = [*full._searcher.ask("", Facets(), like).hits(None)]
    assert len(whole) > 20
    paged = [*gone_through(full.lists.attributions, order="best", like=like)]
    assert ids(paged) == ids(whole)
    assert [h.similarity for h in paged] == pytest.approx([h.similarity for h in whole])
    assert ids(gone_through(full.lists.attributions, order="number", like=like)) == sorted(ids(whole))


def test_what_was_not_ranked_comes_after_what_was(full: Record, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("onrecord.record.matching.RANKED", 9)
    questions: list[dict[str, Any]] = [{"query": "bridge"}, {"query": "bridge", "act": "deny"}]
    for question in questions:
        found = ids(gone_through(full.lists.attributions, order="best", limit=4, **question))
        assert sorted(found) == ids(full.lists.attributions(limit=1000, **question))
        assert len(found) == len({*found})
        assert ids(gone_through(full.lists.attributions, order="best", limit=9, **question)) == found


LISTS: dict[str, tuple[Callable[[Lists], Callable[..., Page[Any]]], dict[str, Any], Callable[[Any], Any]]] = {
    "articles": (lambda x: x.articles, {}, lambda a: a.number),
    "latest articles": (lambda x: x.articles, {"latest_first": True}, lambda a: a.number),
    "articles of an outlet": (lambda x: x.articles, {"outlet": "Post"}, lambda a: a.number),
    "attributions": (lambda x: x.attributions, {}, lambda h: h.id),
    "attributions of a speaker": (lambda x: x.attributions, {"speaker": "Ana Lind"}, lambda h: h.id),
    "latest attributions": (lambda x: x.attributions, {"order": "latest"}, lambda h: h.id),
    "latest denials": (lambda x: x.attributions, {"order": "latest", "act": "deny"}, lambda h: h.id),
    "best attributions": (lambda x: x.attributions, {"order": "best", "query": "bridge OR dam"}, lambda h: h.id),
    "best promises": (lambda x: x.attributions, {"order": "best", "query": "bridge", "act": "promise"}, lambda h: h.id),
    "near attributions": (
        lambda x: x.attributions,
        {"order": "best", "like": Meaning(direction("the bridge is safe"), "stand-in", 0.1)},
        lambda h: h.id,
    ),
    "speakers": (lambda x: x.speakers, {}, lambda s: s.id),
    "busiest speakers": (lambda x: x.speakers, {"order": "attributions"}, lambda s: s.id),
    "outlets": (lambda x: x.outlets, {}, lambda o: o.id),
}


@pytest.mark.parametrize("name", LISTS)
@settings(max_examples=12)
@given(data=st.data())
def test_while_articles_are_added_nothing_is_missed_and_nothing_comes_twice(
    tmp_path_factory: pytest.TempPathFactory, name: str, data: st.DataObject
) -> None:
    of, how, key = LISTS[name]
    before = data.draw(st.integers(0, 8), "articles before")
    limit = data.draw(st.integers(1, 5), "limit")
    ranked = data.draw(st.sampled_from((2, 5000)), "ranked")
    seed = data.draw(st.integers(0, 3), "seed")
    place = tmp_path_factory.mktemp("record") / "news.db"
    with pytest.MonkeyPatch.context() as patch, open_record(place) as writer, open_record(place, read_only=True, shares=writer) as reader:
        patch.setattr("onrecord.record.matching.RANKED", ranked)
        writer.add(reading("first", ("Ana Lind", "the bridge is safe"), outlet="Post"))
        for n in range(before):
            add(writer, n, seed)
        at_first = [key(x) for x in gone_through(of(reader.lists), limit=1000, **how)]
        new = iter(range(before, before + 40))

        def between() -> None:
            for _ in range(data.draw(st.integers(0, 2), "added")):
                if (n := next(new, None)) is not None:
                    add(writer, n, seed)

        seen = [key(x) for x in gone_through(of(reader.lists), between, limit=limit, **how)]
    assert len(seen) == len({*seen})
    assert [x for x in seen if x in {*at_first}] == at_first


def test_the_same_holds_in_every_database_with_articles_that_change(full: Record, place: str) -> None:
    kept = {h.id for h in full.lists.attributions(limit=1000) if h.article["id"] not in {"n3", "n4"}}
    for order, query in (("number", ""), ("latest", ""), ("best", "bridge")):
        numbers = iter((3, 4, 100, 101, 102))
        at_first = [id for id in ids(gone_through(full.lists.attributions, order=order, query=query)) if id in kept]

        def between(numbers: Iterator[int] = numbers, seed: str = order) -> None:
            if (n := next(numbers, None)) is not None:
                made = invented(n, len(seed))
                full.add(made, stand_in(made))

        seen = ids(gone_through(full.lists.attributions, between, order=order, query=query))
        assert len(seen) == len({*seen})
        assert [id for id in seen if id in {*at_first}] == at_first
        kept &= {h.id for h in full.lists.attributions(limit=1000)}


def test_articles_are_told_without_their_text(full: Record) -> None:
    full.add(reading("n3", ("Ana Lind", "something else"), outlet="Post", url="https://post.example/3"))
    found = [*gone_through(full.lists.articles)]
    assert [a.number for a in found] == [*range(1, 32)]
    assert (found[0].id, found[0].outlet, found[0].version, found[0].attributions) == (
        *("n0", full.article(1).outlet, 1),
        len(full.reading(1).attributions),
    )
    assert (found[30].url, found[30].attributions) == ("https://post.example/3", 1)
    full.add(replace(invented(4), article=replace(invented(4).article, text="Changed.")))
    assert full.lists.articles(limit=5).items[4].version == 2
    assert [a.number for a in gone_through(full.lists.articles, latest_first=True)] == [*range(31, 0, -1)]
    post = [a.number for a in found if a.outlet == "Post"]
    assert [a.number for a in gone_through(full.lists.articles, outlet="post")] == post
    with pytest.raises(NotInRecord):
        full.lists.articles(outlet="Nowhere")


def test_speakers_are_listed_with_what_the_record_knows_of_them(full: Record) -> None:
    full.speakers.merge(number(full, "n5", _first(full, "n5")), *(s.id for s in full.speakers.find("Falk")))
    known = {s.id: s for s in full.speakers}
    assert {s.id: s for s in gone_through(full.lists.speakers, limit=2)} == known
    assert [*gone_through(full.lists.speakers, limit=2, order="attributions")] == [*full.speakers]
    assert [s.id for s in gone_through(full.lists.speakers, named="lind")] == [s.id for s in full.speakers.find("lind")]
    assert len(full.lists.speakers(type="person")) == len(known)
    assert full.lists.speakers(type="outlet").items == ()


def _first(record: Record, id: str) -> str:
    ((name,),) = record.database.rows(
        "SELECT min(s.name) FROM speakings s JOIN versions v ON v.id = s.version_id WHERE v.external_id = ?", (id,)
    )
    return str(name)


def test_outlets_are_listed_with_how_much_they_have(full: Record) -> None:
    found = {o.name: o for o in gone_through(full.lists.outlets, limit=2)}
    assert sorted(found) == ["Herald", "Post", "Times"]
    for name, outlet in found.items():
        profile = full.outlet(name)
        assert (outlet.id, outlet.articles, outlet.attributions) == (profile.id, profile.articles, profile.attributions)


def test_failures_are_listed_while_they_are_mended(record: Record) -> None:
    for n in range(10):
        keep_failure(record.database, f"in{n}", "NotText", "is binary", f"in{n}")
    turns = count(2, 2)

    def between() -> None:
        turn = next(turns)
        forget_failures(record.database, f"in{turn}", but=())
        keep_failure(record.database, f"later{turn}", "NotText", "is binary", "later")
        keep_failure(record.database, "in0", "NotText", "is binary still", "in0")

    seen = [failure.input for _, failure in zip(range(100), gone_through(record.lists.failures, between, limit=2), strict=False)]
    assert len(seen) == len({*seen})
    assert {"in0", "in1", "in3", "in5", "in7", "in9"} <= {*seen}
    assert [*gone_through(record.lists.failures)] == record.failures()


def test_judgements_are_listed(record: Record) -> None:
    for n in range(4):
        record.add(article(f"n{n}", PEOPLE[n]))
    for one, other in ((1, 2), (1, 3), (2, 4)):
        record.speakers.judge(one, other, "different")
    record.speakers.undo()
    assert [*gone_through(record.lists.judgements, limit=2)] == record.speakers.judgements()
    assert len(record.speakers.judgements()) == 4
    assert record.lists.claim_judgements() == Page((), None)


def test_claims_are_listed_where_there_are_none(record: Record) -> None:
    assert record.lists.claims() == Page((), None)
    assert record.lists.claims("bridge", speaker="Lind", since="2026", until="2027", outlets=2) == Page((), None)


def test_an_empty_record_has_empty_lists(record: Record) -> None:
    for of, how, _ in LISTS.values():
        if "outlet" not in how:
            assert of(record.lists)(**how) == Page((), None)


@pytest.mark.parametrize("limit", [-5, 0, 1])
def test_a_page_has_at_least_one_and_at_most_a_thousand(full: Record, limit: int) -> None:
    assert len(full.lists.articles(limit=limit)) == 1
    assert len(full.lists.articles(limit=10**9)) == 30


def test_a_cursor_of_another_question_order_or_list_is_refused(full: Record) -> None:
    lists = full.lists
    cursor = lists.attributions(limit=2, act="state").next
    assert lists.attributions(limit=5, act="state", cursor=cursor)  # how many may change
    for wrong in (
        lambda: lists.attributions(cursor=cursor),
        lambda: lists.attributions(act="deny", cursor=cursor),
        lambda: lists.attributions("bridge", act="state", cursor=cursor),
        lambda: lists.attributions(order="latest", act="state", cursor=cursor),
        lambda: lists.articles(cursor=cursor),
        lambda: lists.speakers(cursor=cursor),
        lambda: lists.outlets(cursor=cursor),
        lambda: lists.failures(cursor=cursor),
        lambda: lists.judgements(cursor=cursor),
        lambda: lists.claim_judgements(cursor=cursor),
        lambda: lists.claims(cursor=cursor),
        lambda: lists.articles(cursor=""),
    ):
        with pytest.raises(InvalidCursor):
            wrong()


def test_an_order_that_was_forgotten_is_told(full: Record, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(full.shared, "orders", Orders(most=1))
    cursor = full.lists.attributions("bridge", order="best", limit=2).next
    assert full.lists.attributions("bridge", order="best", limit=2, cursor=cursor)
    full.lists.attributions("dam", order="best", limit=2)
    with pytest.raises(InvalidCursor, match="begin without a cursor"):
        full.lists.attributions("bridge", order="best", limit=2, cursor=cursor)


def test_another_connection_that_shares_memory_goes_on_in_the_same_order(full: Record, place: str) -> None:
    page = full.lists.attributions("bridge", order="best", limit=3)
    with open_record(place, read_only=True, shares=full) as other:
        rest = [*gone_through(other.lists.attributions, query="bridge", order="best", limit=1000)]
        after = other.lists.attributions("bridge", order="best", limit=1000, cursor=page.next)
        assert ids(page) + ids(after) == ids(rest)


def test_a_page_that_is_all_keeps_no_order(full: Record) -> None:
    full.lists.attributions("dam", order="best", limit=1000)
    assert not full.shared.orders._kept


def test_a_cursor_from_a_copy_of_a_record_is_no_danger(full: Record, tmp_path: Path) -> None:
    cursor = full.lists.articles(limit=29).next
    with open_record(tmp_path / "empty.db") as empty:
        assert empty.lists.articles(cursor=cursor) == Page((), None)
