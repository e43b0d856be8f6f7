from onrecord.model import Attribution, Speaker
from onrecord.speakers.describing import Describer
from onrecord.speakers.entities import named
from onrecord.speakers.known import KnownSpeakers
from onrecord.speakers.resolving import Resolver
from tests.speakers.invented import Nearest, attribution, mentions_of

PERSON, BODY = "person", "organisation"


def speakers(
    text: str, names: dict[str, str], *given: Attribution, described: tuple[str, ...] = (), known: KnownSpeakers | None = None
) -> list[Speaker | None]:
    mentions = mentions_of(text, names, described)
    entities = named(mentions)
    resolver = Resolver(mentions, entities, given, Nearest())
    describer = Describer(mentions, entities, resolver.offices_of, known)
    return [describer.speaker(a, resolver.answer(a)) for a in given]


def test_a_speaker_has_its_fullest_name_its_roles_and_where_they_stand() -> None:
    text = "The Lake Board chair Maria Lind came. Lind said the lake was clean."
    names = {"Maria Lind": PERSON, "Lind": PERSON, "Lake Board": BODY}
    (s,) = speakers(text, names, attribution(text, "Lind", "the lake was clean", nth=2), described=("The Lake Board chair Maria Lind",))
    assert s is not None
    assert (s.name, s.type, s.roles) == ("Maria Lind", PERSON, ("Lake Board chair",))
    assert [text[slice(*span)] for span in s.role_spans] == ["Lake Board chair"]
    assert [x.text for x in s.affiliations] == ["Lake Board"]
    assert s.key == "person lind maria"


def test_a_description_after_the_name_is_a_role() -> None:
    text = "Maria Lind, a retired judge, said the lake was clean."
    (s,) = speakers(
        text, {"Maria Lind": PERSON}, attribution(text, "Maria Lind, a retired judge", "the lake was clean"), described=("a retired judge",)
    )
    assert s is not None
    assert s.roles == ("retired judge",)


def test_the_same_speaker_has_the_same_id_and_others_another() -> None:
    text = "Maria Lind said one thing. Lind said two things. Jonas Berg said three things."
    names = {"Maria Lind": PERSON, "Lind": PERSON, "Jonas Berg": PERSON}
    given = (
        attribution(text, "Maria Lind", "one thing"),
        attribution(text, "Lind", "two things", id="a2", nth=2),
        attribution(text, "Jonas Berg", "three things", id="a3"),
    )
    ids = [s.id for s in speakers(text, names, *given) if s]
    assert ids[0] == ids[1] != ids[2]


def test_whose_name_is_kept_back_is_anonymous_with_the_reason() -> None:
    text = "A diplomat who spoke on condition of anonymity because talks go on said the lake was clean."
    source = "A diplomat who spoke on condition of anonymity because talks go on"
    (s,) = speakers(text, {}, attribution(text, source, "the lake was clean"), described=(source,))
    assert s is not None
    assert s.anonymous
    assert s.anonymity is not None
    assert s.anonymity.text.startswith("because talks go on")
    assert s.type == PERSON


def test_a_body_speaks_through_a_spokesperson_who_is_not_named() -> None:
    text = "A spokeswoman for the Lake Board said the lake was clean."
    (s,) = speakers(text, {"Lake Board": BODY}, attribution(text, "A spokeswoman for the Lake Board", "the lake was clean"))
    assert s is not None
    assert (s.name, s.type) == ("Lake Board", BODY)
    assert s.spokesperson is not None
    assert s.spokesperson.text == "A spokeswoman for the Lake Board"


def test_several_names_are_members_of_a_group() -> None:
    text = "Maria Lind and Jonas Berg said the lake was clean."
    (s,) = speakers(
        text, {"Maria Lind": PERSON, "Jonas Berg": PERSON}, attribution(text, "Maria Lind and Jonas Berg", "the lake was clean")
    )
    assert s is not None
    assert (s.type, s.members) == ("group", ("Maria Lind", "Jonas Berg"))


def test_who_is_not_known_is_unknown_under_the_words_of_the_source() -> None:
    text = "I think the lake is clean."
    (s,) = speakers(text, {}, attribution(text, "I", "the lake is clean", cue="think"))
    assert s is not None
    assert (s.name, s.type, s.key) == ("I", "unknown", None)


def test_a_known_speaker_has_the_id_of_the_list() -> None:
    known = KnownSpeakers(iter([("Q1", True, ("Maria Lind",))]))
    text = "Maria Lind said the lake was clean."
    (s,) = speakers(text, {"Maria Lind": PERSON}, attribution(text, "Maria Lind", "the lake was clean"), known=known)
    assert s is not None
    assert s.known == "Q1"
