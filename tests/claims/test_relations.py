"""Denials, and what statements have to do with one another."""

from itertools import combinations

import pytest

from onrecord.claims.denials import Denial, Pairs, before_denials, denials, judged_of
from onrecord.claims.judging import judge
from onrecord.claims.relations import Relation, earliest, opposed_claims, relations_among
from onrecord.claims.said import Said
from tests.claims.attributions import attribution

MERCURY = attribution("a#a1", "that batch K417 contains mercury", published="2026-03-02T08:00:00Z")


def by(key: str, content: str, who: str, day: int, **more: object) -> Said:
    """What somebody said that day of March."""
    values = {"speaker": f"person:{who.lower()}", "name": who, "source": who, "published": f"2026-03-{day:02}T09:00:00Z", **more}
    return attribution(key, content, **values)


def judged(*said: Said) -> Pairs:
    keys = [(min(a.key, b.key), max(a.key, b.key)) for a, b in combinations(said, 2)]
    content = {s.key: s.content for s in said}
    return dict(zip(keys, judge([(content[a], content[b]) for a, b in keys]), strict=True))


def related(*said: Said, claims: list[list[Said]], denied: tuple[Denial, ...] = ()) -> list[tuple[str, str, str]]:
    found = relations_among([[s] for s in said], claims, denied, judged(*said))
    return [(r.kind, r.later, r.earlier) for r in found]


@pytest.mark.parametrize("content", ["that batch K417 contains mercury", "“There is no mercury in batch K417,”"])
def test_a_denial_is_of_the_claim_that_it_repeats_or_reverses(content: str) -> None:
    other = by("b#a1", "that the school stays closed", "Cy Holm", 2)
    denial = by("c#a1", content, "Bo Lind", 3, act="deny")
    (found,) = denials([MERCURY, other, denial], [[MERCURY], [other]], judged(MERCURY, other, denial))
    assert (found.denial, found.claim) == ("c#a1", 0)
    assert 0.25 <= found.confidence <= 1


def test_who_says_not_denies_whatever_the_act_is_called() -> None:
    later = by("c#a1", "that batch K417 does not contain mercury", "Bo Lind", 3)
    assert [d.claim for d in denials([MERCURY, later], [[MERCURY], [later]], judged(MERCURY, later))] == [0]
    before = by("c#a1", "that batch K417 does not contain mercury", "Bo Lind", 1)
    assert denials([MERCURY, before], [[MERCURY], [before]], judged(MERCURY, before)) == []


def test_a_denial_without_words_of_its_own_is_of_what_stands_before_it() -> None:
    accused = by("c#a1", "the mayor of having sold the quay to his own brother", "Cy Holm", 3, act="accuse", place=1)
    denial = by("c#a2", "the accusation", "Bo Lind", 3, act="deny", place=2)
    assert list(before_denials([denial, accused, MERCURY])) == [("c#a1", "c#a2")]
    (found,) = denials([MERCURY, accused, denial], [[MERCURY], [accused]], judged(MERCURY, accused, denial))
    assert (found.denial, found.claim) == ("c#a2", 1)


def test_nobody_denies_what_he_says_himself_or_what_is_claimed_only_later() -> None:
    own = attribution("c#a1", "“There is no mercury in batch K417,”", published="2026-03-03T09:00:00Z", act="deny")
    early = by("d#a1", "“There is no mercury in batch K417,”", "Bo Lind", 1, act="deny")
    assert denials([MERCURY, own, early], [[MERCURY]], judged(MERCURY, own, early)) == []
    assert list(before_denials([attribution("a#a2", "the accusation", act="deny", place=1), MERCURY])) == []


def test_a_denial_of_nothing_that_is_known_is_of_nothing() -> None:
    denial = by("c#a1", "“I have never been to Halvika,”", "Bo Lind", 3, act="deny")
    assert denials([MERCURY, denial], [[MERCURY]], judged(MERCURY, denial)) == []


def test_who_did_not_deny_or_declined_denies_nothing() -> None:
    silent = by("c#a1", "that batch K417 contains mercury", "Bo Lind", 3, act="decline")
    unsaid = by("d#a1", "that batch K417 contains mercury", "Cy Holm", 3, act="deny", asserted=False)
    assert denials([silent, unsaid], [[MERCURY]], judged(MERCURY, silent, unsaid)) == []


