"""``onrecord compare``."""

from typing import Annotated

import typer

from onrecord.cli.claims import FormatOption, TellFormat, as_json, brought, chosen
from onrecord.cli.ending import ending
from onrecord.cli.epilogs import epilog
from onrecord.cli.records import RecordOption, opened

__all__ = ["EPILOG", "compare"]

EPILOG = epilog(
    'onrecord compare "Daily Lantern" NordPress --record news.db',
    "onrecord compare lantern herald --format json",
    notes="An outlet is its name, or a part of it that no other has.",
    codes="0 it is done; 1 the record cannot be used, and a line on standard error says why; 2 the command was wrong",
    also="onrecord claims; docs/claims.md",
)


def compare(
    one: Annotated[str, typer.Argument(metavar="OUTLET", help="Name of an outlet.", show_default=False)],
    other: Annotated[str, typer.Argument(metavar="OUTLET", help="Name of another one.", show_default=False)],
    record: RecordOption = "news.db",
    limit: Annotated[int, typer.Option(min=1, metavar="N", help="How many claims of each sort to show.")] = 10,
    format: FormatOption = None,
) -> None:
    """Show what two outlets both report and where their words differ, and what only one of them reports.

    Claims whose words differ in what matters come first. What only one of them reports is listed where others report it as well.
    """
    with ending(), opened(record) as kept:
        found = brought(kept).compare(one, other, limit=limit, update=False)
        if chosen(format) is TellFormat.JSON:
            as_json(found)
            return
        from onrecord.cli.output import standard_output  # noqa: PLC0415
        from onrecord.exporting.lives import print_contrast  # noqa: PLC0415
        from onrecord.exporting.terminal import console_for  # noqa: PLC0415

        print_contrast(console_for(standard_output(utf8=False)), found)
