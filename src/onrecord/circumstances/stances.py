"""How far the reporter stands behind what is said: neutral ("said"), distancing ("claimed"), endorsing ("admitted").

Verbs and nouns of the cue decide; factive ones presuppose that the content is true (Kiparsky and Kiparsky 1970; Hooper 1975), "claim" and
its like let the reader doubt it (Thompson and Ye 1991). Adverbs beside the cue ("falsely"), scare quotes around it, and "without offering
evidence" after the content count too.
"""

from typing import cast

from onrecord.circumstances.lists import sections
from onrecord.circumstances.phrases import Phrases
from onrecord.circumstances.setting import Setting
from onrecord.model import ReporterStance

_LISTS = sections("stances")
_CUES = Phrases({name: _LISTS[name] for name in ("neutral after all", "distancing", "endorsing")})
_DISTANCING, _ENDORSING, _AFTER = (_LISTS[k] for k in ("distancing, beside the cue", "endorsing, beside the cue", "no evidence, after it"))
_OPENING, _CLOSING = frozenset("\"“‘'"), frozenset("\"”’'")
_BESIDE = 3
_LONGEST = 8
"""Words of "without offering any evidence"."""


def stance_of(setting: Setting, *, asserted: bool = True) -> ReporterStance:
    """How far the reporter stands behind what is said.

    Args:
        setting: Where the attribution stands.
        asserted: Whether anything was said: "has not confirmed" and "would neither confirm nor deny" confirm nothing.
    """
    if not setting.cue or not asserted:
        return "neutral"
    text, first, last = setting.text, setting.cue[0], setting.cue[-1] + 1
    held, source = set(setting.content), set(setting.source)
    before = [text[i] for i in range(max(setting.first, first - _BESIDE), first) if i not in held and i not in source]
    after = [text[i] for i in range(last, min(setting.last, last + _BESIDE)) if i not in held and i not in source]
    cue = setting.cue_words()
    beside = f" {' '.join([*before, *cue, *after])} "
    if any(f" {w} " in beside for w in _DISTANCING) or _scare_quoted(setting) or _without_evidence(setting, held):
        return "distancing"
    if any(f" {w} " in beside for w in _ENDORSING):
        return "endorsing"
    found = _CUES.first(cue)
    return cast("ReporterStance", found) if found in {"distancing", "endorsing"} else "neutral"


def _scare_quoted(setting: Setting) -> bool:
    """Whether the cue alone stands in quotation marks that the reporter set."""
    first, last = setting.cue[0], setting.cue[-1]
    if first == 0 or last + 1 >= len(setting.text) or {first - 1, last + 1} & set(setting.content):
        return False
    return len(setting.cue) <= 2 and setting.text[first - 1] in _OPENING and setting.text[last + 1] in _CLOSING


def _without_evidence(setting: Setting, held: set[int]) -> bool:
    """Whether the sentence adds that there is no evidence."""
    ends = [i for i in (*setting.cue, *setting.content) if setting.first <= i < setting.last]
    tail = [setting.text[i] for i in range(max(ends) + 1, min(setting.last, max(ends) + 2 + _LONGEST)) if i not in held]
    middle = [setting.text[i] for i in range(setting.cue[-1] + 1, min(setting.last, setting.cue[-1] + _LONGEST)) if i not in held]
    return any(phrase in " ".join(words).replace(", ", "") for words in (tail, middle) for phrase in _AFTER)
