import random

import pytest

from onrecord.claims.copies import Copy
from onrecord.claims.said import Told
from onrecord.claims.sources import copies_among
from tests.claims.stories import BLOCK, OWN, PARAGRAPHS, TEXT, article, told, wire

BARE = PARAGRAPHS[0].split(" - ", 1)[1]


def links(articles: list[Told]) -> list[tuple[str, str, str]]:
    """From where to where something was copied; the same in any order of the articles."""
    out = copies_among(articles)
    shuffled = list(articles)
    random.Random(1).shuffle(shuffled)
    assert copies_among(shuffled) == out
    return [(c.of, c.copy, c.scope) for c in out]


def at(hour: int) -> str:
    return f"2026-06-10T{hour:02}:00:00Z"


def test_nothing_and_a_single_article_have_no_copies() -> None:
    assert links([]) == []
    assert links([wire()]) == []
    assert links([told("a", ""), told("b", "")]) == []


def test_reprints_of_one_wire_story_are_copies_of_it_and_not_of_one_another() -> None:
    reprints = [
        told("b", article(BARE, *PARAGRAPHS[1:5]), "Courier", at(7)),
        told("c", article(OWN[0], *PARAGRAPHS, "(NordPress)"), "Ostrand Post", at(8)),
        told("d", article(*PARAGRAPHS[:4]), "Lantern", at(9)),
    ]
    assert links([wire(), *reprints]) == [("wire", k, "article") for k in "bcd"]


def test_a_change_that_two_copies_share_tells_that_one_was_made_from_the_other() -> None:
    changed = [p.replace("two hours late", "hours late").replace("Divers are to look", "Divers will look") for p in PARAGRAPHS]
    assert links([wire(), told("b", article(*changed), "Courier", at(7)), told("c", article(*changed[:5]), "Lantern", at(9))]) == [
        ("wire", "b", "article"),
        ("b", "c", "article"),
    ]


def test_of_sources_that_are_alike_the_credited_one_then_an_agency_then_the_earliest_counts() -> None:
    text = article(BARE, *PARAGRAPHS[1:])
    last = told("z", article(*PARAGRAPHS[1:], "(Ostrand Post)"), "Lantern", at(9))
    some = [told("a", text, "Courier", at(6)), told("b", text, "Ostrand Post", at(7))]
    assert ("b", "z", "article") in links([*some, last])
    assert ("a", "z", "article") in links([*some, told("z", article(*PARAGRAPHS[1:]), "Lantern", at(9))])
    agency = told("n", text, "Meridian News Agency", at(8))
    assert ("n", "z", "article") in links([*some, agency, told("z", article(*PARAGRAPHS[1:]), "Lantern", at(9))])


def test_a_passage_is_copied_from_where_it_was_first() -> None:
    own = told("c", article(*OWN, PARAGRAPHS[3]), "Lantern", at(9))
    assert links([wire(), told("b", article(*PARAGRAPHS[:5]), "Courier", at(7)), own]) == [
        ("wire", "b", "article"),
        ("wire", "c", "passage"),
    ]


def test_a_passage_of_a_text_that_was_copied_as_a_whole_is_not_told_twice() -> None:
    early = told("a", article(*OWN, PARAGRAPHS[3]), "Lantern", at(6))
    assert links([wire(), early, told("c", TEXT, "Courier", at(8))]) == [("wire", "a", "passage"), ("wire", "c", "article")]


def test_a_copy_may_have_an_own_first_paragraph_from_elsewhere() -> None:
    local = told("a", article(OWN[0], OWN[1], title="A night on the boat"), "Lantern", at(6))
    assert links([wire(), local, told("c", article(OWN[0], *PARAGRAPHS), "Courier", at(8))]) == [
        ("a", "c", "passage"),
        ("wire", "c", "article"),
    ]


def test_sentences_that_were_put_into_the_text_of_somebody_else_are_told() -> None:
    own = told("a", article(*OWN), "Ostrand Post", at(6))
    mixed = told("c", article(*PARAGRAPHS[:3], OWN[0], *PARAGRAPHS[3:]), "Lantern", at(8))
    assert links([wire(), own, mixed]) == [("a", "c", "passage"), ("wire", "c", "article")]
    assert links([wire(), own, mixed, told("d", mixed.text, "Courier", at(9))]) == [
        ("a", "c", "passage"),
        ("wire", "c", "article"),
        ("c", "d", "article"),
    ]


def test_copies_of_unknown_direction_stay() -> None:
    copies = copies_among([told("b", TEXT, "Courier", None), told("a", TEXT, "Lantern", None)])
    assert [(c.of, c.copy, c.directed) for c in copies] == [("a", "b", False)]


def test_hundreds_of_reprints_are_all_copies_of_the_first() -> None:
    reprints = [
        told(f"k{i:03}", article(BARE, *PARAGRAPHS[1:5], title=f"Headline {i}"), f"Paper {i}", f"2026-06-10T06:{i % 60:02}:00Z")
        for i in range(150)
    ]
    assert links([wire(), *reprints]) == [("wire", f"k{i:03}", "article") for i in range(150)]


def test_undated_copies_are_held_together_by_as_few_pairs_as_can_be() -> None:
    undated = [told(k, article(BARE, *PARAGRAPHS[1:]), f"Paper {k}", None) for k in "abcd"]
    assert links(undated) == [("a", k, "article") for k in "bcd"]
    dated = [told(k, article(BARE, *PARAGRAPHS[1:]), f"Paper {k}", at(9)) for k in "abcd"]
    assert links([wire(), *dated]) == [("wire", k, "article") for k in "abcd"]


def test_many_articles_that_share_nothing_are_no_copies() -> None:
    rng = random.Random(4)
    vocabulary = ["".join(rng.choice("abcdefghij") for _ in range(6)) for _ in range(500)]
    articles = [
        told(str(i), ". ".join(" ".join(rng.choice(vocabulary) for _ in range(12)) for _ in range(20)), f"P{i}") for i in range(100)
    ]
    assert links(articles) == []


def test_known_quotations_are_taken_into_account() -> None:
    a, b = told("a", article(OWN[0], BLOCK, OWN[1])), told("b", article(PARAGRAPHS[2], BLOCK, PARAGRAPHS[4]))
    spans = {t.key: ((t.text.index(BLOCK), t.text.index(BLOCK) + len(BLOCK)),) for t in (a, b)}
    assert len(copies_among([a, b])) == 1
    assert copies_among([a, b], spans) == ()


@pytest.mark.parametrize("pair", [(TEXT, TEXT), (TEXT, article(*PARAGRAPHS[:3]))])
def test_a_copy_is_a_plain_value(pair: tuple[str, str]) -> None:
    (copy,) = copies_among([told("a", pair[0], "A", at(1)), told("b", pair[1], "B", at(2))])
    assert copy == Copy(**{name: getattr(copy, name) for name in Copy.__dataclass_fields__})
    assert hash(copy) == hash(copy)
