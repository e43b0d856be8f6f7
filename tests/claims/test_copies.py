import re

import pytest

from onrecord.claims.copies import Copy, compare, text_of
from onrecord.claims.said import Told
from onrecord.claims.shingles import signature
from tests.claims.stories import BLOCK, OWN, PARAGRAPHS, TEXT, TITLE, article, told, wire

DATELINE = "HALVIKA, June 10 (NordPress) - "
BARE = PARAGRAPHS[0].removeprefix(DATELINE)


def found(a: Told, b: Told) -> tuple[Copy, ...]:
    """What two articles have copied, found in both orders and by their signatures too."""
    x, y = text_of(a), text_of(b)
    out = compare(x, y)
    assert compare(y, x) == out
    if out:
        of_x, of_y = signature(x.words), signature(y.words)
        assert not {*of_x.bands}.isdisjoint(of_y.bands) or not {*of_x.passages}.isdisjoint(of_y.passages), "no shared number"
    return out


def edited(*changes: tuple[str, str]) -> str:
    text = TEXT
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    return text


WHOLE = {
    "the same": TEXT,
    "a new headline": article(*PARAGRAPHS, title="Night of fog ends on a sandbank"),
    "no headline": "\n\n".join(PARAGRAPHS),
    "a cut last paragraph": article(*PARAGRAPHS[:-1]),
    "cut to the half": article(*PARAGRAPHS[:3]),
    "cut to the second half": article(*PARAGRAPHS[3:]),
    "cut to two paragraphs": article(BARE, PARAGRAPHS[3]),
    "no dateline": article(BARE, *PARAGRAPHS[1:]),
    "another dateline": article("LUND (NP) -- " + BARE, *PARAGRAPHS[1:]),
    "a credit at the foot": article(BARE, *PARAGRAPHS[1:], "(NordPress)"),
    "an own first paragraph": article(OWN[0], BARE, *PARAGRAPHS[1:]),
    "two own paragraphs before a shortened text": article(*OWN[:2], *PARAGRAPHS[:4]),
    "own paragraphs at the end": article(*PARAGRAPHS, *OWN[:2]),
    "an own paragraph within": article(*PARAGRAPHS[:3], OWN[1], *PARAGRAPHS[3:]),
    "a changed sentence": edited(
        ("Divers are to look at the rudder once the tide allows.", "The rudder may be bent, and a team will check it at low water.")
    ),
    "a sentence left out": edited(("He did not say when its results were expected, and he declined", "He declined")),
    "a sentence put in": edited(("Lund has 4,100", "Her sister ship was scrapped in 2019. Lund has 4,100")),
    "a lost hedge": edited(("would open an inquiry", "will open an inquiry"), ("were on their way", "are racing to the scene")),
    "another number": edited(("212 people", "more than 200 people"), ("94-metre", "90-metre")),
    "straight quotation marks": TEXT.translate(str.maketrans("“”", '""')),
    "British quotation marks": TEXT.translate(str.maketrans("“”", "‘’")),
    "other dashes and blanks": TEXT.replace(" - ", " — ").replace(" ", "\u00a0"),
    "capitals": TEXT.upper(),
    "another order of paragraphs": article(PARAGRAPHS[0], PARAGRAPHS[1], PARAGRAPHS[3], PARAGRAPHS[2], PARAGRAPHS[4]),
    "paragraphs joined": TITLE + "\n\n" + " ".join(PARAGRAPHS),
    "a paragraph for each sentence": TITLE + "\n\n" + re.sub(r"\. (?=[A-Z])", ".\n\n", "\n\n".join(PARAGRAPHS)),
    "lines broken": re.sub(r"((?:\S+ ){9}\S+) ", r"\1\n", TEXT),
    "feet of the outlet": article(
        *PARAGRAPHS, "This is a developing story and will be updated.", "Sign up for our morning newsletter here.", "© Morning Courier 2026"
    ),
    "verbs of saying changed": edited(
        ("told reporters on the quay at Lund", "told the press on Lund's quay"),
        ("the coast guard said, and", "according to the coast guard, and"),
    ),
    "American spelling": edited(("94-metre", "94-meter"), ("harbour", "harbor"), ("licence", "license")),
    "subheads put in": article(*PARAGRAPHS[:2], "Late because of fog", *PARAGRAPHS[2:4], "Tugs on their way", *PARAGRAPHS[4:]),
    "quotations left out": article(PARAGRAPHS[0], *PARAGRAPHS[2:]),
}


