"""Claims in a terminal."""

from dataclasses import replace
from io import StringIO

import pytest
from rich.console import Console

from onrecord.claims.changes import Change
from onrecord.claims.drift import Drift
from onrecord.claims.telling import Claim, Denied, Life, Related, Report, Statement, Trace, Traced
from onrecord.exporting.lives import print_claims, print_life, print_trace

CLAIM = Claim("c1qfkzyw8cc", "the Ostrand bridge will be closed", "Ana Ruiz", 14, 12, 9, 3, 5, 12, "2026-03-01", "2026-03-15")


def report(content: str, via: tuple[str, ...] = (), *, who: str = "Ana Ruiz", act: str = "state") -> Report:
    return Report(
        *(7, "n7#a1", "The Halvika Herald", "2026-03-02T09:00:00Z", None, None, who, who, "said", content),
        *(via, act, "neutral", False, None),
    )


def life(confidence: float) -> Life:
    said = Statement("s1qfkzyw8cc", "Ana Ruiz", None, None, "state", (report("the bridge will be closed"),))
    denied = Statement(
        "s2qfkzyw8cc", "Per Lind", None, None, "deny", (report("that it will be closed", ("Radio Sarn",), who="Per Lind", act="deny"),)
    )
    return Life(CLAIM, (said,), (Denied(denied, confidence),), (), None)


def printed(width: int, confidence: float = 0.4) -> list[str]:
    console = Console(file=StringIO(), width=width, color_system=None)
    print_claims(console, [CLAIM], "news.db", asked=False)
    print_life(console, life(confidence))
    assert isinstance(console.file, StringIO)
    return console.file.getvalue().splitlines()


@pytest.mark.parametrize("width", range(24, 100, 4))
def test_what_belongs_together_is_on_one_line_however_narrow_the_terminal(width: int) -> None:
    lines = printed(width)
    for words in ("denied 12 times", "2026-03-01 to 2026-03-15", "9 outlets", "14 reports", "perhaps denies"):
        assert any(words in line for line in lines), words
    assert all(len(line) <= width for line in lines)
    assert not any(line.lstrip().startswith("·") or line.rstrip().endswith("·") for line in lines)


def test_a_wide_terminal_has_it_all_in_one_line() -> None:
    lines = printed(110, 0.9)
    assert any("9 outlets · 14 reports · 3 speakers · denied 12 times · 2026-03-01 to 2026-03-15" in line for line in lines)
    assert any("Per Lind denies  The Halvika Herald [7] · via Radio Sarn · s2qfkzyw8cc" in line for line in lines)


def shown(value: Life | Trace) -> str:
    console = Console(file=StringIO(), width=110, color_system=None)
    print_life(console, value) if isinstance(value, Life) else print_trace(console, value)
    assert isinstance(console.file, StringIO)
    return console.file.getvalue()


def statement(id: str, *reports: Report) -> Statement:
    return Statement(id, reports[0].speaker, None, None, reports[0].act, reports)


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        (report("that it was closed", who="Per Lind", act="deny"), "Per Lind denies  The"),
        (report("“It was not closed,”", who="Per Lind", act="deny"), "Per Lind denies it:  The"),
        (report("it was never closed", who="Per Lind"), "Per Lind denies it:  The"),
    ],
)
def test_a_denial_is_told_by_its_own_words(told: Report, expected: str) -> None:
    own = statement("s1qfkzyw8cc", report("the bridge will be closed"))
    assert expected in shown(Life(CLAIM, (own,), (Denied(statement("s2qfkzyw8cc", told), 0.9),), (), None))


def test_the_name_beside_a_report_is_that_of_the_report() -> None:
    one, other = report("the bridge will be closed", who="Bo Berg"), report("the bridge will be closed", who="Ana Maria Ruiz")
    said = Statement("s1qfkzyw8cc", "Ana Maria Ruiz", None, None, "state", (one, other))
    assert "Bo Berg says  The Halvika Herald [7]" in shown(Life(CLAIM, (said,), (), (), None))


