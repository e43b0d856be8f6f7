"""The order of the steps across articles; each is kept in the dataset, and made once."""

import re
from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

import msgspec

from onrecord.batch.across.contents import contents, placed
from onrecord.batch.across.copies import copied, sharing
from onrecord.batch.across.grouping import found, gathered
from onrecord.batch.across.links import links, utterances
from onrecord.batch.across.naming import names
from onrecord.batch.across.neighbours import nearest
from onrecord.batch.across.pairs import PAIRS, Judging, spread, to_judge
from onrecord.batch.across.taking import TAKEN, Taker
from onrecord.batch.components import components
from onrecord.batch.engine import Engine
from onrecord.batch.saving import Saved
from onrecord.batch.storage import Folder

__all__ = ["ACROSS", "compared"]

ACROSS = ("names", "copies", PAIRS, "statements", "claims", "denials", "relations")
"""What a dataset holds of what articles have in common."""

All = Callable[[str, type, tuple[str, ...], Mapping[str, str], str], None]
"""Has tasks done: the step, what does them, what that is made with, the tasks by name, and the folder that says which are done."""


def compared(engine: Engine, folder: Folder, parts: list[str], do_all: All, progress: Callable[[str, int, int], None]) -> None:
    """Find what the articles of a dataset have in common.

    Args:
        engine: Where it is done.
        folder: The dataset.
        parts: Names of its parts.
        do_all: Has tasks done.
        progress: Told how it goes.
    """
    do_all("taken up", Taker, (folder.path,), {name: name for name in parts}, TAKEN)
    saved = Saved(engine, folder)
    steps = iter(range(1, 12))

    def step(name: str, make: Callable[[], Any], at: str | None = None) -> Any:
        progress("compared", next(steps), 11)
        return saved.frame(name, make, at=at)

    def taken(what: str) -> Any:
        return engine.parquet([folder.of(f"_work/{what}/{name}.parquet") for name in parts])

    named = step("named", lambda: names(engine, taken("mentions")), "names")
    pairs = step("sharing", lambda: sharing(engine, taken("texts")))
    copies = step("copied", lambda: copied(engine, pairs, taken("texts")), "copies")
    each = step("contents", lambda: contents(engine, taken("said")))
    where = step("placed", lambda: placed(engine, each))
    near = step("near", lambda: nearest(engine, where))
    asked = step("asked", lambda: to_judge(engine, near, taken("beside"), each, named))
    tasks = _tasks(saved.files("spread", lambda: spread(engine, asked, each), by="task"))
    do_all("pairs", Judging, (folder.path,), tasks, PAIRS)
    uttered = step("uttered", lambda: utterances(engine, taken("said"), named))
    judged = engine.parquet([folder.of(f"{PAIRS}/{name}.parquet") for name in sorted(tasks)])
    linked = step("linked", lambda: links(engine, judged, uttered))
    col = engine.daft.col
    joined = step("joined", lambda: components(engine, linked.select(col("first").alias("a"), col("second").alias("b"))))
    frames = {
        "contents": each,
        "near": near,
        "utterances": uttered,
        "judged": judged,
        "links": linked,
        "components": joined,
        "copies": copies,
    }
    answer = step("found", lambda: found(engine, gathered(engine, frames)))
    _write(engine, saved, answer, taken("said"))


def _tasks(files: list[str]) -> dict[str, str]:
    """The tasks of judging, by name: each with its files."""
    of: dict[str, list[str]] = {}
    for file in files:
        task = re.search(r"task=(\d+)/", file)
        of.setdefault(f"{int(task[1]) if task else 0:07d}", []).append(file)
    return {name: msgspec.json.encode((name, them)).decode() for name, them in of.items()}


def _write(engine: Engine, saved: Saved, answer: Any, said: Any) -> None:
    """Write what was found, each kind to a folder of its own."""
    col = engine.daft.col
    for kind in ("claims", "denials", "relations"):
        saved.frame(f"of_{kind}", partial(_of_kind, col, answer, kind), at=kind)
    statements = _of_kind(col, answer, "statements")
    reports = said.select("article", col("key").alias("attribution"), "utterance", "rank")
    saved.frame("of_statements", lambda: reports.join(statements, on="utterance"), at="statements")


def _of_kind(col: Any, answer: Any, kind: str) -> Any:
    rows = answer.select(col("found")[kind].alias("row")).explode("row").where(col("row").not_null())
    return rows.select(col("row").unnest())
