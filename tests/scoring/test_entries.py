from typing import Any

import pytest

from onrecord.exporting.contract import to_json
from onrecord.model import Reading
from onrecord.scoring.entries import Entry, Malformed, entry_of
from tests.scoring.conftest import entries_of


def test_all_that_the_contract_holds_is_taken(example: Reading) -> None:
    first = entries_of(to_json(example))[0]
    a = example.attributions[0]
    assert None not in (a.source, a.content, a.speaker, a.said_on, a.certainty, a.addressee)
    assert (first.id, first.kind, first.act, first.inside) == (a.id, a.kind, a.act, a.inside)
    for name in ("source", "cue", "content", "addressee"):
        assert getattr(first, name) == getattr(a, name).spans
    assert (first.speaker, first.speaker_type) == (a.speaker and a.speaker.name, a.speaker and a.speaker.type)
    assert (first.said_on, first.degree) == (a.said_on and a.said_on.value, a.certainty and a.certainty.degree)
    assert first.confidence == a.confidence


def test_plainer_forms_say_the_same() -> None:
    plain = {"content": [[3, 5]], "speaker": "Lind", "speaker_type": "person", "via": ["RSX"], "said_on": "2026-03", "asserted": False}
    full = {
        "content": {"text": "no", "spans": [[3, 5]]},
        "speaker": {"name": "Lind", "type": "person"},
        "via": [{"name": "RSX"}],
        "said_on": {"value": "2026-03"},
        "asserted": False,
    }
    a, b = entry_of(plain), entry_of(full)
    for name in ("content", "speaker", "speaker_type", "via", "said_on", "asserted", "confidence"):
        assert getattr(a, name) == getattr(b, name)


def test_what_is_left_out_is_absent() -> None:
    assert entry_of({"cue": [[0, 3]]}) == Entry(cue=((0, 3),), fields=frozenset({"cue"}))
    assert not entry_of({"content": [[0, 3]], "speaker": {"name": "he", "type": "unknown"}}).is_known


def test_spans_are_put_in_order_and_overlapping_ones_joined() -> None:
    assert entry_of({"content": [[10, 14], [0, 4], [2, 6], [6, 8]]}).content == ((0, 6), (6, 8), (10, 14))


def test_offsets_can_be_moved() -> None:
    moved = entry_of({"content": [[3, 5]], "source": [[0, 2]], "addressee": [[6, 7]]}).moved(10)
    assert (moved.content, moved.source, moved.cue, moved.addressee) == (((13, 15),), ((10, 12),), (), ((16, 17),))


@pytest.mark.parametrize(
    ("value", "problem"),
    [
        ("words", "is no object"),
        ({"source": []}, 'neither "content" nor "cue"'),
        ({"content": "words"}, "without a list of spans"),
        ({"content": [[0, 1, 2]]}, "no pair of whole numbers"),
        ({"content": [[0, 1.5]]}, "no pair of whole numbers"),
        ({"content": [[True, 2]]}, "no pair of whole numbers"),
        ({"content": [[-1, 2]]}, "from -1 to 2"),
        ({"content": [[4, 4]]}, "from 4 to 4"),
        ({"content": [[4, 40]]}, "which is no piece of its text of 30 characters"),
        ({"content": [], "act": ["deny"]}, '"act", which is no text'),
        ({"content": [], "via": "RSX"}, '"via", which is no list'),
        ({"content": [], "via": [{}]}, '"via" without a name'),
        ({"content": [], "said_on": 2026}, '"said_on", which is no date'),
        ({"content": [], "confidence": 2}, '"confidence", which is no number from 0 to 1'),
    ],
)
def test_what_is_wrong_is_said(value: Any, problem: str) -> None:
    with pytest.raises(Malformed) as raised:
        entry_of(value, 30)
    assert problem in str(raised.value)
