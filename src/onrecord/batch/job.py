"""A job from its beginning to its end, or from where it was stopped."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

import msgspec

from onrecord import __version__
from onrecord.batch.engine import Engine, engine
from onrecord.batch.layout import FOLDERS
from onrecord.batch.plan import FORMAT, MARK, Input, Plan, absolute, inputs_of
from onrecord.batch.repeated import repeated
from onrecord.batch.slicing import SLICED, SLICES, Slicer, slice_name
from onrecord.batch.storage import Folder
from onrecord.batch.understanding import PARTS, Told, Understander
from onrecord.claims.store import judging_scheme
from onrecord.errors import OnrecordError
from onrecord.reading import Fields
from onrecord.reading.columns import Columns
from onrecord.reading.finishing import checked

__all__ = ["Counts", "Progress", "run"]

Progress = Callable[[str, int, int], None]
"""Told the step, how much of it is done, and how much there is."""

Counts = Told
"""How much there is in a dataset."""

_INPUTS = "_work/inputs.json"
_STANDING = "_work/standing.json"
_TRIES = 4
"""How often in a row workers may be lost without anything being done in between."""

_ROUND = 4096
"""Slices that are handed out between two looks at what is done."""


def _quiet(step: str, done: int, total: int) -> None:
    pass


def run(
    sources: Iterable[str],
    dataset: str,
    *,
    published: str | None = None,
    outlet: str | None = None,
    format: str | None = None,
    mapping: Mapping[str, str] | None = None,
    force: bool = False,
    known: str | None = None,
    compare: bool = True,
    ray: str | None = None,
    workers: int | None = None,
    progress: Progress = _quiet,
) -> Counts:
    """Read very many articles into a dataset, or go on with that.

    Args:
        sources: Files, folders and patterns, of this machine or of an object store.
        dataset: A folder, of this machine or of an object store; it is made, is empty, or holds a job that was stopped.
        published: As in `onrecord.read_all`; so are the following.
        outlet: Who published the articles.
        format: What the inputs are.
        mapping: What fields are called.
        force: Whether other languages are read too.
        known: A file of known speakers.
        compare: Whether copies, statements and claims are looked for across articles.
        ray: Address of a Ray cluster; None for this machine alone.
        workers: How many processes; by default one for each processor.
        progress: Told how it goes.

    Returns:
        How much there is in the dataset.

    Raises:
        InvalidField: `published` is no date, or a field in `mapping` is none.
        MissingPackage: Daft or Ray is not installed.
        OnrecordError: The dataset holds something else, or workers are lost again and again; what is done is kept.
    """
    checked(Fields(published=published, outlet=outlet))
    Columns(mapping)
    plan = Plan(
        tuple(absolute(s) if "://" not in s else s for s in sources) if ray is not None else tuple(sources),
        *(published, outlet, format, dict(mapping) if mapping else None, force, absolute(known) if known else None, compare),
        judging=judging_scheme(),
        reader=f"onrecord {__version__}",
    )
    folder = Folder(dataset)
    if _begun(folder, plan, dataset):
        return _counted(folder)
    job = _Job(folder, plan, engine(ray, workers), progress)
    job.run()
    folder.write_json(MARK, msgspec.structs.replace(plan, done=True))
    folder.remove("_work")
    return _counted(folder)


def _begun(folder: Folder, plan: Plan, name: str) -> bool:
    """Begin a dataset, or see that this job is the one that it was begun with; whether that is done."""
    if folder.has(MARK):
        there = msgspec.json.decode(folder.read(MARK), type=Plan)
        if there.layout != FORMAT:
            raise OnrecordError(f"{name}: is a dataset of another version of onrecord; name a new folder")
        if msgspec.structs.replace(there, done=False) != plan:
            raise OnrecordError(f"{name}: was begun with other inputs, options or another version of onrecord; name a new folder")
        return there.done
    if not folder.is_empty():
        raise OnrecordError(f"{name}: there is something already; name a new folder")
    folder.write_json(MARK, plan)
    return False


def _counted(folder: Folder) -> Counts:
    counts = Told()
    for name in folder.names(PARTS):
        counts += msgspec.json.decode(folder.read(f"{PARTS}/{name}"), type=Told)
    return counts


class _Job:
    def __init__(self, folder: Folder, plan: Plan, engine: Engine, progress: Progress) -> None:
        self._folder = folder
        self._plan = plan
        self._engine = engine
        self._progress = progress

    def run(self) -> None:
        self._folder.clear_unfinished(*FOLDERS, PARTS, SLICES, SLICED)
        inputs = {f"{i.number:07d}": i for i in self._inputs()}
        arguments = (self._folder.path, self._plan.encoded())
        tasks = {name: msgspec.json.encode(one).decode() for name, one in inputs.items()}
        self._all("inputs", Slicer, arguments, tasks, SLICED)
        slices = self._slices(inputs)
        standing = self._standing(list(slices))
        tasks = {
            name: msgspec.json.encode((name, standing.get(name, []))).decode() for name in sorted(slices, key=lambda n: (-slices[n], n))
        }
        self._all("articles", Understander, arguments, tasks, PARTS)
        if self._plan.compare and slices:
            from onrecord.batch.across.steps import compared  # noqa: PLC0415

            compared(self._engine, self._folder, sorted(slices), self._all, self._progress)

    def _inputs(self) -> list[Input]:
        """The files to be read, which are looked for once: what comes into a folder later is of another job."""
        if self._folder.has(_INPUTS):
            return msgspec.json.decode(self._folder.read(_INPUTS), type=list[Input])
        found = list(inputs_of(self._plan.sources))
        self._folder.write_json(_INPUTS, found)
        return found

    def _slices(self, inputs: Mapping[str, Input]) -> dict[str, int]:
        """How many articles there are in each slice."""
        found = {}
        for name, one in inputs.items():
            for n, count in enumerate(self._folder.read_json(f"{SLICED}/{name}.json")):
                found[slice_name(one.number, n)] = int(count)
        return found

    def _standing(self, slices: list[str]) -> dict[str, list[tuple[int, int, bool]]]:
        """What articles are that are not simply new, by slice."""
        if not self._folder.has(_STANDING):
            paths = [self._folder.of(f"{SLICES}/{name}.parquet") for name in slices]
            self._folder.write_json(_STANDING, repeated(self._engine, paths) if paths else {})
        found = self._folder.read_json(_STANDING)
        out: dict[str, list[tuple[int, int, bool]]] = {}
        bounds = self._bounds(slices)
        for file, index, version, current in found:
            out.setdefault(bounds(file, index), []).append((index, version, current))
        return out

    def _bounds(self, slices: list[str]) -> Callable[[int, int], str]:
        """In which slice an article is."""
        from bisect import bisect_right  # noqa: PLC0415

        starts: dict[int, list[int]] = {}
        for name in slices:
            file = int(name.partition("-")[0])
            starts.setdefault(file, [])
        for file, at in starts.items():
            total = 0
            for count in self._folder.read_json(f"{SLICED}/{file:07d}.json"):
                at.append(total)
                total += int(count)
        return lambda file, index: slice_name(file, bisect_right(starts[file], index) - 1)

    def _all(self, step: str, work: type, arguments: tuple[str, ...], tasks: Mapping[str, str], done_in: str) -> None:
        """Have all tasks done that are not; when a worker is lost, those that were under way are handed out again."""
        lost = 0
        left = self._left(tasks, done_in)
        while left:
            self._progress(step, len(tasks) - len(left), len(tasks))
            try:
                self._engine.each(work, arguments, [tasks[name] for name in left[:_ROUND]])
            except OnrecordError:
                still = self._left(tasks, done_in)
                lost = lost + 1 if len(still) == len(left) else 0
                if lost >= _TRIES:
                    raise
                left = still
                continue
            lost, left = 0, self._left(tasks, done_in)
        self._progress(step, len(tasks), len(tasks))

    def _left(self, tasks: Mapping[str, Any], done_in: str) -> list[str]:
        done = {name.partition(".")[0] for name in self._folder.names(done_in)}
        return [name for name in tasks if name not in done]
