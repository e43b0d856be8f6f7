"""How speakers across articles, and what was judged of them, are written: tables, JSON and CSV."""

import dataclasses
import json
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

import msgspec

from onrecord.cli.output import standard_output
from onrecord.cli.rows import csv_rows, json_rows
from onrecord.exporting.visible import json_safe, one_line

if TYPE_CHECKING:
    from rich.text import Text

    from onrecord.record.judgements import Judgement, Standing
    from onrecord.record.speakers import RecordSpeaker, Speakers

__all__ = ["line_for", "write_judgements", "write_speaker", "write_speakers"]

_MOST = 15
"""Articles and names of one speaker that a table shows."""


def line_for(speaker: Any) -> str:
    """One line about a speaker."""
    n, m = speaker.attributions, speaker.articles
    counted = f"{n} attribution{'' if n == 1 else 's'} in {m} article{'' if m == 1 else 's'}"
    return one_line(f"{speaker.id} {speaker.name} ({speaker.type}): {counted}")


def _console() -> Any:
    from onrecord.exporting.terminal import console_for  # noqa: PLC0415

    return console_for(standard_output(utf8=False))


def _text(words: object, style: str = "") -> "Text":
    from rich.text import Text  # noqa: PLC0415

    return Text(one_line(str(words)), style)


def _table(*columns: str) -> Any:
    from rich.table import Table  # noqa: PLC0415

    table = Table(box=None, pad_edge=False, header_style="dim")
    for column in columns:
        table.add_column(column, justify="right" if column in {"id", "said", "articles", "n"} else "left")
    return table


_COLUMNS = ("id", "name", "type", "known", "attributions", "articles", "first", "last")


def write_speakers(found: "Iterable[RecordSpeaker]", form: str) -> None:
    """Write a list of speakers.

    Args:
        found: The speakers.
        form: table, json or csv.
    """
    if form == "json":
        json_rows(dataclasses.asdict(s) for s in found)
    elif form == "csv":
        csv_rows(_COLUMNS, ([getattr(s, c) for c in _COLUMNS] for s in found))
    else:
        console, table = _console(), _table("id", "name", "type", "said", "articles", "first", "last")
        for s in found:
            name = _text(s.name, "bold cyan").append(f" [{one_line(s.known)}]" if s.known else "", "dim not bold")
            table.add_row(str(s.id), name, s.type, str(s.attributions), str(s.articles), _text(s.first or ""), _text(s.last or ""))
        console.print(table if table.row_count else _text("no speaker", "dim"))


def write_speaker(speakers: "Speakers", id: int, form: str) -> None:
    """Write all that is known of one speaker.

    Args:
        speakers: The speakers of the record.
        id: The number of the speaker, or of one of its names.
        form: table or json.
    """
    s = speakers[id]
    names, places, roles = speakers.names(s.id), speakers.places(s.id), speakers.roles(s.id)
    judged, perhaps = speakers.judgements(s.id), speakers.perhaps(s.id)
    if form == "json":
        whole = {
            **dataclasses.asdict(s),
            "names": [dataclasses.asdict(n) for n in names],
            "roles": [{"role": r, "articles": n} for r, n in roles],
            "in": [dataclasses.asdict(p) for p in places],
            "judgements": [msgspec.to_builtins(j) for j in judged],
            "perhaps": [dataclasses.asdict(p) for p in perhaps],
        }
        standard_output(utf8=True).write(json_safe(json.dumps(whole, ensure_ascii=False)) + "\n")
        return
    console = _console()
    if s.id != id:
        console.print(_text(f"{id} is one with {s.id}", "dim"))
    console.print(_text(line_for(s), "bold cyan"))
    _part(console, "names", [(n.id, n.name, *_where(n.article, n.articles), f"[{n.known}]" if n.known else "") for n in names])
    _part(console, "roles", [(n, r) for r, n in roles])
    _part(
        console,
        "articles (number, mention)",
        [(p.article, p.mention, p.name, p.published or "", p.outlet or "", p.title or "", f"{p.attributions} said") for p in places],
    )
    _part(console, "judgements", [(j.number, *_facts(j)) for j in judged])
    _part(console, "perhaps the same", [(p.id, p.name, p.type, f"{p.attributions} said") for p in perhaps])


def _where(article: int | None, articles: int) -> tuple[str]:
    return (f"only in article {article}",) if article is not None else (f"in {articles} article{'' if articles == 1 else 's'}",)


def _part(console: Any, heading: str, rows: "list[tuple[Any, ...]]") -> None:
    if not rows:
        return
    more = f", the first {_MOST} of {len(rows)}" if len(rows) > _MOST else ""
    console.print("", _text(heading + more, "dim"), sep="\n")
    for row in rows[:_MOST]:
        console.print(_text("  " + "  ".join(str(x) for x in row if str(x))))


def write_judgements(found: "Iterable[Judgement]", form: str) -> None:
    """Write a log of judgements.

    Args:
        found: The judgements.
        form: table, json or csv.
    """
    if form == "json":
        json_rows(msgspec.to_builtins(j) for j in found)
    elif form == "csv":
        heading = (
            "number",
            "verdict",
            "speakers",
            "articles",
            "undoes",
            "holds",
            "forced",
            "made_at",
            "made_by",
            "name",
            "note",
            "before",
            "after",
        )
        csv_rows(heading, ([_cell(getattr(j, c)) for c in heading] for j in found))
    else:
        console = _console()
        for j in found:
            console.print(_text(f"{j.number:>4}  {'  '.join(x for x in _facts(j) if x)}", "" if j.holds else "dim"))
            if j.before or j.after:
                console.print(_text(f"      {_stood(j.before)} → {_stood(j.after)}", "dim"))


def _facts(j: "Judgement") -> tuple[str, ...]:
    what = f"{j.verdict} {j.undoes if j.undoes is not None else ' '.join(map(str, j.speakers))}"
    articles = f"(articles {', '.join(map(str, j.articles))})" if j.articles else ""
    state = "" if j.holds else "undone"
    return (what, articles, "forced" if j.forced else "", state, j.made_at, j.made_by, f"called {j.name}" if j.name else "", j.note or "")


def _stood(standings: "Iterable[Standing]") -> str:
    return ", ".join(f"{s.id} {s.name} ({s.attributions})" for s in standings) or "nothing"


def _cell(value: object) -> object:
    if not isinstance(value, tuple):
        return value
    return "; ".join(str(v) if isinstance(v, int) else f"{v.id} {v.name} ({v.attributions})" for v in value)
