"""From all pairs of copies to where each was copied from: the chain agency → paper → tabloid, rather than each with each."""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from onrecord.claims.copies import Copy, Text, compare, text_of
from onrecord.claims.credits import credited, supplies
from onrecord.claims.groups import Groups
from onrecord.claims.said import Told
from onrecord.claims.shingles import pairs, signature
from onrecord.claims.times import order
from onrecord.model import Span

__all__ = ["copies_among", "direct"]

_WITHIN = 0.8
"""Share of a passage that must lie in another one to be the same."""


def copies_among(articles: Iterable[Told], quoted: Mapping[str, tuple[Span, ...]] | None = None) -> tuple[Copy, ...]:
    """All copies among some articles, each with where it was copied from.

    Args:
        articles: The articles; the answer does not depend on their order.
        quoted: Contents of direct quotations by the key of the article.
    """
    told = sorted(articles, key=lambda t: order(t.published, t.key))
    texts = {t.key: text_of(t, (quoted or {}).get(t.key, ())) for t in told}
    shared: defaultdict[tuple[str, int], list[str]] = defaultdict(list)
    for key, text in texts.items():
        numbers = signature(text.words)
        for kind, values in (("band", numbers.bands), ("passage", numbers.passages)):
            for value in values:
                shared[kind, value].append(key)
    candidates = {pair for members in shared.values() if len(members) > 1 for pair in pairs(members)}
    found = [copy for a, b in sorted(candidates) for copy in compare(texts[a], texts[b])]
    return direct(found, texts)


def direct(found: Iterable[Copy], texts: Mapping[str, Text]) -> tuple[Copy, ...]:
    """Of all sources that a copy may have, the one that it was made from.

    That is the article from which it differs least: a change that two copies share tells that one was made from the other. Where several
    differ as little, the one that is credited, then an agency, then the earliest. Of articles of which it is not known which was first,
    as few pairs are kept as hold them together.

    Args:
        found: Copies as `compare` finds them, of any pairs.
        texts: The articles by their keys.
    """
    every = sorted(set(found), key=lambda c: (c.copy, c.of, c.copy_span, c.of_span))
    whole: dict[str, Copy] = {}
    for copy in every:
        if copy.scope == "article" and copy.directed and (copy.copy not in whole or _rank(copy, texts) < _rank(whole[copy.copy], texts)):
            whole[copy.copy] = copy
    out, groups = list(whole.values()), Groups()
    for copy in out:
        groups.join(copy.of, copy.copy)
    undirected = [c for c in every if c.scope == "article" and not c.directed]
    out += [c for c in sorted(undirected, key=lambda c: (c.edits, c.of, c.copy)) if groups.join(c.of, c.copy)]
    bound: defaultdict[str, list[Span]] = defaultdict(list)
    for copy in out:
        bound[copy.copy].append(copy.copy_span)
        if not copy.directed:
            bound[copy.of].append(copy.of_span)
    for copy in sorted((c for c in every if c.scope == "passage"), key=lambda c: _rank(c, texts)):
        if not any(_within(copy.copy_span, span) for span in bound[copy.copy]):
            out.append(copy)
            bound[copy.copy].append(copy.copy_span)
    return tuple(sorted(out, key=lambda c: (c.copy, c.of, c.copy_span)))


def _rank(copy: Copy, texts: Mapping[str, Text]) -> tuple[object, ...]:
    """The smaller, the likelier the source."""
    source, target = texts[copy.of].told, texts[copy.copy]
    length = copy.copy_span[1] - copy.copy_span[0]
    return (
        copy.edits if copy.scope == "article" else -length,
        copy.edits,
        not credited(target.credits, source.outlet),
        not supplies(source.outlet),
        order(source.published, source.key),
    )


def _within(inner: Span, outer: Span) -> bool:
    shared = min(inner[1], outer[1]) - max(inner[0], outer[0])
    return shared >= _WITHIN * (inner[1] - inner[0])
