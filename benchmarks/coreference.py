"""Coreference on OntoGUM and GAP, in the measures of their papers."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path

import numpy as np

sys.path[:0] = [str(Path(__file__).parent.parent / "training"), str(Path(__file__).parent.parent / "training" / "speakers")]
import corpora  # noqa: E402

from onrecord.attribution import attributions  # noqa: E402
from onrecord.model import Span  # noqa: E402
from onrecord.speakers.chains import chains  # noqa: E402
from onrecord.speakers.mentions import Gathering, Mentions  # noqa: E402
from onrecord.speakers.onnx import shipped  # noqa: E402
from onrecord.speakers.ranking import probabilities  # noqa: E402

Clusters = list[frozenset[Span]]


def gathered(text: str, places: Iterable[Span] = ()) -> Mentions:
    """The mentions of a text, those at `places` among them."""
    gathering = Gathering(shipped(), tuple(places))
    attributions(text, observer=gathering)
    return gathering.mentions(text)


def ontogum(folder: Path) -> None:
    """CoNLL F1 (mean of MUC, B-cubed and CEAF-e; Pradhan et al. 2014) on every eighth document, mentions found by ourselves."""
    totals = np.zeros((3, 4))
    found = gold_count = both = 0
    count = 0
    for i, d in enumerate(corpora.gum(folder)):
        if i % 8 != 3:
            continue
        by: dict[str, set[Span]] = {}
        for m in d.mentions:
            if m.entity is not None:
                by.setdefault(m.entity, set()).add(m.span)
        gold = [frozenset(g) for g in by.values() if len(g) > 1]
        ours = [frozenset(g) for g in chains(gathered(d.text), shipped())]
        totals += np.array([muc(gold, ours), b_cubed(gold, ours), ceaf_e(gold, ours)])
        a, b = {s for g in gold for s in g}, {s for g in ours for s in g}
        found, gold_count, both, count = found + len(b), gold_count + len(a), both + len(a & b), count + 1
    values = [(r / max(rt, 1e-9), p / max(pt, 1e-9)) for r, rt, p, pt in totals]
    f = [2 * r * p / max(r + p, 1e-9) for r, p in values]
    print(f"OntoGUM, {count} documents held back: CoNLL F1 {100 * sum(f) / 3:.1f}")
    print("  (systems trained on OntoNotes lose 15 to 20 points there: Zhu, Pradhan and Zeldes 2021; theirs is another part of the corpus)")
    print(
        "  "
        + ", ".join(
            f"{n} P {100 * p:.1f} R {100 * r:.1f} F {100 * x:.1f}" for n, (r, p), x in zip(("MUC", "B3", "CEAF-e"), values, f, strict=True)
        )
    )
    print(f"  mentions in chains P {100 * both / max(1, found):.1f} R {100 * both / max(1, gold_count):.1f}")


def muc(gold: Clusters, ours: Clusters) -> tuple[float, float, float, float]:
    """Links (Vilain et al. 1995): recall's sum and total, precision's sum and total."""

    def side(keys: Clusters, answers: Clusters) -> tuple[float, float]:
        of = {m: n for n, c in enumerate(answers) for m in c}
        hit = total = 0
        for c in keys:
            parts = {of[m] for m in c if m in of}
            hit += len(c) - len(parts) - sum(m not in of for m in c)
            total += len(c) - 1
        return hit, total

    return *side(gold, ours), *side(ours, gold)


def b_cubed(gold: Clusters, ours: Clusters) -> tuple[float, float, float, float]:
    """Mentions (Bagga and Baldwin 1998)."""

    def side(keys: Clusters, answers: Clusters) -> tuple[float, float]:
        of = {m: c for c in answers for m in c}
        return sum(len(c & of[m]) / len(c) for c in keys for m in c if m in of), sum(map(len, keys))

    return *side(gold, ours), *side(ours, gold)


def ceaf_e(gold: Clusters, ours: Clusters) -> tuple[float, float, float, float]:
    """Entities (Luo 2005), by the best assignment."""
    try:
        from scipy.optimize import linear_sum_assignment
    except ImportError:
        raise SystemExit("CEAF-e needs scipy: pip install scipy") from None
    if not gold or not ours:
        return 0.0, len(gold), 0.0, len(ours)
    likeness = np.array([[2 * len(g & o) / (len(g) + len(o)) for o in ours] for g in gold])
    rows, columns = linear_sum_assignment(-likeness)
    best = float(likeness[rows, columns].sum())
    return best, len(gold), best, len(ours)


def gap(path: Path) -> None:
    """F1 on GAP (Webster et al. 2018): which of two names a pronoun stands for, if either; by gender of the pronoun."""
    counts = {g: np.zeros(3, dtype=int) for g in ("masculine", "feminine")}
    for d in corpora.gap(path):
        assert d.pair is not None
        m = gathered(d.text, [d.pair, *(x.span for x in d.mentions)])
        at = [_at(m, s) for s in (d.pair, *(x.span for x in d.mentions))]
        p = probabilities(m, shipped(), at[0], at[1:])
        best = int(p.argmax()) - 1
        row = counts["masculine" if d.text[slice(*d.pair)].lower() in {"he", "him", "his"} else "feminine"]
        for i, x in enumerate(d.mentions):
            right, chosen = x.entity == "pronoun", i == best
            row += [right and chosen, chosen and not right, right and not chosen]
    total = counts["masculine"] + counts["feminine"]
    shown = {name: 100 * 2 * c[0] / (2 * c[0] + c[1] + c[2]) for name, c in (*counts.items(), ("all", total))}
    print("GAP, validation part: F1 " + ", ".join(f"{name} {f:.1f}" for name, f in shown.items()))


def _at(m: Mentions, span: Span) -> int:
    first = int(np.searchsorted(m.words.ends, span[0], side="right"))
    last = int(np.searchsorted(m.words.starts, span[1], side="left")) - 1
    found = m.at(first, last)
    assert found is not None
    return found
