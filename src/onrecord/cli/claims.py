"""``onrecord claims``."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any

import typer

from onrecord.cli.ending import complain, ending
from onrecord.cli.epilogs import epilog
from onrecord.cli.options import filled, fitting
from onrecord.cli.records import RecordOption, opened
from onrecord.processes import processors

if TYPE_CHECKING:
    from onrecord.record import Record

__all__ = ["EPILOG", "FormatOption", "TellFormat", "as_json", "brought", "chosen", "claims"]

EPILOG = epilog(
    "onrecord claims --record news.db",
    'onrecord claims --about "bridge collapse" --since 2026-03',
    "onrecord claims --speaker Lind --format json",
    notes="Claims are brought up to date first; it may be stopped at any moment, and goes on the next time.",
    codes="0 it is done; 1 the record cannot be used, and a line on standard error says why; 2 the command was wrong",
    also="onrecord claim, trace and compare; docs/claims.md",
)


class TellFormat(StrEnum):
    """What is written of claims."""

    TABLE = "table"
    JSON = "json"


FormatOption = Annotated[
    TellFormat | None, typer.Option("--format", "-f", help="Left out, for reading in a terminal and json elsewhere.", show_default=False)
]

_MARKS = '“”"„«» '
_LONGEST = 160
"""Characters of a content beside a judgement."""

_STEPS = {
    "articles": "taking up articles",
    "neighbours": "finding what is alike",
    "pairs": "comparing contents",
    "links": "linking",
    "groups": "grouping",
}


def chosen(format: TellFormat | None) -> TellFormat:
    """The format that was asked for, or the one for where the output goes."""
    return format or (TellFormat.TABLE if sys.stdout.isatty() else TellFormat.JSON)


def as_json(value: Any) -> None:
    """Write a value, or a list of them, as JSON."""
    import json  # noqa: PLC0415

    import msgspec  # noqa: PLC0415

    from onrecord.cli.output import standard_output  # noqa: PLC0415
    from onrecord.exporting.visible import json_safe  # noqa: PLC0415

    told = json.dumps(msgspec.to_builtins(value), ensure_ascii=False, indent=1)
    standard_output(utf8=True).write(json_safe(told) + "\n")


@contextmanager
def _shown() -> Iterator[Callable[[str, int, int], None]]:
    """A bar that tells how far bringing claims up to date has come, where somebody looks and it takes longer than a moment."""
    if not sys.stderr.isatty():
        yield lambda step, done, total: None
        return
    from rich.console import Console  # noqa: PLC0415
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn  # noqa: PLC0415

    columns = (TextColumn("{task.description}"), BarColumn(24), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True, redirect_stdout=False) as bar:
        tasks: dict[str, Any] = {}

        def show(step: str, done: int, total: int) -> None:
            if total and step not in tasks:
                tasks[step] = bar.add_task(_STEPS.get(step, step), total=total)
            if step in tasks:
                bar.update(tasks[step], completed=done, total=total)

        yield show


def brought(record: "Record") -> "Record":
    """A record whose claims are up to date; where it may not be written, one line says what is missing."""
    from onrecord.claims.store import behind  # noqa: PLC0415
    from onrecord.errors import RecordError  # noqa: PLC0415

    left = behind(record.database)
    try:
        with _shown() as show:
            record.update_claims(show, processes=processors())
    except RecordError as error:
        if not left or "may not be written" not in error.problem:
            raise
        complain(f"{record.name}: {left:,} article{'' if left == 1 else 's'} not compared yet, as the record may not be written")
    return record


def claims(  # noqa: PLR0917 - each is an option of the command line
    record: RecordOption = "news.db",
    about: Annotated[
        str | None,
        typer.Option(metavar="WORDS", callback=filled, help="Only with these words; a query as for search.", show_default=False),
    ] = None,
    speaker: Annotated[
        str | None,
        typer.Option(metavar="WORDS", callback=filled, help="Words of the speaker's name, or a number.", show_default=False),
    ] = None,
    since: Annotated[
        str | None,
        typer.Option(metavar="DATE", callback=fitting, help="First day, such as 2026-03-05, 2026-03 or 2026.", show_default=False),
    ] = None,
    until: Annotated[str | None, typer.Option(metavar="DATE", callback=fitting, help="Last day.", show_default=False)] = None,
    outlets: Annotated[int, typer.Option(min=1, metavar="N", help="Of how many outlets at least.")] = 1,
    limit: Annotated[int, typer.Option(min=1, metavar="N", help="How many to show.")] = 20,
    rebuild: Annotated[bool, typer.Option("--rebuild", help="Make all of them anew first, but for what was judged by hand.")] = False,
    judgements: Annotated[bool, typer.Option("--judgements", help="List what was judged by hand instead.")] = False,
    undo: Annotated[int | None, typer.Option(metavar="NUMBER", help="Undo a judgement by hand instead.", show_default=False)] = None,
    format: FormatOption = None,
) -> None:
    """List the claims of a record across its articles, those of most outlets first.

    A claim is one proposition, by whoever makes it. Only those are listed that were reported more than once or denied.
    """
    from onrecord.errors import InputError  # noqa: PLC0415
    from onrecord.record.query import parse  # noqa: PLC0415

    with ending(), opened(record) as kept:
        if undo is not None or judgements:
            _judgements(kept, undo, chosen(format))
            return
        if rebuild:
            with _shown() as show:
                kept.rebuild_claims(show, processes=processors())
        else:
            brought(kept)
        if about is not None and not parse(about).wanted:
            raise InputError("names no word that a report should have; say what it is about", repr(about))
        named = int(speaker) if speaker and speaker.isdecimal() else speaker
        found = kept.claims(about or "", speaker=named, since=since, until=until, outlets=outlets, limit=limit, update=False)
        if chosen(format) is TellFormat.JSON:
            as_json(found)
            return
        from onrecord.cli.output import standard_output  # noqa: PLC0415
        from onrecord.exporting.lives import print_claims  # noqa: PLC0415
        from onrecord.exporting.terminal import console_for  # noqa: PLC0415

        print_claims(console_for(standard_output(utf8=False)), found, kept.name, asked=bool(about or speaker or since or until))


def _judgements(record: "Record", undo: int | None, format: TellFormat) -> None:
    from onrecord.claims import rulings  # noqa: PLC0415
    from onrecord.exporting.visible import one_line  # noqa: PLC0415

    if undo is not None:
        number = rulings.undo(record.database, undo)
        brought(record)
        typer.echo(f"{record.name}: judgement {number} does not hold any more", err=True)
        return
    found = rulings.ruled(record.database)
    if format is TellFormat.JSON:
        as_json(found)
        return
    if not found:
        typer.echo(f"{record.name}: nothing was judged by hand", err=True)
    for r in found:
        told = f"{r.number}  {r.made_at}  {r.made_by}: {r.level}s {'are one' if r.verdict == 'same' else 'are different'}"
        typer.echo(one_line(told + (f" ({r.note})" if r.note else "") + ("" if r.holds else ", undone")))
        for words in r.words:
            typer.echo(f"   “{one_line(' '.join(words.split()).strip(_MARKS))[:_LONGEST]}”")
