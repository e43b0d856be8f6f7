"""``onrecord watch``."""

import time
from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING, Annotated

import typer

from onrecord.cli.ending import complain, ending
from onrecord.cli.epilogs import epilog
from onrecord.cli.options import AllowHost, Force, Known, Outlet, Processes
from onrecord.cli.records import RecordOption, opened
from onrecord.cli.tally import Tally
from onrecord.processes import give_way

if TYPE_CHECKING:
    from onrecord.cli.stopping import Stopping
    from onrecord.reading.fetching import Fetched, Fetcher

__all__ = ["EPILOG", "at", "watch"]

EPILOG = epilog(
    "onrecord watch feeds.opml --record news.db",
    "onrecord watch https://news.example/feed.xml --every 30",
    "onrecord watch feeds.opml --once",
    notes="Ctrl-C ends it once the article in hand is kept.",
    codes="0 it ended; 1 the record cannot be written, with --once also some feed or entry failed; 2 the command was wrong",
    also="onrecord add and record feeds; docs/cli.md",
)

_SHORTEST = 60.0
"""Seconds from one round to the next at the least, so that feeds that are due one after the other share a round."""

_NAP = 60.0
"""Longest pause in one piece: the clock may be set meanwhile, or the machine sleep."""


def watch(  # noqa: PLR0917 - each is an option of the command line
    feeds: Annotated[list[str], typer.Argument(metavar="FEED", help="URLs of feeds, and OPML files that list them.", show_default=False)],
    record: RecordOption = "news.db",
    once: Annotated[bool, typer.Option("--once", help="Look at the feeds that are due, and end.")] = False,
    every: Annotated[
        float,
        typer.Option(metavar="MINUTES", min=1.0, max=1440.0, help="From one look at a feed to the next, unless it asks for more."),
    ] = 15.0,
    outlet: Outlet = None,
    known: Known = None,
    force: Force = False,
    allow_host: AllowHost = None,
    processes: Processes = None,
) -> None:
    """Follow feeds, and keep what is new in them in a record.

    Where a feed has only summaries, the pages are fetched, each once. What fails is tried again later and later, and never stops the rest.
    It may be stopped at any moment, even by force, and started again: nothing is lost.
    """
    give_way()
    from onrecord.cli.stopping import Stopping  # noqa: PLC0415
    from onrecord.errors import InputError  # noqa: PLC0415
    from onrecord.record.ingest import How  # noqa: PLC0415
    from onrecord.record.rounds import Stopped, due_at, look  # noqa: PLC0415

    try:
        urls = _urls(feeds)
    except InputError as error:
        raise typer.BadParameter(str(error), param_hint="FEED") from None
    how, seconds = How(outlet=outlet, force=force), every * 60
    with ending(), opened(record, create=True) as kept, Stopping() as stopping:
        fetcher = _Interruptible(_fetcher(allow_host or []), stopping)
        if not once:
            typer.echo(f"{kept.name}: watching {len(urls):,} feed{'' if len(urls) == 1 else 's'}; Ctrl-C ends it", err=True)
        while True:
            tally, begun = Tally(), time.time()
            for added in look(
                kept,
                urls,
                fetcher,
                how=how,
                every=seconds,
                processes=processes,
                known=None if known is None else str(known),
                stopped=lambda: stopping.asked,
            ):
                tally.count(added)
                if added.how == "failed":
                    complain(f"{added.name}: {added.problem}")
            next = due_at(kept, urls)
            if once and not tally.counts and next is not None:
                typer.echo(f"{kept.name}: none of these feeds is due before {at(next)}", err=True)
            else:
                _tell(tally, None if once or stopping.asked else next, stopped=stopping.asked)
            if once or stopping.asked:
                break
            if next is None:
                complain("all of these feeds are gone for good; there is nothing left to watch")
                raise typer.Exit(1)
            try:
                _sleep_until(max(next, begun + _SHORTEST), stopping)
            except Stopped:
                break
            urls = _again(feeds, urls)
    if once and tally.counts["failed"]:
        raise typer.Exit(1)


def at(moment: float) -> str:
    """A time of day as the clock on the wall has it, with the day where that is another one."""
    local = datetime.fromtimestamp(moment).astimezone()
    today = datetime.now().astimezone().date()
    return f"{local:%H:%M}" if local.date() == today else f"{local:%Y-%m-%d %H:%M}"


class _Interruptible:
    """A fetcher whose requests and polite pauses are broken off when it is asked to stop."""

    def __init__(self, fetcher: "Fetcher", stopping: "Stopping") -> None:
        self._fetcher = fetcher
        self._stopping = stopping

    def __call__(self, url: str, *, etag: str | None = None, last_modified: str | None = None) -> "Fetched":
        with self._stopping.waiting():
            return self._fetcher(url, etag=etag, last_modified=last_modified)


def _fetcher(allow_hosts: list[str]) -> "Fetcher":
    from onrecord.reading.fetching import Fetcher, Policy  # noqa: PLC0415

    # A host that is busy is not waited for: the others have their turn meanwhile, and it has its own in a later round.
    return Fetcher(Policy(allow_hosts=frozenset(allow_hosts), retries=0))


def _urls(feeds: list[str]) -> list[str]:
    """The feeds that are named, and those of the lists that are named, each once.

    Raises:
        InputError: A list cannot be read.
    """
    from onrecord.reading.fetching.opml import feeds_listed  # noqa: PLC0415

    def each() -> Iterator[str]:
        for feed in feeds:
            if "://" in feed:
                yield feed
            else:
                yield from (listed.url for listed in feeds_listed(feed))

    return list(dict.fromkeys(each()))


def _again(feeds: list[str], before: list[str]) -> list[str]:
    """The same a round later: lists may have changed. While one cannot be read, the feeds of before are watched."""
    from onrecord.errors import InputError  # noqa: PLC0415

    try:
        return _urls(feeds)
    except InputError as error:
        complain(f"{error}; the feeds that it had are watched on")
        return before


def _tell(tally: Tally, next: float | None, *, stopped: bool) -> None:
    unchanged = tally.counts["unchanged"]
    parts = [tally.told(), f"{unchanged:,} feed{'' if unchanged == 1 else 's'} unchanged"]
    parts += ["stopped"] if stopped else [f"next round at {at(next)}"] if next is not None else []
    typer.echo(f"{at(time.time())}  " + "; ".join(parts), err=True)


def _sleep_until(moment: float, stopping: "Stopping") -> None:
    while (left := moment - time.time()) > 0:
        with stopping.waiting():
            time.sleep(min(left, _NAP))
