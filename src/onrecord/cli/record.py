"""``onrecord record …``: looking after a record."""

from typing import Annotated

import typer

from onrecord.cli.ending import complain, ending
from onrecord.cli.epilogs import epilog
from onrecord.cli.records import opened

__all__ = ["app"]

app = typer.Typer(
    help="Look after a record: check it, back it up, bring it up to date, see what failed.",
    epilog=epilog("onrecord record check news.db", "onrecord record backup news.db copy.db", also="onrecord stats; docs/cli.md"),
    no_args_is_help=True,
    rich_markup_mode=None,
)

_Place = Annotated[
    str,
    typer.Argument(
        metavar="RECORD", help="The record: a file, or a PostgreSQL database such as postgresql://user@host/name.", show_default=False
    ),
]


@app.command(
    epilog=epilog(
        "onrecord record check news.db",
        codes="0 no fault was found; 1 some was, or the record cannot be used; 2 the command was wrong",
        also="onrecord record backup; docs/cli.md",
    )
)
def check(record: _Place) -> None:
    """Look for damage; exit code 1 where there is some.

    It looks whether all articles and attributions are as they were kept, and prints a line for each fault on standard error. It reads
    everything, and changes nothing.
    """
    with ending(), opened(record) as kept:
        faults = kept.faults()
        for fault in faults:
            complain(f"{kept.name}: {fault}")
        if faults:
            raise typer.Exit(1)
        typer.echo(f"{kept.name}: no fault found")


@app.command(
    epilog=epilog(
        "onrecord record backup news.db copy.db",
        "onrecord record backup news.db postgresql://ana@db.example/news",
        also="onrecord record check; docs/cli.md",
    )
)
def backup(
    record: _Place,
    target: Annotated[
        str, typer.Argument(metavar="TARGET", help="Where to: a new file, or an empty PostgreSQL database.", show_default=False)
    ],
) -> None:
    """Copy a record, also while articles are being added, and also from a file to a PostgreSQL database or back.

    The copy is of one moment, and there when it is complete, not before. It is a record as any other.
    """
    with ending(), opened(record) as kept:
        kept.back_up(target)


@app.command(epilog=epilog("onrecord record embed news.db", also="onrecord search --like; docs/cli.md"))
def embed(record: _Place) -> None:
    """Make it possible to search by meaning in articles that were kept without it, or by an older model.

    It is needed for readings that were added from Python, and after onrecord has got another model. It may be stopped, and goes on.
    """
    with ending(), opened(record) as kept:
        done = sum(1 for _ in kept.embed())
        typer.echo(f"{kept.name}: {done} article{'' if done == 1 else 's'} can now be found by meaning")


@app.command(
    epilog=epilog(
        "onrecord record reread news.db", "onrecord record reread news.db --all --known people.csv", also="docs/review.md; docs/cli.md"
    )
)
def reread(
    record: _Place,
    all_: Annotated[bool, typer.Option("--all", help="Read all articles again, whatever has read them.")] = False,
    known: Annotated[
        str | None, typer.Option(metavar="FILE", help="Speakers that you know, whose ids the speakers found are given.", show_default=False)
    ] = None,
) -> None:
    """Read again what another version of onrecord has read; what was reviewed goes on to hold.

    The articles are in the record, so no file is needed. It may be stopped, and goes on.
    """
    with ending(), opened(record) as kept:
        found = [other for _, other in kept.reread(everything=all_, known=known)]
        typer.echo(
            f"{kept.name}: {len(found)} article{'' if len(found) == 1 else 's'} read again, {sum(found)} of them with other attributions"
        )


@app.command(epilog=epilog("onrecord record upgrade news.db", also="onrecord record backup; docs/cli.md"))
def upgrade(record: _Place) -> None:
    """Bring a record that an older onrecord made up to date.

    An older onrecord cannot read it afterwards; make a backup before.
    """
    from onrecord.record.places import shown  # noqa: PLC0415
    from onrecord.record.records import upgraded  # noqa: PLC0415

    with ending():
        steps = upgraded(record)
        typer.echo(f"{shown(record)}: " + (f"brought up to date in {steps} step{'' if steps == 1 else 's'}" if steps else "was up to date"))


@app.command(epilog=epilog("onrecord record failures news.db", also="onrecord add --retry; docs/cli.md"))
def failures(record: _Place) -> None:
    """List the inputs that could not be read, and why; onrecord add --retry tries them again.

    Each line has the input, the reason, how often it was tried, and when last.
    """
    with ending(), opened(record) as kept:
        for f in kept.failures():
            typer.echo(f"{f.input}: {f.reason} (tried {f.tries} time{'' if f.tries == 1 else 's'}, last {f.last_at})")


@app.command(epilog=epilog("onrecord record feeds news.db", also="onrecord watch; docs/cli.md"))
def feeds(record: _Place) -> None:
    """List the feeds that are watched for a record, and how they are doing.

    Each line has the URL, how many entries came from it, how often it failed in a row, and when it is asked next.
    """
    from onrecord.cli.watch import at  # noqa: PLC0415
    from onrecord.exporting.visible import one_line  # noqa: PLC0415

    with ending(), opened(record) as kept:
        for f in kept.feeds():
            failed = f"failed {f.failures} time{'' if f.failures == 1 else 's'} in a row, " if f.failures else ""
            next = "gone for good, not asked again" if f.is_gone else f"next at {at(f.next_at)}"
            typer.echo(one_line(f"{f.url}: {f.entries:,} entr{'y' if f.entries == 1 else 'ies'}, {failed}{next}"))
