"""The least that could be done across articles: equal and similar words, equal names. What claims are measured beside."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from itertools import combinations

from claiming import Change, Copy, Corpus, Denial, Group, Key, Lines, Relation, Said, Told
from claims_copies import joined

_WORD = re.compile(r"\w+(?:['’.,]\w+)*")
_GRAM = 5
_MARKS = {
    "negation": frozenset(["not", "no", "never", "none", "nobody", "nothing", "neither", "nor", "cannot", "without"]),
    "modality": frozenset(["may", "might", "could", "can", "will", "would", "shall", "should", "must"]),
    "hedge": frozenset(
        [
            "about",
            "around",
            "almost",
            "nearly",
            "roughly",
            "possibly",
            "perhaps",
            "probably",
            "likely",
            "allegedly",
            "reportedly",
            "apparently",
        ]
    ),
    "condition": frozenset(["if", "unless", "provided", "once", "until"]),
}


def words(text: str) -> list[str]:
    return [w.replace("’", "'") for w in _WORD.findall(text.lower())]


def jaccard(a: Iterable[str], b: Iterable[str]) -> float:
    x, y = frozenset(a), frozenset(b)
    return len(x & y) / len(x | y) if x & y else 0.0


class Simple:
    """A `claiming.Claiming` of few lines."""

    alike = 0.5
    """Least share of common words in two contents that are taken for the same."""

    denied = 0.2
    """The same for a denial and what it denies."""

    def copies(self, corpus: Corpus) -> list[Copy]:
        """Articles that share half of the shorter one's rows of five words, else the longest row of at least 25 equal words."""
        told = sorted(corpus.told, key=lambda t: (t.published or "", t.id))
        grams = {t.id: _grams(words(t.text)) for t in told}
        return [copy for a, b in combinations(told, 2) if (copy := _copy(a, b, grams[a.id], grams[b.id]))]

    def statements(self, corpus: Corpus, copies: Sequence[Copy]) -> list[Group]:
        """The same name, and similar words."""
        by_name: dict[str, list[Said]] = {}
        for s in corpus.said:
            if s.states:
                by_name.setdefault(" ".join(words(s.speaker or f"? {s.key}")), []).append(s)
        return [group for said in by_name.values() for group in self._alike(said)]

    def claims(self, corpus: Corpus, statements: Sequence[Group]) -> list[Group]:
        """Similar words, whoever says them."""
        return list(self._alike([s for s in corpus.said if s.claims]))

    def _alike(self, said: Sequence[Said]) -> Iterator[Group]:
        contents = {s.key: frozenset(words(s.content)) for s in said}
        links = ((a, b) for a, b in combinations(sorted(contents), 2) if jaccard(contents[a], contents[b]) >= self.alike)
        tops = joined([*((k, k) for k in contents), *links])
        for top in sorted(set(tops.values())):
            yield frozenset(k for k in tops if tops[k] == top)

    def denials(self, corpus: Corpus, claims: Sequence[Group]) -> list[Denial]:
        """What is called a denial denies what has most of its words."""
        contents = {s.key: words(s.content) for s in corpus.said}
        out = []
        for s in corpus.said:
            near = [(jaccard(contents[s.key], contents[k]), k) for group in claims for k in group if k != s.key]
            share, claim = min(((-w, k) for w, k in near), default=(0.0, s.key))
            if s.act == "deny" and s.states and -share >= self.denied:
                out.append(Denial(s.key, claim))
        return out

    def relations(self, corpus: Corpus, statements: Sequence[Group], claims: Sequence[Group], denials: Sequence[Denial]) -> list[Relation]:
        """Follows from claims and denials."""
        said = {s.key: s for s in corpus.said}
        first = {k: min(group, key=lambda k: _when(said[k])) for group in statements for k in group}
        out: dict[tuple[Key, Key], Relation] = {}

        def add(kind: str, a: Key, b: Key) -> None:
            earlier, later = sorted((a, b), key=lambda k: _when(said[k]))
            out.setdefault((earlier, later), Relation(kind, later, earlier))

        for denial in denials:
            (claim,) = (group for group in claims if denial.claim in group)
            a = first[denial.attribution]
            for b in sorted({first[k] for k in claim if k in first} - {a}):
                same = said[a].speaker is not None and said[a].speaker == said[b].speaker
                add("revises" if same else "denies" if _when(said[a]) > _when(said[b]) else "contradicts", a, b)
        for group in claims:
            for a, b in combinations(sorted({first[k] for k in group if k in first}), 2):
                if said[a].speaker != said[b].speaker:
                    later = max((a, b), key=lambda k: _when(said[k]))
                    add("confirms" if said[later].act == "confirm" else "repeats", a, b)
        return sorted(out.values())

    def independence(self, corpus: Corpus, copies: Sequence[Copy], claims: Sequence[Group]) -> list[Lines]:
        """Copies, an outlet that is named and one that is named by both are one line."""
        said = {s.key: s for s in corpus.said}
        return [_lines([said[k] for k in sorted(group)], copies) for group in claims]

    def drift(self, corpus: Corpus, statements: Sequence[Group]) -> list[Change]:
        """Words that differ from the earliest report, by what the words are."""
        said = {s.key: s for s in corpus.said}
        out: list[Change] = []
        for group in statements:
            first, *others = sorted(group, key=lambda k: _when(said[k]))
            for other in others:
                for before, after in _differences(words(said[first].content), words(said[other].content)):
                    kind = _kind({*before} ^ {*after})
                    out.append(Change(first, other, kind, " ".join(before), " ".join(after), kind != "other"))
        return out


