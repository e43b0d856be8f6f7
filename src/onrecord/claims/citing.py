"""Who cites whom for a claim: what each report rests on, as the edges of a graph."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from onrecord.claims.copies import Copy
from onrecord.claims.names import Outlets, is_person, is_platform
from onrecord.claims.said import Said, article_of
from onrecord.claims.times import before, order
from onrecord.model import Span

__all__ = ["Edge", "Node", "Report", "Rest", "carries", "carries_outside", "edges", "reports_of", "rests_of"]


@dataclass(frozen=True, slots=True, order=True)
class Node:
    """Somebody or something in the graph.

    Attributes:
        kind: ``article``, ``outlet`` or ``speaker``.
        name: Key of the article, name of the outlet, key of the speaker.
    """

    kind: Literal["article", "outlet", "speaker"]
    name: str


@dataclass(frozen=True, slots=True, order=True)
class Edge:
    """What came from whom.

    Attributes:
        taker: Who has it.
        giver: From whom.
        kind: ``via`` (an outlet or person carried the words), ``credit`` (an agency or outlet supplied the article), ``copy`` (the article
            has the text of another), ``said`` (heard from the speaker).
        evidence: Key of the attribution that tells, or of the article.
    """

    taker: Node
    giver: Node
    kind: Literal["via", "credit", "copy", "said"]
    evidence: str


@dataclass(frozen=True, slots=True)
class Report:
    """An article that reports a claim.

    Attributes:
        key: Key of the article.
        outlet: Key of its outlet among those of all reports; empty where unknown.
        published: When, in ISO 8601.
        said: The attributions that state the claim there, by key.
    """

    key: str
    outlet: str
    published: str | None
    said: tuple[Said, ...]


@dataclass(frozen=True, slots=True, order=True)
class Rest:
    """An outlet that a report rests on.

    Attributes:
        article: Key of the report's article.
        outlet: Key of the outlet.
        target: Key of that outlet's own report of the claim; None where the record has none.
        kind: ``via`` or ``credit``.
        evidence: Key of the attribution that tells, or of the article.
    """

    article: str
    outlet: str
    target: str | None
    kind: Literal["via", "credit"]
    evidence: str


def reports_of(said: Iterable[Said], outlets: Outlets) -> dict[str, Report]:
    """The articles of some attributions, the earliest first."""
    by_article: dict[str, list[Said]] = {}
    for s in sorted(set(said), key=lambda s: s.key):
        by_article.setdefault(article_of(s.key), []).append(s)
    found = [
        Report(key, outlets.key(members[0].outlet) if members[0].outlet else "", members[0].published, tuple(members))
        for key, members in by_article.items()
    ]
    return {r.key: r for r in sorted(found, key=lambda r: order(r.published, r.key))}


def rests_of(reports: Mapping[str, Report], outlets: Outlets, credits: Mapping[str, Sequence[str]]) -> list[Rest]:
    """What each report rests on, by what it says itself.

    An outlet that is quoted as the speaker carries the words like any other. Platforms and persons carry words too, but two reports that
    have them from there may have heard them independently.

    Args:
        reports: The reports of one claim.
        outlets: The outlets of the record, or of the reports.
        credits: Whom articles credit, by key, as `onrecord.claims.credits.credits_of` finds them.
    """
    found: set[Rest] = set()
    own: dict[str, list[Report]] = {}
    for report in reports.values():
        own.setdefault(report.outlet, []).append(report)
    for report in reports.values():
        for said in report.said:
            for name in carriers(said, outlets):
                key = outlets.key(name)
                if key and key != report.outlet:
                    found.add(Rest(report.key, key, _target(report, said, own.get(key, [])), "via", said.key))
        for name in credits.get(report.key, ()):
            key = outlets.key(name)
            if key and key != report.outlet:
                found.add(Rest(report.key, key, _target(report, None, own.get(key, [])), "credit", report.key))
    return sorted(found, key=lambda r: (r.article, r.outlet, r.kind, r.evidence))


def carriers(said: Said, outlets: Outlets) -> list[str]:
    """Outlets that an attribution says the words came through, nearest first."""
    found = [name for name in said.via if not is_platform(name) and (name in outlets or not is_person(name))]
    speaker = said.name or said.speaker
    if speaker and (said.type == "outlet" or speaker in outlets) and not is_platform(speaker):
        found.append(speaker)
    return found


def _target(report: Report, said: Said | None, own: Sequence[Report]) -> str | None:
    """The report of an outlet that another one means: of the same speaker, the last one before it, else the first after it."""
    fitting = [r for r in own if r.key != report.key]
    if said is not None and said.speaker is not None and any(s.speaker == said.speaker for r in fitting for s in r.said):
        fitting = [r for r in fitting if any(s.speaker == said.speaker for s in r.said)]
    earlier = [r for r in fitting if before(report.published, r.published) is not True]
    if earlier:
        return earlier[-1].key
    return fitting[0].key if fitting else None


def edges(
    reports: Mapping[str, Report], outlets: Outlets, credits: Mapping[str, Sequence[str]], carrying: Iterable[Copy]
) -> tuple[Edge, ...]:
    """The citing graph of one claim: article ← outlet ← outlet ← speaker, article ← agency, article ← article.

    Args:
        reports: The reports.
        outlets: The outlets of the record, or of the reports.
        credits: Whom articles credit, by key.
        carrying: Copies between the reports in which the claim stands.
    """
    found: set[Edge] = set()
    for report in reports.values():
        for said in report.said:
            at = Node("article", report.key)
            for name in said.via:
                key = outlets.key(name)
                if key != report.outlet:
                    giver = Node("speaker", name) if name not in outlets and is_person(name) else Node("outlet", outlets.name(key))
                    found.add(Edge(at, giver, "via", said.key))
                    at = giver
            speaker = said.name or said.speaker
            if speaker is None:
                continue
            if said.type == "outlet" or speaker in outlets:
                if outlets.key(speaker) != report.outlet:
                    found.add(Edge(at, Node("outlet", outlets.name(outlets.key(speaker))), "via", said.key))
            else:
                found.add(Edge(at, Node("speaker", said.speaker or speaker), "said", said.key))
        for name in credits.get(report.key, ()):
            if outlets.key(name) != report.outlet:
                found.add(Edge(Node("article", report.key), Node("outlet", outlets.name(outlets.key(name))), "credit", report.key))
    found |= {Edge(Node("article", c.copy), Node("article", c.of), "copy", c.copy) for c in carrying}
    return tuple(sorted(found))


def carries(copy: Copy, reports: Mapping[str, Report], places: Mapping[str, Sequence[Span]]) -> bool:
    """Whether a claim stands in the words that two of its reports share, rather than elsewhere in them.

    Where it is not known where a content stands, a whole article carries it, and a passage where both contents are in the same words.
    """
    of, other = reports[copy.of], reports[copy.copy]
    if any(s.key in places for s in of.said) and any(s.key in places for s in other.said):
        return _inside(of, copy.of_span, places) and _inside(other, copy.copy_span, places)
    return copy.scope == "article" or not _contents(of).isdisjoint(_contents(other))


def carries_outside(copy: Copy, reports: Mapping[str, Report], places: Mapping[str, Sequence[Span]]) -> bool:
    """Whether a claim may stand in the words that a report shares with an article that is not known to report it.

    Two reprints of one text rest on it even where the claim was overlooked there.
    """
    if copy.scope != "article":
        return False
    ends = [(reports[key], span) for key, span in ((copy.of, copy.of_span), (copy.copy, copy.copy_span)) if key in reports]
    return all(_inside(r, span, places) for r, span in ends if any(s.key in places for s in r.said))


def _inside(report: Report, span: Span, places: Mapping[str, Sequence[Span]]) -> bool:
    pieces = [piece for s in report.said for piece in places.get(s.key, ())]
    return any(2 * (min(end, span[1]) - max(start, span[0])) >= end - start > 0 for start, end in pieces)


def _contents(report: Report) -> set[str]:
    return {" ".join(s.content.lower().split()).strip(" .,;:!?\"'“”‘’") for s in report.said}
