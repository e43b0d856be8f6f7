"""``onrecord search``, ``show`` and ``stats``."""

import sys
from collections.abc import Iterable
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any

import typer

from onrecord.cli.asking import (
    ActOption,
    Asserted,
    CarriedBy,
    KindOption,
    LeastConfidence,
    Like,
    PublishedBy,
    Query,
    ReviewedOption,
    Since,
    SpeakerWords,
    StanceOption,
    Until,
    facets_of,
)
from onrecord.cli.ending import complain, ending
from onrecord.cli.epilogs import epilog
from onrecord.cli.records import RecordOption, opened
from onrecord.cli.tally import languages_told

if TYPE_CHECKING:
    from onrecord.record import Found, Hit

__all__ = ["EPILOG", "SHOW_EPILOG", "STATS_EPILOG", "search", "show", "stats"]

EPILOG = epilog(
    "onrecord search bridge --record news.db",
    "onrecord search '\"not safe\" OR unsafe' --speaker Lind --since 2026-03 --act deny",
    "onrecord search --via Reuters --format csv > reuters.csv",
    'onrecord search --like "the bridge could collapse" --since 2026',
    notes='A query is words, "phrases", word*, a OR b, NOT a; any string is one.',
    codes="0 it is done; 1 the record cannot be used, and a line on standard error says why; 2 the command was wrong",
    also="onrecord show, claims and export; docs/cli.md",
)

SHOW_EPILOG = epilog("onrecord show 12", "onrecord show 12 --explain --record news.db", also="onrecord search and review; docs/cli.md")
STATS_EPILOG = epilog("onrecord stats", "onrecord stats --record news.db", also="onrecord record check and failures; docs/cli.md")


class HitFormat(StrEnum):
    """What `search` writes."""

    TABLE = "table"
    JSON = "json"
    CSV = "csv"


def search(  # noqa: PLR0917 - each is an option of the command line
    query: Query = "",
    record: RecordOption = "news.db",
    like: Like = None,
    speaker: SpeakerWords = None,
    outlet: PublishedBy = None,
    via: CarriedBy = None,
    since: Since = None,
    until: Until = None,
    act: ActOption = None,
    stance: StanceOption = None,
    kind: KindOption = None,
    min_confidence: LeastConfidence = 0.0,
    asserted: Asserted = None,
    reviewed: ReviewedOption = None,
    limit: Annotated[int, typer.Option(min=1, metavar="N", help="How many to show.")] = 20,
    format: Annotated[
        HitFormat | None, typer.Option("--format", "-f", help="Left out, a table in a terminal and json elsewhere.", show_default=False)
    ] = None,
) -> None:
    """Find attributions in a record, best first.

    Words are looked for in what was said, in sources and in names of speakers; every option narrows it down further. Without a query
    the latest come first. The number in brackets is that of the article, as onrecord show takes it.
    """
    chosen = format or (HitFormat.TABLE if sys.stdout.isatty() else HitFormat.JSON)
    asked = facets_of(speaker, outlet, via, since, until, act, stance, kind, min_confidence, asserted, reviewed)
    with ending(), opened(record) as kept:
        found = kept.ask(query, like=like, **asked)
        hits = found.hits(limit)
        if like is not None and (without := kept.unembedded()):
            articles = f"{without} article{'' if without == 1 else 's'}"
            complain(f"{kept.name}: {articles} cannot be found by meaning yet; run: onrecord record embed {kept.name}")
        if chosen is HitFormat.JSON:
            _json(hits)
        elif chosen is HitFormat.CSV:
            _csv(hits, similar=like is not None)
        else:
            _table(found, list(hits))


def _json(hits: "Iterable[Hit]") -> None:
    """An array of attributions in the form of the contract, each with its article."""
    from onrecord.cli.rows import json_rows  # noqa: PLC0415
    from onrecord.exporting.found import object_of  # noqa: PLC0415

    json_rows(map(object_of, hits))


