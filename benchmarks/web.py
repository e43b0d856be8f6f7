"""How fast the page is: each kind of page alone, fifty readers while articles are added, and the first paint of a long article.

    python benchmarks/web.py                             a record of 1,000,000 attributions is made up first
    python benchmarks/web.py --record news.db            over this one, which is copied before anything is written; one with claims is
                                                         made by claims_scale.py --contents 1000000 --at news.db
    python benchmarks/web.py --only pages|readers|paint  one of the three
    python benchmarks/web.py --articles 300              a small one

Needs the extra ``web``; ``wrk`` asks where it is installed; the first paint needs Chromium and Playwright. Run it where nothing else runs:
times are of two processors, which the page, whoever asks and `onrecord add` share.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import msgspec
import numpy as np

sys.path.insert(0, str(Path(__file__).parent))
from invention import Invention
from web_load import asked, readers
from web_places import Places

from onrecord.model import Article, Attribution, Reading
from onrecord.record import open_record
from onrecord.shipped import examples
from record import fill

PAGE_MS, READERS_MS, PAINT_MS = 300.0, 1000.0, 1000.0
"""What is asked: 95 of 100 pages alone, 95 of 100 for fifty readers, and the first paint, in milliseconds."""

Line = tuple[str, str, str, bool]


@contextmanager
def serving(record: Path, *options: str) -> Iterator[str]:
    """The command ``onrecord serve`` over a record; its address."""
    words = [sys.executable, "-m", "onrecord", "serve", "--record", str(record), "--port", "0", "--no-update", *options]
    process = subprocess.Popen(words, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    try:
        told = process.stdout.readline()
        assert "http://" in told, "it does not start"
        yield told.split()[4].rstrip("/")
    finally:
        process.send_signal(signal.SIGINT)
        process.wait(20)


def pages(record: Path, times: int) -> list[Line]:
    """Each kind of page alone, by one who asks for it again and again."""
    with open_record(record, create_new=False) as opened:
        places = Places(opened)
    forgotten = places.forgotten()
    out: list[Line] = [(f"page {path} is asked for", "yes", "no", False) for path in forgotten]
    with serving(record) as address:
        asked(address, [make() for _, make in places.kinds().values()])  # what is read once per process
        for name, (_, make) in places.kinds().items():
            got = asked(address, [make() for _ in range(times)], anew=True)
            took, wrong = [ms for ms, _, _ in got], [status for _, status, _ in got if status >= 400]
            p95 = float(np.percentile(took, 95))
            size = float(np.median([n for _, _, n in got])) / 1000
            failed = f"  {len(wrong)} failed" if wrong else ""
            print(f"  {name:26} {np.median(took):7.1f} {p95:7.1f} {max(took):7.1f} ms  {size:6.0f} kB{failed}", flush=True)
            out.append(
                (
                    f"{name}, p95",
                    f"{PAGE_MS:.0f} ms",
                    f"{p95:.0f} ms" + (f", {len(wrong)} failed" if wrong else ""),
                    p95 < PAGE_MS and not wrong,
                )
            )
    return out


@contextmanager
def adding(record: Path, folder: Path) -> Iterator[None]:
    """``onrecord add`` at work, with more articles than it can read meanwhile."""
    source = folder / "articles.jsonl"
    told = [
        json.loads(line) for f in sorted((examples() / "stories").glob("*.jsonl")) for line in f.read_text(encoding="utf-8").splitlines()
    ]
    with source.open("w", encoding="utf-8") as file:
        for n in range(20_000):
            article = told[n % len(told)]
            file.write(
                json.dumps({**article, "id": f"w{n}", "url": f"https://added.example/{n}", "text": f"{article['text']}\n\nEdition {n}."})
                + "\n"
            )
    words = [sys.executable, "-m", "onrecord", "add", str(source), "--record", str(record)]
    process = subprocess.Popen(words, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        yield
        assert process.poll() is None, "onrecord add has ended by itself"
    finally:
        process.send_signal(signal.SIGINT)
        process.wait(60)


def many(record: Path, seconds: float, workers: int) -> list[Line]:
    """Fifty readers of all kinds of pages while articles are added."""
    with tempfile.TemporaryDirectory(dir=record.parent) as place:
        own = Path(shutil.copy(record, Path(place) / "news.db"))
        with open_record(own, create_new=False) as opened:
            places, before = Places(opened), len(opened)
        mix = [make() for _ in range(20) for _, make in places.kinds().values()]
        with serving(own, "--workers", str(workers)) as address:
            asked(address, mix[: len(places.kinds())])
            with adding(own, Path(place)):
                load = readers(address, mix, seconds)
        with open_record(own, create_new=False) as opened:
            added = len(opened) - before
    times = f"median {load.median:.0f} ms, p95 {load.p95:.0f} ms, longest {load.longest:.0f} ms"
    print(f"  {load.requests} pages, {load.requests / seconds:.0f} a second, {times} ({load.by}); {added} articles added")
    return [
        ("50 readers while articles are added: errors", "0", str(load.errors), load.errors == 0),
        ("50 readers while articles are added: p95", f"{READERS_MS:.0f} ms", f"{load.p95:.0f} ms", load.p95 < READERS_MS),
        ("articles added meanwhile", "some", str(added), added > 0),
    ]


def long_article(words: int = 5000, count: int = 150) -> Reading:
    """An article of so many words with so many attributions, put together from invented ones."""
    world, text, out = Invention(seed=7), "", list[Attribution]()
    n = 0
    while len(out) < count:
        reading = world.reading(n)
        shifted = json.loads(msgspec.json.encode(reading.attributions))
        _shift(shifted, len(text))
        for a in msgspec.convert(shifted, list[Attribution])[: count - len(out)]:
            out.append(msgspec.structs.replace(a, id=f"a{len(out) + 1}"))
        text, n = text + reading.article.text + "\n", n + 1
    filler = world.reading(n).article.text.split()
    while len(text.split()) < words:
        text += " ".join(filler[:100]) + "\n\n"
    return Reading(
        Article(id="long", title="A long article", outlet="The Post", published="2026-03-02", language="en", text=text), tuple(out)
    )


def _shift(value: object, by: int) -> None:
    if isinstance(value, list):
        for v in value:
            _shift(v, by)
    elif isinstance(value, dict):
        for key, v in value.items():
            if key in {"spans", "role_spans"}:
                value[key] = [[s + by, e + by] for s, e in v]
            else:
                _shift(v, by)


_PAINT = "() => Object.fromEntries(performance.getEntriesByType('paint').map(e => [e.name, e.startTime]))"


def paint(times: int = 7) -> list[Line]:
    """The first paint of a long article in a browser that has nothing of the page yet (W3C Paint Timing)."""
    from playwright.sync_api import sync_playwright

    program = shutil.which("chromium") or shutil.which("google-chrome")
    if program is None:
        return [("first paint of a long article", f"{PAINT_MS:.0f} ms", "no Chromium is installed", False)]
    reading, took = long_article(), []
    with ExitStack() as stack:
        place = Path(stack.enter_context(tempfile.TemporaryDirectory())) / "long.db"
        with open_record(place) as record:
            record.add(reading)
        address = stack.enter_context(serving(place))
        playwright = stack.enter_context(sync_playwright())
        browser = playwright.chromium.launch(
            executable_path=program, args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
        )
        for _ in range(times):
            context = browser.new_context(viewport={"width": 1440, "height": 900})
            page = context.new_page()
            page.goto(address + "/articles/1", wait_until="load")
            page.wait_for_function("performance.getEntriesByName('first-contentful-paint').length")
            took.append(float(page.evaluate(_PAINT)["first-contentful-paint"]))
            context.close()
        browser.close()
    about = f"{len(reading.article.text.split()):,} words, {len(reading.attributions)} attributions"
    print(f"  {about}: first contentful paint median {np.median(took):.0f} ms, longest {max(took):.0f} ms")
    return [(f"first paint, article of {about}", f"{PAINT_MS:.0f} ms", f"{np.median(took):.0f} ms", float(np.median(took)) < PAINT_MS)]


def made(folder: Path, articles: int) -> Path:
    """A record of so many invented articles, with claims where it is small."""
    place = folder / "news.db"
    with open_record(place) as record:
        fill(record, Invention(articles=articles), articles)
        if articles <= 1000:
            record.update_claims()
    return place


def main() -> int:
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--record", type=Path, metavar="FILE", help="a record that is there; it is not written to")
    ap.add_argument("--articles", type=int, default=50_000, help="of the record that is made up; 50,000 have 1,000,000 attributions")
    ap.add_argument("--times", type=int, default=20, help="how often each kind of page is asked for")
    ap.add_argument("--seconds", type=float, default=30, help="how long the fifty readers read")
    ap.add_argument("--workers", type=int, default=2, help="processes that answer the fifty")
    ap.add_argument("--only", choices=["pages", "readers", "paint"])
    a = ap.parse_args()
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[:2])
    lines: list[Line] = []
    with tempfile.TemporaryDirectory() as folder:
        if a.only != "paint":
            record = a.record or made(Path(folder), a.articles)
        if a.only in {None, "pages"}:
            print("\npages, one after another: median, 95th percentile, maximum, size")
            lines += pages(record, a.times)
        if a.only in {None, "readers"}:
            print("\nfifty readers")
            lines += many(record, a.seconds, a.workers)
        if a.only in {None, "paint"}:
            print("\nfirst paint")
            lines += paint()
    wide = max(len(line[0]) for line in lines)
    print(f"\n{'':{wide}}  {'asked':>8}  now")
    for what, wanted, now, reached in lines:
        print(f"{what:{wide}}  {wanted:>8}  {now}{'' if reached else '   NOT REACHED'}")
    return int(not all(line[3] for line in lines))


if __name__ == "__main__":
    sys.exit(main())
