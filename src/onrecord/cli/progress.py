"""A progress bar on standard error, where somebody looks at it."""

import sys
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import contextmanager
from threading import Thread
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from onrecord.reading.meter import Meter

__all__ = ["adding", "followed", "stepping"]

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


@contextmanager
def adding(sources: list[str], meter: "Meter", *, quiet: bool) -> Generator[Callable[[str, int], None], None, None]:
    """One line about how far adding has come: what became of the articles, how fast, for how long, and how long still.

    The time that is left is told by the bytes of the files; there is none where some input is no file, as their end cannot be known. How
    many bytes there are is found out while the first are read. Nothing is shown where nobody looks.

    Args:
        sources: The inputs.
        meter: Counts the bytes that are read of them.
        quiet: Whether to show nothing at all.

    Returns:
        What is told after each article how things stand, and how many articles there were.
    """
    if quiet or not sys.stderr.isatty():
        yield lambda told, count: None
        return
    from rich.console import Console  # noqa: PLC0415
    from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn  # noqa: PLC0415

    from onrecord.reading.meter import size_of  # noqa: PLC0415

    columns = (SpinnerColumn(), TextColumn("{task.description}"), BarColumn(24), TextColumn("{task.fields[rate]}"), TimeElapsedColumn())
    with Progress(*columns, TextColumn("{task.fields[left]}"), console=Console(stderr=True), transient=True, redirect_stdout=False) as bar:
        task = bar.add_task("adding", total=None, rate="", left="")
        Thread(target=lambda: bar.update(task, total=size_of(sources)), daemon=True).start()

        def show(told: str, count: int) -> None:
            now = bar.tasks[0]
            elapsed = now.elapsed or 1e-9
            # Reading is a few articles ahead of what is kept, so the end is not told before it is there.
            bar.update(task, description=told, completed=meter.done, rate=f"{count / elapsed:.1f}/s", left=_left(now.time_remaining))

        yield show


@contextmanager
def stepping(*, quiet: bool) -> Generator[Callable[[str, int, int], None], None, None]:
    """One line about how far a job of several steps has come; nothing where nobody looks.

    Args:
        quiet: Whether to show nothing at all.

    Returns:
        What is told the step, how much of it is done, and how much there is.
    """
    if quiet or not sys.stderr.isatty():
        yield lambda step, done, total: None
        return
    from rich.console import Console  # noqa: PLC0415
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn  # noqa: PLC0415

    columns = (SpinnerColumn(), TextColumn("{task.description}"), BarColumn(24), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True, redirect_stdout=False) as bar:
        task = bar.add_task("beginning", total=None)
        yield lambda step, done, total: bar.update(task, description=step, completed=done, total=total)


def _left(seconds: float | None) -> str:
    if seconds is None:
        return ""
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"about {hours}:{minutes:02}:{rest:02} left" if hours else f"about {minutes}:{rest:02} left"
