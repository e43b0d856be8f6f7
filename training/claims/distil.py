"""Train the network that says how two claims relate from large ones that have learned from people's labels (Hinton et al. 2015).

    wordpieces.py --pairs runs/pairs --read large=MINILM/tokenizer.json --out runs/rows
    distil.py teach --rows runs/rows --read large --base MPNET --seed 1 --told runs/told1.npy --device cuda
    distil.py teach --rows runs/rows --read large --base MPNET --seed 2 --told runs/told2.npy --device cuda
    distil.py learn --rows runs/rows --read large --base runs/last.pt --told runs/told1.npy runs/told2.npy --out runs/small.pt --device cuda

Each large network (MPNet, 12 layers of 768) learns from what is labelled and says what it makes of all pairs; the small one learns from
both, from where `learn.py` left it. Steps are bounded by the clock, so that a machine that is lent for minutes is used up; several networks
can learn on one at once. Seeded; nothing is fetched.

Two large networks learned at once on one GPU for 130 seconds (2,200 steps each; rates 4e-5 and 5e-5): they are right for 77 and 76 % of the
tenth of MultiNLI that was held back. A small one that went on from what `learn.py` had made, with ``--rate 1e-4 --each 256 --seconds 101``
(3,900 steps), reaches 70.6.
"""

from __future__ import annotations

import argparse
import copy
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F
from torch import Tensor, nn

sys.path[:0] = [str(Path(__file__).parent), str(Path(__file__).parent.parent)]
from pairnet import (  # noqa: E402
    ENTAILMENTS,
    HALVED,
    PAD,
    RELATIONS,
    SIZES,
    PairNetwork,
    load_base,
    saved,
    started,
)

WIDEST = 224
"""Word pieces of a pair at most."""

HEADS = {"relation": len(RELATIONS), "entailment": len(ENTAILMENTS), "alike": 1}


def joined(folders: Sequence[Path], name: str) -> dict[str, np.ndarray]:
    """The arrays of one file of several folders, one after the other; what is held back has the same names in all."""
    parts = [np.load(folder / f"{name}.npz") for folder in folders]
    return {k: parts[0][k] if k == "groups" else np.concatenate([p[k] for p in parts]) for k in parts[0].files}


