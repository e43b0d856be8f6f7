"""Through whom words reached an article: "told Polsat TV", "according to RT", "in a statement on Telegram", "Yonhap, quoting KCNA".

A carrier is an outlet, agency or platform that is named near the source or the cue, in a construction that says that it carried the words.
"""

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache

from onrecord.model import Attribution, Span, SpeakerType, Via
from onrecord.speakers.carrying import (
    AFTER,
    BODY,
    DESCRIPTOR,
    ELSEWHERE,
    GENERIC,
    IN_A,
    INTERVIEW,
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
from onrecord.speakers.resolving import Target
from onrecord.speakers.wording import TIMES

_LONGEST_SENTENCE = 1200
"""Characters; what is longer is cut there."""

_LONGEST_LEAD = 300
"""Characters between an occasion that is named and what was said there."""

_LONGEST_OCCASION = 400
"""Characters between two things that somebody says on the same occasion."""

_POSSESSIVE = re.compile(r"[’']s$")
_LONGEST_LETTERS = 4
_LONGEST_PROGRAMME, _ANSWERS = 6, 2
_COLONS = frozenset([":", "-", "–", "—"])
_SENTENCE = re.compile(r"(?<=[.!?])[”\"’')\]]*\s+(?=[\"“‘'(\[]?[A-Z0-9])|\n+")
_CAPITAL = r"(?:al-)?[A-Z][\w&’'-]*(?:\.[\w&’'-]+)*\.?"
_RUN = re.compile(rf"\b{_CAPITAL}(?:(?<!\w\w\.) (?:(?:of|and|for|with|de|la|del|der|&) (?:the )?)?(?:{_CAPITAL}|\d+\b)){{0,9}}")
"""Capitalised words that may be a name."""


@cache
def _platforms() -> re.Pattern[str]:
    names = sorted((f for f, (_, kind) in listed().items() if kind == "platform"), key=len, reverse=True)
    return re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, names)) + r")(?!\w)")


@cache
def _programmes() -> re.Pattern[str]:
    return re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, sorted(programmes(), key=len, reverse=True))) + r")(?!\w)")


@dataclass(frozen=True, slots=True)
class _Carrier:
    """An outlet named in a construction that carries words; `rank` orders the chain, nearest to the article first."""

    span: Span
    name: str
    type: SpeakerType
    rank: int
    form: str


def via_chains(
    mentions: Mentions, named: Named, attributions: tuple[Attribution, ...], target_of: Callable[[Attribution], Target | None]
) -> dict[str, tuple[Via, ...]]:
    """The chain of every attribution by its id, nearest to the article first.

    Args:
        mentions: Mentions of the article.
        named: Its entities.
        attributions: What it attributes.
        target_of: Who the source of an attribution comes out at.
    """
    text = mentions.words.text
    found = _found(text, mentions, named)
    bounds = _sentences(text)
    own: dict[str, list[_Carrier]] = {}
    places = [(c.span[0], c) for c in found]
    starts = [p for p, _ in places]
    by_sentence: dict[int, list[Attribution]] = {}
    for a in attributions:
        for n in _of_sentences(a, bounds):
            by_sentence.setdefault(n, []).append(a)
    for n, here in by_sentence.items():
        low, high = bounds[n], bounds[n + 1]
        for _, c in places[bisect_left(starts, low) : bisect_left(starts, high)]:
            for a in _carried(c, here, target_of):
                own.setdefault(a.id, []).append(c)
    attached = {c.span for carried in own.values() for c in carried}
    ordered = sorted(attributions, key=_begin)
    begins = [_begin(a) for a in ordered]
    for c in found:  # "In an interview with X, she defended herself." – what follows was said there
        at = bisect_left(begins, c.span[1])
        if c.rank == 1 and c.span not in attached and at < len(ordered) and _leads_to(text, c, ordered[at]):
            own.setdefault(ordered[at].id, []).append(c)
    return _Chains(text, named, target_of, _fullest(found, named)).of(attributions, own)


