"""The vectors of contents in a record: a byte for each number, by version of an article; and their signs in blocks, to look through."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

import numpy as np

from onrecord.meaning.codes import DIMENSION, Bytes, signs
from onrecord.record.blocks import Blocks
from onrecord.record.database import Database
from onrecord.record.layout import Column, Layout

if TYPE_CHECKING:
    from onrecord.meaning.gathering import Vectors

__all__ = ["SIGNS", "change_vectors", "drop_vectors", "how_many_miss", "keep_vectors", "missing", "vectors_in", "vectors_of"]

SIGNS: Final = Blocks("signs", Layout(("id", "<i8"), ("version", "<i8"), ("signs", "(4,)<u8")))


def keep_vectors(database: Database, version: int, ids: Mapping[str, int], vectors: "Vectors") -> None:
    """Write the vectors of a version of an article, in a transaction that has been begun.

    Args:
        database: The record.
        version: The version's number.
        ids: Numbers of its attributions, by their ids in the article.
        vectors: The vectors.
    """
    there = [i for i, id in enumerate(vectors.ids) if id in ids]
    numbers = np.array([ids[vectors.ids[i]] for i in there], dtype="<i8")
    order = np.argsort(numbers)
    numbers, values = numbers[order], np.asarray(vectors.values[there], dtype=np.int8).reshape(-1, DIMENSION)[order]
    database.run(
        "INSERT INTO meanings (version_id, maker, ids, vectors) VALUES (?, ?, ?, ?)",
        (version, vectors.maker, numbers.tobytes(), values.tobytes()),
    )
    rows = {"id": numbers, "version": np.full(len(numbers), version, "<i8"), "signs": signs(values)}
    SIGNS.add(database, version, rows, maker=vectors.maker)


def drop_vectors(database: Database, version: int, attributions: list[int]) -> None:
    """Take out the vectors of a version of an article, in a transaction that has been begun."""
    if database.run("DELETE FROM meanings WHERE version_id = ?", (version,)):
        SIGNS.drop(database, attributions)


def vectors_in(database: Database, version: int) -> tuple[str | None, dict[int, bytes]]:
    """The vectors of a version of an article, by the numbers of its attributions, and what made them; None where it has none."""
    rows = database.rows("SELECT maker, ids, vectors FROM meanings WHERE version_id = ?", (version,))
    if not rows:
        return None, {}
    maker, ids, vectors = rows[0]
    raw = bytes(vectors)
    numbers = np.frombuffer(bytes(ids), dtype="<i8").tolist()
    return str(maker), {id: raw[n * DIMENSION : (n + 1) * DIMENSION] for n, id in enumerate(numbers)}


def change_vectors(database: Database, version: int, changes: Mapping[int, bytes | None]) -> None:
    """Give attributions of a version that has vectors other ones, or none."""
    maker, stood = vectors_in(database, version)
    if maker is None or all(stood.get(id) == vector for id, vector in changes.items()):
        return
    stand = {id: vector for id, vector in sorted({**stood, **changes}.items()) if vector is not None}
    numbers = np.array([*stand], dtype="<i8")
    database.run("UPDATE meanings SET ids = ?, vectors = ? WHERE version_id = ?", (numbers.tobytes(), b"".join(stand.values()), version))
    SIGNS.drop(database, [id for id, vector in changes.items() if vector is None])
    new = [id for id, vector in changes.items() if vector is not None]
    if new:
        values = np.frombuffer(b"".join(stand[id] for id in new), dtype=np.int8).reshape(-1, DIMENSION)
        rows = {"id": np.array(new, dtype="<i8"), "version": np.full(len(new), version, "<i8"), "signs": signs(values)}
        SIGNS.put(database, version, rows, maker=maker)


def vectors_of(database: Database, maker: str, versions: Column | None = None) -> tuple[Column, Bytes]:
    """The ids of attributions and their vectors [attributions, 256].

    Args:
        database: The record.
        maker: What made them.
        versions: Of which versions of articles; None for all.
    """
    rows = []
    if versions is None:
        rows = database.blobs("SELECT ids, vectors FROM meanings WHERE maker = ?", (maker,))
    else:
        wanted = np.unique(versions).tolist()
        for low in range(0, len(wanted), 500):
            some = wanted[low : low + 500]
            marks = ", ".join("?" * len(some))
            rows += database.blobs(f"SELECT ids, vectors FROM meanings WHERE maker = ? AND version_id IN ({marks})", (maker, *some))  # noqa: S608
    ids = np.frombuffer(b"".join(r[0] for r in rows), dtype="<i8")
    return ids, np.frombuffer(b"".join(r[1] for r in rows), dtype=np.int8).reshape(-1, DIMENSION)


def how_many_miss(database: Database, maker: str) -> int:
    """How many current versions of articles have no vectors of this maker."""
    ((current, made),) = database.rows(
        "SELECT (SELECT count(*) FROM versions WHERE is_current = 1), (SELECT count(*) FROM meanings WHERE maker = ?)", (maker,)
    )
    return int(current) - int(made)  # those that are not current have none


def missing(database: Database, maker: str) -> list[int]:
    """The current versions of articles without vectors of this maker, in their order."""
    rows = database.rows(
        "SELECT v.id FROM versions v LEFT JOIN meanings m ON m.version_id = v.id AND m.maker = ? "
        "WHERE v.is_current = 1 AND m.version_id IS NULL ORDER BY v.id",
        (maker,),
    )
    return [int(row[0]) for row in rows]