@pytest.mark.parametrize("text", WHOLE.values(), ids=WHOLE)
def test_an_article_that_is_mostly_another_one_is_a_copy_of_it(text: str) -> None:
    (copy,) = found(wire(), told("copy", text))
    assert (copy.of, copy.copy, copy.scope, copy.directed, copy.reason) == ("wire", "copy", "article", True, "time")
    assert copy.share >= 0.6
    assert 0.4 <= copy.similarity <= 1


PASSAGES = {
    "a paragraph": article(*OWN, PARAGRAPHS[3]),
    "two sentences": article(OWN[0], PARAGRAPHS[2].split(". ")[0] + ". " + PARAGRAPHS[2].split(". ")[1], *OWN[1:]),
    "a long sentence": article(OWN[0] + " " + BARE, *OWN[1:], OWN[0] + " " + OWN[1]),
    "within a paragraph": article(OWN[0], OWN[1] + " " + PARAGRAPHS[4] + " " + OWN[2]),
    "a changed word": article(*OWN, PARAGRAPHS[3].replace("declined", "refused")),
    "two changed words": article(*OWN, PARAGRAPHS[4].replace("tugs", "boats").replace("a mile", "two miles")),
    "an adverb put in": article(*OWN, PARAGRAPHS[2].replace("after a row", "after a very long and bitter row")),
    "with a quotation": article(
        *OWN, "“Nobody has been hurt, and the hull is dry,” Captain Mette Brandal told reporters on the quay at Lund. " + PARAGRAPHS[5]
    ),
    "other quotation marks": article(*OWN, PARAGRAPHS[1].translate(str.maketrans("“”", '""')) + " " + PARAGRAPHS[2]),
}


@pytest.mark.parametrize("text", PASSAGES.values(), ids=PASSAGES)
def test_sentences_that_stand_in_an_article_of_its_own_are_a_copied_passage(text: str) -> None:
    other = told("copy", text)
    (copy,) = found(wire(), other)
    assert (copy.of, copy.copy, copy.scope) == ("wire", "copy", "passage")
    assert copy.share < 0.6
    assert other.text[slice(*copy.copy_span)].endswith((".", "”"))


def test_the_spans_of_a_passage_hold_its_words_and_marks() -> None:
    other = told("copy", article(OWN[0], PARAGRAPHS[3], *OWN[1:]))
    (copy,) = found(wire(), other)
    assert TEXT[slice(*copy.of_span)] == other.text[slice(*copy.copy_span)] == PARAGRAPHS[3]


def test_two_passages_are_two() -> None:
    copies = found(wire(), told("copy", article(PARAGRAPHS[2], *OWN, PARAGRAPHS[4], title="Own headline") + "\n\n" + " ".join(OWN)))
    assert [TEXT[slice(*c.of_span)] for c in copies] == [PARAGRAPHS[2], PARAGRAPHS[4]]


def test_a_passage_is_one_where_a_sentence_was_left_out_of_it_or_put_into_it() -> None:
    own = "Nobody in Lund remembers an owner who was so unlucky within one single year."
    passage, longer = f"{PARAGRAPHS[2]} {PARAGRAPHS[3]}", f"{PARAGRAPHS[2]} {own} {PARAGRAPHS[3]}"
    for first, second in ((passage, longer), (longer, passage)):
        a, b = told("a", article(*PARAGRAPHS[:2], first), "Meridian"), told("b", article(*OWN, second, *OWN), published="2026-06-11")
        (copy,) = found(a, b)
        assert (a.text[slice(*copy.of_span)], b.text[slice(*copy.copy_span)]) == (first, second)


def test_passages_are_two_where_much_stands_between_them_in_one_text_or_something_in_both() -> None:
    first = told("a", article(*PARAGRAPHS[:4]), "Meridian")
    assert len(found(first, told("b", article(PARAGRAPHS[2], *OWN, PARAGRAPHS[3], *OWN), published="2026-06-11"))) == 2
    first = told("a", article(PARAGRAPHS[2], "It rained all night in Halvika.", *PARAGRAPHS[3:], *PARAGRAPHS[:2]), "Meridian")
    other = article(*OWN, f"{PARAGRAPHS[2]} She knows it well from her youth. {PARAGRAPHS[3]}", *OWN)
    assert len(found(first, told("b", other, published="2026-06-11"))) == 2


def test_a_short_passage_counts_where_no_word_differs_and_its_frame_is_shared_too() -> None:
    passage = (
        "“I am no diver. I asked, others answered,” Brandal told a news conference in Halvika. The logbook has been sealed, she added."
    )
    a, b = told("a", article(passage, *PARAGRAPHS[2:]), "Meridian"), told("b", article(*OWN, passage), published="2026-06-11")
    (copy,) = found(a, b)
    assert copy.scope == "passage"
    assert b.text[slice(*copy.copy_span)] == passage
    assert not found(a, told("c", article(*OWN, passage.replace("has been sealed", "was sealed"))))


