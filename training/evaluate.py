"""Score a checkpoint on development articles, before it is exported.

python training/evaluate.py runs/reader/last.pt --data DATA
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

import torch

sys.path.insert(0, str(Path(__file__).parent))
from data import ONRECORD, POLNEAR, read_lines
from model import Reader
from train import SIZES, base, load_reader, load_tokenizer

from onrecord.attribution.finding import Finder
from onrecord.scoring.tallies import Scores, percent
from onrecord.scoring.tokens import KINDS, Scored


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


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("checkpoint", type=Path)
    ap.add_argument("--data", type=Path, required=True)
    ap.add_argument("--threads", type=int, default=2)
    a = ap.parse_args()
    torch.set_num_threads(a.threads)
    finder = Finder(TorchNetwork(a.checkpoint), load_tokenizer(base("minilm", None)[1]))
    for path, habit in ((a.data / "attribution/polnear-dev.jsonl.gz", POLNEAR), (a.data / "annotated/dev.jsonl.gz", ONRECORD)):
        scores = Scores()
        for d in read_lines(path):
            text = Scored(d["text"])
            gold = [text.filled(r) for r in d["annotations"][min(d["annotations"])] if r["content"]]
            found = finder.find(d["text"], habit)
            scores.add(gold, [text.filled({"source": f.source, "cue": f.cue, "content": f.content}) for f in found if f.content])
        kinds = "/".join(percent(scores["relaxed", k].f1) for k in KINDS)
        print(
            f"{path.name}: relaxed {percent(scores['relaxed', 'all'].f1)} strict {percent(scores['strict', 'all'].f1)} by kind {kinds}",
            flush=True,
        )


if __name__ == "__main__":
    main()
