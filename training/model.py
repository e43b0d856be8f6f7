"""The reader's network: an encoder shared by all heads, an anchor for every attribution, and a tagger for each anchor.

An *anchor* is the first word of a cue (of the content where there is no cue). For every anchor the tagger labels all words of the
window as source, cue or content of *that* attribution, so that attributions may share a source, be discontinuous and stand
inside each other. The tagger ends in a linear-chain CRF (Lafferty et al. 2001), with exact marginals for confidence.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from pathlib import Path

import torch
import torch.nn.functional as F
from data import MASK, PAD
from safetensors.torch import load_file
from torch import Tensor, nn

from onrecord.attribution.decoding import LABELS
from onrecord.attribution.words import CASES, QUOTE_STATES, SPACINGS

REACH = 24
"""Number of buckets for the distance between anchor and word, to each side."""


@dataclass
class Size:
    width: int
    heads: int
    layers: int
    family: str  # "bert" or "mpnet"
    tagger: int = 192


class Layer(nn.Module):
    """A transformer layer; `lost` is the share that dropout (Srivastava et al. 2014) takes while it learns, nothing unless it is set."""

    def __init__(self, d: int, heads: int, eps: float) -> None:
        super().__init__()
        self.heads = heads
        self.qkv = nn.Linear(d, 3 * d)
        self.o = nn.Linear(d, d)
        self.up = nn.Linear(d, 4 * d)
        self.down = nn.Linear(4 * d, d)
        self.n1 = nn.LayerNorm(d, eps)
        self.n2 = nn.LayerNorm(d, eps)
        self.lost = 0.0

    def forward(self, x: Tensor, bias: Tensor) -> Tensor:
        b, t, d = x.shape
        q, k, v = self.qkv(x).view(b, t, 3, self.heads, d // self.heads).permute(2, 0, 3, 1, 4)
        y = F.scaled_dot_product_attention(q, k, v, attn_mask=bias.to(q.dtype)).transpose(1, 2).reshape(b, t, d)
        x = self.n1(x + F.dropout(self.o(y), self.lost, self.training))
        return self.n2(x + F.dropout(self.down(F.gelu(self.up(x))), self.lost, self.training))


class Encoder(nn.Module):
    """BERT (Devlin et al. 2019) or MPNet (Song et al. 2020) with surface features and a labelling habit added to the embeddings."""

    def __init__(self, size: Size) -> None:
        super().__init__()
        d, self.size = size.width, size
        mpnet = size.family == "mpnet"
        self.shift = 4 if mpnet else 0
        eps = 1e-5 if mpnet else 1e-12
        self.word = nn.Embedding(30527 if mpnet else 30522, d)
        self.position = nn.Embedding(514 if mpnet else 512, d)
        self.offset = 2 if mpnet else 0
        self.case = nn.Embedding(CASES, d)
        self.spacing = nn.Embedding(SPACINGS, d)
        self.quote = nn.Embedding(QUOTE_STATES, d)
        self.habit = nn.Embedding(2, d)
        for e in (self.case, self.spacing, self.quote, self.habit):
            nn.init.normal_(e.weight, std=0.005)
        self.norm = nn.LayerNorm(d, eps)
        self.layers = nn.ModuleList([Layer(d, size.heads, eps) for _ in range(size.layers)])
        self.relative = nn.Embedding(32, size.heads) if mpnet else None

    def forward(self, ids: Tensor, features: Tensor, habit: Tensor, upto: int | None = None) -> Tensor:
        """Vectors of pieces [batch, pieces, width] after all layers, or after the first `upto`."""
        t = ids.shape[1]
        dtype = self.norm.weight.dtype
        bias = ((ids == PAD)[:, None, None, :].to(dtype)) * -30000.0
        if self.relative is not None:
            at = torch.arange(t, device=ids.device)
            bias = bias + self.relative(_mpnet_bucket(at[None, :] - at[:, None])).permute(2, 0, 1)[None]
            special = torch.full_like(ids, -1)
            for bert, own in ((PAD, 1), (101, 0), (102, 2), (MASK, 30526)):
                special = torch.where(ids == bert, own, special)
            ids = torch.where(special >= 0, special, ids + self.shift)
        position = torch.arange(t, device=ids.device) + self.offset
        x = self.word(ids) + self.position(position)[None]
        x = x + self.case(features[..., 0]) + self.spacing(features[..., 1]) + self.quote(features[..., 2]) + self.habit(habit)[:, None]
        x = self.norm(x)
        for layer in self.layers[:upto]:
            x = layer(x, bias)
        return x

    def load(self, path: Path) -> None:
        """Take the weights of a safetensors file in the naming of Hugging Face's BertModel or MPNetModel."""
        w = load_file(str(path))
        with torch.no_grad():
            self.word.weight.copy_(w["embeddings.word_embeddings.weight"])
            self.position.weight.copy_(w["embeddings.position_embeddings.weight"])
            if self.size.family == "bert":
                self.word.weight.add_(w["embeddings.token_type_embeddings.weight"][0])
            else:
                self.relative.weight.copy_(w["encoder.relative_attention_bias.weight"])  # type: ignore[union-attr]
            self.norm.weight.copy_(w["embeddings.LayerNorm.weight"])
            self.norm.bias.copy_(w["embeddings.LayerNorm.bias"])
            names = {
                "bert": (
                    "attention.self.query",
                    "attention.self.key",
                    "attention.self.value",
                    "attention.output.dense",
                    "attention.output.LayerNorm",
                ),
                "mpnet": ("attention.attn.q", "attention.attn.k", "attention.attn.v", "attention.attn.o", "attention.LayerNorm"),
            }[self.size.family]
            for i, layer in enumerate(self.layers):
                p = f"encoder.layer.{i}."
                for kind in ("weight", "bias"):
                    getattr(layer.qkv, kind).copy_(torch.cat([w[f"{p}{n}.{kind}"] for n in names[:3]]))
                    getattr(layer.o, kind).copy_(w[f"{p}{names[3]}.{kind}"])
                    getattr(layer.n1, kind).copy_(w[f"{p}{names[4]}.{kind}"])
                    getattr(layer.up, kind).copy_(w[f"{p}intermediate.dense.{kind}"])
                    getattr(layer.down, kind).copy_(w[f"{p}output.dense.{kind}"])
                    getattr(layer.n2, kind).copy_(w[f"{p}output.LayerNorm.{kind}"])


