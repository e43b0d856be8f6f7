"""What the commands share that work on a record."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from onrecord.record import Record

__all__ = ["RecordOption", "opened"]

RecordOption = Annotated[
    Path, typer.Option("--record", "-r", metavar="FILE", envvar="ONRECORD", help="The record; a file.", show_default=True)
]


@contextmanager
def opened(path: Path, *, create: bool = False) -> Iterator["Record"]:
    """A record, closed at the end."""
    from onrecord.record import open_record  # noqa: PLC0415

    with open_record(path, create_new=create) as record:
        yield record
