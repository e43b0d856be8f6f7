"""``onrecord search``, ``show`` and ``stats``."""

import sys
from collections.abc import Iterable
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any

import typer

from onrecord.cli.ending import complain, ending
from onrecord.cli.options import filled
from onrecord.cli.records import RecordOption, opened
from onrecord.cli.tally import languages_told

if TYPE_CHECKING:
    from onrecord.record import Found, Hit

__all__ = ["EPILOG", "search", "show", "stats"]

EPILOG = """\b
Examples:
  onrecord search bridge --record news.db
  onrecord search '"not safe" OR unsafe' --speaker Lind --since 2026-03 --act deny
  onrecord search --via Reuters --format csv > reuters.csv
  onrecord search --like "the bridge could collapse" --since 2026

A query is words, "phrases", word*, a OR b, NOT a; any string is one."""


class HitFormat(StrEnum):
    """What `search` writes."""

    TABLE = "table"
    JSON = "json"
    CSV = "csv"


class Reviewed(StrEnum):
    """What people may have said of an attribution."""

    ANY = "any"
    CONFIRMED = "confirmed"
    CORRECTED = "corrected"
    ADDED = "added"
    REJECTED = "rejected"
    NONE = "none"


def day(value: str | None) -> str | None:
    """The value of an option that must be a day, month or year."""
    if value is not None:
        from onrecord.record.facts import day_number  # noqa: PLC0415

        if day_number(value) is None:
            raise typer.BadParameter(f"{value!r} is no date; give a day, month or year such as 2026-03-05, 2026-03 or 2026.")
    return value


def search(  # noqa: PLR0917 - each is an option of the command line
    query: Annotated[
        str, typer.Argument(help="Words, phrases in quotation marks, word*, OR, NOT; left out, everything.", show_default=False)
    ] = "",
    record: RecordOption = "news.db",
    like: Annotated[
        str | None,
        typer.Option(
            metavar="TEXT", callback=filled, help="Only what means much the same as this text, nearest first.", show_default=False
        ),
    ] = None,
    speaker: Annotated[
        str | None,
        typer.Option(metavar="WORDS", help="Words of the speaker's names, its number, or an id of your list.", show_default=False),
    ] = None,
    outlet: Annotated[str | None, typer.Option(metavar="NAME", help="Who published the article.", show_default=False)] = None,
    via: Annotated[str | None, typer.Option(metavar="NAME", help="Who carried the words.", show_default=False)] = None,
    since: Annotated[
        str | None,
        typer.Option(metavar="DATE", callback=day, help="First day, such as 2026-03-05, 2026-03 or 2026.", show_default=False),
    ] = None,
    until: Annotated[str | None, typer.Option(metavar="DATE", callback=day, help="Last day.", show_default=False)] = None,
    act: Annotated[
        str | None, typer.Option(metavar="ACT", help="What the speaker does, such as deny or accuse.", show_default=False)
    ] = None,
    stance: Annotated[str | None, typer.Option(metavar="STANCE", help="neutral, distancing or endorsing.", show_default=False)] = None,
    kind: Annotated[str | None, typer.Option(metavar="KIND", help="direct, mixed or indirect.", show_default=False)] = None,
    min_confidence: Annotated[float, typer.Option(metavar="NUMBER", min=0.0, max=1.0, help="Least confidence.", show_default=False)] = 0.0,
    asserted: Annotated[
        bool | None, typer.Option("--asserted/--not-asserted", help="Only what was said, or only what was not.", show_default=False)
    ] = None,
    reviewed: Annotated[
        Reviewed | None,
        typer.Option(help="Only what people said this of; rejected is found in no other way.", show_default=False),
    ] = None,
    limit: Annotated[int, typer.Option(min=1, metavar="N", help="How many to show.")] = 20,
    format: Annotated[
        HitFormat | None, typer.Option("--format", "-f", help="Left out, a table in a terminal and json elsewhere.", show_default=False)
    ] = None,
) -> None:
    """Find attributions in a record, best first."""
    chosen = format or (HitFormat.TABLE if sys.stdout.isatty() else HitFormat.JSON)
    who = int(speaker) if speaker and speaker.isdecimal() and len(speaker) < 18 else speaker
    facets = {"speaker": who, "outlet": outlet, "via": via, "since": since, "until": until, "act": act, "stance": stance, "kind": kind}
    asked: dict[str, Any] = {**facets, "like": like, "min_confidence": min_confidence, "asserted": asserted}
    asked["reviewed"] = reviewed.value if reviewed else None
    with ending(), opened(record) as kept:
        found = kept.ask(query, **asked)
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
    import msgspec  # noqa: PLC0415

    from onrecord.cli.rows import json_rows  # noqa: PLC0415

    json_rows(
        {**msgspec.to_builtins(h.attribution), "number": h.id, "article": h.article, "record_speaker": h.speaker}
        | ({} if h.similarity is None else {"similarity": round(h.similarity, 4)})
        for h in hits
    )


_COLUMNS = (
    "number",
    "article",
    "outlet",
    "published",
    "url",
    "speaker",
    "source",
    "cue",
    "content",
    "kind",
    "act",
    "stance",
    "asserted",
    "said_on",
    "record_speaker",
    "review",
)


def _csv(hits: "Iterable[Hit]", *, similar: bool) -> None:
    from onrecord.cli.rows import csv_rows  # noqa: PLC0415

    csv_rows((*_COLUMNS, "similarity") if similar else _COLUMNS, map(_row, hits))


def _row(h: "Hit") -> tuple[Any, ...]:
    a = h.attribution
    texts = [x.text if x else "" for x in (a.source, a.cue, a.content)]
    facts = [h.article["title"] or h.article["id"], h.article["outlet"], h.article["published"], h.article["url"]]
    who = a.speaker.name if a.speaker else ""
    similarity = () if h.similarity is None else (f"{h.similarity:.4f}",)
    return (
        h.id,
        *facts,
        who,
        *texts,
        a.kind,
        a.act,
        a.reporter_stance,
        a.asserted,
        a.said_on.value if a.said_on else "",
        h.speaker["number"] if h.speaker else "",
        a.review.verdict if a.review else "",
        *similarity,
    )


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
    """Show an article of a record with its attributions."""
    from onrecord.cli.formats import Format, write  # noqa: PLC0415

    with ending(), opened(record) as kept:
        chosen = Format.TABLE if sys.stdout.isatty() else Format.JSON
        write(iter([kept.reading(number, rejected=rejected)]), chosen, None, single=True, explain=explain)


def stats(record: RecordOption = "news.db") -> None:
    """Say how much is in a record."""
    with ending(), opened(record) as kept:
        for name, n in kept.stats().items():
            typer.echo(f"{n:>12,}  {name}{languages_told(kept.skipped()) if name == 'skipped' else ''}")