def _leads_to(text: str, c: _Carrier, a: Attribution) -> bool:
    """Whether an interview that is named leads to what is said next: soon, in the same paragraph or the next, on no other occasion."""
    begin = _begin(a)
    if begin - c.span[1] > _LONGEST_LEAD or INTERVIEW.search(text[max(0, c.span[0] - 60) : c.span[1] + 40]) is None:
        return False
    between = text[c.span[1] : begin]
    return len(re.findall(r"\n+", between)) <= 1 and ELSEWHERE.search(text[c.span[1] : _end(a)]) is None


def _sentences(text: str) -> list[int]:
    """Where sentences begin, and the end."""
    out = [0]
    for m in _SENTENCE.finditer(text):
        while m.end() - out[-1] > _LONGEST_SENTENCE:
            out.append(out[-1] + _LONGEST_SENTENCE)
        out.append(m.end())
    while len(text) - out[-1] > _LONGEST_SENTENCE:
        out.append(out[-1] + _LONGEST_SENTENCE)
    return [*out, len(text) + 1]


def _of_sentences(a: Attribution, bounds: list[int]) -> list[int]:
    """Numbers of the sentences in which the source and the cue stand."""
    spans = [s for x in (a.source, a.cue) if x for s in x.spans] or list(a.content.spans if a.content else ())[:1]
    return sorted({bisect_left(bounds, s[0] + 1) - 1 for s in spans})


def _found(text: str, mentions: Mentions, named: Named) -> list[_Carrier]:
    """Every outlet that is named in a construction that carries words."""
    taken = sorted(mentions.span(i) for i, number in named.of.items() if named.entities[number].type in {"place", "person"})
    places: list[tuple[Span, str]] = [(m.span(), listed()[m.group()][0]) for m in _platforms().finditer(text)]
    for i, number in named.of.items():
        e, span, form = named.entities[number], mentions.span(i), plain(mentions.text(i))
        if (
            e.type == "outlet"
            or _is_outlet(text, span, form, [])
            or (e.type == "organisation" and AFTER.match(text, span[1], span[1] + 40))
        ):
            places.append((span, _known_name(e.name if e.type == "outlet" else form)))
    for m in _RUN.finditer(text):
        places += _outlets_in(m, taken)
    places += [(m.span(), " ".join(m.group().removeprefix("the ").split())) for m in GENERIC.finditer(text)]
    out: list[_Carrier] = []
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
                out.append(_Carrier(shown.span("name"), shown["name"], "outlet", 1, shown["name"]))
                end = shown.end("name")
    taken = [c.span for c in out]
    out += [
        _Carrier(m.span(), programmes()[m.group()], "outlet", 1, m.group())
        for m in _programmes().finditer(text)
        if ON_A_PROGRAMME.search(text, max(0, m.start() - 40), m.start()) and not any(_overlap(m.span(), t) for t in taken)
    ]
    return sorted(out, key=lambda c: c.span)


def _bare(name: str) -> str:
    return name.removeprefix("The ").removeprefix("the ")


def _outlets_in(m: re.Match[str], taken: list[Span]) -> Iterator[tuple[Span, str]]:
    """An outlet in a run of capitalised words: the longest part of it that the list has, else the whole, by its form or its place."""
    words = [(w.start() + m.start(), w.end() + m.start()) for w in re.finditer(r"\S+", m.group())]
    parts = sorted(((i, j) for i in range(len(words)) for j in range(i + 1, len(words) + 1)), key=lambda r: r[0] - r[1])[:60]
    for low, high in parts:
        span = _trimmed(m.string, words[low][0], words[high - 1][1])
        form = plain(m.string[slice(*span)])
        outlet = listed().get(form) or listed().get(_bare(form))
        alone = high - low == len(words)
        if outlet is not None and outlet[1] != "platform" and (alone or high - low > 1 or outlet[1] in {"agency", "broadcaster"}):
            yield span, outlet[0]
            return
    span = _trimmed(m.string, *m.span())
    form = plain(m.string[slice(*span)])
    if _is_outlet(m.string, span, form, taken):
        yield span, _bare(form)