def test_who_goes_on_in_the_same_words_after_a_quotation_has_copied_it() -> None:
    quoted = "called the order “late and unlawful”. “It leaves two hundred families without a boat for the winter,” they wrote"
    rest = ". They also recalled that the harbour board of Lund "
    a = told("a", article(f"The owners {quoted}{rest}had asked for it in May.", *PARAGRAPHS[2:]), "Meridian")
    b = told("b", article(*OWN, f"Two lawyers {quoted}{rest}must agree."), published="2026-06-11")
    (copy,) = found(a, b)
    assert copy.scope == "passage"
    assert b.text[slice(*copy.copy_span)].endswith("the harbour board of Lund must agree.")


QUOTE = (
    "“Nobody has been hurt, and the hull is dry, and every one of the boats was in the water within eleven minutes, which is what we train "
    "for twice a month in all weathers,”"
)
APART = {
    "another article": article(*OWN),
    "the same news in other words": article(
        "A passenger ship got stuck on a sandbank near Lund before sunrise. More than two hundred people had to leave it in small boats.",
        "The company that runs it is no stranger to trouble: in spring it lost two other lines.",
        "An inquiry will follow, the minister of transport promised.",
    ),
    "the same quotation": article(*OWN, "“Nobody has been hurt, and the hull is dry,” the captain said. “We touched sand, not rock.”"),
    "one sentence": article(*OWN, "Lund has 4,100 inhabitants and no airport."),
    "stock phrases": article(
        *OWN,
        "He declined to comment on a report that the pier had been damaged. It was not clear when its results were expected.",
    ),
    "nothing": "",
    "blanks": " \n\n ",
    "one word": "Lund",
    "a headline alone": TITLE,
    "marks": "“”!?… --",
}


@pytest.mark.parametrize("text", APART.values(), ids=APART)
def test_articles_that_share_little_but_quotations_are_no_copies(text: str) -> None:
    assert found(wire(), told("other", text)) == ()
    assert found(told("empty", ""), told("other", text)) == ()


def test_two_outlets_that_quote_the_same_words_have_not_copied_one_another() -> None:
    a = told("a", article(OWN[0], f"{QUOTE} Captain Mette Brandal said on Wednesday.", OWN[1]))
    b = told("b", article(PARAGRAPHS[2], f"Her captain was calm. {QUOTE} she told a radio station.", PARAGRAPHS[3]))
    assert found(a, b) == ()
    spoke = f"{QUOTE} Captain Mette Brandal told reporters on the quay of Lund on Tuesday."
    assert found(told("a", article(OWN[0], spoke, OWN[1])), told("b", article(PARAGRAPHS[2], spoke, PARAGRAPHS[3]))) == ()


def test_articles_that_are_one_long_quotation_each_are_no_copies_unless_all_is_the_same() -> None:
    a = told("a", f"Ferry\n\nMette Brandal spoke. {QUOTE}\n\nThen it rained.")
    b = told("b", f"Harbour\n\n{QUOTE} said the captain of the ship. It was cold.")
    assert found(a, b) == ()
    assert [c.scope for c in found(a, told("c", a.text))] == ["article"]


def test_words_without_marks_count_as_quoted_where_they_are_known_to_be() -> None:
    a, b = told("a", article(OWN[0], BLOCK, OWN[1])), told("b", article(PARAGRAPHS[2], BLOCK, PARAGRAPHS[4]))
    assert [c.scope for c in compare(text_of(a), text_of(b))] == ["passage"]
    spans = [((at := t.text.index(BLOCK)), at + len(BLOCK)) for t in (a, b)]
    assert compare(text_of(a, [spans[0]]), text_of(b, [spans[1]])) == ()


@pytest.mark.parametrize(
    "foot",
    [
        "This is a developing story. This article will be updated as soon as more is known about it, so check back for the latest.",
        "The Courier has told the news of the coast since 1871. It belongs to its readers, and they write a page of it every week.",
    ],
)
def test_what_an_outlet_puts_under_every_article_is_no_copy(foot: str) -> None:
    assert found(told("a", article(*PARAGRAPHS, foot)), told("b", article(*OWN, foot))) == ()


