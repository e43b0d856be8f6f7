"""Write a checkpoint of the network that says who is meant as ONNX graphs.

    python training/speakers/ship.py runs/speakers/last.pt src/onrecord/weights

`speakers.onnx` goes on from what the encoder's lower layers make of a window: names, edges of mentions, and three vectors for every word.
`mentions.onnx` makes a mention of the vectors of its words; `pairs.onnx` scores pairs of mentions. See `heads.py`.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

import onnx
import torch
from onnx import TensorProto, helper

sys.path[:0] = [str(Path(__file__).parent), str(Path(__file__).parent.parent)]
from export import Graph, quantise, transformer_layer  # noqa: E402
from heads import KINDS, NAME_LABELS, Shape, Speakers  # noqa: E402

from onrecord.speakers.pairs import FEATURES  # noqa: E402


def words(m: Speakers) -> onnx.ModelProto:
    g, d, k = Graph(), m.shape.width, m.shape.mention
    x = "middle"
    for layer in m.layers:
        x = transformer_layer(g, x, layer)
    x = g.op("Squeeze", x, g.ints(0))
    x = g.op("Gather", x, g.op("Squeeze", "first", g.ints(0)), axis=0)
    parts = g.op("Concat", g.linear(x, m.bounds), g.linear(x, m.inner), axis=1)
    for name, value in (("names", g.linear(x, m.names)), ("edges", g.linear(x, m.edges)), ("parts", parts)):
        g.nodes.append(helper.make_node("Identity", [value], [name], name=f"{name}_out"))
    return g.model(
        [("middle", TensorProto.FLOAT, [1, "T", d]), ("first", TensorProto.INT64, [1, "N"])],
        [("names", ["N", len(NAME_LABELS)]), ("edges", ["N", 2]), ("parts", ["N", 3 * k])],
    )


def mentions(m: Speakers) -> onnx.ModelProto:
    g, k = Graph(), m.shape.mention
    x = g.op("Gelu", g.linear(g.norm("parts", m.mention[0]), m.mention[1]))  # type: ignore[arg-type]
    alone = g.linear(g.op("Gelu", g.linear(x, m.alone[0])), m.alone[2])  # type: ignore[arg-type]
    made = (("vectors", x), ("kinds", g.linear(x, m.kind)), ("likely", g.linear(x, m.is_mention)), ("alone", alone))
    for name, value in made:
        g.nodes.append(helper.make_node("Identity", [value], [name], name=f"{name}_out"))
    return g.model(
        [("parts", TensorProto.FLOAT, ["M", 3 * k])],
        [("vectors", ["M", k]), ("kinds", ["M", len(KINDS)]), ("likely", ["M", 1]), ("alone", ["M", 1])],
    )


def pairs(m: Speakers) -> onnx.ModelProto:
    g, k = Graph(), m.shape.mention
    x = g.op("Gather", g.linear("vectors", m.left), "anaphor", axis=0)
    y = g.op("Gather", g.linear("vectors", m.right), "antecedent", axis=0)
    z = g.op("Concat", x, y, g.op("Mul", x, y), g.embed(m.distance.weight, "distance"), "features", axis=1)
    scores = g.linear(g.op("Gelu", g.linear(z, m.pair[0])), m.pair[2])  # type: ignore[arg-type]
    g.nodes.append(helper.make_node("Squeeze", [scores, g.ints(1)], ["scores"], name="scores_out"))
    ints = [(n, TensorProto.INT64, ["P"]) for n in ("anaphor", "antecedent", "distance")]
    return g.model(
        [("vectors", TensorProto.FLOAT, ["M", k]), *ints, ("features", TensorProto.FLOAT, ["P", FEATURES])],  # type: ignore[list-item]
        [("scores", ["P"])],
    )


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("checkpoint", type=Path)
    ap.add_argument("out", type=Path)
    a = ap.parse_args()
    saved = torch.load(a.checkpoint, weights_only=True)
    m = Speakers(Shape(layers=saved["layers"]))
    m.load_state_dict(saved["state"])
    m.eval()
    a.out.mkdir(parents=True, exist_ok=True)
    quantise(words(m), a.out / "speakers.onnx")
    quantise(mentions(m), a.out / "mentions.onnx")
    onnx.save(pairs(m), a.out / "pairs.onnx")


if __name__ == "__main__":
    main()