def _grams(found: list[str]) -> frozenset[tuple[str, ...]]:
    return frozenset(tuple(found[i : i + _GRAM]) for i in range(len(found) - _GRAM + 1))


def _copy(a: Told, b: Told, grams_a: frozenset[tuple[str, ...]], grams_b: frozenset[tuple[str, ...]]) -> Copy | None:
    shared, least = len(grams_a & grams_b), min(len(grams_a), len(grams_b))
    if shared >= 0.5 * least > 0:
        return Copy(a.id, b.id, "article")
    if shared < 15:
        return None
    x, y = ([m.span() for m in _WORD.finditer(t.text)] for t in (a, b))
    i, j, n = SequenceMatcher(None, words(a.text), words(b.text), autojunk=False).find_longest_match()
    return Copy(a.id, b.id, "passage", (x[i][0], x[i + n - 1][1]), (y[j][0], y[j + n - 1][1])) if n >= 25 else None


def _when(said: Said) -> tuple[str, str, bool, Key]:
    """Earlier reports first, and a headline after what it stands over."""
    return said.published or "9", said.key[0], bool(said.spans) and said.spans[0][0] == 0, said.key


def _lines(members: Sequence[Said], copies: Sequence[Copy]) -> Lines:
    outlet = {s.key[0]: s.outlet for s in members}
    named = {article: {v for s in members if s.key[0] == article for v in s.via} for article in outlet}
    links = [(article, article) for article in outlet]
    links += [(c.of, c.copy) for c in copies if c.of in outlet and c.copy in outlet]
    links += [(a, b) for a, b in combinations(outlet, 2) if named[a] & named[b] or outlet[a] in named[b] or outlet[b] in named[a]]
    tops = joined(links)
    lines = frozenset(frozenset(a for a in outlet if tops[a] == top) for top in set(tops.values()))
    circular = any(outlet[a] in named[b] and outlet[b] in named[a] for a, b in combinations(outlet, 2) if outlet[a] != outlet[b])
    return Lines(frozenset(s.key for s in members), min(members, key=_when).key, lines, circular)


def _differences(a: list[str], b: list[str]) -> Iterator[tuple[list[str], list[str]]]:
    for tag, i, j, k, m in SequenceMatcher(None, a, b, autojunk=False).get_opcodes():
        if tag != "equal":
            yield a[i:j], b[k:m]


def _kind(changed: set[str]) -> str:
    if any(w[0].isdigit() for w in changed):
        return "number"
    return next((kind for kind, marks in _MARKS.items() if changed & marks), "other")
