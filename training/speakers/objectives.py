"""What the network is trained to do, and how it scores."""

from __future__ import annotations

import random
import sys
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F
from torch import Tensor

sys.path.insert(0, str(Path(__file__).parent.parent))
from asking import LONGEST, Asked, Place
from data import PAD
from examples import Piece, Text, name_labels
from heads import Speakers
from model import Encoder

from onrecord.attribution.finding import ONRECORD
from onrecord.speakers.pairs import Form, Surfaces

MOST_QUESTIONS = 160
"""Of a text in one step."""


ENOUGH = 96
"""Word pieces of a window that are not worth a batch of their own."""

WEIGHTS = {"antecedent": 3.0, "mention": 2.0, "edges": 2.0, "taught": 3.0}
"""Of losses that are means over a whole document, beside those over a few questions."""


@dataclass
class Network:
    """The encoder, of which the first `lower` layers are shared, and what goes on from there."""

    encoder: Encoder
    lower: int
    heads: Speakers


def encode(net: Network, texts: list[Text]) -> list[Tensor]:
    """Vectors of all words of texts, each [words, width]."""
    pieces = [p for t in texts for p in t.pieces]
    order = sorted(range(len(pieces)), key=lambda i: len(pieces[i].ids))
    vectors: dict[int, Tensor] = {}
    while order:  # windows of like length together, so that little is computed for padding
        alike = [i for i in order if len(pieces[i].ids) <= max(ENOUGH, 1.5 * len(pieces[order[0]].ids))]
        order = order[len(alike) :]
        vectors |= zip(alike, _encode(net, [pieces[i] for i in alike]), strict=True)
    owned = (vectors[i] for i in range(len(pieces)))
    return [torch.cat([next(owned) for _ in t.pieces]) for t in texts]


def _encode(net: Network, pieces: list[Piece]) -> list[Tensor]:
    longest, most = max(len(p.ids) for p in pieces), max(len(p.first) for p in pieces)
    ids = torch.stack([F.pad(p.ids, (0, longest - len(p.ids)), value=PAD) for p in pieces])
    surface = torch.stack([F.pad(p.surface, (0, 0, 0, longest - len(p.surface))) for p in pieces])
    first = torch.stack([F.pad(p.first, (0, most - len(p.first))) for p in pieces])
    middle = net.encoder(ids, surface, torch.full((len(ids),), ONRECORD), net.lower).float()
    w = net.heads.words(middle, (ids == PAD)[:, None, None, :].float() * -30000.0, first)
    return [w[i, p.core] for i, p in enumerate(pieces)]


def ranking(model: Speakers, vectors: Tensor, forms: list[Form], which: list[tuple[int, list[int]]]) -> list[Tensor]:
    """For each (anaphor, candidates): scores of standing for none of them, and for each."""
    if not which:
        return []
    a = torch.tensor([i for i, js in which for _ in js], dtype=torch.long)
    b = torch.tensor([j for _, js in which for j in js], dtype=torch.long)
    surfaces, at = Surfaces(len(forms), forms.__getitem__), [(i, np.array(js, dtype=np.int64)) for i, js in which]
    d = torch.from_numpy(np.concatenate([surfaces.distances(i, js) for i, js in at]))
    f = torch.from_numpy(np.concatenate([surfaces.features(i, js) for i, js in at]))
    scores = model.scores(vectors, a, b, d, f) if len(a) else torch.zeros(0)
    alone = model.alone(vectors)[:, 0]
    out, at = [], 0
    for i, js in which:
        out.append(torch.cat([alone[i : i + 1], scores[at : at + len(js)]]))
        at += len(js)
    return out


def names_loss(net: Network, texts: list[Text]) -> Tensor:
    """How badly the words of names are labelled, over texts whose names are labelled."""
    words = net.heads.drop(torch.cat(encode(net, texts)))
    return F.cross_entropy(net.heads.names(words), torch.from_numpy(np.concatenate([name_labels(t) for t in texts])))


def loss_of(
    net: Network, asked: list[tuple[Text, Asked]], rng: random.Random, told: dict[str, list[Tensor]], trust: float
) -> dict[str, Tensor]:
    """Losses over texts and what they ask.

    Where a teacher answered, its answers count `trust`; where nobody labelled, they are all there is.
    """
    sums: dict[str, Tensor] = {}
    for (t, q), words in zip(asked, encode(net, [t for t, _ in asked]), strict=True):
        for k, v in _mentions(net.heads, t, net.heads.drop(words), q, rng, told.get(t.marked.id), trust).items():
            sums[k] = sums.get(k, torch.zeros(())) + WEIGHTS.get(k, 1.0) * v / len(asked)
    return sums


def _mentions(
    model: Speakers, t: Text, words: Tensor, q: Asked, rng: random.Random, answers: list[Tensor] | None, trust: float
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
            taught = answers[n].float().softmax(0)
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
