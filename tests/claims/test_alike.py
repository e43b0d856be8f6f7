import random
import time

import pytest

from onrecord.claims.alike import Block, alike
from onrecord.claims.wording import Wording, wording
from tests.claims.stories import OWN, PARAGRAPHS, article, told

FIRST = "The old tunnel above Dravosa holds barley, rye and wheat of sixty villages."
SECOND = "Its cooling failed twice in spring, and the ministry answered no letters about pumps."
THIRD = "Shepherds of the valley grew oats there until the quarry was opened by a duke."


def of(key: str, text: str) -> Wording:
    return wording(told(key, text, key))


def shown(text: Wording, span: tuple[int, int]) -> str:
    return text.told.text[text.starts[span[0]] : text.ends[span[1] - 1] + 1]


def blocks(a: str, b: str) -> list[tuple[str, str, bool]]:
    x, y = of("a", a), of("b", b)
    return [(shown(x, block.a), shown(y, block.b), block.one) for block in alike(x, y)]


def test_a_sentence_that_shares_several_words_is_brought_together_with_its_like() -> None:
    a, b = f"{PARAGRAPHS[3]} {FIRST} {OWN[0]}", f"{THIRD} A tunnel near Dravosa holds rye, wheat and other seeds of villages."
    assert blocks(a, b) == [(FIRST, b[len(THIRD) + 1 :], True)]


def test_neighbours_make_one_block_also_where_one_was_cut_in_two() -> None:
    joined = f"{FIRST[:-1]}, and its cooling failed twice in spring, and the ministry answered no letters about pumps."
    assert blocks(f"{THIRD} {FIRST} {SECOND}", f"{joined} {OWN[0]}") == [(f"{FIRST} {SECOND}", joined, False)]


def test_sentences_that_stand_apart_are_apart() -> None:
    found = blocks(f"{FIRST} {OWN[0]} {OWN[1]} {SECOND}", f"{SECOND} {PARAGRAPHS[3]} {FIRST}")
    assert [(x, y) for x, y, _ in found] == [(FIRST, FIRST), (SECOND, SECOND)]


def test_what_hangs_together_only_loosely_comes_once_more_without_that() -> None:
    loose = "In spring the ministry of the valley saw a duke who opened his quarry."
    found = blocks(f"{FIRST} {SECOND} {THIRD}", f"{FIRST} {SECOND} {loose}")
    assert [(len(x), len(y)) for x, y, _ in found] == [
        (len(f"{FIRST} {SECOND} {THIRD}"), len(f"{FIRST} {SECOND} {loose}")),
        (len(f"{FIRST} {SECOND}"), len(f"{FIRST} {SECOND}")),
    ]


def test_a_quotation_between_two_sentences_does_not_part_them() -> None:
    ((one, _, single),) = blocks(f"{FIRST} “We are the memory of fields.” {SECOND}", f"{FIRST} {SECOND} {OWN[0]}")
    assert (one.startswith("The old"), one.endswith("pumps."), single) == (True, True, False)


@pytest.mark.parametrize("text", [f"“{FIRST}”", "", "The. Of. And.", "Dravosa tunnel barley.", f"{FIRST} " * 7])
def test_what_is_quoted_or_repeated_or_short_brings_nothing_together(text: str) -> None:
    assert blocks(text, f"{FIRST} {OWN[0]}") == []


def test_words_that_are_in_very_many_sentences_bring_none_together() -> None:
    frame = "The {} at Ostrand is safe now because the council mended the northern pier last summer."
    a, b = (" ".join(frame.format(f"{letter}{i}") for i in range(1000)) for letter in "xy")
    assert list(alike(of("a", a), of("b", b))) == []


def test_no_more_than_so_many_sentences_are_brought_together() -> None:
    rng = random.Random(4)
    words = [f"w{i}" for i in range(60_000)]
    text = [" ".join(words[i * 9 : i * 9 + 18]).capitalize() + "." for i in range(6000)]
    a, b = of("a", " ".join(text)), of("b", " ".join(rng.sample(text, len(text))))
    start = time.process_time()
    found = list(alike(a, b))
    assert time.process_time() - start < 1.0
    assert 0 < len(found) <= 4000
    assert all(isinstance(block, Block) for block in found)


def test_the_headline_is_not_looked_at() -> None:
    assert blocks(article(PARAGRAPHS[3], title=FIRST[:-1]), article(OWN[0], title=FIRST[:-1])) == []
