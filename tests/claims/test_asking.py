from collections.abc import Iterator
from typing import Any

import pytest

from onrecord.claims import asking, contrasting, tracing
from onrecord.claims.store import update
from onrecord.errors import InputError, RecordError
from onrecord.record import open_record
from onrecord.record.database import Database
from tests.claims.corpora import judging, story


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    with open_record(tmp_path_factory.mktemp("record") / "news.db") as record:
        for name in ("dam", "vaccine"):
            for reading in story(name):
                record.add(reading)
        update(record.database, judging=judging)
        yield record.database


def test_claims_of_most_outlets_come_first(database: Database) -> None:
    found = asking.claims(database, limit=None)
    assert len(found) > 10
    assert [c.outlets for c in found] == sorted((c.outlets for c in found), reverse=True)
    assert all(c.reports > 1 or c.denials for c in found)
    assert len({c.id for c in found}) == len(found)
    assert asking.claims(database, limit=3) == found[:3]


def test_claims_are_found_by_words_speaker_day_and_outlets(database: Database) -> None:
    whole = asking.claims(database, limit=None)
    lake = asking.claims(database, "lake", limit=None)
    assert lake
    assert len(lake) < len(whole)
    for c in lake:
        assert any(
            "lake" in r.content.lower() or "lake" in r.source.lower() for s in asking.life(database, c.id).statements for r in s.reports
        )
    by = asking.claims(database, speaker="Stolberg", limit=None)
    assert by
    for c in by:
        assert any("Stolberg" in (r.speaker or "") for s in asking.life(database, c.id).statements for r in s.reports)
    assert asking.claims(database, since="2027", limit=None) == []
    assert asking.claims(database, until="2020", limit=None) == []
    assert asking.claims(database, since="2026-05", limit=None)
    assert asking.claims(database, until="2026-03", limit=None)
    assert all(c.outlets >= 3 for c in asking.claims(database, least=3, limit=None))
    assert asking.claims(database, "- ?", limit=None) == whole


def test_the_life_of_a_claim_holds_together(database: Database) -> None:
    for c in asking.claims(database, limit=None):
        life = asking.life(database, c.id)
        assert life.claim == c
        reports = [r for s in life.statements for r in s.reports]
        assert len(reports) == c.reports
        assert len({r.article for r in reports}) == c.articles
        assert len(life.denials) == c.denials
        firsts = [s.reports[0].published or "" for s in life.statements]
        assert firsts == sorted(firsts)
        for s in life.statements:
            assert s.reports[0].drift is None
            assert all(r.drift is not None for r in s.reports[1:])
            assert asking.statements_of(database, [database.rows("SELECT 1")[0][0]]) == []
        assert life.independence is not None
        articles = [a for line in life.independence.lines for a in line.articles]
        assert sorted(articles) == sorted({r.key.rpartition("#")[0] for r in reports})


def test_a_claim_is_found_by_the_beginning_of_its_id_and_by_a_statement(database: Database) -> None:
    c = asking.claims(database)[0]
    life = asking.life(database, c.id)
    assert asking.life(database, c.id[:7].upper()).claim == c
    assert asking.life(database, life.statements[-1].id).claim == c


@pytest.mark.parametrize("id", ["c00000000", "", "claim", "x1234567", "c0!", "s0000000000", "c" + "z" * 40])
def test_what_is_no_claim_is_told(database: Database, id: str) -> None:
    with pytest.raises(RecordError, match="onrecord claims"):
        asking.life(database, id)


def test_copied_reports_are_marked(database: Database) -> None:
    lives = [asking.life(database, c.id) for c in asking.claims(database, limit=None)]
    reports = [r for x in lives for s in x.statements for r in s.reports]
    assert any(r.copied for r in reports)
    assert any(not r.copied for r in reports)


def test_words_are_traced_to_who_said_them_first(database: Database) -> None:
    told = next(s for c in asking.claims(database) for s in asking.life(database, c.id).statements if len(s.reports) > 2)
    found = tracing.trace(database, told.text, judging=judging)
    assert found.on_record
    assert found.found[0].relation == "same"
    assert found.found[0].drift.verbatim
    assert told.id in {t.statement.id for t in found.found}
    assert found.first is not None
    assert (found.first.report.published or "") <= (told.reports[-1].published or "~")


def test_words_nobody_said_are_not_on_record(database: Database) -> None:
    found = tracing.trace(database, "Penguins have opened a savings bank in Antarctica", judging=judging)
    assert not found.on_record
    assert found.first is None


