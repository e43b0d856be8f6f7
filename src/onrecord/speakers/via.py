"""Through whom words reached an article: for every attribution the carriers that stand near it, and those that go on from others."""

import re
from bisect import bisect_left
from collections.abc import Callable
from dataclasses import dataclass

from onrecord.model import Attribution, Span, Via
from onrecord.speakers.carriers import Carrier, bare, found_carriers, fullest, known_name, overlap, platforms
from onrecord.speakers.carrying import ELSEWHERE, INTERVIEW
from onrecord.speakers.entities import Named
from onrecord.speakers.mentions import Mentions
from onrecord.speakers.resolving import Target

_LONGEST_SENTENCE = 1200
"""Characters; what is longer is cut there."""

_LONGEST_LEAD = 300
"""Characters between an interview that is named and what was said there."""

_LONGEST_OCCASION = 400
"""Characters between two things that somebody says on the same occasion."""

_LONGEST_LETTERS = 4
_ANSWERS = 2
"""Turns of a transcript from which an article is an interview."""

_TURNS = frozenset([":", "-", "–", "—"])
"""Cues of a turn in a transcript."""

_SENTENCE = re.compile(r"(?<=[.!?])[”\"’')\]]*\s+(?=[\"“‘'(\[]?[A-Z0-9])|\n+")


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
    found = found_carriers(mentions, named)
    bounds = _sentences(text)
    own: dict[str, list[Carrier]] = {}
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
    return _Chains(text, named, target_of, fullest(found, named)).of(attributions, own)


def _leads_to(text: str, c: Carrier, a: Attribution) -> bool:
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


def _carried(c: Carrier, here: list[Attribution], target_of: Callable[[Attribution], Target | None]) -> list[Attribution]:
    """Which attributions of a sentence a carrier carried: the nearest one, and what the same speaker goes on to say there."""
    fitting = []
    for a in here:
        if any(overlap(c.span, s) for x in (a.source, a.content) if x for s in x.spans):
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


@dataclass(frozen=True, slots=True)
class _Chains:
    """Puts carriers into chains; `shown` has the fullest form of outlets that the list knows."""

    text: str
    named: Named
    target_of: Callable[[Attribution], Target | None]
    shown: dict[str, str]

    def of(self, attributions: tuple[Attribution, ...], own: dict[str, list[Carrier]]) -> dict[str, tuple[Via, ...]]:
        """The chain of every attribution: its own carriers, who reports it, and what its speaker's words before came through."""
        out: dict[str, tuple[Via, ...]] = {}
        last: dict[Target, Attribution] = {}
        interview: tuple[Via, ...] = ()
        told = {self.shown.get(c.name, c.name) for carriers in own.values() for c in carriers if c.rank == 1}
        is_interview = sum(map(_is_turn, attributions)) >= _ANSWERS
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
                    near = inner or "\n" not in self.text[_begin(earlier) : _begin(a)]
                    chain = {
                        v.name: v for v in out[earlier.id] if inner or (not platforms().fullmatch(v.name) and (near or v.name in told))
                    }
            if outer is None and (chain or (a.cue is not None and not _is_turn(a))):
                interview = tuple(chain.values())  # it ends where somebody is quoted in another way
            elif outer is None and is_interview:
                chain = {v.name: v for v in interview}
            speaker = known_name(bare(self._name(target)))
            asking = a.source.text if a.source and _is_turn(a) else ""
            out[a.id] = tuple(v for name, v in chain.items() if speaker not in {name, v.name} and not _short_for(asking, v.name))
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
        name = known_name(bare(self._name(reporter)))
        return {name: self._via(name, outer.source.spans)}

    def _via(self, name: str, spans: tuple[Span, ...]) -> Via:
        return Via(name=self.shown.get(name, name), type="outlet", spans=spans)

    def _name(self, target: Target | None) -> str:
        return self.named.entities[target.numbers[0]].name if target is not None and target.sort == "entity" else ""


def _begin(a: Attribution) -> int:
    spans = [s for x in (a.source, a.cue, a.content) if x for s in x.spans]
    return min((s[0] for s in spans), default=0)


def _is_turn(a: Attribution) -> bool:
    """Whether an attribution is a turn of a transcript ("ML: It is clean.")."""
    return a.source is not None and (a.cue is None or a.cue.text.strip() in _TURNS)


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
