"""Coreference of all mentions of a text: every mention joins its likeliest antecedent (mention ranking; Denis and Baldridge 2008)."""

import numpy as np

from onrecord.model import Span
from onrecord.speakers.mentions import Mentions
from onrecord.speakers.network import SpeakerNetwork
from onrecord.speakers.ranking import probabilities

NEAREST, FIRST = 50, 15
"""Mentions that are compared with one: those just before it, and those that open the text."""


def chains(mentions: Mentions, network: SpeakerNetwork) -> list[list[Span]]:
    """Mentions that stand for the same, in code points; those that stand alone are left out.

    Time is linear in the number of mentions: each is compared with those just before it and those that open the text.
    """
    rows = [int(i) for i in np.flatnonzero(mentions.likely >= 0)]
    group: dict[int, int] = {}
    out: list[list[int]] = []
    for n, i in enumerate(rows):
        js = [j for j in dict.fromkeys([*rows[: min(FIRST, n)], *rows[max(0, n - NEAREST) : n]]) if mentions.last[j] < mentions.first[i]]
        p = probabilities(mentions, network, i, js)
        best = int(p.argmax()) - 1
        if best < 0:
            continue
        if js[best] not in group:
            group[js[best]] = len(out)
            out.append([js[best]])
        group[i] = group[js[best]]
        out[group[i]].append(i)
    return [[mentions.span(i) for i in g] for g in out]