class Rows:
    """All pairs with their labels, on the device."""

    def __init__(self, folders: Sequence[Path], read: str, device: str) -> None:
        labels, pieces = joined(folders, "labels"), joined(folders, read)
        self.lengths = pieces["lengths"].astype(np.int64)
        there = np.arange(WIDEST)[None, :] < self.lengths[:, None]
        ids, segments = np.full(there.shape, PAD, np.int16), np.ones(there.shape, np.int8)
        ids[there], segments[there] = pieces["ids"], pieces["segments"]
        self.ids, self.segments = torch.from_numpy(ids).to(device), torch.from_numpy(segments).to(device)
        self.allowed, self.entailment, self.alike, self.weight, self.trust = (
            torch.from_numpy(labels[k]).to(device) for k in ("allowed", "entailment", "alike", "weight", "trust")
        )
        self.held, self.twice, self.groups, self.device = labels["held"], labels["twice"], [str(g) for g in labels["groups"]], device
        self.told: Tensor | None = None
        self.is_labelled = (labels["trust"] < 1) & (labels["held"] < 0)
        self.is_free = (labels["trust"] == 1) & (labels["held"] < 0)

    def hear(self, told: np.ndarray) -> None:
        """Take in what large networks say, of the first pairs; of the others only the labels are known.

        Args:
            told: Probabilities of relations, of inference, and how alike, in 255ths.
        """
        there = len(told)
        self.told = torch.zeros(len(self.lengths), told.shape[1], dtype=torch.half, device=self.device)
        self.told[:there] = torch.from_numpy(told.astype(np.float32) / 255).half().to(self.device)
        self.trust[there:] = 0
        self.is_free[there:] = False

    def read(self, at: Tensor, longest: int) -> tuple[Tensor, Tensor]:
        wide = -(-longest // 16) * 16
        return self.ids[at, :wide].long(), self.segments[at, :wide].long()

    def batches(self, these: np.ndarray, each: int, rng: np.random.Generator) -> Iterator[tuple[Tensor, int]]:
        """Batches of like length; all of them before any comes again."""
        while True:
            order = these[np.argsort(self.lengths[these] + 12 * rng.random(len(these)))]
            every = torch.from_numpy(order).to(self.device)
            starts = np.arange(0, len(order), each)
            longest = np.maximum.reduceat(self.lengths[order], starts)
            for n in rng.permutation(len(starts)):
                yield every[starts[n] : starts[n] + each], int(longest[n])


def loss_of(out: dict[str, Tensor], rows: Rows, at: Tensor) -> Tensor:
    """Labels, and what the large networks say, as far as each is believed."""
    allowed, weight, alike = rows.allowed[at], rows.weight[at], rows.alike[at]
    log, inferred, near = out["relation"].log_softmax(-1), out["entailment"].log_softmax(-1), out["alike"][:, 0].sigmoid()
    loss = -torch.logsumexp(log.masked_fill(~allowed, -1e9), -1)
    loss = loss + F.nll_loss(inferred, rows.entailment[at], reduction="none", ignore_index=-100)
    loss = loss + 6 * (near - alike) ** 2 * (alike >= 0)
    if rows.told is not None:
        relation, entailment, close = rows.told[at].float().split([*HEADS.values()], -1)
        soft = -(relation * log).sum(-1) - (entailment * inferred).sum(-1) + 6 * (near - close[:, 0]) ** 2
        trust = rows.trust[at]
        loss = (1 - trust) * loss + trust * soft
    return (loss * weight).sum() / weight.sum()


@torch.no_grad()
def answers(net: PairNetwork, rows: Rows, these: np.ndarray, each: int = 1024) -> Tensor:
    """Probabilities of relations, of inference, and how alike."""
    net.eval()
    out = torch.empty(len(these), sum(HEADS.values()), dtype=torch.half, device=rows.device)
    order = np.argsort(rows.lengths[these])
    for low in range(0, len(order), each):
        some = order[low : low + each]
        with torch.autocast(rows.device, torch.bfloat16, enabled=HALVED[rows.device]):
            said = net(*rows.read(torch.from_numpy(these[some]).to(rows.device), int(rows.lengths[these[some]].max())))
        all_three = [said["relation"].softmax(-1), said["entailment"].softmax(-1), said["alike"].sigmoid()]
        out[torch.from_numpy(some).to(rows.device)] = torch.cat(all_three, -1).half()
    return out


def measured(net: PairNetwork, rows: Rows) -> dict[str, float]:
    """Accuracy of inference and of our relations, correlation of similarity, average precision."""
    out = {}
    for n, name in enumerate(rows.groups):
        these = np.flatnonzero(rows.held == n)
        at = torch.from_numpy(these).to(rows.device)
        relation, inferred, near = answers(net, rows, these).float().split([*HEADS.values()], -1)
        allowed = rows.allowed[at]
        if name == "mnli":
            out[name] = float((inferred.argmax(-1) == rows.entailment[at]).float().mean())
        elif name == "headlines":
            out[name] = float(torch.corrcoef(torch.stack([near[:, 0], rows.alike[at]]))[0, 1])
        elif name == "ours":
            out[name] = float(allowed.gather(1, relation.argmax(-1, keepdim=True)).float().mean())
        else:
            against = torch.tensor([r == "contradicts" for r in RELATIONS], device=rows.device)
            one = torch.tensor([r in {"same", "a_more", "b_more"} for r in RELATIONS], device=rows.device)
            for what, columns in (("against", against), ("one", one)):
                right = (allowed == columns).all(-1)[relation[:, columns].sum(-1).argsort(descending=True)].float()
                ranked = right.cumsum(0) / torch.arange(1, len(right) + 1, device=rows.device)
                out[f"{name} {what}"] = float(ranked[right == 1].mean())
    return {k: round(v, 4) for k, v in out.items()}


def train(net: PairNetwork, rows: Rows, these: np.ndarray, *, seconds: float, epochs: float, rate: float, each: int,
          seed: int) -> PairNetwork:  # fmt: skip
    """Learn until the time is over or `epochs` are; what is kept is the weights' moving average."""
    device = rows.device
    net.to(device).train()
    body = [p for n, p in net.named_parameters() if n.startswith("encoder.") and p.requires_grad]
    heads = [p for n, p in net.named_parameters() if not n.startswith("encoder.")]
    groups = [{"params": body, "base": rate}, {"params": heads, "base": 8 * rate}]
    optimizer = torch.optim.AdamW(groups, weight_decay=0.01, betas=(0.9, 0.98), fused=device == "cuda")
    average = copy.deepcopy(net)
    mean, now = [p.data for p in average.parameters()], [p.data for p in net.parameters()]
    began, total = time.time(), epochs * len(these) / each
    for step, (at, longest) in enumerate(rows.batches(these, each, np.random.default_rng(seed))):
        done = max(step / total, (time.time() - began) / seconds)
        if done >= 1:
            break
        for g in optimizer.param_groups:
            g["lr"] = g["base"] * min(1.0, (step + 1) / (0.06 * total), (step + 1) / 200) * (1 - done)
        with torch.autocast(device, torch.bfloat16, enabled=HALVED[device]):
            out = net(*rows.read(at, longest))
        loss = loss_of(out, rows, at)
        optimizer.zero_grad(set_to_none=True)
        loss.backward()
        nn.utils.clip_grad_norm_(net.parameters(), 1.0)
        optimizer.step()
        torch._foreach_lerp_(mean, now, 1 - min(0.999, (step + 1) / (step + 20)))
        if step % 500 == 499:
            print(f"  {step + 1}/{total:.0f} {time.time() - began:.0f} s loss {loss.item():.3f}", flush=True)
    print(f"  {step} steps, {time.time() - began:.0f} s", flush=True)
    return average


def teach(a: argparse.Namespace) -> None:
    rows, net = Rows(a.rows, a.read, a.device), PairNetwork(SIZES["mpnet"])
    load_base(net, a.base)
    for layer in net.encoder.layers:
        layer.lost = 0.1
    labelled = np.flatnonzero(rows.is_labelled)
    these = np.concatenate([labelled, np.flatnonzero(rows.is_labelled & rows.twice)])
    print(f"{len(these)} labelled", flush=True)
    net = train(net, rows, these, seconds=a.seconds, epochs=a.epochs, rate=a.rate, each=a.each, seed=a.seed)
    print(" ", measured(net, rows), flush=True)
    began = time.time()
    told = answers(net, rows, np.arange(len(rows.lengths)))
    print(f"  told in {time.time() - began:.0f} s", flush=True)
    np.save(a.told[0], told.float().mul(255).round().byte().cpu().numpy())


def learn(a: argparse.Namespace) -> None:
    rows, net = Rows(a.rows, a.read, a.device), started(a.base)
    rows.hear(np.mean([np.load(path).astype(np.float32) for path in a.told], axis=0))
    labelled, free = np.flatnonzero(rows.is_labelled), np.flatnonzero(rows.is_free)
    free = np.random.default_rng(a.seed).permutation(free)[: int(a.share * len(free))]
    these = np.concatenate([labelled, labelled, free])
    print(f"{len(labelled)} labelled, twice, {len(free)} others", flush=True)
    net = train(net, rows, these, seconds=a.seconds, epochs=a.epochs, rate=a.rate, each=a.each, seed=a.seed)
    saved(net, a.out)
    print(" ", measured(net, rows), flush=True)


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    sub = ap.add_subparsers(required=True)
    for name, run, help in (("teach", teach, "train a large network and have it say what it makes of all pairs"),
                            ("learn", learn, "train a small network from labels and from what large ones say")):  # fmt: skip
        p = sub.add_parser(name, help=help)
        p.set_defaults(run=run)
        p.add_argument("--rows", type=Path, nargs="+", required=True, help="folders of wordpieces.py; large networks know the first")
        p.add_argument("--read", required=True, help="the word pieces that it reads")
        p.add_argument(
            "--base",
            type=Path,
            required=True,
            help="teach: folder of all-mpnet-base-v2; learn: checkpoint of learn.py",
        )
        p.add_argument("--told", type=Path, nargs="+", required=True, help="what large networks say: written by teach, read by learn")
        p.add_argument("--device", default="cpu")
        p.add_argument("--seconds", type=float, default=120)
        p.add_argument("--epochs", type=float, default=4)
        p.add_argument("--rate", type=float, default=4e-5)
        p.add_argument("--each", type=int, default=96)
        p.add_argument("--seed", type=int, default=1)
        if run is learn:
            p.add_argument("--share", type=float, default=1.0, help="of the pairs that nobody labelled")
            p.add_argument("--threads", type=int, default=2)
            p.add_argument("--out", type=Path, required=True, help="checkpoint")
    a = ap.parse_args()
    torch.set_num_threads(getattr(a, "threads", torch.get_num_threads()))
    torch.manual_seed(getattr(a, "seed", 1))
    a.run(a)


if __name__ == "__main__":
    main()
