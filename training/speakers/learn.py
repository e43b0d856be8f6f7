"""Train the network that says who is meant.

    python training/speakers/learn.py --data DATA --reader runs/reader/last.pt --out runs/speakers
    python training/speakers/learn.py … --reader runs/teacher/last.pt --out runs/speakers-teacher --lower 6 --layers 6 --answer answers.pt
    python training/speakers/learn.py … --answers answers.pt

Seeded; nothing is fetched. The reader's lower layers run once over every text; what they make of it is kept in memory. A large network
can answer first (`--answer`), on texts that nobody labelled too, and the small one learns from its answers
(`--answers`; Hinton et al. 2015).
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from itertools import chain, islice
from pathlib import Path

import torch
from torch import Tensor, nn

sys.path[:0] = [str(Path(__file__).parent), str(Path(__file__).parent.parent)]
import corpora  # noqa: E402
from asking import Asked, asked, candidates  # noqa: E402
from corpora import Marked  # noqa: E402
from data import read_lines  # noqa: E402
from examples import Text, prepare  # noqa: E402
from heads import NAME_LABELS, Shape, Speakers  # noqa: E402
from measuring import measure, runs  # noqa: E402
from model import Reader  # noqa: E402
from objectives import Answers, encode, found_mentions, loss_of, ranking  # noqa: E402
from train import SIZES, base, load_reader, load_tokenizer  # noqa: E402

KEPT_BACK = ("calibration", "wikinews-twice")
"""Files of labels whose texts nothing is learned from: for figures, and to see how far confidence can be trusted."""

UNLABELLED = 260
"""Articles of PolNeAR that only the teacher labels."""


class Lower(nn.Module):
    """The embeddings and lower layers of the reader, as they are."""

    def __init__(self, reader: Reader, layers: int) -> None:
        super().__init__()
        self.encoder = reader.encoder
        self.encoder.layers = self.encoder.layers[:layers]

    def forward(self, ids: Tensor, surface: Tensor, habit: Tensor) -> Tensor:
        return self.encoder(ids, surface, habit).float()


def documents(data: Path, fold: int) -> dict[str, list[Marked]]:
    """All that is learned from (without "-held") or measured on, by corpus.

    Args:
        data: Where speakers/, annotated/, attribution/ and articles/ are.
        fold: Every fifth text of Wikigold, from this one on, is held back; none where it is negative.
    """
    s, labels = data / "speakers", Path(__file__).parent.parent / "labels"
    gum, gold = list(corpora.gum(s)), list(corpora.wikigold(s / "wikigold.conll.gz"))
    held = {d.id for d in gum[3::8]} | {d.id for i, d in enumerate(gold) if fold >= 0 and i % 5 == fold}
    kept_back = {d["id"] for n in KEPT_BACK for d in read_lines(labels / f"{n}.jsonl")}
    ours = (corpora.labelled(labels / f"{n}.jsonl", data) for n in ("wikinews", "polnear"))
    return {
        "gum": [d for d in gum if d.id not in held and d.id.removeprefix("gum:") not in kept_back],
        "gum-held": [d for d in gum if d.id in held],
        "gap": list(corpora.gap(s / "gap-development.tsv.gz")),
        "gap-held": list(corpora.gap(s / "gap-validation.tsv.gz")),
        "gold": [d for d in gold if d.id not in held],
        "gold-held": [d for d in gold if d.id in held],
        "meantime": list(corpora.meantime(s)),
        "news": [
            d for d in chain(corpora.annotated(data / "annotated/train.jsonl.gz"), *ours) if d.id.removeprefix("news:") not in kept_back
        ],
        "news-held": list(corpora.annotated(data / "annotated/dev.jsonl.gz")),
    }


def unlabelled(data: Path, taken: set[str]) -> list[Marked]:
    """Articles that nobody labelled."""
    rows = (d for d in read_lines(data / "attribution/polnear-train.jsonl.gz") if f"news:{d['id']}" not in taken)
    return [Marked(f"plain:{d['id']}", d["text"]) for d in islice(rows, UNLABELLED)]


def prepared(docs: list[Marked], tokenizer, lower: Lower) -> list[Text]:  # type: ignore[no-untyped-def]
    return [t for t in (prepare(d, tokenizer, lower) for d in docs if d.text.strip()) if t.pieces]


@torch.no_grad()
def answered(model: Speakers, t: Text, q: Asked | None) -> tuple[Asked | None, Answers]:
    """What a teacher says to a text; where nobody labelled it, to questions about the mentions that it finds itself."""
    words = encode(model, t)
    names = model.names(words)
    if q is None and not t.marked.has:
        named = [(first, last) for first, last, _ in runs(names.argmax(-1).numpy())]
        inside = set(named)
        places = sorted({*found_mentions(model, words), *named})
        forms = [t.form(a, b, (a, b) in inside) for a, b in places]
        q = Asked(places, forms, [(i, candidates(i)) for i in range(1, len(places))], [[] for _ in places[1:]], group="taught")
    scores = ranking(model, model.mentions(words, torch.tensor(q.places)), q.forms, q.which) if q and q.places else []
    return q, Answers(names.half(), [s.half() for s in scores])


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--data", type=Path, required=True)
    ap.add_argument("--reader", type=Path, required=True)
    ap.add_argument("--out", type=Path, required=True)
    ap.add_argument("--epochs", type=int, default=8)
    ap.add_argument("--rate", type=float, default=1e-4)
    ap.add_argument("--head-rate", type=float, default=5e-4)
    ap.add_argument("--lower", type=int, default=4, help="layers of the reader that stay as they are")
    ap.add_argument("--layers", type=int, default=2, help="layers of its own, on top of them")
    ap.add_argument("--each", type=int, default=4, help="texts in a step")
    ap.add_argument("--fold", type=int, default=-1, help="part of Wikigold to hold back, 0 to 4")
    ap.add_argument("--answer", type=Path, help="write here what the trained network says to every text")
    ap.add_argument("--answers", type=Path, help="what a teacher said")
    ap.add_argument("--trust", type=float, default=0.5, help="share of the teacher where there are labels")
    ap.add_argument("--init", type=Path, help="a checkpoint to go on from")
    ap.add_argument("--only", nargs="*", help="corpora to learn from; all by default")
    ap.add_argument("--seed", type=int, default=1)
    ap.add_argument("--threads", type=int, default=2)
    a = ap.parse_args()
    torch.set_num_threads(a.threads)
    torch.manual_seed(a.seed)
    rng = random.Random(a.seed)
    a.out.mkdir(parents=True, exist_ok=True)
    name = torch.load(a.reader, weights_only=True)["encoder_name"]
    reader = Reader(SIZES[name])
    load_reader(a.reader, reader)
    model = Speakers(
        Shape(SIZES[name].width, SIZES[name].heads, a.layers, eps=1e-5 if name == "mpnet" else 1e-12, relative=name == "mpnet")
    )
    for mine, theirs in zip(model.layers, reader.encoder.layers[a.lower :], strict=False):
        mine.load_state_dict(theirs.state_dict())
    if a.init:
        model.load_state_dict(torch.load(a.init, weights_only=True)["state"])
    lower = Lower(reader, a.lower).to(torch.bfloat16).eval()
    if model.relative is not None:
        model.relative.load_state_dict(reader.encoder.relative.state_dict())  # type: ignore[union-attr]
    tokenizer = load_tokenizer(base("minilm", None)[1])
    began = time.time()
    every = {k: [(t, asked(t)) for t in prepared(v, tokenizer, lower)] for k, v in documents(a.data, a.fold).items()}
    plain: list[tuple[Text, Asked | None]] = []
    if a.answer or a.answers:
        plain = [(t, None) for t in prepared(unlabelled(a.data, {t.marked.id for t, _ in every["news"]}), tokenizer, lower)]
    told = torch.load(a.answers, weights_only=False) if a.answers else {}
    learned = [x for k, v in every.items() if not k.endswith("-held") and (not a.only or k in a.only) for x in v]
    if told:
        learned += [(t, told[t.marked.id][0]) for t, _ in plain]
    print(f"{len(learned)} texts after {time.time() - began:.0f} s", flush=True)
    train(model, learned, {k: v for k, v in every.items() if k.endswith("-held")}, {k: v[1] for k, v in told.items()}, a, rng)
    if a.answer:
        model.eval()
        torch.save({t.marked.id: answered(model, t, q) for t, q in [*learned, *plain]}, a.answer)


def train(model, learned, held, told, a, rng) -> None:  # type: ignore[no-untyped-def]
    total = a.epochs * len(learned) // a.each
    upper = list(model.layers.parameters())
    rest = [p for n, p in model.named_parameters() if not n.startswith("layers.")]
    optimizer = torch.optim.AdamW(
        [{"params": upper, "lr": a.rate, "base": a.rate}, {"params": rest, "lr": a.head_rate, "base": a.head_rate}], weight_decay=0.01
    )
    step, began, sums = 0, time.time(), {}  # type: ignore[var-annotated]
    for epoch in range(a.epochs):
        for i, (t, q) in enumerate(rng.sample(learned, len(learned))):
            losses = loss_of(model, t, q, rng, told.get(t.marked.id), a.trust)
            if losses:
                (sum(losses.values()) / a.each).backward()  # type: ignore[union-attr]
            for k, v in losses.items():
                sums[k] = 0.98 * sums.get(k, v.item()) + 0.02 * v.item()
            if i % a.each == a.each - 1:
                factor = min(1.0, (step + 1) / (0.06 * total)) * (0.02 + 0.98 * max(0.0, 1 - step / total))
                for g in optimizer.param_groups:
                    g["lr"] = g["base"] * factor
                nn.utils.clip_grad_norm_(model.parameters(), 1.0)
                optimizer.step()
                optimizer.zero_grad(set_to_none=True)
                step += 1
                if step % 100 == 0:
                    print(f"{step}/{total} {time.time() - began:.0f} s " + " ".join(f"{k} {v:.3f}" for k, v in sums.items()), flush=True)
        torch.save({"state": model.state_dict(), "layers": a.layers, "labels": NAME_LABELS}, a.out / "last.pt")
        shown = " ".join(f"{k} {v:.3f}" for k, v in sums.items())
        print(f"{epoch + 1}: {time.time() - began:.0f} s {shown}\n   {measure(model, held)}", flush=True)


if __name__ == "__main__":
    main()
