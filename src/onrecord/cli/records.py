"""What the commands share that work on a record."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from onrecord.record import Record

__all__ = ["RecordOption", "opened"]

RecordOption = Annotated[
    str,
    typer.Option(
        "--record",
        "-r",
        metavar="RECORD",
        envvar="ONRECORD",
        help="The record: a file, or a PostgreSQL database such as postgresql://user@host/name.",
        show_default=True,
    ),
]


@contextmanager
def opened(place: str, *, create: bool = False) -> Iterator["Record"]:
    """A record, closed at the end."""
    from onrecord.record import open_record  # noqa: PLC0415

    with open_record(place, create_new=create) as record:
        yield record
