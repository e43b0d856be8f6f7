"""Outlets that carried words: "told Polsat TV", "according to RT", "in a statement on Telegram", "Yonhap, quoting KCNA".

A carrier is an outlet, agency or platform that is named near the source or the cue, in a construction that says that it carried the words.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from onrecord.model import Span, SpeakerType
from onrecord.speakers.carrying import (
    AFTER,
    BODY,
    DESCRIPTOR,
    GENERIC,
    IN_A,
    INTERVIEWS,
    ON_A_PROGRAMME,
    ON_PLATFORM,
    PROGRAMME_OF,
    PUBLISHED_IN,
    REPORT,
    REPORTED,
    REPORTS,
    TOLD,
    TOLD_NAME,
)
from onrecord.speakers.countries import countries
from onrecord.speakers.entities import Named, plain
from onrecord.speakers.mentions import Mentions
from onrecord.speakers.outlets import listed, looks_like_outlet, programmes
from onrecord.speakers.wording import TIMES

_POSSESSIVE = re.compile(r"[’']s$")
_LONGEST_PROGRAMME = 6
"""Words of the name of a programme in quotation marks; what is longer is a quotation."""

_CAPITAL = r"(?:al-)?[A-Z][\w&’'-]*(?:\.[\w&’'-]+)*\.?"
_RUN = re.compile(rf"\b{_CAPITAL}(?:(?<!\w\w\.) (?:(?:of|and|for|with|de|la|del|der|&) (?:the )?)?(?:{_CAPITAL}|\d+\b)){{0,9}}")
"""Capitalised words that may be a name."""


@cache
def platforms() -> re.Pattern[str]:
    """Matches a platform's name."""
    names = sorted((f for f, (_, kind) in listed().items() if kind == "platform"), key=len, reverse=True)
    return re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, names)) + r")(?!\w)")


@cache
def _programmes() -> re.Pattern[str]:
    return re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, sorted(programmes(), key=len, reverse=True))) + r")(?!\w)")


@dataclass(frozen=True, slots=True)
class Carrier:
    """An outlet named in a construction that carries words; `rank` orders the chain, nearest to the article first."""

    span: Span
    name: str
    type: SpeakerType
    rank: int
    form: str


def found_carriers(mentions: Mentions, named: Named) -> list[Carrier]:
    """Every outlet that an article names in a construction that carries words, in order."""
    text = mentions.words.text
    taken = sorted(mentions.span(i) for i, number in named.of.items() if named.entities[number].type in {"place", "person"})
    places: list[tuple[Span, str]] = [(m.span(), listed()[m.group()][0]) for m in platforms().finditer(text)]
    for i, number in named.of.items():
        e, span, form = named.entities[number], mentions.span(i), plain(mentions.text(i))
        if (
            e.type == "outlet"
            or _is_outlet(text, span, form, [], told=e.type not in {"place", "person"})
            or (e.type == "organisation" and AFTER.match(text, span[1], span[1] + 40))
        ):
            places.append((span, known_name(e.name if e.type == "outlet" else form)))
    for m in _RUN.finditer(text):
        places += _outlets_in(m, taken)
    places += [(m.span(), " ".join(m.group().removeprefix("the ").split())) for m in GENERIC.finditer(text)]
    out: list[Carrier] = []
    end = -1
    for span, name in sorted(places, key=lambda x: (x[0][0], -x[0][1])):
        if span[0] < end:
            continue
        carrier = _carrier(text, span, name)
        if carrier is not None:
            out.append(carrier)
            end = span[1]
            shown = PROGRAMME_OF.match(text, span[1], span[1] + 90)
            if shown and carrier.rank == 1 and len(shown["name"].split()) <= _LONGEST_PROGRAMME:
                out.append(Carrier(shown.span("name"), shown["name"], "outlet", 1, shown["name"]))
                end = shown.end("name")
    starts, ends = [c.span[0] for c in out], [c.span[1] for c in out]
    out += [
        Carrier(m.span(), programmes()[m.group()], "outlet", 1, m.group())
        for m in _programmes().finditer(text)
        if ON_A_PROGRAMME.search(text, max(0, m.start() - 40), m.start()) and bisect_left(starts, m.end()) == bisect_right(ends, m.start())
    ]
    return sorted(out, key=lambda c: c.span)


