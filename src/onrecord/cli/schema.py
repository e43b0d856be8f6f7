"""``onrecord schema``."""

from onrecord.cli.ending import ending
from onrecord.cli.epilogs import epilog

__all__ = ["EPILOG", "schema"]

EPILOG = epilog("onrecord schema > reading.schema.json", also="onrecord read; README.md for what each field is")


def schema() -> None:
    """Print the JSON Schema of what `read` writes as JSON.

    It follows draft 2020-12 and describes every field of one article and its attributions.
    """
    from onrecord.cli.output import standard_output  # noqa: PLC0415
    from onrecord.exporting.schema import shipped  # noqa: PLC0415

    with ending():
        standard_output(utf8=True).write(shipped())
