"""How long statements and claims of a large record take, and how much memory: all of it at once, and one more article.

    python benchmarks/claims_scale.py --contents 100000
    python benchmarks/claims_scale.py --hard 50000      the cases that are hard for their size alone
    python benchmarks/claims_scale.py --pairs 2000 --at news.db     how long the shipped network takes for the pairs of a record

The record is made up (`invention.py`); one content of five is an earlier one again, in the same or slightly other words. Pairs are judged
by a stub that counts words in common (`claims_stub.by_words`), as the network's time is proportional to their number: the table says how
many pairs there were, and `--pairs` what the network takes for them.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from multiprocessing import get_context
from pathlib import Path
from typing import Any

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # as the command does, before numpy is loaded

import msgspec
import numpy as np
from claims_stub import by_words
from invention import Invention
from numpy.typing import NDArray

from onrecord.claims.judging import judge, sift
from onrecord.claims.loading import maker
from onrecord.claims.network import Opinion, Relating
from onrecord.claims.store import update
from onrecord.meaning.codes import quantised
from onrecord.meaning.gathering import Vectors
from onrecord.model import Article, Attribution, Date, Excerpt, Reading, Speaker
from onrecord.processes import processors
from onrecord.record import Record, open_record
from onrecord.record.database import Database
from onrecord.record.keeping import keep_within
from onrecord.record.records import reader

PER_ARTICLE = 20
AGAIN = 0.2
"""Share of contents that are an earlier one again."""

ASKED = {"seconds": 45 * 60, "megabytes": 8 * 1024, "one article": 0.5}
"""For 1,000,000 contents."""

STORIES = Path(__file__).parent.parent / "examples" / "stories"


class Repeating(Invention):
    """A world in which contents come again."""

    def article(self, n: int) -> tuple[Reading, NDArray[np.float32]]:
        reading, vectors = super().article(n)
        rng = np.random.default_rng((7, n))
        said = list(reading.attributions)
        for i, a in enumerate(said):
            if n and rng.random() < AGAIN:
                source, theirs = super().article(max(0, n - 1 - int(rng.geometric(0.05))))
                j = int(rng.integers(len(source.attributions)))
                words = (source.attributions[j].content or Excerpt("", ())).text.split()
                if rng.random() < 0.7 and len(words) > 5:
                    words.pop(int(rng.integers(len(words))))
                said[i] = msgspec.structs.replace(a, content=Excerpt(" ".join(words), a.content.spans if a.content else ()))
                noisy = theirs[j] + np.float32(1 / 160) * rng.standard_normal(vectors.shape[1], dtype=np.float32)
                vectors[i] = noisy / np.linalg.norm(noisy)
        return msgspec.structs.replace(reading, attributions=tuple(said)), vectors


@dataclass
class Watch:
    """How long each step takes."""

    began: float = field(default_factory=time.perf_counter)
    steps: dict[str, float] = field(default_factory=dict)
    _last: tuple[str, float] = ("", 0.0)

    def __call__(self, step: str, done: int, total: int) -> None:
        now = time.perf_counter()
        if step != self._last[0]:
            self._last = (step, now)
        self.steps[step] = self.steps.get(step, 0.0) + now - self._last[1]
        self._last = (step, now)
        if done % 20_000 == 0 and total > 100_000:
            print(f"  {step} {done:,} of {total:,} after {now - self.began:.0f} s", file=sys.stderr, flush=True)


def peak() -> float:
    """Megabytes that the process held at most."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def fill(record: Record, world: Invention, articles: int) -> None:
    """Write the articles that are not there yet."""
    for low in range(record.stats()["articles"], articles, 500):
        with record.database.writing():
            for n in range(low, min(low + 500, articles)):
                reading, vectors = world.article(n)
                made = Vectors(maker(), tuple(a.id for a in reading.attributions), quantised(vectors))
                keep_within(record.database, reading, reader(), made)


def counted(database: Database, table: str) -> int:
    return int(database.rows(f"SELECT count(*) FROM {table}")[0][0])


