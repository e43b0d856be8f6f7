"""Score a checkpoint on development articles (float network, before export)."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

import torch

sys.path.insert(0, str(Path(__file__).parent))
import importlib.util

from data import ONRECORD, POLNEAR, read_lines
from model import Reader
from train import SIZES, base, load_reader, load_tokenizer

from onrecord.attribution.finding import Finder


class TorchNetwork:
    """A checkpoint as `onrecord.attribution.network.Network`."""

    def __init__(self, path: Path) -> None:
        name = torch.load(path, weights_only=True)["encoder_name"]
        self.model = Reader(SIZES[name])
        load_reader(path, self.model)
        self.transitions = self.model.transitions.detach().numpy().copy()
        self.model = self.model.to(torch.bfloat16).eval()

    @torch.no_grad()
    def encode(self, ids, features, habit, first):  # type: ignore[no-untyped-def]
        w = self.model.words(*map(torch.from_numpy, (ids, features, habit, first)))
        return self.model.anchor(w)[0, :, 0].float().numpy(), self.model.project(w)[0]

    @torch.no_grad()
    def tag(self, projected, anchors):  # type: ignore[no-untyped-def]
        a = torch.from_numpy(anchors)
        return self.model.tag(projected[None], torch.zeros_like(a), a).float().numpy()


def summary(scorer, total) -> str:  # type: ignore[no-untyped-def]
    def f1(kind: str, role: str, measure: str) -> str:
        return f"{100 * scorer.prf(total[kind, role, measure])[2]:.1f}"

    p, r, f = (f"{100 * x:.1f}" for x in scorer.prf(total["all", "attribution", "relaxed"]))
    kinds = "/".join(f1(c, "attribution", "relaxed") for c in ("direct", "mixed", "indirect"))
    exact = "/".join(f1("all", r, "exact") for r in ("source", "cue", "content"))
    return f"relaxed {p}/{r}/{f} strict {f1('all', 'attribution', 'strict')} d/m/i {kinds} exact s/c/c {exact}"


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__)
    ap.add_argument("checkpoint", type=Path)
    ap.add_argument("--data", type=Path, required=True)
    ap.add_argument("--scorer", type=Path, required=True)
    ap.add_argument("--passages", type=Path, nargs="*", default=[])
    ap.add_argument("--thresholds", type=float, nargs="*", default=[0.3, 0.4, 0.5])
    ap.add_argument("--threads", type=int, default=2)
    a = ap.parse_args()
    torch.set_num_threads(a.threads)
    spec = importlib.util.spec_from_file_location("scorer", a.scorer)
    scorer = importlib.util.module_from_spec(spec)  # type: ignore[arg-type]
    spec.loader.exec_module(scorer)  # type: ignore[union-attr]
    network, tokenizer = TorchNetwork(a.checkpoint), load_tokenizer(base("minilm", None)[1])
    sets = [(a.data / "attribution/polnear-dev.jsonl.gz", POLNEAR), (a.data / "annotated/dev.jsonl.gz", ONRECORD)] + [
        (p, ONRECORD) for p in a.passages
    ]
    for path, habit in sets:
        docs = list(read_lines(path))
        gold = [d["attributions"] if "attributions" in d else d["annotations"][min(d["annotations"])] for d in docs]
        found = [Finder(network, tokenizer, threshold=min(a.thresholds)).find(d["text"], habit) for d in docs]
        for t in a.thresholds:
            total: dict = {}
            for d, g, f in zip(docs, gold, found, strict=True):
                art = scorer.Article(d["text"])
                pred = [{"source": x.source, "cue": x.cue, "content": x.content} for x in f if x.evidence[0] >= t]
                scorer.add(total, scorer.count(art.attribs([r for r in g if r["content"]]), art.attribs(pred)))
            print(path.name, t, summary(scorer, total), flush=True)


if __name__ == "__main__":
    main()
