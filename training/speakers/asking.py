"""What a text asks of the network: its mentions, which of them stand for something before them, and what is right."""

from __future__ import annotations

import sys
from dataclasses import dataclass, field
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))
from examples import Text, capitalised, names_of
from heads import KINDS

from onrecord.speakers.pairs import Form

NEAREST, FIRST = 50, 15
"""Mentions before an anaphor, and at the beginning of the text, that may be its antecedent."""

LONGEST = 30
"""Words of a mention."""

Place = tuple[int, int]


@dataclass
class Asked:
    """Questions to the network.

    Attributes:
        places: First and last word of every mention, in order.
        forms: Their surface.
        which: (anaphor, candidates), as numbers of mentions.
        right: For each of `which` the right candidates, as their numbers among the candidates; none where it stands for nothing of them.
        kinds: (mention, number of its type).
        complete: Whether `places` are all mentions of the text.
        group: What the questions are about, to show losses apart.
    """

    places: list[Place]
    forms: list[Form]
    which: list[tuple[int, list[int]]]
    right: list[list[int]]
    kinds: list[tuple[int, int]] = field(default_factory=list)
    complete: bool = False
    group: str = ""


def candidates(i: int) -> list[int]:
    return sorted({*range(max(0, i - NEAREST), i), *range(min(FIRST, i))})


def asked(t: Text) -> Asked | None:
    """The questions of a text; None where it has names only."""
    m = t.marked
    if m.pair is not None:
        return _pair(t)
    if "sources" in m.has:
        return _news(t)
    if m.has & {"mentions", "chains"}:
        return _chains(t)
    return None


def _chains(t: Text) -> Asked:
    gold = {}
    for x in t.marked.mentions:
        at = t.span(x.span)
        if at is not None and at[1] - at[0] < LONGEST:
            gold[at] = x
    places = sorted(gold)
    which = [(i, candidates(i)) for i in range(1, len(places))]
    entities = [gold[p].entity for p in places]
    return Asked(
        places,
        [t.form(a, b, gold[a, b].name) for a, b in places],
        which,
        [[k for k, j in enumerate(js) if entities[i] is not None and entities[j] == entities[i]] for i, js in which],
        [(i, KINDS.index(gold[p].type)) for i, p in enumerate(places) if gold[p].type in KINDS],
        complete="mentions" in t.marked.has,
        group="antecedent",
    )


def _pair(t: Text) -> Asked:
    assert t.marked.pair is not None
    rows = [(t.span(m.span), m.entity == "pronoun") for m in t.marked.mentions] + [(t.span(t.marked.pair), False)]
    pronoun = rows[-1][0]
    ordered = sorted((p, r) for p, r in rows if p is not None)
    places = [p for p, _ in ordered]
    at = places.index(pronoun)  # type: ignore[arg-type]
    js = [j for j in range(len(places)) if j != at]
    forms = [t.form(a, b, i != at) for i, (a, b) in enumerate(places)]
    return Asked(places, forms, [(at, js)], [[k for k, j in enumerate(js) if ordered[j][1]]], group="pair")


def _news(t: Text) -> Asked:
    """Sources whose words do not name their speaker; candidates are capitalised runs and other sources."""
    runs = capitalised(t)
    sources = [(t.span(s), name, kind) for s, name, kind in t.marked.speakers]
    of = [(s, name, kind) for s, name, kind in sources if s is not None]
    named = {p for _, name, _ in of if name for p in names_of(t, runs, name)}
    places = sorted({*runs, *(s for s, _, _ in of)})
    number = {p: i for i, p in enumerate(places)}
    forms = [t.form(a, b, (a, b) in named or (a, b) in runs) for a, b in places]
    which, right = [], []
    for s, name, _ in of:
        if not name:
            continue
        i = number[s]
        said, wanted = set(forms[i].words), set(name.lower().split())
        if name.lower().split()[-1] in said or (said and not forms[i].pronoun and said <= wanted and len(said) > 1):
            continue  # the name stands in the source itself
        good = {number[p] for p in names_of(t, runs, name) if number[p] != i}
        good |= {number[q] for q, other, _ in of if other == name and number[q] != i}
        js = sorted({*candidates(i), *(j for j in good if abs(j - i) < 2 * NEAREST)} - {i})
        ks = [k for k, j in enumerate(js) if j in good and (forms[j].name or j < i)]
        if ks or name.lower() == forms[i].text or wanted & said:
            which.append((i, js))
            right.append(ks)
    return Asked(places, forms, which, right, [(number[s], KINDS.index(kind)) for s, _, kind in of], group="speaker")
