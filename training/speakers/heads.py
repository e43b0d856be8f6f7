"""Who is meant: two layers on top of the reader's lower ones, and heads for names, mentions and what they stand for.

The reader's lower layers stay as they are, so that an article is encoded once for attributions and speakers together; what they make of
a text is computed once and kept. Antecedents are ranked as by Lee et al. (2017), with mentions made of their first, last and
middle words (after Kirstain et al. 2021), and with what the surface says about a pair. `edges` says of every word how likely a mention
begins and ends with it, so that only few stretches have to be looked at.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path

import torch
import torch.nn.functional as F
from torch import Tensor, nn

sys.path.insert(0, str(Path(__file__).parent.parent))
from model import Layer, _mpnet_bucket

from onrecord.speakers.pairs import FEATURES

KINDS = ("person", "organisation", "group", "place", "document", "outlet", "unknown")
"""Types of speakers, in the contract's words."""

NAME_LABELS = ("O", "B-person", "I-person", "B-organisation", "I-organisation", "B-place", "I-place", "B-other", "I-other")
"""Labels of words; "other" names works, peoples, events, products: no speakers, but names that are neither of the three."""


@dataclass
class Shape:
    width: int = 384
    heads: int = 12
    layers: int = 2
    mention: int = 256
    eps: float = 1e-12
    relative: bool = False


class Speakers(nn.Module):
    def __init__(self, shape: Shape) -> None:
        super().__init__()
        d, k = shape.width, shape.mention
        self.shape = shape
        self.layers = nn.ModuleList([Layer(d, shape.heads, shape.eps) for _ in range(shape.layers)])
        self.relative = nn.Embedding(32, shape.heads) if shape.relative else None
        self.names = nn.Linear(d, len(NAME_LABELS))
        self.edges = nn.Linear(d, 2)
        self.bounds = nn.Linear(d, 2 * k)
        self.inner = nn.Linear(d, k)
        self.mention = nn.Sequential(nn.LayerNorm(3 * k), nn.Linear(3 * k, k), nn.GELU())
        self.kind = nn.Linear(k, len(KINDS))
        self.is_mention = nn.Linear(k, 1)
        self.alone = nn.Sequential(nn.Linear(k, k), nn.GELU(), nn.Linear(k, 1))
        self.left, self.right = nn.Linear(k, k), nn.Linear(k, k)
        self.distance = nn.Embedding(12, 32)
        self.pair = nn.Sequential(nn.Linear(3 * k + 32 + FEATURES, k), nn.GELU(), nn.Linear(k, 1))
        self.drop = nn.Dropout(0.2)

    def words(self, middle: Tensor, bias: Tensor, first: Tensor) -> Tensor:
        """Vectors of words [windows, words, width] from what the reader's lower layers say of its pieces [windows, pieces, width]."""
        x = middle
        if self.relative is not None:
            at = torch.arange(x.shape[1])
            bias = bias + self.relative(_mpnet_bucket(at[None, :] - at[:, None])).permute(2, 0, 1)[None]
        with torch.autocast("cpu", torch.bfloat16, enabled=self.training):
            for layer in self.layers:
                x = layer(x, bias.to(x.dtype))
        x = x.float()
        return x.gather(1, first[..., None].expand(-1, -1, x.shape[-1]))

    def mentions(self, words: Tensor, at: Tensor) -> Tensor:
        """Vectors of mentions [mentions, mention] from words [all words, width] and their first and last word [mentions, 2]."""
        start, end = self.bounds(words).chunk(2, dim=-1)
        total = F.pad(self.inner(words).float().cumsum(0), (0, 0, 1, 0))
        length = (at[:, 1] - at[:, 0] + 1)[:, None]
        middle = ((total[at[:, 1] + 1] - total[at[:, 0]]) / length).to(start.dtype)
        return self.mention(torch.cat([start[at[:, 0]], end[at[:, 1]], middle], dim=-1))

    def scores(self, m: Tensor, anaphor: Tensor, antecedent: Tensor, distance: Tensor, features: Tensor) -> Tensor:
        """Scores of pairs [pairs]: the mention `anaphor` stands for what `antecedent` stands for; to be compared with `alone`."""
        x, y = self.left(m)[anaphor], self.right(m)[antecedent]
        return self.pair(torch.cat([x, y, x * y, self.distance(distance), features], dim=-1))[:, 0]
