"""Write a checkpoint as two int8 ONNX graphs with the tokenizer beside them.

    python training/export.py runs/student/last.pt src/onrecord/weights

`encoder.onnx` reads one window, and also puts out what its lower layers make of it (`layers`, for the speakers and for what contents mean);
`tagger.onnx` labels its words for given anchors. The graphs are built node by node from the
weights: one window at a time needs no padding mask, and attention, layer normalisation and GELU are single operators.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import TensorProto, helper, numpy_helper
from onnxruntime.quantization import QuantType, quantize_dynamic

sys.path.insert(0, str(Path(__file__).parent))
from model import REACH, Layer, Mix, Reader
from train import SIZES, base, load_reader, load_tokenizer

OPSET = 20

SHARED = 5
"""Layers whose output the network for speakers goes on from."""

SHOWN = (0, 3, SHARED)
"""Layers whose output is put out side by side: what contents mean is read off all of them, as the first still know which words they saw."""


class Graph:
    """A growing ONNX graph; methods add a node and return the name of its output."""

    def __init__(self) -> None:
        self.nodes: list[onnx.NodeProto] = []
        self.constants: list[onnx.TensorProto] = []
        self.count = 0

    def name(self, stem: str) -> str:
        self.count += 1
        return f"{stem}_{self.count}"

    def constant(self, value: np.ndarray | torch.Tensor, stem: str = "c") -> str:
        array = value.detach().numpy() if isinstance(value, torch.Tensor) else np.asarray(value)
        name = self.name(stem)
        self.constants.append(numpy_helper.from_array(np.asarray(array, order="C"), name))
        return name

    def op(self, kind: str, *inputs: str, outputs: int = 1, domain: str = "", **attributes: object) -> str:
        names = [self.name(kind) for _ in range(outputs)]
        self.nodes.append(helper.make_node(kind, list(inputs), names, name=self.name("n"), domain=domain, **attributes))
        return names[0] if outputs == 1 else names  # type: ignore[return-value]

    def linear(self, x: str, layer: torch.nn.Linear) -> str:
        return self.op("Add", self.op("MatMul", x, self.constant(layer.weight.T, "w")), self.constant(layer.bias, "b"))

    def norm(self, x: str, layer: torch.nn.LayerNorm) -> str:
        return self.op("LayerNormalization", x, self.constant(layer.weight), self.constant(layer.bias), axis=-1, epsilon=layer.eps)

    def embed(self, table: torch.Tensor, at: str) -> str:
        return self.op("Gather", self.constant(table, "e"), at, axis=0)

    def ints(self, *values: int) -> str:
        return self.constant(np.array(values, dtype=np.int64))

    def model(self, inputs: list[tuple[str, int, list[object]]], outputs: list[tuple[str, list[object]]]) -> onnx.ModelProto:
        graph = helper.make_graph(
            self.nodes,
            "onrecord",
            [helper.make_tensor_value_info(n, t, s) for n, t, s in inputs],
            [helper.make_tensor_value_info(n, TensorProto.FLOAT, s) for n, s in outputs],
            self.constants,
        )
        opsets = [helper.make_opsetid("", OPSET), helper.make_opsetid("com.microsoft", 1)]
        m = helper.make_model(graph, opset_imports=opsets, producer_name="onrecord")
        m.ir_version = 9
        return m


def transformer_layer(g: Graph, x: str, layer: Layer) -> str:
    q, k, v = g.op("Split", g.linear(x, layer.qkv), outputs=3, axis=2, num_outputs=3)
    y = g.op("MultiHeadAttention", q, k, v, domain="com.microsoft", num_heads=layer.heads)
    x = g.norm(g.op("Add", x, g.linear(y, layer.o)), layer.n1)
    y = g.linear(g.op("Gelu", g.linear(x, layer.up)), layer.down)
    return g.norm(g.op("Add", x, y), layer.n2)


def encoder(r: Reader) -> onnx.ModelProto:
    g, e = Graph(), r.encoder
    table = e.word.weight.detach().numpy()
    scale = np.abs(table).max(1, keepdims=True) / 127 + 1e-12
    x = g.op("Cast", g.op("Gather", g.constant(np.round(table / scale).astype(np.int8), "words"), "ids"), to=TensorProto.FLOAT)
    x = g.op("Mul", x, g.op("Gather", g.constant(scale.astype(np.float32)), "ids"))
    length = g.op("Slice", g.op("Shape", "ids"), g.ints(1), g.ints(2))
    x = g.op("Add", x, g.op("Slice", g.constant(e.position.weight), g.ints(0), length, g.ints(0)))
    for i, part in enumerate((e.case, e.spacing, e.quote)):
        x = g.op("Add", x, g.embed(part.weight, g.op("Gather", "features", g.constant(np.array(i, dtype=np.int64)), axis=2)))
    x = g.op("Add", x, g.op("Unsqueeze", g.embed(e.habit.weight, "habit"), g.ints(1)))
    x = g.norm(x, e.norm)
    shown = []
    for i, layer in enumerate(e.layers):
        if i in SHOWN:
            shown.append(x)
        x = transformer_layer(g, x, layer)
    g.nodes.append(helper.make_node("Concat", shown, ["layers"], name="layers_out", axis=2))
    x = g.op("Squeeze", x, g.ints(0))
    x = g.op("Gather", x, g.op("Squeeze", "first", g.ints(0)), axis=0)
    scores = g.linear(g.op("Gelu", g.linear(x, r.anchor[0])), r.anchor[2])
    g.nodes.append(helper.make_node("Squeeze", [scores, g.ints(1)], ["scores"], name="scores_out"))
    g.nodes.append(helper.make_node("Identity", [g.linear(x, r.project)], ["projected"], name="projected_out"))
    return g.model(
        [
            ("ids", TensorProto.INT64, [1, "T"]),
            ("features", TensorProto.INT64, [1, "T", 3]),
            ("habit", TensorProto.INT64, [1]),
            ("first", TensorProto.INT64, [1, "N"]),
        ],
        [("scores", ["N"]), ("projected", ["N", 4 * r.size.tagger]), ("layers", [1, "T", len(SHOWN) * r.size.width])],
    )


def tagger(r: Reader, whole: bool = False) -> onnx.ModelProto:
    """The tagger's graph; with `whole`, no part of it is quantised yet."""
    g = Graph()
    u, v, a, b = g.op("Split", "projected", outputs=4, axis=1, num_outputs=4)
    pick = lambda x: g.op("Unsqueeze", g.op("Gather", x, "anchors", axis=0), g.ints(1))  # noqa: E731
    row = lambda x: g.op("Unsqueeze", x, g.ints(0))  # noqa: E731
    x = g.op("Add", g.op("Add", row(u), pick(v)), g.op("Mul", row(a), pick(b)))
    x = g.op("Add", x, g.embed(r.distance.weight, "buckets"))
    for m in r.mix:
        x = _mix(g, x, m, whole)
    g.nodes.append(helper.make_node("Identity", [g.linear(g.norm(x, r.last), r.emit)], ["emissions"], name="emissions_out"))
    return g.model(
        [
            ("projected", TensorProto.FLOAT, ["N", 4 * r.size.tagger]),
            ("anchors", TensorProto.INT64, ["A"]),
            ("buckets", TensorProto.INT64, ["A", "N"]),
        ],
        [("emissions", ["A", "N", 7])],
    )


