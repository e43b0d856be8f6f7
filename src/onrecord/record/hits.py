"""Attributions that were found: to go through one by one, or as a table for pyarrow, pandas or polars."""

from collections.abc import Callable, Iterator
from importlib import import_module
from itertools import islice
from typing import TYPE_CHECKING, Any

from onrecord.errors import MissingPackage
from onrecord.record.searching import Hit
from onrecord.record.table import COLUMNS

if TYPE_CHECKING:
    import pandas
    import polars
    import pyarrow

__all__ = ["Hits"]

_ROWS = 5_000


class Hits:
    """Attributions that were found, in their order. They are read from the record as they are asked for, each time anew.

    >>> for hit in record.search("bridge"):
    ...     print(hit.article["outlet"], hit.attribution.content.text)
    >>> record.search("bridge", limit=None).to_pandas().groupby("speaker").size()

    The tables have one row for each attribution; their columns are in `onrecord.record.table`.
    """

    def __init__(self, find: Callable[[], Iterator[Hit]], what: str) -> None:
        """Wrap what finds them.

        Args:
            find: Finds them from the first on.
            what: What they are, for people.
        """
        self._find = find
        self._what = what

    def __iter__(self) -> Iterator[Hit]:
        return self._find()

    def __repr__(self) -> str:
        return f"<{self._what}>"

    def to_arrow(self, *, rows: int = _ROWS) -> "pyarrow.RecordBatchReader":
        """A stream of record batches, of which one is in memory at a time; ``read_all()`` makes a table of it.

        Args:
            rows: How many rows a batch has.

        Raises:
            MissingPackage: pyarrow is not installed.
        """
        arrow = _imported("pyarrow", "parquet")
        schema = arrow.schema([arrow.field(column.name, _type(arrow, column.kind), metadata={"what": column.what}) for column in COLUMNS])

        def batches() -> Iterator[Any]:
            found = self._find()
            while batch := list(islice(found, rows)):
                cells = [[column.cell(hit) for hit in batch] for column in COLUMNS]
                arrays = [arrow.array(cell, field.type) for cell, field in zip(cells, schema, strict=True)]
                yield arrow.RecordBatch.from_arrays(arrays, schema=schema)

        return arrow.RecordBatchReader.from_batches(schema, batches())

    def to_pandas(self) -> "pandas.DataFrame":
        """A data frame of pandas.

        Raises:
            MissingPackage: pandas or pyarrow is not installed.
        """
        _imported("pandas", "pandas")
        _imported("pyarrow", "pandas")
        frame: pandas.DataFrame = self.to_arrow().read_pandas()
        return frame

    def to_polars(self) -> "polars.DataFrame":
        """A data frame of polars.

        Raises:
            MissingPackage: polars or pyarrow is not installed.
        """
        module = _imported("polars", "polars")
        _imported("pyarrow", "polars")
        frame: polars.DataFrame = module.from_arrow(self.to_arrow().read_all())
        return frame


def _imported(package: str, extra: str) -> Any:
    try:
        return import_module(package)
    except ImportError as error:
        raise MissingPackage(f'{package} is not installed; install it with: pip install "onrecord[{extra}]"') from error


def _type(arrow: Any, kind: str) -> Any:
    simple = {"integer": arrow.int64(), "text": arrow.string(), "truth": arrow.bool_(), "number": arrow.float64(), "day": arrow.date32()}
    if kind == "texts":
        return arrow.list_(arrow.string())
    return arrow.list_(arrow.list_(arrow.int64(), 2)) if kind == "spans" else simple[kind]
