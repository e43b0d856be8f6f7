"""What `read` can write, and how each format is written."""

import sys
from collections.abc import Iterable, Iterator
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

import typer

if TYPE_CHECKING:
    from onrecord.model import Reading

__all__ = ["Format", "told_by", "write"]


class Format(StrEnum):
    """What `read` writes."""

    TABLE = "table"
    JSON = "json"
    JSONL = "jsonl"
    HTML = "html"


def told_by(target: Path | None) -> Format:
    """The format to write where none was asked for: by the ending of a file, or by who looks at standard output."""
    if target is None:
        return Format.TABLE if sys.stdout.isatty() else Format.JSON
    endings = {".html": Format.HTML, ".htm": Format.HTML, ".jsonl": Format.JSONL, ".ndjson": Format.JSONL, ".txt": Format.TABLE}
    return endings.get(target.suffix.lower(), Format.JSON)


def write(readings: Iterator["Reading"], chosen: Format, target: Path | None, *, single: bool, explain: bool = False) -> None:
    """Write readings as they come, to a file or to standard output.

    Args:
        readings: What to write.
        chosen: How.
        target: Where to; None is standard output.
        single: Whether there is one input (see `onrecord.exporting.contract.document`).
        explain: Whether a table shows how each speaker was found.

    Raises:
        typer.BadParameter: The file cannot be written.
        OnrecordError: The system failed while the readings came, not while they were written.
    """
    from onrecord.cli.output import standard_output, written  # noqa: PLC0415

    readings = _apart(readings)
    if target is None:
        _show(readings, chosen, standard_output(utf8=chosen is not Format.TABLE), single=single, explain=explain)
        return
    try:
        with written(target) as file:
            _show(readings, chosen, file, single=single, explain=explain)
    except BrokenPipeError:
        raise
    except OSError as error:
        raise typer.BadParameter(f"{str(target)!r} cannot be written: {error.strerror or error}.", param_hint="--output") from None


def _apart(readings: Iterator["Reading"]) -> Iterator["Reading"]:
    """The same readings; an error of the system behind them is not to be blamed on where they are written."""
    from onrecord.errors import OnrecordError  # noqa: PLC0415

    try:
        yield from readings
    except OSError as error:
        raise OnrecordError(f"the articles could not be read to the end: {error}") from error


def _show(readings: Iterator["Reading"], chosen: Format, file: TextIO, *, single: bool, explain: bool) -> None:
    if chosen is Format.TABLE:
        from onrecord.exporting.terminal import Printer, console_for  # noqa: PLC0415

        printer = Printer(console_for(file), explain=explain)
        for reading in readings:
            printer.print(reading)
        return
    for piece in _pieces(readings, chosen, single=single):
        file.write(piece)
        file.flush()


def _pieces(readings: Iterator["Reading"], chosen: Format, *, single: bool) -> Iterable[str]:
    from onrecord.exporting import contract  # noqa: PLC0415

    if chosen is Format.JSONL:
        return contract.lines(readings)
    if chosen is Format.JSON:
        return contract.document(readings, single=single)
    from onrecord.exporting.page import page  # noqa: PLC0415

    return [page(readings)]
