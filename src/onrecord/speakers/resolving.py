"""Who a source is: from its words, over what they stand for, to somebody the article names or describes.

A name is looked up; "I" inside a quotation is its speaker; for other pronouns and descriptions the network ranks what stands before
them. Its probabilities are summed over everything that comes out at the same person, through pronouns and descriptions on the way, so
that a confident answer is one on which many paths agree.
"""

import re
from bisect import bisect_left
from dataclasses import dataclass, field, replace
from typing import Literal

import numpy as np

from onrecord.model import Attribution, Span, SpeakerType
from onrecord.speakers.entities import Named
from onrecord.speakers.mentions import NO_NAME, Mentions
from onrecord.speakers.network import SpeakerNetwork
from onrecord.speakers.pointing import pointed
from onrecord.speakers.ranking import Ranker
from onrecord.speakers.roles import Offices, roles_of
from onrecord.speakers.sources import Head, head_of

_AROUND = 40
"""Pieces of content beginning before a pronoun that may be around it."""

_MOST_MENTIONS = 30
_MOST_HOLDERS = 200
"""People whose offices are looked at."""

FOLLOWED = 0.05
"""Probability from which a path is followed."""

DEEPEST = 12
_SURE_NAME, _SURNAME, _SURE_DESCRIPTION, _FIRST_PERSON, _PLURAL_FIRST = 0.98, 0.96, 0.93, 0.95, 0.6
_REST = 0.4
"""How much what is spread over everybody else counts against an answer."""

_LOST = 0.1
"""How much of the probability of no path counts against a pronoun's answer."""

_POINTED = 0.8
"""Confidence in whom "the latter" or "the newspaper" points at."""

_NEAR_NAMES, _ONLY_BODY = 8, 0.7
"""Names before "a company spokesman" among which the one body that is named is taken for the company, and the confidence in that."""

_COMMERCIAL = frozenset(["company", "firm", "club", "airline", "bank", "charity"])
"""What one body that is named nearby is taken to be; police, hospitals and governments have spokespeople without being named."""

_BODY_TYPES = frozenset(["organisation", "outlet"])
_OWNED = 0.6
"""Confidence from which "his lawyer" is shown as somebody's lawyer."""

_NOBODY = frozenset(["nobody", "no one", "none", "neither"])
_LONGEST_DESCRIPTION = 200
_MOST_BEFORE = 40
_KEPT, _NAMED, _DOUBT = 0.5, 0.3, 0.15
"""Probability below which an answer does not beat a description's own words, unless something named has as much as the second; how much the
own words are doubted all the same."""

_NOT_FOUND = 0.65
"""How sure a description of a known person is of its own words: he is mostly named somewhere."""


@dataclass(frozen=True, slots=True)
class Target:
    """What a mention comes out at.

    Attributes:
        sort: A named entity, a group of them, or somebody who is described only.
        numbers: Numbers of entities; for a description the number of a mention, or nothing.
        text: The description's words.
    """

    sort: Literal["entity", "group", "description"]
    numbers: tuple[int, ...]
    text: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """Who a source is.

    Attributes:
        target: None where it is not known.
        confidence: Probability that the target is right.
        chain: Where the words stand that led there, the source first.
        head: What the source says by itself.
        type: What the network takes the source for.
    """

    target: Target | None
    confidence: float
    chain: tuple[Span, ...]
    head: Head
    type: SpeakerType


def _confidence(spread: dict[Target, float], best: Target) -> float:
    """How sure the best of several targets is: beside the next one, and beside all that is left."""
    next_one = max((p for t, p in spread.items() if t != best), default=0.0)
    rest = max(0.0, 1 - spread[best] - next_one)
    return min(0.99, spread[best] / (spread[best] + next_one + _REST * rest))


