"""The network that says how two texts relate: both go through one transformer together (a cross-encoder, Reimers and Gurevych 2019)."""

from __future__ import annotations

import sys
from pathlib import Path

import torch
import torch.nn.functional as F
from torch import Tensor, nn

sys.path[:0] = [str(Path(__file__).parent.parent)]
from model import Encoder, Size, _mpnet_bucket  # noqa: E402

RELATIONS = ("same", "a_more", "b_more", "contradicts", "related", "unrelated")
ENTAILMENTS = ("entailment", "neutral", "contradiction")
SIZES = {"minilm": Size(384, 12, 6, "bert"), "mpnet": Size(768, 12, 12, "mpnet")}
CLS, SEP, PAD = 101, 102, 0
HALVED = {"cuda": True, "cpu": "amx_bf16" in (Path("/proc/cpuinfo").read_text() if Path("/proc/cpuinfo").exists() else "")}
"""Where bfloat16 is sooner: of processors, those with tiles for it."""

LONGEST, AHEAD = 60, 48
"""Word pieces of either text, and of what stands ahead of it: its end."""

WEIGHTS = {
    "ours": 4.0,
    "healthver": 0.5,
    "altered": 0.7,
    "claimdiff": 0.7,
    "headlines": 1.5,
    "beside": 0.7,
    "trimmed": 0.7,
    "stories": 2.0,
    "worlds": 2.0,
    "mined": 0.7,
    "real": 3.0,
}
"""What a pair weighs, by its corpus; 1 of those that are not named."""


class PairNetwork(nn.Module):
    """Two texts → how they relate, inference, similarity, and what the first does to the second."""

    def __init__(self, size: Size) -> None:
        super().__init__()
        d = size.width
        self.encoder = Encoder(size)
        for e in (self.encoder.case, self.encoder.spacing, self.encoder.quote, self.encoder.habit):
            nn.init.zeros_(e.weight)
            e.weight.requires_grad_(False)
        self.segment = nn.Embedding(4, d)  # the first, the second, and what stands ahead of either
        nn.init.zeros_(self.segment.weight)
        self.pool = nn.Linear(2 * d, d)
        self.relation = nn.Linear(d, len(RELATIONS))
        self.entailment = nn.Linear(d, len(ENTAILMENTS))
        self.alike = nn.Linear(d, 1)
        self.differs = nn.Linear(d, 2)
        self.drop = nn.Dropout(0.1)

    def forward(self, ids: Tensor, segment: Tensor) -> dict[str, Tensor]:
        e = self.encoder
        t = ids.shape[1]
        there = ids != PAD
        bias = (~there)[:, None, None, :].to(e.norm.weight.dtype) * -30000.0
        at = torch.arange(t, device=ids.device)
        if e.relative is not None:
            bias = bias + e.relative(_mpnet_bucket(at[None, :] - at[:, None])).permute(2, 0, 1)[None]
            special = torch.full_like(ids, -1)
            for bert, own in ((PAD, 1), (CLS, 0), (SEP, 2)):
                special = torch.where(ids == bert, own, special)
            ids = torch.where(special >= 0, special, ids + e.shift)
        x = e.norm(e.word(ids) + e.position(at + e.offset)[None] + self.segment(segment))
        for layer in e.layers:
            x = layer(x, bias)
        mask = there[..., None].to(x.dtype)
        mean = (x * mask).sum(1) / mask.sum(1)
        h = self.drop(F.gelu(self.pool(torch.cat([x[:, 0], mean], dim=-1))))
        return {k: getattr(self, k)(h).float() for k in ("relation", "entailment", "alike", "differs")}


def load_base(net: PairNetwork, path: Path) -> None:
    """Begin with a base (a folder with model.safetensors), or with the encoder of a reader's checkpoint."""
    e = net.encoder
    if path.is_dir():
        e.load(path / "model.safetensors")
        return
    saved = torch.load(path, weights_only=True)
    state = next(v for v in saved.values() if isinstance(v, dict) and any(k.startswith("encoder.") for k in v))
    e.load_state_dict({k.removeprefix("encoder."): v.float() for k, v in state.items() if k.startswith("encoder.")})
    with torch.no_grad():  # texts here have no surface: what an ordinary word in our own habit adds becomes part of the segments
        net.segment.weight.copy_((e.case.weight[0] + e.spacing.weight[1] + e.quote.weight[0] + e.habit.weight[1]).expand(2, -1))
        for table in (e.case, e.spacing, e.quote, e.habit):
            table.weight.zero_()


def shown(size: Size) -> int:
    """Layers after which what the network makes of two texts is put out, too: what marks changes goes on from there (`marks.py`)."""
    return size.layers // 2


def size_of(state: dict[str, Tensor]) -> Size:
    """The size of a network, by its weights."""
    layers = 1 + max(int(k.split(".")[2]) for k in state if k.startswith("encoder.layers."))
    family = "mpnet" if "encoder.relative.weight" in state else "bert"
    return Size(state["pool.weight"].shape[0], 12, layers, family)


def started(path: Path) -> PairNetwork:
    """A network that has learned."""
    state = {k: v.float() for k, v in torch.load(path, weights_only=True).items()}
    net = PairNetwork(size_of(state))
    net.load_state_dict(state)
    return net


def saved(net: PairNetwork, path: Path) -> None:
    torch.save({k: v.half().cpu() for k, v in net.state_dict().items()}, path)
