"""Attributions as Parquet: the columns of `onrecord.record.table`, 5,000 rows to a row group, compressed with Zstandard."""

from typing import IO

from onrecord.errors import MissingPackage
from onrecord.exporting.files.asked import Asked
from onrecord.record import Hits

__all__ = ["write"]


def write(asked: Asked, file: IO[bytes]) -> None:
    """Write the table; one row group is in memory at a time.

    Raises:
        MissingPackage: pyarrow is not installed.
    """
    try:
        from pyarrow import parquet  # noqa: PLC0415
    except ImportError as error:
        raise MissingPackage('pyarrow is not installed; install it with: pip install "onrecord[parquet]"') from error
    batches = Hits(asked.hits, "attributions").to_arrow()
    with parquet.ParquetWriter(file, batches.schema, compression="zstd") as writer:
        for batch in batches:
            writer.write_batch(batch)
