"""How fast a large record shows what pages and lists are made of.

    python benchmarks/profiles.py --at big.db                 a record that benchmarks/record.py made and kept; nothing is written to it
    python benchmarks/profiles.py --at big.db --times 50      so many questions of each kind
    python benchmarks/profiles.py --at big.db --connections   memory and time of eight connections, alone and sharing what they keep
    python benchmarks/profiles.py --floors                    a small record, quickly; fail where it is slower than it may be

One connection asks, and what it has read stays in memory, as in a server. Speakers and outlets are drawn by how much they say, and the
busiest of each are measured alone. A page of a list is its first one, or the hundredth where that is said. Where the record has claims,
those are measured too. Run it where nothing else runs.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np

sys.path.insert(0, str(Path(__file__).parent))
from invention import LITTLE, Invention

from onrecord.record import Record, open_record
from record import fill, resident

ASKED = 200.0
"""Milliseconds that 95 of 100 questions of every kind may take with 1,000,000 attributions."""

QUICK = 60.0
"""The same with the 6,000 attributions of `--floors`, on a machine that does other things too."""


class Questions:
    """Questions about a record, drawn by what is in it."""

    def __init__(self, record: Record, seed: int = 7) -> None:
        self.record = record
        self._rng = np.random.default_rng(seed)
        facts = record._searcher.facts()
        self._speakers = facts["speaker"][facts["speaker"] > 0]
        self._outlets = facts["outlet"][facts["outlet"] > 0]
        self.busiest = int(np.bincount(self._speakers).argmax())
        self.largest = int(np.bincount(self._outlets).argmax())

    def speaker(self) -> int:
        return int(self._rng.choice(self._speakers))

    def outlet(self) -> int:
        return int(self._rng.choice(self._outlets))

    def word(self) -> str:
        hit = next(iter(self.record.lists.attributions(speaker=self.speaker(), limit=1)))
        return next((w for w in hit.attribution.content.text.split() if w not in LITTLE), "now") if hit.attribution.content else "now"

    def later(self, ask: Callable[..., Any], pages: int = 100, **how: Any) -> str | None:
        """A cursor far into a list."""
        cursor: str | None = None
        for _ in range(pages):
            cursor = ask(cursor=cursor, limit=20, **how).next
            if cursor is None:
                break
        return cursor

    def kinds(self) -> dict[str, Callable[[], Any]]:
        record, lists = self.record, self.record.lists
        deep = {
            "latest": self.later(lists.attributions, order="latest"),
            "best": self.later(lists.attributions, query=LITTLE[0], order="best"),
            "most": self.later(lists.speakers, order="attributions"),
        }
        return {
            "profile of a speaker": lambda: record.speaker(self.speaker()),
            "profile of the busiest one": lambda: record.speaker(self.busiest),
            "what a speaker said last": lambda: lists.attributions(speaker=self.speaker(), order="latest", limit=20),
            "what the busiest denies": lambda: lists.attributions(speaker=self.busiest, act="deny", order="latest", limit=20),
            "profile of an outlet": lambda: record.outlet(self.outlet()),
            "profile of the largest one": lambda: record.outlet(self.largest),
            "overview": record.overview,
            "who cites whom": record.citations,
            "how much there is": record.stats,
            "articles, 100": lists.articles,
            "articles, the last 100": lambda: lists.articles(latest_first=True),
            "articles of an outlet, 100": lambda: lists.articles(outlet=self.outlet()),
            "attributions, 100": lists.attributions,
            "attributions, latest 100": lambda: lists.attributions(order="latest"),
            "attributions, latest, page 100": lambda: lists.attributions(order="latest", cursor=deep["latest"]),
            "attributions, best 100": lambda: lists.attributions(self.word(), order="best"),
            "attributions, frequent word": lambda: lists.attributions(LITTLE[int(self._rng.integers(12))], order="best"),
            "attributions, best, page 100": lambda: lists.attributions(query=LITTLE[0], order="best", cursor=deep["best"], limit=20),
            "speakers, 100": lists.speakers,
            "speakers, busiest 100": lambda: lists.speakers(order="attributions"),
            "speakers, busiest, page 100": lambda: lists.speakers(order="attributions", cursor=deep["most"], limit=20),
            "outlets, 100": lists.outlets,
            "claims, 100": lists.claims,
            "claims of a speaker, 100": lambda: lists.claims(speaker=self.speaker()),
            "most repeated claims": record.most_repeated,
            "most contested claims": record.most_contested,
            "changes of position": lambda: record.changes_of_position(self.busiest),
        }


def measure(path: Path, times: int) -> float:
    """Ask questions of each kind; the greatest 95th percentile of a kind, in milliseconds."""
    worst = 0.0
    with open_record(path, read_only=True) as record:
        print(f"{record.stats()}\n\n{'':34}  median   95 %  maximum (ms)")
        for name, ask in Questions(record).kinds().items():
            ask()
            took = []
            for _ in range(times):
                began = time.perf_counter()
                ask()
                took.append(1000 * (time.perf_counter() - began))
            print(f"  {name:32} {np.median(took):7.1f} {np.percentile(took, 95):7.1f} {max(took):7.1f}", flush=True)
            worst = max(worst, float(np.percentile(took, 95)))
    return worst


def connections(path: Path, several: int = 8) -> None:
    """Memory and time of the first question of connections that share what they keep, and of those that do not."""
    for sharing in (True, False):
        before = resident()
        first = open_record(path, read_only=True)
        opened = [first] + [open_record(path, read_only=True, shares=first if sharing else None) for _ in range(several - 1)]
        took = []
        for record in opened:
            began = time.perf_counter()
            record.overview()
            took.append(1000 * (time.perf_counter() - began))
        print(
            f"{several} connections {'that share' if sharing else 'on their own'}: {resident() - before:5.0f} MB, "
            f"first question {took[0]:.0f} ms, of the others {np.median(took[1:]):.0f} ms"
        )
        for record in opened:
            record.close()
        del first, opened, record


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--at", type=Path)
    parser.add_argument("--times", type=int, default=30)
    parser.add_argument("--connections", action="store_true")
    parser.add_argument("--floors", action="store_true")
    given = parser.parse_args()
    if given.floors:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "small.db"
            with open_record(path) as record:
                fill(record, Invention(articles=300), 300)
            worst, most = measure(path, 10), QUICK
    elif given.at is None:
        parser.error("name a record with --at, or say --floors")
    elif given.connections:
        connections(given.at)
        return
    else:
        worst, most = measure(given.at, given.times), ASKED
    print(f"\nthe slowest kind takes {worst:.0f} ms in 95 of 100 cases; it may take {most:.0f}")
    sys.exit(worst > most)


if __name__ == "__main__":
    main()
