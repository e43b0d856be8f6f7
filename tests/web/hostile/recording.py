"""A record of hostile articles with claims: what each says is reported by others too, repeated and denied."""

import hashlib
import os
from collections.abc import Iterable

import msgspec
import numpy as np

from onrecord.meaning.codes import DIMENSION, quantised
from onrecord.meaning.gathering import Vectors
from onrecord.meaning.head import shipped
from onrecord.model import Reading
from onrecord.record import Record, open_record

__all__ = ["keep_all", "repeated"]

MOST_REPEATED = 50
"""Attributions of an article that others repeat."""


def vectors_of(reading: Reading) -> Vectors:
    """Vectors that are the same for the same words, and have nothing to do with each other for others: quicker than the network."""
    ids, made = [], []
    for a in reading.attributions:
        if a.content is not None:
            seed = int.from_bytes(hashlib.sha256(a.content.text.encode("utf-8", "replace")).digest()[:8])
            ids.append(a.id)
            made.append(np.random.default_rng(seed).standard_normal(DIMENSION).astype(np.float32))
    values = np.array(made, np.float32).reshape(len(made), DIMENSION)
    return Vectors(shipped().maker, tuple(ids), quantised(values / np.maximum(np.linalg.norm(values, axis=1, keepdims=True), 1e-9)))


def repeated(reading: Reading, number: int) -> Reading:
    """The same words in another outlet on a later day, so that there is a claim."""
    article = reading.article
    other = msgspec.structs.replace(
        article, id=f"{article.id} again {number}", outlet=f"{article.outlet or ''} Late {number}", published=f"2026-03-{3 + number:02}",
        url=None, title=f"{article.title or ''} again",
    )  # fmt: skip
    return Reading(other, tuple(msgspec.structs.replace(a, via=()) for a in reading.attributions[:MOST_REPEATED]))


def keep(record: Record, reading: Reading) -> None:
    """Keep a reading with vectors."""
    record.add(reading, vectors_of(reading))


def keep_all(
    place: str | os.PathLike[str], readings: Iterable[Reading], without_claims: Iterable[Reading] = (), *, repeats: int = 1
) -> None:
    """Make a record of readings, each repeated by other outlets, and its claims; some come after these have been made."""
    with open_record(place) as record:
        for reading in readings:
            keep(record, reading)
            for number in range(repeats):
                keep(record, repeated(reading, number))
        record.update_claims()
        for reading in without_claims:
            keep(record, reading)
