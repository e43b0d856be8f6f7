"""How fast `onrecord batch` is: against `read` in a loop, with one worker and with two; memory of a worker; grouping by shuffles.

    python benchmarks/batch.py                                the example articles, six times with some other words each
    python benchmarks/batch.py --articles crawl.jsonl         other ones
    python benchmarks/batch.py --same [--ray local]           whether a record of the dataset is that of the inputs, in all tables
    python benchmarks/batch.py --grouping 10000 100000        neighbours and components of so many invented contents

Seconds of processors are told beside those of the clock: they are the same on a machine that does something else as well.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from threading import Event, Thread
from typing import Any

from onrecord.batch import add_dataset, run
from onrecord.model import Article
from onrecord.processes import one_thread
from onrecord.reading import articles
from onrecord.shipped import examples


def spent() -> float:
    """Seconds of processors of this process and of those that it has waited for."""
    return sum(u.ru_utime + u.ru_stime for u in map(resource.getrusage, (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)))


def timed(work: Callable[[], Any]) -> tuple[float, float, Any]:
    """Seconds of the clock, of processors, and what comes of it."""
    began, before = time.monotonic(), spent()
    found = work()
    return time.monotonic() - began, spent() - before, found


class Memory:
    """The most that any process which Daft has started takes, in megabytes, watched twice a second."""

    def __init__(self) -> None:
        self.worker = 0.0
        self._ended = Event()
        Thread(target=self._watch, daemon=True).start()

    def _watch(self) -> None:
        while not self._ended.wait(0.5):
            for folder in Path("/proc").glob("[0-9]*"):
                try:
                    if int((folder / "stat").read_text().rpartition(")")[2].split()[1]) == os.getpid():
                        pages = int((folder / "statm").read_text().split()[1])
                        self.worker = max(self.worker, pages * resource.getpagesize() / 1e6)
                except (OSError, ValueError):
                    continue

    def end(self) -> float:
        self._ended.set()
        return self.worker


def editions(folder: Path, several: int) -> list[str]:
    """The example articles so many times, each time as articles of their own: of few, much of the time would be that of starting."""
    place = folder / "editions.jsonl"
    with place.open("w", encoding="utf-8") as file:
        for n in range(several):
            for article in (a for a in articles(str(examples())) if isinstance(a, Article)):
                told = {"id": f"{article.id}-{n}", "outlet": article.outlet, "published": article.published, "title": article.title}
                file.write(json.dumps({**told, "text": f"{article.text}\n\nEdition {n}."}) + "\n")
    return [str(place)]


def looped(sources: list[str]) -> int:
    """Read all articles one after the other."""
    from onrecord.pipeline import understand_with_vectors

    found = [a for source in sources for a in articles(source) if isinstance(a, Article)]
    return sum(len(understand_with_vectors(a).reading.attributions) > 0 for a in found) and len(found)


def speed(sources: list[str], folder: Path) -> None:
    clock, processor, several = timed(lambda: looped(sources))
    print(f"read in a loop    {several:5} articles {several / clock:6.2f}/s {clock:7.1f} s, {processor:7.1f} s of processors")
    for workers in (1, 2):
        memory = Memory()
        out = str(folder / f"dataset-{workers}")
        clock, own, counts = timed(lambda out=out, workers=workers: run(sources, out, compare=False, workers=workers))  # type: ignore[misc]
        print(
            f"batch, {workers} worker{'s' * (workers > 1)}  {counts.articles:6} articles {counts.articles / clock:6.2f}/s {clock:7.1f} s, "
            f"{own:7.1f} s of processors ({own / processor - 1:+.0%}); {memory.end():.0f} MB for a worker"
        )


def same(sources: list[str], folder: Path, ray: str | None) -> bool:
    """Whether a record of the dataset is that of the inputs."""
    import onrecord
    from onrecord.record.ingest import add

    out = str(folder / "same")
    clock, processor, _ = timed(lambda: run(sources, out, ray=ray))
    print(f"the dataset was made in {clock:.0f} s, {processor:.0f} s of processors")
    found = []
    for n in range(2):
        with onrecord.open(folder / f"{n}.db") as record:
            list(add(record, sources) if n else add_dataset(record, out))
            record.update_claims()
            found.append(rows(record.database))
    for table in found[0]:
        if found[0][table] != found[1][table]:
            print(f"{table} differs")
    print("all tables are the same" if found[0] == found[1] else "NOT the same")
    return found[0] == found[1]


def rows(database: Any) -> dict[str, list[str]]:
    out = {}
    named = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' "
    for (table,) in database.rows(named + "AND name NOT LIKE 'words%'"):
        columns = [r[1] for r in database.rows(f"PRAGMA table_info({table})") if not r[1].endswith("_at")]
        where = " WHERE name <> 'taken up'" if table == "claim_facts" else ""  # a mark of its own for each record
        out[table] = sorted(map(repr, database.rows(f"SELECT {', '.join(columns)} FROM {table}{where}")))
    return out


def grouping(several: int, workers: int) -> None:
    """Neighbours and components of invented contents; pairs are not judged, which takes as long as there are pairs."""
    import numpy as np

    from onrecord.batch.across.contents import placed
    from onrecord.batch.across.neighbours import nearest
    from onrecord.batch.components import components
    from onrecord.batch.engine import engine

    daft = engine(workers=workers)
    numbers = np.random.default_rng(7)
    words = [f"w{n}" for n in range(20_000)]
    stems = numbers.integers(0, len(words), size=(several, 9))
    again = numbers.random(several) < 0.2  # one of five is an earlier one in slightly other words
    again[0] = False
    earlier = (numbers.random(several) * np.arange(several)).astype(np.int64)
    stems[again] = stems[earlier[again]]
    stems[again, 0] = numbers.integers(0, len(words), size=int(again.sum()))
    vectors = numbers.normal(size=(several, 256)).astype(np.float32)
    vectors[again] = vectors[earlier[again]] + 0.3 * numbers.normal(size=(int(again.sum()), 256))
    whole = np.rint(vectors * (127 / np.abs(vectors).max(axis=1, keepdims=True))).astype(np.int8)
    texts = [" ".join(words[w] for w in row) for row in stems.tolist()]
    frame = daft.daft.from_pydict(
        {
            "content": list(range(1, several + 1)),
            "text": texts,
            "vector": [v.tobytes() for v in whole],
            "speaker_name": [f"Ana Lind{n % 997}" for n in range(several)],
            "said_day": [f"2026-{1 + n % 12:02}-{1 + n % 28:02}" for n in range(several)],
        }
    )
    col = daft.daft.col
    clock, _, where = timed(lambda: daft.collected(placed(daft, frame)))
    print(f"{several:9,} contents: placed in {clock:.1f} s", end="", flush=True)
    clock, _, near = timed(lambda: daft.collected(nearest(daft, where)))
    print(f", neighbours in {clock:.1f} s", end="", flush=True)
    pairs = daft.collected(near.select(col("id").alias("a"), col("near").alias("n")).explode("n").select("a", col("n")["id"].alias("b")))
    clock, _, found = timed(lambda: components(daft, pairs))
    print(f", components of {len(pairs):,} pairs in {clock:.1f} s ({found.select('component').distinct().count_rows():,})", end="")
    print(f"; {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6:.1f} GB at most")


def main() -> int:
    parser = argparse.ArgumentParser(description="How fast onrecord batch is.")
    parser.add_argument("--articles", nargs="+", metavar="FILE", help="other articles than the examples")
    parser.add_argument("--same", action="store_true", help="compare the record of a dataset with that of its inputs")
    parser.add_argument("--ray", metavar="ADDRESS", help="with --same: on this cluster; local starts one here")
    parser.add_argument("--grouping", type=int, nargs="+", metavar="N", help="numbers of invented contents to group")
    parser.add_argument("--workers", type=int, default=2, help="workers for --grouping")
    given = parser.parse_args()
    one_thread()
    sources = given.articles or [str(examples())]
    with tempfile.TemporaryDirectory() as folder:
        if given.grouping:
            for several in given.grouping:
                grouping(several, given.workers)
            return 0
        if given.same:
            return 0 if same(sources, Path(folder), given.ray) else 1
        speed(sources if given.articles else editions(Path(folder), 6), Path(folder))
    return 0


if __name__ == "__main__":
    sys.exit(main())
