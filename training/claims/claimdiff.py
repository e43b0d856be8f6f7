"""Cross-validate on ClaimDiff: whether one claim strengthens or weakens another, on topics that were not learned from.

    PYTHONPATH=src python training/claims/claimdiff.py --data DATA --start runs/pairs/last.pt

The network to begin with must not have learned from ClaimDiff (`learn.py --without claimdiff`). For each of five folds, made of whole
topics, a copy of it learns from the others. Printed are accuracy and F1 of either question, and what always answering no would reach.
Ko et al. (2023) report that their best systems are more than 19 points behind people.
"""

from __future__ import annotations

import argparse
import hashlib
import random
import sys
from pathlib import Path

import torch
from tokenizers import Tokenizer

sys.path[:0] = [str(Path(__file__).parent), str(Path(__file__).parent.parent)]
from corpora import claimdiff  # noqa: E402
from learn import SIZES, PairNetwork, answers, examples, train  # noqa: E402

FOLDS = 5


def fold(topic: str) -> int:
    return hashlib.sha256(topic.encode()).digest()[0] % FOLDS


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--data", type=Path, required=True, help="folder with claims/")
    ap.add_argument("--start", type=Path, required=True)
    ap.add_argument("--size", choices=sorted(SIZES), default="minilm")
    ap.add_argument("--tokenizer", type=Path, default=Path(__file__).parents[2] / "src/onrecord/weights/tokenizer.json")
    ap.add_argument("--device", default="cpu")
    ap.add_argument("--epochs", type=float, default=5)
    ap.add_argument("--rate", type=float, default=6e-5)
    a = ap.parse_args()
    torch.manual_seed(1)
    tokenizer = Tokenizer.from_file(str(a.tokenizer))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    these = examples(list(claimdiff(a.data / "claims")), tokenizer)
    state = {k: v.float() for k, v in torch.load(a.start, weights_only=True).items()}
    said, right = [], []
    for n in range(FOLDS):
        net = PairNetwork(SIZES[a.size])
        net.load_state_dict(state)
        others = [e for e in these if fold(e.pair.group) != n]
        held = [e for e in these if fold(e.pair.group) == n]
        net = train(
            net, others, {}, seconds=600, epochs=a.epochs, rate=a.rate, each=32, trust=0, device=a.device, rng=random.Random(n)
        )  # fmt: skip
        said += [s["differs"].float() > 0 for s in answers(net, held, a.device)]
        right += [torch.tensor(e.pair.differs) for e in held]
    found, gold = torch.stack(said), torch.stack(right)
    for k, name in enumerate(("strengthens", "weakens")):
        hit = int((found[:, k] & gold[:, k]).sum())
        precision, recall = hit / max(1, int(found[:, k].sum())), hit / max(1, int(gold[:, k].sum()))
        f1 = 2 * hit / max(1, int(found[:, k].sum()) + int(gold[:, k].sum()))
        accuracy = float((found[:, k] == gold[:, k]).float().mean())
        print(
            f"{name}: accuracy {100 * accuracy:.1f} (always no {100 * float((~gold[:, k]).float().mean()):.1f}), "
            f"precision/recall/F1 {100 * precision:.1f}/{100 * recall:.1f}/{100 * f1:.1f} of {len(gold)} pairs"
        )


if __name__ == "__main__":
    main()