def test_what_one_report_of_a_denial_is_about_the_others_are() -> None:
    plain = by("c#a1", "“There is no mercury in batch K417,”", "Bo Lind", 3, act="deny")
    short = by("d#a1", "“None of that is so,”", "Bo Lind", 3, act="deny")
    pairs = judged(MERCURY, plain, short)
    assert {d.denial for d in denials([MERCURY, plain, short], [[MERCURY]], pairs)} == {"c#a1"}
    assert {d.denial for d in denials([MERCURY, plain, short], [[MERCURY]], pairs, [[plain, short]])} == {"c#a1", "d#a1"}


def test_another_who_says_the_same_repeats_it() -> None:
    again = by("b#a1", "The batch K417 contains mercury", "Bo Lind", 3)
    assert related(MERCURY, again, claims=[[MERCURY, again]]) == [("repeats", "b#a1", "a#a1")]


def test_an_act_of_confirming_confirms() -> None:
    again = by("b#a1", "that batch K417 contains mercury", "Bo Lind", 3, act="confirm")
    assert related(MERCURY, again, claims=[[MERCURY, again]]) == [("confirms", "b#a1", "a#a1")]


def test_the_same_speaker_saying_it_again_is_no_relation() -> None:
    again = attribution("b#a1", "that batch K417 contains mercury", published="2026-03-09T08:00:00Z")
    assert related(MERCURY, again, claims=[[MERCURY, again]]) == []


def test_somebody_without_a_name_does_not_repeat_for_certain() -> None:
    again = by("b#a1", "that batch K417 contains mercury", "a nurse", 3)
    assert related(MERCURY, again, claims=[[MERCURY, again]]) == []


def test_a_later_denial_denies_and_a_later_claim_contradicts_the_denial() -> None:
    denial = by("b#a1", "that batch K417 contains mercury", "Bo Lind", 3, act="deny")
    again = by("c#a1", "There is mercury in K417", "Cy Holm", 4)
    found = related(MERCURY, denial, again, claims=[[MERCURY, again]], denied=(Denial("b#a1", 0, 0.9),))
    assert found == [("contradicts", "c#a1", "b#a1"), ("denies", "b#a1", "a#a1"), ("repeats", "c#a1", "a#a1")]


def test_who_takes_back_what_he_said_revises() -> None:
    back = attribution("b#a1", "“There is no mercury in batch K417,”", published="2026-03-06T08:00:00Z", act="deny")
    assert related(MERCURY, back, claims=[[MERCURY]], denied=(Denial("b#a1", 0, 0.9),)) == [("revises", "b#a1", "a#a1")]


@pytest.mark.parametrize(
    "content",
    [
        "“I should not have spoken of mercury in that batch,”",
        "that batch K417 may contain mercury",
        "I was wrong about the batch and the mercury",
    ],
)
def test_who_says_that_he_was_wrong_or_only_may_be_right_revises(content: str) -> None:
    back = attribution("b#a1", content, published="2026-03-06T08:00:00Z")
    assert related(MERCURY, back, claims=[[MERCURY], [back]]) == [("revises", "b#a1", "a#a1")]


def test_who_corrects_the_number_of_another_contradicts_him() -> None:
    nine = by("a#a1", "that nine people were killed in the shelling of the port", "Ana Ruiz", 2)
    six = by("b#a1", "that six people were killed in the port, and not nine", "Bo Lind", 4)
    assert related(nine, six, claims=[[nine], [six]]) == [("contradicts", "b#a1", "a#a1")]


def test_long_answers_of_one_interview_are_not_against_each_other() -> None:
    talk = "we were glad of every visitor that summer and we went down to the water with them whenever the weather allowed it, which was "
    yes = attribution(
        "a#a1", f"{talk} often, and the bridge was open on all of those days as far as I can remember it now after so many years"
    )
    no = attribution(
        "a#a2", f"{talk} seldom, and the bridge was not open on any of those days as far as I can remember it now after so long", place=1
    )
    assert related(yes, no, claims=[[yes], [no]]) == []


def test_two_denials_of_one_claim_have_no_relation() -> None:
    x, y = (by(f"{k}#a1", "that batch K417 contains mercury", who, 3, act="deny") for k, who in (("b", "Bo Lind"), ("c", "Cy Holm")))
    assert related(x, y, claims=[[MERCURY]], denied=(Denial("b#a1", 0, 0.9), Denial("c#a1", 0, 0.9))) == []


def test_another_number_for_the_same_contradicts() -> None:
    nine = by("a#a1", "that nine people were killed in the shelling of the port", "Ana Ruiz", 2)
    eleven = by("b#a1", "that eleven people were killed in the shelling of the port", "Bo Lind", 2)
    assert related(nine, eleven, claims=[[nine], [eleven]]) == [("contradicts", "b#a1", "a#a1")]


