"""brat standoff (Stenetorp et al. 2012; https://brat.nlplab.org/standoff.html): attributions as the lines of an .ann file, and back.

Source, cue and content are text-bound annotations, discontinuous where the words are. An attribution hangs on its cue, or on its content
where it has none: relations lead there from source and content, attributes and notes stand on it. Offsets are code points.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, get_args

from msgspec.structs import replace

from onrecord.attribution.kinds import kind_of
from onrecord.attribution.nesting import enclosing
from onrecord.attribution.quotes import states
from onrecord.errors import InputError
from onrecord.exporting.files.wording import plain, review_of
from onrecord.model import Act, Attribution, Excerpt, Kind, Reading, ReporterStance, Span

__all__ = ["CONFIGURATION", "VISUAL", "from_ann", "to_ann"]

_ROLES = ("source", "cue", "content")
_BREAK = re.compile(r"[\r\n]+")
_LINES = re.compile("[\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_NUMBERED = re.compile(r"\d+$")
_ACTS, _STANCES, _KINDS = get_args(Act), get_args(ReporterStance), get_args(Kind)

CONFIGURATION = f"""[entities]
Source
Cue
Content

[relations]
SourceOf\tArg1:Source, Arg2:Cue|Content
ContentOf\tArg1:Content, Arg2:Cue
Inside\tArg1:Cue|Content, Arg2:Cue|Content
<OVERLAP>\tArg1:<ENTITY>, Arg2:<ENTITY>, <OVL-TYPE>:<ANY>

[events]

[attributes]
Kind\tArg:Cue|Content, Value:{"|".join(_KINDS)}
Act\tArg:Cue|Content, Value:{"|".join(_ACTS)}
Stance\tArg:Cue|Content, Value:{"|".join(_STANCES)}
Review\tArg:Cue|Content, Value:confirmed|corrected|added|rejected
NotAsserted\tArg:Cue|Content
Wrapped\tArg:<ENTITY>
"""
"""What brat must know of these annotations (annotation.conf)."""

VISUAL = """[labels]
Source | Source | Src
Cue | Cue
Content | Content | Cont

