"""``onrecord speakers …``: the speakers across articles, and correcting who is one with whom."""

import sys
from enum import StrEnum
from typing import Annotated

import typer

from onrecord.cli.ending import ending
from onrecord.cli.epilogs import epilog
from onrecord.cli.options import filled
from onrecord.cli.records import RecordOption, opened

__all__ = ["app"]

EPILOG = epilog(
    "onrecord speakers --named lind",
    "onrecord speakers show 12",
    'onrecord speakers merge 12 40 --note "her married name"',
    "onrecord speakers split 12 --article 7 --article 9",
    "onrecord speakers undo",
    notes="ID is the number of a speaker, as the list shows it.",
    also="onrecord search --speaker; docs/speakers.md",
)

app = typer.Typer(
    help="List the speakers of a record across its articles, and correct who is one with whom.",
    epilog=EPILOG,
    invoke_without_command=True,
    rich_markup_mode=None,
)


class ListFormat(StrEnum):
    """What a list is written as."""

    TABLE = "table"
    JSON = "json"
    CSV = "csv"


class Verdict(StrEnum):
    """What may be said of two speakers."""

    SAME = "same"
    DIFFERENT = "different"
    UNSURE = "unsure"


class SpeakerType(StrEnum):
    """What sorts of speakers there are across articles."""

    PERSON = "person"
    ORGANISATION = "organisation"
    GROUP = "group"
    PLACE = "place"
    DOCUMENT = "document"
    OUTLET = "outlet"


_Format = Annotated[
    ListFormat | None, typer.Option("--format", "-f", help="Left out, a table in a terminal and json elsewhere.", show_default=False)
]
_Limit = Annotated[int, typer.Option(min=1, metavar="N", help="How many to show.")]
_By = Annotated[
    str | None, typer.Option(metavar="NAME", callback=filled, help="Who says so. Left out, the login name.", show_default=False)
]
_Note = Annotated[str | None, typer.Option(metavar="TEXT", callback=filled, help="Why; kept with the judgement.", show_default=False)]
_Name = Annotated[
    str | None, typer.Option(metavar="NAME", callback=filled, help="What the speaker is called from now on.", show_default=False)
]
_Force = Annotated[bool, typer.Option("--force", help="Override judgements, and ids of known speakers, that say otherwise.")]
_Speaker = Annotated[int, typer.Argument(metavar="ID", min=1, help="Number of the speaker.", show_default=False)]


def _form(asked: ListFormat | None) -> str:
    return (asked or (ListFormat.TABLE if sys.stdout.isatty() else ListFormat.JSON)).value


@app.callback()
def speakers(  # noqa: PLR0917 - each is an option of the command line
    context: typer.Context,
    record: RecordOption = "news.db",
    named: Annotated[
        str | None, typer.Option(metavar="WORDS", help="Words of their names, word*, a number, or an id of your list.", show_default=False)
    ] = None,
    type: Annotated[SpeakerType | None, typer.Option(help="What sort of speakers.", show_default=False)] = None,
    at_least: Annotated[int, typer.Option(min=1, metavar="N", help="How many attributions they have at least.")] = 1,
    limit: _Limit = 20,
    format: _Format = None,
) -> None:
    """List the speakers of a record across its articles, and correct who is one with whom.

    Those with the most attributions come first. Speakers join where their names tell one from another; a surname alone never does.
    What is corrected holds for articles that come later, is kept with who said so and why, and can be undone.
    """
    if context.invoked_subcommand is not None:
        return
    from onrecord.cli.speaker_lists import write_speakers  # noqa: PLC0415

    with ending(), opened(record) as kept:
        asked = int(named) if named and named.isdecimal() and len(named) < 18 else named
        found = kept.speakers.find(asked, type=type.value if type else None, at_least=at_least, limit=limit)
        write_speakers(found, _form(format))


@app.command(
    epilog=epilog(
        "onrecord speakers show 12", "onrecord speakers show 12 --format json", also="onrecord search --speaker; docs/speakers.md"
    )
)
def show(speaker: _Speaker, record: RecordOption = "news.db", format: _Format = None) -> None:
    """Show one speaker: its names, roles and articles, what was judged of it, and who may be the same.

    Roles that do not go together are a sign of two people; they can be split.
    """
    from onrecord.cli.speaker_lists import write_speaker  # noqa: PLC0415

    if format is ListFormat.CSV:
        raise typer.BadParameter("one speaker is shown as table or json.", param_hint="--format")
    with ending(), opened(record) as kept:
        write_speaker(kept.speakers, speaker, _form(format))


@app.command(
    epilog=epilog(
        'onrecord speakers merge 12 40 --note "her married name"',
        'onrecord speakers merge 12 --name "Ana Lind"',
        also="onrecord speakers split and undo; docs/speakers.md",
    )
)
def merge(  # noqa: PLR0917 - each is an option of the command line
    speakers: Annotated[
        list[int], typer.Argument(metavar="ID...", min=1, help="Numbers of the speakers; one is enough with --name.", show_default=False)
    ],
    record: RecordOption = "news.db",
    name: _Name = None,
    by: _By = None,
    note: _Note = None,
    force: _Force = False,
) -> None:
    """Make speakers one, in all articles with their names and in those to come.

    It is refused where an earlier judgement, or the ids of known speakers, say otherwise;
    the chain that says so is named, and --force overrides it.
    """
    if len(set(speakers)) < 2 and name is None:
        raise typer.BadParameter("name two speakers or more, or give one a --name.", param_hint="ID...")
    with ending(), opened(record) as kept:
        _told(kept.speakers.merge(*speakers, name=name, by=by, note=note, force=force))


