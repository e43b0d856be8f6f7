"""``onrecord add``."""

import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from onrecord.cli.ending import complain, ending
from onrecord.cli.read import InputFormat, fetcher_for, hosts
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
        list[str] | None, typer.Argument(metavar="FILE", help="Articles to read and keep; - is standard input.", show_default=False)
    ] = None,
    record: RecordOption = Path("news.db"),
    published: Annotated[
        str | None,
        typer.Option(metavar="DATE", help="When the articles were published; wins over what they say themselves.", show_default=False),
    ] = None,
    outlet: Annotated[str | None, typer.Option(metavar="NAME", help="Who published the articles.", show_default=False)] = None,
    input_format: Annotated[
        InputFormat | None,
        typer.Option(help="What the inputs are. Left out, it is told from their names and content.", show_default=False),
    ] = None,
    known: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Speakers that you know, as for onrecord read.", show_default=False)
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Read articles that do not seem to be in English all the same.")] = False,
    retry: Annotated[bool, typer.Option("--retry", help="Try again the inputs in which something failed before.")] = False,
    allow_host: Annotated[
        list[str] | None,
        typer.Option(
            metavar="HOST[:PORT]",
            callback=hosts,
            help="Ask this host for URLs though its address is not public, or its port is unusual; may be given several times.",
            show_default=False,
        ),
    ] = None,
    processes: Annotated[
        int | None,
        typer.Option(
            "--processes",
            "-j",
            min=1,
            metavar="N",
            help="How many articles to read at the same time. Left out, one for each processor.",
            show_default=False,
        ),
    ] = None,
) -> None:
    """Read articles and keep them in a record, with all that they attribute to whom.

    What is in the record already is left alone; a changed article becomes a new version. When the command is stopped, even by force,
    run it again: nothing is lost, and nothing is kept twice.
    """
    if not sources and not retry:
        raise typer.BadParameter("name the articles to add, or --retry.", param_hint="FILE")
    from onrecord.errors import InvalidField  # noqa: PLC0415
    from onrecord.record.ingest import add as add_to  # noqa: PLC0415
    from onrecord.record.ingest import failed_sources  # noqa: PLC0415

    counts: Counter[str] = Counter()
    with ending(), opened(record, create=not retry) as kept:
        again = [s for s in failed_sources(kept, forget=True) if s != "-"] if retry else []
        try:
            results = add_to(
                kept,
                [*(sources or []), *again],
                published=published,
                outlet=outlet,
                format=input_format.value if input_format else None,
                force=force,
                processes=processes,
                known=known,
                fetcher=fetcher_for([*(sources or []), *again], allow_host or []),
            )
            for added in _followed(results, counts):
                if added.how == "failed":
                    complain(f"{added.name}: {added.problem}")
        except InvalidField as error:
            raise typer.BadParameter(error.problem, param_hint="--published") from None
        typer.echo(f"{record}: " + ", ".join(f"{counts[how]} {how}" for how in _HOWS if counts[how] or how == "new"), err=True)
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
