"""Train the network that marks in two reports of one statement the words by which the later one says something else.

    python training/claims/marks.py runs/small.pt runs/marks.pt --tokenizer E5/tokenizer.json --stories benchmarks/claims/practice
    python training/claims/marks.py runs/small.pt runs/marks.pt --ship src/onrecord/weights

It goes on from the lower half of the network that says how two claims relate, which stays as it is, with three layers of its own that begin
as the next three of that one, and says of each word piece which kind of change it belongs to, or none (token classification, Devlin et
al. 2019). It learns from `changes/`: pairs of reports that we invented, each a line ``first | later | kind: before > after; …``, in both
orders. Files named in `HELD` are for figures (`benchmarks/changes.py`). Ten minutes on two cores, half of one on a GPU; seeded.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import onnx
import torch
import torch.nn.functional as F
from onnx import TensorProto, helper
from onnxruntime.quantization.matmul_nbits_quantizer import MatMulNBitsQuantizer
from tokenizers import Tokenizer
from torch import Tensor, nn

sys.path[:0] = [str(Path(__file__).parent), str(Path(__file__).parent.parent), str(Path(__file__).parents[2] / "benchmarks")]
from changes import Line, lines  # noqa: E402
from export import Graph, transformer_layer  # noqa: E402
from model import Layer  # noqa: E402
from pairnet import CLS, HALVED, PAD, SEP, PairNetwork, shown, started  # noqa: E402

from onrecord.claims.changing import KINDS, LONGEST  # noqa: E402

LINES = Path(__file__).parent / "changes"
HELD = ("a", "m")
"""Files that nothing is learned from: by the first it was chosen how sure the network must be, the second is for figures."""

NONE = 0
UNREAD = -100
LAYERS = 3
EACH, RATE, HEAD_RATE = 32, 1.5e-4, 2e-3
BLOCK = 32
"""Weights that share a scale in the graph, which has 4 bits for each: a fifth of a point of F1 is lost, and a third of the bytes saved."""

TIMES = 3
"""How often reports of stories are read while the others are read once: they are as reports of real news are, and few."""

CHANGED = 2.0
"""What a word that belongs to a change weighs, beside one that does not."""


@dataclass
class Example:
    ids: list[int]
    segment: list[int]
    labels: list[int]


class Marking(nn.Module):
    """What the lower layers make of two texts side by side → the kind of change of each piece."""

    def __init__(self, width: int, heads: int, layers: int) -> None:
        super().__init__()
        self.layers = nn.ModuleList([Layer(width, heads, 1e-12) for _ in range(layers)])
        self.kinds = nn.Linear(width, 1 + len(KINDS))
        self.drop = nn.Dropout(0.1)

    def forward(self, states: Tensor, bias: Tensor) -> Tensor:
        for layer in self.layers:
            states = self.drop(layer(states, bias))
        return self.kinds(states).float()


def told(folder: Path) -> Iterator[Line]:
    """Reports of one statement in stories with gold across articles, FILE.json beside FILE.jsonl; changes that do not matter are none."""
    for path in sorted(folder.glob("*.json")):
        story = json.loads(path.read_text(encoding="utf-8"))
        texts = {a["id"]: a["text"] for a in map(json.loads, path.with_suffix(".jsonl").read_text(encoding="utf-8").splitlines())}
        said = {(article, r["id"]): (article, r["content"]) for article, marked in story["attributions"].items() for r in marked}
        for pair in story["drift"]:
            first, later = (
                " … ".join(texts[article][start:end] for start, end in spans)
                for article, spans in (said[tuple(pair[side])] for side in ("from", "to"))
            )
            yield first, later, [(c["kind"], c["before"], c["after"]) for c in pair["changes"] if c["material"]]


def turned(line: Line) -> Line:
    first, later, changes = line
    return later, first, [(kind, after, before) for kind, before, after in changes]


def example(line: Line, tokenizer: Tokenizer) -> Example:
    ids, segment, labels = [CLS], [0], [UNREAD]
    for side, text in enumerate(line[:2]):
        kinds = [NONE] * len(text)
        for kind, *words in line[2]:
            at = text.lower().find(words[side].lower()) if words[side] else -1
            if at >= 0:
                kinds[at : at + len(words[side])] = [1 + KINDS.index(kind)] * len(words[side])
        encoded = tokenizer.encode(text, add_special_tokens=False)
        for piece, (start, end) in list(zip(encoded.ids, encoded.offsets, strict=True))[:LONGEST]:
            ids.append(piece)
            labels.append(kinds[start] if any(c.isalnum() for c in text[start:end]) else UNREAD)
        ids.append(SEP)
        labels.append(UNREAD)
        segment += [side] * (len(ids) - len(segment))
    return Example(ids, segment, labels)


def batches(these: list[Example], rng: random.Random) -> Iterator[list[Example]]:
    while True:
        order = sorted(these, key=lambda e: len(e.ids) + 20 * rng.random())
        some = [order[i : i + EACH] for i in range(0, len(order), EACH)]
        rng.shuffle(some)
        yield from some


def padded(rows: Sequence[list[int]], fill: int, device: str) -> Tensor:
    longest = -(-max(map(len, rows)) // 16) * 16
    return torch.tensor([row + [fill] * (longest - len(row)) for row in rows], device=device)


@torch.no_grad()
def states(net: PairNetwork, ids: Tensor, segment: Tensor) -> tuple[Tensor, Tensor]:
    """What the lower layers make of pairs, and what to add for what is padding."""
    e = net.encoder
    bias = (ids == PAD)[:, None, None, :].float() * -30000.0
    x = e.norm(e.word(ids) + e.position(torch.arange(ids.shape[1], device=ids.device))[None] + net.segment(segment))
    for layer in e.layers[: shown(e.size)]:
        x = layer(x, bias)
    return x, bias


def train(lower: PairNetwork, net: Marking, these: list[Example], seconds: float, epochs: float, device: str, rng: random.Random) -> None:
    lower.to(device)
    net.to(device)
    rates = [{"params": net.layers.parameters(), "base": RATE}, {"params": net.kinds.parameters(), "base": HEAD_RATE}]
    optimizer = torch.optim.AdamW(rates, weight_decay=0.01)
    weight = torch.tensor([1.0] + [CHANGED] * len(KINDS), device=device)
    began, total = time.time(), epochs * len(these) / EACH
    net.train()
    for step, batch in enumerate(batches(these, rng)):
        done = max(step / total, (time.time() - began) / seconds)
        if done >= 1:
            break
        for group in optimizer.param_groups:
            group["lr"] = group["base"] * min(1.0, (step + 1) / (0.06 * total)) * (1 - done)
        with torch.autocast(device, torch.bfloat16, enabled=HALVED[device]):
            said = net(*states(lower, padded([e.ids for e in batch], PAD, device), padded([e.segment for e in batch], 1, device)))
        labels = padded([e.labels for e in batch], UNREAD, device)
        loss = F.cross_entropy(said.flatten(0, 1), labels.flatten(), weight=weight, ignore_index=UNREAD)
        optimizer.zero_grad(set_to_none=True)
        loss.backward()
        nn.utils.clip_grad_norm_(net.parameters(), 1.0)
        optimizer.step()
        if step % 200 == 199:
            print(f"  {step + 1}/{total:.0f} {time.time() - began:.0f} s loss {loss.item():.3f}", flush=True)
    net.cpu().eval()


def graph(net: Marking, width: int) -> onnx.ModelProto:
    g = Graph()
    x = "states"
    for layer in net.layers:
        x = transformer_layer(g, x, layer)
    g.nodes.append(helper.make_node("Softmax", [g.linear(x, net.kinds)], ["kinds"], name="kinds_out", axis=-1))
    return g.model([("states", TensorProto.FLOAT, [1, "T", width])], [("kinds", [1, "T", 1 + len(KINDS)])])


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("start", type=Path, help="checkpoint of the network that says how two claims relate, as it ships")
    ap.add_argument("out", type=Path, help="checkpoint")
    ap.add_argument("--tokenizer", type=Path, help="tokenizer.json of that network")
    ap.add_argument("--stories", type=Path, help="folder with stories and their gold, FILE.jsonl and FILE.json")
    ap.add_argument("--seconds", type=float, default=600)
    ap.add_argument("--epochs", type=float, default=8)
    ap.add_argument("--device", default="cpu")
    ap.add_argument("--threads", type=int, default=2)
    ap.add_argument("--seed", type=int, default=1)
    ap.add_argument("--ship", type=Path, help="write `changes.onnx` of the checkpoint into this folder, and learn nothing")
    a = ap.parse_args()
    torch.set_num_threads(a.threads)
    torch.manual_seed(a.seed)
    lower = started(a.start).eval()
    size = lower.encoder.size
    net = Marking(size.width, size.heads, LAYERS)
    if a.ship:
        net.load_state_dict({k: v.float() for k, v in torch.load(a.out, weights_only=True).items()})
        quantised = MatMulNBitsQuantizer(graph(net.eval(), size.width), block_size=BLOCK, is_symmetric=True, accuracy_level=4)
        quantised.process()
        quantised.model.save_model_to_file(str(a.ship / "changes.onnx"), use_external_data_format=False)
        return
    net.layers.load_state_dict(lower.encoder.layers[shown(size) : shown(size) + LAYERS].state_dict())
    tokenizer = Tokenizer.from_file(str(a.tokenizer))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    learned = [line for path in sorted(LINES.glob("*.txt")) if path.stem not in HELD for line in lines(path)]
    learned += [line for _ in range(TIMES) for line in told(a.stories)] if a.stories else []
    these = [example(line, tokenizer) for one in learned for line in (one, turned(one))]
    print(f"{len(learned)} pairs of reports", flush=True)
    train(lower, net, these, a.seconds, a.epochs, a.device, random.Random(a.seed))
    torch.save({k: v.half() for k, v in net.state_dict().items()}, a.out)


if __name__ == "__main__":
    main()
