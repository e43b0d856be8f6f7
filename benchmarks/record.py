"""How fast a record is searched, how large it is, and what it costs to keep one.

    python benchmarks/record.py                                     1,000,000 attributions: search, size
    python benchmarks/record.py --articles 5000 --at big.db         so many articles; the record is kept in a file and used again
    python benchmarks/record.py --flat 100000                       memory while so many articles are added (a stub reads them)
    python benchmarks/record.py --data DATA/attribution             what keeping costs beside reading real articles (polnear-dev.jsonl.gz)
    python benchmarks/record.py --command                           the whole command, process start and network included
    python benchmarks/record.py --floors                            a small record, quickly; fail where it is slower than it may be

The articles are made up (`invention.py`), and written as `onrecord add` writes them, but five hundred in one transaction. "A page" is what
`onrecord search` shows in a terminal: the first twenty attributions, how many there are, and how many by facet. Queries are drawn anew for
every kind and size, each is asked once, and percentiles are of them all. Run it where nothing else runs: times are of two processors.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np

sys.path.insert(0, str(Path(__file__).parent))
from invention import ACTS, DIMENSION, LITTLE, Invention

from onrecord.meaning.codes import quantised, similarities
from onrecord.meaning.gathering import Vectors
from onrecord.model import Reading
from onrecord.record import Facets, Record, open_record
from onrecord.record.keeping import keep_within
from onrecord.record.records import reader
from onrecord.record.searching import Meaning
from onrecord.record.vectors import vectors_of

MAKER = "invented"
TOGETHER = 500
"""Articles of one transaction."""

ASKED = {"word": 100.0, "faceted": 300.0, "by meaning": 300.0}
"""Milliseconds that 95 of 100 queries may take with 1,000,000 attributions."""

QUICK = {"word": 40.0, "faceted": 40.0, "by meaning": 80.0}
"""The same with the 6,000 attributions of `--floors`, on a machine that does other things too."""


def with_vectors(world: Invention, n: int) -> tuple[Reading, Vectors]:
    reading, vectors = world.article(n)
    return reading, Vectors(MAKER, tuple(a.id for a in reading.attributions), quantised(vectors))


def fill(record: Record, world: Invention, articles: int) -> None:
    """Write the articles that are not there yet."""
    began, first = time.perf_counter(), record.stats()["articles"]
    for low in range(first, articles, TOGETHER):
        with record.database.writing():
            for n in range(low, min(low + TOGETHER, articles)):
                reading, vectors = with_vectors(world, n)
                keep_within(record.database, reading, reader(), vectors)
    if first < articles:
        print(f"{articles - first} articles made up and written in {time.perf_counter() - began:.0f} s", flush=True)


class Questions:
    """Queries of many kinds, drawn by what is in the articles."""

    def __init__(self, world: Invention, articles: int, seed: int = 5) -> None:
        self.world, self.articles = world, articles
        self.rng = np.random.default_rng(seed)

    def _said(self) -> tuple[Reading, Any]:
        reading = self.world.reading(int(self.rng.integers(self.articles)))
        return reading, reading.attributions[int(self.rng.integers(len(reading.attributions)))]

    def _words(self, n: int) -> list[str]:
        while True:
            words: list[str] = self._said()[1].content.text.split()
            fit = [w for w in words if w not in LITTLE]
            if len(fit) >= n:
                at = int(self.rng.integers(len(fit) - n + 1))
                return fit[at : at + n]

    def by_words(self) -> dict[str, Callable[[], tuple[str, dict[str, Any]]]]:
        rng = self.rng
        return {
            "one word": lambda: (self._words(1)[0], {}),
            "two words": lambda: (" ".join(self._words(2)), {}),
            "three words": lambda: (" ".join(self._words(3)), {}),
            "rare word": lambda: (self.world.words[int(rng.integers(40_000, 60_000))], {}),
            "frequent word": lambda: (LITTLE[int(rng.integers(len(LITTLE)))], {}),
            "frequent and another": lambda: (f"{LITTLE[int(rng.integers(12))]} {self._words(1)[0]}", {}),
            "two frequent words": lambda: (" ".join(LITTLE[i] for i in rng.integers(0, 20, 2)), {}),
            "phrase": lambda: (f'"{" ".join(self._phrase())}"', {}),
            "beginning": lambda: (self._words(1)[0][: int(rng.integers(3, 6))] + "*", {}),
            "OR": lambda: (" OR ".join(self._words(2)), {}),
            "NOT": lambda: ("{} -{}".format(*self._words(2)), {}),
            "name": lambda: (self._said()[1].speaker.name, {}),
            "speaker:": lambda: (f"speaker:{self._said()[1].speaker.name.split()[1]} {self._words(1)[0]}", {}),
            "misspelt": lambda: (self._words(1)[0][::-1] + "q", {}),
        }

    def _phrase(self) -> list[str]:
        words: list[str] = self._said()[1].content.text.split()
        at = int(self.rng.integers(max(1, len(words) - 3)))
        return words[at : at + 3]

    def by_facets(self) -> dict[str, Callable[[], tuple[str, dict[str, Any]]]]:
        rng = self.rng

        def speaker() -> dict[str, Any]:
            return {"speaker": self._said()[1].speaker.name}

        def outlet() -> dict[str, Any]:
            return {"outlet": self._said()[0].article.outlet}

        def via() -> dict[str, Any]:
            return {"via": self.world.agencies[int(rng.integers(20))]}

        def month() -> dict[str, Any]:
            since = (self._said()[0].article.published or "")[:7]
            return {"since": since, "until": since}

        def kind() -> dict[str, Any]:
            return {"act": ACTS[int(rng.integers(len(ACTS)))], "stance": ("neutral", "distancing", "endorsing")[int(rng.integers(3))]}

        return {
            "nothing": lambda: ("", {}),
            "speaker": lambda: ("", speaker()),
            "outlet": lambda: ("", outlet()),
            "via": lambda: ("", via()),
            "month": lambda: ("", month()),
            "year, kind": lambda: ("", {"since": f"{rng.integers(2011, 2025)}", "kind": "direct"}),
            "act and stance": lambda: ("", kind()),
            "confidence": lambda: ("", {"min_confidence": 0.9, "asserted": True}),
            "all at once": lambda: ("", {**outlet(), **via(), **kind(), "since": "2014", "min_confidence": 0.5}),
            "word and outlet": lambda: (self._words(1)[0], outlet()),
            "word and month": lambda: (self._words(1)[0], month()),
            "frequent word and speaker": lambda: (LITTLE[int(rng.integers(20))], speaker()),
            "frequent word and act": lambda: (LITTLE[int(rng.integers(20))], kind()),
            "word, via and year": lambda: (self._words(1)[0], {**via(), "since": f"{rng.integers(2011, 2025)}"}),
            "all but a word": lambda: (f"-{self._words(1)[0]}", {}),
        }

    def by_meaning(self) -> dict[str, Callable[[], tuple[str, dict[str, Any]]]]:
        return {
            "meaning": lambda: ("", {}),
            "meaning and outlet": lambda: ("", {"outlet": self._said()[0].article.outlet}),
            "meaning and act": lambda: ("", {"act": ACTS[int(self.rng.integers(len(ACTS)))]}),
            "meaning and year": lambda: ("", {"since": "2016", "until": "2016"}),
            "meaning and word": lambda: (self._words(1)[0], {}),
            "meaning and frequent word": lambda: (LITTLE[int(self.rng.integers(20))], {}),
        }

    def meaning(self) -> Meaning:
        """Near what somebody said, but not the same."""
        _, vectors = self.world.article(int(self.rng.integers(self.articles)))
        near = vectors[0] + 0.6 * self.rng.standard_normal(DIMENSION).astype(np.float32) / 16
        return Meaning(near / np.linalg.norm(near), MAKER, 0.35)


def page(record: Record, text: str, facets: dict[str, Any], like: Meaning | None, limit: int = 20) -> int:
    """What is shown of one query; how many attributions there are."""
    found = record._searcher.ask(text, Facets(**facets), like)
    hits, total = [*found.hits(limit)], found.total()
    if total > 1:
        found.counts()
    assert len(hits) == min(limit, total), (text, facets, len(hits), total)
    return total


def measure(
    path: Path, kinds: dict[str, Any], like: Callable[[], Meaning] | None, times: int, *, fresh: bool, limit: int = 20
) -> list[float]:
    """Ask queries of many kinds; milliseconds of each, one line for each kind.

    Args:
        path: The record.
        kinds: Makes queries, by kind.
        like: Makes meanings.
        times: Queries of each kind.
        fresh: Whether each query is the first one of its connection, as it is for `onrecord search`.
        limit: How many attributions are shown.
    """
    every = []
    kept = open_record(path)
    for name, make in kinds.items():
        took, found = [], []
        for _ in range(times):
            (text, facets), meaning = make(), like() if like else None
            record = open_record(path) if fresh else kept
            began = time.perf_counter()
            found.append(page(record, text, facets, meaning, limit))
            took.append(1000 * (time.perf_counter() - began))
            if fresh:
                record.close()
        print(f"  {name:26} {np.median(took):7.1f} {np.percentile(took, 95):7.1f} {max(took):7.1f} ms   {np.median(found):9.0f} found")
        every += took
    kept.close()
    return every


def search(path: Path, world: Invention, articles: int, times: int) -> dict[str, float]:
    """95th percentiles of all queries of a sort, in milliseconds."""
    out = {}
    for fresh in (True, False):
        q = Questions(world, articles)
        how = "each query by a connection of its own" if fresh else "one connection, what it has read stays in memory"
        sorts = {"word": (q.by_words(), None), "faceted": (q.by_facets(), None), "by meaning": (q.by_meaning(), q.meaning)}
        for sort, (kinds, like) in sorts.items():
            print(f"\n{sort}, {how}: median, 95th percentile, maximum")
            took = measure(path, kinds, like, times, fresh=fresh)
            if fresh:
                out[sort] = float(np.percentile(took, 95))
            print(f"  {'all':26} {np.median(took):7.1f} {np.percentile(took, 95):7.1f} {max(took):7.1f} ms")
    q = Questions(world, articles)
    print("\nthe first 1,000 instead of 20")
    some = {"one word": q.by_words()["one word"], "outlet": q.by_facets()["outlet"]}
    measure(path, some, None, times, fresh=True, limit=1000)
    return out


def recall(path: Path, world: Invention, articles: int, times: int) -> float:
    """How many of the twenty nearest are found, of those that comparing every vector finds."""
    q, shares = Questions(world, articles), []
    with open_record(path) as record:
        ids, vectors = vectors_of(record.database, MAKER)
        for _ in range(times):
            meaning = q.meaning()
            near = similarities(meaning.vector, vectors)
            best = np.argsort(-near)[:20]
            exact = {*ids[best[near[best] >= meaning.least]].tolist()}
            found = {h.id for h in record._searcher.ask(like=meaning).hits(20)}
            shares += [len(exact & found) / len(exact)] if exact else []
    return float(np.mean(shares))


def size(path: Path) -> None:
    with open_record(path) as record:
        stats = record.stats()
        record.database.rows("PRAGMA wal_checkpoint(TRUNCATE)")
        sizes = "SELECT name, sum(pgsize) FROM dbstat GROUP BY name ORDER BY 2 DESC"
        tables = record.database.rows(sizes) if has_dbstat(record) else []
    total = path.stat().st_size
    articles = stats["articles"]
    about = f"{total / 2**20:.0f} MB: {total / articles / 1000:.1f} kB an article"
    print(f"\n{stats['attributions']} attributions of {articles} articles, {about}")
    for name, n in tables[:12]:
        print(f"  {name:32} {n / articles / 1000:6.2f} kB an article")


def has_dbstat(record: Record) -> bool:
    return bool(record.database.rows("SELECT 1 FROM pragma_module_list WHERE name = 'dbstat'"))


def flat(articles: int) -> float:
    """Peak memory in MB while articles are added that a stub reads; printed at tenths."""
    from onrecord import pipeline
    from onrecord.record.ingest import add

    world = Invention(articles=articles)

    def understood(found: Iterator[Any], **_: Any) -> Iterator[Any]:
        for x in found:
            reading, vectors = with_vectors(world, int(x.id[1:]))
            yield pipeline.Understood(reading, vectors)

    pipeline.understand_all = understood  # type: ignore[assignment]
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "articles.jsonl"
        with source.open("w", encoding="utf-8") as file:
            for n in range(articles):
                file.write(
                    json.dumps({"id": f"n{n}", "text": f"The bridge number {n} is closed, the council said on Monday. It stays so."}) + "\n"
                )
        began = time.perf_counter()
        with open_record(Path(folder) / "news.db") as record:
            for n, _ in enumerate(add(record, [source]), start=1):
                if n % max(articles // 10, 1) == 0:
                    rate = n / (time.perf_counter() - began)
                    print(f"  {n:7} articles {resident():6.0f} MB now, {peak():6.0f} MB at most, {rate:6.0f} articles/s", flush=True)
    return peak()


def resident() -> float:
    return int(Path("/proc/self/statm").read_text().split()[1]) * resource.getpagesize() / 2**20


def peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def overhead(folder: Path, most: int, rounds: int = 3) -> float:
    """Percent of the time of reading that keeping adds, on real articles, one process; the median of some rounds taking turns.

    It is the processor's time: nothing waits for the disk but for the moment at which the log is full.
    """
    from onrecord.pipeline import understand, understand_with_vectors
    from onrecord.reading import from_text

    with gzip.open(folder / "polnear-dev.jsonl.gz", "rt", encoding="utf-8") as file:
        articles = [from_text(json.loads(line)["text"], force=True) for line in file][:most]
    understand_with_vectors(articles[0])
    read, vectors, kept = [], [], []
    for _ in range(rounds):
        began = time.process_time()
        for a in articles:
            understand(a)
        read.append(time.process_time() - began)
        with tempfile.TemporaryDirectory() as place, open_record(Path(place) / "news.db") as record:
            spent, began = 0.0, time.process_time()
            for a in articles:
                understood = understand_with_vectors(a)
                now = time.process_time()
                record.has(a)
                record.add(understood.reading, understood.vectors)
                spent += time.process_time() - now
            vectors.append(time.process_time() - began - spent)
            kept.append(spent)
    r, v, k = (float(np.median(x)) for x in (read, vectors, kept))
    print(
        f"\n{len(articles)} real articles: reading {1000 * r / len(articles):.1f} ms each, with vectors {100 * (v - r) / r:+.1f} %, "
        f"keeping {1000 * k / len(articles):.2f} ms each; in all {100 * (v + k - r) / r:.1f} % beyond reading"
    )
    return 100 * (v + k - r) / r


def commands(path: Path, world: Invention, articles: int, times: int) -> None:
    """The whole command, with the start of its process."""
    q = Questions(world, articles)
    sorts = {"one word": q.by_words()["one word"], "frequent word": q.by_words()["frequent word"], "outlet": q.by_facets()["outlet"]}
    print("\nthe whole command, as a table")
    sorts["--like"] = lambda: ("", {"like": "the bridge may fall"})
    for name, make in sorts.items():
        took = []
        for _ in range(times):
            text, facets = make()
            words = ["search", text, "--record", str(path), "--format", "table", *(x for k, v in facets.items() for x in (f"--{k}", v))]
            began = time.perf_counter()
            subprocess.run([sys.executable, "-m", "onrecord", *words], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            took.append(1000 * (time.perf_counter() - began))
        print(f"  {name:26} {np.median(took):7.0f} {max(took):7.0f} ms")


@contextmanager
def at(place: Path | None) -> Iterator[Path]:
    """Where the record is."""
    if place is not None:
        yield place
        return
    with tempfile.TemporaryDirectory() as folder:
        yield Path(folder) / "news.db"


def main() -> int:
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--articles", type=int, help="50,000 by default, which have 1,000,000 attributions")
    ap.add_argument("--at", type=Path, metavar="FILE", help="where the record is kept")
    ap.add_argument("--queries", type=int, default=20, help="of each kind")
    ap.add_argument("--flat", type=int, metavar="ARTICLES")
    ap.add_argument("--data", type=Path, help="folder with polnear-dev.jsonl.gz")
    ap.add_argument("--sample", type=int, default=40, help="how many of its articles are read")
    ap.add_argument("--command", action="store_true")
    ap.add_argument("--floors", action="store_true")
    a = ap.parse_args()
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[:2])
    if a.flat:
        flat(a.flat)
        return 0
    if a.data:
        if os.environ.get("OPENBLAS_NUM_THREADS") != "1":  # read before numpy starts its threads, as the command does
            os.execve(sys.executable, [sys.executable, *sys.argv], {**os.environ, "OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"})
        overhead(a.data, a.sample)
        return 0
    articles = a.articles or (300 if a.floors else 50_000)
    world = Invention(articles=articles)
    with at(a.at) as path:
        with open_record(path) as record:
            fill(record, world, articles)
        if a.command:
            commands(path, world, articles, 10)
            return 0
        reached = search(path, world, articles, 3 if a.floors else a.queries)
        share = recall(path, world, articles, 5 if a.floors else 50)
        size(path)
    print(f"\nof the twenty nearest by every vector, {100 * share:.1f} % are found")
    asked = QUICK if a.floors else ASKED
    slow = [f"{sort}: {reached[sort]:.0f} ms, asked {most:.0f} ms" for sort, most in asked.items() if reached[sort] > most]
    few = ["the nearest are not found"] if share < 0.95 else []
    print("p95: " + ", ".join(f"{sort} {ms:.0f} ms" for sort, ms in reached.items()) + "; " + ("; ".join(slow + few) or "all reached"))
    return int(a.floors and bool(slow or few))


if __name__ == "__main__":
    sys.exit(main())
