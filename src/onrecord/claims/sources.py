"""From all pairs of copies to where each was copied from: the chain agency → paper → tabloid, rather than each with each."""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from onrecord.claims.copies import Copy, Scope, Text, compare, text_of
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
    known = _Known(every)
    for copy in out:
        known.note(copy)
    for copy in sorted((c for c in every if c.scope == "passage"), key=lambda c: _rank(c, texts)):
        if not known.explains(copy):
            out.append(copy)
            known.note(copy)
    return tuple(sorted(out, key=lambda c: (c.copy, c.of, c.copy_span)))


class _Known:
    """From where it is known already that text of articles comes."""

    def __init__(self, every: Iterable[Copy]) -> None:
        self._of: defaultdict[str, list[tuple[Span, str, Scope]]] = defaultdict(list)
        self._shared: defaultdict[tuple[str, str], list[Span | None]] = defaultdict(list)
        for c in every:
            for article, other, span in ((c.of, c.copy, c.of_span), (c.copy, c.of, c.copy_span)):
                self._shared[article, other].append(span if c.scope == "passage" else None)

    def note(self, copy: Copy) -> None:
        """Note a copy as known."""
        self._of[copy.copy].append((copy.copy_span, copy.of, copy.scope))
        if copy.scope == "article" and not copy.directed:
            self._of[copy.of].append((copy.of_span, copy.copy, copy.scope))

    def explains(self, passage: Copy) -> bool:
        """Whether a passage is known to come from elsewhere: from another passage, or with an article that was copied as a whole.

        The article must have it, too: into the text of an agency, a desk may have put some sentences of somebody else.
        """
        return any(
            _within(passage.copy_span, span) and (scope == "passage" or self._has(source, passage.of, passage.of_span))
            for span, source, scope in self._of[passage.copy]
        )

    def _has(self, article: str, other: str, span: Span) -> bool:
        """Whether an article has what stands at a place of another one."""
        shared = self._shared.get((other, article), ())
        return article == other or any(whole is None or _within(span, whole) for whole in shared)


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
