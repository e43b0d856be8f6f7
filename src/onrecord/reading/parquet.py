"""Parquet: a table with a row for every article, of which only the columns that are needed are read, a few rows at a time."""

import io
from collections.abc import Iterator
from typing import Any

from onrecord.errors import InputError, NotText
from onrecord.reading.columns import Columns
from onrecord.reading.decoding import decode
from onrecord.reading.drafts import Draft, Format
from onrecord.reading.flood import few_errors
from onrecord.reading.record import draft_of_row
from onrecord.reading.source import Source

__all__ = ["FORMAT"]

_ROWS = 16
_BUFFER = 1024 * 1024
_HINT = "check that the columns are those of articles, and name them with --field if need be"


def _read(source: Source, columns: Columns) -> Iterator[Draft | InputError]:
    yield from few_errors(_of_file(source, columns), source.name, _HINT)


def _of_file(source: Source, columns: Columns) -> Iterator[Draft | InputError]:
    name = source.name
    try:
        import pyarrow as arrow  # noqa: PLC0415
        from pyarrow import parquet  # noqa: PLC0415
    except ImportError as error:
        raise InputError('is Parquet, which needs pyarrow; install it with: pip install "onrecord[parquet]"', name) from error
    damaged = (arrow.ArrowException, OSError, ValueError)
    # Parquet is read from its end. With a pipe that cannot be done: what it gives is read whole.
    file = source.file or io.BytesIO(source.whole())
    try:
        file.seek(0)
        table = parquet.ParquetFile(file, buffer_size=_BUFFER, pre_buffer=False)
        names = list(table.schema_arrow.names)
    except damaged as error:
        raise InputError(f"is no Parquet file, or one that is damaged or cut off ({_reason(error)})", name) from error
    try:
        fields = {field: names[at] for field, at in columns.with_text(names).items()}
    except InputError as error:
        raise type(error)(error.problem, name) from None
    row = 0
    for group in range(table.num_row_groups):
        after = row + table.metadata.row_group(group).num_rows
        try:
            for batch in table.iter_batches(_ROWS, [group], sorted(set(fields.values())), use_threads=False):
                at = {field: batch.schema.names.index(column) for field, column in fields.items()}
                for i in range(batch.num_rows):
                    row += 1
                    yield _draft({field: batch.column(column)[i] for field, column in at.items()}, f"{name}, row {row}")
        except damaged as error:
            yield InputError(f"rows {row + 1:,} to {after:,} are damaged and lost ({_reason(error)})", name)
        row = after


def _draft(cells: dict[str, Any], name: str) -> Draft | InputError:
    try:
        return draft_of_row({field: _value(cell, name) for field, cell in cells.items()}, name)
    except NotText as error:
        return error


def _value(cell: Any, name: str) -> Any:
    """What a cell has, as Python has it; None for what Python cannot have, such as the year 20,000."""
    import pyarrow as arrow  # noqa: PLC0415

    try:
        if arrow.types.is_timestamp(cell.type):  # nanoseconds are pandas' business
            cell = cell.cast(arrow.timestamp("s", cell.type.tz), safe=False)
        value = cell.as_py()
    except UnicodeDecodeError:
        value = cell.as_buffer().to_pybytes()
    except (arrow.ArrowException, ValueError, OverflowError, LookupError):
        return None
    return decode(value, name) if isinstance(value, bytes) else value


def _reason(error: Exception) -> str:
    return " ".join(str(error).split())[:120] or type(error).__name__


FORMAT = Format(name="parquet", suffixes=(".parquet", ".pq"), looks_like=lambda beginning: beginning.startswith("PAR1"), read=_read)