def _mpnet_bucket(relative: Tensor) -> Tensor:
    """Relative position buckets of MPNet (as in T5, bidirectional, 32 buckets, up to 128)."""
    n = -relative
    out = (n < 0).long() * 16
    n = n.abs()
    far = 8 + (torch.log(n.float().clamp(min=1) / 8) / math.log(128 / 8) * 8).long()
    return out + torch.where(n < 8, n, far.clamp(max=15))


def distance_bucket(distance: Tensor) -> Tensor:
    """0 … 2·REACH: exact up to 8 words, then logarithmic."""
    n = distance.abs()
    far = 8 + (torch.log(n.float().clamp(min=1) / 8) / math.log(256 / 8) * (REACH - 8)).long()
    b = torch.where(n < 8, n, far.clamp(max=REACH))
    return torch.where(distance < 0, REACH - b, REACH + b)


class Mix(nn.Module):
    """A residual block that lets neighbouring words of one anchor's tagging see each other."""

    def __init__(self, d: int, step: int) -> None:
        super().__init__()
        self.step = step
        self.norm = nn.LayerNorm(d)
        self.wide = nn.Linear(3 * d, d)
        self.out = nn.Linear(d, d)

    def forward(self, x: Tensor) -> Tensor:
        y = self.norm(x)
        s = self.step
        left = F.pad(y, (0, 0, s, 0))[:, : y.shape[1]]
        right = F.pad(y, (0, 0, 0, s))[:, s:]
        return x + self.out(F.gelu(self.wide(torch.cat([left, y, right], dim=-1))))


class Reader(nn.Module):
    """Encoder and heads."""

    def __init__(self, size: Size) -> None:
        super().__init__()
        d, k = size.width, size.tagger
        self.size = size
        self.encoder = Encoder(size)
        self.anchor = nn.Sequential(nn.Linear(d, k), nn.GELU(), nn.Linear(k, 1))
        self.plain = nn.Linear(d, len(LABELS))
        self.project = nn.Linear(d, 4 * k)
        self.distance = nn.Embedding(2 * REACH + 1, k)
        nn.init.normal_(self.distance.weight, std=0.05)
        self.mix = nn.ModuleList([Mix(k, 1), Mix(k, 2)])
        self.last = nn.LayerNorm(k)
        self.emit = nn.Linear(k, len(LABELS))
        self.transitions = nn.Parameter(torch.zeros(len(LABELS), len(LABELS)))
        self.drop = nn.Dropout(0.1)

    def words(self, ids: Tensor, features: Tensor, habit: Tensor, first: Tensor) -> Tensor:
        """Vectors of words: [batch, words, width]."""
        h = self.encoder(ids, features, habit)
        return h.gather(1, first[..., None].expand(-1, -1, h.shape[-1]))

    def tag(self, projected: Tensor, window: Tensor, anchor: Tensor) -> Tensor:
        """Emissions [anchors, words, labels] for anchors at word `anchor` of window `window`."""
        u, v, a, b = projected.chunk(4, dim=-1)
        at = torch.arange(projected.shape[1], device=projected.device)
        x = u[window] + v[window, anchor][:, None] + a[window] * b[window, anchor][:, None]
        x = x + self.distance(distance_bucket(at[None, :] - anchor[:, None]))
        for m in self.mix:
            x = m(x)
        return self.emit(self.last(x))


