import random
import re
import time

import numpy as np
import pytest

from onrecord.claims.shingles import CERTAIN, Signature, grams, pairs, scheme, signature
from onrecord.claims.wording import wording
from tests.claims.stories import OWN, PARAGRAPHS, article, told, wire


def of(text: str) -> Signature:
    return signature(wording(told("a", text)))


def random_words(rng: random.Random, n: int) -> list[str]:
    return ["".join(rng.choice("abcdefghijklmnop") for _ in range(7)) for _ in range(n)]


def test_the_numbers_fit_a_column_of_a_database_and_are_the_same_in_every_process() -> None:
    numbers = signature(wording(wire()))
    assert len(numbers.bands) == 32
    assert all(0 <= n < 2**63 for n in numbers.bands + numbers.passages)
    assert len(set(numbers.passages)) == len(numbers.passages)
    assert (numbers.bands[0], numbers.passages[0]) == (2850755857010108393, 936041332865797), "raise the number in scheme()"
    assert re.fullmatch(r"3\.2\.[0-9a-f]{8}", scheme())


@pytest.mark.parametrize("text", ["", "one two three four", "“one two three four five six seven”"])
def test_too_few_words_have_no_passages(text: str) -> None:
    assert of(text).passages == ()


def test_a_text_of_few_words_has_no_bands() -> None:
    assert of("one two three four").bands == ()
    assert len(of("one two three four five").bands) == 32


def test_articles_that_are_mostly_the_same_share_a_band() -> None:
    whole = set(of(article(*PARAGRAPHS)).bands)
    assert whole & set(of(article(*PARAGRAPHS[:-1])).bands)
    assert whole & set(of(article(OWN[2], *PARAGRAPHS)).bands)
    assert not whole & set(of(article(*OWN)).bands)


def test_a_run_of_words_of_the_certain_length_is_always_found() -> None:
    rng = random.Random(5)
    for _ in range(300):
        common = random_words(rng, CERTAIN)
        a, b = (random_words(rng, rng.randint(0, 40)) + common + random_words(rng, rng.randint(0, 40)) for _ in range(2))
        assert set(of(" ".join(a) + ".").passages) & set(of(" ".join(b) + ".").passages)


def test_words_count_whatever_their_ending_and_numbers_whether_in_letters_or_in_digits() -> None:
    first, second = "Three boats lowered their nets near two closed piers.", "3 boat lowering their net near 2 closing pier."
    assert set(of(f"{OWN[0]} {first}").passages) & set(of(f"{PARAGRAPHS[3]} {second}").passages)


@pytest.mark.parametrize(
    "phrase",
    [
        "former Foreign Minister Ada Brenn of the Reform League of Sarn",
        "there is not one of them and so it was for all of us",
        "for the first time in more than a year",
    ],
    ids=["names", "small words", "a stock phrase"],
)
def test_rows_that_tell_little_give_no_number(phrase: str) -> None:
    assert of(phrase).passages == ()


def test_a_shared_quotation_gives_no_shared_number() -> None:
    quote = "“We had forty boats in the water in eleven minutes and nobody was hurt at all”"
    assert not set(of(f"{OWN[0]} {quote}, he said").passages) & set(of(f"{PARAGRAPHS[2]} {quote}, so Brandal.").passages)


def test_a_long_text_has_a_bounded_number_and_a_million_same_paragraphs_have_few() -> None:
    rng = random.Random(2)
    words = random_words(rng, 30_000)
    long, same = of(" ".join(words) + "."), of("The bridge at Ostrand is safe now.\n\n" * 100_000)
    assert len(long.passages) == 6144
    assert len(same.passages) <= 7
    assert len(set(long.passages) & set(of(" ".join(words[:25_000]) + ".").passages)) > 2000


def test_runs_of_words_have_one_hash_each() -> None:
    ids = np.array([1, 2, 3, 1, 2, 3], dtype=np.uint64)
    hashes = grams(ids, 3)
    assert hashes[0] == hashes[3] != hashes[1]
    assert len(grams(ids[:2], 3)) == 0


def test_few_articles_are_all_compared_and_of_many_each_with_few() -> None:
    assert list(pairs("abc")) == [("a", "b"), ("a", "c"), ("b", "c")]
    assert list(pairs("a")) == list(pairs("")) == []
    many = [f"{i:04}" for i in range(1000)]
    found = list(pairs(many))
    assert len(found) == len(set(found)) < 24 * 1000
    assert ("0000", "0999") in found
    assert ("0998", "0999") in found
    assert ("0500", "0999") not in found


def test_signatures_are_quick() -> None:
    rng = random.Random(1)
    vocabulary = random_words(rng, 5000)
    texts = [told(str(i), " ".join(rng.choice(vocabulary) for _ in range(400))) for i in range(200)]
    start = time.process_time()
    for text in texts:
        signature(wording(text))
    assert time.process_time() - start < 200 * 0.003 * 3
