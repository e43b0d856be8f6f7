"""The first step: inputs become slices of some articles each, by the same readers that `onrecord add` uses.

A file is read by one worker from its beginning to its end, as framing, repair and the counting of errors need all that stands before. It
takes a hundredth of the time of understanding it, so this is done first, and what is understood afterwards are slices of an even size.
"""

import hashlib
from collections.abc import Iterable, Iterator
from typing import Any

import msgspec

from onrecord.batch.layout import failure_row
from onrecord.batch.plan import Input, Plan
from onrecord.batch.storage import Folder, is_remote, opened
from onrecord.errors import InputError, NoInput
from onrecord.model import Article
from onrecord.reading import Fields, articles
from onrecord.reading.compression import SUFFIXES
from onrecord.reading.formats import FORMATS
from onrecord.record.identity import content_hash, key_of

__all__ = ["SLICED", "SLICES", "Slicer", "hash_of", "slice_name"]

SLICES, SLICED = "_work/slices", "_work/sliced"
"""The folders of slices, and of what says of each input that it has been sliced, and into how many."""

_LEAST, _MOST, _SHARE = 16, 512, 8
"""Articles of a slice: few at first, so that few articles keep several workers busy, then a share of those before it."""


def slice_name(file: int, number: int) -> str:
    """What the slices of an input are called; sorted by name they are in the order of the inputs."""
    return f"{file:07d}-{number:05d}"


def hash_of(text: str) -> int:
    """A number for a text, from -2⁶³ up."""
    return int.from_bytes(hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "big", signed=True)


class Slicer:
    """Slices inputs.

    Args:
        dataset: Path of the dataset.
        plan: The job, as JSON.
    """

    def __init__(self, dataset: str, plan: str) -> None:
        self._folder = Folder(dataset)
        self._plan = msgspec.json.decode(plan, type=Plan)

    def __call__(self, input: str) -> str:
        """Slice an input, and say so; both are JSON."""
        one = msgspec.json.decode(input, type=Input)
        counts = []
        for number, rows in enumerate(_slices(_numbered(one, self._items(one)))):
            self._folder.write_table(f"{SLICES}/{slice_name(one.number, number)}.parquet", _table(rows))
            counts.append(len(rows))
        self._folder.write_json(f"{SLICED}/{one.number:07d}.json", counts)
        return str(sum(counts))

    def _items(self, one: Input) -> Iterator[Article | InputError]:
        if one.problem is not None:
            from onrecord import errors  # noqa: PLC0415

            yield getattr(errors, one.kind, InputError)(one.problem, one.path)
            return
        try:
            yield from self._read(one)
        except InputError as error:
            yield error
        except Exception as error:  # a fault of ours, or of a library: no more than the rest of this input is lost
            yield InputError(f"could not be read to its end ({type(error).__name__}: {error}); please report it", one.path)

    def _read(self, one: Input) -> Iterator[Article | InputError]:
        plan = self._plan
        how: dict[str, Any] = {"defaults": Fields(published=plan.published, outlet=plan.outlet), "mapping": plan.mapping}
        if not is_remote(one.path):
            yield from articles(one.path, force=plan.force, format=plan.format, **how)
            return
        try:
            stream = opened(one.path)
        except OSError as error:
            yield NoInput(f"cannot be opened ({error}); check the address", one.path)
            return
        with stream:
            yield from articles(stream, name=one.path, force=plan.force, format=plan.format or _named(one.path), **how)


def _named(path: str) -> str | None:
    """The format that the suffix of a file tells; a stream has none that could be asked."""
    suffixes = ["." + s for s in path.partition("?")[0].rpartition("/")[2].lower().split(".")[1:]]
    while suffixes and suffixes[-1] in SUFFIXES:
        suffixes.pop()
    found = (f.name for f in FORMATS if f.name != "text" and suffixes and suffixes[-1] in f.suffixes)
    return next(found, None)


def _numbered(one: Input, items: Iterable[Article | InputError]) -> Iterator[dict[str, Any]]:
    for index, item in enumerate(items):
        row: dict[str, Any] = {"file": one.number, "index": index, "source": one.source}
        if isinstance(item, InputError):
            yield {**row, "failure": msgspec.json.encode(failure_row(one.number, index, one.source, item)).decode()}
        else:
            key, hash = key_of(item), content_hash(item)
            facts = {"key": key, "key_id": hash_of("k" + key), "hash": hash, "hash_id": hash_of("h" + hash), "has_url": bool(item.url)}
            yield {**row, "article": msgspec.json.encode(item).decode(), **facts, "outlet": item.outlet or ""}


def _slices(rows: Iterable[dict[str, Any]]) -> Iterator[list[dict[str, Any]]]:
    before, some = 0, []
    for row in rows:
        some.append(row)
        if len(some) >= min(max(before // _SHARE, _LEAST), _MOST):
            yield some
            before += len(some)
            some = []
    if some:
        yield some


def _table(rows: list[dict[str, Any]]) -> Any:
    import pyarrow as pa  # noqa: PLC0415

    texts = ("source", "article", "failure", "key", "hash", "outlet")
    whole = ("file", "index", "key_id", "hash_id")
    schema = pa.schema([*((n, pa.int64()) for n in whole), ("has_url", pa.bool_()), *((n, pa.string()) for n in texts)])
    return pa.Table.from_pylist(rows, schema=schema)