def test_what_goes_against_a_claim_and_what_it_goes_against_are_told_apart() -> None:
    ours, theirs = report("the bridge will be closed"), report("the bridge stays open", who="Bo Berg")
    own, other = statement("s1qfkzyw8cc", ours), statement("s3qfkzyw8cc", theirs)
    forth = Related("contradicts", other.id, own.id, theirs, ours, 0.9)
    back = Related("contradicts", own.id, other.id, ours, theirs, 0.9)
    against = shown(Life(CLAIM, (own,), (), (forth,), None))
    assert "Against it, and taken back" in against
    assert "What it is against" not in against
    aimed = shown(Life(CLAIM, (own,), (), (back,), None))
    assert "Against it" not in aimed
    assert "What it is against" in aimed
    assert "“the bridge stays open”" in aimed
    assert "contradicts: Ana Ruiz" in aimed


def test_reports_that_say_something_else_are_told_with_what_changed() -> None:
    change = Change("number", "40", "400", (0, 2), (0, 3), True)
    first, later = report("40 boats sank"), report("400 boats sank")
    told = statement("s1qfkzyw8cc", first, replace(later, drift=Drift((change,), 0.9)))
    page = shown(Life(CLAIM, (statement("s1qfkzyw8cc", first),), (), (), None, (told,)))
    assert "Reported elsewhere with something else in it" in page
    assert "! number: 40 → 400" in page


@pytest.mark.parametrize(
    ("act", "asserted", "relation", "expected"),
    [
        ("state", True, "same", "Per Lind says  "),
        ("deny", True, "same", "Per Lind denies  "),
        ("deny", True, "contradicts", "Per Lind denies  "),
        ("state", True, "contradicts", "Per Lind contradicts  "),
        ("deny", False, "same", "Per Lind did not deny  "),
        ("state", False, "more", "Per Lind did not say  "),
        ("decline", True, "same", "Per Lind declines to say  "),
        ("ask", True, "less", "Per Lind asks  "),
    ],
)
def test_a_trace_tells_what_each_does_with_the_words(act: str, asserted: bool, relation: str, expected: str) -> None:
    told = replace(report("the bridge will be closed", who="Per Lind", act=act), asserted=asserted)
    found = Traced(relation, 0.9, None, statement("s1qfkzyw8cc", told), told, Drift((), 1.0), told)  # type: ignore[arg-type]
    page = shown(Trace("the bridge will be closed", (found,)))
    assert expected in page
    assert ("First on record: Per Lind" in page) == (act == "state" and asserted and relation == "same")


def test_who_denies_in_words_of_his_own_says_these() -> None:
    told = report("“There are no cracks,”", who="Per Lind", act="deny")
    found = Traced("same", 0.9, None, statement("s1qfkzyw8cc", told), told, Drift((), 1.0), told)
    assert "First on record: Per Lind" in shown(Trace("there are no cracks", (found,)))


@pytest.mark.parametrize(
    ("published", "expected"),
    [
        ("2026-03-02T09:00:00Z", "2026-03-02 09:00  Ana"),
        ("2026-03-02T09:00:00+00:00", "2026-03-02 09:00  Ana"),
        ("2026-03-02T09:00:00+05:30", "2026-03-02 09:00 +05:30  Ana"),
        ("2026-03-02", "2026-03-02        Ana"),
    ],
)
def test_times_are_told_with_their_zone_where_that_is_not_utc(published: str, expected: str) -> None:
    said = statement("s1qfkzyw8cc", replace(report("the bridge will be closed"), published=published))
    assert expected in shown(Life(CLAIM, (said,), (), (), None))


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ('"It is closed,"', "“It is closed,”"),
        ('it would be "closed for good"', '“it would be "closed for good"”'),
        ("“closed” and “sealed”", "““closed” and “sealed””"),
    ],
)
def test_quotation_marks_are_in_pairs(content: str, expected: str) -> None:
    assert expected in shown(Life(CLAIM, (statement("s1qfkzyw8cc", report(content)),), (), (), None))


def test_a_very_narrow_terminal_shows_what_was_said() -> None:
    assert any("bridge" in line for line in printed(20))
