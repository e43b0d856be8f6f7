"""What is told of claims, as a notebook shows it: what the terminal shows, as an HTML element without scripts."""

from collections.abc import Callable
from io import StringIO

from rich.console import Console
from rich.text import Text

from onrecord.claims.telling import Claim, Contrast, Life, Statement, Trace
from onrecord.exporting.lives import print_claims, print_contrast, print_life, print_statement, print_trace

__all__ = ["MOST_LINES", "told"]

MOST_LINES = 300
"""Most lines that are shown; a notebook keeps what it shows."""

_WIDTH = 100
_FORMAT = (
    '<pre class="onrecord-told" style="white-space: pre; overflow-x: auto; line-height: 1.4; '
    'font-family: ui-monospace, Menlo, Consolas, monospace">{code}</pre>'
)


def told(value: Claim | Statement | Life | Trace | Contrast) -> str:
    """The value as an HTML element; everything of an article in it is escaped."""
    lines = _shown(value).rstrip("\n").split("\n")
    if len(lines) > MOST_LINES:
        lines = [*lines[:MOST_LINES], f"… and {len(lines) - MOST_LINES:,} more lines"]
    recorded = _console(StringIO(), record=True)
    recorded.print(Text.from_ansi("\n".join(lines)), soft_wrap=True)
    return recorded.export_html(inline_styles=True, code_format=_FORMAT) + "\n"


def _console(file: StringIO, *, record: bool = False) -> Console:
    """A console that is the same wherever the notebook runs, and takes nothing in an article for markup."""
    return Console(
        file=file,
        record=record,
        width=_WIDTH,
        height=MOST_LINES,  # a terminal that says it is a dumb one has a size of its own, unless both are given
        force_terminal=True,
        color_system="truecolor",
        no_color=False,
        markup=False,
        emoji=False,
        highlight=False,
        legacy_windows=False,
        force_jupyter=False,
    )


def _shown(value: Claim | Statement | Life | Trace | Contrast) -> str:
    """What a terminal would get."""
    out = StringIO()
    console = _console(out)
    if isinstance(value, Claim):
        print_claims(console, [value], "", asked=False)
        return out.getvalue()
    printers: dict[type, Callable[..., None]] = {
        Statement: print_statement,
        Life: print_life,
        Trace: print_trace,
        Contrast: print_contrast,
    }
    printers[type(value)](console, value)
    return out.getvalue()