def _trimmed(text: str, start: int, end: int) -> Span:
    return start, start + len(_POSSESSIVE.sub("", text[start:end]).rstrip(".,’'"))


def _is_outlet(text: str, span: Span, form: str, taken: list[Span]) -> bool:
    """Whether a name is an outlet's by its form, by the word before it, or because somebody told it something.

    Args:
        text: The article.
        span: Where the name stands.
        form: The name.
        taken: Names of persons and places, in order.
    """
    if looks_like_outlet(_bare(form)) and (" " in _bare(form) or "." in form or "-" in form):
        return True
    if TIMES.match(form) or form.lower() in countries():
        return False
    at = bisect_left(taken, (span[0], span[0]))
    if any(_overlap(span, other) for other in taken[max(0, at - 1) : at + 2]):
        return False
    before = text[max(0, span[0] - 80) : span[0]]
    if TOLD_NAME.search(before) and not BODY.search(form):
        return True
    return DESCRIPTOR.search(before) is not None or PUBLISHED_IN.search(before) is not None


def _carrier(text: str, span: Span, name: str) -> _Carrier | None:
    before, after = text[max(0, span[0] - 120) : span[0]], text[span[1] : span[1] + 90]
    before = re.split(r"[.!?;]\s|\n", before)[-1]
    form = plain(text[slice(*span)])
    platform = form in listed() and listed()[form][1] == "platform"
    if TOLD.search(before) or (IN_A.search(before) and REPORT.match(after)) or INTERVIEWS.match(after):
        return _Carrier(span, name, "outlet", 1, form)
    if platform and ON_PLATFORM.search(before):
        return _Carrier(span, name, "outlet", 1, form)
    if REPORTED.search(before) or PUBLISHED_IN.search(before) or REPORTS.match(after):
        return _Carrier(span, name, "outlet", 0, form)
    return None


def _fullest(found: list[_Carrier], named: Named) -> dict[str, str]:
    """The fullest form in which the article names each outlet that the list knows under several."""
    out: dict[str, str] = {}
    for form in [f for e in named.entities if e.type == "outlet" for f in e.forms] + [c.form for c in found]:
        name = _known_name(_bare(form))
        if len(_bare(form)) > len(out.get(name, "")):
            out[name] = _bare(form)
    return out


def _known_name(name: str) -> str:
    """The name under which the list has an outlet."""
    outlet = listed().get(name) or listed().get(_bare(name)) or listed().get(f"The {name}")
    return outlet[0] if outlet else name


def _carried(c: _Carrier, here: list[Attribution], target_of: Callable[[Attribution], Target | None]) -> list[Attribution]:
    """Which attributions of a sentence a carrier carried: the nearest one, and what the same speaker goes on to say there."""
    fitting = []
    for a in here:
        if any(_overlap(c.span, s) for x in (a.source, a.content) if x for s in x.spans):
            continue
        spans = [s for x in (a.cue, a.source) if x for s in x.spans]
        if spans:
            fitting.append((a.inside is not None, min(max(s[0] - c.span[1], c.span[0] - s[1], 0) for s in spans), a))
    if not fitting:
        return []
    nearest = min(fitting, key=lambda f: f[:2])[2]
    target = target_of(nearest)
    more = [a for _, _, a in fitting if a is not nearest and a.inside == nearest.inside and target is not None and target_of(a) == target]
    return [nearest, *more]


def _overlap(a: Span, b: Span) -> bool:
    return a[0] < b[1] and b[0] < a[1]


