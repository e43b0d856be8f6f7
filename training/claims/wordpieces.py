"""Make the rows that `distil.py` reads, of the pairs of `gather.py`: more pairs of these, and word pieces of all.

    wordpieces.py --pairs runs/pairs --read large=MINILM/tokenizer.json --out runs/rows

Words are exchanged by near ones, dropped and added (data augmentation as in TinyBERT, Jiao et al. 2020). Seeded; nothing is fetched.
"""

from __future__ import annotations

import argparse
import json
import lzma
import os
import random
import re
import sys
from dataclasses import dataclass
from itertools import islice
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import numpy as np
from tokenizers import Tokenizer

sys.path[:0] = [str(Path(__file__).parent)]
from pairnet import AHEAD, CLS, ENTAILMENTS, LONGEST, RELATIONS, SEP, WEIGHTS  # noqa: E402

TRUST = {"mnli": 0.6, "snli": 0.6, "healthver": 0.6, "headlines": 0.6, "free": 1.0}
"""How far the large networks are believed, beside the label; of our own labels a quarter."""

OWN_TRUST = 0.25

AGAIN = {"mnli": 10, "snli": 10, "ours": 6, "real": 6, "worlds": 1, "stories": 1, "free": 1}
"""Other pairs made of one."""

TWICE = ("mnli", "snli", "ours", "real")
"""What a large network reads twice as often as the rest."""

SHARED_OUT = 2000
"""Pairs that a process is given at once."""

Row = dict[str, Any]


@dataclass
class Maker:
    """Makes variants of pairs, and word pieces of them."""

    near: dict[str, list[str]]
    tokenizers: dict[str, Tokenizer]

    def variant(self, row: Row, rng: random.Random) -> Row | None:
        """A pair of which words were exchanged, dropped or added; nobody knows how the two relate."""
        a, b = row["a"], row["b"]
        if row["c"] == "free" and rng.random() < 0.5:
            a = b = rng.choice([a, b])
        share = rng.choice([0.06, 0.12, 0.25])
        which = rng.random()
        if which < 0.75:
            b = self.reworded(b, rng, share)
        if which > 0.5:
            a = self.reworded(a, rng, share)
        if a == b or not a.strip() or not b.strip():
            return None
        if rng.random() < 0.5:
            return {"a": a, "b": b, "c": "free"} | {k: row[k] for k in "xy" if k in row}
        return {"a": a, "b": b, "c": "free"}

    def reworded(self, text: str, rng: random.Random, share: float) -> str:
        words = text.split(" ")
        out = []
        for word in words:
            core = re.sub(r"^\W+|\W+$", "", word)
            near = self.near.get(core.lower())
            draw = rng.random()
            if near and draw < share:
                other = rng.choice(near)
                out.append(word.replace(core, other.capitalize() if core[:1].isupper() else other))
            elif core.isdigit() and draw < 0.4:
                out.append(word.replace(core, str(max(1, int(core[:6]) + rng.choice([-20, -3, -1, 1, 2, 7, 30])))))
            elif draw > 1 - share / 4:
                continue
            else:
                out.append(word)
            if core.lower() in _BEFORE_NOT and rng.random() < 0.1:
                out.append(rng.choice(["not", "not", "never", "also"]))
        return " ".join(out)

    def rows(self, pairs: list[Row]) -> dict[str, tuple[list[list[int]], list[list[int]]]]:
        texts = sorted({p[k] for p in pairs for k in "abxy" if k in p})
        out = {}
        for name, tokenizer in self.tokenizers.items():
            ids = {t: e.ids for t, e in zip(texts, tokenizer.encode_batch(texts, add_special_tokens=False), strict=True)}
            all_ids, all_segments = [], []
            for p in pairs:
                row, segment = [CLS], [0]
                for side, (own, ahead) in enumerate(("ax", "by")):
                    before, said = ids[p[ahead]][-AHEAD:] if p.get(ahead) else [], ids[p[own]][:LONGEST]
                    row += [*before, *said, SEP]
                    segment += [2 + side] * len(before) + [side] * (len(said) + 1)
                all_ids.append(row)
                all_segments.append(segment)
            out[name] = all_ids, all_segments
        return out