@app.command(epilog=epilog("onrecord speakers split 12 --article 7 --article 9", also="onrecord speakers merge and undo; docs/speakers.md"))
def split(  # noqa: PLR0917 - each is an option of the command line
    speaker: _Speaker,
    article: Annotated[
        list[str] | None,
        typer.Option(metavar="ID|NUMBER", help="An article that is about somebody else; may be given several times.", show_default=False),
    ] = None,
    mention: Annotated[
        list[int] | None,
        typer.Option(metavar="NUMBER", help="A single mention, as show numbers them; may be given several times.", show_default=False),
    ] = None,
    record: RecordOption = "news.db",
    name: _Name = None,
    by: _By = None,
    note: _Note = None,
) -> None:
    """Make another speaker of what some articles have of this one, now and in later versions.

    It is for two people of one name. It holds for the articles that are named, and for no others.
    """
    if not article and not mention:
        raise typer.BadParameter("name an article or a mention to split off.", param_hint="--article")
    with ending(), opened(record) as kept:
        _told(kept.speakers.split(speaker, articles=article or (), mentions=mention or (), name=name, by=by, note=note))


@app.command(
    epilog=epilog(
        'onrecord speakers judge 12 40 different --note "father and son"', also="onrecord speakers merge and judgements; docs/speakers.md"
    )
)
def judge(  # noqa: PLR0917 - each is an option of the command line
    one: Annotated[int, typer.Argument(metavar="A", min=1, help="Number of a speaker, or of one of its names.", show_default=False)],
    other: Annotated[int, typer.Argument(metavar="B", min=1, help="Number of another.", show_default=False)],
    verdict: Annotated[Verdict, typer.Argument(help="Whether they are the same.", show_default=False)],
    record: RecordOption = "news.db",
    by: _By = None,
    note: _Note = None,
    force: _Force = False,
) -> None:
    """Say whether two speakers are the same; different keeps them apart, also against a later merge.

    same makes them one, as merge does; unsure changes nothing, and takes them off the list of who may be the same.
    """
    if force and verdict is not Verdict.SAME:
        raise typer.BadParameter("only same can be forced; undo what says otherwise.", param_hint="--force")
    with ending(), opened(record) as kept:
        made = kept.speakers.judge(one, other, verdict.value, by=by, note=note, force=force)
        typer.echo(f"judgement {made.number}: {one} and {other} are {_WORDS[verdict]}")


_WORDS = {Verdict.SAME: "the same", Verdict.DIFFERENT: "different", Verdict.UNSURE: "perhaps the same; nothing was changed"}


@app.command(epilog=epilog("onrecord speakers undo", "onrecord speakers undo 4", also="onrecord speakers judgements; docs/speakers.md"))
def undo(
    number: Annotated[
        int | None, typer.Argument(metavar="[N]", min=1, help="Number of the judgement; left out, the last that holds.", show_default=False)
    ] = None,
    record: RecordOption = "news.db",
    by: _By = None,
    note: _Note = None,
) -> None:
    """Let a judgement no longer hold; undoing an undoing lets it hold again.

    All is as if it had not been made; articles that were added in between keep to the rules.
    """
    with ending(), opened(record) as kept:
        undone = kept.speakers.undo(number, by=by, note=note)
        typer.echo(f"judgement {undone.number} ({undone.verdict} {' '.join(map(str, undone.speakers))}) no longer holds".replace(" )", ")"))


@app.command(
    epilog=epilog(
        "onrecord speakers judgements", "onrecord speakers judgements --format json", also="onrecord speakers undo; docs/speakers.md"
    )
)
def judgements(
    speaker: Annotated[
        int | None, typer.Option(metavar="ID", min=1, help="Only what was judged of this speaker.", show_default=False)
    ] = None,
    record: RecordOption = "news.db",
    limit: _Limit = 100,
    format: _Format = None,
) -> None:
    """List what was judged, the latest first: when, by whom, and what it changed.

    What was undone stays in the list, and is marked.
    """
    from onrecord.cli.speaker_lists import write_judgements  # noqa: PLC0415

    with ending(), opened(record) as kept:
        write_judgements(kept.speakers.judgements(speaker)[::-1][:limit], _form(format))


@app.command(epilog=epilog("onrecord speakers rebuild", also="onrecord record check; docs/speakers.md"))
def rebuild(record: RecordOption = "news.db") -> None:
    """Group all speakers anew from the articles and the judgements; a record that is whole stays as it is.

    Nothing that was judged is lost.
    """
    with ending(), opened(record) as kept:
        kept.speakers.rebuild()
        typer.echo(f"{kept.name}: {len(kept.speakers)} speakers")


def _told(speaker: object) -> None:
    """One line for a speaker that was changed."""
    from onrecord.cli.speaker_lists import line_for  # noqa: PLC0415

    typer.echo(line_for(speaker))
