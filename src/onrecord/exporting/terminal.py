"""A reading in a terminal: the article with its attributions marked, then a table of them.

Source, cue and content are told apart by brackets and numbers as well as by colour, so that the output can be read in
monochrome, in a pipe and by people who do not see the colours.
"""

from collections.abc import Iterable
from typing import IO

from rich.cells import cell_len
from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from onrecord.exporting.segments import Mark, numbers, segments
from onrecord.exporting.views import NOT_NAMED, circumstances_of, hint_of
from onrecord.exporting.visible import one_line, visible
from onrecord.model import Attribution, Reading

__all__ = ["Printer", "console_for"]

_STYLE = {"source": "bold cyan", "cue": "italic yellow", "content": "green"}
_NESTED = "magenta"
_UNICODE = {"source": ("⟨", "⟩"), "cue": ("{", "}"), "content": ("⟦", "⟧")}
_ASCII = {"source": ("<", ">"), "cue": ("{", "}"), "content": ("[", "]")}
_SUPERSCRIPT = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_WIDEST_TEXT = 96
_WIDEST_TABLE = 120
_NARROWEST_TABLE = 76
_LONGEST_CONTENT = 140
_WIDEST_WORD = 16
_KIND = len("indirect")
_CONFIDENCE = len("conf.")
_GAP = 2


class _Console(Console):
    def on_broken_pipe(self) -> None:
        """Let the command end as it does for every format."""
        raise BrokenPipeError


def console_for(file: IO[str], *, width: int | None = None) -> Console:
    """A console that writes to `file` and takes nothing in an article for markup.

    Colour follows the terminal, ``NO_COLOR``, ``FORCE_COLOR`` and ``TERM=dumb``; the width is that of the terminal or of
    ``COLUMNS``, and 80 columns in a pipe.
    """
    return _Console(file=file, width=width, markup=False, emoji=False, highlight=False, soft_wrap=False)


class Printer:
    """Prints readings one after the other, with one legend before the first.

    Args:
        console: Where to, as `console_for` makes it.
        explain: Whether to show how each speaker was found.
    """

    def __init__(self, console: Console, *, explain: bool = False) -> None:
        self._console = console
        self._explain = explain
        self._begun = False
        self._plain = not _can_show(console.encoding)
        self._brackets = _ASCII if self._plain else _UNICODE

    def print(self, reading: Reading) -> None:
        """Print one reading."""
        if self._begun:
            self._console.print(Rule(style="dim", characters="-" if self._plain else "─"))
        else:
            self._console.print(self._legend(), "", sep="\n")
        self._begun = True
        number_of = numbers(reading)
        wide = self._console.width >= _NARROWEST_TABLE
        across = min(self._console.width, _WIDEST_TABLE)
        listed = _table(reading, number_of, across, ascii_only=self._plain) if wide else _list(reading, number_of)
        width = min(self._console.width, _WIDEST_TEXT)
        self._console.print(*_head(reading), sep="\n", width=width)
        self._console.print(self._text(reading), "", width=width, overflow="fold", sep="\n")
        if reading.attributions:
            self._console.print(listed, width=across)
        else:
            self._console.print("No attributions found.")
        if self._explain:
            self._console.print(*self._explained(reading), width=across, sep="\n")
        self._console.print()

    def _explained(self, reading: Reading) -> list[Text]:
        """How each speaker was found: the mentions that led there."""
        arrow = " -> " if self._plain else " → "
        rows = [Text("Who is speaking", "bold")]
        for number, a in enumerate(reading.attributions, start=1):
            if a.speaker is not None:
                hint = visible(hint_of(a), page=False).replace(" → ", arrow)
                rows.append(Text(f"{number:>3}  ").append(hint.replace("“", '"').replace("”", '"') if self._plain else hint))
        return [*rows, *([] if len(rows) > 1 else [Text("  No attribution has a source.")])]

    def _legend(self) -> Text:
        legend = Text()
        for role in ("source", "cue", "content"):
            left, right = self._brackets[role]
            legend.append(f"{left}{role}{right}{self._label(1)}", _STYLE[role]).append("  ")
        return legend.append("content inside content", _NESTED).append("  numbers as in the table", "dim")

    def _label(self, number: int) -> str:
        return f"{number}" if self._plain else str(number).translate(_SUPERSCRIPT)

    def _text(self, reading: Reading) -> Text:
        out = Text()
        for segment in segments(reading):
            for mark in segment.closed:
                out.append(f"{self._brackets[mark.role][1]}{self._label(mark.number)}", _STYLE[mark.role])
            for mark in segment.opened:
                out.append(self._brackets[mark.role][0], _STYLE[mark.role])
            out.append(visible(segment.text), _style(segment.marks))
        out.rstrip()
        return out


def _can_show(encoding: str) -> bool:
    try:
        "⟨⟦¹─".encode(encoding)
    except (UnicodeEncodeError, LookupError):
        return False
    return True


