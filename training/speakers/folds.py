"""Cross-validate the names: train on four fifths of Wikigold's articles and on our own texts, measure on the fifth, five times.

    python training/speakers/folds.py --data DATA --reader runs/reader3/last.pt

The layers and the head are those that ship, trained on names alone; each fold takes some minutes on two cores. Prints F1 of names with
exact words and type, found by the rules that ship (`onrecord.speakers.naming`), for every fold and over all.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from collections import Counter
from pathlib import Path

import torch
from torch import nn

sys.path[:0] = [str(Path(__file__).parent), str(Path(__file__).parent.parent)]
from examples import Text  # noqa: E402
from heads import Shape, Speakers  # noqa: E402
from learn import alike, documents, prepared  # noqa: E402
from measuring import named, names_shown  # noqa: E402
from model import Reader  # noqa: E402
from objectives import Network, names_loss  # noqa: E402
from train import SIZES, base, load_reader, load_tokenizer  # noqa: E402

FOLDS = 5


def trained(a: argparse.Namespace, texts: list[Text]) -> Network:
    """A network that has learned the names of texts."""
    torch.manual_seed(a.seed)
    rng = random.Random(a.seed)
    size = SIZES[torch.load(a.reader, weights_only=True)["encoder_name"]] if a.reader else SIZES["minilm"]
    reader = Reader(size)
    if a.reader:
        load_reader(a.reader, reader)
    else:
        reader.encoder.load(base("minilm", None)[0])
    heads = Speakers(Shape(size.width, size.heads, a.layers))
    for mine, theirs in zip(heads.layers, reader.encoder.layers[a.lower :], strict=False):
        mine.load_state_dict(theirs.state_dict())
    net = Network(reader.encoder, a.lower, heads)
    slow = [*reader.encoder.parameters(), *heads.layers.parameters()]
    optimizer = torch.optim.AdamW(
        [{"params": slow, "lr": a.rate}, {"params": heads.names.parameters(), "lr": a.head_rate}], weight_decay=0.01
    )
    steps = int(a.epochs * len(texts) / a.each)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda i: min(1.0, (i + 1) / (0.1 * steps)) * max(0.02, 1 - i / steps))
    batches = alike(texts, a.each, rng)
    for _ in range(steps):
        with torch.autocast("cpu", torch.bfloat16):
            loss = names_loss(net, next(batches))
        loss.backward()
        nn.utils.clip_grad_norm_(slow, 1.0)
        optimizer.step()
        optimizer.zero_grad(set_to_none=True)
        schedule.step()
    reader.eval()
    heads.eval()
    return net


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--data", type=Path, required=True)
    ap.add_argument("--reader", type=Path, help="a checkpoint to begin with; the base by itself otherwise")
    ap.add_argument("--folds", type=int, nargs="*", default=list(range(FOLDS)))
    ap.add_argument("--epochs", type=float, default=3)
    ap.add_argument("--rate", type=float, default=1.5e-4)
    ap.add_argument("--head-rate", type=float, default=1e-3)
    ap.add_argument("--each", type=int, default=12, help="texts in a step")
    ap.add_argument("--lower", type=int, default=5)
    ap.add_argument("--layers", type=int, default=1)
    ap.add_argument("--seed", type=int, default=1)
    ap.add_argument("--threads", type=int, default=2)
    a = ap.parse_args()
    torch.set_num_threads(a.threads)
    tokenizer = load_tokenizer(base("minilm", None)[1])
    total: dict[str, Counter[str]] = {}
    for fold in a.folds:
        began = time.time()
        docs = documents(a.data, fold)
        texts = prepared([d for k, v in docs.items() if not k.endswith("-held") for d in v if "names" in d.has], tokenizer)
        found = named(trained(a, texts), [(t, None) for t in prepared(docs["gold-held"], tokenizer)])
        total = {k: total.get(k, Counter()) + c for k, c in found.items()}
        print(f"fold {fold}, {len(texts)} texts, {time.time() - began:.0f} s: {names_shown(found)}", flush=True)
    print(f"all: {names_shown(total)}")


if __name__ == "__main__":
    main()
