"""What came out wrong across articles, in words. For the stories that may be looked at."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from claiming import Copy, Corpus, Group, Key, Levels
from claims_copies import copies
from claims_scores import closest, material, over_the_same, same_changes, where


class Wording:
    """Attributions as one line each."""

    def __init__(self, corpora: Sequence[Corpus]) -> None:
        self._said = {s.key: s for corpus in corpora for s in corpus.said}

    def __call__(self, key: Key) -> str:
        said = self._said.get(key)
        return f"{'/'.join(key)}" + (f" {said.name or '?'} ({said.act}): {said.content[:110]}" if said else "")


def errors(told: Wording, gold: Levels, found: Levels, *, given: bool) -> dict[str, list[str]]:
    """Errors by level, one line or a few each."""
    return {
        "copies": list(_copies(gold.copies, found.copies)),
        "statements": list(_groups(told, gold.statements, found.statements, given=given)),
        "claims": list(_groups(told, gold.claims, found.claims, given=given)),
        "denials": list(_denials(told, gold, found)),
        "relations": list(_relations(told, gold, found)),
        "independence": list(_independence(told, gold, found)),
        "drift": list(_drift(told, gold, found)),
    }


def _copies(gold: Sequence[Copy], found: Sequence[Copy]) -> Iterator[str]:
    for c in sorted(gold, key=str):
        score = copies([c], found)
        if not score.articles.gold_hit + score.passages.gold_hit:
            yield f"missed: {c}"
        elif not score.directed:
            yield f"direction: {c}"
    for c in sorted(found, key=str):
        score = copies(gold, [c])
        if score.articles.found_hit + score.passages.found_hit < score.articles.found + score.passages.found:
            yield f"invented: {c}"


def _groups(told: Wording, gold: Sequence[Group], found: Sequence[Group], *, given: bool) -> Iterator[str]:
    right, answer = where(gold), where(over_the_same(gold, found) if given else found)
    for problem, groups, other in (("parted", gold, answer), ("joined", found, right)):
        for group in sorted(groups, key=sorted):
            pieces = {other[k] for k in group if k in other}
            if len(pieces) > 1:
                one_of_each = sorted(min(group & piece) for piece in pieces)
                yield f"{problem}, {len(pieces)} pieces of {len(group)}:" + "".join(f"\n      {told(k)}" for k in one_of_each)


def _denials(told: Wording, gold: Levels, found: Levels) -> Iterator[str]:
    group = where(gold.claims)
    right, answer = ({(d.attribution, group.get(d.claim, frozenset([d.claim]))) for d in side.denials} for side in (gold, found))
    for problem, left in (("missed", right - answer), ("invented", answer - right)):
        for key, claim in sorted(left, key=lambda d: (d[0], sorted(d[1]))):
            yield f"{problem}:\n      {told(key)}\n      of {told(min(claim))}"


def _relations(told: Wording, gold: Levels, found: Levels) -> Iterator[str]:
    group = where(gold.statements)
    alone = {k: frozenset([k]) for r in found.relations for k in (r.later, r.earlier)} | group
    right, answer = ({frozenset([alone[r.later], alone[r.earlier]]): r for r in side.relations} for side in (gold, found))
    for pair in sorted(right.keys() | answer.keys(), key=lambda pair: sorted(map(sorted, pair))):
        g, f = right.get(pair), answer.get(pair)
        if g is None or f is None or g.kind != f.kind or (g.kind != "contradicts" and alone[g.later] != alone[f.later]):
            one = g or f
            assert one
            yield f"{f.kind if f else '–'}, right is {g.kind if g else '–'}:\n      {told(one.later)}\n      of {told(one.earlier)}"


def _independence(told: Wording, gold: Levels, found: Levels) -> Iterator[str]:
    for g in sorted(gold.independence, key=lambda g: sorted(g.members)):
        f = closest(g, found.independence)
        if f is None:
            yield f"missed: {told(g.first)}"
        elif len(f.lines) != len(g.lines) or f.first[0] != g.first[0] or f.circular != g.circular:
            lines, right = (sorted(map(sorted, x.lines)) for x in (f, g))
            yield (
                f"{len(lines)} lines {lines}, right are {len(right)}: {right}; circular {f.circular}, right is {g.circular}"
                f"\n      first {told(f.first)}\n      right {told(g.first)}"
            )


def _drift(told: Wording, gold: Levels, found: Levels) -> Iterator[str]:
    right, answer = (material(side.drift, gold.drift, gold.statements) for side in (gold, found))
    pairs = same_changes(right, answer)
    for problem, side, seen in (("missed", right, {i for i, _ in pairs}), ("invented", answer, {j for _, j in pairs})):
        for at, c in enumerate(side):
            if at not in seen:
                yield f"{problem} {c.kind}: {c.before!r} → {c.after!r}\n      {told(c.earlier)}\n      {told(c.later)}"
