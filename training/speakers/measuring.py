"""Figures of a network on texts that it was not trained on."""

from __future__ import annotations

import torch
from asking import Asked
from examples import Text, name_labels
from heads import KINDS, NAME_LABELS
from objectives import Network, encode, found_mentions, ranking

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
        parts.append(names_shown(net, held["gold-held"]))
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
def names_shown(net: Network, held: Held) -> str:
    """Names, by their exact words and type; and types of names whose words are given."""
    tp = fp = fn = right = 0
    for t, _ in held:
        scores = net.heads.names(encode(net, [t])[0])
        gold, got = runs(name_labels(t)), runs(scores.argmax(-1).numpy())
        tp, fp, fn = tp + len(gold & got), fp + len(got - gold), fn + len(gold - got)
        p = scores.softmax(-1)
        for first, last, kind in gold:
            mass = [float(p[first : last + 1, [NAME_LABELS.index(f"{b}-{k}") for b in "BI"]].sum()) for k in (*KINDS[:2], "place")]
            right += ("person", "organisation", "place")[mass.index(max(mass))] == kind
    return f"names {_f(tp, fp, fn)}, typed {right / max(1, tp + fn):.3f}"


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
