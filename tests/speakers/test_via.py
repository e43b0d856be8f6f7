import pytest

from onrecord.model import Attribution
from onrecord.speakers.entities import named
from onrecord.speakers.resolving import Resolver, Target
from onrecord.speakers.via import via_chains
from tests.speakers.invented import Nearest, attribution, mentions_of


def via(text: str, *given: Attribution, names: dict[str, str] | None = None) -> list[str]:
    """The chain of the last of the attributions."""
    mentions = mentions_of(text, names or {})
    entities = named(mentions)
    resolver = Resolver(mentions, entities, given, Nearest())

    def target_of(a: Attribution) -> Target | None:
        found = resolver.answer(a)
        return found.target if found else None

    return [v.name for v in via_chains(mentions, entities, given, target_of)[given[-1].id]]


@pytest.mark.parametrize(
    ("text", "cue", "chain"),
    [
        ("Maria Lind told Polsat TV that the lake is clean.", "told", ["Polsat TV"]),
        ("The lake is clean, Maria Lind said, according to Reuters.", "said", ["Reuters"]),
        ("In an interview with the BBC, Maria Lind said the lake is clean.", "said", ["BBC"]),
        ("Maria Lind said in a statement on Telegram that the lake is clean.", "said", ["Telegram"]),
        ("Maria Lind said the lake is clean, Yonhap reported, quoting KCNA.", "said", ["Yonhap", "KCNA"]),
        ("Maria Lind told Kamloops This Week that the lake is clean.", "told", ["Kamloops This Week"]),
        ("Speaking to the newspaper Poranek, Maria Lind said the lake is clean.", "said", ["Poranek"]),
        ("In findings published on Friday in Lake Science Letters, Maria Lind said the lake is clean.", "said", ["Lake Science Letters"]),
        ("In an interview with Norway’s Polsat TV channel, last month, Maria Lind said the lake is clean.", "said", ["Polsat TV"]),
        ("Maria Lind told state media the lake is clean.", "told", ["state media"]),
    ],
)
def test_who_carried_the_words(text: str, cue: str, chain: list[str]) -> None:
    assert via(text, attribution(text, "Maria Lind", "lake is clean", cue=cue)) == chain


@pytest.mark.parametrize(
    "text",
    [
        "Maria Lind told reporters that the lake is clean.",
        "Maria Lind told Congress that the lake is clean.",
        "Maria Lind, who works for the BBC, said the lake is clean.",
        "Maria Lind told the press the lake is clean.",
        "Reuters said nothing. Maria Lind said the lake is clean.",
    ],
)
def test_what_carried_nothing(text: str) -> None:
    assert via(text, attribution(text, "Maria Lind", "lake is clean", cue="said" if " said the" in text else "told")) == []


def test_an_outlet_that_speaks_for_itself_carries_nothing() -> None:
    text = "Reuters reported that the lake is clean."
    assert via(text, attribution(text, "Reuters", "the lake is clean", cue="reported"), names={"Reuters": "organisation"}) == []


def test_who_reports_what_another_says_carries_it() -> None:
    text = "Reuters reported that Maria Lind called the lake clean."
    outer = attribution(text, "Reuters", "that Maria Lind called the lake clean", cue="reported")
    inner = attribution(text, "Maria Lind", "the lake clean", cue="called", id="a2", inside="a1")
    assert via(text, outer, inner, names={"Reuters": "organisation", "Maria Lind": "person"}) == ["Reuters"]


def goes_on(later: str) -> list[str]:
    """The chain of what Lind says later."""
    text = f"Maria Lind told Polsat TV that the lake is clean. Lind added that fish are back.\n\n{later}"
    first = attribution(text, "Maria Lind", "the lake is clean", cue="told")
    second = attribution(text, "Lind", "fish are back", cue="added", id="a2", nth=2)
    third = attribution(text, "Lind", "rain", cue="wants", id="a3", nth=3)
    return via(text, first, second, third, names={"Maria Lind": "person", "Lind": "person"})