def _style(marks: tuple[Mark, ...]) -> str:
    for role in ("cue", "source"):
        if any(m.role == role for m in marks):
            return _STYLE[role]
    contents = len({m.number for m in marks if m.role == "content"})
    return "" if not contents else _STYLE["content"] if contents == 1 else _NESTED


def _head(reading: Reading) -> list[Text]:
    article = reading.article
    facts = " · ".join(one_line(f) for f in (article.outlet, article.published, article.url) if f)
    head = [Text(one_line(article.title), "bold underline")] if article.title else []
    head += [Text(facts, "dim")] if facts else []
    return [*head, Text()] if head else []


def _said(attribution: Attribution) -> str:
    if attribution.content is None:
        return "(no content)"
    words = " ".join(attribution.content.text.split())
    if len(words) > _LONGEST_CONTENT:
        cut = words[:_LONGEST_CONTENT].rsplit(" ", 1)[0]
        words = cut + "…"
    return one_line(words)


def _content(attribution: Attribution) -> Text:
    """The content, and on a line of its own what is not usual about how, when and where it was said."""
    said = Text(_said(attribution), _NESTED if attribution.inside else _STYLE["content"], overflow="fold")
    if told := circumstances_of(attribution):
        said.append("\n" + one_line("; ".join(told)), "dim not italic")
    return said


def _source(attribution: Attribution) -> Text:
    named = Text(one_line(attribution.source.text), _STYLE["source"]) if attribution.source else Text(NOT_NAMED, "italic dim")
    speaker = attribution.speaker
    if speaker and speaker.type != "unknown" and (attribution.source is None or speaker.name not in attribution.source.text):
        named.append(f" = {one_line(speaker.name)}", "not bold not italic")
    return named


def _cue(attribution: Attribution) -> Text:
    return Text(one_line(attribution.cue.text) if attribution.cue else "", _STYLE["cue"])


def _kind(attribution: Attribution) -> str:
    return attribution.kind if attribution.asserted else f"{attribution.kind}, not asserted"


def _inside(attribution: Attribution, number_of: dict[str, int]) -> str:
    return str(number_of.get(attribution.inside, "")) if attribution.inside else ""


def _table(reading: Reading, number_of: dict[str, int], width: int, *, ascii_only: bool) -> RenderableType:
    """One row for each attribution; what need not be wide leaves its room to the content."""
    from rich import box  # noqa: PLC0415

    rows = reading.attributions
    sources, cues, insides = [_source(a) for a in rows], [_cue(a) for a in rows], [_inside(a, number_of) for a in rows]
    number, cue, inside = len(str(len(rows))), max(_longest_word(cues), len("cue")), max(map(len, insides), default=0)
    taken = [number, cue, _KIND, _CONFIDENCE, *([max(inside, len("in"))] if inside else [])]
    free = width - sum(taken) - _GAP * (len(taken) + 1)
    table = Table(box=box.ASCII if ascii_only else box.SIMPLE_HEAD, padding=(0, 1, 0, 0), show_edge=False, pad_edge=False, expand=True)
    table.add_column("#", justify="right", no_wrap=True)
    table.add_column("source", overflow="fold", width=_source_width(sources, free))
    table.add_column("cue", overflow="fold", width=cue)
    table.add_column("content", overflow="fold", ratio=1)
    table.add_column("kind", width=_KIND)
    table.add_column("conf.", justify="right", width=_CONFIDENCE)
    if inside:
        table.add_column("in", justify="right", no_wrap=True)
    for i, a in enumerate(rows):
        said = _content(a)
        cells: list[RenderableType] = [str(i + 1), sources[i], cues[i], said, _kind(a).replace(", ", "\n"), f"{a.confidence:.2f}"]
        table.add_row(*cells, *([insides[i]] if inside else []))
    return table


def _source_width(sources: list[Text], free: int) -> int:
    """As wide as the sources are, but no more than a third of the room unless a word needs it."""
    longest = max((s.cell_len for s in sources), default=0)
    return max(len("source"), min(longest, max(free // 3, _longest_word(sources))))


def _longest_word(cells: Iterable[Text]) -> int:
    """Width that a column needs to keep its words whole, within reason."""
    return min(_WIDEST_WORD, max((cell_len(w) for cell in cells for w in cell.plain.split()), default=1))


def _list(reading: Reading, number_of: dict[str, int]) -> RenderableType:
    """The table for terminals too narrow for its columns: a few lines for each attribution."""
    items: list[RenderableType] = []
    for number, a in enumerate(reading.attributions, start=1):
        head = Text(f"{number}. ").append_text(_source(a))
        if a.cue:
            head.append(", ").append_text(_cue(a))
        inside = _inside(a, number_of)
        facts = f"{_kind(a)}, confidence {a.confidence:.2f}" + (f", inside {inside}" if inside else "")
        said = _content(a)
        items += [head, Padding(Group(said, Text(facts, "dim")), (0, 0, 1, 3))]
    return Group(*items)
