"""What speaks for two attributions that cannot both be true."""

import pytest

from onrecord.claims.judging import judge
from onrecord.claims.network import Bearing
from onrecord.claims.opposing import NAMES, numbers, opposition, worth_telling
from onrecord.claims.said import Said
from tests.claims.attributions import attribution


def by(key: str, content: str, who: str, **more: object) -> Said:
    return attribution(key, content, **{"speaker": f"person:{who.lower()}", "name": who, "source": who, **more})


LINE = by("a#a1", "The credit line was for 220 million", "Bruno Verrin")
OTHER = by("b#a1", "“The credit line was for 150 million,”", "Henrike Solt")
AGAINST, NOTHING = Bearing(0.02, 0.95), Bearing(0.02, 0.01)


def test_it_is_the_same_both_ways_round() -> None:
    one, other = judge([(LINE.content, OTHER.content), (OTHER.content, LINE.content)])
    assert opposition(LINE, OTHER, one, AGAINST) == pytest.approx(opposition(OTHER, LINE, other, AGAINST))


def test_every_number_has_a_name() -> None:
    (judged,) = judge([(LINE.content, OTHER.content)])
    assert len(numbers(LINE, OTHER, judged, AGAINST)) == len(NAMES)


def test_what_the_network_makes_of_it_tells_most() -> None:
    (judged,) = judge([(LINE.content, OTHER.content)])
    assert opposition(LINE, OTHER, judged, AGAINST) > 0.5 > opposition(LINE, OTHER, judged, NOTHING)


def test_words_in_common_are_worth_telling() -> None:
    (judged,) = judge([(LINE.content, OTHER.content)])
    assert worth_telling(LINE, OTHER, judged)


def test_the_same_words_are_not_worth_it() -> None:
    (judged,) = judge([(LINE.content, LINE.content)])
    assert not worth_telling(LINE, by("c#a1", LINE.content, "Cy Holm"), judged)


def test_what_has_nothing_in_common_is_not_unless_one_speaker_says_both() -> None:
    away = "that the school in Elmsund stays shut"
    (judged,) = judge([(LINE.content, away)])
    assert not worth_telling(LINE, by("c#a1", away, "Cy Holm"), judged)
    assert worth_telling(LINE, by("c#a1", away, "Bruno Verrin"), judged)


def test_a_denial_is_told_what_stands_shortly_before_it() -> None:
    words = "“Complete nonsense,”"
    (judged,) = judge([(LINE.content, words)])
    assert worth_telling(LINE, by("a#a2", words, "Henrike Solt", act="deny", place=1), judged)
    assert not worth_telling(LINE, by("a#a9", words, "Henrike Solt", act="deny", place=9), judged)
    assert not worth_telling(LINE, by("b#a2", words, "Henrike Solt", act="deny", place=1), judged)


def test_what_was_not_said_is_against_nothing() -> None:
    (judged,) = judge([(LINE.content, OTHER.content)])
    assert not worth_telling(LINE, by("b#a1", OTHER.content, "Henrike Solt", asserted=False), judged)
