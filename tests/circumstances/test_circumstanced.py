"""Articles understood whole, with the model that ships."""

import pytest

import onrecord
from onrecord.circumstances.dating import Dating
from onrecord.model import Attribution, Reading


def read(text: str, published: str | None = "2026-03-05") -> Reading:
    return onrecord.read(text + "\n", published=published)


def of(reading: Reading, words: str) -> Attribution:
    """The attribution whose content holds some words."""
    found = [a for a in reading.attributions if a.content and words in a.content.text]
    assert found, [a.content and a.content.text for a in reading.attributions]
    return min(found, key=lambda a: len(a.content.text) if a.content else 0)


def day(a: Attribution) -> str | None:
    return a.said_on.value if a.said_on else None


ARTICLE = """Harbour tunnel is safe, minister says

STAVIK, Norway, March 5 (Norpress) – Transport Minister Ragnhild Halvorsen said on Wednesday that the tunnel would reopen on Monday.

"The walls were tested twice," she told reporters at a news conference in Oslo.

The engineer Sunniva Eide claimed last month that water was dripping from the roof. The ministry denied that it had hidden a report.
Eide did not say who had shown her the report.

The contractor declined to comment.
"""


@pytest.fixture(scope="module")
def reading() -> Reading:
    return read(ARTICLE)


def test_date_of_the_saying_is_not_that_of_the_content(reading: Reading) -> None:
    assert day(of(reading, "would reopen on Monday")) == "2026-03-04"


def test_month_of_the_saying(reading: Reading) -> None:
    assert day(of(reading, "water was dripping")) == "2026-02"


def test_no_date_is_invented(reading: Reading) -> None:
    assert day(of(reading, "it had hidden a report")) is None


def test_words_of_the_date_stand_in_the_article(reading: Reading) -> None:
    dated = [a.said_on for a in reading.attributions if a.said_on]
    assert dated
    assert all(reading.article.text[slice(*d.spans[0])] == d.text for d in dated)


def test_addressee_occasion_and_place(reading: Reading) -> None:
    a = of(reading, "tested twice")
    assert a.addressee is not None
    assert a.addressee.text == "reporters"
    assert a.occasion is not None
    assert a.occasion.text == "at a news conference"
    assert a.place is not None
    assert a.place.text == "in Oslo"


def test_acts_stances_and_what_was_not_said(reading: Reading) -> None:
    claim, denial, silence = of(reading, "water was dripping"), of(reading, "it had hidden a report"), of(reading, "who had shown her")
    assert (claim.act, claim.reporter_stance, claim.asserted) == ("state", "distancing", True)
    assert (denial.act, denial.asserted) == ("deny", True)
    assert not silence.asserted


def test_refusal_to_comment_is_kept_without_content(reading: Reading) -> None:
    refusal = [a for a in reading.attributions if a.act == "decline"]
    assert [(a.source and a.source.text, a.content, a.asserted, a.certainty) for a in refusal] == [("The contractor", None, True, None)]


def test_dateline_is_kept(reading: Reading) -> None:
    dateline = reading.article.dateline
    assert dateline is not None
    assert dateline.place is not None
    assert dateline.place.text == "STAVIK, Norway"


def test_whoever_denies_having_said_it_did_not_say_it() -> None:
    reading = read("Marlowe denied that he had called the mayor a thief. He said the mayor was a friend.")
    called = [a for a in reading.attributions if a.cue and a.cue.text == "called"]
    assert all(not a.asserted for a in called)


@pytest.mark.parametrize("published", ["1900-01-01", "2024-02-29", "2991-12-31", "2026-03-05T23:59:59+14:00"])
def test_odd_days_of_publication(published: str) -> None:
    reading = read("Lind said a year ago that it rains. Eide said on Monday that it snows. Berg said yesterday that it hails.", published)
    assert len(reading.attributions) == 3


def test_without_a_day_of_publication_words_are_kept_and_nothing_is_resolved() -> None:
    a = of(read("Lind said on Thursday that the bridge was closed.", None), "bridge was closed")
    assert a.said_on is not None
    assert (a.said_on.value, a.said_on.text) == (None, "Thursday")


def test_a_full_date_needs_no_day_of_publication() -> None:
    assert day(of(read("Lind said on June 1, 2023 that the bridge was closed.", None), "bridge was closed")) == "2023-06-01"


def test_a_dateline_with_its_year_dates_the_article() -> None:
    reading = read("OSLO, June 1, 2023 (NTB) – Lind said on Wednesday that the bridge was closed.", None)
    assert reading.article.published == "2023-06-01"
    assert day(of(reading, "bridge was closed")) == "2023-05-31"


def test_nothing_is_dated_by_weights_that_believe_nothing() -> None:
    from onrecord.attribution.words import split
    from onrecord.circumstances.dating import Observer
    from onrecord.circumstances.setting import Stage
    from onrecord.circumstances.times import times_in
    from tests.circumstances.marked import attribution

    text, a = attribution("[Lind] <said> on June 1, 2023 {that it rains}.")
    stage = Stage(split(text))
    observer = Observer(stage, [a], [stage.setting(a)], times_in(text, None))
    assert len(observer.offers(0, [])) == 1
    assert Dating({}, 0.9, 0.9).dates(observer, 1) == [None]
