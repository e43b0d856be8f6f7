"""A progress bar on standard error, where somebody looks at it."""

import sys
from collections.abc import Iterable, Iterator
from typing import TypeVar

__all__ = ["followed"]

Item = TypeVar("Item")


def followed(items: Iterable[Item], total: int, *, output_on_terminal: bool) -> Iterator[Item]:
    """The same items, with a progress bar while they come.

    There is none for a single input, where standard error is no terminal, or where the output itself runs over the
    terminal.

    Args:
        items: What to pass on.
        total: How many inputs there are; each may give several items.
        output_on_terminal: Whether the output goes to a terminal.
    """
    if total < 2 or output_on_terminal or not sys.stderr.isatty():
        yield from items
        return
    from rich.console import Console  # noqa: PLC0415
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn  # noqa: PLC0415

    columns = (TextColumn("reading"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True, redirect_stdout=False) as bar:
        task = bar.add_task("reading", total=total)
        for done, item in enumerate(items, start=1):
            bar.update(task, completed=done, total=max(done, total))
            yield item
