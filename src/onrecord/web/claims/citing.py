"""Who has a claim from whom, as a list that is always there and as a graph that a script draws."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import quote

from onrecord.claims.citing import Node
from onrecord.claims.independence import Independence
from onrecord.claims.names import Outlets, outlet_key
from onrecord.claims.telling import Report
from onrecord.claims.times import before, order
from onrecord.exporting.visible import one_line
from onrecord.web.claims.dates import moment
from onrecord.web.claims.layering import layered

__all__ = ["MOST_BOXES", "Box", "Citing", "Step", "Strand", "citing", "letter"]

MOST_BOXES = 60
"""Boxes of the largest graph that is drawn; of more, the list is clearer."""

_MOST_STEPS = 200
_WIDE, _HIGH = 176, 48
_ACROSS, _DOWN = 104, 18
_MARGIN = 12
_LONGEST = 23


@dataclass(frozen=True, slots=True)
class Box:
    """Somebody in the graph.

    Attributes:
        id: Its name within the graph.
        kind: ``article``, ``outlet`` (without a report of the claim in the record) or ``speaker``.
        label: What it is called.
        note: When the article was published, or what it is.
        href: Where more is told of it; empty where nothing is.
        strand: Number of its independent line from 0; None where it belongs to none, or to several.
    """

    id: str
    kind: str
    label: str
    note: str
    href: str
    strand: int | None


@dataclass(frozen=True, slots=True)
class Step:
    """That somebody has the claim from somebody.

    Attributes:
        taker: Who has it.
        giver: From whom.
        kind: ``via``, ``credit``, ``copy`` or ``said``.
        href: The article that tells.
        round: Whether it is part of a circle.
    """

    taker: Box
    giver: Box
    kind: str
    href: str
    round: bool


@dataclass(frozen=True, slots=True)
class Strand:
    """One independent line of reporting: its letter, its reports, the earliest first, and what it rests on outside of the record."""

    letter: str
    reports: tuple[Report, ...]
    outside: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Citing:
    """What stands behind a claim.

    Attributes:
        first: The earliest report.
        first_certain: Whether the times tell that it was.
        strands: The independent lines.
        circles: Reports that cite one another in a circle, each the next one, the last the first one's outlet.
        steps: Who has it from whom.
        more: How many steps are not told.
        drawn: What a script draws: boxes with their places, and arrows; None where that would be too much, or nothing.
    """

    first: Report | None
    first_certain: bool
    strands: tuple[Strand, ...]
    circles: tuple[tuple[Report, ...], ...]
    steps: tuple[Step, ...]
    more: int
    drawn: dict[str, object] | None


def letter(number: int) -> str:
    """What an independent line is called: A to Z, then 27 and so on."""
    return chr(ord("A") + number) if number < 26 else str(number + 1)


class _Boxes:
    """The boxes of a graph by their nodes; an outlet that has a report of its own stands for that report."""

    def __init__(self, reports: Iterable[Report], found: Independence, numbers: Mapping[str, int]) -> None:
        self._numbers = numbers
        self._by_key = {r.key: r for r in reports}
        self.articles: dict[str, Report] = {}
        for r in self._by_key.values():
            self.articles.setdefault(_article(r.key), r)
        self._outlets = Outlets([r.outlet for r in self.articles.values() if r.outlet])
        self._strands = {key: n for n, line in enumerate(found.lines) for key in line.articles}
        self._outside = {name: n for n, line in enumerate(found.lines) for name in line.outside}
        self._rings = [list(zip(c.articles, [*c.articles[1:], ""], strict=True)) for c in found.circles]
        self._spelled = {outlet_key(n): n for r in self._by_key.values() for n in (r.speaker, *r.via) if n}
        self.made: dict[str, Box] = {}

    def spelled(self, outlet: str) -> str:
        """An outlet that the record has nothing of, spelled as the reports do that name it."""
        return self._spelled.get(outlet, outlet)

    def of(self, node: Node, taker: str, evidence: str) -> Box:
        """The box of a node from which the article with the key `taker` has the claim."""
        if node.kind == "article":
            return self._article(node.name)
        if node.kind == "outlet":
            own = self._own(node.name, taker)
            return self._article(own) if own else self._outlet(node.name)
        report = self._by_key.get(evidence)
        name = report.speaker if report and report.speaker else node.name
        own = self._own(name, taker) if name in self._outlets else None
        if own:
            return self._article(own)
        number = self._numbers.get(evidence)
        return self._kept(Box(f"s:{node.name}", "speaker", name, "speaker", f"/speakers/{number}" if number else "", None))

    def _kept(self, box: Box) -> Box:
        return self.made.setdefault(box.id, box)

    def _article(self, key: str) -> Box:
        r = self.articles.get(key)
        if r is None:
            return self._kept(Box(f"a:{key}", "article", "an article", "", "", self._strands.get(key)))
        label, href = r.outlet or "unknown outlet", f"/articles/{r.article}"
        return self._kept(Box(f"a:{key}", "article", label, moment(r.published), href, self._strands.get(key)))

    def _outlet(self, name: str) -> Box:
        return self._kept(Box(f"o:{name}", "outlet", self.spelled(name), "", "", self._outside.get(name)))

    def _own(self, outlet: str, taker: str) -> str | None:
        """The report of an outlet that another report means: the last before it, else the first after it, as in `claims.citing`."""
        wanted = self._outlets.key(outlet)
        own = [r for key, r in self.articles.items() if key != taker and r.outlet and self._outlets.key(r.outlet) == wanted]
        own.sort(key=lambda r: order(r.published, r.key))
        keys = [_article(r.key) for r in own]
        ring = [b for ring in self._rings for a, b in ring if a == taker and b in keys]
        at = self.articles.get(taker)
        earlier = [_article(r.key) for r in own if at is None or before(at.published, r.published) is not True]
        return next(iter([*ring, *earlier[-1:], *keys[:1]]), None)

    def round(self, taker: Box, giver: Box) -> bool:
        """Whether a step is part of a circle."""
        ends = (taker.id.removeprefix("a:"), giver.id.removeprefix("a:"))
        return any(ends in ring for ring in self._rings)


def citing(reports: Sequence[Report], found: Independence, numbers: Mapping[str, int]) -> Citing:
    """What stands behind a claim, ready to be shown.

    Args:
        reports: All reports of the claim that are told.
        found: What was found about them.
        numbers: Numbers of the speakers by the keys of the attributions.
    """
    boxes = _Boxes(reports, found, numbers)
    steps: dict[tuple[str, str, str], Step] = {}
    for edge in found.graph:
        article = edge.evidence if edge.kind in {"credit", "copy"} else _article(edge.evidence)
        taker = boxes.of(edge.taker, article, edge.evidence)
        giver = boxes.of(edge.giver, taker.id.removeprefix("a:") if taker.kind == "article" else article, edge.evidence)
        if taker.id != giver.id:
            told = boxes.articles.get(article)
            href = _link(told, edge.evidence) if told else ""
            kind = "via" if edge.kind == "said" and giver.kind == "article" else edge.kind
            steps.setdefault((taker.id, giver.id, kind), Step(taker, giver, kind, href, boxes.round(taker, giver)))
    for key in boxes.articles:
        boxes.of(Node("article", key), key, key)
    ordered = sorted(steps.values(), key=lambda s: (s.taker.strand is None, s.taker.strand or 0, s.taker.note, s.taker.label, s.kind))
    by_key = {r.key: r for r in reports}
    return Citing(
        first=by_key.get(found.first),
        first_certain=found.first_certain,
        strands=tuple(
            Strand(
                letter(n), tuple(boxes.articles[k] for k in line.articles if k in boxes.articles), tuple(map(boxes.spelled, line.outside))
            )
            for n, line in enumerate(found.lines)
        ),
        circles=tuple(tuple(boxes.articles[k] for k in c.articles if k in boxes.articles) for c in found.circles),
        steps=tuple(ordered[:_MOST_STEPS]),
        more=max(0, len(ordered) - _MOST_STEPS),
        drawn=_drawn(list(boxes.made.values()), ordered) if ordered and len(boxes.made) <= MOST_BOXES else None,
    )


def _link(told: Report, evidence: str) -> str:
    _, mark, label = evidence.rpartition("#")
    return f"/articles/{told.article}{mark}{quote(label)}" if mark else f"/articles/{told.article}"


def _article(key: str) -> str:
    return key.rpartition("#")[0]


def _drawn(boxes: Sequence[Box], steps: Sequence[Step]) -> dict[str, object]:
    """Boxes and arrows with their places, for a script; what stands in it comes from articles and is made visible."""
    ids = {b.id: f"n{n}" for n, b in enumerate(boxes)}
    ordered = sorted(boxes, key=lambda b: (b.strand is None, b.strand or 0, b.note, b.label, b.id))
    layout = layered([ids[b.id] for b in ordered], [(ids[s.giver.id], ids[s.taker.id]) for s in steps])
    middle = _MARGIN + (layout.tallest - 1) / 2 * (_HIGH + _DOWN) + _HIGH / 2

    def at(place: tuple[int, float]) -> dict[str, float]:
        return {"x": _MARGIN + _WIDE / 2 + place[0] * (_WIDE + _ACROSS), "y": middle + place[1] * (_HIGH + _DOWN)}

    drawn = [
        {
            "id": ids[b.id],
            "label": _label(b),
            "kind": b.kind,
            "href": b.href,
            "strand": -1 if b.strand is None else b.strand,
            **at(layout.places[ids[b.id]]),
        }
        for b in ordered
    ]
    arrows = [
        {
            "from": ids[s.giver.id],
            "to": ids[s.taker.id],
            "kind": s.kind,
            "round": s.round,
            "strand": -1 if s.taker.strand is None else s.taker.strand,
            "bends": [at(p) for p in layout.bends.get((ids[s.giver.id], ids[s.taker.id]), ())],
        }
        for s in steps
    ]
    return {
        "width": 2 * _MARGIN + layout.layers * _WIDE + (layout.layers - 1) * _ACROSS,
        "height": 2 * _MARGIN + layout.tallest * _HIGH + (layout.tallest - 1) * _DOWN,
        "boxes": drawn,
        "arrows": arrows,
    }


def _label(box: Box) -> str:
    name = one_line(" ".join(box.label.split()))
    short = name if len(name) <= _LONGEST else name[: _LONGEST - 1].rstrip() + "…"
    first = f"{letter(box.strand)} · {short}" if box.strand is not None and box.kind == "article" else short
    second = one_line(box.note) if box.kind == "article" else "not in the record" if box.kind == "outlet" else "speaker"
    return f"{first}\n{second}" if second else first