@dataclass
class Resolver:
    """Resolves the sources of one article."""

    mentions: Mentions
    named: Named
    attributions: tuple[Attribution, ...]
    network: SpeakerNetwork
    _known: dict[int, dict[Target, float]] = field(default_factory=dict)
    _best: dict[tuple[int, Target], int] = field(default_factory=dict)
    _heads: dict[int, Head] = field(default_factory=dict)
    _entities: dict[int, int | None] = field(default_factory=dict)
    _holders: dict[str, int | None] | None = None
    _offices: dict[int, Offices] = field(default_factory=dict)
    _answers: dict[str, Answer | None] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._by_id = {a.id: a for a in self.attributions}
        self._contents = sorted(((s, e, a) for a in self.attributions if a.content for s, e in a.content.spans), key=lambda c: c[:2])
        self._name_numbers = np.flatnonzero(self.mentions.name != NO_NAME)
        self._name_firsts = self.mentions.first[self._name_numbers].tolist()
        self._ranker = Ranker(self.mentions, self.named, self.network, self._entity, self._holders_of)

    # What a source says by itself.

    def answer(self, a: Attribution) -> Answer | None:
        """Who the source of an attribution is; None where it has no source."""
        if a.id not in self._answers:
            self._answers[a.id] = None  # should two attributions stand inside each other, the second finds nothing
            self._answers[a.id] = self._answer(a)
        return self._answers[a.id]

    def _answer(self, a: Attribution) -> Answer | None:
        if a.source is None:
            return None
        return self.of(a, max(a.source.spans, key=lambda s: s[1] - s[0]))

    def of(self, a: Attribution, span: Span) -> Answer | None:
        """Who somebody is that an attribution names at `span`."""
        first, last = self.run(span)
        if last < first:
            return None
        head = self.head(first, last)
        if " ".join(self.mentions.words.strings(first, last + 1)).lower() in _NOBODY:
            return Answer(None, 0.0, (span,), head, "unknown")
        number = self._mention(first, last)
        kind: SpeakerType = self.mentions.kind(number) if number is not None else "unknown"  # type: ignore[assignment]
        if head.form in {"name", "group"} or head.spokes:
            target = self._of_names(head)
            return Answer(target, self._sure_of_names(head, target), (span, *self._naming(target, span)), head, kind)
        if head.form == "pronoun" and head.pronoun in {"i", "we"}:
            return self._first_person(a, head, span)
        spoken = self._spoken_for(head)
        if spoken is not None:
            target, sure = spoken
            return Answer(target, sure, (span, *self._naming(target, span)), replace(head, spokes=True), kind)
        if head.form == "description" and not head.definite:
            return Answer(Target("description", (first,), self._described(first, last)), _SURE_DESCRIPTION, (span,), head, kind)
        if number is None:
            return Answer(None, 0.0, (span,), head, kind)
        pointed = self._pointed(number) if head.form == "description" else None
        if pointed is not None:
            return Answer(pointed, _POINTED, (span, *self._naming(pointed, span)), head, kind)
        spread = self._spread(number, 0, self._enclosing_target(a, span))
        if not spread:
            return Answer(None, 0.0, (span,), head, kind)
        target, sure = max(spread, key=lambda t: spread[t]), 0.0
        if head.form == "description" and spread[target] < _KEPT and kind != "person":
            named = max((p for t, p in spread.items() if t.sort != "description"), default=0.0)
            if named < _NAMED:  # nothing that is named comes near: what it is called is all that the article tells
                target, sure = Target("description", (first,), self._described(first, last)), 1 - named - _DOUBT
        sure = sure or _confidence(spread, target)
        if head.form == "description" and target.numbers == (first,):
            sure *= _NOT_FOUND if kind == "person" else 1
            target = self._fullest(spread, target, self.mentions.form(number).head)
        return Answer(target, sure, self._path(number, target, span), head, kind)

    def _fullest(self, spread: dict[Target, float], target: Target, noun: str) -> Target:
        """The fuller words with the same noun that a description stands for ("the report", "a report by the fire office")."""
        said = re.compile(rf"(?:[\w’'-]+ ){{0,4}}{re.escape(noun)} (?:by|of|from|on|into|about) [\w’' -]+", re.IGNORECASE)
        fuller = [t for t in spread if t.sort == "description" and len(t.text) > len(target.text) and said.fullmatch(t.text)]
        return fuller[0] if len(fuller) == 1 and spread[fuller[0]] >= _NAMED else target

    def run(self, span: Span) -> tuple[int, int]:
        """First and last word of a stretch of characters."""
        w = self.mentions.words
        return int(np.searchsorted(w.ends, span[0], side="right")), int(np.searchsorted(w.starts, span[1], side="left")) - 1

    def head(self, first: int, last: int) -> Head:
        """The head of words that stand for somebody."""
        m = self.mentions
        low, high = np.searchsorted(m.first[self._name_numbers], [first, last + 1])
        inside = [int(i) for i in self._name_numbers[low:high] if m.last[i] <= last and int(i) in self.named.of]
        rows = [(i, int(m.first[i]), int(m.last[i]), self.named.entities[self.named.of[i]].type == "person") for i in inside]
        return head_of(m.words, first, last + 1, rows)

    def _mention(self, first: int, last: int) -> int | None:
        """The mention of these words, or the longest one among them that ends or begins with them."""
        exact = self.mentions.at(first, last)
        if exact is not None:
            return exact
        low, high = np.searchsorted(self.mentions.first, [first, last + 1])
        within = [int(i) for i in range(low, high) if self.mentions.last[i] <= last]
        return max(within, key=lambda i: (self.mentions.first[i] == first, self.mentions.last[i] - self.mentions.first[i]), default=None)

    def _of_names(self, head: Head) -> Target | None:
        """Whom names name; None where two people bear the name."""
        numbers = tuple(dict.fromkeys(self.named.of[n] for n in head.names))
        if len(numbers) > 1:
            return Target("group", numbers)
        return None if self.named.entities[numbers[0]].ambiguous else Target("entity", numbers)

    def _sure_of_names(self, head: Head, target: Target | None) -> float:
        if target is None:
            return 0.0
        sure = min(self._certainty(n) for n in head.names)
        if target.sort == "group":
            return sure * _SURE_NAME
        several = len(self.named.entities[target.numbers[0]].forms) > 1
        alone = several and self.mentions.first[head.names[0]] == self.mentions.last[head.names[0]]
        return sure * (_SURNAME if alone or head.spokes else _SURE_NAME)

    def _certainty(self, n: int) -> float:
        """How sure a name is, here or wherever the article has the same words."""
        m, text = self.mentions, self.mentions.text(n)
        same = [i for i in self.named.entities[self.named.of[n]].mentions[:_MOST_MENTIONS] if m.text(i) == text]
        return max(float(m.sure[i]) for i in (n, *same))

    def _spoken_for(self, head: Head) -> tuple[Target, float] | None:
        """The body for which an unnamed spokesperson speaks that is described only ("a spokesman for the firm", "a company spokesman")."""
        if head.body is None:
            return None
        m, (first, last) = self.mentions, head.body
        number = m.at(first, last)
        if number is None and m.words.word(first).lower() in {"the", "its"}:
            number = m.at(first + 1, last)
        spread = self._spread(number, 1) if number is not None else {}
        bodies = {t: p for t, p in spread.items() if t.sort == "entity" and self.named.entities[t.numbers[0]].type in _BODY_TYPES}
        if bodies:
            best = max(bodies, key=lambda t: bodies[t])
            return best, _confidence(spread, best)
        if first < last or m.words.word(first).lower() not in _COMMERCIAL:
            return None
        at = bisect_left(self._name_firsts, first)
        near = [int(j) for j in self._name_numbers[max(0, at - _NEAR_NAMES) : at] if int(j) in self.named.of]
        named = {self.named.of[j] for j in near if self.named.entities[self.named.of[j]].type in _BODY_TYPES}
        return (Target("entity", (named.pop(),)), _ONLY_BODY) if len(named) == 1 else None

    def _described(self, first: int, last: int) -> str:
        """The words of a description on one line, with the name of whose it is for "his" or "her"."""
        w = self.mentions.words
        text = " ".join(w.text[w.starts[first] : w.ends[last]].split())[:_LONGEST_DESCRIPTION]
        owner = self.mentions.at(first, first) if first < last else None
        if owner is None or self.mentions.form(owner).pronoun not in {"he", "she", "they", "it"}:
            return text
        spread = self._spread(owner, DEEPEST - 1)
        best = max((t for t in spread if t.sort == "entity"), key=lambda t: spread[t], default=None)
        if best is None or _confidence(spread, best) < _OWNED:
            return text
        return f"{self.named.entities[best.numbers[0]].name}’s {text.partition(' ')[2]}"

    def _pointed(self, i: int) -> Target | None:
        """Whom a description points at by itself ("the latter", "both men", "the newspaper")."""
        at = bisect_left(self._name_firsts, int(self.mentions.first[i]))
        before = [int(j) for j in self._name_numbers[max(0, at - _MOST_BEFORE) : at] if int(j) in self.named.of]
        numbers = pointed(self.mentions, self.named, i, before)
        return Target("entity" if len(numbers) == 1 else "group", numbers) if numbers else None

    def _naming(self, target: Target | None, source: Span) -> tuple[Span, ...]:
        """Where a target is named most fully, unless that is in the source itself."""
        if target is None or target.sort != "entity":
            return ()
        e = self.named.entities[target.numbers[0]]
        place = next((self.mentions.span(i) for i in e.mentions if self.mentions.text(i).startswith(e.name)), None)
        return () if place is None or (source[0] <= place[0] and place[1] <= source[1]) else (place,)

    # "I" and "we".

    def _first_person(self, a: Attribution, head: Head, span: Span) -> Answer:
        outer = self._outer(a, span)
        found = self.answer(outer) if outer is not None else None
        if found is None or found.target is None:
            return Answer(None, 0.0, (span,), head, "unknown")
        alone = head.pronoun == "i" or self._is_body(found.target)
        sure = found.confidence * (_FIRST_PERSON if alone else _PLURAL_FIRST)
        return Answer(found.target, sure, (span, *found.chain), head, found.type)

    def _is_body(self, target: Target) -> bool:
        """Whether "we" can be nobody but the one who speaks: a body or a group does, a person may mean others too."""
        return target.sort == "group" or (target.sort == "entity" and self.named.entities[target.numbers[0]].type != "person")

    def _outer(self, a: Attribution, span: Span) -> Attribution | None:
        """The attribution in whose content the source stands."""
        if a.inside in self._by_id and a.inside is not None:
            return self._by_id[a.inside]
        at = bisect_left(self._contents, (span[0] + 1,), key=lambda c: c[:1])
        around = [(e - s, b) for s, e, b in self._contents[max(0, at - _AROUND) : at] if span[0] < e and b.id != a.id]
        return min(around, key=lambda c: c[0], default=(0, None))[1]

    def _enclosing_target(self, a: Attribution, span: Span) -> Target | None:
        """Who speaks around a pronoun in quotation marks: not the one that "he" stands for there."""
        at = self.run(span)[0]
        if self.mentions.words.quote[at] <= 0:
            return None
        outer = self._outer(a, span)
        found = self.answer(outer) if outer is not None else None
        return found.target if found else None

    # What the network says.

    def _spread(self, i: int, depth: int, unlike: Target | None = None) -> dict[Target, float]:
        """Probabilities of what mention `i` comes out at."""
        if i in self._known:
            return self._known[i]
        m = self.mentions
        first, last = int(m.first[i]), int(m.last[i])
        head = self._head_at(i)
        if head.form in {"name", "group"} or head.spokes:
            target = self._of_names(head)
            return {target: 1.0} if target is not None else {}
        if head.form == "description" and not head.definite:
            return {Target("description", (first,), self._described(first, last)): 1.0}
        if head.form == "pronoun" and head.pronoun not in {"he", "she", "they", "it"}:
            return {}
        if depth >= DEEPEST:
            return {}
        self._known[i] = {}  # what goes round in a circle leads nowhere
        out: dict[Target, float] = {}
        alone = unlike.numbers[0] if unlike is not None and unlike.sort == "entity" else None
        candidates, p = self._ranker.ranked(i, alone)
        if head.form == "description":
            out[Target("description", (first,), self._described(first, last))] = float(p[0])
        best: dict[Target, float] = {}
        for j, q in zip(candidates, p[1:].tolist(), strict=True):
            if q < FOLLOWED:
                continue
            for target, share in self._spread(j, depth + 1).items():
                mass = q * share
                out[target] = out.get(target, 0.0) + mass
                if mass > best.get(target, 0.0):
                    best[target] = mass
                    self._best[i, target] = j
        if head.form == "pronoun" and out:  # a pronoun in print stands for somebody, and paths too thin to follow are spread as the others
            total = sum(out.values())
            out = {t: p / (total + _LOST * (1 - total)) for t, p in out.items()}
        self._known[i] = out
        return out

    def offices_of(self, number: int) -> Offices:
        """Roles and affiliations of an entity."""
        found = self._offices.get(number)
        if found is None:
            found = self._offices[number] = roles_of(self.mentions, self.named.entities[number])
        return found

    def _holders_of(self) -> dict[str, int | None]:
        """Who holds each office that the article names; None where several people do."""
        if self._holders is None:
            self._holders = {}
            for e in self.named.entities[:_MOST_HOLDERS]:
                for role in self.offices_of(e.number).roles:
                    noun = role.lower().split()[-1]
                    self._holders[noun] = e.number if self._holders.get(noun, e.number) == e.number else None
        return self._holders

    def _head_at(self, i: int) -> Head:
        found = self._heads.get(i)
        if found is None:
            found = self._heads[i] = self.head(int(self.mentions.first[i]), int(self.mentions.last[i]))
        return found

    def _entity(self, j: int) -> int | None:
        """The entity that a mention names."""
        if j in self._entities:
            return self._entities[j]
        found = self.named.of.get(j)
        if found is None and self.mentions.name[j] == NO_NAME and self._holds_name(j):
            head = self._head_at(j)
            found = self.named.of[head.names[0]] if head.form == "name" else None
        self._entities[j] = found
        return found

    def _holds_name(self, j: int) -> bool:
        at = bisect_left(self._name_firsts, int(self.mentions.first[j]))
        return at < len(self._name_firsts) and self._name_firsts[at] <= self.mentions.last[j]

    def _path(self, i: int, target: Target, source: Span) -> tuple[Span, ...]:
        """Where the words stand through which a mention comes out at its target."""
        spans = [source]
        seen = {i}
        while (j := self._best.get((i, target))) is not None and j not in seen and len(spans) < DEEPEST:
            spans.append(self.mentions.span(j))
            seen.add(j)
            i = j
        return (*spans, *(s for s in self._naming(target, spans[-1]) if s not in spans))
