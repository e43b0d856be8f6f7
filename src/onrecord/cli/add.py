"""``onrecord add``."""

import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Annotated

import typer

from onrecord.cli.ending import complain, ending
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
    mapping_of,
)
from onrecord.cli.records import RecordOption, opened

if TYPE_CHECKING:
    from onrecord.record.ingest import Added

__all__ = ["EPILOG", "add"]

EPILOG = """\b
Examples:
  onrecord add articles/*.txt --record news.db
  onrecord add crawl.jsonl --record news.db --outlet "The Ferry Post"
  onrecord add --retry --record news.db

Exit codes: 0 all is in the record; 1 some input failed, and the rest is in; 2 the command was wrong."""

_HOWS = ("new", "changed", "duplicate", "skipped", "failed")


def add(  # noqa: PLR0917 - each is an option of the command line
    sources: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="FILE",
            help="Articles to read and keep: files, folders, patterns, or URLs of pages and feeds; - is standard input.",
            show_default=False,
        ),
    ] = None,
    record: RecordOption = "news.db",
    published: Published = None,
    outlet: Outlet = None,
    input_format: InputFormatOption = None,
    fields: FieldNames = None,
    known: Known = None,
    force: Force = False,
    retry: Annotated[bool, typer.Option("--retry", help="Try again the inputs in which something failed before.")] = False,
    allow_host: AllowHost = None,
    processes: Processes = None,
) -> None:
    """Read articles and keep them in a record, with all that they attribute to whom.

    What is in the record already is left alone; a changed article becomes a new version. When the command is stopped, even by force,
    run it again: nothing is lost, and nothing is kept twice.
    """
    if not sources and not retry:
        raise typer.BadParameter("name the articles to add, or --retry.", param_hint="FILE")
    from onrecord.errors import InvalidField  # noqa: PLC0415
    from onrecord.record.ingest import How, failed_sources  # noqa: PLC0415
    from onrecord.record.ingest import add as add_to  # noqa: PLC0415

    counts: Counter[str] = Counter()
    how = How(published, outlet, input_format.value if input_format else None, mapping_of(fields), force)
    with ending(), opened(record, create=not retry) as kept:
        wanted = [*(sources or []), *(failed_sources(kept) if retry else [])]
        fetcher = fetcher_for(wanted, allow_host or [])
        try:
            for added in _followed(add_to(kept, wanted, how=how, processes=processes, known=known, fetcher=fetcher), counts):
                if added.how == "failed":
                    complain(f"{added.name}: {added.problem}")
        except InvalidField as error:
            raise typer.BadParameter(error.problem, param_hint="--field" if error.name == "mapping" else "--published") from None
        typer.echo(f"{kept.name}: " + ", ".join(f"{counts[how]} {how}" for how in _HOWS if counts[how] or how == "new"), err=True)
    if counts["failed"]:
        raise typer.Exit(1)


def _followed(results: "Iterable[Added]", counts: Counter[str]) -> "Iterator[Added]":
    """The same, counted, with one line of progress where somebody looks at it."""
    if not sys.stderr.isatty():
        for added in results:
            counts[added.how] += 1
            yield added
        return
    from rich.console import Console  # noqa: PLC0415
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn  # noqa: PLC0415

    columns = (SpinnerColumn(), TextColumn("{task.description}"), TextColumn("{task.fields[rate]}"), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True, redirect_stdout=False) as bar:
        task = bar.add_task("adding", total=None, rate="")
        for added in results:
            counts[added.how] += 1
            told = ", ".join(f"{counts[how]} {how}" for how in _HOWS if counts[how])
            elapsed = bar.tasks[0].elapsed or 1e-9
            bar.update(task, description=told, rate=f"{counts.total() / elapsed:.1f} articles/s")
            yield added
