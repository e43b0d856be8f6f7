from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.errors import InvalidField
from onrecord.model import Attribution, Date, Excerpt, Speaker, Via
from onrecord.record.fixing import FIELDS, Fixes, Who, applied, fixes_of, merged, snapshot

TEXT = 'On Monday Ana Lind said the bridge is safe. "It is," she said.'
LIND = Speaker(id="s1", name="Ana Lind", type="person", key="k", roles=("mayor",), role_spans=((0, 2),), confidence=0.7)
BERG = Speaker(id="s2", name="Bo Berg", type="person", key="b", confidence=0.6)
READ = Attribution(
    id="a1",
    kind="indirect",
    source=Excerpt("Ana Lind", ((10, 18),)),
    cue=Excerpt("said", ((19, 23),)),
    content=Excerpt("the bridge is safe", ((24, 42),)),
    speaker=LIND,
    act="state",
    reporter_stance="neutral",
    confidence=0.9,
)


def who(asked: str | int) -> Who:
    if asked == "s2":
        return Who("Bo Berg", "person", label="s2")
    if asked == 7:
        return Who("Cy Dahl", "person", "Q7", number=7)
    raise InvalidField("there is none", "speaker")


def fixed(**changes: Any) -> Attribution:
    return applied(READ, fixes_of(changes, TEXT, who, "attribution 1"), TEXT, {"s1": LIND, "s2": BERG}, "review-9")


def test_spans_become_exact_words() -> None:
    a = fixed(content=[[35, 42], [24, 27]], source={"spans": [[0, 9]], "text": "On Monday"}, cue=[(19, 23)])
    assert a.content == Excerpt("the … is safe", ((24, 27), (35, 42)))
    assert a.source == Excerpt("On Monday", ((0, 9),))
    assert (a.kind, a.speaker) == ("indirect", LIND)


def test_a_content_in_quotation_marks_is_direct() -> None:
    start = TEXT.index('"')
    assert fixed(content=[[start, start + 8]]).kind == "direct"
    assert fixed(content=[[24, start + 8]]).kind == "mixed"


@pytest.mark.parametrize(
    "spans",
    [
        *([[5, 5]], [[6, 5]], [[-1, 4]], [[0, 9_999]], [[0, 5], [4, 8]], [[1]], ["ab"], "abc", 7, [[0, "x"]], [[None, 3]], {"spans": 3}),
        *([[9, 10]], [[n, n + 1] for n in range(120)], [[1e400, 2]], {"spans": [[0, 2]], "text": "in"}, {"spans": [], "text": "x"}),
    ],
)
@pytest.mark.parametrize("field", ["source", "cue", "content"])
def test_what_are_no_spans_of_the_text_is_refused_in_one_line(field: str, spans: Any) -> None:
    with pytest.raises(InvalidField) as error:
        fixed(**{field: spans})
    assert str(error.value).startswith(f"attribution 1: {field}: ")
    assert "\n" not in str(error.value)
    assert len(str(error.value)) < 400


def test_another_speaker_of_the_article_is_taken_as_it_was_read() -> None:
    speaker = fixed(speaker={"id": "s2"}).speaker
    assert speaker == msgspec.structs.replace(BERG, chain=(READ.source,), confidence=1.0)


def test_the_speaker_that_it_is_stays_as_it_is() -> None:
    assert applied(READ, Fixes(speaker=Who("Ana Lind", "person", label="s1")), TEXT, {"s1": LIND}, "r") is not None
    assert applied(READ, Fixes(speaker=Who("Ana Lind", "person", label="s1")), TEXT, {"s1": LIND}, "r").speaker == LIND


def test_a_speaker_of_the_record_and_a_new_one_are_new_in_the_article() -> None:
    old, new = fixed(speaker={"number": 7}).speaker, fixed(speaker={"name": " Dee \n Hall ", "type": "person"}).speaker
    assert old
    assert new
    assert (old.id, old.name, old.known, old.confidence) == ("review-9", "Cy Dahl", "Q7", 1.0)
    assert (new.id, new.name, new.type) == ("review-9", "Dee Hall", "person")
    assert new.key


@pytest.mark.parametrize("unknown", [None, "unknown", {"name": "x", "type": "unknown"}])
def test_nobody_knows_who_it_is(unknown: Any) -> None:
    speaker = fixed(speaker=unknown).speaker
    assert speaker
    assert (speaker.type, speaker.name) == ("unknown", "Ana Lind")
    assert fixed(speaker=unknown, source=None).speaker is None


