"""What a job is asked to do, as it stands in the dataset: whoever goes on with it does the same."""

import os
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import msgspec

from onrecord.batch.storage import is_remote, remote_files
from onrecord.errors import InputError, OnrecordError
from onrecord.reading.paths import files

__all__ = ["FORMAT", "MARK", "Input", "Plan", "inputs_of"]

FORMAT = 1
"""Raised with every change of what a dataset holds."""

MARK = "onrecord.json"
"""The file that makes a folder a dataset."""


class Input(msgspec.Struct, frozen=True):
    """A file to be read.

    Attributes:
        number: Its place among all of them.
        path: Where it is; what errors call it.
        source: What the user named, such as the folder that it is in.
        problem: What is wrong with it, where that shows before it is opened.
        kind: The kind of error.
    """

    number: int
    path: str
    source: str
    problem: str | None = None
    kind: str = ""


class Plan(msgspec.Struct, frozen=True):
    """A job.

    Attributes:
        sources: Its inputs as the user named them.
        published: As in `onrecord.read_all`; so are the following.
        outlet: Who published the articles.
        format: What the inputs are.
        mapping: What fields are called.
        force: Whether other languages are read too.
        known: A file of known speakers.
        compare: Whether copies, statements and claims are looked for.
        judging: How contents are compared: `onrecord.claims.store.judging_scheme`.
        reader: What reads: the version of onrecord.
        layout: `FORMAT`.
        done: Whether all of it is done.
    """

    sources: tuple[str, ...]
    published: str | None = None
    outlet: str | None = None
    format: str | None = None
    mapping: dict[str, str] | None = None
    force: bool = False
    known: str | None = None
    compare: bool = True
    judging: str = ""
    reader: str = ""
    layout: int = FORMAT
    done: bool = False

    def encoded(self) -> str:
        """As JSON."""
        return msgspec.json.encode(self).decode()


def inputs_of(sources: Iterable[str]) -> Iterator[Input]:
    """The files that some sources stand for, in the order in which a record would be given them.

    Raises:
        OnrecordError: A source is a URL or standard input, of which several workers cannot read.
    """
    number = 0
    for source in sources:
        if source == "-" or source.lower().startswith(("http://", "https://")):
            raise OnrecordError(f"{source}: workers can only read files; save it, and name the file")
        for found in remote_files(source) if is_remote(source) else files(source):
            if isinstance(found, InputError):
                yield Input(number, found.name, source, found.problem, type(found).__name__)
            else:
                yield Input(number, found, source)
            number += 1


def plan_from(raw: Mapping[str, Any] | bytes | str) -> Plan:
    """A job from JSON, or from what was read of it."""
    return msgspec.convert(raw, Plan) if isinstance(raw, Mapping) else msgspec.json.decode(raw, type=Plan)


def absolute(path: str) -> str:
    """A path that other processes understand, wherever they run."""
    return path if is_remote(path) else os.path.abspath(path)
