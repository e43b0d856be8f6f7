"""``onrecord read``."""

import sys
from collections.abc import Iterator
from contextlib import suppress
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from onrecord.cli.ending import complain, ending
from onrecord.cli.epilogs import epilog
from onrecord.cli.formats import Format, told_by, write
from onrecord.cli.options import (
    AllowHost,
    FieldNames,
    Force,
    InputFormatOption,
    Known,
    Outlet,
    Processes,
    Published,
    fetcher_for,
    filled,
    mapping_of,
)

if TYPE_CHECKING:
    from onrecord.errors import InputError
    from onrecord.model import Reading

__all__ = ["EPILOG", "read"]


_STANDARD_OUTPUT = (None, Path("-"), Path("/dev/stdout"))
_ONE_TITLE = "it is the headline of one article, and there are several; leave it out."


class _NothingRead(Exception):  # noqa: N818
    """Every input failed: a file written earlier is worth more than an empty one."""


EPILOG = epilog(
    "onrecord read article.txt",
    "onrecord read article.html --format html --output article.page.html",
    "onrecord read https://news.example/story --explain",
    "onrecord read *.txt --format jsonl --min-confidence 0.8 > claims.jsonl",
    "onrecord read archive/ news.csv.gz --field text=body --format jsonl -o claims.jsonl",
    "curl -s https://news.example/story | onrecord read - --input-format html",
    codes="0 all was read; 1 some input could not be read, and the rest was written; 2 the command was wrong",
    also="onrecord schema, add and eval; docs/cli.md; README.md for what each field is",
)


def read(  # noqa: PLR0917 - each is an option of the command line
    sources: Annotated[
        list[str],
        typer.Argument(
            metavar="FILE",
            help="Articles to read: files, folders, patterns, or URLs of pages and feeds; - is standard input.",
            show_default=False,
        ),
    ],
    format: Annotated[
        Format | None,
        typer.Option(
            "--format",
            "-f",
            help="What to write. Left out, the ending of --output decides; else a table in a terminal and json elsewhere.",
            show_default=False,
        ),
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar="FILE", help="Write to a file, which appears when it is complete.", show_default=False),
    ] = None,
    published: Published = None,
    outlet: Outlet = None,
    title: Annotated[
        str | None, typer.Option(metavar="TEXT", callback=filled, help="The headline; for a single article.", show_default=False)
    ] = None,
    input_format: InputFormatOption = None,
    fields: FieldNames = None,
    min_confidence: Annotated[
        float,
        typer.Option(
            metavar="NUMBER", min=0.0, max=1.0, help="Leave out attributions less certain than this, from 0 to 1.", show_default=False
        ),
    ] = 0.0,
    explain: Annotated[
        bool,
        typer.Option("--explain", help="Show in the table how each speaker was found: the mentions that led from the source to the name."),
    ] = False,
    known: Known = None,
    force: Force = False,
    allow_host: AllowHost = None,
    processes: Processes = None,
) -> None:
    """Read news articles and show who said what in them.

    Each attribution has a source, a cue and a content, which are exact pieces of the article, and a confidence from 0 to 1.
    What is not known is left empty, never guessed.
    """
    if title is not None and len(sources) > 1:
        raise typer.BadParameter(_ONE_TITLE, param_hint="--title")
    if sources.count("-") > 1:
        raise typer.BadParameter("standard input (-) can be read only once.", param_hint="FILE")
    mapping = mapping_of(fields)
    target = None if output in _STANDARD_OUTPUT else output
    if target is not None and _is_input(target, sources):
        raise typer.BadParameter(f"{str(target)!r} is also an input; choose another name.", param_hint="--output")
    chosen = format or told_by(target)
    succeeded = failed = 0

    def readings() -> Iterator["Reading"]:
        nonlocal succeeded, failed
        from onrecord.cli.progress import followed  # noqa: PLC0415
        from onrecord.errors import InputError, InvalidField  # noqa: PLC0415
        from onrecord.exporting.selecting import at_least  # noqa: PLC0415
        from onrecord.pipeline import read_all  # noqa: PLC0415

        try:
            results = read_all(
                sources,
                published=published,
                outlet=outlet,
                title=title,
                format=input_format.value if input_format else None,
                mapping=mapping,
                force=force,
                processes=processes,
                known=known,
                fetcher=fetcher_for(sources, allow_host or []),
            )
        except InvalidField as error:
            raise typer.BadParameter(error.problem, param_hint="--field" if error.name == "mapping" else "--published") from None
        except InputError as error:
            raise typer.BadParameter(str(error), param_hint="--known") from None
        if title is not None:
            results = _only_one(results)
        on_terminal = target is None and sys.stdout.isatty()
        for result in followed(results, len(sources), output_on_terminal=on_terminal):
            if isinstance(result, InputError):
                failed += 1
                complain(str(result))
            else:
                succeeded += 1
                yield at_least(result, min_confidence) if min_confidence else result
        if failed and not succeeded and target is not None:
            raise _NothingRead

    with ending(), suppress(_NothingRead):
        write(readings(), chosen, target, single=len(sources) == 1, explain=explain)
    if failed:
        raise typer.Exit(1)


def _only_one(results: "Iterator[Reading | InputError]") -> "Iterator[Reading | InputError]":
    first = list(islice(results, 2))
    if len(first) > 1:
        raise typer.BadParameter(_ONE_TITLE, param_hint="--title")
    return chain(first, results)


def _is_input(output: Path, sources: list[str]) -> bool:
    if not output.is_file():
        return False
    from onrecord.reading.paths import holds  # noqa: PLC0415

    return any(holds(source, str(output)) for source in sources if source != "-")
