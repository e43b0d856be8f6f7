import random

import pytest

from onrecord.claims.citing import Edge, Node
from onrecord.claims.copies import Copy
from onrecord.claims.independence import Independence, independence
from onrecord.claims.said import Said, article_of
from tests.claims.stories import said

HERALD, LANTERN, COURIER, NORD, SARN, VTK = (
    "The Halvika Herald",
    "Daily Lantern",
    "Morning Courier",
    "NordPress",
    "Radio Sarn",
    "VTK State Media",
)


def day(n: int) -> str:
    return f"2026-06-{n:02}T08:00:00Z"


def copied(
    of: str,
    copy: str,
    scope: str = "article",
    *,
    directed: bool = True,
    of_span: tuple[int, int] = (0, 900),
    copy_span: tuple[int, int] = (0, 900),
) -> Copy:
    return Copy(of, copy, scope, of_span, copy_span, 1.0, 1.0, 0, directed, "time" if directed else "unknown")  # type: ignore[arg-type]


def behind(reports: list[Said], copies: tuple[Copy, ...] = (), **more: object) -> Independence:
    """What stands behind a claim; the same in any order of its reports."""
    out = independence(reports, copies, **more)  # type: ignore[arg-type]
    shuffled = list(reports)
    random.Random(1).shuffle(shuffled)
    assert independence(shuffled, copies[::-1], **more) == out  # type: ignore[arg-type]
    assert out is not None
    assert sorted(key for line in out.lines for key in line.articles) == sorted({article_of(s.key) for s in reports})
    return out


def lines(found: Independence) -> list[str]:
    return [" ".join(line.articles) for line in found.lines]


def test_a_claim_that_nobody_reports_has_nothing_behind_it() -> None:
    assert independence([]) is None


def test_one_report_is_one_line() -> None:
    found = behind([said("a#1", HERALD, day(1)), said("a#2", HERALD, day(1))])
    assert lines(found) == ["a"]
    assert found.first_certain
    assert not found.circular


def test_outlets_at_one_press_conference_are_lines_of_their_own() -> None:
    assert lines(behind([said("a#1", HERALD, day(1)), said("b#1", LANTERN, day(1)), said("c#1", NORD, day(2))])) == ["a", "b", "c"]


def test_two_articles_of_one_outlet_are_not_joined_by_that() -> None:
    assert lines(behind([said("a#1", NORD, day(1)), said("b#1", NORD, day(5), speaker="lars-holm")])) == ["a", "b"]


def test_copies_are_one_line_in_whichever_direction() -> None:
    reports = [said("a#1", NORD, day(1)), said("b#1", COURIER, day(2)), said("c#1", LANTERN, None), said("d#1", HERALD, day(3))]
    found = behind(reports, (copied("a", "b"), copied("b", "c", directed=False)))
    assert lines(found) == ["a b c", "d"]


def test_two_reprints_of_a_text_in_which_the_claim_was_overlooked_are_one_line() -> None:
    reports = [said("a#1", LANTERN, day(1)), said("b#1", COURIER, day(2))]
    copies = (copied("x", "a"), copied("x", "b", copy_span=(300, 1200)))
    assert lines(behind(reports, copies)) == ["a b"]
    assert lines(behind(reports, copies, places={"a#1": [(10, 60)], "b#1": [(10, 60)]})) == ["a", "b"]
    assert lines(behind(reports, copies, places={"a#1": [(10, 60)], "b#1": [(310, 360)]})) == ["a b"]
    assert lines(behind(reports, (copied("x", "y"), copied("x", "a"), copied("y", "b", directed=False)))) == ["a b"]


def test_a_passage_of_another_article_does_not_join_two_reports() -> None:
    reports = [said("a#1", LANTERN, day(1)), said("b#1", COURIER, day(2))]
    assert lines(behind(reports, (copied("x", "a", "passage"), copied("x", "b", "passage")))) == ["a", "b"]


def test_what_a_copy_says_in_a_paragraph_of_its_own_is_its_own_reporting() -> None:
    reports = [said("a#1", NORD, day(1)), said("b#1", COURIER, day(2))]
    copy = copied("a", "b", of_span=(0, 900), copy_span=(300, 1200))
    inside, own = {"a#1": [(100, 150)], "b#1": [(400, 450)]}, {"a#1": [(100, 150)], "b#1": [(50, 100)]}
    assert lines(behind(reports, (copy,), places=inside)) == ["a b"]
    assert lines(behind(reports, (copy,), places=own)) == ["a", "b"]
    assert lines(behind(reports, (copy,), places=own, credits={"b": ["NordPress"]})) == ["a", "b"]
    assert lines(behind(reports, (copy,), places=inside, credits={"b": ["NordPress"]})) == ["a b"]


