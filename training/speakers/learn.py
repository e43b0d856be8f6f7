"""Train the network that says who is meant.

    python training/speakers/learn.py --data DATA --reader runs/reader/last.pt --out runs/speakers

Seeded; nothing is fetched. The reader's lower layers run once over every text; what they make of it is kept in memory.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from itertools import chain
from pathlib import Path

import torch
import torch.nn.functional as F
from torch import Tensor, nn

sys.path[:0] = [str(Path(__file__).parent), str(Path(__file__).parent.parent)]
import corpora  # noqa: E402
from examples import Text, capitalised, name_labels, names_of, prepare  # noqa: E402
from heads import KINDS, Shape, Speakers  # noqa: E402
from model import Reader  # noqa: E402
from train import SIZES, base, load_reader, load_tokenizer  # noqa: E402

from onrecord.speakers.pairs import Form, bucket, features  # noqa: E402

LOWER = 4
"""Layers of the reader that are shared."""

NEAREST, FIRST = 50, 15
"""Mentions before an anaphor, and at the beginning of the text, that may be its antecedent."""


class Lower(nn.Module):
    """The embeddings and lower layers of the reader, as they are."""

    def __init__(self, reader: Reader, layers: int) -> None:
        super().__init__()
        self.encoder = reader.encoder
        self.encoder.layers = self.encoder.layers[:layers]

    def forward(self, ids: Tensor, surface: Tensor, habit: Tensor) -> Tensor:
        return self.encoder(ids, surface, habit).float()


def texts(data: Path, tokenizer, lower: Lower) -> dict[str, list[Text]]:  # type: ignore[no-untyped-def]
    """All that is learned from or measured on, by corpus and part."""
    s = data / "speakers"
    gum = list(corpora.gum(s))
    held = [d for i, d in enumerate(gum) if i % 8 == 3]
    news = corpora.annotated(data / "annotated/train.jsonl.gz")
    labels = Path(__file__).parent.parent / "labels"
    ours = (corpora.labelled(labels / f"{n}.jsonl", data) for n in ("wikinews", "polnear"))
    groups = {
        "gum": [d for d in gum if d not in held],
        "gum-held": held,
        "gap": list(corpora.gap(s / "gap-development.tsv.gz")),
        "gap-held": list(corpora.gap(s / "gap-validation.tsv.gz")),
        "gold": list(corpora.wikigold(s / "wikigold.conll.gz")),
        "news": list(chain(news, *ours)),
        "news-held": list(corpora.annotated(data / "annotated/dev.jsonl.gz")),
    }
    out = {}
    for name, docs in groups.items():
        began = time.time()
        out[name] = [t for t in (prepare(d, tokenizer, lower) for d in docs if d.text.strip()) if t.pieces]
        print(f"{name}: {len(docs)} texts, {time.time() - began:.0f} s", flush=True)
    return out


def encode(model: Speakers, t: Text) -> Tensor:
    """Vectors of all words of a text."""
    longest = max(len(p.middle) for p in t.pieces)
    x = torch.stack([F.pad(p.middle.float(), (0, 0, 0, longest - len(p.middle))) for p in t.pieces])
    bias = torch.tensor([[0.0] * len(p.middle) + [-30000.0] * (longest - len(p.middle)) for p in t.pieces])[:, None, None]
    most = max(len(p.first) for p in t.pieces)
    first = torch.stack([F.pad(p.first, (0, most - len(p.first))) for p in t.pieces])
    w = model.words(x, bias, first)
    return torch.cat([w[i, p.core] for i, p in enumerate(t.pieces)])


def candidates(forms: list[Form], i: int) -> list[int]:
    return sorted({*range(max(0, i - NEAREST), i), *range(min(FIRST, i))})


def ranking(model: Speakers, vectors: Tensor, forms: list[Form], which: list[tuple[int, list[int]]]) -> list[Tensor]:
    """For each (anaphor, candidates): scores of standing for nothing before it, and for each candidate."""
    if not which:
        return []
    a = torch.tensor([i for i, js in which for _ in js], dtype=torch.long)
    b = torch.tensor([j for _, js in which for j in js], dtype=torch.long)
    d = torch.tensor([bucket(max(1, i - j)) for i, js in which for j in js], dtype=torch.long)
    f = torch.tensor([features(forms[i], forms[j]) for i, js in which for j in js])
    scores = model.scores(vectors, a, b, d, f) if len(a) else torch.zeros(0)
    alone = model.alone(vectors)[:, 0]
    out, at = [], 0
    for i, js in which:
        out.append(torch.cat([alone[i : i + 1], scores[at : at + len(js)]]))
        at += len(js)
    return out


def loss_of(model: Speakers, t: Text, rng: random.Random) -> dict[str, Tensor]:
    words = model.drop(encode(model, t))
    m, out = t.marked, {}
    if "names" in m.has:
        out["names"] = F.cross_entropy(model.names(words), torch.from_numpy(name_labels(t)), weight=None)
    if "mentions" in m.has:
        out |= _gum_loss(model, t, words, rng)
    elif m.pair is not None:
        out["pair"] = _gap_loss(model, t, words)
    elif "sources" in m.has:
        out |= _news_loss(model, t, words)
    return out


def _gum_loss(model: Speakers, t: Text, words: Tensor, rng: random.Random) -> dict[str, Tensor]:
    gold = {}
    for x in t.marked.mentions:
        at = t.span(x.span)
        if at is not None and at[1] - at[0] < 30:
            gold[at] = x
    places = sorted(gold)
    n = len(t.words)
    wrong = set()
    for first, last in places:
        for _ in range(2):
            a, b = first + rng.choice((-2, -1, 0, 0, 1)), last + rng.choice((-1, 0, 0, 1, 2, 4))
            if 0 <= a <= b < n and (a, b) not in gold:
                wrong.add((a, b))
    for _ in range(len(places)):
        a = rng.randrange(n)
        b = min(n - 1, a + rng.choice((0, 0, 1, 2, 3, 5)))
        if (a, b) not in gold:
            wrong.add((a, b))
    every = [*places, *sorted(wrong)]
    vectors = model.mentions(words, torch.tensor(every))
    label = torch.tensor([1.0] * len(places) + [0.0] * len(wrong))
    out = {"mention": F.binary_cross_entropy_with_logits(model.is_mention(vectors)[:, 0], label)}
    kinds = [(i, KINDS.index(gold[p].type)) for i, p in enumerate(places) if gold[p].type in KINDS]
    if kinds:
        out["kind"] = 0.3 * F.cross_entropy(model.kind(vectors[[i for i, _ in kinds]]), torch.tensor([k for _, k in kinds]))
    forms = [t.form(a, b, gold[a, b].name) for a, b in places]
    which = [(i, candidates(forms, i)) for i in range(len(places))]
    which = [w for w in which if w[1]]
    which = rng.sample(which, min(len(which), 120))
    total = []
    for (i, js), s in zip(which, ranking(model, vectors, forms, which), strict=True):
        entity = gold[places[i]].entity
        right = [k + 1 for k, j in enumerate(js) if entity is not None and gold[places[j]].entity == entity] or [0]
        total.append(torch.logsumexp(s, 0) - torch.logsumexp(s[right], 0))
    if total:
        out["antecedent"] = torch.stack(total).mean()
    return out


def _gap_mentions(t: Text) -> tuple[list[tuple[int, int]], list[bool], int]:
    """Places of the two names and the pronoun in order, which are right, and the pronoun's number."""
    assert t.marked.pair is not None
    rows = [(t.span(m.span), m.entity == "pronoun") for m in t.marked.mentions] + [(t.span(t.marked.pair), False)]
    pronoun = rows[-1][0]
    ordered = sorted((p, r) for p, r in rows if p is not None)
    return [p for p, _ in ordered], [r for _, r in ordered], [p for p, _ in ordered].index(pronoun)  # type: ignore[arg-type]


