"""Claims in a terminal: lists of them, the life of one, where words come from, two outlets side by side.

What differs is told by marks as well as by colour: ``[-`` and ``-]`` around words that were left out, ``{+`` and ``+}`` around those that
are new, as `git diff --word-diff` and wdiff write them.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from difflib import SequenceMatcher

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from onrecord.claims.changes import Change
from onrecord.claims.drift import Drift
from onrecord.claims.independence import Independence
from onrecord.claims.telling import Claim, Contrast, Denied, Life, Related, Report, Statement, Trace, Traced
from onrecord.claims.times import order
from onrecord.exporting.visible import one_line

__all__ = ["print_claims", "print_contrast", "print_life", "print_statement", "print_trace", "word_diff"]

_NOT_NAMED = "(not named)"
_LONGEST = 400
_ZONE = re.compile(r"(?<=\d)[+-]\d\d:\d\d\Z")
_PIECE = re.compile(r"\s+|\w+|[^\w\s]")
_MARKS = '“”"„«»'
_ALIKE = 0.35
"""Share of common words below which a diff tells less than both texts do."""

_MOST_REPORTS, _MOST_RELATIONS = 12, 8
_SURE = 0.6
_NARROW = 50
"""Columns of a terminal below which nothing stands far from its edge."""

_WIDEST = 110


def _shown(text: str, longest: int = _LONGEST) -> str:
    """Words of an article on one line, not too long."""
    plain = one_line(" ".join(text.split()))
    return plain if len(plain) <= longest else plain[: longest - 1].rstrip() + "…"


def _counted(n: int, one: str, several: str | None = None) -> str:
    return f"{n:,} {one if n == 1 else several or one + 's'}"


def _days(first: str | None, last: str | None) -> str:
    return "" if not first else first if first == last or not last else f"{first} to {last}"


def _indent(width: int) -> int:
    """By how much what was said stands under when and who."""
    return 20 if width >= _NARROW else 2


def _flowing(pieces: Iterable[Text], width: int) -> Text:
    """Pieces one after the other, each whole on its line where it fits on one; what parts them is left out where a line begins."""
    out, at = Text(), 0
    for piece in pieces:
        begins = at and at + piece.cell_len > width
        whole = piece[len(piece.plain) - len(piece.plain.lstrip(" ·")) :] if begins else piece
        out.append("\n" if begins else "").append_text(whole)
        at = whole.cell_len + (0 if begins else at)
    return out


def _facts(claim: Claim, before: str = "") -> list[Text]:
    """What there is of a claim, piece by piece."""
    parts = [_counted(claim.outlets, "outlet"), _counted(claim.reports, "report")]
    if claim.speakers > 1:
        parts.append(_counted(claim.speakers, "speaker"))
    out = [Text(f"{' · ' if n else before}{part}", "dim") for n, part in enumerate(parts)]
    if claim.denials:
        out.append(Text(" · ", "dim").append("denied" if claim.denials == 1 else f"denied {claim.denials} times", "red"))
    if days := _days(claim.first, claim.last):
        out.append(Text(f" · {days}", "dim"))
    return out


def _quoted(text: str, longest: int = _LONGEST) -> str:
    """A content in quotation marks, but for its own at its ends; where it has others, these go with them."""
    plain = text.strip()
    bare = plain.strip(_MARKS).strip()
    return f"“{_shown(plain if any(c in _MARKS for c in bare) else bare, longest)}”"


def print_claims(console: Console, claims: Sequence[Claim], record: str, *, asked: bool) -> None:
    """Print a list of claims.

    Args:
        console: Where to.
        claims: The claims.
        record: What the record is called.
        asked: Whether only some were asked for.
    """
    if not claims:
        told = "no claim fits" if asked else "no claim has been reported twice or denied"
        console.print(Text(f"{one_line(record)}: {told}", "dim"))
        return
    width = min(console.width, _WIDEST)
    for n, c in enumerate(claims):
        if n:
            console.print()
        head = Text(c.id, "bold cyan").append("  ").append(_quoted(c.text, 200), "not bold default")
        who = [Text(one_line(c.speaker), "dim")] if c.speaker else []
        facts = _flowing([*who, *_facts(c, " · " if who else "")], width - 2)
        console.print(head, Padding(facts, (0, 0, 0, 2)), sep="\n", width=width)


def _moment(published: str | None) -> str:
    """A day, and the time where it is known, with its zone where that is not UTC."""
    if not published:
        return "no date"
    zone = _ZONE.search(published)
    return one_line(published[:16].replace("T", " ") + (f" {zone[0]}" if zone and zone[0].strip("+-0:") else ""))


def _place(r: Report) -> str:
    return f"{one_line(r.outlet) if r.outlet else 'an unknown outlet'} [{r.article}]"


def word_diff(before: str, after: str) -> Text:
    """A text with the words that were left out and those that are new."""
    a, b = _PIECE.findall(one_line(before)), _PIECE.findall(one_line(after))
    out = Text()
    for tag, i, j, k, m in SequenceMatcher(None, a, b, autojunk=False).get_opcodes():
        gone, new = "".join(a[i:j]), "".join(b[k:m])
        if tag == "equal":
            out.append(gone)
            continue
        if (gone or new)[:1].isspace() and not out.plain[-1:].isspace():
            out.append(" ")
        if gone.strip():
            out.append(f"[-{gone.strip()}-]", "red strike")
        if gone.strip() and new.strip():
            out.append(" ")
        if new.strip():
            out.append(f"{{+{new.strip()}+}}", "green")
        if (gone[-1:].isspace() or new[-1:].isspace()) and not out.plain[-1:].isspace():
            out.append(" ")
    return out


def _change(change: Change) -> str:
    before, after = _shown(change.before, 60), _shown(change.after, 60)
    return f"{change.kind}: {before or '(nothing)'} → {after or '(nothing)'}"


def _drifted(first: str, r: Report, drift: Drift) -> Iterable[RenderableType]:
    """How a report differs from the first."""
    if all(not c.material for c in drift.changes) and drift.verbatim:
        return
    if drift.overlap >= _ALIKE and max(len(first), len(r.content)) <= _LONGEST:
        yield word_diff(first, r.content)
    else:
        yield Text(_quoted(r.content), "green")
    for c in drift.material:
        yield Text(f"! {_change(c)}", "bold red")


def _head(r: Report, speaker: str | None, sign: tuple[str, str], facts: Iterable[str], width: int) -> Text:
    """When somebody said something, who, and where it is told."""
    when = Text(f"{_moment(r.published):<16}  ", "dim").append(one_line(speaker) if speaker else _NOT_NAMED, "bold cyan")
    told = [_place(r), *([f"via {one_line(', '.join(r.via))}"] if r.via else []), *(f for f in facts if f)]
    return _flowing([when, Text(f" {sign[0]}", sign[1]), *(Text(f"{' · ' if n else '  '}{t}", "dim") for n, t in enumerate(told))], width)


def _statement(s: Statement, sign: str, style: str, width: int) -> RenderableType:
    first = s.reports[0]
    said = s.said_first if s.said_first == s.said_last and s.said_first != (first.published or "")[:10] else None
    head = _head(first, first.speaker or s.speaker, (sign, style), [s.id, f"said on {one_line(said)}" if said else ""], width)
    lines: list[RenderableType] = [head, Padding(Text(_quoted(first.content), "green"), (0, 0, 0, _indent(width)))]
    for r in s.reports[1:_MOST_REPORTS]:
        told = "copied by" if r.copied else "also in"
        changed = [c for c in r.drift.changes if c.material] if r.drift else []
        same = "" if r.drift is None or changed or not r.drift.verbatim else ", the same words" if not r.drift.changes else ", trimmed"
        lines.append(Padding(Text(f"{told} {_place(r)}, {_moment(r.published)}{same}", "dim"), (0, 0, 0, _indent(width))))
        if r.drift is not None:
            lines += [Padding(x, (0, 0, 0, _indent(width) + 2)) for x in _drifted(first.content, r, r.drift)]
    if len(s.reports) > _MOST_REPORTS:
        lines.append(Padding(Text(f"and {len(s.reports) - _MOST_REPORTS:,} more", "dim"), (0, 0, 0, _indent(width))))
    return Group(*lines)


def print_statement(console: Console, statement: Statement) -> None:
    """Print one statement with its reports.

    Args:
        console: Where to.
        statement: What was said.
    """
    width = min(console.width, _WIDEST)
    console.print(_statement(statement, *_sign(statement.reports[0]), width), width=width)


def print_life(console: Console, life: Life) -> None:
    """Print the life of a claim.

    Args:
        console: Where to.
        life: What is told of it.
    """
    width = min(console.width, _WIDEST)
    facts = _flowing([Text(life.claim.id, "cyan"), *_facts(life.claim, "  ")], width)
    console.print(Text(_quoted(life.claim.text), "bold"), facts, sep="\n", width=width)
    console.print()
    rows = [(s, "says", "green") for s in life.statements]
    rows += [(d.statement, _against(d), "bold red") for d in life.denials]
    rows.sort(key=lambda row: (*order(row[0].reports[0].published, row[0].reports[0].key), row[0].id))
    for s, sign, style in rows:
        console.print(_statement(s, sign, style, width), width=width)
    own = {s.id for s in life.statements} | {d.statement.id for d in life.denials}
    stated = {s.id for s in life.statements}
    shown = [r for r in life.relations if r.kind in {"contradicts", "revises"} or not {r.later, r.earlier} <= own]
    _print_relations(console, [r for r in shown if r.earlier in stated or r.later not in stated], width)
    _print_aimed_at(console, [r for r in shown if r.later in stated and r.earlier not in stated], width)
    _print_otherwise(console, life, width)
    if life.independence is not None:
        _print_independence(console, life, life.independence, width)


def _against(denied: Denied) -> str:
    """How it is told that a statement denies a claim; where its own words say "not", it says these."""
    act = _sign(denied.statement.reports[0])[0]
    return f"{'' if denied.confidence >= _SURE else 'perhaps '}{'denies' if act == 'denies' else 'denies it:'}"


def _print_relations(console: Console, relations: Sequence[Related], width: int) -> None:
    if not relations:
        return
    console.print()
    console.print(Text("Against it, and taken back", "bold"))
    together: dict[tuple[str, str], list[Related]] = {}
    for r in relations:
        together.setdefault((r.later, r.kind), []).append(r)
    for some in list(together.values())[:_MOST_RELATIONS]:
        later = some[0].later_report
        earlier = dict.fromkeys(one_line(r.earlier_report.speaker or _NOT_NAMED) for r in some)
        whom = "what was said before" if some[0].kind == "revises" else ", ".join(earlier)
        when = Text(f"{_moment(later.published):<16}  ", "dim").append(one_line(later.speaker or _NOT_NAMED), "bold cyan")
        pieces = [when, Text(f" {some[0].kind}", "red"), Text(f" {whom}"), Text(f"  {_place(later)}", "dim")]
        console.print(
            _flowing(pieces, width), Padding(Text(_quoted(later.content, 160), "green"), (0, 0, 0, _indent(width))), sep="\n", width=width
        )
    if len(together) > _MOST_RELATIONS:
        console.print(Text(f"and {len(together) - _MOST_RELATIONS} more", "dim"))


def _print_aimed_at(console: Console, relations: Sequence[Related], width: int) -> None:
    """Print what the claim goes against: what others had said before."""
    if not relations:
        return
    console.print()
    console.print(Text("What it is against", "bold"))
    together: dict[str, list[Related]] = {}
    for r in relations:
        together.setdefault(r.earlier, []).append(r)
    for some in list(together.values())[:_MOST_RELATIONS]:
        earlier = some[0].earlier_report
        when = Text(f"{_moment(earlier.published):<16}  ", "dim").append(one_line(earlier.speaker or _NOT_NAMED), "bold cyan")
        later = ", ".join(dict.fromkeys(one_line(r.later_report.speaker or _NOT_NAMED) for r in some))
        kinds = ", ".join(dict.fromkeys(r.kind for r in some))
        pieces = [when, Text(f"  {_place(earlier)}", "dim"), Text(f" · {kinds}: {later}", "red")]
        console.print(
            _flowing(pieces, width), Padding(Text(_quoted(earlier.content, 160), "green"), (0, 0, 0, _indent(width))), sep="\n", width=width
        )
    if len(together) > _MOST_RELATIONS:
        console.print(Text(f"and {len(together) - _MOST_RELATIONS} more", "dim"))


def _print_otherwise(console: Console, life: Life, width: int) -> None:
    """Print its statements of which other reports say something else, with these reports."""
    if not life.otherwise:
        return
    console.print()
    console.print(Text("Reported elsewhere with something else in it", "bold"))
    for s in life.otherwise:
        changed = (r for r in s.reports[1:] if r.drift is not None and r.drift.material)
        console.print(_statement(replace(s, reports=(s.reports[0], *changed)), *_sign(s.reports[0]), width), width=width)


def _print_independence(console: Console, life: Life, found: Independence, width: int) -> None:
    reports = {r.key: r for s in life.statements for r in s.reports}
    outlets = {r.key.rpartition("#")[0]: _place(r) for r in reports.values()}
    lines = len(found.lines)
    console.print()
    console.print(Text(f"{_counted(lines, 'independent line')} of reporting", "bold"))
    for line in found.lines:
        names = ", ".join(dict.fromkeys(outlets.get(a, "?") for a in line.articles))
        outside = f" ← {one_line(', '.join(line.outside))}" if line.outside else ""
        console.print(Padding(Text(f"· {names}{outside}"), (0, 0, 0, 2)), width=width)
    if first := reports.get(found.first):
        sure = "" if found.first_certain else ", as far as times tell"
        console.print(Text(f"First: {_place(first)}, {_moment(first.published)}{sure}", "dim"), width=width)
    for circle in found.circles:
        ring = [one_line(n) for n in (*circle.outlets, circle.outlets[0])]
        console.print(Text(f"Cited in a circle: {' ← '.join(ring)}", "bold red"), width=width)


def _sign(r: Report) -> tuple[str, str]:
    """What the speaker of a report does with its words."""
    does = r.does
    return does, "green" if does == "says" and r.act != "deny" else "bold red" if r.act == "deny" and r.asserted else "yellow"


_SIGNS = {
    "same": ("says", "green"),
    "more": ("says more", "green"),
    "less": ("says less", "yellow"),
    "contradicts": ("contradicts", "bold red"),
}


def print_trace(console: Console, trace: Trace) -> None:
    """Print where words come from.

    Args:
        console: Where to.
        trace: What was found.
    """
    width = min(console.width, _WIDEST)
    console.print(Text(_quoted(trace.text), "bold"), width=width)
    first = trace.first
    if first is None:
        told = "Not on record: nobody says it in these articles." if not trace.found else "Not on record in these words; what comes near:"
        console.print(Text(told, "yellow"), width=width)
    else:
        r = first.first
        sure = "" if trace.first_certain else ", as far as times tell"
        who = one_line(r.speaker or _NOT_NAMED)
        console.print(Text(f"First on record: {who}, {_moment(r.published)}, {_place(r)}{sure}", "bold green"), width=width)
    for t in trace.found:
        console.print()
        _print_traced(console, trace, t, width)


def _print_traced(console: Console, trace: Trace, t: Traced, width: int) -> None:
    r, first = t.report, t.statement.reports[0]
    sign, style = _SIGNS[t.relation]
    if not r.says:
        sign, style = _sign(r)
    head = _head(r, r.speaker, (sign, style), [f"claim {t.claim}"] if t.claim else [], width)
    alike = bool(t.drift.changes) and t.drift.overlap >= _ALIKE
    lines: list[RenderableType] = [word_diff(trace.text, r.content) if alike else Text(_quoted(r.content), "green")]
    lines += [Text(f"! {_change(c)}", "bold red") for c in t.drift.material]
    if r.key != first.key and r.drift is not None and r.drift.changes:
        lines.append(Text(f"first reported by {_place(first)}, {_moment(first.published)}, as {_quoted(first.content)}", "dim"))
        lines += [Text(f"! {_change(c)}", "bold red") for c in r.drift.material]
    others = len(t.statement.reports) - 1
    if others:
        lines.append(Text(f"in {_counted(others, 'other report')} of it; see onrecord claim {t.claim or t.statement.id}", "dim"))
    console.print(head, *(Padding(x, (0, 0, 0, _indent(width))) for x in lines), sep="\n", width=width)


def print_contrast(console: Console, contrast: Contrast) -> None:
    """Print two outlets side by side.

    Args:
        console: Where to.
        contrast: What they have in common and what not.
    """
    width = min(console.width, _WIDEST)
    one, other = one_line(contrast.one), one_line(contrast.other)
    both, mine, theirs = contrast.counts
    console.print(Text(f"{one} and {other}", "bold"), Text(f"{_counted(both, 'claim')} in both", "dim"), sep="\n", width=width)
    for d in contrast.both:
        console.print()
        marks = " · ".join(f"{c.kind}" for c in d.drift.material)
        head = Text(d.claim.id, "bold cyan").append(f"  {_quoted(d.claim.text, 120)}", "not bold default")
        if marks:
            head.append(f"  {marks}", "bold red")
        console.print(head, width=width)
        if d.drift.verbatim and not d.drift.changes and d.one.speaker == d.other.speaker:
            console.print(Padding(Text(f"the same words: {_place(d.one)}, {_place(d.other)}", "dim"), (0, 0, 0, 2)), width=width)
            continue
        for r in (d.one, d.other):
            line = (
                Text(f"{_place(r)}  ", "dim")
                .append(one_line(r.speaker or _NOT_NAMED) + "  ", "cyan")
                .append(_quoted(r.content, 240), "green")
            )
            console.print(Padding(line, (0, 0, 0, 2)), width=width)
        for c in d.drift.material:
            console.print(Padding(Text(f"! {_change(c)}", "bold red"), (0, 0, 0, 4)), width=width)
    for name, without, claims, n in ((one, other, contrast.only_one, mine), (other, one, contrast.only_other, theirs)):
        console.print()
        console.print(Text(f"In {name} and elsewhere, not in {without}: {n:,}", "bold"), width=width)
        for claim in claims:
            words = Text(f"  {_quoted(claim.text, 120)}")
            line = _flowing([Text(claim.id, "bold cyan"), words, *_facts(claim, "  ")], width - 2)
            console.print(Padding(line, (0, 0, 0, 2)), width=width)
