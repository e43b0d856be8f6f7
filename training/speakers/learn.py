"""Train the network that says who is meant, together with the reader whose lower layers it shares.

    python training/speakers/learn.py --data DATA --reader runs/reader3/last.pt --teacher runs/teacher/last.pt --out runs/together
    python training/speakers/learn.py … --answers answers.pt

A step takes a batch of attributions, as `train.py` does, so that the reader keeps what it knows; a batch of texts with names; and a
few texts with mentions that stand for one another. All layers learn. A large network can answer first (`--answer`, without
attributions, its lower layers as they are), on texts that nobody labelled too, and the small one learns from its answers
(`--answers`; Hinton et al. 2015). Seeded; nothing is fetched.
"""

from __future__ import annotations

import argparse
import copy
import random
import sys
import time
from collections.abc import Iterator
from itertools import chain, cycle, islice
from pathlib import Path
from typing import Any

import torch
from torch import nn

sys.path[:0] = [str(Path(__file__).parent), str(Path(__file__).parent.parent)]
import corpora  # noqa: E402
from asking import Asked, Place, asked, candidates  # noqa: E402
from corpora import Marked  # noqa: E402
from data import read_lines  # noqa: E402
from examples import Text, prepare  # noqa: E402
from heads import Shape, Speakers  # noqa: E402
from measuring import measure, runs  # noqa: E402
from model import Reader  # noqa: E402
from objectives import Network, encode, found_mentions, loss_of, names_loss, ranking  # noqa: E402
from train import SIZES, Average, Batch, base, corpus, lessons, load_reader, load_teacher, load_tokenizer  # noqa: E402
from train import loss_of as attribution_loss  # noqa: E402

KEPT_BACK = ("calibration", "wikinews-twice")
"""Files of labels whose texts nothing is learned from: for figures, and to see how far confidence can be trusted."""

UNLABELLED = 260
"""Articles of PolNeAR that only the teacher labels."""


