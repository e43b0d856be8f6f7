"""Bringing a dataset into a record: what was read is kept as it is, many articles to a transaction, and nothing is read again."""

from collections.abc import Generator, Iterator, Sequence
from itertools import islice
from typing import TypeVar

import msgspec

from onrecord.batch.across.pairs import PAIRS, text_hash
from onrecord.batch.layout import Place, error_of, understood_in
from onrecord.batch.plan import FORMAT, MARK, Plan
from onrecord.batch.storage import Folder
from onrecord.batch.understanding import PARTS
from onrecord.claims.pairing import offer_judged
from onrecord.claims.store import judging_scheme, take_up_all
from onrecord.errors import InputError
from onrecord.pipeline import Understood
from onrecord.record import noting
from onrecord.record.ingest import Added, noted
from onrecord.record.keeping import keep_within
from onrecord.record.records import Record

__all__ = ["add_dataset", "is_dataset"]

_TOGETHER = 100
"""Articles of one transaction."""

Item = TypeVar("Item")


def is_dataset(path: str) -> bool:
    """Whether there is a dataset of `onrecord batch` at a path."""
    from pathlib import Path  # noqa: PLC0415

    from onrecord.batch.storage import is_remote  # noqa: PLC0415

    return Folder(path).has(MARK) if is_remote(path) else (Path(path) / MARK).is_file()


def add_dataset(record: Record, path: str) -> Generator[Added, None, None]:
    """Keep all articles of a dataset, as `onrecord.record.ingest.add` would have kept them had it read the inputs.

    When it is stopped, what was kept stays, and the same call goes on.

    Args:
        record: Where to.
        path: The dataset.

    Raises:
        InputError: The dataset is not finished, or of another version of onrecord.
        RecordError: The record cannot be written; what was kept before stays.
    """
    folder = Folder(path)
    plan = msgspec.json.decode(folder.read(MARK), type=Plan)
    if plan.layout != FORMAT:
        raise InputError("is a dataset of another version of onrecord; make it anew with onrecord batch", path)
    if not plan.done:
        raise InputError("is a dataset that is not finished; run the same onrecord batch again first", path)
    failed: dict[str, set[str]] = {source: set() for source in plan.sources}
    for name in folder.names(PARTS):
        file = name.removesuffix(".json") + ".parquet"
        tables = (folder.read_table(f"{what}/{file}") for what in ("articles", "attributions"))
        for some in _batches(understood_in(*tables), _TOGETHER):
            yield from _kept(record, some, plan.reader)
        for row in folder.read_table(f"failures/{file}").to_pylist():
            added = noted(record, error_of(row), row["source"])
            if added.how == "failed":
                failed.setdefault(row["source"], set()).add(added.name)
            yield added
    for source, again in failed.items():
        noting.forget_failures(record.database, source, but=again)
    if plan.compare and plan.judging == judging_scheme():
        _offer(record, folder)


def _offer(record: Record, folder: Folder) -> None:
    """Take up the articles for comparison, and let the record have how contents relate, which takes longest to find."""
    take_up_all(record.database)
    for name in folder.names(PAIRS):
        rows = folder.read_table(f"{PAIRS}/{name}").to_pylist()
        offer_judged(
            record.database,
            [((r["first"], r["second"]), r["link"], r["judged"], (r["first_text"], r["second_text"])) for r in rows],
            text_hash,
        )


def _kept(record: Record, some: Sequence[tuple[Place, Understood]], reader: str) -> list[Added]:
    out = []
    with record.database.writing():
        for _, understood in some:
            article = understood.reading.article
            how = keep_within(record.database, understood.reading, reader, understood.vectors)
            out.append(Added(how.value, article.title or article.id))
    return out


def _batches(items: Iterator[Item], size: int) -> Iterator[list[Item]]:
    while some := list(islice(items, size)):
        yield some
