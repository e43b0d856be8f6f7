import pytest

from onrecord.model import Attribution
from onrecord.speakers.describing import LEAST
from onrecord.speakers.entities import named
from onrecord.speakers.resolving import Answer, Resolver
from tests.speakers.invented import Nearest, attribution, mentions_of

PERSON, BODY = "person", "organisation"


def resolver(text: str, names: dict[str, str], attributions: tuple[Attribution, ...], described: tuple[str, ...] = ()) -> Resolver:
    mentions = mentions_of(text, names, described)
    return Resolver(mentions, named(mentions), attributions, Nearest())


def answer(text: str, names: dict[str, str], *given: Attribution, described: tuple[str, ...] = ()) -> Answer:
    """The answer for the last of the attributions."""
    found = resolver(text, names, given, described).answer(given[-1])
    assert found is not None
    return found


def name(text: str, names: dict[str, str], *given: Attribution, described: tuple[str, ...] = ()) -> str | None:
    r = resolver(text, names, given, described)
    found = r.answer(given[-1])
    assert found is not None
    if found.target is None:
        return None
    return r.named.entities[found.target.numbers[0]].name if found.target.sort == "entity" else found.target.text


def test_a_pronoun_leads_to_a_name_with_the_mentions_on_the_way() -> None:
    text = "Maria Lind came. She sat down. She said the lake was clean."
    a = attribution(text, "She", "the lake was clean", nth=2)
    assert name(text, {"Maria Lind": PERSON}, a) == "Maria Lind"
    chain = [text[s:e] for s, e in answer(text, {"Maria Lind": PERSON}, a).chain]
    assert chain[0] == "She"
    assert chain[-1] == "Maria Lind"


def test_a_man_is_not_she() -> None:
    text = "Maria Lind met Jonas Berg, a policeman. Mr Berg left. She said the lake was clean."
    a = attribution(text, "She", "the lake was clean")
    assert name(text, {"Maria Lind": PERSON, "Jonas Berg": PERSON, "Berg": PERSON}, a) == "Maria Lind"


def test_who_says_i_in_a_quotation_is_its_speaker() -> None:
    text = "Maria Lind said: “I believe the lake is clean.”"
    outer = attribution(text, "Maria Lind", "“I believe the lake is clean.”")
    inner = attribution(text, "I", "the lake is clean", cue="believe", id="a2", inside="a1")
    assert name(text, {"Maria Lind": PERSON}, outer, inner) == "Maria Lind"


@pytest.mark.parametrize(("who", "kind", "sure"), [("Nordwerk", BODY, True), ("Maria Lind", PERSON, False)])
def test_we_is_a_body_that_speaks_and_with_a_person_it_may_be_others(who: str, kind: str, sure: bool) -> None:
    text = f"{who} said: “We believe the lake is clean.”"
    outer = attribution(text, who, "“We believe the lake is clean.”")
    inner = attribution(text, "We", "the lake is clean", cue="believe", id="a2", inside="a1")
    found = answer(text, {who: kind}, outer, inner)
    assert (found.confidence >= LEAST) is sure


def test_i_without_a_quotation_is_nobody_we_know() -> None:
    text = "Maria Lind came. I believe the lake is clean."
    assert name(text, {"Maria Lind": PERSON}, attribution(text, "I", "the lake is clean", cue="believe")) is None


def test_he_said_she_said_in_a_circle_ends() -> None:
    text = "She said that he said that she lied. He said that she said that he lied."
    one = attribution(text, "She", "that he said that she lied", id="a1", inside="a2")
    two = attribution(text, "he", "that she lied", id="a2", inside="a1")
    assert name(text, {}, one, two) is None


def test_a_surname_that_two_people_bear_is_unknown() -> None:
    text = "Maria Lind met Jonas Lind. Lind said the lake was clean."
    names = {"Maria Lind": PERSON, "Jonas Lind": PERSON, "Lind": PERSON}
    assert name(text, names, attribution(text, "Lind", "the lake was clean", nth=3)) is None


@pytest.mark.parametrize("source", ["officials", "Three witnesses", "a nurse"])
def test_what_is_said_to_be_new_stands_for_itself(source: str) -> None:
    text = f"Maria Lind came. {source} said the lake was clean."
    assert name(text, {"Maria Lind": PERSON}, attribution(text, source, "the lake was clean"), described=(source,)) == source


@pytest.mark.parametrize("source", ["A spokesman for the firm", "A company spokesman", "The firm’s spokeswoman"])
def test_an_unnamed_spokesperson_speaks_for_the_body_that_is_described(source: str) -> None:
    text = f"Nordwerk closed. {source} said the lake was clean."
    a = attribution(text, source, "the lake was clean")
    assert name(text, {"Nordwerk": BODY}, a, described=("the firm", "The firm", source)) == "Nordwerk"
    assert answer(text, {"Nordwerk": BODY}, a, described=("the firm", "The firm", source)).head.spokes


@pytest.mark.parametrize("source", ["A police spokesman", "A hospital spokeswoman", "A government spokesman"])
def test_whoever_speaks_for_the_police_speaks_for_no_body_that_happens_to_be_named(source: str) -> None:
    text = f"Nordwerk closed. {source} said the lake was clean."
    assert name(text, {"Nordwerk": BODY}, attribution(text, source, "the lake was clean"), described=(source,)) == source


def test_a_company_spokesman_is_nobody_s_where_two_bodies_are_named() -> None:
    text = "Nordwerk sued Seebank. A company spokesman said the lake was clean."
    source = "A company spokesman"
    assert name(text, {"Nordwerk": BODY, "Seebank": BODY}, attribution(text, source, "the lake was clean"), described=(source,)) == source


def test_the_lawyer_of_somebody_is_not_resolved_to_her() -> None:
    text = "Maria Lind came. A lawyer for Maria Lind said the lake was clean."
    assert (
        name(text, {"Maria Lind": PERSON}, attribution(text, "A lawyer for Maria Lind", "the lake was clean")) == "A lawyer for Maria Lind"
    )


def test_nobody_is_no_speaker() -> None:
    text = "Maria Lind came. Nobody said the lake was clean."
    assert name(text, {"Maria Lind": PERSON}, attribution(text, "Nobody", "the lake was clean"), described=("Nobody",)) is None


def test_a_comma_at_the_end_hides_no_apposition() -> None:
    text = "The operator, Nordwerk, said the lake was clean."
    assert name(text, {"Nordwerk": BODY}, attribution(text, "The operator, Nordwerk,", "the lake was clean")) == "Nordwerk"


def test_a_report_is_called_by_its_fuller_words() -> None:
    text = "A report by the fire office came out. The report said the lake was clean."
    a = attribution(text, "The report", "the lake was clean")
    phrases = ("A report by the fire office", "The report")
    assert name(text, {}, a, described=phrases) == "A report by the fire office"


def test_an_attribution_without_source_has_no_answer() -> None:
    text = "The lake was reportedly clean."
    assert resolver(text, {}, ()).answer(attribution(text, None, "The lake was", cue="reportedly")) is None