def test_a_passage_joins_two_reports_only_where_the_claim_stands_in_it() -> None:
    passage = copied("a", "b", "passage", of_span=(100, 300), copy_span=(500, 700))
    a, same, other = said("a#1", HERALD, day(1)), said("b#1", COURIER, day(2)), said("b#1", COURIER, day(2), content="the bridge will hold")
    assert lines(behind([a, same], (passage,))) == ["a b"]
    assert lines(behind([a, other], (passage,))) == ["a", "b"]
    assert lines(behind([a, other], (passage,), places={"a#1": [(120, 160)], "b#1": [(510, 600)]})) == ["a b"]
    assert lines(behind([a, same], (passage,), places={"a#1": [(120, 160)], "b#1": [(10, 60)]})) == ["a", "b"]


@pytest.mark.parametrize("name", ["Radio Sarn", "the Radio Sarn", "RADIO SARN", "Sarn Radio station"])
def test_who_cites_an_outlet_rests_on_it(name: str) -> None:
    found = behind([said("a#1", SARN, day(1)), said("b#1", LANTERN, day(2), via=(name,))], outlets=[HERALD])
    assert lines(found) == (["a", "b"] if "station" in name else ["a b"])


def test_an_outlet_that_has_no_report_in_the_record_is_one_line_for_all_who_cite_it() -> None:
    found = behind(
        [said("a#1", HERALD, day(1), via=("Radio Sarn",)), said("b#1", LANTERN, day(2), via=("the Radio Sarn",)), said("c#1", NORD, day(3))]
    )
    assert lines(found) == ["a b", "c"]
    assert [line.outside for line in found.lines] == [("radio sarn",), ()]


def test_an_outlet_is_named_as_the_record_names_it() -> None:
    found = behind([said("a#1", HERALD, day(1), via=("Sarn",))], outlets=["Radio Sarn"])
    assert found.lines[0].outside == ("Radio Sarn",)


def test_an_outlet_that_is_quoted_as_the_speaker_carries_the_words_too() -> None:
    assert lines(behind([said("a#1", VTK, day(1)), said("b#1", LANTERN, day(2), speaker="VTK State Media", type="outlet")])) == ["a b"]
    assert lines(behind([said("a#1", VTK, day(1)), said("b#1", LANTERN, day(2), speaker="VTK State Media", type="organisation")])) == [
        "a b"
    ]


def test_an_outlet_that_cites_itself_rests_on_nobody() -> None:
    found = behind([said("a#1", HERALD, day(1)), said("b#1", HERALD, day(2), via=("the Herald",))])
    assert lines(found) == ["a", "b"]
    assert not found.circular


def test_one_agency_behind_three_outlets_is_one_line() -> None:
    reports = [said("a#1", HERALD, day(1)), said("b#1", LANTERN, day(2)), said("c#1", COURIER, day(3)), said("d#1", SARN, day(4))]
    found = behind(reports, credits={"a": ["NordPress"], "b": ["NordPress"], "c": ["Reuters", "NordPress"]})
    assert lines(found) == ["a b c", "d"]
    assert found.lines[0].outside == ("nordpress", "reuters")


def test_posts_on_one_platform_may_have_been_read_by_each_outlet_itself() -> None:
    reports = [said("a#1", HERALD, day(1), via=("Telegram",)), said("b#1", LANTERN, day(2), via=("Telegram",))]
    assert lines(behind(reports)) == ["a", "b"]


def test_a_person_who_carried_the_words_may_have_told_each_outlet() -> None:
    found = behind([said("a#1", HERALD, day(1), via=("Anna Lind",)), said("b#1", LANTERN, day(2), via=("Anna Lind",))])
    assert lines(found) == ["a", "b"]
    assert Edge(Node("article", "a"), Node("speaker", "Anna Lind"), "via", "a#1") in found.graph


def test_a_citation_means_the_report_of_the_same_speaker() -> None:
    reports = [
        said("a#1", NORD, day(1), speaker="ana-ruiz"),
        said("b#1", NORD, day(2), speaker="lars-holm"),
        said("c#1", LANTERN, day(3), speaker="ana-ruiz", via=("NordPress",)),
    ]
    assert lines(behind(reports)) == ["a c", "b"]


def test_a_citation_means_the_last_report_before_it() -> None:
    reports = [
        said("a#1", NORD, day(1)),
        said("b#1", NORD, day(4)),
        said("c#1", LANTERN, day(3), via=("NordPress",)),
        said("d#1", COURIER, day(5), via=("NordPress",)),
    ]
    assert lines(behind(reports)) == ["a c", "b d"]
    late = [said("a#1", LANTERN, day(1), via=("NordPress",)), said("b#1", NORD, day(4))]
    assert lines(behind(late)) == ["a b"]