def test_news_that_an_outlet_tells_again_in_a_last_paragraph_is_a_copy() -> None:
    again = (
        "The Solveig was built in 1996 and carries cars and mail as well as 240 passengers between Halvika, Lund and Ostrand on every day "
        "of the year"
    )
    a = told("a", article(*PARAGRAPHS[:5], f"{again}, and it has never been late."))
    b = told("b", article(*OWN, f"Her owners say little of her. {again}."), published="2026-06-11")
    (copy,) = found(a, b)
    assert copy.scope == "passage"
    assert found(told("c", article(*PARAGRAPHS[:5], f"{again}.")), told("d", article(*OWN, f"{again}."))) == ()


def test_a_short_text_is_a_copy_where_it_is_the_same_to_the_last_word() -> None:
    short = "The bridge at Ostrand is closed until Friday, the council said."
    assert [c.scope for c in found(told("a", short), told("b", short.replace(",", " —")))] == ["article"]
    assert found(told("a", short), told("b", short.replace("Friday", "Monday"))) == ()
    assert found(told("a", "Bridge closed."), told("b", "Bridge closed.")) == ()


def test_background_that_is_scattered_over_a_long_article_makes_no_copy_of_the_article() -> None:
    other = " ".join(
        f"Page {n} of the logbook tells of a voyage in the {n}th week, with wind from quarter {n} and cargo of kind {n}." for n in range(60)
    )
    pieces = [PARAGRAPHS[2], other[:2500], PARAGRAPHS[3], other[2500:5000], PARAGRAPHS[4]]
    short = told("short", article(*PARAGRAPHS[2:5]), published="2026-06-01")
    assert {c.scope for c in found(short, told("long", article(*pieces)))} == {"passage"}


NIGHT, MORNING = "2026-06-10T05:00:00Z", "2026-06-10T08:00:00+02:00"


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        (("NordPress", NIGHT), ("Courier", MORNING), ("a", True, "time")),
        (("NordPress", "2026-06-10"), ("Courier", "2026-06-11T01:00:00Z"), ("a", True, "time")),
        (("Courier", "2026-06-11"), ("Lantern", "2026-06-10"), ("b", True, "time")),
        (("Courier", "2026-06-10"), ("Lantern", MORNING), ("a", False, "unknown")),
        (("Courier", None), ("Lantern", None), ("a", False, "unknown")),
        (("Courier", "next week"), ("Lantern", NIGHT), ("a", False, "unknown")),
        (("Courier", None), ("NordPress", None), ("b", True, "credit")),
        ((None, NIGHT), (None, MORNING), ("a", True, "time")),
        (("Courier", "9999-12-31T23:59:59-14:00"), ("Lantern", NIGHT), ("a", False, "unknown")),
    ],
)
def test_which_was_first_is_told_by_time_then_by_credit_or_not_at_all(
    a: tuple[str | None, str | None], b: tuple[str | None, str | None], expected: tuple[str, bool, str]
) -> None:
    text = article(BARE, *PARAGRAPHS[1:])
    (copy,) = found(told("a", text, *a), told("b", text, *b))
    assert (copy.of, copy.directed, copy.reason) == expected


@pytest.mark.parametrize("credit", [{"byline": ("The Halvika Herald",)}, {"wire": ("Halvika Herald",)}, {}])
def test_who_credits_the_other_has_copied_it(credit: dict[str, tuple[str, ...]]) -> None:
    text = article(BARE, *PARAGRAPHS[1:])
    foot = "" if credit else "\n\nThis article first appeared in The Halvika Herald."
    (copy,) = found(told("a", text + foot, "Courier", None, **credit), told("b", text, "The Halvika Herald", None))
    assert (copy.of, copy.copy, copy.reason) == ("b", "a", "credit")


def test_an_agency_whose_own_page_is_later_than_its_customer_is_still_the_source() -> None:
    (copy,) = found(told("a", TEXT, "Courier", "2026-06-10T05:00:00Z"), wire("2026-06-10T06:00:00Z"))
    assert (copy.of, copy.copy, copy.reason) == ("wire", "a", "credit")


def test_the_edits_are_those_that_the_copy_made() -> None:
    (cut,) = found(wire(), told("copy", article(*PARAGRAPHS[:4])))
    assert cut.edits == 0
    (copy,) = found(wire(), told("copy", TEXT.replace("two hours late", "very late")))
    assert copy.edits == 3
    (longer,) = found(wire(), told("copy", article(OWN[2], *PARAGRAPHS)))
    assert longer.edits == len(OWN[2].split())


def test_an_article_is_no_copy_of_itself() -> None:
    assert compare(text_of(wire()), text_of(wire())) == ()
