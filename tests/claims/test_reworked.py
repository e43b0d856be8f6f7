import random
import time

import numpy as np
import pytest

from onrecord.claims.aligning import runs
from onrecord.claims.copies import Copy, compare, text_of
from onrecord.claims.reworked import in_order, reworked
from onrecord.claims.shingles import signature
from onrecord.claims.wording import wording
from tests.claims.stories import OWN, PARAGRAPHS, article, told

QUAY = (
    "The 94-metre vessel had left Ostrand two hours late because of the fog, and most of those on board were asleep when she touched the "
    "sand. Fishermen from three villages brought 180 passengers ashore within an hour, while the captain and six members of the crew "
    "remained on the bridge to keep the pumps running."
)
VAULT = (
    "Sollen opened accounts in the names of pensioners who had died and moved the money out of the vault in small sums, so that it would "
    "not attract the attention of the auditors. He spent nearly all of it on a villa by the lake, two racing yachts and a long series of "
    "losing bets, the regional court in Tessin heard."
)
SEED = (
    "The seed bank in the hills above Dravosa keeps 61,000 samples of wheat, barley and rye in a tunnel that was dug for a mine. Its "
    "director, Ilka Menn, said that the cooling had failed twice since the spring and that the ministry had not answered any of her "
    "letters."
)

EDITED = {
    "words exchanged": (
        QUAY,
        "The 94-metre ship had left Ostrand two hours late because of the fog, and most people on board were asleep when she hit the sand. "
        "Fishermen from three villages brought 180 passengers ashore in less than an hour, while the captain and six members of the crew "
        "stayed on the bridge to keep the pumps running.",
    ),
    "figures as words, other tenses": (
        QUAY,
        "The 94-metre vessel left Ostrand 2 hours late because of fog, and most of those on board were sleeping when she touched the sand. "
        "Fishermen from 3 villages brought 180 passengers ashore within an hour while the captain and 6 crew members remained on the "
        "bridge, keeping the pumps running.",
    ),
    "adjectives and a title left out": (
        VAULT,
        "Sollen opened accounts in the names of pensioners who had died, and moved money out of the vault in small sums so as not to "
        "attract the attention of auditors. He spent almost all of it on a villa, two yachts and a series of losing bets, the court in "
        "Tessin heard.",
    ),
    "two sentences joined": (
        SEED,
        "The seed bank in the hills above Dravosa keeps 61,000 samples of wheat, barley and rye in a tunnel dug for a mine, but its "
        "director, Ilka Menn, says the cooling has failed twice since spring and that the ministry has not answered any of her letters.",
    ),
    "a sentence cut in two": (
        SEED,
        "The seed bank in the hills above Dravosa holds 61,000 samples of wheat, barley and rye. They lie in a tunnel that was dug for a "
        "mine. The director, Ilka Menn, said the cooling failed twice since the spring and that the ministry has not answered any of "
        "her letters.",
    ),
    "who says it moved to the end": (
        SEED,
        "The seed bank in the hills over Dravosa keeps 61,000 samples of wheat, barley and rye in a tunnel that was dug for a mine. The "
        "cooling has failed twice since the spring and the ministry has not answered any of her letters, said its director, Ilka Menn.",
    ),
    "a quotation put between": (
        SEED,
        "The seed bank in the hills above Dravosa holds 61,000 samples of wheat, barley and rye in an old tunnel that was dug for a mine. "
        "“We are the memory of these fields.” Director Ilka Menn said that cooling had failed twice since spring and that the ministry had "
        "not answered one of her letters.",
    ),
}


def pair(first: str, second: str) -> tuple[Copy, ...]:
    """What is found in two articles that are otherwise their own, in both orders; and only among articles that share a number."""
    a = told("a", article(PARAGRAPHS[3], first, PARAGRAPHS[4]), "NordPress", "2026-06-10")
    b = told("b", article(*OWN[:2], second, OWN[2]), "Courier", "2026-06-11")
    x, y = text_of(a), text_of(b)
    out = compare(x, y)
    assert compare(y, x) == out
    if out:
        assert not {*signature(x.words).passages}.isdisjoint(signature(y.words).passages), "no shared number"
        assert all(c.of_span[0] == a.text.index(first) for c in out)
    return out


