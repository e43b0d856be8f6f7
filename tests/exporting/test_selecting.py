import msgspec

from onrecord.exporting.selecting import at_least
from onrecord.model import Reading


def _ids(reading: Reading) -> list[str]:
    return [a.id for a in reading.attributions]


def test_only_what_is_certain_enough_stays_in_order(example: Reading) -> None:
    assert _ids(at_least(example, 0.92)) == ["a1", "a2", "a5"]
    assert at_least(example, 0.97).attributions[0].id == "a1", "exactly as certain is certain enough"
    assert at_least(example, 0) == example
    assert at_least(example, 1).attributions == ()


def test_the_article_is_untouched(example: Reading) -> None:
    assert at_least(example, 0.9).article == example.article


def test_nothing_points_to_what_was_left_out(example: Reading) -> None:
    reading = _with(example, a13=0.1)
    kept = at_least(reading, 0.5)
    assert "a13" not in _ids(kept)
    assert {a.id: a.inside for a in kept.attributions}["a14"] is None
    for minimum in (0.0, 0.3, 0.6, 0.85, 0.9):
        kept = at_least(example, minimum)
        assert {a.inside for a in kept.attributions} <= {None, *_ids(kept)}


def test_what_stood_inside_moves_to_the_next_kept_one_around(example: Reading) -> None:
    deep = msgspec.structs.replace(
        example,
        attributions=tuple(
            msgspec.structs.replace(a, inside={"a2": "a1", "a3": "a2"}.get(a.id), confidence=0.1 if a.id == "a2" else 0.9)
            for a in example.attributions[:3]
        ),
    )
    assert {a.id: a.inside for a in at_least(deep, 0.5).attributions} == {"a1": None, "a3": "a1"}


def test_a_circle_of_insides_ends(example: Reading) -> None:
    circle = msgspec.structs.replace(
        example,
        attributions=tuple(
            msgspec.structs.replace(a, inside={"a1": "a2", "a2": "a1", "a3": "a1"}[a.id], confidence=0.9 if a.id == "a3" else 0.1)
            for a in example.attributions[:3]
        ),
    )
    assert [a.inside for a in at_least(circle, 0.5).attributions] == [None]


def _with(reading: Reading, **confidences: float) -> Reading:
    return msgspec.structs.replace(
        reading,
        attributions=tuple(msgspec.structs.replace(a, confidence=confidences.get(a.id, a.confidence)) for a in reading.attributions),
    )
