"""Sentences with an attribution marked in them: "[Lind] <said> {the bridge is safe}."."""

import re

from onrecord.attribution.words import split
from onrecord.circumstances.setting import Setting, Stage
from onrecord.model import Attribution, Excerpt, Span

_MARK = re.compile(r"[\[\]<>{}]")
_PART = {"[": "source", "<": "cue", "{": "content"}


def attribution(marked: str, id: str = "a1", **more: object) -> tuple[str, Attribution]:
    """The plain text of a marked one, and its attribution."""
    spans: dict[str, list[Span]] = {"source": [], "cue": [], "content": []}
    text, at, open_at = "", 0, {}
    for mark in _MARK.finditer(marked):
        text += marked[at : mark.start()]
        at = mark.end()
        if mark[0] in _PART:
            open_at[mark[0]] = len(text)
        else:
            opening = {"]": "[", ">": "<", "}": "{"}[mark[0]]
            spans[_PART[opening]].append((open_at[opening], len(text)))
    text += marked[at:]
    parts = {k: Excerpt.of(text, tuple(v)) for k, v in spans.items()}
    return text, Attribution(id=id, kind="indirect", confidence=1.0, **parts, **more)  # type: ignore[arg-type]


def setting(marked: str) -> Setting:
    """Where the attribution of a marked text stands."""
    text, a = attribution(marked)
    return Stage(split(text)).setting(a)
