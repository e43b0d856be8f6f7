"""From a text to its attributions: source, cue and content, each with exact offsets."""

from typing import Literal

from onrecord.attribution.declines import is_decline
from onrecord.attribution.finding import ONRECORD, POLNEAR, Finder, Found
from onrecord.attribution.kinds import kind_of
from onrecord.attribution.labels import without_labels
from onrecord.attribution.nesting import enclosing
from onrecord.attribution.network import Observer
from onrecord.attribution.passives import names_recipient
from onrecord.attribution.quotes import states
from onrecord.attribution.signed import with_signed
from onrecord.model import Attribution, Excerpt

__all__ = ["Habit", "attributions"]

Habit = Literal["onrecord", "polnear"]
"""Whose way of labelling to follow: our own (nested attributions are records of their own) or that of the PolNeAR corpus."""


def attributions(text: str, habit: Habit = "onrecord", observer: Observer | None = None) -> tuple[Attribution, ...]:
    """Every attribution of a text, in reading order, with the model that ships with the package.

    Args:
        text: The text of an article; all offsets refer to it.
        habit: Whose way of labelling to follow.
        observer: Somebody who wants to see every window while it is read.

    Raises:
        WeightsError: The shipped model is missing or damaged.
    """
    from onrecord.attribution.onnx import shipped  # noqa: PLC0415  (onnxruntime takes a while to import)

    network = shipped()
    found = Finder(network, network.tokenizer).find(text, POLNEAR if habit == "polnear" else ONRECORD, observer)
    found = without_labels(text, with_signed(text, [f for f in found if f.content or is_decline(text, f.cue)]))
    inside = enclosing([f.cue or f.content for f in found], [f.content for f in found])
    marks = states(text)
    ids = [f"a{i}" for i in range(1, len(found) + 1)]

    def record(i: int, f: Found) -> Attribution:
        outer = inside[i]
        return Attribution(
            id=ids[i],
            kind=kind_of(text, marks, f.content),
            source=None if habit == "onrecord" and names_recipient(text, f.source, f.cue) else Excerpt.of(text, f.source),
            cue=Excerpt.of(text, f.cue),
            content=Excerpt.of(text, f.content),
            inside=None if outer is None else ids[outer],
            confidence=network.calibration.probability(f.evidence),
        )

    return tuple(record(i, f) for i, f in enumerate(found))
