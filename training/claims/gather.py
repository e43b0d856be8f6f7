"""Gather the pairs from which `distil.py` learns, as lines of JSON, so that it needs neither the corpora nor the package.

    PYTHONPATH=src python training/claims/gather.py --data DATA --free pairs.jsonl.gz --stories benchmarks/claims/practice --out runs/pairs

`pairs.jsonl.xz` holds what is labelled, what is held back for figures, and pairs that nobody labelled; `words.json` the words that stand
near each common word, to exchange them by (data augmentation as in TinyBERT, Jiao et al. 2020), from the word vectors of a base.
"""

from __future__ import annotations

import argparse
import json
import lzma
import random
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path

import torch.nn.functional as F
from safetensors.torch import load_file
from tokenizers import Tokenizer

sys.path[:0] = [str(Path(__file__).parent), str(Path(__file__).parent.parent)]
from corpora import (  # noqa: E402
    Pair,
    altered,
    beside,
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
from learn import NOT_AGAINST, free, sayings, taken_wrongly  # noqa: E402
from pairnet import RELATIONS, started  # noqa: E402
from worlds import HELD, NEITHER, WEIGHED, bare, stories, whole, worlds  # noqa: E402

from onrecord.claims.comparing import compare  # noqa: E402

COMMON = 16_000
"""Words of a base that are exchanged: its first, which are the most common."""

NEAR, LEAST = 8, 0.3
"""Words near each, and the cosine that they have at least."""

CROSSED = 3
"""Other premises that a hypothesis is put beside."""

SOME = 0.5
"""The share of sayings that are nothing to each other that is learned from."""

OWN = ("ours", "stories", "worlds", "real", "altered", "headlines")
"""Corpora of which pairs are also read the other way round, where they are something to each other."""


def learned(data: Path, folder: Path | None, loose: list[Pair], start: Path | None, tokenizer: Tokenizer, rng: random.Random) -> list[Pair]:
    claims, own = data / "claims", Path(__file__).parent
    out = [
        *(p for p in inference(claims / "mnli-dev.csv.gz", "mnli") if not is_held(p)),
        *inference(claims / "snli-dev.csv.gz", "snli"),
        *healthver(claims / "healthver-dev.csv.gz"),
        *headlines(claims / "sts-headlines-2013.tsv.gz"),
        *headlines(claims / "sts-headlines-2014.tsv.gz"),
        *with_and_without(real(data)),
        *ours(sorted((own / "pairs").glob("[a-z].jsonl"))),
        *(sayings(list(stories(sorted(folder.glob("*.json")))), "stories", rng) if folder else ()),
        *sayings(list(worlds(p for p in sorted((own / "worlds").glob("*.jsonl")) if p.stem not in HELD)), "worlds", rng),
        *altered(sorted({p.a for p in loose})[:12000], rng),
    ]
    texts = sorted({t for p in loose for t in (p.a, p.b)})
    rng.shuffle(texts)
    pairs = rng.sample([(p.a, p.b) for p in loose], min(6000, len(loose)))
    out += [*islice(beside(pairs, lambda x, y: compare(x, y).overlap), 4000), *islice(trimmed(texts, rng), 4000)]
    if start:
        mined = taken_wrongly(started(start), pairs[:4000], tokenizer, "cpu")
        out += [p for p in mined if not compare(p.a, p.b).conflict and p.allowed == NOT_AGAINST]
    out = [p for p in out if p.allowed != NEITHER or rng.random() < SOME]
    return out + [t for p in out if p.corpus in OWN and p.allowed != NEITHER and (t := p.turned())]


def held(data: Path, developing: Path | None) -> Iterator[tuple[str, Pair]]:
    """What figures are from while it learns."""
    claims, own = data / "claims", Path(__file__).parent
    yield from (("mnli", p) for p in inference(claims / "mnli-dev.csv.gz", "mnli") if is_held(p))
    yield from (("headlines", p) for p in headlines(claims / "sts-headlines-2015.tsv.gz"))
    yield from (("ours", p) for p in ours((own / "pairs").glob("held.jsonl")))
    told = list(worlds(own / "worlds" / f"{name}.jsonl" for name in WEIGHED))
    both = {"worlds": told, "stories": list(stories(sorted(developing.glob("*.json")))) if developing else []}
    for name, pairs in both.items():
        yield from ((f"{name}, whole", p) for p in whole(pairs, name))
        yield from ((f"{name}, bare", p) for p in bare(pairs, name))


def crossed(pairs: Iterable[Pair], rng: random.Random) -> Iterator[Pair]:
    """Hypotheses beside premises that are not theirs and share seldom words with them."""
    these = list(pairs)
    premises = sorted({p.a for p in these})
    having: dict[str, list[int]] = defaultdict(list)
    for n, premise in enumerate(premises):
        for word in {w for w in premise.lower().split() if len(w) > 3}:
            having[word].append(n)
    for p in these:
        told = sorted({w for w in p.b.lower().split() if len(having.get(w, ())) > 1}, key=lambda w: (len(having[w]), w))[:4]
        near = [n for w in told for n in rng.sample(having[w], min(2, len(having[w]))) if premises[n] != p.a]
        yield from (Pair(premises[n], p.b, "free") for n in near[:CROSSED])


def near_words(base: Path, tokenizer: Tokenizer) -> dict[str, list[str]]:
    table = load_file(str(base / "model.safetensors"))["embeddings.word_embeddings.weight"]
    words = {i: w for w, i in tokenizer.get_vocab().items() if w.isalpha() and len(w) > 2 and w.isascii()}
    ids = sorted(words)[:COMMON]
    vectors = F.normalize(table[ids].float(), dim=-1)
    out = {}
    for low in range(0, len(ids), 2000):
        cosines = vectors[low : low + 2000] @ vectors.T
        for n, (value, at) in enumerate(zip(*cosines.topk(NEAR + 1), strict=True), low):
            near = [words[ids[j]] for v, j in zip(value.tolist(), at.tolist(), strict=True) if j != n and v >= LEAST]
            if near:
                out[words[ids[n]]] = near
    return out


def line(p: Pair, part: str) -> str:
    told = {
        "a": p.a,
        "b": p.b,
        "c": p.corpus,
        "x": p.ahead[0],
        "y": p.ahead[1],
        "r": [RELATIONS.index(r) for r in sorted(p.allowed, key=RELATIONS.index)] if len(p.allowed) < len(RELATIONS) else None,
        "e": p.entailment,
        "s": p.alike,
        "h": part or None,
    }
    return json.dumps({k: v for k, v in told.items() if v not in (None, "")}, ensure_ascii=False)


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--data", type=Path, required=True)
    ap.add_argument("--free", type=Path, required=True, help="pairs that nobody labelled, of near.py")
    ap.add_argument("--stories", type=Path, help="folder with stories and their gold to learn from")
    ap.add_argument("--developing", type=Path, help="folder with the gold of other stories, for figures")
    ap.add_argument("--start", type=Path, help="a network whose mistakes in real articles are learned from, too")
    ap.add_argument("--minilm", type=Path, required=True, help="folder with model.safetensors and tokenizer.json")
    ap.add_argument("--out", type=Path, required=True)
    a = ap.parse_args()
    rng = random.Random(1)
    a.out.mkdir(parents=True, exist_ok=True)
    tokenizer = Tokenizer.from_file(str(a.minilm / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    loose = free(a.free)
    told = learned(a.data, a.stories, loose, a.start, tokenizer, rng)
    inferred = [p for p in told if p.corpus in {"mnli", "snli"}]
    loose += [*siblings(inferred), *crossed(inferred, rng)]
    back = list(held(a.data, a.developing))
    with lzma.open(a.out / "pairs.jsonl.xz", "wt", encoding="utf-8", preset=4) as f:
        f.writelines(line(p, "") + "\n" for p in [*told, *loose])
        f.writelines(line(p, name) + "\n" for name, p in back)
    (a.out / "words.json").write_text(json.dumps(near_words(a.minilm, tokenizer)), encoding="utf-8")
    print({c: sum(p.corpus == c for p in told) for c in sorted({p.corpus for p in told})}, len(loose), len(back))


if __name__ == "__main__":
    main()
