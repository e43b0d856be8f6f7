"""How many independent reports stand behind a claim, who was first, and who cites in circles.

Reports that rest on one another are one line of reporting: copies, a report that cites another's outlet, reports of one agency's text.
What several outlets heard themselves, at one press conference or each in an interview, are lines of their own. Where it is in doubt,
two reports count as one line: a claim shall not look better founded than it is.
"""

from collections import deque
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from onrecord.claims.citing import Edge, Report, Rest, carries, carries_outside, edges, reports_of, rests_of
from onrecord.claims.copies import Copy
from onrecord.claims.groups import Groups
from onrecord.claims.names import Outlets
from onrecord.claims.said import Said
from onrecord.claims.times import before
from onrecord.model import Span

__all__ = ["Circle", "Independence", "Line", "independence"]


@dataclass(frozen=True, slots=True)
class Line:
    """One independent line of reporting.

    Attributes:
        articles: Keys of its articles, the earliest first.
        outside: Names of outlets and agencies that they rest on and that have no report of the claim in the record.
    """

    articles: tuple[str, ...]
    outside: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Circle:
    """Outlets that cite one another in a circle.

    Attributes:
        outlets: The outlets, each citing the next, the last citing the first.
        articles: Keys of the articles in which they do, from the last one back to the one that it all rests on.
    """

    outlets: tuple[str, ...]
    articles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Independence:
    """What stands behind a claim.

    Attributes:
        first: Key of the attribution in the earliest report.
        first_certain: Whether the times of the reports tell that it was the earliest.
        lines: Independent lines of reporting, the earliest first.
        circles: Outlets that cite one another in a circle.
        graph: Who has the claim from whom.
    """

    first: str
    first_certain: bool
    lines: tuple[Line, ...]
    circles: tuple[Circle, ...]
    graph: tuple[Edge, ...]

    @property
    def circular(self) -> bool:
        """Whether there is a circle."""
        return bool(self.circles)


def independence(
    said: Iterable[Said],
    copies: Iterable[Copy] = (),
    *,
    credits: Mapping[str, Sequence[str]] | None = None,
    places: Mapping[str, Sequence[Span]] | None = None,
    outlets: Iterable[str] = (),
) -> Independence | None:
    """What stands behind a claim; None where nobody reports it. The order of the arguments' items does not matter.

    Args:
        said: All attributions that state the claim.
        copies: Copies between articles; those of articles that do not report the claim tell that two reports have one text.
        credits: Whom articles credit with their text, by the key of the article, as `onrecord.claims.credits.credits_of` finds them.
        places: Spans of the contents by the key of the attribution: what an article with a copied text says in a paragraph of its own is
            its own reporting.
        outlets: Names of other outlets that the record holds, by which short forms of names are told.
    """
    stated = list(said)
    known = Outlets([*outlets, *(s.outlet for s in stated if s.outlet)])
    reports = reports_of(stated, known)
    if not reports:
        return None
    every = [c for c in copies if c.of != c.copy]
    within = [c for c in every if c.of in reports and c.copy in reports]
    shared = [c for c in within if carries(c, reports, places or {})]
    around = [c for c in every if (c.of not in reports or c.copy not in reports) and carries_outside(c, reports, places or {})]
    credit = _credits(credits or {}, reports, known, within, shared)
    rests = rests_of(reports, known, credit)
    return Independence(
        first=_first(next(iter(reports.values()))),
        first_certain=_is_certain(list(reports.values())),
        lines=_lines(reports, known, [*shared, *around], rests),
        circles=_circles(reports, known, shared, rests),
        graph=edges(reports, known, credit, shared),
    )


def _credits(
    credits: Mapping[str, Sequence[str]], reports: Mapping[str, Report], outlets: Outlets, within: Iterable[Copy], shared: Sequence[Copy]
) -> dict[str, Sequence[str]]:
    """Credits without those for a text that is known, and in which the claim does not stand."""
    elsewhere = {(c.copy, reports[c.of].outlet) for c in within if c.scope == "article"} - {(c.copy, reports[c.of].outlet) for c in shared}
    return {key: [n for n in credits.get(key, ()) if (key, outlets.key(n)) not in elsewhere] for key in reports}


def _first(report: Report) -> str:
    """The attribution that states the claim most fully in a report."""
    return min(report.said, key=lambda s: (not s.asserted, -len(s.content), s.key)).key


def _is_certain(reports: Sequence[Report]) -> bool:
    return all(before(reports[0].published, r.published) is True for r in reports[1:])


def _lines(reports: Mapping[str, Report], outlets: Outlets, shared: Iterable[Copy], rests: Sequence[Rest]) -> tuple[Line, ...]:
    groups = Groups()
    for copy in shared:
        groups.join("a:" + copy.of, "a:" + copy.copy)
    for rest in rests:
        groups.join("a:" + rest.article, "a:" + rest.target if rest.target else "o:" + rest.outlet)
    members: dict[str, list[str]] = {}
    outside: dict[str, set[str]] = {}
    for key in reports:
        members.setdefault(groups.find("a:" + key), []).append(key)
    for rest in rests:
        if rest.target is None:
            outside.setdefault(groups.find("o:" + rest.outlet), set()).add(outlets.name(rest.outlet))
    return tuple(Line(tuple(articles), tuple(sorted(outside.get(root, ())))) for root, articles in members.items())


def _circles(reports: Mapping[str, Report], outlets: Outlets, shared: Iterable[Copy], rests: Iterable[Rest]) -> tuple[Circle, ...]:
    """Paths from an article over what it rests on back to its own outlet, one for each set of outlets."""
    on: dict[str, list[str]] = {}
    for taker, giver in sorted({*((c.copy, c.of) for c in shared if c.directed), *((r.article, r.target) for r in rests if r.target)}):
        if reports[taker].outlet and reports[giver].outlet not in {"", reports[taker].outlet}:
            on.setdefault(taker, []).append(giver)
    found: dict[frozenset[str], Circle] = {}
    for start in on:
        path = _way_back(start, on, reports)
        if path:
            names = list(dict.fromkeys(reports[key].outlet for key in path))
            found.setdefault(frozenset(names), Circle(tuple(outlets.name(n) for n in names), tuple(dict.fromkeys(path))))
    return tuple(found[key] for key in sorted(found, key=sorted))


def _way_back(start: str, on: Mapping[str, Sequence[str]], reports: Mapping[str, Report]) -> list[str] | None:
    """The shortest path from an article to one of its own outlet, through others."""
    before_: dict[str, str] = {}
    waiting = deque([start])
    while waiting:
        at = waiting.popleft()
        for giver in on.get(at, ()):
            if reports[giver].outlet == reports[start].outlet:
                path = [giver, at]
                while path[-1] != start:
                    path.append(before_[path[-1]])
                return path[::-1]
            if giver not in before_:
                before_[giver] = at
                waiting.append(giver)
    return None
