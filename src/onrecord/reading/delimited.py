"""CSV and TSV: a heading that names the columns, and a row for every article."""

import csv
import re
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass

from onrecord.errors import InputError, InvalidField
from onrecord.reading.columns import Columns
from onrecord.reading.dates import parse
from onrecord.reading.decoding import decode
from onrecord.reading.drafts import Draft, Format
from onrecord.reading.flood import few_errors
from onrecord.reading.record import draft_of_row
from onrecord.reading.source import LARGEST, Source

__all__ = ["FORMAT"]

MOST_WASTED = 4 * LARGEST
"""Most bytes that are read again after broken rows; from there on a row has one line."""

_DELIMITERS = ",\t;|"
_LONGEST_HEADING = 20_000
_SEP = re.compile(r'"?sep=([,;|\t])"?', re.IGNORECASE)  # what Excel writes ahead of the heading
_HINT = "check which character parts the cells, and how they are quoted"
_LEARNED_FROM = 20
_STRAY = 5
_NUMBER = re.compile(r"[0-9]+(?:\.[0-9]+)?")

_Line = tuple[int, bytes | None]


@dataclass(frozen=True, slots=True)
class _Dialect:
    delimiter: str
    doubled: bool = True  # whether a quotation mark in a quoted cell is doubled; else it has a backslash before it
    quoted: bool = True

    def row(self, lines: Iterator[str]) -> list[str]:
        """The cells of the first row of these lines.

        Raises:
            csv.Error: It is not written in this dialect.
        """
        reader = csv.reader(
            lines,
            strict=True,
            delimiter=self.delimiter,
            doublequote=self.doubled,
            escapechar=None if self.doubled else "\\",
            quoting=csv.QUOTE_MINIMAL if self.quoted else csv.QUOTE_NONE,
        )
        return next(reader, [])


@dataclass(frozen=True, slots=True)
class _Heading:
    names: list[str]
    fields: dict[str, int]
    delimiter: str


def _looks_like(beginning: str) -> bool:
    first, _, rest = beginning.partition("\n")
    told = _SEP.fullmatch(first.strip())
    try:
        heading = _heading(rest.partition("\n")[0] if told else first, Columns(), told[1] if told else _DELIMITERS)
    except InputError:
        return False
    # A text may begin with "Text, photos and video": all that a heading has are short names, and two of them are known.
    return "text" in heading.fields and len(heading.fields) > 1 and all(len(name) <= 40 for name in heading.names)


def _heading(line: str, columns: Columns, delimiters: str) -> _Heading:
    """The heading, parted by that delimiter with which it has most of the fields of an article."""
    found: list[_Heading] = []
    problem: InputError | None = None
    for delimiter in delimiters if len(line) <= _LONGEST_HEADING else "":
        try:
            names = [name.strip() for name in _Dialect(delimiter).row(iter([line.strip("\ufeff\r\n")]))]
            found.append(_Heading(names, columns.of(names), delimiter))
        except csv.Error:
            continue
        except InvalidField as error:
            problem = error if problem is None or len(names) > 1 else problem
    if not found:
        raise problem or InputError("its first line does not name columns; begin with one such as id,text,published")
    return max(found, key=lambda heading: ("text" in heading.fields, len(heading.fields), len(heading.names)))


def _read(source: Source, columns: Columns) -> Iterator[Draft | InputError]:
    # One limit for all of Python; that it is higher does no harm to others.
    csv.field_size_limit(max(csv.field_size_limit(), LARGEST))
    lines = _Lines(source)
    delimiters = "\t,;|" if source.suffix in {".tsv", ".tab"} else _DELIMITERS
    first = lines.text()
    if told := _SEP.fullmatch(first.strip()):
        delimiters, first = told[1], lines.text()
    try:
        heading = _heading(first, columns, delimiters)
        columns.with_text(heading.names)
    except InputError as error:
        raise type(error)(error.problem, source.name) from None
    yield from few_errors(_Rows(lines, heading, source.name).drafts(), source.name, _HINT)


class _Lines:
    """Lines that can be put back."""

    def __init__(self, source: Source) -> None:
        self._name = source.name
        self._lines = source.lines()
        if b"\r" in source.head and b"\n" not in source.head:  # as old Macs, and some spreadsheets, end them
            self._lines = _ending_with_r(source.lines())
        self._again: deque[_Line] = deque()

    def next(self) -> _Line | None:
        return self._again.popleft() if self._again else next(self._lines, None)

    def put_back(self, lines: list[_Line]) -> None:
        self._again.extendleft(reversed(lines))

    def text(self) -> str:
        """The next line that is not blank, as text.

        Raises:
            InputError: There is none, or it is no text.
        """
        while (line := self.next()) is not None:
            data = (line[1] or b"")[: 2 * _LONGEST_HEADING]
            if data.strip() and (text := decode(data, self._name)).strip("\ufeff \t\r\n"):
                return text
        raise InputError("there is nothing in it but blank lines; begin with a line that names the columns", self._name)