def _csv(hits: "Iterable[Hit]", *, similar: bool) -> None:
    from onrecord.cli.rows import csv_rows  # noqa: PLC0415
    from onrecord.exporting.found import cells_of, heading  # noqa: PLC0415

    csv_rows(heading(similar=similar), map(cells_of, hits))


def _table(found: "Found", hits: "list[Hit]") -> None:
    from rich.text import Text  # noqa: PLC0415

    from onrecord.cli.output import standard_output  # noqa: PLC0415
    from onrecord.exporting.terminal import console_for  # noqa: PLC0415
    from onrecord.exporting.views import circumstances_of  # noqa: PLC0415
    from onrecord.exporting.visible import one_line  # noqa: PLC0415

    console = console_for(standard_output(utf8=False))
    n = found.total()
    console.print(Text(f"{n} attribution{'' if n == 1 else 's'}" + (f", the first {len(hits)}" if n > len(hits) else ""), "dim"))
    for h in hits:
        a = h.attribution
        who = a.speaker.name if a.speaker else "(not named)"
        head = Text(one_line(who), "bold cyan").append(f"  {one_line(a.cue.text) if a.cue else ''}", "italic yellow not bold")
        if h.speaker is not None and h.speaker["name"] != who:
            head.append(f"  = {one_line(h.speaker['name'])}", "cyan not bold")
        if h.similarity is not None:
            head.append(f"  {h.similarity:.2f}", "bold not italic")
        if not a.asserted:
            head.append("  not asserted", "red")
        facts = [h.article["published"], h.article["outlet"], h.article["title"] or h.article["id"]]
        told = " · ".join(one_line(str(f)) for f in facts if f)
        console.print("", head, _marked(h.snippet), sep="\n")
        if more := circumstances_of(a):
            console.print(Text(one_line("; ".join(more)), "dim"))
        console.print(Text(f"{told}  [{h.article['number']}]  attribution {h.id}", "dim"))
    if n > 1:
        for name, values in found.counts().items():
            if values:
                console.print(Text(f"{name}: ", "bold").append(", ".join(f"{one_line(v)} {c}" for v, c in values[:6]), "not bold"))


def _marked(snippet: str) -> Any:
    from rich.text import Text  # noqa: PLC0415

    from onrecord.exporting.visible import one_line  # noqa: PLC0415
    from onrecord.record.snippets import MARK  # noqa: PLC0415

    out = Text()
    for i, part in enumerate(snippet.replace(MARK[0], MARK[1]).split(MARK[1])):
        words = one_line(part.replace("\n", " "))
        out.append(f"«{words}»" if i % 2 else words, "bold green" if i % 2 else "green")
    return out


def show(
    number: Annotated[int, typer.Argument(help="Number of the article, as search shows it in brackets.", min=1)],
    record: RecordOption = "news.db",
    explain: Annotated[bool, typer.Option("--explain", help="Show how each speaker was found.")] = False,
    rejected: Annotated[bool, typer.Option("--rejected", help="Show also the attributions that people rejected.")] = False,
) -> None:
    """Show an article of a record with its attributions.

    The text comes with sources, cues and contents marked, and a table of who said what.
    """
    from onrecord.cli.formats import Format, write  # noqa: PLC0415

    with ending(), opened(record) as kept:
        chosen = Format.TABLE if sys.stdout.isatty() else Format.JSON
        write(iter([kept.reading(number, rejected=rejected)]), chosen, None, single=True, explain=explain)


def stats(record: RecordOption = "news.db") -> None:
    """Say how much is in a record.

    Articles, versions, attributions, outlets and speakers, what was skipped for its language, and what failed.
    """
    with ending(), opened(record) as kept:
        for name, n in kept.stats().items():
            typer.echo(f"{n:>12,}  {name}{languages_told(kept.skipped()) if name == 'skipped' else ''}")