def scale(path: Path, contents: int) -> bool:
    """Group so many contents at once, then add some articles one by one."""
    articles = max(1, contents // PER_ARTICLE)
    world = Repeating(articles=articles)
    with open_record(path) as record:
        began = time.perf_counter()
        fill(record, world, articles)
        print(f"{articles:,} articles made up in {time.perf_counter() - began:.0f} s", flush=True)
        database, watch, busy = record.database, Watch(), time.process_time()
        update(database, watch, judging=by_words, processes=processors())
        seconds, busy = time.perf_counter() - watch.began, time.process_time() - busy
        there = {t: counted(database, t) for t in ("reports", "contents", "judged_pairs", "utterances", "claims", "relations")}
        print(
            f"all at once: {seconds:.0f} s ({busy:.0f} s of processor), at most {peak():.0f} MB; "
            + ", ".join(f"{s} {t:.0f} s" for s, t in watch.steps.items())
        )
        print("  " + ", ".join(f"{t.replace('_', ' ')} {n:,}" for t, n in there.items()), flush=True)
    with ProcessPoolExecutor(1, get_context("spawn")) as fresh:  # as whoever adds an article has not just grouped all the others
        took, spent = fresh.submit(one_by_one, path, articles).result()
    told = f"{1000 * float(np.median(took)):.0f} ms ({1000 * float(np.median(spent)):.0f} ms of processor; medians of {len(took)})"
    print(f"one more article: {told}, at most {1000 * max(took):.0f} ms", flush=True)
    return seconds <= ASKED["seconds"] and peak() <= ASKED["megabytes"] and float(np.median(took)) <= ASKED["one article"]


def one_by_one(path: Path, articles: int, more: int = 20) -> tuple[list[float], list[float]]:
    """Add some articles to a record of so many, each by itself: seconds, and seconds of processor, of bringing claims up to date."""
    world, took, spent = Repeating(articles=articles), [], []
    with open_record(path) as record:
        for n in range(articles, articles + more):
            fill(record, world, n + 1)
            began, busy = time.perf_counter(), time.process_time()
            update(record.database, judging=by_words)
            took.append(time.perf_counter() - began)
            spent.append(time.process_time() - busy)
    return took, spent


def said(n: int, contents: Sequence[tuple[str, str]], day: str, on: str | None = None) -> Reading:
    """An article with some speakers and contents, and the day on which all of it is said to have been said."""
    text, out = f"Item {n}. ", []
    for k, (who, what) in enumerate(contents):
        at = len(text) + len(who) + 6
        out.append(
            Attribution(
                id=f"a{k}",
                kind="indirect",
                source=Excerpt(who, ((len(text), len(text) + len(who)),)),
                cue=Excerpt("said", ((at - 5, at - 1),)),
                content=Excerpt(what, ((at, at + len(what)),)),
                speaker=Speaker(id=who, name=who, type="person", key=who.lower(), confidence=0.9),
                act="state",
                said_on=Date(value=on, text="then", spans=((at, at + 1),)) if on else None,
                confidence=0.9,
            )
        )
        text += f"{who} said {what}. "
    return Reading(Article(id=f"n{n}", outlet=f"Outlet {n % 40}", published=day, text=text, language="en"), tuple(out))


@contextmanager
def timed(name: str) -> Iterator[None]:
    began, busy = time.perf_counter(), time.process_time()
    yield
    spent = f"{time.perf_counter() - began:.1f} s ({time.process_time() - busy:.1f} s of processor)"
    print(f"{name}: {spent}, the process held at most {peak():.0f} MB", flush=True)


def hard(folder: Path, size: int) -> None:
    """What is hard for its size or its form, each in a record of its own."""

    def group(name: str, readings: Iterator[Reading]) -> Record:
        record = open_record(folder / f"{name.replace(' ', '-')}.db")
        with record.database.writing():
            for r in readings:
                keep_within(record.database, r, reader())
        with timed(name):
            update(record.database, judging=by_words)
        print("  " + ", ".join(f"{t} {counted(record.database, t):,}" for t in ("reports", "contents", "utterances", "claims")), flush=True)
        more = said(10**9, [("Ana Ruiz", "the Grenda dam above Elmsund will be closed on Monday")], "2026-03-05")
        with record.database.writing():
            keep_within(record.database, more, reader())
        with timed("  one more article"):
            update(record.database, judging=by_words)
        return record

    same = [("Ana Ruiz", "the Grenda dam above Elmsund will be closed on Monday")] * 50
    group("identical statements", (said(n, same, "2026-03-05") for n in range(size // 50))).close()
    words = [
        "dam",
        "lake",
        "city",
        "water",
        "board",
        "minister",
        "engineer",
        "spring",
        "flood",
        "gate",
        "leak",
        "memo",
        "town",
        "valley",
        "river",
        "report",
    ]

    def variants() -> Iterator[Reading]:
        rng = np.random.default_rng(3)
        for n in range(size // 50):
            begin = "the Grenda dam above Elmsund will be closed on Monday for repairs by"
            some = [" ".join([begin, *rng.choice(words, 3), str(n), str(k)]) for k in range(50)]
            yield said(n, [("Ana Ruiz", s) for s in some], f"2026-03-{1 + n % 28:02}")

    group("one claim of many contents", variants()).close()
    long = "dam " * 25_000
    odd = [("Ana Ruiz", ""), ("Ana Ruiz", "…"), ("Per Lind", long), ("Per Lind", long + "lake"), ("Ana Ruiz", "\x1b[31m\x07")]
    days = [None, "", "2026-13-45", "9999-12-31", "0001-01-01", "2026-03-05T99:00:00Z", "2026-03-05"]
    group("odd contents and days", (said(n, odd, days[n % 7] or "") for n in range(70))).close()
    begin = "the Grenda dam above Elmsund will be closed on Monday"
    long_ones = [[("Ana Ruiz", f"{begin}, number {n} {k}, " + "and so it goes on " * 5_600) for k in range(5)] for n in range(20)]
    group("contents of 100 kB", (said(n, some, "2026-03-05") for n, some in enumerate(long_ones))).close()
    when = ["2027-01-01", "1850-01-01", "2026-03-09/2026-03-01", "2026-02-30", "2026", "0001-01-01/9999-12-31", "9999-12-31"]
    group("contradicting days", (said(n, [("Ana Ruiz", begin)], days[n % 7] or "", when[n // 7 % 7]) for n in range(490))).close()


def pairs(count: int, path: Path | None) -> None:
    """How long a pair takes with the shipped network: each of a record's pairs judged wholly, and sifted as a record does it.

    Without a record the pairs are sentences of the stories by chance, nearly all of which have nothing to do with each other.
    """
    rng = np.random.default_rng(0)
    if path is None:
        stories = [p.read_text(encoding="utf-8").splitlines() for p in sorted(STORIES.glob("*.jsonl"))]
        lines = [json.loads(line)["text"] for story in stories for line in story]
        sentences = [s.strip() for text in lines for s in text.split(". ") if 40 < len(s) < 200]
        by_chance = rng.integers(0, len(sentences), (count, 2))
        some = [(sentences[i], sentences[j]) for i, j in by_chance]
    else:
        with open_record(path) as record:
            rows = record.database.rows(
                "SELECT x.content, y.content FROM judged_pairs j "
                "JOIN contents a ON a.id = j.first_id JOIN contents b ON b.id = j.second_id "
                "JOIN attributions x ON x.id = a.attribution_id JOIN attributions y ON y.id = b.attribution_id ORDER BY 1, 2"
            )
        low = int(rng.integers(0, max(1, len(rows) - count)))  # next to each other, as they are judged
        some = [(a, b) for a, b in rows[low : low + count]]
    asked = Counter[str]()
    for name in ("once", "twice"):
        setattr(Relating, name, counting(getattr(Relating, name), name, asked))
    for how in (judge, sift):
        how(some[:5])
        asked.clear()
        busy = time.process_time()
        found = how(some)
        spent = 1000 * (time.process_time() - busy) / len(some)
        told = f"{sum(f is not None for f in found)} of {len(found)} compared, the network asked {asked['once']} + {asked['twice']} times"
        print(f"{how.__name__}: {spent:.2f} ms of processor a pair, {1000 / spent:.0f} pairs a second on one core; {told}")


def counting(method: Callable[..., list[Opinion]], name: str, asked: Counter[str]) -> Callable[..., list[Opinion]]:
    def counted(self: Relating, pairs: Sequence[tuple[str, str]], *more: Any) -> list[Opinion]:
        asked[name] += len(pairs)
        return method(self, pairs, *more)

    return counted


def main() -> int:
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--contents", type=int, help="how many, about")
    ap.add_argument("--hard", type=int, metavar="SIZE")
    ap.add_argument("--pairs", type=int, metavar="COUNT")
    ap.add_argument("--at", type=Path, metavar="FILE", help="where the record is kept; with --pairs, the record whose pairs are judged")
    a = ap.parse_args()
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[:2])
    if a.pairs:
        pairs(a.pairs, a.at)
    with tempfile.TemporaryDirectory() as folder:
        if a.hard:
            hard(Path(folder), a.hard)
        if a.contents:
            return int(not scale(a.at or Path(folder) / "news.db", a.contents))
    return 0


if __name__ == "__main__":
    sys.exit(main())