def _ending_with_r(lines: Iterator[_Line]) -> Iterator[_Line]:
    for number, data in lines:
        pieces = [None] if data is None else data.split(b"\r")
        yield from ((number + more, piece) for more, piece in enumerate(pieces))


class _Rows:
    """The rows under a heading.

    A quotation mark too many would take every row up to the next mark along. So what was read for a row that turns out to be none is
    put back, except for its first line. The lines after that may be the rest of it, though, and not rows: they are taken for rows
    again when numbers, dates and addresses stand where those before had them.
    """

    def __init__(self, lines: _Lines, heading: _Heading, name: str) -> None:
        self._lines = lines
        self._heading = heading
        self._name = name
        self._wasted = 0
        self._shapes: list[set[str]] = [set() for _ in heading.names]
        self._learned = 0
        self._in_step = True

    def drafts(self) -> Iterator[Draft | InputError]:
        while (line := self._lines.next()) is not None:
            number, data = line
            name = f"{self._name}:{number}"
            if data is None:
                yield _too_long(name)
            elif data.strip():
                cells = self._cells(line, data, name)
                if isinstance(cells, InputError):
                    yield cells
                elif any(map(str.strip, cells)):
                    yield draft_of_row({field: cells[at] for field, at in self._heading.fields.items()}, name)

    def _cells(self, line: _Line, data: bytes, name: str) -> list[str] | InputError:
        problem: InputError | None = None
        for dialect in self._dialects(data):
            taken = [line]
            try:
                cells = dialect.row(self._take(taken, name))
                if len(cells) == len(self._heading.names) and not self._swallows(dialect, taken):
                    if self._fits(cells):
                        return cells
                    found = InputError("does not look like the rows before; it seems to be the rest of one that is broken", name)
                else:
                    found = self._misfit(cells, name)
            except csv.Error as error:
                found = InputError(f"is no row of CSV ({error}); in quoted cells, quotation marks are written twice", name)
            except InputError as error:
                found = error
            problem = problem or found
            self._wasted += sum(len(more or b"") for _, more in taken[1:])
            self._lines.put_back(taken[1:])
        self._in_step = False
        assert problem is not None  # noqa: S101  there is always a dialect
        return problem

    def _dialects(self, data: bytes) -> Iterator[_Dialect]:
        delimiter = self._heading.delimiter
        yield _Dialect(delimiter)
        if b'\\"' in data:
            yield _Dialect(delimiter, doubled=False)
        if delimiter == "\t" and b'"' in data:  # TSV proper knows no quoting
            yield _Dialect(delimiter, quoted=False)

    def _take(self, taken: list[_Line], name: str) -> Iterator[str]:
        size = 0
        for at in range(LARGEST):
            if at:
                line = self._lines.next() if self._wasted < MOST_WASTED else None
                if line is None:
                    return
                taken.append(line)
            data = taken[at][1]
            size += len(data or b"")
            if data is None or size > LARGEST:
                raise _too_long(name)
            yield decode(data, name, stray=_STRAY)

    def _swallows(self, dialect: _Dialect, taken: list[_Line]) -> bool:
        """Whether what was taken for the lines of one row are rows, each with all of its tabs."""
        tabs = len(self._heading.names) - 1
        return dialect.delimiter == "\t" and len(taken) > 1 and all((line or b"").count(b"\t") == tabs > 0 for _, line in taken)

    def _misfit(self, cells: list[str], name: str) -> InputError:
        cut = "a cell with line ends or delimiters in it stands in quotation marks"
        return InputError(f"has {_cells(len(cells))}, and the heading {len(self._heading.names)}; {cut}", name)

    def _fits(self, cells: list[str]) -> bool:
        shapes = [_shape(cell) for cell in cells] if self._learned < _LEARNED_FROM or not self._in_step else []
        if self._in_step:
            for known, shape in zip(self._shapes, shapes, strict=False):
                known.update([shape] if shape else [])
            self._learned += 1
            return True
        typed = [
            (next(iter(known)), shape) for known, shape in zip(self._shapes, shapes, strict=True) if len(known) == 1 and known != {"words"}
        ]
        self._in_step = all(shape in {known, ""} for known, shape in typed) and (not typed or any(shape for _, shape in typed))
        return self._in_step


def _shape(cell: str) -> str:
    cell = cell.strip()
    if _NUMBER.fullmatch(cell):
        return "number"
    if cell.lower().startswith(("http://", "https://")):
        return "address"
    return "date" if parse(cell) else "words" if cell else ""


def _cells(count: int) -> str:
    return "1 cell" if count == 1 else f"{count:,} cells"


def _too_long(name: str) -> InputError:
    return InputError(f"the row is longer than {LARGEST // 1_000_000} MB, the most that is read as one article", name)


FORMAT = Format(name="csv", suffixes=(".csv", ".tsv", ".tab"), looks_like=_looks_like, read=_read)
