"""What is noted of articles and their contents, found out in other processes before it is written.

Of very many articles that is half of the work. What is found depends on nothing but what it is found by, which is what it is kept by: where
an article has changed meanwhile, nothing is there under what it has become.
"""

from collections.abc import Generator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, field
from itertools import islice
from multiprocessing import get_context

import numpy as np
from numpy.typing import NDArray

from onrecord.claims.candidates import DIMENSION, NO_VECTOR, Features, cells_of, features
from onrecord.claims.copying import Words, numbers_in, words_in
from onrecord.claims.loading import said_of_version, vectors_of_version
from onrecord.claims.meanwhile import opened
from onrecord.claims.said import Said
from onrecord.errors import OnrecordError
from onrecord.processes import begin_worker
from onrecord.record.database import Database

__all__ = ["NOTHING", "Beforehand", "Spoken", "beforehand", "day_of", "found_beforehand", "spoken"]

Spoken = tuple[str, str | None, str | None, bytes]
"""What the features of a content are found by: the content, the name of its speaker, its day, its vector."""


@dataclass(frozen=True, slots=True)
class Beforehand:
    """What was found.

    Attributes:
        features: Of contents.
        numbers: Of the words of articles, as `onrecord.claims.copying.numbers_in` says.
    """

    features: dict[Spoken, Features] = field(default_factory=dict)
    numbers: dict[Words, list[int]] = field(default_factory=dict)


NOTHING = Beforehand()


def day_of(said: Said) -> str | None:
    """When a content was said, or published where that is not known."""
    return said.said_first or said.published


def spoken(said: Said, vector: NDArray[np.int8]) -> Spoken:
    """What the features of a content are found by.

    Args:
        said: The attribution.
        vector: What its content means.
    """
    return said.content, said.name, day_of(said), vector.tobytes()


def beforehand(database: Database, articles: Sequence[int]) -> Beforehand:
    """What is to be noted of articles, as they are now.

    Args:
        database: The record.
        articles: The rows of the articles.
    """
    out = Beforehand()
    for article in articles:
        for (version,) in database.rows("SELECT id FROM versions WHERE article_id = ? AND is_current = 1", (article,)):
            said, vectors = said_of_version(database, int(version)), vectors_of_version(database, int(version))
            own = np.array([vectors.get(s.id, NO_VECTOR) for s in said], dtype=np.int8).reshape(-1, DIMENSION)
            for s, vector, cells in zip(said, own, cells_of(own), strict=True):
                out.features[spoken(s, vector)] = features(s.content, vector, speaker=s.name, day=day_of(s), cells=cells)
    for words in words_in(database, articles).values():
        out.numbers[words] = numbers_in(words)
    return out


def found_beforehand(database: Database, batches: Sequence[Sequence[int]], processes: int) -> Generator[Beforehand, None, None]:
    """What is to be noted of each batch of articles, found in so many processes while what was found before is written.

    Nothing is found of a batch where a process dies or cannot open the record.

    Args:
        database: The record.
        batches: The rows of articles, batch by batch.
        processes: How many.
    """
    if not batches:
        return
    pool = ProcessPoolExecutor(processes, get_context("spawn"), begin_worker)
    try:
        waiting = iter(batches)
        begun = [pool.submit(_found, database.name, batch) for batch in islice(waiting, processes + 1)]
        for _ in batches:
            yield _result(begun.pop(0))
            begun += [pool.submit(_found, database.name, batch) for batch in islice(waiting, 1)]
    except BrokenProcessPool:
        return
    finally:
        pool.shutdown(wait=False, cancel_futures=True)


def _result(of: "Future[Beforehand]") -> Beforehand:
    try:
        return of.result()
    except (OnrecordError, BrokenProcessPool):
        return NOTHING


def _found(record: str, articles: Sequence[int]) -> Beforehand:
    return beforehand(opened(record), articles)