def gap_scores(model: Speakers, t: Text, words: Tensor) -> tuple[Tensor, list[bool]]:
    """Scores of nothing and of both names, and which are right (in the order of the scores)."""
    places, right, at = _gap_mentions(t)
    forms = [t.form(a, b, i != at) for i, (a, b) in enumerate(places)]
    js = [j for j in range(len(places)) if j != at]
    scores = ranking(model, model.mentions(words, torch.tensor(places)), forms, [(at, js)])[0]
    return scores, [not any(right), *(right[j] for j in js)]


def _gap_loss(model: Speakers, t: Text, words: Tensor) -> Tensor:
    scores, right = gap_scores(model, t, words)
    return torch.logsumexp(scores, 0) - torch.logsumexp(scores[torch.tensor(right)], 0)


def news_questions(t: Text) -> tuple[list[tuple[int, int]], list[Form], list[tuple[int, list[int], list[int]]], list[tuple[int, str]]]:
    """Mentions of an article, their forms, questions (source, candidates, right ones among them) and types of sources."""
    runs = capitalised(t)
    sources = [(t.span(s), name, kind) for s, name, kind in t.marked.speakers]
    asked = [(s, name, kind) for s, name, kind in sources if s is not None]
    named = {p for _, name, _ in asked if name for p in names_of(t, runs, name)}
    places = sorted({*runs, *(s for s, _, _ in asked)})
    number = {p: i for i, p in enumerate(places)}
    forms = [t.form(a, b, (a, b) in named or (a, b) in runs) for a, b in places]
    kinds = [(number[s], kind) for s, _, kind in asked]
    questions = []
    for s, name, _ in asked:
        if not name:
            continue
        i = number[s]
        said = set(forms[i].words)
        if name.lower().split()[-1] in said or (said and not forms[i].pronoun and said <= set(name.lower().split()) and len(said) > 1):
            continue  # the name stands in the source itself
        right = {number[p] for p in names_of(t, runs, name) if number[p] != i} | {
            number[q] for q, other, _ in asked if other == name and number[q] != i
        }
        js = sorted({*candidates(forms, i), *(j for j in right if abs(j - i) < 2 * NEAREST)} - {i})
        good = [k for k, j in enumerate(js) if j in right and (forms[j].name or j < i)]
        if good or name.lower() == forms[i].text or set(name.lower().split()) & said:
            questions.append((i, js, good))
    return places, forms, questions, kinds


