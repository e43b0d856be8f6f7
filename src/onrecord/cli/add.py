"""``onrecord add``."""

from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from onrecord.cli.ending import complain, ending
from onrecord.cli.epilogs import epilog
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
from onrecord.cli.progress import adding
from onrecord.cli.records import RecordOption, opened
from onrecord.cli.tally import Tally
from onrecord.processes import give_way

if TYPE_CHECKING:
    from onrecord.record import Record
    from onrecord.record.ingest import Added

__all__ = ["EPILOG", "add"]

EPILOG = epilog(
    "onrecord add articles/*.txt --record news.db",
    'onrecord add crawl.jsonl --record news.db --outlet "The Ferry Post"',
    "onrecord add crawl.dataset --record news.db",
    "onrecord add --retry --record news.db",
    codes="0 all is in the record; 1 some input failed, and the rest is in; 2 the command was wrong",
    also="onrecord search, watch and record failures; docs/cli.md",
)


def added_from(record: "Record", datasets: list[str]) -> "Iterator[Added]":
    """Keep what is in datasets of `onrecord batch`, one after the other."""
    if datasets:
        from onrecord.batch import add_dataset  # noqa: PLC0415

        for path in datasets:
            yield from add_dataset(record, path)


def is_dataset(path: str) -> bool:
    """Whether a path is a dataset of `onrecord batch`; told without what that needs, where it is no path of an object store."""
    if "://" not in path:
        return (Path(path) / "onrecord.json").is_file() and (Path(path) / "articles").is_dir()
    from onrecord.batch import is_dataset  # noqa: PLC0415
    from onrecord.batch.storage import is_remote  # noqa: PLC0415

    return is_remote(path) and is_dataset(path)


def add(  # noqa: PLR0917 - each is an option of the command line
    sources: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="FILE",
            help="Articles to read and keep: files, folders, patterns, datasets of onrecord batch, or URLs of pages and feeds; - is "
            "standard input.",
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
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Tell only what went wrong.")] = False,
) -> None:
    """Read articles and keep them in a record, with all that they attribute to whom.

    What is in the record already is left alone; a changed article becomes a new version. When the command is stopped, even by force,
    run it again: nothing is lost, and nothing is kept twice.
    """
    if not sources and not retry:
        raise typer.BadParameter("name the articles to add, or --retry.", param_hint="FILE")
    give_way()
    from onrecord.errors import InvalidField  # noqa: PLC0415
    from onrecord.reading.meter import Meter  # noqa: PLC0415
    from onrecord.record.ingest import How, failed_sources  # noqa: PLC0415
    from onrecord.record.ingest import add as add_to  # noqa: PLC0415

    tally, meter = Tally(), Meter()
    how = How(published, outlet, input_format.value if input_format else None, mapping_of(fields), force)
    with ending(), opened(record, create=not retry) as kept:
        datasets = [s for s in sources or [] if is_dataset(s)]
        wanted = [*(s for s in sources or [] if s not in datasets), *(failed_sources(kept) if retry else [])]
        fetcher = fetcher_for(wanted, allow_host or [])
        try:
            with adding(wanted, meter, quiet=quiet) as show:
                read = add_to(kept, wanted, how=how, processes=processes, known=known, fetcher=fetcher, meter=meter)
                for added in chain(added_from(kept, datasets), read):
                    tally.count(added)
                    if added.how == "failed":
                        complain(f"{added.name}: {added.problem}")
                    show(tally.told(), tally.counts.total())
        except InvalidField as error:
            raise typer.BadParameter(error.problem, param_hint="--field" if error.name == "mapping" else "--published") from None
        if not quiet:
            typer.echo(f"{kept.name}: {tally.told()}", err=True)
    if tally.counts["failed"]:
        raise typer.Exit(1)
