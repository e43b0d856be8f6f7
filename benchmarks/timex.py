"""How well dates and times are found and resolved, on TimeBank (dates/timebank.tar.gz), and dateparser on the same expressions beside it.

python benchmarks/timex.py --data DIR                     both halves
python benchmarks/timex.py --data DIR --part held-out     one of them
python benchmarks/timex.py --data DIR --errors            also what went wrong in the half that may be looked at

Every second document, by name, is held out. Of its expressions (TIMEX3) those of type DATE and TIME in the text body count; relative ones
count from the document's creation time. An expression of ours answers a gold one where they overlap; where ours is an interval with two
ends, which TimeBank marks apart, each end answers one. Measured are:

- values: of days, months and years (times of day by their day), over gold ones of that granularity and ours of that granularity;
- timex: of all DATE and TIME values as TIMEX3 writes them (199X and 199 are the same decade).

An expression is absolute where its words have a year, decade or century in them, else relative.
"""

from __future__ import annotations

import argparse
import datetime
import re
import tarfile
import warnings
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

from onrecord.circumstances.times import Time, times_in

PARTS = ("developing", "held-out")
_CALENDAR = re.compile(r"[0-9]{4}(?:-[0-9]{2}(?:-[0-9]{2})?)?")
_ABSOLUTE = re.compile(
    r"\b[12][0-9]{3}s?\b|['’`][0-9]{2}\b|[0-9]/[0-9]|\b(?:seventeen|eighteen|nineteen) |two thousand|century|\w+ties\b", re.IGNORECASE
)


@dataclass(frozen=True)
class Expression:
    """A marked expression: its span, its TIMEX3 value and its words."""

    span: tuple[int, int]
    timex: str
    words: str

    @property
    def absolute(self) -> bool:
        return bool(_ABSOLUTE.search(self.words))


@dataclass(frozen=True)
class Document:
    """A text, the day it was written and the expressions of type DATE and TIME in it."""

    name: str
    text: str
    reference: datetime.date
    gold: list[Expression]


@dataclass(frozen=True)
class Score:
    """Counts over gold and our expressions."""

    gold: int
    detected: int
    right_of_detected: int
    ours: int
    right: int

    @property
    def accuracy(self) -> float:
        """Right values of detected expressions, per cent."""
        return 100 * self.right_of_detected / max(1, self.detected)

    @property
    def f1(self) -> float:
        return 200 * self.right / max(1, self.gold + self.ours)

    def __str__(self) -> str:
        return (
            f"value right of detected {self.accuracy:5.1f} ({self.right_of_detected}/{self.detected}), F1 {self.f1:5.1f} "
            f"(right {self.right}, gold {self.gold}, ours {self.ours})"
        )


def main() -> int:
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--data", type=Path, required=True)
    ap.add_argument("--part", choices=PARTS)
    ap.add_argument("--errors", action="store_true")
    a = ap.parse_args()
    report(a.data, (a.part,) if a.part else PARTS, errors=a.errors)
    return 0


def report(data: Path, parts: Sequence[str] = PARTS, *, errors: bool = False) -> dict[str, float]:
    """Print and return the figures of both halves, or of those named; errors of the half that may be looked at only."""
    figures: dict[str, float] = {}
    for part in parts:
        figures |= measure(data, part, errors=errors and part == "developing")
    return figures


def measure(data: Path, part: str, *, errors: bool = False) -> dict[str, float]:
    """Print and return the figures of one half."""
    documents = list(timebank(data, part))
    print(f"{part}: {len(documents)} documents, {sum(len(d.gold) for d in documents)} expressions of type DATE or TIME")
    ours = [times_in(d.text, d.reference) for d in documents]
    figures: dict[str, float] = {}
    for name, of_gold, of_ours in (("values", day_month_year, values_of), ("timex", normal, timexes_of)):
        for kind, absolute in (("all", None), ("relative", False), ("absolute", True)):
            score = scored(documents, ours, of_gold, of_ours, absolute)
            print(f"  {name}, {kind:8}: {score}")
            figures[f"{part}, {name}, {kind}, accuracy"] = score.accuracy
            figures[f"{part}, {name}, {kind}, F1"] = score.f1
    beside = dateparser_alone(documents)
    print(f"  dateparser alone, given the words of the gold expressions: right {beside['right']}/{beside['gold']}, read {beside['read']}")
    figures[f"{part}, dateparser"] = 100 * beside["right"] / max(1, beside["gold"])
    if errors:
        for document, found in zip(documents, ours, strict=True):
            print("\n".join(wrong(document, found)), end="\n" if wrong(document, found) else "")
    return figures


def timebank(data: Path, part: str) -> Iterator[Document]:
    """The documents of one half, by name; every second one is held out."""
    with tarfile.open(data / "dates" / "timebank.tar.gz") as archive:
        names = sorted(m.name for m in archive.getmembers() if m.name.endswith(".tml"))
        for i, name in enumerate(names):
            if i % 2 == PARTS.index(part) and (member := archive.extractfile(name)):
                yield document(Path(name).stem, member.read())


