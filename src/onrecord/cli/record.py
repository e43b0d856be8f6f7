"""``onrecord record …``: looking after a record."""

from typing import Annotated

import typer

from onrecord.cli.ending import complain, ending
from onrecord.cli.records import opened

__all__ = ["app"]

app = typer.Typer(help="Look after a record: check it, back it up, bring it up to date, see what failed.", no_args_is_help=True)

_Place = Annotated[
    str,
    typer.Argument(
        metavar="RECORD", help="The record: a file, or a PostgreSQL database such as postgresql://user@host/name.", show_default=False
    ),
]


@app.command()
def check(record: _Place) -> None:
    """Look for damage; exit code 1 where there is some."""
    with ending(), opened(record) as kept:
        faults = kept.faults()
        for fault in faults:
            complain(f"{kept.name}: {fault}")
        if faults:
            raise typer.Exit(1)
        typer.echo(f"{kept.name}: no fault found")


@app.command()
def backup(
    record: _Place,
    target: Annotated[
        str, typer.Argument(metavar="TARGET", help="Where to: a new file, or an empty PostgreSQL database.", show_default=False)
    ],
) -> None:
    """Copy a record, also while articles are being added, and also from a file to a PostgreSQL database or back."""
    with ending(), opened(record) as kept:
        kept.back_up(target)


@app.command()
def embed(record: _Place) -> None:
    """Make it possible to search by meaning in articles that were kept without it, or by an older model. It may be stopped and goes on."""
    with ending(), opened(record) as kept:
        done = sum(1 for _ in kept.embed())
        typer.echo(f"{kept.name}: {done} article{'' if done == 1 else 's'} can now be found by meaning")


@app.command()
def reread(
    record: _Place,
    all_: Annotated[bool, typer.Option("--all", help="Read all articles again, whatever has read them.")] = False,
    known: Annotated[
        str | None, typer.Option(metavar="FILE", help="Speakers that you know, whose ids the speakers found are given.", show_default=False)
    ] = None,
) -> None:
    """Read again what another version of onrecord has read; what was reviewed goes on to hold. It may be stopped and goes on."""
    with ending(), opened(record) as kept:
        found = [other for _, other in kept.reread(everything=all_, known=known)]
        typer.echo(
            f"{kept.name}: {len(found)} article{'' if len(found) == 1 else 's'} read again, {sum(found)} of them with other attributions"
        )


@app.command()
def upgrade(record: _Place) -> None:
    """Bring a record that an older onrecord made up to date."""
    from onrecord.record.places import shown  # noqa: PLC0415
    from onrecord.record.records import upgraded  # noqa: PLC0415

    with ending():
        steps = upgraded(record)
        typer.echo(f"{shown(record)}: " + (f"brought up to date in {steps} step{'' if steps == 1 else 's'}" if steps else "was up to date"))


@app.command()
def failures(record: _Place) -> None:
    """List the inputs that could not be read, and why; onrecord add --retry tries them again."""
    with ending(), opened(record) as kept:
        for f in kept.failures():
            typer.echo(f"{f.input}: {f.reason} (tried {f.tries} time{'' if f.tries == 1 else 's'}, last {f.last_at})")


@app.command()
def feeds(record: _Place) -> None:
    """List the feeds that are watched for a record, and how they are doing."""
    from onrecord.cli.watch import at  # noqa: PLC0415
    from onrecord.exporting.visible import one_line  # noqa: PLC0415

    with ending(), opened(record) as kept:
        for f in kept.feeds():
            failed = f"failed {f.failures} time{'' if f.failures == 1 else 's'} in a row, " if f.failures else ""
            next = "gone for good, not asked again" if f.is_gone else f"next at {at(f.next_at)}"
            typer.echo(one_line(f"{f.url}: {f.entries:,} entr{'y' if f.entries == 1 else 'ies'}, {failed}{next}"))