[drawing]
SPAN_DEFAULT\tfgColor:black, bgColor:lightgreen, borderColor:darken
Source\tbgColor:#8fb2ff
Cue\tbgColor:#ffe08a
Content\tbgColor:#b5e6b5
ARC_DEFAULT\tcolor:black, arrowHead:triangle-5
"""
"""How brat draws them (visual.conf)."""


def to_ann(reading: Reading) -> str:
    """The .ann file of a reading; its .txt holds `reading.article.text` as it is.

    brat wants no line end within a piece, so words that go over one become several pieces; an attribute `Wrapped` names those that go on
    from the piece before (``1`` is the second), so that `from_ann` joins them again.
    """
    writer = _Writer(reading.article.text)
    anchors: dict[str, str] = {}
    for a in reading.attributions:
        places = {role: writer.text_bound(role.capitalize(), getattr(a, role)) for role in _ROLES}
        anchor = places["cue"] or places["content"]
        if anchor is None:
            continue
        anchors[a.id] = anchor
        writer.relation("SourceOf", places["source"], anchor)
        writer.relation("ContentOf", places["content"] if places["cue"] else None, anchor)
        _describe(writer, a, anchor, places["source"])
    for a in reading.attributions:
        if a.inside in anchors and a.id in anchors:
            writer.relation("Inside", anchors[a.id], anchors[a.inside])
    return "".join(line + "\n" for line in writer.lines)


def _describe(writer: "_Writer", a: Attribution, anchor: str, source: str | None) -> None:
    writer.attribute("Kind", anchor, a.kind)
    writer.attribute("Act", anchor, a.act)
    writer.attribute("Stance", anchor, a.reporter_stance)
    writer.attribute("Review", anchor, a.review.verdict if a.review else None)
    if not a.asserted:
        writer.attribute("NotAsserted", anchor, "")
    said = f"said on {a.said_on.value}" if a.said_on and a.said_on.value else None
    writer.note(anchor, "; ".join(filter(None, [said, review_of(a), f"confidence {a.confidence:.4f}"])))
    if a.speaker:
        writer.note(source or anchor, f"{a.speaker.name} ({a.speaker.type})")


class _Writer:
    """Numbers the lines of an .ann file."""

    def __init__(self, text: str) -> None:
        self.lines: list[str] = []
        self._text = text
        self._counts: dict[str, int] = {}

    def _line(self, letter: str, rest: str) -> str:
        n = self._counts[letter] = self._counts.get(letter, 0) + 1
        self.lines.append(f"{letter}{n}\t{rest}")
        return f"{letter}{n}"

    def text_bound(self, type: str, excerpt: Excerpt | None) -> str | None:
        pieces = [piece for span in (excerpt.spans if excerpt else ()) for piece in _unbroken(self._text, span)]
        if not pieces:
            return None
        where = ";".join(f"{s} {e}" for s, e, _ in pieces)
        words = " ".join(_LINES.sub(" ", self._text[s:e]) for s, e, _ in pieces)
        id = self._line("T", f"{type} {where}\t{words}")
        if wrapped := ",".join(str(i) for i, (_, _, goes_on) in enumerate(pieces) if goes_on):
            self.attribute("Wrapped", id, wrapped)
        return id

    def relation(self, type: str, one: str | None, other: str) -> None:
        if one is not None:
            self._line("R", f"{type} Arg1:{one} Arg2:{other}")

    def attribute(self, name: str, of: str, value: str | None) -> None:
        if value is not None:
            self._line("A", f"{name} {of} {value}".rstrip())

    def note(self, of: str, words: str) -> None:
        self._line("#", f"AnnotatorNotes {of}\t{plain(words)}")


def _unbroken(text: str, span: Span) -> Iterator[tuple[int, int, bool]]:
    """The pieces of a span between its line ends, and whether each goes on from the one before."""
    start, end = span
    if start >= end:
        return
    at, goes_on = start, False
    for gap in _BREAK.finditer(text, start, end):
        if gap.start() > at and gap.end() < end:
            yield at, gap.start(), goes_on
            at, goes_on = gap.end(), True
    yield at, end, goes_on


@dataclass(slots=True)
class _Marked:
    """What the lines of an .ann file say, by the ids of its annotations."""

    bound: dict[str, tuple[str, tuple[Span, ...]]] = field(default_factory=dict)
    relations: list[tuple[str, str, str]] = field(default_factory=list)
    events: list[list[tuple[str, str]]] = field(default_factory=list)
    attributes: dict[tuple[str, str], str] = field(default_factory=dict)


@dataclass(slots=True)
class _Parts:
    """One attribution, as it is put together: spans by role, and the ids of what it hangs on and of what that is inside."""

    anchor: str
    spans: dict[str, tuple[Span, ...]]
    inside: str | None = None


def from_ann(ann: str, text: str, name: str = "the annotations") -> tuple[Attribution, ...]:
    """The attributions of an .ann file, in reading order.

    It reads what `to_ann` writes, and the events of the PolNeAR corpus (``E1  Attribution:T4 Content:T3 Cue:T2 Source:T1``, also with
    ``Source2``). Where a file has such events, what is part of none is left out. What is not said of an attribution (its kind, and what it
    stands inside) is told from the text. All have a confidence of 1.

    Args:
        ann: The .ann file.
        text: The .txt file.
        name: What errors call it.

    Raises:
        InputError: A line is not in the format, or an offset is not in the text.
    """
    marked = _parsed(ann, text, name)
    parts = _from_events(marked) if marked.events else _from_relations(marked)
    parts.sort(key=lambda p: min(s for spans in p.spans.values() for s in spans))
    known = {p.anchor: f"a{i}" for i, p in enumerate(parts, start=1)}
    if marked.events or not any(p.inside for p in parts):
        heads = [p.spans.get("cue") or p.spans.get("content", ()) for p in parts]
        around = enclosing(heads, [p.spans.get("content", ()) for p in parts])
        inside = [None if i is None else f"a{i + 1}" for i in around]
    else:
        inside = [known.get(p.inside or "") for p in parts]
    quoted = states(text)
    out = []
    for i, (p, outer) in enumerate(zip(parts, inside, strict=True), start=1):
        a = _attribution(f"a{i}", p, marked, text, kind_of(text, quoted, p.spans.get("content", ())))
        out.append(replace(a, inside=outer))
    return tuple(out)


def _attribution(id: str, p: _Parts, marked: _Marked, text: str, kind: Kind) -> Attribution:
    def said(name: str, of: tuple[str, ...]) -> Any:
        value = marked.attributes.get((name, p.anchor))
        return value if value in of else None

    return Attribution(
        id=id,
        kind=said("Kind", _KINDS) or kind,
        source=Excerpt.of(text, p.spans.get("source", ())),
        cue=Excerpt.of(text, p.spans.get("cue", ())),
        content=Excerpt.of(text, p.spans.get("content", ())),
        act=said("Act", _ACTS),
        reporter_stance=said("Stance", _STANCES),
        asserted=("NotAsserted", p.anchor) not in marked.attributes,
        confidence=1.0,
    )


def _from_events(marked: _Marked) -> list[_Parts]:
    found = []
    for n, arguments in enumerate(marked.events):
        spans: dict[str, list[Span]] = {}
        for role, of in arguments:
            plain_role = _NUMBERED.sub("", role).lower()
            if plain_role in _ROLES and of in marked.bound:
                spans.setdefault(plain_role, []).extend(marked.bound[of][1])
        if "cue" in spans or "content" in spans:
            found.append(_Parts(f"event {n}", {role: tuple(sorted(some)) for role, some in spans.items()}))
    return found


def _from_relations(marked: _Marked) -> list[_Parts]:
    heads = {one for type, one, other in marked.relations if type == "ContentOf"}  # contents that hang on a cue
    found = {}
    for id, (type, spans) in marked.bound.items():
        if type == "Cue" or (type == "Content" and id not in heads):
            found[id] = _Parts(id, {type.lower(): spans})
    for type, one, other in marked.relations:
        if other not in found or one not in marked.bound:
            continue
        if type == "Inside" and one in found:
            found[one].inside = other
        elif type in {"SourceOf", "ContentOf"}:
            role = type.removesuffix("Of").lower()
            spans = found[other].spans.get(role, ())
            found[other].spans[role] = (*spans, *marked.bound[one][1])
    return list(found.values())


def _parsed(ann: str, text: str, name: str) -> _Marked:
    marked = _Marked()
    for n, line in enumerate(ann.split("\n"), start=1):
        try:
            _take(line.removesuffix("\r"), text, marked)
        except (ValueError, IndexError) as error:
            why = str(error) if isinstance(error, _Wrong) else "is no annotation of brat"
            raise InputError(f"line {n} {why}; put it right", name) from None
    for (attribute, of), value in marked.attributes.items():
        if attribute == "Wrapped" and of in marked.bound:
            type, spans = marked.bound[of]
            marked.bound[of] = type, _joined(spans, value, text)
    return marked


class _Wrong(ValueError):  # noqa: N818
    """A line whose fault can be told."""


def _take(line: str, text: str, marked: _Marked) -> None:
    letter = line[:1]
    if letter == "T":
        id, where, *_ = line.split("\t", 2)
        type, _, offsets = where.partition(" ")
        spans = tuple(_span(pair, len(text)) for pair in offsets.split(";"))
        marked.bound[id] = type, spans
    elif letter == "R":
        _, rest, *_ = line.split("\t")
        type, one, other = rest.split()
        marked.relations.append((type, one.partition(":")[2], other.partition(":")[2]))
    elif letter == "E":
        _, rest, *_ = line.split("\t")
        (type, *_), *arguments = [one.split(":") for one in rest.split()]
        if type == "Attribution":
            marked.events.append([(role, of) for role, of in arguments])
    elif letter in {"A", "M"}:
        _, rest, *_ = line.split("\t")
        attribute, of, *value = rest.split()
        marked.attributes[attribute, of] = " ".join(value)
    elif line.strip() and letter not in {"#", "*", "N"}:  # notes, equivalences and links to databases say nothing of attributions
        raise ValueError


def _span(pair: str, length: int) -> Span:
    start, end = map(int, pair.split())
    if not 0 <= start < end <= length:
        raise _Wrong(f"has the offsets {start} {end}, which are not in a text of {length} characters")
    return start, end


def _joined(spans: tuple[Span, ...], wrapped: str, text: str) -> tuple[Span, ...]:
    """The spans with those joined that were one before a line end; not where somebody has moved them apart since."""
    goes_on = {int(i) for i in wrapped.split(",") if i.isdecimal()}
    out: list[Span] = []
    for i, (start, end) in enumerate(spans):
        if i in goes_on and out and out[-1][1] <= start and _BREAK.fullmatch(text, out[-1][1], start):
            out[-1] = (out[-1][0], end)
        else:
            out.append((start, end))
    return tuple(out)