def test_a_trace_tells_what_contradicts(database: Database) -> None:
    found = tracing.trace(database, "batch K417 does not contain mercury", judging=judging)
    assert "contradicts" in {t.relation for t in found.found}


@pytest.mark.parametrize("text", ["", "  ", "…?!", "\x1b[2J".replace("2J", "")])
def test_a_trace_needs_a_word(database: Database, text: str) -> None:
    with pytest.raises(InputError, match="no word"):
        tracing.trace(database, text, judging=judging)


def test_a_huge_text_is_traced_in_bounded_time(database: Database) -> None:
    assert tracing.trace(database, "the lake and the dam " * 20_000, judging=judging).text.startswith("the lake")


def test_two_outlets_side_by_side(database: Database) -> None:
    found = contrasting.contrast(database, "daily lantern", "Herald", limit=50)
    assert (found.one, found.other) == ("Daily Lantern", "The Halvika Herald")
    assert found.counts == (len(found.both), len(found.only_one), len(found.only_other))
    for d in found.both:
        assert d.one.outlet == "Daily Lantern"
        assert d.other.outlet == "The Halvika Herald"
    material = [len(d.drift.material) for d in found.both]
    assert material == sorted(material, reverse=True)
    shared = {d.claim.id for d in found.both}
    assert not shared & {c.id for c in (*found.only_one, *found.only_other)}
    back = contrasting.contrast(database, "Herald", "daily lantern", limit=50)
    assert {d.claim.id for d in back.both} == shared
    assert back.only_one == found.only_other


def test_what_two_outlets_report_is_what_the_lives_of_claims_say(database: Database) -> None:
    told = asking.claims(database, limit=None)
    outlets = {c.id: [r.outlet for s in asking.life(database, c.id).statements for r in s.reports] for c in told}
    found = contrasting.contrast(database, "daily lantern", "Herald", limit=1000)
    one, other = found.one, found.other
    both = {id for id, there in outlets.items() if {one, other} <= {*there}}
    assert both <= {d.claim.id for d in found.both}
    lives = [asking.life(database, d.claim.id) for d in found.both if d.claim.id not in both]
    assert lives
    for life in lives:  # what both report, but as two claims
        assert any({one, other} <= {r.outlet for r in s.reports} for s in life.otherwise)
    changed = {c.id for c in told for s in asking.life(database, c.id).otherwise if {one, other} <= {r.outlet for r in s.reports}}
    for name, without, some in ((one, other, found.only_one), (other, one, found.only_other)):
        own = [c for c in told if name in outlets[c.id] and without not in outlets[c.id] and c.outlets > 1 and c.id not in changed]
        assert [*some] == sorted(own, key=lambda c: (-c.outlets, -c.articles, c.id))
    few = contrasting.contrast(database, "daily lantern", "Herald", limit=2)
    assert few.counts == found.counts
    assert (few.both, few.only_one, few.only_other) == (found.both[:2], found.only_one[:2], found.only_other[:2])


def test_a_statement_is_found_with_all_of_its_reports_and_alone(database: Database) -> None:
    rows = database.rows("SELECT coalesce(statement_id, id), count(*) FROM utterances GROUP BY 1 ORDER BY 1")
    (alone,) = database.rows("SELECT min(id) FROM utterances WHERE statement_id IS NULL")[0]
    for number, n in rows:
        (told,) = asking.statements_of(database, [int(number)])
        assert len(told.reports) >= int(n)
    if alone is not None:
        assert len(asking.statements_of(database, [int(alone)])) == 1


@pytest.mark.parametrize(("one", "other"), [("nobody", "Herald"), ("", "Herald"), ("Herald", "the halvika herald"), ("a", "Herald")])
def test_outlets_that_cannot_be_told_apart(database: Database, one: str, other: str) -> None:
    with pytest.raises(RecordError, match="name "):
        contrasting.contrast(database, one, other)


def test_of_a_statement_in_very_many_wordings_the_network_reads_the_first_few(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[tuple[str, str]] = []

    def marks(pairs: list[tuple[str, str]]) -> list[tuple[tuple[()], tuple[()]]]:
        asked.extend(pairs)
        return [((), ())] * len(pairs)

    monkeypatch.setattr(asking, "marks", marks)
    monkeypatch.setattr(asking, "_MOST_MARKED", 2)
    others = ["“It is shut.”", "it will be shut", "It is closed", "it will be shut", "it was shut"]
    assert asking._marked("it is shut", others) == {"it will be shut": ((), ()), "It is closed": ((), ())}
    assert asked == [("it is shut", "it will be shut"), ("it is shut", "It is closed")]
