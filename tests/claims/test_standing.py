"""Which claims stand out, who changed position, who cites whom."""

from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest

from onrecord.claims import asking, standing
from onrecord.claims.positions import changes_of_position
from onrecord.claims.store import update
from onrecord.claims.telling import Claim
from onrecord.errors import NotInRecord
from onrecord.record import Record, open_record
from tests.claims.corpora import judging, story


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    with open_record(tmp_path_factory.mktemp("record") / "news.db") as made:
        for name in ("dam", "vaccine", "merger"):
            for reading in story(name):
                made.add(reading)
        update(made.database, judging=judging)
        yield made


def test_the_most_repeated_claims_are_those_of_most_outlets(record: Record) -> None:
    assert record.most_repeated(limit=5) == asking.claims(record.database, limit=5)
    everything = asking.claims(record.database, limit=None)
    assert any(c.reports == 1 for c in everything)
    assert record.most_repeated(limit=1000) == [c for c in everything if c.reports > 1]


def test_contested_claims_have_statements_on_both_sides(record: Record) -> None:
    found = record.most_contested(limit=1000)
    assert found
    assert [c.balance for c in found] == sorted((c.balance for c in found), reverse=True)
    for c in found:
        assert c.denials == c.claim.denials
        assert c.denials + c.contradictions > 0
        against = c.denials + c.contradictions
        assert c.balance == pytest.approx(2 * c.claim.statements * against / (c.claim.statements + against))
    assert {c.claim.id for c in found} >= {c.id for c in asking.claims(record.database, limit=None) if c.denials and c.statements}


def test_contradictions_are_those_of_the_lives_of_claims(record: Record) -> None:
    for c in record.most_contested(limit=1000):
        life = asking.life(record.database, c.claim.id)
        own = {s.id for s in life.statements}
        told = [r for r in life.relations if r.kind == "contradicts"]
        assert c.contradictions == sum(r.later in own or r.earlier in own for r in told)


@pytest.mark.parametrize("limit", [1, 2, 3])
def test_fewer_are_the_first_of_all(record: Record, limit: int, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = record.most_contested(limit=1000)
    monkeypatch.setattr(standing, "_TOGETHER", 1)
    assert record.most_contested(limit=limit) == whole[:limit]


def test_changes_of_position_are_revisions_of_what_the_same_speaker_said(record: Record) -> None:
    found = 0
    for speaker in record.speakers:
        changes, total = record.changes_of_position(speaker.id, limit=100)
        assert total == len(changes)
        days = [c.later_report.published or "" for c in changes]
        for c in changes:
            assert c.kind == "revises"
            assert c.later != c.earlier
            assert (c.earlier_report.published or "") <= (c.later_report.published or "")
        found += len(days)
    rows = record.database.rows("SELECT count(*) FROM relations WHERE kind = 'revises'")
    assert 0 < found <= rows[0][0]
    some = next(s.id for s in record.speakers if record.changes_of_position(s.id)[1])
    whole, total = changes_of_position(record.database, some)
    assert changes_of_position(record.database, some, limit=1) == (whole[:1], total)
    with pytest.raises(NotInRecord):
        record.changes_of_position(9999)


def test_claims_are_gone_through_page_by_page(record: Record) -> None:
    questions: list[dict[str, Any]] = [
        {},
        {"outlets": 2},
        {"about": "lake"},
        {"speaker": "Stolberg"},
        {"since": "2026-05"},
        {"about": "the"},
    ]
    for question in questions:
        seen: list[Claim] = []
        cursor = None
        while True:
            page = record.lists.claims(cursor=cursor, limit=3, **question)
            seen += page
            cursor = page.next
            if cursor is None:
                break
        asked = {"least" if k == "outlets" else k: v for k, v in question.items()}
        whole = asking.claims(record.database, limit=None, **asked)
        assert Counter(c.id for c in seen) == Counter(c.id for c in whole)
        assert {c.id: c for c in seen} == {c.id: c for c in whole}


def test_claims_with_frequent_words_are_the_same_as_those_with_few(record: Record, monkeypatch: pytest.MonkeyPatch) -> None:
    few = asking.claims(record.database, "the", limit=None)
    assert len(few) > 20
    monkeypatch.setattr(asking, "_FEW", 0)
    assert asking.claims(record.database, "the", limit=None) == few
    assert asking.claims(record.database, "the", limit=4) == few[:4]
    assert asking.claims(record.database, "zanzibar") == []


def test_the_rest_of_a_page_is_claims_too(record: Record) -> None:
    assert record.claims("lake", update=False, limit=2) == asking.claims(record.database, "lake", limit=2)