def document(name: str, tml: bytes) -> Document:
    """Read a TimeML document."""
    root = ElementTree.fromstring(tml)
    body, created = root.find("TEXT"), root.find("DCT/TIMEX3")
    if body is None or created is None:
        raise ValueError(f"{name} is no TimeML document with a creation time")
    pieces: list[str] = []
    gold: list[Expression] = []

    def walk(element: ElementTree.Element) -> None:
        start = sum(map(len, pieces))
        pieces.append(element.text or "")
        for child in element:
            walk(child)
            pieces.append(child.tail or "")
        if element.tag == "TIMEX3" and element.get("type") in ("DATE", "TIME") and element.get("value"):
            words = "".join(pieces)[start:]
            gold.append(Expression((start, start + len(words)), element.get("value", ""), " ".join(words.split())))

    walk(body)
    return Document(name, "".join(pieces), datetime.date.fromisoformat(created.get("value", "")[:10]), sorted(gold, key=lambda e: e.span))


def day_month_year(timex: str) -> str | None:
    """A value of day, month or year granularity; None for any other."""
    day = timex.split("T", maxsplit=1)[0]
    return day if _CALENDAR.fullmatch(day) else None


def normal(timex: str) -> str:
    """One spelling of a decade or century."""
    return timex.rstrip("X") if timex.rstrip("X").isdigit() else timex


def values_of(time: Time) -> list[str]:
    """Our values of day, month or year granularity: one, or the two ends of an interval."""
    if time.value is None:
        return []
    parts = time.timex.split("/") if time.timex and "/" in time.timex else [time.value]
    return [value for part in parts if (value := day_month_year(part))]


def timexes_of(time: Time) -> list[str]:
    """Our TIMEX3 values: one, or the two ends of an interval."""
    return [normal(part) for part in time.timex.split("/")] if time.timex else []


def scored(
    documents: list[Document],
    ours: list[list[Time]],
    of_gold: Callable[[str], str | None],
    of_ours: Callable[[Time], list[str]],
    absolute: bool | None,
) -> Score:
    """Compare what was found with what is marked."""
    n: Counter[str] = Counter()
    for d, found in zip(documents, ours, strict=True):
        gold = [e for e in d.gold if of_gold(e.timex) is not None and absolute in (None, e.absolute)]
        used: set[tuple[int, int]] = set()
        n["gold"] += len(gold)
        for e in gold:
            answers = [(i, k, v) for i, t in enumerate(found) if overlap(t.span, e.span) for k, v in enumerate(of_ours(t))]
            n["detected"] += any(overlap(t.span, e.span) for t in found)
            hit = next(((i, k) for i, k, v in answers if v == of_gold(e.timex) and (i, k) not in used), None)
            if hit:
                used.add(hit)
                n["right"] += 1
        mine = [t for t in found if absolute in (None, bool(_ABSOLUTE.search(d.text[slice(*t.span)])))]
        n["ours"] += sum(len(of_ours(t)) for t in mine)
    return Score(n["gold"], n["detected"], n["right"], n["ours"], n["right"])


def overlap(one: tuple[int, int], other: tuple[int, int]) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def dateparser_alone(documents: list[Document]) -> Counter[str]:
    """What dateparser makes of the words of gold expressions of day, month or year granularity."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from dateparser.date import DateDataParser

        n: Counter[str] = Counter()
        for d in documents:
            base = datetime.datetime.combine(d.reference, datetime.time(12))
            parser = DateDataParser(languages=["en"], settings={"PREFER_DATES_FROM": "past", "RELATIVE_BASE": base})
            for e in d.gold:
                value = day_month_year(e.timex)
                if value is None:
                    continue
                n["gold"] += 1
                data = parser.get_date_data(e.words)
                if data.date_obj:
                    n["read"] += 1
                    length = {"year": 4, "month": 7}.get(data.period, 10)
                    n["right"] += data.date_obj.date().isoformat()[:length] == value
    return n


def wrong(d: Document, found: list[Time]) -> list[str]:
    """What was missed, misread or made up, with the words around it."""
    lines = []
    for e in d.gold:
        answers = [t for t in found if overlap(t.span, e.span)]
        if normal(e.timex) not in [v for t in answers for v in timexes_of(t)]:
            got = ", ".join(f"{d.text[slice(*t.span)]!r} {t.timex}" for t in answers) or "missed"
            lines.append(f"  {d.name} {d.reference} {e.words!r} is {e.timex}: {got} | {around(d.text, e.span)}")
    made_up = [t for t in found if not any(overlap(t.span, e.span) for e in d.gold)]
    return lines + [f"  {d.name} {d.reference} made up {d.text[slice(*t.span)]!r} {t.timex} | {around(d.text, t.span)}" for t in made_up]


def around(text: str, span: tuple[int, int]) -> str:
    return " ".join(f"{text[max(0, span[0] - 50) : span[0]]}[{text[slice(*span)]}]{text[span[1] : span[1] + 40]}".split())


if __name__ == "__main__":
    raise SystemExit(main())
