"""``onrecord trace``."""

from typing import Annotated

import typer

from onrecord.cli.claims import FormatOption, TellFormat, as_json, brought, chosen
from onrecord.cli.ending import complain, ending
from onrecord.cli.epilogs import epilog
from onrecord.cli.options import worded
from onrecord.cli.records import RecordOption, opened

__all__ = ["EPILOG", "trace"]

EPILOG = epilog(
    'onrecord trace "the lake will be drained" --record news.db',
    'onrecord trace "We have nothing to hide" --format json',
    codes="0 it is on record, 1 it is not, or the command failed; 2 the command was wrong",
    also="onrecord search --like, and claim; docs/claims.md",
)


def trace(
    text: Annotated[str, typer.Argument(metavar="TEXT", callback=worded, help="A quotation or a sentence.", show_default=False)],
    record: RecordOption = "news.db",
    limit: Annotated[int, typer.Option(min=1, metavar="N", help="How many statements to show.")] = 5,
    format: FormatOption = None,
) -> None:
    """Find who said something first, where, and how the words changed.

    Statements that say the same, more, less or the contrary are shown with what differs. That nobody is on record with it is an answer,
    too: it is said, and the exit code is 1.
    """
    with ending(), opened(record) as kept:
        found = brought(kept).trace(text, limit=limit, update=False)
        if len(found.text) < len(" ".join(text.split())):
            complain(f"only the first {len(found.text):,} characters of the text were looked at; a sentence is traced better than a text")
        if chosen(format) is TellFormat.JSON:
            as_json(found)
        else:
            from onrecord.cli.output import standard_output  # noqa: PLC0415
            from onrecord.exporting.lives import print_trace  # noqa: PLC0415
            from onrecord.exporting.terminal import console_for  # noqa: PLC0415

            print_trace(console_for(standard_output(utf8=False)), found)
        if not found.on_record:
            raise typer.Exit(1)
