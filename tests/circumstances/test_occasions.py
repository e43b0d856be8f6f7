import re

import pytest

from onrecord.attribution.words import split
from onrecord.circumstances.occasions import Words, occasion_of, place_of
from onrecord.circumstances.setting import Setting, Stage
from tests.circumstances.marked import attribution

_TIMES = re.compile(r"(?:on |last )?(?:Monday|Friday|month|year)\b|\d+ May")
_NAMED = re.compile(r"Oslo|Norby")


def _stage(marked: str) -> tuple[Stage, Setting]:
    text, a = attribution(marked)
    stage = Stage(split(text))
    return stage, stage.setting(a)


def _free(s: Setting, w: int) -> bool:
    return w not in {*s.source, *s.cue, *s.content}


def _shown(stage: Stage, words: Words | None) -> str | None:
    excerpt = stage.excerpt(*words) if words else None
    return excerpt.text if excerpt else None


def occasion(marked: str) -> str | None:
    stage, s = _stage(marked)
    times = set(stage.within([m.span() for m in _TIMES.finditer(stage.words.text)]))
    return _shown(stage, occasion_of(s, lambda w: _free(s, w), times.__contains__))


def place(marked: str, known: str = "") -> str | None:
    stage, s = _stage(marked)
    text = stage.words.text
    told = [(text.index(known), text.index(known) + len(known))] if known else []
    covered = set(stage.within([*(m.span() for m in _TIMES.finditer(text)), *told]))
    names = {stage.within([m.span()])[0]: stage.within([m.span()])[-1] + 1 for m in _NAMED.finditer(text)}
    return _shown(stage, place_of(s, lambda w: _free(s, w), covered.__contains__, lambda w: names.get(w, 0)))


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("[Lind] <said> at a news conference {that it rains}.", "at a news conference"),
        ("[Lind] <said> at a news conference on Monday {that it rains}.", "at a news conference"),
        ("In a televised address, [Lind] <said> {it rains}.", "In a televised address"),
        ("Speaking at the meeting with the Lake Board (LB) chiefs, [Lind] <said> {so}.", "at the meeting with the Lake Board (LB) chiefs"),
        ("[Lind] <said> in an interview with Radio Nord last month {that it rains}.", "in an interview with Radio Nord"),
        ('"{It rains}," [Lind] <said> in court.', "in court"),
        ("[Lind] <wrote> in a letter to the council {that it rains}.", "in a letter to the council"),
        ("[Lind] <said> {he was hurt in a meeting}.", None),
        ("[Lind] <said> {so} in the wake of the storm.", None),
        ("[Lind] <said> {so} at last year's summit's end.", None),
        ("[Lind] <said> {it rains}. At a meeting, others spoke.", None),
    ],
)
def test_occasion(marked: str, expected: str | None) -> None:
    assert occasion(marked) == expected


@pytest.mark.parametrize(
    ("marked", "known", "expected"),
    [
        ("[Lind] <said> in Oslo {that it rains}.", "", "in Oslo"),
        ("[Lind] <told> reporters in Oslo on Monday {that it rains}.", "reporters", "in Oslo"),
        ("[Lind] <said> outside the courthouse {that it rains}.", "", "outside the courthouse"),
        ('"{It rains}," [Lind] <said> on the steps of the town hall.', "", "on the steps of the town hall"),
        ("Speaking in Oslo, [Lind] <said> {it rains}.", "", "in Oslo"),
        ("In Oslo, [Lind] <said> {five were hurt}.", "", None),
        ("[Lind] <said> {five were hurt in Oslo}.", "", None),
        ("[Lind] <said> on Monday {that it rains}.", "", None),
        ("[Lind] <said> {so} after five were hurt in Norby.", "", None),
    ],
)
def test_place(marked: str, known: str, expected: str | None) -> None:
    assert place(marked, known) == expected