def test_a_toll_that_rises_over_days_contradicts_nothing() -> None:
    nine = by("a#a1", "that nine people were killed in the floods", "Ana Ruiz", 2, said_first="2026-03-02", said_last="2026-03-02")
    more = by("b#a1", "that 31 people were killed in the floods", "Bo Lind", 8, said_first="2026-03-08", said_last="2026-03-08")
    assert related(nine, more, claims=[[nine], [more]]) == []


def test_not_yet_is_not_contradicted_by_what_happens_later() -> None:
    early = by("a#a1", "that the threshold had not yet been reached", "Ana Ruiz", 2, said_first="2026-03-02", said_last="2026-03-02")
    later = by("b#a1", "that the threshold has been reached", "Bo Lind", 9, said_first="2026-03-09", said_last="2026-03-09")
    assert related(early, later, claims=[[early], [later]]) == []
    assert related(early, later, claims=[[later]], denied=(Denial("a#a1", 0, 0.9),)) == []


def test_one_plain_pair_is_enough_for_all_statements_of_two_claims() -> None:
    again = by("b#a1", "the poison is in it", "Bo Lind", 3)
    opposite = by("c#a1", "that batch K417 does not contain mercury", "Cy Holm", 4)
    found = related(MERCURY, again, opposite, claims=[[MERCURY, again], [opposite]])
    assert {(later, earlier) for kind, later, earlier in found if kind in {"denies", "contradicts"}} == {("c#a1", "a#a1"), ("c#a1", "b#a1")}


def test_the_order_in_which_things_are_given_changes_nothing() -> None:
    said = [MERCURY, by("b#a1", "There is no mercury in K417", "Bo Lind", 3), by("c#a1", "K417 contains mercury", "Cy Holm", 4)]
    claims = [[said[0], said[2]], [said[1]]]
    pairs = judged(*said)
    one = relations_among([[s] for s in said], claims, [], pairs)
    other = relations_among([[s] for s in said[::-1]], [list(reversed(c)) for c in claims[::-1]], [], dict(reversed(list(pairs.items()))))
    assert one == other
    assert one


def test_relations_are_anchored_at_the_earliest_reports() -> None:
    late = by("z#a1", "that batch K417 contains mercury", "Ana Ruiz", 5)
    again = by("b#a1", "The batch K417 contains mercury", "Bo Lind", 3)
    (found,) = relations_among([[late, MERCURY], [again]], [[MERCURY, late, again]], [], judged(MERCURY, late, again))
    assert found == Relation("repeats", "b#a1", "a#a1", found.confidence)
    assert earliest([late, MERCURY]) == MERCURY


def test_in_an_article_the_fullest_report_comes_first() -> None:
    headline, body = attribution("a#a1", "K417 poisoned"), attribution("a#a2", "that batch K417 of the vaccine contains mercury")
    assert earliest([headline, body]) == body


def test_nobody_is_earliest_of_none() -> None:
    with pytest.raises(ValueError, match="empty"):
        earliest([])


def test_a_claim_of_very_many_statements_is_related_to_its_first_only() -> None:
    many = [by(f"{i:04}#a1", "that the bridge is closed", f"Ana {chr(65 + i % 26)}{chr(97 + i // 26)}rr", 2) for i in range(80)]
    found = relations_among([[s] for s in many], [many], [], {})
    assert {r.earlier for r in found} == {"0000#a1"}
    assert len(found) <= len(many) - 1


def test_opposed_claims_are_numbered_as_they_are_given() -> None:
    no = by("b#a1", "that batch K417 does not contain mercury", "Bo Lind", 3)
    assert set(opposed_claims([[no], [], [MERCURY]], judged(MERCURY, no))) == {(0, 2)}


def test_pairs_are_found_in_either_order() -> None:
    no = by("b#a1", "that batch K417 does not contain mercury", "Bo Lind", 3)
    pairs = judged(MERCURY, no)
    forth, back = judged_of(pairs, "a#a1", "b#a1"), judged_of(pairs, "b#a1", "a#a1")
    assert forth is not None
    assert back == forth.mirrored
    assert judged_of(pairs, "a#a1", "z#a1") is None


def test_nothing_is_related_to_nothing() -> None:
    assert relations_among([], [], [], {}) == []
    assert relations_among([[]], [[]], [], {}) == []