_BEFORE_NOT = frozenset(["is", "are", "was", "were", "has", "had", "have", "will", "would", "can", "could", "should", "did", "may", "must"])
_maker: Maker | None = None


def begin(words: Path, read: dict[str, Path]) -> None:
    global _maker  # noqa: PLW0603
    os.environ["TOKENIZERS_PARALLELISM"] = "false"
    tokenizers = {}
    for name, path in read.items():
        tokenizers[name] = Tokenizer.from_file(str(path))
        tokenizers[name].no_truncation()
        tokenizers[name].no_padding()
    _maker = Maker(json.loads(words.read_text(encoding="utf-8")), tokenizers)


def made(job: tuple[int, list[Row]]) -> tuple[list[Row], dict[str, tuple[np.ndarray, np.ndarray, np.ndarray]]]:
    """Pairs with their variants, less their texts, and the word pieces of each."""
    seed, pairs = job
    rng, maker = random.Random(seed), _maker
    assert maker is not None
    more = [v for p in pairs if "h" not in p for _ in range(AGAIN.get(p["c"], 0)) if (v := maker.variant(p, rng))]
    every = [*pairs, *more]
    out = {}
    for name, (ids, segments) in maker.rows(every).items():
        lengths = np.array([len(r) for r in ids], np.int16)
        out[name] = (
            np.array([i for r in ids for i in r], np.int16),
            np.array([s for r in segments for s in r], np.int8),
            lengths,
        )
    return [{k: v for k, v in p.items() if k not in "abxy"} for p in every], out


def prepare(a: argparse.Namespace) -> None:
    with lzma.open(a.pairs / "pairs.jsonl.xz", "rt", encoding="utf-8") as f:
        pairs = [json.loads(line) for line in islice(f, a.first)]
    random.Random(1).shuffle(pairs)  # so that no process has all that is long
    jobs = [(n, pairs[n : n + SHARED_OUT]) for n in range(0, len(pairs), SHARED_OUT)]
    read = {name: Path(path) for name, _, path in (x.partition("=") for x in a.read)}
    with get_context("fork").Pool(a.processes, begin, (a.pairs / "words.json", read)) as pool:
        done = list(pool.imap(made, jobs))
    a.out.mkdir(parents=True, exist_ok=True)
    told = [p for rows, _ in done for p in rows]
    everything = list(range(len(RELATIONS)))
    groups = sorted({p["h"] for p in told if "h" in p})
    np.savez(
        a.out / "labels.npz",
        allowed=np.array([[i in p.get("r", everything) for i in everything] for p in told], bool),
        entailment=np.array([ENTAILMENTS.index(p["e"]) if "e" in p else -100 for p in told], np.int64),
        alike=np.array([p.get("s", -5.0) / 5 for p in told], np.float32),
        weight=np.array([WEIGHTS.get(p["c"], 1.0) for p in told], np.float32),
        trust=np.array([TRUST.get(p["c"], OWN_TRUST) for p in told], np.float32),
        held=np.array([groups.index(p["h"]) if "h" in p else -1 for p in told], np.int8),
        twice=np.array([p["c"] in TWICE for p in told], bool),
        groups=np.array(groups),
    )
    for name in read:
        parts = [made_of[name] for _, made_of in done]
        np.savez(a.out / f"{name}.npz", **{k: np.concatenate([p[i] for p in parts]) for i, k in enumerate(("ids", "segments", "lengths"))})
    print(f"{len(pairs)} pairs, {len(told)} with what was made of them", flush=True)


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--pairs", type=Path, required=True, help="folder of gather.py")
    ap.add_argument("--read", action="append", required=True, help="NAME=tokenizer.json, once for each kind of word pieces")
    ap.add_argument("--processes", type=int, default=2)
    ap.add_argument("--first", type=int, help="take so many pairs only, to try things")
    ap.add_argument("--out", type=Path, required=True)
    prepare(ap.parse_args())


if __name__ == "__main__":
    main()