def test_two_who_interviewed_the_person_themselves_are_independent_of_those_who_cite_one() -> None:
    reports = [
        said("a#1", SARN, day(1)),
        said("b#1", NORD, day(2), via=("Radio Sarn",)),
        said("c#1", COURIER, day(3), via=("Radio Sarn",)),
        said("d#1", HERALD, day(4)),
    ]
    assert lines(behind(reports, (copied("b", "c"),))) == ["a b c", "d"]


def test_a_circle_is_found_and_its_articles_are_named() -> None:
    reports = [
        said("a#1", VTK, day(1)),
        said("b#1", "Capital Dispatch", day(2), via=("VTK",)),
        said("c#1", VTK, day(3), speaker="Capital Dispatch", type="outlet"),
        said("d#1", LANTERN, day(4)),
    ]
    found = behind(reports)
    assert lines(found) == ["a b c", "d"]
    assert found.circular
    (circle,) = found.circles
    assert set(circle.outlets) == {VTK, "Capital Dispatch"}
    assert circle.articles == ("c", "b", "a")


def test_two_articles_that_cite_one_another_are_a_circle() -> None:
    found = behind([said("a#1", HERALD, day(1), via=("Daily Lantern",)), said("b#1", LANTERN, day(1), via=("the Herald",))])
    assert found.circular
    assert set(found.circles[0].articles) == {"a", "b"}


def test_a_circle_may_go_through_a_third_outlet_and_a_copy() -> None:
    reports = [
        said("a#1", HERALD, day(1)),
        said("b#1", NORD, day(2), via=("Halvika Herald",)),
        said("c#1", LANTERN, day(3)),
        said("d#1", HERALD, day(4), via=("the Lantern",)),
    ]
    assert behind(reports, (copied("b", "c"),)).circles[0].articles == ("d", "c", "b", "a")
    assert not behind(reports[:3], (copied("b", "c"),)).circular


def test_outlets_that_cite_one_another_for_different_speakers_are_no_circle() -> None:
    reports = [
        said("a#1", HERALD, day(1), speaker="ana-ruiz"),
        said("b#1", LANTERN, day(1), speaker="lars-holm"),
        said("c#1", HERALD, day(3), speaker="lars-holm", via=("Daily Lantern",)),
        said("d#1", LANTERN, day(3), speaker="ana-ruiz", via=("Halvika Herald",)),
    ]
    found = behind(reports)
    assert not found.circular
    assert lines(found) == ["a d", "b c"]


def test_the_first_report_is_the_earliest_and_its_fullest_words() -> None:
    found = behind(
        [
            said("b#1", LANTERN, day(2)),
            said("a#1", HERALD, day(1), content="safe"),
            said("a#2", HERALD, day(1), content="the bridge is quite safe"),
        ]
    )
    assert (found.first, found.first_certain) == ("a#2", True)


@pytest.mark.parametrize(("one", "other"), [(None, None), ("2026-06-01", "2026-06-01T09:00:00Z"), ("2026-06-01", "soon")])
def test_the_first_report_is_uncertain_where_times_do_not_tell(one: str | None, other: str | None) -> None:
    assert not behind([said("a#1", HERALD, one), said("b#1", LANTERN, other)]).first_certain


def test_the_graph_says_who_has_the_claim_from_whom() -> None:
    reports = [
        said("a#1", SARN, day(1)),
        said("b#1", LANTERN, day(2), via=("Meridian", "Radio Sarn")),
        said("c#1", COURIER, day(3), speaker=None),
    ]
    found = behind(reports, (copied("b", "c"),), credits={"b": ["NordPress"]})
    b, meridian, sarn = Node("article", "b"), Node("outlet", "meridian"), Node("outlet", SARN)
    assert set(found.graph) == {
        Edge(Node("article", "a"), Node("speaker", "ana-ruiz"), "said", "a#1"),
        Edge(b, meridian, "via", "b#1"),
        Edge(meridian, sarn, "via", "b#1"),
        Edge(sarn, Node("speaker", "ana-ruiz"), "said", "b#1"),
        Edge(b, Node("outlet", "nordpress"), "credit", "b"),
        Edge(Node("article", "c"), b, "copy", "c"),
    }


def test_reports_without_an_outlet_are_not_taken_for_one_outlet() -> None:
    found = behind([said("a#1", None, day(1)), said("b#1", None, day(2)), said("c#1", None, None)], (copied("a", "b"),))
    assert lines(found) == ["a b", "c"]
    assert not found.circular


def test_thousands_of_reports_take_bounded_time() -> None:
    reports = [said(f"k{i:04}#1", f"Paper {i}", day(1 + i % 28), via=(f"Paper {i - 1}",) if i else ()) for i in range(2000)]
    found = behind(reports)
    assert len(found.lines) == 1
    assert not found.circular
