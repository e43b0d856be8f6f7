"""How the log of what was judged is written: tables, JSON and CSV."""

import json
import sys
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

import msgspec

from onrecord.cli.output import standard_output
from onrecord.cli.rows import csv_rows, json_rows
from onrecord.exporting.visible import one_line

if TYPE_CHECKING:
    from onrecord.record import LoggedReview
    from onrecord.record.log import Entry

__all__ = ["write_entries", "write_reviews"]

_LONGEST = 100


def write_reviews(found: "Sequence[LoggedReview]", form: str | None) -> None:
    """Write reviews.

    Args:
        found: The reviews.
        form: table, json or csv; None for what fits where it goes.
    """
    columns = ("number", "verdict", "made_at", "made_by", "article", "attribution", "words", "changed", "state", "note")
    rows = [
        (
            *(r.number, r.verdict if r.undoes is None else f"undo {r.undoes}", r.made_at, r.made_by, r.article, r.attribution),
            *(_words(r.words), _changed(r.before, r.after), _state(holds=r.holds, stands=r.stands), r.note),
        )
        for r in found
    ]
    _write([msgspec.to_builtins(r) for r in found], columns, rows, form)


def write_entries(found: "Sequence[Entry]", form: str | None) -> None:
    """Write what was judged of attributions, speakers and claims.

    Args:
        found: What was judged.
        form: table, json or csv; None for what fits where it goes.
    """
    columns = ("sort", "number", "verdict", "made_at", "made_by", "what", "changed", "state", "note")
    rows = [
        (
            *(e.sort, e.number, e.verdict if e.undoes is None else f"undo {e.undoes}", e.made_at, e.made_by),
            _words(e.what) if e.sort == "attribution" else _plain({k: v for k, v in e.what.items() if v}),
            _changed(e.before, e.after) if isinstance(e.before, dict) else "",
            *(_state(holds=e.holds, stands=e.what.get("stands", True)), e.note),
        )
        for e in found
    ]
    _write([msgspec.to_builtins(e) for e in found], columns, rows, form)


def _write(objects: Iterable[dict[str, Any]], columns: Sequence[str], rows: Sequence[Sequence[object]], form: str | None) -> None:
    chosen = str(form) if form else "table" if sys.stdout.isatty() else "json"
    if chosen == "json":
        json_rows(objects)
    elif chosen == "csv":
        csv_rows(columns, rows)
    else:
        _lines(columns, rows)


def _lines(columns: Sequence[str], rows: Sequence[Sequence[object]]) -> None:
    """Two or three lines for each: who said what when; of what; what changed."""
    from rich.text import Text  # noqa: PLC0415

    from onrecord.exporting.terminal import console_for  # noqa: PLC0415

    console = console_for(standard_output(utf8=False))
    for row in rows:
        cells = {name: "" if cell is None else one_line(str(cell)) for name, cell in zip(columns, row, strict=True)}
        head = Text(f"{cells.get('sort', '')} {cells['number']}".strip(), "bold").append(f"  {cells['verdict']}", "cyan not bold")
        head.append(f"  {cells['made_by']}  {cells['made_at']}", "dim not bold").append(f"  {cells['state']}".rstrip(), "red not bold")
        where = f"  [{cells['article']}] attribution {cells['attribution'] or '-'}" if "article" in cells else ""
        console.print(head, Text(f"  {_short(cells.get('words', cells.get('what', '')))}{where}", "green"), sep="\n")
        for more in filter(None, (cells["changed"], cells["note"])):
            console.print(Text(f"  {more}", "dim"))
    if not rows:
        console.print("Nothing was judged.")


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"


def _words(words: dict[str, Any]) -> str:
    return str(words.get("content") or words.get("cue") or "")


def _plain(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def _changed(before: dict[str, Any], after: dict[str, Any]) -> str:
    """Which fields, and what of them can be told shortly."""
    told = {f: (_told(before.get(f)), _told(after.get(f))) for f in {**before, **after} if f != "confidence" and before}
    return "; ".join(f"{f}: {was} → {is_}" for f, (was, is_) in told.items() if was != is_)


def _told(value: Any) -> str:
    if isinstance(value, dict):
        return str(value.get("text") or value.get("name") or value.get("value") or "")
    if isinstance(value, list):
        return ", ".join(map(_told, value)) or "none"
    return "none" if value is None else str(value)


def _state(*, holds: bool, stands: bool) -> str:
    return "undone" if not holds else "" if stands else "stands no more"
