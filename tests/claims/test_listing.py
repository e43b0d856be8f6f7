"""The list of claims page by page."""

from pathlib import Path

import pytest

from onrecord.claims.listing import ORDERS, ClaimChoice, ClaimOrder, how_many_claims, list_and_count, list_claims
from onrecord.claims.telling import Claim
from onrecord.errors import InputError
from onrecord.record import Record, open_record
from tests.claims.corpora import story


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> Record:
    """Two stories."""
    made = open_record(tmp_path_factory.mktemp("listing") / "news.db")
    for name in ("vaccine", "dam"):
        for one in story(name):
            made.add(one)
    made.update_claims()
    return made


def every(record: Record, by: ClaimOrder = "outlets", limit: int = 3, choice: ClaimChoice | None = None) -> list[Claim]:
    out: list[Claim] = []
    after = None
    while True:
        page = list_claims(record.database, choice, by=by, after=after, limit=limit)
        out += page.claims
        assert len(page.claims) == len(page.numbers) <= limit
        if page.after is None:
            return out
        after = page.after


@pytest.mark.parametrize("by", ["outlets", "denials", "latest"])
def test_all_pages_together_are_all_claims_once(record: Record, by: ClaimOrder) -> None:
    found = every(record, by)
    assert sorted(c.id for c in found) == sorted(c.id for c in record.claims(limit=None, update=False))
    assert len(found) == how_many_claims(record.database) > 10


def test_the_greatest_come_first(record: Record) -> None:
    outlets, denials, latest = (every(record, by) for by in ("outlets", "denials", "latest"))
    assert [c.outlets for c in outlets] == sorted((c.outlets for c in outlets), reverse=True)
    assert [c.denials for c in denials] == sorted((c.denials for c in denials), reverse=True)
    assert [c.last or "" for c in latest] == sorted((c.last or "" for c in latest), reverse=True)


@pytest.mark.parametrize("by", ["outlets", "denials", "latest"])
@pytest.mark.parametrize("about", ["", "vaccine OR dam OR lake"])
def test_a_page_leads_back_to_the_one_before(record: Record, by: ClaimOrder, about: str) -> None:
    def page(**place: str | None) -> object:
        return list_claims(record.database, ClaimChoice(about), by=by, limit=4, **place)

    first = list_claims(record.database, ClaimChoice(about), by=by, limit=4)
    second = list_claims(record.database, ClaimChoice(about), by=by, limit=4, after=first.after)
    third = list_claims(record.database, ClaimChoice(about), by=by, limit=4, after=second.after)
    assert first.before is None
    assert first.after is not None
    assert list_claims(record.database, ClaimChoice(about), by=by, limit=4, before=third.before).claims == second.claims
    again = list_claims(record.database, ClaimChoice(about), by=by, limit=4, before=second.before)
    assert (again.claims, again.before, again.after) == (first.claims, None, first.after)


def test_a_claim_that_comes_between_two_pages_neither_hides_nor_repeats_one(tmp_path: Path) -> None:
    with open_record(tmp_path / "news.db") as record:
        for one in story("dam"):
            record.add(one)
        record.update_claims()
        before = {c.id for c in every(record)}
        first = list_claims(record.database, limit=3)
        for one in story("vaccine"):
            record.add(one)
        record.update_claims()
        rest, after = [], first.after
        while after:
            page = list_claims(record.database, limit=3, after=after)
            rest += [c.id for c in page.claims]
            after = page.after
        seen = [*(c.id for c in first.claims), *rest]
        assert len(seen) == len(set(seen))
        assert before <= set(seen)


def test_only_what_is_denied(record: Record) -> None:
    found = every(record, choice=ClaimChoice(contested=True))
    assert found
    assert all(c.denials for c in found)
    assert len(found) == how_many_claims(record.database, ClaimChoice(contested=True))


@pytest.mark.parametrize(
    "asked",
    [
        {"about": "mercury"},
        {"speaker": "Rosk"},
        {"since": "2026-05"},
        {"until": "2026-03-03"},
        {"least": 3},
        {"about": "mercury", "least": 2},
    ],
)
def test_it_lists_what_record_claims_finds(record: Record, asked: dict[str, object]) -> None:
    other = {("outlets" if k == "least" else k): v for k, v in asked.items()}
    wanted = {c.id for c in record.claims(limit=None, update=False, **other)}  # type: ignore[arg-type]
    assert wanted
    choice = ClaimChoice(**asked)  # type: ignore[arg-type]
    assert {c.id for c in every(record, choice=choice)} == wanted
    assert how_many_claims(record.database, choice) == len(wanted)


def test_nothing_is_found_of_nobody(record: Record) -> None:
    found = list_claims(record.database, ClaimChoice(speaker="Nobody Whatsoever"))
    assert (found.claims, found.after, found.before, found.partly) == ((), None, None, False)
    assert list_claims(record.database, ClaimChoice("xyzzy")).claims == ()


@pytest.mark.parametrize("cursor", ["x", "1~2", "1~2~3~4", "a~b~c", "-1~2~3", "1~2~" + "9" * 30, "1~2~" + "9" * 19, "١~2~3", "~~"])
@pytest.mark.parametrize("by", list(ORDERS))
def test_a_place_of_no_list_is_refused(record: Record, by: ClaimOrder, cursor: str) -> None:
    if by == "latest" and cursor in {"a~2~3", "١~2~3", "-1~2~3"}:
        pytest.skip("a day may be any words")
    with pytest.raises(InputError, match="first page"):
        list_claims(record.database, by=by, after=cursor)


def test_of_very_many_reports_with_the_words_the_latest_are_looked_at(record: Record, monkeypatch: pytest.MonkeyPatch) -> None:
    from onrecord.claims import listing

    monkeypatch.setattr(listing, "_MOST_FOUND", 2)
    assert list_claims(record.database, ClaimChoice("the")).partly


@pytest.mark.parametrize("choice", [None, ClaimChoice("vaccine OR dam OR lake"), ClaimChoice("the", least=2), ClaimChoice("zanzibar")])
def test_a_list_with_its_number_is_the_list_and_the_number(record: Record, choice: ClaimChoice | None) -> None:
    for by in ORDERS:
        found, number = list_and_count(record.database, choice, by=by, limit=3)
        assert found == list_claims(record.database, choice, by=by, limit=3)
        assert number == how_many_claims(record.database, choice)
        if found.after is not None:
            following, again = list_and_count(record.database, choice, by=by, limit=3, after=found.after)
            assert following == list_claims(record.database, choice, by=by, limit=3, after=found.after)
            assert again == number