@dataclass(frozen=True, slots=True)
class _Chains:
    """Puts carriers into chains; `shown` has the fullest form of outlets that the list knows."""

    text: str
    named: Named
    target_of: Callable[[Attribution], Target | None]
    shown: dict[str, str]

    def of(self, attributions: tuple[Attribution, ...], own: dict[str, list[_Carrier]]) -> dict[str, tuple[Via, ...]]:
        """The chain of every attribution: its own carriers, who reports it, and what its speaker's words before came through."""
        out: dict[str, tuple[Via, ...]] = {}
        last: dict[Target, Attribution] = {}
        interview: tuple[Via, ...] = ()
        answers = sum(a.source is not None and (a.cue is None or a.cue.text.strip() in _COLONS) for a in attributions)
        by_id = {a.id: a for a in attributions}
        for a in sorted(attributions, key=_begin):
            target = self.target_of(a)
            outer = by_id.get(a.inside) if a.inside else None
            chain = self._reporter(outer, target) if outer is not None and a.source is not None else {}
            for c in sorted(own.get(a.id, ()), key=lambda c: (c.rank, c.span)):
                chain.setdefault(c.name, self._via(c.name, (c.span,)))
            if not chain and target is not None:
                inner = outer is not None and self.target_of(outer) == target
                earlier = outer if inner else last.get(target) if outer is None else None
                if earlier is not None and out.get(earlier.id) and (inner or self._goes_on(earlier, a)):
                    chain = {v.name: v for v in out[earlier.id] if inner or not _platforms().fullmatch(v.name)}
            if (
                answers >= _ANSWERS
                and not chain
                and outer is None
                and a.source is not None
                and (a.cue is None or a.cue.text.strip() in _COLONS)
            ):
                chain = {v.name: v for v in interview}
            elif outer is None and a.cue is not None:
                interview = tuple(chain.values())  # an interview ends where somebody is quoted in another way
            speaker = self._name(target)
            short = a.source.text if a.source else ""
            of_others = (v for name, v in chain.items() if _known_name(_bare(speaker)) not in {name, v.name})
            label = a.cue is None or a.cue.text.strip() in _COLONS
            out[a.id] = tuple(v for v in of_others if not (label and _short_for(short, v.name)))
            if target is not None and outer is None:
                last[target] = a
        return out

    def _goes_on(self, earlier: Attribution, later: Attribution) -> bool:
        """Whether somebody goes on with what he said before: soon after, and on no other occasion."""
        low, high = _begin(earlier), _begin(later)
        return high - low < _LONGEST_OCCASION and ELSEWHERE.search(self.text[_line(self.text, high) : _end(later)]) is None

    def _reporter(self, outer: Attribution, target: Target | None) -> dict[str, Via]:
        """The outlet in whose report an attribution stands."""
        reporter = self.target_of(outer)
        if reporter is None or reporter.sort != "entity" or reporter == target or outer.source is None:
            return {}
        if self.named.entities[reporter.numbers[0]].type != "outlet":
            return {}
        name = _known_name(_bare(self._name(reporter)))
        return {name: self._via(name, outer.source.spans)}

    def _via(self, name: str, spans: tuple[Span, ...]) -> Via:
        return Via(name=self.shown.get(name, name), type="outlet", spans=spans)

    def _name(self, target: Target | None) -> str:
        return self.named.entities[target.numbers[0]].name if target is not None and target.sort == "entity" else ""


def _begin(a: Attribution) -> int:
    spans = [s for x in (a.source, a.cue, a.content) if x for s in x.spans]
    return min((s[0] for s in spans), default=0)


def _short_for(short: str, name: str) -> bool:
    """Whether a few capitals stand for an outlet in its own interview ("WN:" for Wikinews)."""
    letters = iter(name.lower())
    return short.isupper() and len(short) <= _LONGEST_LETTERS and short[0] == name[0] and all(c in letters for c in short.lower())


def _end(a: Attribution) -> int:
    return max((s[1] for x in (a.source, a.cue) if x for s in x.spans), default=_begin(a))


def _line(text: str, at: int) -> int:
    """Where the sentence or line begins in which a character stands."""
    start = text.rfind("\n", 0, at) + 1
    for m in _SENTENCE.finditer(text, max(start, at - _LONGEST_SENTENCE), at):
        start = m.end()
    return start