def bare(name: str) -> str:
    """A name without its article."""
    return name.removeprefix("The ").removeprefix("the ")


def _outlets_in(m: re.Match[str], taken: list[Span]) -> Iterator[tuple[Span, str]]:
    """An outlet in a run of capitalised words: the longest part of it that the list has, else the whole, by its form or its place."""
    words = [(w.start() + m.start(), w.end() + m.start()) for w in re.finditer(r"\S+", m.group())]
    parts = sorted(((i, j) for i in range(len(words)) for j in range(i + 1, len(words) + 1)), key=lambda r: r[0] - r[1])[:60]
    for low, high in parts:
        span = _trimmed(m.string, words[low][0], words[high - 1][1])
        form = plain(m.string[slice(*span)])
        outlet = listed().get(form) or listed().get(bare(form))
        alone = high - low == len(words)
        if outlet is not None and outlet[1] != "platform" and (alone or high - low > 1 or outlet[1] in {"agency", "broadcaster"}):
            yield span, outlet[0]
            return
    span = _trimmed(m.string, *m.span())
    form = plain(m.string[slice(*span)])
    if _is_outlet(m.string, span, form, taken):
        yield span, bare(form)


def _trimmed(text: str, start: int, end: int) -> Span:
    return start, start + len(_POSSESSIVE.sub("", text[start:end]).rstrip(".,’'"))


def _is_outlet(text: str, span: Span, form: str, taken: list[Span], *, told: bool = True) -> bool:
    """Whether a name is an outlet's by its form, by the word before it, or because somebody told it something.

    Args:
        text: The article.
        span: Where the name stands.
        form: The name.
        taken: Names of persons and places, in order.
        told: Whether being told something is enough, as it is not for persons.
    """
    if looks_like_outlet(bare(form)) and (" " in bare(form) or "." in form or "-" in form):
        return True
    if TIMES.match(form) or form.lower() in countries():
        return False
    at = bisect_left(taken, (span[0], span[0]))
    if any(overlap(span, other) for other in taken[max(0, at - 1) : at + 2]):
        return False
    before = text[max(0, span[0] - 80) : span[0]]
    if told and TOLD_NAME.search(before) and not BODY.search(form):
        return True
    return DESCRIPTOR.search(before) is not None or PUBLISHED_IN.search(before) is not None


def _carrier(text: str, span: Span, name: str) -> Carrier | None:
    before, after = text[max(0, span[0] - 120) : span[0]], text[span[1] : span[1] + 90]
    before = re.split(r"[.!?;]\s|\n", before)[-1]
    form = plain(text[slice(*span)])
    platform = form in listed() and listed()[form][1] == "platform"
    if TOLD.search(before) or (IN_A.search(before) and REPORT.match(after)) or INTERVIEWS.match(after):
        return Carrier(span, name, "outlet", 1, form)
    if platform and ON_PLATFORM.search(before):
        return Carrier(span, name, "outlet", 1, form)
    if REPORTED.search(before) or PUBLISHED_IN.search(before) or REPORTS.match(after):
        return Carrier(span, name, "outlet", 0, form)
    return None


def fullest(found: list[Carrier], named: Named) -> dict[str, str]:
    """The fullest form in which the article names each outlet that the list knows under several."""
    out: dict[str, str] = {}
    for form in [f for e in named.entities if e.type == "outlet" for f in e.forms] + [c.form for c in found]:
        name = known_name(bare(form))
        if len(bare(form)) > len(out.get(name, "")):
            out[name] = bare(form)
    return out


def known_name(name: str) -> str:
    """The name under which the list has an outlet."""
    outlet = listed().get(name) or listed().get(bare(name)) or listed().get(f"The {name}")
    return outlet[0] if outlet else name


def overlap(a: Span, b: Span) -> bool:
    """Whether two stretches share a character."""
    return a[0] < b[1] and b[0] < a[1]
