"""What the network is trained to do, and how it scores."""

from __future__ import annotations

import random
import sys
from dataclasses import dataclass
from pathlib import Path

import torch
import torch.nn.functional as F
from torch import Tensor

sys.path.insert(0, str(Path(__file__).parent.parent))
from asking import LONGEST, Asked, Place
from examples import Text, name_labels
from heads import Speakers

from onrecord.speakers.pairs import Form, bucket, features

MOST_QUESTIONS = 400
"""Of a text in one step."""


WEIGHTS = {"antecedent": 3.0, "names": 2.0, "mention": 2.0, "edges": 2.0, "taught": 3.0}
"""Of losses that are means over a whole document, beside those over a few questions."""


@dataclass
class Answers:
    """A teacher's: scores of names [words, labels], and for each question of `Asked.which` its scores."""

    names: Tensor
    scores: list[Tensor]


def encode(model: Speakers, t: Text) -> Tensor:
    """Vectors of all words of a text."""
    longest = max(len(p.middle) for p in t.pieces)
    x = torch.stack([F.pad(p.middle.float(), (0, 0, 0, longest - len(p.middle))) for p in t.pieces])
    bias = torch.tensor([[0.0] * len(p.middle) + [-30000.0] * (longest - len(p.middle)) for p in t.pieces])[:, None, None]
    most = max(len(p.first) for p in t.pieces)
    first = torch.stack([F.pad(p.first, (0, most - len(p.first))) for p in t.pieces])
    w = model.words(x, bias, first)
    return torch.cat([w[i, p.core] for i, p in enumerate(t.pieces)])


def ranking(model: Speakers, vectors: Tensor, forms: list[Form], which: list[tuple[int, list[int]]]) -> list[Tensor]:
    """For each (anaphor, candidates): scores of standing for none of them, and for each."""
    if not which:
        return []
    a = torch.tensor([i for i, js in which for _ in js], dtype=torch.long)
    b = torch.tensor([j for _, js in which for j in js], dtype=torch.long)
    d = torch.tensor([bucket(forms[i].first - forms[j].first) for i, js in which for j in js], dtype=torch.long)
    f = torch.tensor([features(forms[i], forms[j]) for i, js in which for j in js])
    scores = model.scores(vectors, a, b, d, f) if len(a) else torch.zeros(0)
    alone = model.alone(vectors)[:, 0]
    out, at = [], 0
    for i, js in which:
        out.append(torch.cat([alone[i : i + 1], scores[at : at + len(js)]]))
        at += len(js)
    return out


def loss_of(model: Speakers, t: Text, q: Asked | None, rng: random.Random, answers: Answers | None, trust: float) -> dict[str, Tensor]:
    """Losses of a text; where a teacher answered, its answers count `trust`, and where nobody labelled, they are all there is."""
    words = model.drop(encode(model, t))
    out: dict[str, Tensor] = {}
    labelled = "names" in t.marked.has
    if labelled:
        out["names"] = F.cross_entropy(model.names(words), torch.from_numpy(name_labels(t)))
    if answers is not None:
        soft = F.cross_entropy(model.names(words), answers.names.float().softmax(-1))
        out["names"] = (1 - trust) * out["names"] + trust * soft if labelled else 0.5 * soft
    if q is not None and q.places:
        out |= _mentions(model, t, words, q, rng, answers, trust)
    return {k: WEIGHTS.get(k, 1.0) * v for k, v in out.items()}


def _mentions(
    model: Speakers, t: Text, words: Tensor, q: Asked, rng: random.Random, answers: Answers | None, trust: float
) -> dict[str, Tensor]:
    out = {}
    extra = sorted(_wrong(t, q, rng)) if q.complete else []
    vectors = model.mentions(words, torch.tensor([*q.places, *extra]))
    if q.complete:
        label = torch.tensor([1.0] * len(q.places) + [0.0] * len(extra))
        edges = torch.zeros(len(words), 2)
        for first, last in q.places:
            edges[first, 0] = edges[last, 1] = 1
        out["mention"] = F.binary_cross_entropy_with_logits(model.is_mention(vectors)[:, 0], label)
        out["edges"] = F.binary_cross_entropy_with_logits(model.edges(words), edges)
    if q.kinds:
        weight = 1.0 if q.group == "speaker" else 0.3
        out["kind"] = weight * F.cross_entropy(model.kind(vectors[[i for i, _ in q.kinds]]), torch.tensor([k for _, k in q.kinds]))
    chosen = rng.sample(range(len(q.which)), min(len(q.which), MOST_QUESTIONS))
    total = []
    for n, s in zip(chosen, ranking(model, vectors, q.forms, [q.which[n] for n in chosen]), strict=True):
        right = [k + 1 for k in q.right[n]] or [0]
        log = s - torch.logsumexp(s, 0)
        loss = -torch.logsumexp(log[right], 0)
        if answers is not None:
            taught = answers.scores[n].float().softmax(0)
            soft = -(taught * log).sum()
            loss = soft if q.group == "taught" else (1 - trust) * loss + trust * soft
        total.append(loss)
    if total:
        out[q.group] = torch.stack(total).mean()
    return out


def _wrong(t: Text, q: Asked, rng: random.Random) -> set[Place]:
    """Stretches of words that are no mentions: next to one, and anywhere."""
    gold, n = set(q.places), len(t.words)
    wrong = set()
    for first, last in q.places:
        for _ in range(2):
            a, b = first + rng.choice((-2, -1, 0, 0, 1)), last + rng.choice((-1, 0, 0, 1, 2, 4))
            if 0 <= a <= b < n and (a, b) not in gold:
                wrong.add((a, b))
    firsts, lasts = sorted({a for a, _ in gold}), sorted({b for _, b in gold})
    for a in rng.sample(firsts, min(len(firsts), 200)):  # as the edges will propose them
        ends = [b for b in lasts if a <= b < a + LONGEST and (a, b) not in gold][:6]
        if ends:
            wrong.add((a, rng.choice(ends)))
    return wrong


@torch.no_grad()
def found_mentions(model: Speakers, words: Tensor, least: float = 0.5) -> list[Place]:
    """Mentions of a text as the network sees them."""
    p = model.edges(words).sigmoid()
    firsts = torch.nonzero(p[:, 0] > 0.15)[:, 0].tolist()
    lasts = torch.nonzero(p[:, 1] > 0.15)[:, 0].tolist()
    places, low = [], 0
    for a in firsts:
        while low < len(lasts) and lasts[low] < a:
            low += 1
        k = low
        while k < len(lasts) and lasts[k] < a + LONGEST:
            places.append((a, lasts[k]))
            k += 1
    if not places:
        return []
    good = model.is_mention(model.mentions(words, torch.tensor(places)))[:, 0].sigmoid() >= least
    return [p for p, g in zip(places, good.tolist(), strict=True) if g]
