"""Figures of a network on texts that it was not trained on."""

from __future__ import annotations

from collections import Counter

import torch
from asking import Asked
from examples import Text, name_labels
from heads import NAME_LABELS
from objectives import Network, encode, found_mentions, ranking

from onrecord.attribution.windows import Window
from onrecord.speakers.naming import names_in
from onrecord.speakers.network import NAMES

Held = list[tuple[Text, "Asked | None"]]


@torch.no_grad()
def measure(net: Network, held: dict[str, Held]) -> str:
    """One line with links, mentions, pronouns, sources and names."""
    net.heads.eval()
    parts = []
    if held.get("gum-held"):
        parts.append(_links(net, held["gum-held"]))
    if held.get("gap-held"):
        parts.append(_pairs(net, held["gap-held"]))
    if held.get("news-held"):
        parts.append(_sources(net, held["news-held"]))
    if held.get("gold-held"):
        parts.append(names_shown(named(net, held["gold-held"])))
    net.heads.train()
    return " | ".join(parts)


def _f(tp: int, fp: int, fn: int) -> str:
    return f"P {tp / max(1, tp + fp):.3f} R {tp / max(1, tp + fn):.3f} F {2 * tp / max(1, 2 * tp + fp + fn):.3f}"


def _links(net: Network, held: Held) -> str:
    tp = fp = fn = mtp = mfp = mfn = 0
    for t, q in held:
        assert q is not None
        words = encode(net, [t])[0]
        vectors = net.heads.mentions(words, torch.tensor(q.places))
        for good, s in zip(q.right, ranking(net.heads, vectors, q.forms, q.which), strict=True):
            best = int(s.argmax()) - 1
            tp += best in good
            fp += best >= 0 and best not in good
            fn += bool(good) and best not in good
        found, gold = set(found_mentions(net.heads, words)), set(q.places)
        mtp, mfp, mfn = mtp + len(found & gold), mfp + len(found - gold), mfn + len(gold - found)
    return f"gum links {_f(tp, fp, fn)}, mentions {_f(mtp, mfp, mfn)}"


def _pairs(net: Network, held: Held) -> str:
    tp = fp = fn = 0
    for t, q in held:
        assert q is not None
        s = ranking(net.heads, net.heads.mentions(encode(net, [t])[0], torch.tensor(q.places)), q.forms, q.which)[0]
        best, right = int(s.argmax()) - 1, q.right[0]
        tp += best in right
        fp += best >= 0 and best not in right
        fn += len(right) - (best in right)
    return f"gap {_f(tp, fp, fn)}"


def _sources(net: Network, held: Held) -> str:
    right = asked = kind_right = kind_all = 0
    for t, q in held:
        if q is None or not q.kinds:
            continue
        vectors = net.heads.mentions(encode(net, [t])[0], torch.tensor(q.places))
        got = net.heads.kind(vectors).argmax(1)
        kind_right += sum(int(got[i]) == k for i, k in q.kinds)
        kind_all += len(q.kinds)
        for good, s in zip(q.right, ranking(net.heads, vectors, q.forms, q.which), strict=True):
            best = int(s.argmax()) - 1
            asked += 1
            right += best in good if good else best < 0
    return f"news right {right}/{asked} = {right / max(1, asked):.3f}, kinds {kind_right / max(1, kind_all):.3f}"


@torch.no_grad()
def named(net: Network, held: Held) -> dict[str, Counter[str]]:
    """Names found, too many, and missed, by type, exact words and type; and under "typed" how many given names get their type."""
    out: dict[str, Counter[str]] = {k: Counter() for k in (*NAMES, "typed")}
    for t, _ in held:
        scores = net.heads.names(encode(net, [t])[0])
        n = len(t.words)
        gold = runs(name_labels(t))
        got = {(a, b, NAMES[k]) for a, b, k, _ in names_in(t.words, Window(0, n, 0, n), scores.numpy(), (0, n))}
        for kind in NAMES:
            x, y = {g for g in gold if g[2] == kind}, {g for g in got if g[2] == kind}
            out[kind] += Counter(right=len(x & y), wrong=len(y - x), missed=len(x - y))
        p = scores.softmax(-1)
        for first, last, kind in gold:
            mass = (p[first : last + 1, 1::2] + p[first : last + 1, 2::2]).sum(0)[: len(NAMES)]
            out["typed"][NAMES[int(mass.argmax())] == kind] += 1
    return out


def names_shown(counts: dict[str, Counter[str]]) -> str:
    """F1 by type and in all, and the share of given names typed rightly, in one line."""
    rows = {k: counts[k] for k in NAMES} | {"all": sum((counts[k] for k in NAMES), Counter())}
    shown = ", ".join(f"{k} {100 * 2 * c['right'] / max(1, 2 * c['right'] + c['wrong'] + c['missed']):.1f}" for k, c in rows.items())
    typed = counts["typed"]
    return f"names {shown}; given names typed {100 * typed[True] / max(1, typed.total()):.1f} %"  # type: ignore[index]


def runs(labels) -> set[tuple[int, int, str]]:  # type: ignore[no-untyped-def]
    out: set[tuple[int, int, str]] = set()
    start, kind = -1, ""
    for i, y in enumerate([*labels, 0]):
        label = NAME_LABELS[int(y)]
        if start >= 0 and label != f"I-{kind}":
            out.add((start, i - 1, kind))
            start = -1
        if label != "O" and start < 0:
            start, kind = i, label[2:]
    return {r for r in out if r[2] != "other"}