@pytest.mark.parametrize(("first", "second"), EDITED.values(), ids=EDITED)
def test_sentences_that_a_desk_has_edited_are_a_copied_passage(first: str, second: str) -> None:
    (copy,) = pair(first, second)
    assert (copy.of, copy.copy, copy.scope, copy.directed, copy.reason) == ("a", "b", "passage", True, "time")
    assert copy.of_span[1] - copy.of_span[0] == len(first)
    assert copy.copy_span[1] - copy.copy_span[0] == len(second)
    assert 0.6 < copy.similarity < 1
    assert 0.2 < copy.share < 0.9
    assert 0 < copy.edits < len(first.split())


TOLD_ANEW = {
    "an earthquake": (
        "A magnitude 6.1 earthquake struck off the coast of Sarn on Tuesday, the Geological Survey said. The quake hit at a depth of 10 "
        "kilometres and its epicentre was 45 kilometres south-east of Elmsund. There were no immediate reports of damage or casualties and "
        "no tsunami warning was issued.",
        "An earthquake of magnitude 6.1 shook the coast of Sarn early on Tuesday, according to the Geological Survey. Its epicentre was 45 "
        "kilometres south-east of Elmsund, at a depth of 10 kilometres. No tsunami warning was issued and there were no immediate reports "
        "of casualties or damage.",
    ),
    "an interest rate": (
        "The central bank of Dravosa raised its key interest rate by a quarter of a percentage point to 4.75 percent on Thursday, as "
        "expected. Governor Ilse Brandt said inflation, which stood at 6.2 percent in May, was still too high.",
        "Dravosa's central bank on Thursday lifted its main interest rate by 0.25 points to 4.75 percent, in line with expectations. "
        "Inflation was 6.2 percent in May and remains too high, Governor Ilse Brandt said.",
    ),
    "a match": (
        "Elmsund beat Halvika 3-1 on Saturday to go top of the league. Piet Oran scored twice in the first half before Jon Veld pulled one "
        "back for the visitors after the break. Mats Ruud sealed the win with a penalty in the 87th minute.",
        "Elmsund went top of the league with a 3-1 win over Halvika on Saturday. Two first-half goals by Piet Oran put the hosts ahead; "
        "Jon Veld pulled one back after the break, but Mats Ruud made sure with a penalty in the 87th minute.",
    ),
    "a sentence of a court": (
        "A 34-year-old man was sentenced to 12 years in prison on Monday for the murder of his neighbour in Ostrand last year. The "
        "district court found Karl Venn guilty of stabbing Rolf Amder, 61, in the stairwell of their block of flats after an argument "
        "about noise.",
        "The district court in Ostrand on Monday sentenced Karl Venn, 34, to 12 years in prison for murder. It found that he had stabbed "
        "his neighbour, Rolf Amder, 61, after an argument about noise in their block of flats last year.",
    ),
    "a poll": (
        "Support for the Liberal Party fell to 23 percent in a poll published on Sunday, two points down from a month ago. The survey of "
        "1,204 people was carried out by Metra between June 3 and June 7 and has a margin of error of 2.8 points.",
        "In a Metra poll published on Sunday the Liberal Party fell two points to 23 percent. Metra asked 1,204 people between June 3 and "
        "June 7; the margin of error is 2.8 percentage points.",
    ),
    "a crash": (
        "Two people were killed and five injured when a bus collided with a lorry on the motorway near Lund on Friday morning, police "
        "said. The road was closed in both directions for four hours. Police are appealing for witnesses, and the cause is being "
        "investigated.",
        "A bus and a lorry collided on the motorway near Lund on Friday morning, killing two people and injuring five, police said. The "
        "motorway was closed for four hours in both directions. The cause is under investigation and police have appealed for witnesses.",
    ),
    "a takeover": (
        "Norda will buy the ferry company Stella for 1.2 billion crowns, the two firms said on Wednesday. Shareholders of Stella will "
        "receive 14.50 crowns a share in cash, a premium of 22 percent to Tuesday's closing price. The deal is expected to close in the "
        "first quarter and must be approved by the competition authority.",
        "The ferry operator Stella is to be bought by Norda for 1.2 billion crowns, the companies announced on Wednesday. Norda offers "
        "14.50 crowns in cash for each share, 22 percent more than Tuesday's closing price. The competition authority must approve the "
        "deal, which is expected to close in the first quarter.",
    ),
    "a storm": (
        "Heavy rain and winds of up to 130 kilometres an hour hit the west coast on Monday night, cutting power to some 40,000 homes. A "
        "52-year-old man was killed in Sarn when a tree fell on his car. The weather service lifted its red alert on Tuesday morning.",
        "Some 40,000 homes were without power on Tuesday after winds of up to 130 kilometres an hour and heavy rain hit the west coast. In "
        "Sarn a man of 52 was killed when a tree fell on his car. The weather service lifted the red alert in the morning.",
    ),
    "a fire": (
        "A fire at a nursing home in Halvika killed three residents on Sunday night. The blaze broke out shortly after 11 p.m. on the "
        "second floor, the fire brigade said, and was put out within an hour. Fourteen people were taken to hospital, two with serious "
        "burns.",
        "Three residents died when a fire broke out at a nursing home in Halvika on Sunday night. According to the fire brigade, the blaze "
        "began on the second floor shortly after 11 p.m. and was extinguished within an hour. Fourteen people were taken to hospital, two "
        "with serious burns.",
    ),
    "stock phrases in a row": (
        "The cause of the fire was not immediately clear. Police are appealing for witnesses to come forward.",
        "The cause of the fire was not immediately known. Police are appealing for any witnesses to come forward.",
    ),
}


