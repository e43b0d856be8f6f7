"""``onrecord record …``: looking after a record."""

from pathlib import Path
from typing import Annotated

import typer

from onrecord.cli.ending import complain, ending
from onrecord.cli.records import opened

__all__ = ["app"]

app = typer.Typer(help="Look after a record: check it, back it up, bring it up to date, see what failed.", no_args_is_help=True)

_Place = Annotated[Path, typer.Argument(metavar="RECORD", help="The record; a file.", show_default=False)]


@app.command()
def check(record: _Place) -> None:
    """Look for damage; exit code 1 where there is some."""
    with ending(), opened(record) as kept:
        faults = kept.faults()
        for fault in faults:
            complain(f"{record}: {fault}")
        if faults:
            raise typer.Exit(1)
        typer.echo(f"{record}: no fault found")


@app.command()
def backup(
    record: _Place, target: Annotated[Path, typer.Argument(metavar="FILE", help="Where to; must not exist.", show_default=False)]
) -> None:
    """Copy a record to a file, also while articles are being added."""
    with ending(), opened(record) as kept:
        kept.back_up(target)


@app.command()
def embed(record: _Place) -> None:
    """Make it possible to search by meaning in articles that were kept without it, or by an older model. It may be stopped and goes on."""
    with ending(), opened(record) as kept:
        done = sum(1 for _ in kept.embed())
        typer.echo(f"{record}: {done} article{'' if done == 1 else 's'} can now be found by meaning")


@app.command()
def upgrade(record: _Place) -> None:
    """Bring a record that an older onrecord made up to date."""
    from onrecord.record.records import upgraded  # noqa: PLC0415

    with ending():
        steps = upgraded(record)
        typer.echo(f"{record}: " + (f"brought up to date in {steps} step{'' if steps == 1 else 's'}" if steps else "was up to date"))


@app.command()
def failures(record: _Place) -> None:
    """List the inputs that could not be read, and why; onrecord add --retry tries them again."""
    with ending(), opened(record) as kept:
        for f in kept.failures():
            typer.echo(f"{f.input}: {f.reason} (tried {f.tries} time{'' if f.tries == 1 else 's'}, last {f.last_at})")
