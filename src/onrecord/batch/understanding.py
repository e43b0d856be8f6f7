"""The second step: a slice of articles becomes a part of the dataset, by the one pipeline there is."""

from collections.abc import Iterator
from typing import Any

import msgspec

from onrecord.batch.layout import (
    Place,
    articles_table,
    attributions_table,
    failure_row,
    failures_table,
    speakers_table,
)
from onrecord.batch.marks import Marks
from onrecord.batch.plan import Plan
from onrecord.batch.slicing import SLICES
from onrecord.batch.storage import Folder
from onrecord.errors import InputError
from onrecord.model import Article
from onrecord.pipeline import Understood, understand_safely

__all__ = ["PARTS", "Told", "Understander"]

PARTS = "_parts"
"""The folder of what says that a part of the dataset is whole, and how much is in it."""


class Told(msgspec.Struct, frozen=True):
    """How much there is in a part.

    Attributes:
        articles: Articles that were read.
        attributions: What they attribute.
        duplicates: Articles that were there already.
        skipped: Articles in other languages.
        failed: What could not be read.
    """

    articles: int = 0
    attributions: int = 0
    duplicates: int = 0
    skipped: int = 0
    failed: int = 0

    def __add__(self, other: "Told") -> "Told":
        return Told(*(a + b for a, b in zip(msgspec.structs.astuple(self), msgspec.structs.astuple(other), strict=True)))


class Understander:
    """Makes parts of slices; a process has one of them, and loads the pipeline once.

    Args:
        dataset: Path of the dataset.
        plan: The job, as JSON.
    """

    def __init__(self, dataset: str, plan: str) -> None:
        self._folder = Folder(dataset)
        self._plan = msgspec.json.decode(plan, type=Plan)

    def __call__(self, task: str) -> str:
        """Make a part of a slice; the task names it, and what its articles are that are not simply new (`onrecord.batch.standing`)."""
        name, standing = msgspec.json.decode(task, type=tuple[str, list[tuple[int, int, bool]]])
        marks = Marks(self._folder, name)
        told = self._write(name, {index: (version, current) for index, version, current in standing}, marks)
        self._folder.write(f"{PARTS}/{name}.json", msgspec.json.encode(told))
        marks.forget()
        return name

    def _write(self, name: str, standing: dict[int, tuple[int, bool]], marks: Marks) -> Told:
        rows = self._folder.read_table(f"{SLICES}/{name}.parquet").to_pylist()
        failures: list[dict[str, Any]] = []
        read: list[tuple[Place, Understood]] = []
        duplicates = 0
        wanted: list[tuple[dict[str, Any], Place]] = []
        for row in rows:
            version, current = standing.get(row["index"], (1, True))
            if row["failure"] is not None:
                failures.append(msgspec.json.decode(row["failure"]))
            elif version == 0:
                duplicates += 1
            elif row["index"] in marks.deadly:
                error = InputError("a process was killed over it, perhaps for want of memory; split it or leave it out", _name(row))
                failures.append(failure_row(row["file"], row["index"], row["source"], error))
            else:
                wanted.append((row, Place(row["file"], row["index"], version, current)))
        for (row, place), result in zip(wanted, self._understood(wanted, marks), strict=True):
            if isinstance(result, InputError):
                failures.append(failure_row(row["file"], row["index"], row["source"], result))
            else:
                read.append((place, result))
        failures.sort(key=lambda f: f["index"])
        tables = (
            articles_table(read),
            attributions_table(read),
            speakers_table([(p, u.reading) for p, u in read]),
            failures_table(failures),
        )
        for folder, table in zip(("articles", "attributions", "speakers", "failures"), tables, strict=True):
            self._folder.write_table(f"{folder}/{name}.parquet", table)
        skipped = sum(f["kind"] == "NotEnglish" for f in failures)
        return Told(len(read), sum(len(u.reading.attributions) for _, u in read), duplicates, skipped, len(failures) - skipped)

    def _understood(self, wanted: list[tuple[dict[str, Any], Place]], marks: Marks) -> Iterator[Understood | InputError]:
        for row, _ in wanted:
            marks.begin(row["index"])
            yield understand_safely(msgspec.json.decode(row["article"], type=Article), self._plan.known)


def _name(row: dict[str, Any]) -> str:
    return f"article {msgspec.json.decode(row['article'], type=Article).id}"
