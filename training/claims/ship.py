"""Write the network that says how two claims relate as an ONNX graph in 8 bits, with vectors of word pieces in 4.

    python training/claims/ship.py runs/pairs/last.pt src/onrecord/weights

`relations.onnx` reads a batch of pairs, padded; see `learn.py`. The word pieces are those of `tokenizer.json`.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import TensorProto, helper

sys.path[:0] = [str(Path(__file__).parent), str(Path(__file__).parent.parent)]
from export import Graph, quantise  # noqa: E402
from model import Layer  # noqa: E402
from pairnet import ENTAILMENTS, PAD, RELATIONS, PairNetwork, shown, started  # noqa: E402

BLOCK = 32
"""Numbers of a vector of a word piece that share a scale."""


def layer_of(g: Graph, x: str, layer: Layer, bias: str) -> str:
    """A layer over padded rows: what is padding has no weight."""
    q, k, v = g.op("Split", g.linear(x, layer.qkv), outputs=3, axis=2, num_outputs=3)
    y = g.op("MultiHeadAttention", q, k, v, "", "", bias, domain="com.microsoft", num_heads=layer.heads)
    x = g.norm(g.op("Add", x, g.linear(y, layer.o)), layer.n1)
    y = g.linear(g.op("Gelu", g.linear(x, layer.up)), layer.down)
    return g.norm(g.op("Add", x, y), layer.n2)


def words(g: Graph, table: np.ndarray) -> str:
    """The vectors of word pieces, from 4 bits for each number and a scale for each block of them: a third of the graph in 8 bits."""
    blocks = table.reshape(len(table), -1, BLOCK)
    most = np.take_along_axis(blocks, np.abs(blocks).argmax(2)[..., None], 2)[..., 0]
    scale = np.where(most == 0, 1e-7, most / -8).astype(np.float16)
    codes = (np.clip(np.round(blocks / scale[..., None].astype(np.float32)), -8, 7) + 8).astype(np.uint8)
    half = BLOCK // 2
    low, high = codes[..., :half], codes[..., half:]  # the halves of a block lie in the same bytes
    found = g.op("Gather", g.constant((low | high << 4).reshape(len(table), -1), "words"), "ids")
    four = g.constant(np.array(4, dtype=np.uint8))
    lower, upper = g.op("BitwiseAnd", found, g.constant(np.array(15, dtype=np.uint8))), g.op("BitShift", found, four, direction="RIGHT")
    by_block = g.ints(0, 0, -1, half)
    x = g.op("Concat", g.op("Reshape", lower, by_block), g.op("Reshape", upper, by_block), axis=3)
    x = g.op("Sub", g.op("Cast", x, to=TensorProto.FLOAT), g.constant(np.array(8, dtype=np.float32)))
    scales = g.op("Cast", g.op("Gather", g.constant(scale), "ids"), to=TensorProto.FLOAT)
    x = g.op("Mul", x, g.op("Unsqueeze", scales, g.ints(3)))
    return g.op("Reshape", x, g.ints(0, 0, table.shape[1]))


def graph(net: PairNetwork) -> onnx.ModelProto:
    g, e = Graph(), net.encoder
    zero = torch.zeros(1, dtype=torch.long)
    x = words(g, e.word.weight.detach().numpy())
    length = g.op("Slice", g.op("Shape", "ids"), g.ints(1), g.ints(2))
    surface = (e.case(zero) + e.spacing(zero) + e.quote(zero) + e.habit(zero))[0]
    x = g.op("Add", x, g.op("Slice", g.constant(e.position.weight + surface), g.ints(0), length, g.ints(0)))
    x = g.norm(g.op("Add", x, g.embed(net.segment.weight, "segment")), e.norm)
    there = g.op("Cast", g.op("Not", g.op("Equal", "ids", g.constant(np.array(PAD, dtype=np.int64)))), to=TensorProto.FLOAT)
    bias = g.op("Mul", g.op("Sub", there, g.constant(np.array(1, dtype=np.float32))), g.constant(np.array(30000, dtype=np.float32)))
    bias = g.op("Unsqueeze", bias, g.ints(1, 2))  # [pairs, 1, 1, pieces]
    square = g.op("Concat", g.op("Slice", g.op("Shape", "ids"), g.ints(0), g.ints(1)), g.ints(1), length, length, axis=0)
    bias = g.op("Expand", bias, square)
    for n, layer in enumerate(e.layers):
        if n == shown(e.size):
            g.nodes.append(helper.make_node("Identity", [x], ["states"], name="states_out"))
        x = layer_of(g, x, layer, bias)
    mask = g.op("Unsqueeze", there, g.ints(2))
    mean = g.op("Div", g.op("ReduceSum", g.op("Mul", x, mask), g.ints(1), keepdims=0), g.op("ReduceSum", mask, g.ints(1), keepdims=0))
    first = g.op("Squeeze", g.op("Slice", x, g.ints(0), g.ints(1), g.ints(1)), g.ints(1))
    h = g.op("Gelu", g.linear(g.op("Concat", first, mean, axis=1), net.pool))
    for name in ("relation", "entailment", "alike"):
        g.nodes.append(helper.make_node("Identity", [g.linear(h, getattr(net, name))], [name], name=f"{name}_out"))
    return g.model(
        [("ids", TensorProto.INT64, ["P", "T"]), ("segment", TensorProto.INT64, ["P", "T"])],
        [
            ("relation", ["P", len(RELATIONS)]),
            ("entailment", ["P", len(ENTAILMENTS)]),
            ("alike", ["P", 1]),
            ("states", ["P", "T", e.size.width]),
        ],
    )


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("checkpoint", type=Path)
    ap.add_argument("out", type=Path)
    a = ap.parse_args()
    a.out.mkdir(parents=True, exist_ok=True)
    quantise(graph(started(a.checkpoint).eval()), a.out / "relations.onnx")


if __name__ == "__main__":
    main()