def _mix(g: Graph, x: str, m: Mix, whole: bool) -> str:
    y, s = g.norm(x, m.norm), m.step
    if whole:
        y = g.linear(_neighbours(g, y, g.constant(np.array(0, dtype=np.float32)), s), m.wide)
    else:  # first quantised, then put side by side: a quarter of the memory to move
        y, scale, zero = g.op("DynamicQuantizeLinear", y, outputs=3)
        weight = m.wide.weight.detach().numpy().T
        step = np.abs(weight).max(0) / 127 + 1e-12
        integers = [g.constant(np.round(weight / step).astype(np.int8), "w"), zero, g.constant(np.zeros(len(step), dtype=np.int8))]
        y = g.op("Cast", g.op("MatMulInteger", _neighbours(g, y, zero, s), *integers), to=TensorProto.FLOAT)
        y = g.op("Add", g.op("Mul", y, g.op("Mul", scale, g.constant(step))), g.constant(m.wide.bias, "b"))
    return g.op("Add", x, g.linear(g.op("Gelu", y), m.out))


def _neighbours(g: Graph, y: str, zero: str, step: int) -> str:
    """Vectors of [anchors, words] with those of the words `step` before and after beside them."""
    padded = g.op("Pad", y, g.ints(0, step, 0, 0, step, 0), zero)
    before = g.op("Slice", padded, g.ints(0), g.ints(-2 * step), g.ints(1))
    after = g.op("Slice", padded, g.ints(2 * step), g.ints(2**31), g.ints(1))
    return g.op("Concat", before, y, after, axis=2)


def quantise(model: onnx.ModelProto, path: Path) -> None:
    with tempfile.TemporaryDirectory() as folder:
        plain = Path(folder) / "plain.onnx"
        onnx.save(model, plain)
        quantize_dynamic(
            plain,
            path,
            op_types_to_quantize=["MatMul"],
            per_channel=True,
            reduce_range=False,
            weight_type=QuantType.QInt8,
            extra_options={"DefaultTensorType": onnx.TensorProto.FLOAT},
        )


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("checkpoint", type=Path)
    ap.add_argument("out", type=Path)
    ap.add_argument("--float", action="store_true", help="leave the weights in float32 (to see what quantising costs)")
    a = ap.parse_args()
    r = Reader(SIZES[torch.load(a.checkpoint, weights_only=True)["encoder_name"]])
    load_reader(a.checkpoint, r)
    r.eval()
    a.out.mkdir(parents=True, exist_ok=True)
    for name, model in (("encoder", encoder(r)), ("tagger", tagger(r, whole=a.float))):
        if a.float:
            onnx.save(model, a.out / f"{name}.onnx")
        else:
            quantise(model, a.out / f"{name}.onnx")
    load_tokenizer(base("minilm", None)[1]).save(str(a.out / "tokenizer.json"), pretty=False)
    settings = {
        "reach": REACH,
        "transitions": r.transitions.detach().numpy().round(5).tolist(),
        "calibration": {"weights": [1, 0, 0, 0, 0, 0, 0], "bias": 0},  # as the network has it, until it is fitted
    }
    (a.out / "settings.json").write_text(json.dumps(settings) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