@pytest.mark.parametrize(("first", "second"), TOLD_ANEW.values(), ids=TOLD_ANEW)
def test_the_same_facts_in_another_reporters_words_are_no_copy(first: str, second: str) -> None:
    assert pair(first, second) == ()


LAST_TIME = (
    "Piet Oran, who was a candidate for the leadership of the Reform League, ended his campaign on Monday. He made the announcement in a "
    "video that was sent to members, in which he thanked his supporters and his family."
)


@pytest.mark.parametrize(
    "second",
    [
        LAST_TIME.replace("Piet Oran", "Hanna Rolf")
        .replace("Reform League", "Coast Party")
        .replace("Monday", "Friday")
        .replace("his", "her"),
        QUAY.replace("94-metre", "71-metre").replace("two hours", "nine hours").replace("180", "34").replace("six", "eleven"),
    ],
    ids=["other names", "other figures"],
)
def test_the_sentences_of_the_last_time_about_something_else_are_not_edited_ones(second: str) -> None:
    first = LAST_TIME if "campaign" in second else QUAY
    second = second.replace("video that was", "film which was").replace("most of those on", "nearly everybody on")
    a, b = wording(told("a", article(*PARAGRAPHS[3:5], first), "x")), wording(told("b", article(OWN[0], second, OWN[1]), "y"))
    assert reworked(a, b, runs(a.ids, b.ids)) == []
    for old, new in (("Hanna Rolf", "Piet Oran"), ("Coast Party", "Reform League"), ("Friday", "Monday"), ("71-", "94-"), ("nine", "two")):
        second = second.replace(old, new)
    second = second.replace(" 34 ", " 180 ").replace("eleven", "six")
    b = wording(told("b", article(OWN[0], second, OWN[1]), "y"))
    assert len(reworked(a, b, runs(a.ids, b.ids))) == 1


def test_one_outlet_must_have_kept_more_of_the_words() -> None:
    first, second = VAULT, EDITED["adjectives and a title left out"][1].replace("He spent almost all of it", "Most of it he spent")
    found = []
    for outlet in ("Courier", "NordPress"):
        a, b = wording(told("a", article(PARAGRAPHS[3], first), "NordPress")), wording(told("b", article(OWN[0], second, OWN[1]), outlet))
        found.append(len(reworked(a, b, runs(a.ids, b.ids))))
    assert found == [1, 0]


@pytest.mark.parametrize("marks", ["“”", '""'])
def test_what_is_quoted_is_no_edited_passage(marks: str) -> None:
    first, second = (f"{marks[0]}{text}{marks[1]}" for text in EDITED["words exchanged"])
    assert pair(first, second) == ()


def test_what_was_not_edited_becomes_part_of_what_was() -> None:
    first = f"{SEED} {PARAGRAPHS[5]}"
    (copy,) = pair(first, f"{EDITED['two sentences joined'][1]} {PARAGRAPHS[5]}")
    assert copy.of_span[1] - copy.of_span[0] == len(first)


def test_a_passage_of_which_few_words_differ_stays_what_it_was() -> None:
    (copy,) = pair(SEED, SEED.replace("keeps", "holds"))
    assert copy.edits == 2
    assert copy.similarity > 0.97


