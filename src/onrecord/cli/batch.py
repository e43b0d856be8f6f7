"""``onrecord batch``."""

from pathlib import Path
from typing import Annotated

import typer

from onrecord.cli.ending import ending
from onrecord.cli.options import FieldNames, Force, InputFormatOption, Known, Outlet, Published, mapping_of
from onrecord.cli.progress import stepping

__all__ = ["EPILOG", "batch"]

EPILOG = """\b
Examples:
  onrecord batch crawl/ --out crawl.dataset
  onrecord batch "s3://archive/2026-03-*.warc.gz" --out s3://results/march --ray auto
  onrecord add crawl.dataset --record news.db

Exit codes: 0 the dataset is complete; 1 it is not, and the same command goes on with it; 2 the command was wrong."""


def batch(  # noqa: PLR0917 - each is an option of the command line
    inputs: Annotated[
        list[str],
        typer.Argument(
            metavar="INPUT",
            help="Articles to read: files, folders or patterns, of this machine or of an object store (s3://…, gs://…).",
            show_default=False,
        ),
    ],
    out: Annotated[
        str,
        typer.Option(
            "--out",
            "-o",
            metavar="DATASET",
            help="The folder that the dataset is written to; it may be in an object store.",
            show_default=False,
        ),
    ],
    ray: Annotated[
        str | None,
        typer.Option(
            metavar="ADDRESS",
            help="Work on this Ray cluster, such as ray://head:10001 or auto; local starts one here. Left out, this machine works alone.",
            show_default=False,
        ),
    ] = None,
    workers: Annotated[
        int | None,
        typer.Option(
            "--workers",
            "-j",
            min=1,
            metavar="N",
            help="How many articles to read at the same time. Left out, one for each processor, of the cluster where there is one.",
            show_default=False,
        ),
    ] = None,
    published: Published = None,
    outlet: Outlet = None,
    input_format: InputFormatOption = None,
    fields: FieldNames = None,
    known: Known = None,
    force: Force = False,
    no_compare: Annotated[
        bool, typer.Option("--no-compare", help="Leave out what articles have in common: copies, statements and claims.")
    ] = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Tell only what went wrong.")] = False,
) -> None:
    """Read very many articles into a dataset of Parquet files, with several processes or on a cluster.

    What is found is what onrecord add would find, and onrecord add takes the dataset into a record. When the command is stopped, even by
    force, run it again: it goes on where it was.
    """
    from onrecord.batch import run  # noqa: PLC0415
    from onrecord.errors import InvalidField  # noqa: PLC0415

    with ending(), stepping(quiet=quiet) as show:
        try:
            counts = run(
                inputs,
                out,
                published=published,
                outlet=outlet,
                format=input_format.value if input_format else None,
                mapping=mapping_of(fields),
                force=force,
                known=None if known is None else str(Path(known)),
                compare=not no_compare,
                ray=ray,
                workers=workers,
                progress=show,
            )
        except InvalidField as error:
            raise typer.BadParameter(error.problem, param_hint="--field" if error.name == "mapping" else "--published") from None
    if not quiet:
        more = [(counts.duplicates, "duplicate"), (counts.skipped, "skipped"), (counts.failed, "failed")]
        told = "".join(f", {n:,} {what}" for n, what in more if n)
        typer.echo(f"{out}: {counts.articles:,} articles with {counts.attributions:,} attributions{told}", err=True)