def _news_loss(model: Speakers, t: Text, words: Tensor) -> dict[str, Tensor]:
    places, forms, questions, kinds = news_questions(t)
    if not kinds:
        return {}
    vectors = model.mentions(words, torch.tensor(places))
    out = {"kind": F.cross_entropy(model.kind(vectors[[i for i, _ in kinds]]), torch.tensor([KINDS.index(k) for _, k in kinds]))}
    total = []
    for (_, _, good), s in zip(questions, ranking(model, vectors, forms, [(i, js) for i, js, _ in questions]), strict=True):
        right = [k + 1 for k in good] or [0]
        total.append(torch.logsumexp(s, 0) - torch.logsumexp(s[right], 0))
    if total:
        out["speaker"] = torch.stack(total).mean()
    return out


@torch.no_grad()
def measure(model: Speakers, held: dict[str, list[Text]]) -> str:
    model.eval()
    out = []
    for name in ("gum-held",):
        tp = fp = fn = right = asked = 0
        for t in held[name]:
            words = encode(model, t)
            gold = {t.span(m.span): m for m in t.marked.mentions}
            places = sorted(p for p in gold if p is not None)
            vectors = model.mentions(words, torch.tensor(places))
            forms = [t.form(a, b, gold[a, b].name) for a, b in places]
            which = [(i, candidates(forms, i)) for i in range(1, len(places))]
            for (i, js), s in zip(which, ranking(model, vectors, forms, which), strict=True):
                entity = gold[places[i]].entity
                good = [k for k, j in enumerate(js) if entity is not None and gold[places[j]].entity == entity]
                best = int(s.argmax()) - 1
                tp += best in good
                fp += best >= 0 and best not in good
                fn += bool(good) and best not in good
        out.append(f"{name} links P {tp / max(1, tp + fp):.3f} R {tp / max(1, tp + fn):.3f}")
    tp = fp = fn = 0
    for t in held["gap-held"]:
        scores, right = gap_scores(model, t, encode(model, t))
        best = int(scores.argmax())
        tp += best > 0 and right[best]
        fp += best > 0 and not right[best]
        fn += sum(right[1:]) - (best > 0 and right[best])
    out.append(f"gap P {tp / max(1, tp + fp):.3f} R {tp / max(1, tp + fn):.3f} F {2 * tp / max(1, 2 * tp + fp + fn):.3f}")
    right = asked = kind_right = kind_all = 0
    for t in held["news-held"]:
        places, forms, questions, kinds = news_questions(t)
        if not kinds:
            continue
        vectors = model.mentions(encode(model, t), torch.tensor(places))
        got = model.kind(vectors).argmax(1)
        kind_right += sum(KINDS[int(got[i])] == k for i, k in kinds)
        kind_all += len(kinds)
        for (_, _, good), s in zip(questions, ranking(model, vectors, forms, [(i, js) for i, js, _ in questions]), strict=True):
            best = int(s.argmax()) - 1
            asked += 1
            right += best in good if good else best < 0
    out.append(f"news right {right}/{asked} = {right / max(1, asked):.3f}, kinds {kind_right / max(1, kind_all):.3f}")
    model.train()
    return " | ".join(out)


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--data", type=Path, required=True)
    ap.add_argument("--reader", type=Path, required=True)
    ap.add_argument("--out", type=Path, required=True)
    ap.add_argument("--epochs", type=int, default=8)
    ap.add_argument("--rate", type=float, default=1e-4)
    ap.add_argument("--head-rate", type=float, default=5e-4)
    ap.add_argument("--layers", type=int, default=2)
    ap.add_argument("--each", type=int, default=4, help="texts in a step")
    ap.add_argument("--seed", type=int, default=1)
    ap.add_argument("--threads", type=int, default=2)
    a = ap.parse_args()
    torch.set_num_threads(a.threads)
    torch.manual_seed(a.seed)
    rng = random.Random(a.seed)
    a.out.mkdir(parents=True, exist_ok=True)
    reader = Reader(SIZES["minilm"])
    load_reader(a.reader, reader)
    model = Speakers(Shape(layers=a.layers))
    for mine, theirs in zip(model.layers, reader.encoder.layers[LOWER:], strict=False):
        mine.load_state_dict(theirs.state_dict())
    lower = Lower(reader, LOWER).to(torch.bfloat16).eval()
    every = texts(a.data, load_tokenizer(base("minilm", None)[1]), lower)
    learned = [t for name in ("gum", "gap", "gold", "news") for t in every[name]]
    total = a.epochs * len(learned) // a.each
    upper = list(model.layers.parameters())
    rest = [p for n, p in model.named_parameters() if not n.startswith("layers.")]
    optimizer = torch.optim.AdamW(
        [{"params": upper, "lr": a.rate, "base": a.rate}, {"params": rest, "lr": a.head_rate, "base": a.head_rate}], weight_decay=0.01
    )
    step, began, sums = 0, time.time(), {}  # type: ignore[var-annotated]
    for epoch in range(a.epochs):
        for i, t in enumerate(rng.sample(learned, len(learned))):
            losses = loss_of(model, t, rng)
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
        torch.save({"state": model.state_dict(), "layers": a.layers}, a.out / "last.pt")
        shown = " ".join(f"{k} {v:.3f}" for k, v in sums.items())
        print(f"{epoch + 1}: {time.time() - began:.0f} s {shown}\n   {measure(model, every)}", flush=True)


if __name__ == "__main__":
    main()
