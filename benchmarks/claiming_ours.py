"""The claims package as a `claiming.Claiming`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property, lru_cache
from itertools import combinations
from typing import Literal

import claiming
from claiming import Change, Corpus, Denial, Group, Key, Lines, Relation

from onrecord.claims.ahead import ahead, before
from onrecord.claims.changes import Change as Drifted
from onrecord.claims.changing import marks
from onrecord.claims.comparing.contents import content_of
from onrecord.claims.copies import Copy
from onrecord.claims.credits import credits_of
from onrecord.claims.denials import Denial as Denied
from onrecord.claims.denials import before_denials, denials
from onrecord.claims.drift import drift
from onrecord.claims.independence import independence
from onrecord.claims.judging import Judged, judge
from onrecord.claims.network import shipped as network
from onrecord.claims.opposing import Bearings, worth_telling
from onrecord.claims.propositions import claim_edge, claims
from onrecord.claims.relations import earliest, relations_among
from onrecord.claims.said import Said, Told
from onrecord.claims.sources import copies_among
from onrecord.claims.statements import may_be_one, statement_edge, statements

_KINDS = {
    "speaker": "name",
    "place": "name",
    "tense": "modality",
    "quantifier": "other",
    "role": "other",
    "date": "other",
    "degree": "other",
    "word": "other",
    "opposite": "other",
    "trimmed": "other",
}
"""Kinds of change that gold has another word for."""

_DIGITS = re.compile(r"\d+")
_WORD_FOR_WORD, _ROW = 0.9, 4
"""Overlap, and words in a row, of what stands at one place of two copies."""


def flat(key: Key) -> str:
    return "#".join(key)


def deep(key: str) -> Key:
    article, _, label = key.rpartition("#")
    return article, label


def given(s: claiming.Said, place: int = 0) -> Said:
    """An attribution as the package sees it; `place` is that among those of its article."""
    day = s.said_on[:10] if s.said_on else None
    return Said(
        *(0, flat(s.key), 0, s.outlet, s.published, s.speaker, s.name, s.type, s.via, day, day),
        *(s.act, s.stance, s.asserted, s.kind, s.source, s.cue, s.content, flat(s.inside) if s.inside else None, place, None),
    )


def told(t: claiming.Told) -> Told:
    return Told(0, t.id, t.outlet, t.published, t.title, t.wire, t.byline, t.text)


class Sight:
    """A corpus with what is compared in it."""

    def __init__(self, corpus: Corpus) -> None:
        self.corpus = corpus
        self.said = {s.key: given(s, place) for s, place in _placed(corpus.said)}
        self.by_key = {s.key: s for s in self.said.values()}
        self.spans = {flat(s.key): s.spans for s in corpus.said}

    @cached_property
    def judged(self) -> dict[tuple[str, str], Judged]:
        """How contents relate that share a word, or whose speakers may be one."""
        able = (s for s in self.by_key.values() if s.content and s.asserted)
        stems = {s.key: {u.stem for u in content_of(s.content).units if u.content} for s in able}
        pairs = combinations(sorted(stems), 2)
        keys = [(a, b) for a, b in pairs if stems[a] & stems[b] or may_be_one(self.by_key[a], self.by_key[b])]
        keys = sorted({*keys, *before_denials(self.by_key.values())})
        found = judge([(self.by_key[a].content, self.by_key[b].content) for a, b in keys])
        return dict(zip(keys, found, strict=True))

    @cached_property
    def bearings(self) -> Bearings:
        """What the network makes of those that may be against each other when it is told what stands ahead of them."""
        texts = {t.id: t.text for t in self.corpus.told}
        keys = [(a, b) for (a, b), judged in self.judged.items() if worth_telling(self.by_key[a], self.by_key[b], judged)]

        def side(key: str) -> tuple[str, str]:
            s, spans = self.by_key[key], self.spans[key]
            return ahead(before(texts[deep(key)[0]], spans[0][0]) if spans else "", s.name, s.act), s.content

        return dict(zip(keys, network().bearings([(side(a), side(b)) for a, b in keys]), strict=True))

    def group(self, keys: Iterable[Key]) -> list[Said]:
        return [self.said[k] for k in sorted(keys)]


def _placed(said: Iterable[claiming.Said]) -> Iterator[tuple[claiming.Said, int]]:
    """Attributions with how many of their article stand before them."""
    of: dict[str, list[claiming.Said]] = {}
    for s in said:
        of.setdefault(s.key[0], []).append(s)
    for them in of.values():
        for place, s in enumerate(sorted(them, key=lambda s: (s.spans[:1], s.key))):
            yield s, place


@lru_cache(maxsize=4)
def _sight(corpus: Corpus) -> Sight:
    return Sight(corpus)


class Ours:
    """What onrecord finds."""

    def copies(self, corpus: Corpus) -> list[claiming.Copy]:
        return [
            claiming.Copy(c.of, c.copy, c.scope, c.of_span, c.copy_span, c.directed)
            if c.scope == "passage"
            else claiming.Copy(c.of, c.copy, c.scope, directed=c.directed)
            for c in copies_among(map(told, corpus.told))
        ]

    def statements(self, corpus: Corpus, copies: Sequence[claiming.Copy]) -> list[Group]:
        sight = _sight(corpus)
        edges = {
            (a, b): statement_edge(sight.by_key[a], sight.by_key[b], judged, copied=_copied(sight, a, b, copies, judged))
            for (a, b), judged in sight.judged.items()
        }
        return [frozenset(map(deep, group)) for group in statements(sight.by_key.values(), edges)]

    def claims(self, corpus: Corpus, statements: Sequence[Group]) -> list[Group]:
        sight = _sight(corpus)
        at = {flat(k): i for i, group in enumerate(statements) for k in group}
        edges = {
            (a, b): claim_edge(sight.by_key[a], sight.by_key[b], j, one_statement=a in at and at[a] == at.get(b))
            for (a, b), j in sight.judged.items()
        }
        return [frozenset(map(deep, group)) for group in claims(sight.by_key.values(), edges)]

    def denials(self, corpus: Corpus, claims: Sequence[Group]) -> list[Denial]:
        sight = _sight(corpus)
        groups = [sight.group(g) for g in self.statements(corpus, self.copies(corpus))]
        found = denials(sight.by_key.values(), [sight.group(c) for c in claims], sight.judged, groups, sight.bearings)
        return [Denial(deep(d.denial), min(claims[d.claim])) for d in found]

    def relations(self, corpus: Corpus, statements: Sequence[Group], claims: Sequence[Group], denials: Sequence[Denial]) -> list[Relation]:
        sight = _sight(corpus)
        at = {k: i for i, group in enumerate(claims) for k in group}
        denied = [Denied(flat(d.attribution), at[d.claim], 1.0) for d in denials]
        groups = [sight.group(s) for s in statements]
        found = relations_among(groups, [sight.group(c) for c in claims], denied, sight.judged, sight.bearings)
        return [Relation(r.kind, deep(r.later), deep(r.earlier)) for r in found]

    def independence(self, corpus: Corpus, copies: Sequence[claiming.Copy], claims: Sequence[Group]) -> list[Lines]:
        sight = _sight(corpus)
        texts = {t.id: t for t in corpus.told}
        credits = {t.id: credits_of(told(t)) for t in corpus.told}
        known = [_known(c, texts) for c in copies]
        outlets = [t.outlet for t in corpus.told if t.outlet]
        out = []
        for claim in claims:
            found = independence(sight.group(claim), known, credits=credits, places=sight.spans, outlets=outlets)
            if found:
                lines = frozenset(frozenset(line.articles) for line in found.lines)
                out.append(Lines(claim, deep(found.first), lines, found.circular))
        return out

    def drift(self, corpus: Corpus, statements: Sequence[Group]) -> list[Change]:
        sight = _sight(corpus)
        out = []
        for group in statements:
            members = sight.group(group)
            first = earliest(members)
            for other in members:
                if other is not first:
                    denied = first.act == "deny", other.act == "deny"
                    (known,) = marks([(first.content, other.content)])
                    found = drift(first.content, other.content, speakers=(first.name, other.name), denied=denied, marks=known)
                    out += [Change(deep(first.key), deep(other.key), _kind(c), c.before, c.after, c.material) for c in found.changes]
        return out


def _kind(change: Drifted) -> str:
    """The kind of a change as gold has it: a date in which a number is another one is a number."""
    digits = [frozenset(_DIGITS.findall(words)) for words in (change.before, change.after)]
    if change.kind == "date" and all(digits) and digits[0] != digits[1]:
        return "number"
    return _KINDS.get(change.kind, change.kind)


def _known(copy: claiming.Copy, texts: dict[str, claiming.Told]) -> Copy:
    whole = (0, len(texts[copy.of].text)), (0, len(texts[copy.copy].text))
    spans = copy.of_span or whole[0], copy.copy_span or whole[1]
    scope: Literal["article", "passage"] = "passage" if copy.scope == "passage" else "article"
    return Copy(copy.of, copy.copy, scope, *spans, 1.0, 1.0, 0, copy.directed, "time" if copy.directed else "unknown")


def _copied(sight: Sight, a: str, b: str, copies: Sequence[claiming.Copy], judged: Judged) -> bool:
    """Whether two attributions stand at one place of two copies: in their words, and nearly word for word the same."""
    if judged.comparison.overlap < _WORD_FOR_WORD or judged.comparison.longest < _ROW:
        return False
    of, other = deep(a)[0], deep(b)[0]
    for c in copies:
        if {c.of, c.copy} == {of, other}:
            spans = (c.of_span, c.copy_span) if c.of == of else (c.copy_span, c.of_span)
            if all(span is None or _within(sight.spans[key], span) for key, span in zip((a, b), spans, strict=True)):
                return True
    return False


def _within(spans: Sequence[claiming.Span], span: claiming.Span) -> bool:
    return bool(spans) and all(span[0] <= s and e <= span[1] for s, e in spans)