def documents(data: Path, fold: int) -> dict[str, list[Marked]]:
    """All that is learned from (without "-held") or measured on, by corpus.

    Args:
        data: Where speakers/, annotated/, attribution/ and articles/ are.
        fold: Every fifth article of Wikigold, from this one on, is held back; none where it is negative.
    """
    here = Path(__file__).parent.parent
    s, labels = data / "speakers", here / "labels"
    gum, gold = list(corpora.gum(s)), list(corpora.wikigold(s / "wikigold.conll.gz"))
    held = {d.id for d in gum[3::8]} | {d.id for d in gold if fold >= 0 and int(d.id.split(":")[1]) % 5 == fold}
    kept_back = {d["id"] for n in KEPT_BACK for d in read_lines(labels / f"{n}.jsonl")}
    ours = (corpora.labelled(labels / f"{n}.jsonl", data) for n in ("wikinews", "polnear"))
    return {
        "gum": [d for d in gum if d.id not in held and d.id.removeprefix("gum:") not in kept_back],
        "gum-held": [d for d in gum if d.id in held],
        "gap": list(corpora.gap(s / "gap-development.tsv.gz")),
        "gap-held": list(corpora.gap(s / "gap-validation.tsv.gz")),
        "gold": [d for d in gold if d.id not in held],
        "gold-held": [d for d in gold if d.id in held],
        "named": [d for path in sorted((here / "named").glob("*.txt")) for d in corpora.braced(path)],
        "chained": [d for path in sorted((here / "chained").glob("*.txt")) for d in corpora.braced(path)],
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


def prepared(docs: list[Marked], tokenizer) -> list[Text]:  # type: ignore[no-untyped-def]
    return [t for t in (prepare(d, tokenizer) for d in docs if d.text.strip()) if t.pieces]


def freely_asked(t: Text, places: list[Place], named: list[bool]) -> Asked:
    """What a text asks that nobody labelled, about mentions that a network found in it."""
    forms = [t.form(a, b, name) for (a, b), name in zip(places, named, strict=True)]
    return Asked(places, forms, [(i, candidates(i)) for i in range(1, len(places))], [[] for _ in places[1:]], group="taught")


@torch.no_grad()
def answered(net: Network, t: Text, q: Asked | None) -> dict[str, Any]:
    """What a teacher says to a text, as lists and tensors: scores for each question, and mentions where nobody labelled any."""
    words, found = encode(net, [t])[0], {}
    if q is None and not t.marked.has:
        names = {(first, last) for first, last, _ in runs(net.heads.names(words).argmax(-1).numpy())}
        places = sorted({*found_mentions(net.heads, words), *names})
        found = {"places": places, "named": [p in names for p in places]}
        q = freely_asked(t, **found)
    scores = ranking(net.heads, net.heads.mentions(words, torch.tensor(q.places)), q.forms, q.which) if q and q.places else []
    return {"scores": [s.half() for s in scores], **found}


def endless(things: list, each: int, rng: random.Random) -> Iterator[list]:  # type: ignore[type-arg]
    """Batches of things, all of them before any comes again."""
    while True:
        order = rng.sample(things, len(things))
        yield from (order[i : i + each] for i in range(0, len(order) - each + 1, each))


def alike(texts: list[Text], each: int, rng: random.Random) -> Iterator[list[Text]]:
    """Batches of texts of like length."""
    while True:
        order = sorted(texts, key=lambda t: len(t.words) + 30 * rng.random())
        batches = [order[i : i + each] for i in range(0, len(order), each)]
        rng.shuffle(batches)
        yield from batches


def attributed(a: argparse.Namespace, tokenizer, rng: random.Random) -> Iterator[Batch]:  # type: ignore[no-untyped-def]
    """Batches of attributions without end, with a teacher's lessons."""
    docs, teacher, kept, epoch = corpus(a, tokenizer), load_teacher(a.teacher, a.trust_reader), {}, 0  # type: ignore[var-annotated]
    while True:
        yield from lessons(docs, a, rng, teacher, kept, epoch)
        epoch += 1


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--data", type=Path, required=True)
    ap.add_argument("--reader", type=Path, required=True)
    ap.add_argument("--out", type=Path, required=True)
    ap.add_argument("--steps", type=int, default=4000)
    ap.add_argument("--every", type=int, default=1000, help="steps between two looks at what is held back")
    ap.add_argument("--rate", type=float, default=1.2e-4)
    ap.add_argument("--head-rate", type=float, default=6e-4)
    ap.add_argument("--lower", type=int, default=5, help="layers of the reader that are shared")
    ap.add_argument("--layers", type=int, default=1, help="layers of its own, on top of them")
    ap.add_argument("--fold", type=int, default=-1, help="part of Wikigold to hold back, 0 to 4")
    ap.add_argument(
        "--teacher",
        type=Path,
        help="a large reader; without it nothing is learned about attributions, and the shared layers stay as they are",
    )
    ap.add_argument("--trust-reader", type=float, default=0.5, help="share of the large reader where there are labels")
    ap.add_argument("--answer", type=Path, help="write here what the trained network says to every text")
    ap.add_argument("--answers", type=Path, help="what a teacher said")
    ap.add_argument("--trust", type=float, default=0.4, help="share of those answers where there are labels")
    ap.add_argument("--init", type=Path, help="a checkpoint to go on from")
    ap.add_argument("--names-each", type=int, default=12, help="texts with names in a step")
    ap.add_argument("--names-weight", type=float, default=5.0, help="of the loss over names")
    ap.add_argument("--batch", type=int, default=4, help="windows with attributions in a step")
    ap.add_argument("--length", type=int, default=320)
    ap.add_argument("--cuts", type=int, default=2)
    ap.add_argument("--borrow", type=float, default=0.35)
    for name, weight in (("polnear", 0.5), ("annotated", 2.0), ("labels", 1.5), ("passages", 1.0)):
        ap.add_argument(f"--{name}-weight", type=float, default=weight)
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
    heads = Speakers(
        Shape(SIZES[name].width, SIZES[name].heads, a.layers, eps=1e-5 if name == "mpnet" else 1e-12, relative=name == "mpnet")
    )
    for mine, theirs in zip(heads.layers, reader.encoder.layers[a.lower :], strict=False):
        mine.load_state_dict(theirs.state_dict())
    if heads.relative is not None:
        heads.relative.load_state_dict(reader.encoder.relative.state_dict())  # type: ignore[union-attr]
    if a.init:
        saved = torch.load(a.init, weights_only=True)
        heads.load_state_dict(saved["state"])
        reader.load_state_dict(saved["reader"])
    tokenizer = load_tokenizer(base("minilm", None)[1])
    began = time.time()
    every = {k: [(t, asked(t)) for t in prepared(v, tokenizer)] for k, v in documents(a.data, a.fold).items()}
    plain: list[tuple[Text, Asked | None]] = []
    if a.answer or a.answers:
        plain = [(t, None) for t in prepared(unlabelled(a.data, {t.marked.id for t, _ in every["news"]}), tokenizer)]
    told = torch.load(a.answers, weights_only=True) if a.answers else {}
    if told:
        answers = ((t, told[t.marked.id]) for t, _ in plain)
        every["taught"] = [(t, freely_asked(t, said["places"], said["named"])) for t, said in answers]
    print({k: len(v) for k, v in every.items()}, f"texts after {time.time() - began:.0f} s", flush=True)
    net = train(reader, heads, every, {k: v["scores"] for k, v in told.items() if v["scores"]}, tokenizer, a, rng)
    if a.answer:
        net.heads.eval()
        texts = [x for k, v in every.items() if not k.endswith("-held") for x in v]
        torch.save({t.marked.id: answered(net, t, q) for t, q in [*texts, *plain]}, a.answer)


def train(reader, heads, every, told, tokenizer, a, rng) -> Network:  # type: ignore[no-untyped-def]
    """Learn; weights are held in float32 and computed with in bfloat16, and what is kept is their moving average."""
    work = copy.deepcopy(reader).to(torch.bfloat16)
    work.train()
    plain = work.encoder
    work.encoder = torch.compile(work.encoder, dynamic=False)
    net = Network(plain, a.lower, heads)
    frozen = a.teacher is None
    groups: dict[tuple[float, float], list[nn.Parameter]] = {}
    for name, p in [*reader.named_parameters(), *heads.named_parameters()]:
        if not frozen or id(p) in {id(q) for q in heads.parameters()}:
            rate = a.rate if name.startswith(("encoder.", "layers.")) else a.head_rate
            groups.setdefault((rate, 0.01 if p.dim() > 1 else 0.0), []).append(p)
    optimizer = torch.optim.AdamW(
        [{"params": ps, "lr": r, "weight_decay": d, "base": r} for (r, d), ps in groups.items()], betas=(0.9, 0.98), fused=True
    )
    masters = [p for n, p in reader.named_parameters() if n != "transitions"]
    works = [p for n, p in work.named_parameters() if n != "transitions"]
    for w in works:
        w.requires_grad_(not frozen)
    learned = {k: v for k, v in every.items() if not k.endswith("-held")}
    held = {k: v for k, v in every.items() if k.endswith("-held")}
    named = [t for v in learned.values() for t, _ in v if "names" in t.marked.has]
    others = corpora.swapped([t.marked for k in ("gold", "named", "chained") for t, _ in learned[k] if "names" in t.marked.has], rng)
    names = alike([*named, *prepared(list(others), tokenizer)], a.names_each, rng)
    pronouns = endless([x for x in learned["gap"] if x[1]], 2, rng)
    ours = endless([x for x in learned["chained"] if x[1]], 1, rng)
    asking = endless([x for k, v in learned.items() for x in v if k not in {"gap", "chained"} and x[1] and x[1].places], 1, rng)
    attributions = cycle([None]) if frozen else attributed(a, tokenizer, rng)
    averages = Average(reader), Average(heads)
    began, sums = time.time(), {}  # type: ignore[var-annotated]
    for step in range(a.steps):
        losses = {}
        batch = next(attributions)
        if batch is not None:
            losses["attributions"] = attribution_loss(work, reader.transitions, batch)[0]
            losses["attributions"].backward()
        losses["names"] = a.names_weight * names_loss(net, next(names))
        losses["names"].backward()
        parts = loss_of(net, [*next(pronouns), *next(ours), *next(asking)], rng, told, a.trust)
        if parts:
            (0.5 * sum(parts.values())).backward()
        for k, v in (losses | parts).items():
            sums[k] = 0.98 * sums.get(k, v.item()) + 0.02 * v.item()
        factor = min(1.0, (step + 1) / (0.06 * a.steps)) * (0.02 + 0.98 * max(0.0, 1 - step / a.steps))
        for g in optimizer.param_groups:
            g["lr"] = g["base"] * factor
        with torch.no_grad():
            for m, w in zip(masters, works, strict=True):
                m.grad = w.grad.float() if w.grad is not None else None
                w.grad = None
        nn.utils.clip_grad_norm_([p for g in optimizer.param_groups for p in g["params"]], 1.0)
        optimizer.step()
        optimizer.zero_grad(set_to_none=True)
        with torch.no_grad():
            torch._foreach_copy_(works, masters)
        for average in averages:
            average.update(step)
        if step % 100 == 99:
            print(f"{step + 1}/{a.steps} {time.time() - began:.0f} s " + " ".join(f"{k} {v:.3f}" for k, v in sums.items()), flush=True)
        if step == a.steps // 2 - 1:
            keep(a, averages, a.out / "half.pt")
        if step % a.every == a.every - 1 or step == a.steps - 1:
            keep(a, averages, a.out / "last.pt")
            print(f"   {measure(average_of(averages, a.lower), held)}", flush=True)
    return average_of(averages, a.lower)


def average_of(averages: tuple[Average, Average], lower: int) -> Network:
    """The network with averaged weights."""
    reader, heads = (copy.deepcopy(average.network) for average in averages)
    reader.load_state_dict(averages[0].state)
    heads.load_state_dict(averages[1].state)
    return Network(reader.encoder.to(torch.bfloat16).eval(), lower, heads.eval())  # type: ignore[arg-type, operator, union-attr]


def keep(a: argparse.Namespace, averages: tuple[Average, Average], path: Path) -> None:
    """Write both parts in one file: `reader` is what `train.py` writes as `state`."""
    part = path.with_suffix(".part")
    name = torch.load(a.reader, weights_only=True)["encoder_name"]
    options = {k: str(v) for k, v in vars(a).items()}
    torch.save(
        {
            "state": averages[1].state,
            "reader": averages[0].state,
            "encoder_name": name,
            "lower": a.lower,
            "layers": a.layers,
            "options": options,
        },
        part,
    )
    part.replace(path)


if __name__ == "__main__":
    main()
