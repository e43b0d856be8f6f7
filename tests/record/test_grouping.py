from itertools import permutations

from onrecord.record.grouping import Break, Links, Node, breaks, grouped, path


def person(id: int, name: str, bucket: str | None = "b", known: str | None = None) -> Node:
    return Node(id, "person", name, bucket, known)


def nodes(*given: Node) -> dict[int, Node]:
    return {n.id: n for n in given}


def parts(found: dict[int, int]) -> set[frozenset[int]]:
    return {frozenset(i for i in found if found[i] == top) for top in found.values()}


TWO = nodes(person(1, "Volodymyr Zelensky"), person(2, "Volodymyr Zelenskyy"))


def test_spellings_of_one_name_are_one_and_the_smallest_stands_for_them() -> None:
    assert grouped(TWO, Links()) == {1: 1, 2: 1}


def test_of_another_type_or_bucket_they_are_two() -> None:
    other = nodes(TWO[1], Node(2, "organisation", "Volodymyr Zelenskyy", "b"), person(3, "Volodymyr Zelensky", "c"))
    assert len(parts(grouped(other, Links()))) == 3


def test_where_not_all_agree_none_joins() -> None:
    mixed = nodes(
        person(1, "Sergei Ivanov"),
        person(2, "Sergey Ivanov"),
        person(3, "Sergei Ivanov", known="Q1"),
        person(4, "Sergei Ivanov", known="Q2"),
    )
    assert len(parts(grouped(mixed, Links()))) == 4


def test_a_known_id_joins_whatever_the_name() -> None:
    assert grouped(nodes(person(1, "Bob Lind", "x", "Q1"), person(2, "Robert Lind", "y", "Q1")), Links()) == {1: 1, 2: 1}


def test_two_known_ids_of_one_name_are_two_and_the_unknown_one_is_neither() -> None:
    found = grouped(nodes(person(1, "Ana Lind"), person(2, "Ana Lind", known="Q1"), person(3, "Ana Lind", known="Q2")), Links())
    assert len(set(found.values())) == 3


def test_one_known_id_of_a_name_is_also_those_without() -> None:
    assert grouped(nodes(person(1, "Ana Lind"), person(2, "Ana Lind", known="Q1")), Links()) == {1: 1, 2: 1}


def test_what_is_judged_different_does_not_join_by_itself_nor_does_what_is_between() -> None:
    three = nodes(*TWO.values(), person(3, "Volodymyr Zelenskiy"))
    assert len(set(grouped(three, Links()).values())) == 1
    assert len(set(grouped(three, Links(apart=[(1, 3, 7)])).values())) == 3


def test_judged_ties_hold_where_others_give_way() -> None:
    four = nodes(*TWO.values(), person(3, "V. Z.", None), person(4, "President Z.", None))
    links = Links(same=[(2, 3, 1), (1, 4, 2)], apart=[(3, 4, 3)])
    assert parts(grouped(four, links)) == {frozenset({2, 3}), frozenset({1, 4})}
    assert breaks(four, links, judged=True) == set()
    assert breaks(four, links, judged=False) == {Break(3, 4, 3)}


def test_a_tie_between_two_known_ids_is_a_break_unless_allowed() -> None:
    two = nodes(person(1, "Ana Lind", "x", "Q1"), person(2, "Ana Berg", "y", "Q2"))
    links = Links(same=[(1, 2, 1)])
    assert breaks(two, links, judged=True) == {Break(1, 2, None)}
    links.allowed.add(frozenset(("Q1", "Q2")))
    assert breaks(two, links, judged=True) == set()
    assert grouped(two, links) == {1: 1, 2: 1}


def test_a_chain_is_the_shortest_one() -> None:
    links = Links(same=[(1, 2, 1), (2, 3, 2), (3, 4, 3), (1, 4, 4)])
    many = nodes(*(person(i, "x", None) for i in range(1, 5)))
    assert path(many, links, 1, 4) == [(1, None), (4, 4)]
    assert path(many, Links(), 1, 4) == []


def test_the_order_of_nodes_and_links_does_not_matter() -> None:
    given = [person(1, "Volodymyr Zelensky"), person(2, "Volodymyr Zelenskyy"), person(3, "Ana Lind", "x", "Q1"), person(4, "Z.", None)]
    same = [(1, 4, 1), (3, 4, 2)]
    found = {
        tuple(sorted(grouped(nodes(*order), Links(same=list(ties))).items()))
        for order in permutations(given)
        for ties in permutations(same)
    }
    assert len(found) == 1


def test_a_name_with_very_many_spellings_joins_none() -> None:
    many = nodes(*(person(i, "Volodymyr Zelensky") for i in range(1, 500)))
    assert len(set(grouped(many, Links()).values())) == 499