@pytest.mark.parametrize(
    "speaker",
    [
        7.5,
        "Lind",
        [],
        {},
        {"name": ""},
        {"name": " \u202e\x1b "},
        {"name": "x" * 501},
        {"name": "Ana", "type": "king"},
        {"number": True},
        {"number": 8},
    ],
)
def test_what_is_no_speaker_is_refused(speaker: Any) -> None:
    with pytest.raises(InvalidField):
        fixed(speaker=speaker)


@pytest.mark.parametrize("date", ["2026-03-05", "2026-03", "2026", "2026-03-01/2026-03-05", "2024-02-29"])
def test_dates_are_those_of_the_contract(date: str) -> None:
    assert fixed(said_on=date).said_on == Date(value=date, text="", spans=())
    assert fixed(said_on={"value": date, "spans": [[3, 9]]}).said_on == Date(value=date, text="Monday", spans=((3, 9),))


@pytest.mark.parametrize(
    "date",
    [
        "",
        "Monday",
        "2026-13",
        "2026-02-30",
        "2025-02-29",
        "26-03-05",
        "2026-03-05T10:00",
        "2026-03-05/",
        "/",
        "2026-03/2026-02",
        2026,
        [],
        "٢٠٢٦",
        "2026-3",
    ],
)
def test_what_is_no_date_is_refused(date: Any) -> None:
    with pytest.raises(InvalidField, match="said_on"):
        fixed(said_on=date)


def test_a_date_can_be_taken_away() -> None:
    assert fixed(said_on=None).said_on is None


def test_carriers_are_names_or_more() -> None:
    given = ["RT", {"name": "Ada  Holm", "type": "person", "spans": [[10, 18]], "known": "Q1"}]
    assert fixed(via=given).via == (
        Via(name="RT", type="outlet", spans=()),
        Via(name="Ada Holm", type="person", spans=((10, 18),), known="Q1"),
    )
    assert fixed(via=[]).via == fixed(via=None).via == ()


@pytest.mark.parametrize(
    "via", ["RT", 7, {"name": "RT"}, [""], [7], [{"name": "RT", "type": "x"}], [{"name": "RT", "spans": [[0, 0]]}], ["a"] * 101]
)
def test_what_are_no_carriers_is_refused(via: Any) -> None:
    with pytest.raises(InvalidField, match="via"):
        fixed(via=via)


@pytest.mark.parametrize(
    "changes", [{"act": "shout"}, {"reporter_stance": "angry"}, {"asserted": "no"}, {"asserted": 1}, {"kind": "direct"}, {"": 1}]
)
def test_other_values_and_fields_are_refused(changes: dict[str, Any]) -> None:
    with pytest.raises(InvalidField):
        fixed(**changes)


def test_no_content_has_no_certainty() -> None:
    a = fixed(content=None, act="decline")
    assert (a.content, a.certainty, a.kind) == (None, None, "indirect")


def test_the_last_of_several_wins_field_by_field() -> None:
    several = [Fixes(act="deny", asserted=False), Fixes(act="warn"), Fixes(source=())]
    assert merged(several) == Fixes(act="warn", asserted=False, source=())
    assert merged([]).given() == {}


def test_a_snapshot_says_all_and_changes_nothing() -> None:
    assert set(snapshot(READ).given()) == set(FIELDS)
    assert applied(READ, snapshot(READ), TEXT, {"s1": LIND}, "r") == READ


_VALUE = st.none() | st.booleans() | st.integers() | st.text(max_size=8) | st.lists(st.lists(st.integers(-3, 70), max_size=3), max_size=3)


@given(
    st.dictionaries(
        st.sampled_from([*FIELDS, "x"]), _VALUE | st.dictionaries(st.sampled_from(["spans", "name", "id", "value"]), _VALUE, max_size=3)
    )
)
def test_whatever_is_given_is_understood_or_refused(changes: dict[str, Any]) -> None:
    try:
        fixes = fixes_of(changes, TEXT, who, "it")
    except InvalidField:
        return
    a = applied(READ, fixes, TEXT, {"s1": LIND}, "r")
    assert msgspec.json.decode(msgspec.json.encode(a), type=Attribution) == a
    assert msgspec.json.decode(msgspec.json.encode(fixes), type=Fixes) == fixes
    for excerpt in (a.source, a.cue, a.content):
        assert excerpt is None or excerpt == Excerpt.of(TEXT, excerpt.spans)
