import numpy as np

from onrecord.attribution.consistency import Claim, Run, contested, without


def claim(head: tuple[int, int], content: list[tuple[int, int]], sure: float) -> Claim:
    return Claim([head], content, 0, np.full(100, sure, dtype=np.float32))


def settle(claims: list[Claim]) -> list[list[Run]]:
    return [without(c.content, lost) for c, lost in zip(claims, contested(claims), strict=True)]


def test_words_claimed_twice_go_to_the_likelier() -> None:
    unsure, sure = claim((0, 1), [(2, 5), (6, 12)], 0.6), claim((14, 15), [(6, 13)], 0.9)
    assert settle([unsure, sure]) == [[(2, 5)], [(6, 13)]]


def test_part_of_a_piece_is_lost() -> None:
    unsure, sure = claim((0, 1), [(2, 12)], 0.6), claim((20, 21), [(8, 18)], 0.9)
    assert settle([unsure, sure]) == [[(2, 8)], [(8, 18)]]


def test_the_middle_of_a_piece_is_lost() -> None:
    unsure, sure = claim((0, 1), [(2, 12)], 0.6), claim((20, 21), [(5, 8)], 0.9)
    assert settle([unsure, sure]) == [[(2, 5), (8, 12)], [(5, 8)]]


def test_an_attribution_inside_another_keeps_its_words() -> None:
    outer, inner = claim((0, 1), [(2, 12)], 0.6), claim((4, 5), [(6, 12)], 0.9)
    assert settle([outer, inner]) == [[(2, 12)], [(6, 12)]]


def test_what_does_not_overlap_stays() -> None:
    assert settle([claim((0, 1), [(1, 4)], 0.5), claim((9, 10), [(4, 9)], 0.9)]) == [[(1, 4)], [(4, 9)]]