def test_two_edited_passages_are_two() -> None:
    a = told("a", article(QUAY, *PARAGRAPHS[3:5], SEED), "NordPress", "2026-06-10")
    b = told("b", article(EDITED["two sentences joined"][1], *OWN, EDITED["words exchanged"][1]), "Courier", "2026-06-11")
    found = compare(text_of(a), text_of(b))
    assert [a.text[slice(*c.of_span)] for c in found] == [QUAY, SEED]


def test_what_an_outlet_puts_under_its_articles_in_changing_words_is_no_copy() -> None:
    foot, other = EDITED["words exchanged"]
    a, b = told("a", article(*PARAGRAPHS[3:5], foot)), told("b", article(*OWN, other))
    assert compare(text_of(a), text_of(b)) == ()


@pytest.mark.parametrize(
    ("a", "b", "length"),
    [("", "", 0), ("abc", "", 0), ("abc", "abc", 3), ("abcde", "badce", 3), ("aaaa", "aa", 2), ("abcabba", "cbabac", 4), ("abc", "xyz", 0)],
)
def test_the_longest_words_in_order(a: str, b: str, length: int) -> None:
    assert in_order([*map(ord, a)], [*map(ord, b)]) == in_order([*map(ord, b)], [*map(ord, a)]) == length


def test_words_in_order_are_counted_as_by_the_table_of_the_textbooks() -> None:
    rng = random.Random(3)
    for _ in range(200):
        a, b = ([rng.randint(0, 5) for _ in range(rng.randint(0, 90))] for _ in range(2))
        table = np.zeros((len(a) + 1, len(b) + 1), dtype=int)
        for i, x in enumerate(a):
            for j, y in enumerate(b):
                table[i + 1, j + 1] = table[i, j] + 1 if x == y else max(table[i, j + 1], table[i + 1, j])
        assert in_order(a, b) == table[-1, -1]


def sentences(rng: random.Random, n: int, vocabulary: list[str], length: int = 18) -> list[str]:
    return [" ".join(rng.choice(vocabulary) for _ in range(length)).capitalize() + "." for _ in range(n)]


def test_long_and_hostile_texts_take_bounded_time() -> None:
    rng = random.Random(1)
    vocabulary = ["".join(rng.choice("abcdefghijklmnop") for _ in range(7)) for _ in range(6000)]
    long = sentences(rng, 750, vocabulary)
    edited = [" ".join(w if rng.random() > 0.2 else rng.choice(vocabulary) for w in s.split()) + "." for s in long]
    frame = "The {} at Ostrand is safe now because the council mended the northern pier last summer."
    same = [[frame.format(rng.choice(vocabulary)) for _ in range(1000)] for _ in range(2)]
    cases = [
        (" ".join(long), " ".join(edited)),
        (" ".join(long), " ".join(rng.sample(long, len(long)))),
        (" ".join(long).replace(".", ""), " ".join(edited).replace(".", "")),
        (" ".join(long).replace(".", ""), " ".join(edited)),
        ("The bridge is safe now because the council mended it. " * 1000,) * 2,
        (" ".join(same[0]), " ".join(same[1])),
        tuple(" ".join(sentences(rng, 700, vocabulary[:1500], 12)) for _ in range(2)),
    ]
    for first, second in cases:
        a, b = wording(told("a", first, "x")), wording(told("b", second, "y"))
        found = runs(a.ids, b.ids)
        start = time.process_time()
        reworked(a, b, found)
        assert time.process_time() - start < 1.0


def test_articles_that_share_nothing_are_quick() -> None:
    a, b = wording(told("a", article(*PARAGRAPHS[:5]), "x")), wording(told("b", article(*OWN), "y"))
    found = runs(a.ids, b.ids)
    start = time.process_time()
    for _ in range(1000):
        reworked(a, b, found)
    assert time.process_time() - start < 0.5


@pytest.mark.parametrize("text", ["", " \n ", "Lund", "“”", "The. A. Of.", "12 12 12"])
def test_texts_with_next_to_nothing_in_them_have_nothing_edited(text: str) -> None:
    a, b = wording(told("a", text, "x")), wording(told("b", article(*OWN), "y"))
    assert reworked(a, b, runs(a.ids, b.ids)) == reworked(a, a, runs(a.ids, a.ids)) == []
