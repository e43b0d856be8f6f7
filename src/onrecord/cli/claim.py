"""``onrecord claim``."""

from typing import Annotated

import typer

from onrecord.cli.claims import FormatOption, TellFormat, as_json, brought, chosen
from onrecord.cli.ending import ending
from onrecord.cli.epilogs import epilog
from onrecord.cli.options import filled
from onrecord.cli.records import RecordOption, opened

__all__ = ["EPILOG", "claim"]

EPILOG = epilog(
    "onrecord claim c4k7m2x9qa --record news.db",
    "onrecord claim c4k7m --format json",
    'onrecord claim c4k7m2x9qa --merge c0f3aab1xk --note "the same dam"',
    "onrecord claim c4k7m2x9qa --split s91cv0aak2",
    codes="0 it is done; 1 the record cannot be used, and a line on standard error says why; 2 the command was wrong",
    also="onrecord claims, trace and export --claim; docs/claims.md",
)


def claim(  # noqa: PLR0917 - each is an option of the command line
    id: Annotated[str, typer.Argument(metavar="ID", help="Id of the claim, or its first five characters or more.", show_default=False)],
    record: RecordOption = "news.db",
    merge: Annotated[
        list[str] | None, typer.Option(metavar="ID", help="Judge that another claim is this one; may be given again.", show_default=False)
    ] = None,
    split: Annotated[
        list[str] | None,
        typer.Option(metavar="ID", help="Judge that a statement of it is another claim; may be given again.", show_default=False),
    ] = None,
    note: Annotated[str | None, typer.Option(metavar="TEXT", callback=filled, help="Why, for a judgement.", show_default=False)] = None,
    by: Annotated[
        str | None, typer.Option(metavar="NAME", callback=filled, help="Who judges; left out, the login name.", show_default=False)
    ] = None,
    format: FormatOption = None,
) -> None:
    """Show the life of a claim: who said it when, who denied it, what stands behind it, how its words changed.

    Every report comes in the order of time. Words in [-brackets-] were left out since the first report, words in {+brackets+} are new,
    and a line with ! is a change after which something else is said. Then comes how many independent lines of reporting there are.
    With --merge or --split it is judged first what belongs to the claim; that holds for articles to come, too.
    """
    with ending(), opened(record) as kept:
        brought(kept)
        if merge:
            kept.merge_claims(id, *merge, by=by, note=note)
        if split:
            kept.split_claim(id, *split, by=by, note=note)
        if merge or split:
            brought(kept)
        life = kept.claim(id, update=False)
        if chosen(format) is TellFormat.JSON:
            as_json(life)
            return
        from onrecord.cli.output import standard_output  # noqa: PLC0415
        from onrecord.exporting.lives import print_life  # noqa: PLC0415
        from onrecord.exporting.terminal import console_for  # noqa: PLC0415

        print_life(console_for(standard_output(utf8=False)), life)