FORBIDDEN = torch.zeros(7, 7)
for _previous in range(7):
    for _inside in (2, 4, 6):
        if _previous not in (_inside, _inside - 1):
            FORBIDDEN[_previous, _inside] = -1e4
FORBIDDEN_START = torch.tensor([0, 0, -1e4, 0, -1e4, 0, -1e4])


class ChainLoss(torch.autograd.Function):
    """Negative log-likelihood of label sequences under a linear-chain CRF, with its gradient from forward-backward."""

    @staticmethod
    def forward(
        ctx, emissions: Tensor, transitions: Tensor, gold: Tensor, lengths: Tensor, soft: Tensor | None = None, trust: Tensor | None = None
    ) -> Tensor:  # type: ignore[override, no-untyped-def]
        """Summed loss; with `soft` (a teacher's marginals) and `trust`, its expectation under gold and teacher mixed."""
        log_z, marginals, pairs = forward_backward(emissions, transitions, lengths)
        at = torch.arange(emissions.shape[1])
        mask = (at[None] < lengths[:, None]).to(emissions.dtype)
        score = (emissions.gather(2, gold[..., None])[..., 0] * mask).sum(1)
        full = transitions + FORBIDDEN
        score = score + FORBIDDEN_START[gold[:, 0]]
        score = score + (full[gold[:, :-1], gold[:, 1:]] * mask[:, 1:]).sum(1)
        onehot = F.one_hot(gold, emissions.shape[2]).to(emissions.dtype) * mask[..., None]
        counts = torch.zeros_like(transitions)
        counts.view(-1).index_add_(0, (gold[:, :-1] * 7 + gold[:, 1:]).reshape(-1), mask[:, 1:].reshape(-1))
        if soft is not None and trust is not None:
            share = trust[:, None, None]
            target = (1 - share) * onehot + share * soft * mask[..., None]
            score = score + ((target - onehot) * emissions).sum((1, 2))
            onehot = target
        ctx.save_for_backward(marginals - onehot, pairs - counts)
        return (log_z - score).sum()

    @staticmethod
    def backward(ctx, g: Tensor):  # type: ignore[override, no-untyped-def]
        de, dt = ctx.saved_tensors
        return g * de, g * dt, None, None, None, None


def forward_backward(emissions: Tensor, transitions: Tensor, lengths: Tensor) -> tuple[Tensor, Tensor, Tensor]:
    """log Z [anchors], marginals [anchors, words, labels] and summed pair marginals [labels, labels]."""
    e = emissions.transpose(0, 1).contiguous()
    n, a, k = e.shape
    t = (transitions + FORBIDDEN).exp()
    mask = (torch.arange(n)[:, None] < lengths[None]).to(e.dtype)[..., None]
    top = e.max(-1, keepdim=True).values
    p = (e - top).exp()
    alpha = torch.empty(n, a, k)
    scale = torch.ones(n, a, 1)
    x = p[0] * FORBIDDEN_START.exp()
    scale[0] = x.sum(-1, keepdim=True)
    alpha[0] = x / scale[0]
    for i in range(1, n):
        x = (alpha[i - 1] @ t) * p[i]
        s = x.sum(-1, keepdim=True).clamp(min=1e-30)
        m = mask[i]
        scale[i] = m * s + (1 - m)
        alpha[i] = m * (x / s) + (1 - m) * alpha[i - 1]
    beta = torch.ones(n, a, k)
    for i in range(n - 2, -1, -1):
        m = mask[i + 1]
        beta[i] = m * (((beta[i + 1] * p[i + 1]) @ t.T) / scale[i + 1]) + (1 - m) * beta[i + 1]
    marginals = alpha * beta
    marginals = marginals / marginals.sum(-1, keepdim=True).clamp(min=1e-30) * mask
    right = (beta[1:] * p[1:] / scale[1:] * mask[1:]).reshape(-1, k)
    pairs = t * (alpha[:-1].reshape(-1, k).T @ right)
    log_z = ((scale.log() + top)[..., 0] * mask[..., 0]).sum(0)
    return log_z, marginals.transpose(0, 1), pairs