def test_what_somebody_goes_on_to_say_came_the_same_way() -> None:
    assert goes_on("Lind wants rain.") == ["Polsat TV"]


@pytest.mark.parametrize(
    "later", ["In a statement on Monday, Lind wants rain.", "Earlier this year Lind wants rain.", "x " * 300 + "Lind wants rain."]
)
def test_what_somebody_says_on_another_occasion_or_much_later_did_not(later: str) -> None:
    assert goes_on(later) == []


def test_what_an_agency_reported_in_one_paragraph_it_need_not_have_reported_in_the_next() -> None:
    text = "Maria Lind said the lake was clean, according to RT. Lind added that fish were back.\n\nLind wants rain."
    names = {"Maria Lind": "person", "Lind": "person"}
    first = attribution(text, "Maria Lind", "the lake was clean")
    second = attribution(text, "Lind", "fish were back", cue="added", id="a2", nth=2)
    third = attribution(text, "Lind", "rain", cue="wants", id="a3", nth=3)
    assert via(text, first, second, names=names) == ["RT"]
    assert via(text, first, second, third, names=names) == []


def test_a_programme_follows_its_broadcaster() -> None:
    text = "Maria Lind said on CNN’s “State of the Lake” that the lake is clean."
    assert via(text, attribution(text, "Maria Lind", "lake is clean")) == ["CNN", "State of the Lake"]


def test_an_ordinary_word_is_a_programme_only_where_it_is_shown_as_one() -> None:
    text = "Maria Lind said on “This Week” that the lake is clean."
    assert via(text, attribution(text, "Maria Lind", "lake is clean")) == ["This Week"]
    text = "This Week Maria Lind said that the lake is clean."
    assert via(text, attribution(text, "Maria Lind", "lake is clean")) == []


def test_an_occasion_leads_to_what_is_said_next() -> None:
    text = "In an interview with the BBC, Maria Lind was in tears. “The lake is clean,” she said."
    assert via(text, attribution(text, "she", "The lake is clean"), names={"Maria Lind": "person"}) == ["BBC"]


def test_the_answers_of_an_interview_came_through_who_asked() -> None:
    text = "Wikinews spoke with Maria Lind.\n\nWN - How is the lake?\n\nML: It is clean."
    asked = attribution(text, "WN", "How is the lake?", cue="-")
    answered = attribution(text, "ML", "It is clean", cue=":", id="a2")
    assert via(text, asked, answered, names={"Maria Lind": "person"}) == ["Wikinews"]
    assert via(text, answered, asked, names={"Maria Lind": "person"}) == []


@pytest.mark.parametrize(
    "text",
    [
        "In an interview with the BBC last year, Jonas Berg wept.\n\nIn court on Monday, Maria Lind said the lake is clean.",
        "The BBC asked the court for records. Maria Lind said the lake is clean.",
        "With the help of Facebook it grew. Maria Lind said the lake is clean.",
        "The bank raised its rate to 7.30 percent. Maria Lind said the lake is clean.",
        "Jonas Berg, who moved to Nordwerk from Reuters, left. Maria Lind said the lake is clean.",
    ],
)
def test_an_outlet_that_is_named_nearby_carried_nothing(text: str) -> None:
    assert via(text, attribution(text, "Maria Lind", "lake is clean"), names={"Maria Lind": "person"}) == []


def test_what_stands_inside_somebodys_words_came_the_same_way() -> None:
    text = "Maria Lind told Polsat TV: “I think the lake is clean.”"
    outer = attribution(text, "Maria Lind", "I think the lake is clean.", cue="told")
    inner = attribution(text, "I", "the lake is clean", cue="think", id="a2", inside="a1")
    assert via(text, outer, inner, names={"Maria Lind": "person"}) == ["Polsat TV"]


def test_an_outlet_inside_the_quotation_carried_nothing() -> None:
    text = "Maria Lind said: “He told Reuters that the lake is clean.”"
    assert via(text, attribution(text, "Maria Lind", "“He told Reuters that the lake is clean.”")) == []
