"""``onrecord compare``."""

from typing import Annotated

import typer

from onrecord.cli.claims import FormatOption, TellFormat, as_json, brought, chosen
from onrecord.cli.ending import ending
from onrecord.cli.records import RecordOption, opened

__all__ = ["EPILOG", "compare"]

EPILOG = """\b
Examples:
  onrecord compare "Daily Lantern" NordPress --record news.db
  onrecord compare lantern herald --format json

An outlet is its name, or a part of it that no other has."""


def compare(
    one: Annotated[str, typer.Argument(metavar="OUTLET", help="Name of an outlet.", show_default=False)],
    other: Annotated[str, typer.Argument(metavar="OUTLET", help="Name of another one.", show_default=False)],
    record: RecordOption = "news.db",
    limit: Annotated[int, typer.Option(min=1, metavar="N", help="How many claims of each sort to show.")] = 10,
    format: FormatOption = None,
) -> None:
    """Show what two outlets both report and where their words differ, and what only one of them reports."""
    with ending(), opened(record) as kept:
        found = brought(kept).compare(one, other, limit=limit, update=False)
        if chosen(format) is TellFormat.JSON:
            as_json(found)
            return
        from onrecord.cli.output import standard_output  # noqa: PLC0415
        from onrecord.exporting.lives import print_contrast  # noqa: PLC0415
        from onrecord.exporting.terminal import console_for  # noqa: PLC0415

        print_contrast(console_for(standard_output(utf8=False)), found)
