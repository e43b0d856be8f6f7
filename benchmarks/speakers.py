"""How well it is told who is speaking.

    python benchmarks/speakers.py                                the invented articles that come with the project
    python benchmarks/speakers.py --data DATA                    and real ones, and corpora
    python benchmarks/speakers.py --data DATA --only sources     of these, one: sources, ontogum, gap, wikigold
    python benchmarks/speakers.py --errors                       also what came out wrong, but for what is held out
    python benchmarks/speakers.py --floors                       fail where a figure on the invented articles fell below its floor
    python benchmarks/speakers.py --floors --lower-floors        write today's figures as the new floors

DATA holds annotated/dev.jsonl.gz, articles/ and speakers/. The figures on sources are of the sources that people marked, so that
they do not depend on how well attributions are found.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

sys.path[:0] = [str(Path(__file__).parent), str(Path(__file__).parent.parent / "training")]
import coreference  # noqa: E402
import floors  # noqa: E402
import tagging  # noqa: E402
from texts import LABELS, labelled  # noqa: E402

from attribution import items  # noqa: E402
from onrecord.attribution import attributions  # noqa: E402
from onrecord.attribution.kinds import kind_of  # noqa: E402
from onrecord.attribution.quotes import states  # noqa: E402
from onrecord.model import Article, Attribution, Excerpt  # noqa: E402
from onrecord.scoring.names import words_of as name_words  # noqa: E402
from onrecord.speakers import spoken  # noqa: E402
from onrecord.speakers.bodies import is_acronym  # noqa: E402
from onrecord.speakers.mentions import Gathering  # noqa: E402
from onrecord.speakers.onnx import shipped  # noqa: E402
from onrecord.speakers.pairs import PRONOUNS  # noqa: E402

HERE = Path(__file__).parent
VOICES = {"invented articles": HERE / "voices/developing.jsonl", "invented articles, held out": HERE / "voices/held-out.jsonl"}
Record = dict[str, Any]
SORTS = ("names", "descriptions", "pronouns")


@dataclass
class Tally:
    """Counts of sources: right, wrong, unknown, by sort; carriers; confidences."""

    sources: Counter[tuple[str, str]] = field(default_factory=Counter)
    types: Counter[bool] = field(default_factory=Counter)
    via: Counter[str] = field(default_factory=Counter)
    sureness: list[tuple[float, bool]] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)


def words_of(name: str | None) -> set[str]:
    """The words of a name that tell it apart; "and" tells nothing of a couple."""
    return name_words(name) - {"and"}


def same(left: str | None, right: str | None) -> bool:
    """Whether two names are of the same: one's words are in the other, half of all words are in both, or one is the other's initials."""
    a, b = words_of(left), words_of(right)
    if left and right and (is_acronym(left, right) or is_acronym(right, left)):
        return True
    if not a or not b:
        return not a and not b
    return a <= b or b <= a or 2 * len(a & b) >= len(a | b)


def sort_of(source: str) -> str:
    """What a source is: a name, a pronoun, or a description."""
    words = source.split()
    if len(words) == 1 and words[0].lower() in PRONOUNS and words[0] not in {"US", "WHO"}:
        return "pronouns"
    return "names" if any(w[0].isupper() and w.lower() not in _OPENERS for w in words if w) else "descriptions"


_OPENERS = frozenset(
    [
        "the",
        "a",
        "an",
        "some",
        "many",
        "several",
        "his",
        "her",
        "its",
        "their",
        "one",
        "two",
        "both",
        "local",
        "other",
        "police",
        "officials",
    ]
)


def as_attributions(text: str, records: list[Record]) -> tuple[Attribution, ...]:
    """Records of people as attributions."""
    marks = states(text)

    def spans(r: Record, piece: str) -> tuple[tuple[int, int], ...]:
        return tuple((s, e) for s, e in r.get(piece) or ())

    return tuple(
        Attribution(
            id=r["id"],
            kind=kind_of(text, marks, spans(r, "content")),
            source=Excerpt.of(text, spans(r, "source")),
            cue=Excerpt.of(text, spans(r, "cue")),
            content=Excerpt.of(text, spans(r, "content")),
            inside=r.get("inside"),
            confidence=1.0,
        )
        for r in records
    )


def resolved(text: str, records: list[Record]) -> tuple[Attribution, ...]:
    """The records' attributions with the speakers and carriers that we find for them."""
    given = as_attributions(text, records)
    gathering = Gathering(shipped(), tuple(s for a in given if a.source for s in a.source.spans))
    attributions(text, observer=gathering)
    return spoken(Article(id="x", text=text), given, gathering.mentions(text), shipped())[1]


def measure(name: str, articles: Iterator[tuple[str, str, list[Record]]], *, errors: bool) -> dict[str, float]:
    """Print the figures of one set; return the share of sources that came out right, and that did not come out wrong."""
    tally, count = Tally(), 0
    for id, text, records in articles:
        count += 1
        for r, a in zip(records, resolved(text, records), strict=True):
            _judge(tally, id, r, a)
    total = sum(tally.sources.values())
    print(f"{name}: {count} articles, {total} sources")
    for sort in (*SORTS, "all"):
        n = {how: sum(c for (s, h), c in tally.sources.items() if h == how and sort in {s, "all"}) for how in ("right", "wrong", "unknown")}
        of = max(1, sum(n.values()))
        print(f"  {sort} ({of}): " + ", ".join(f"{how} {100 * c / of:.1f} %" for how, c in n.items()))
    print(f"  type of those that are right: {100 * tally.types[True] / max(1, tally.types.total()):.1f} %")
    v = tally.via
    print(
        f"  via: right {100 * v['right'] / max(1, v['stated']):.1f} % of {v['stated']} stated; "
        f"found where none is stated {100 * v['extra'] / max(1, v['none']):.1f} % of {v['none']}; "
        f"of all {v['given']} found {100 * v['given right'] / max(1, v['given']):.1f} % are right"
    )
    _coverage(tally.sureness)
    if errors:
        print("\n".join(tally.errors))
    count_of = {how: sum(c for (_, h), c in tally.sources.items() if h == how) for how in ("right", "wrong")}
    return {f"{name}, right": 100 * count_of["right"] / total, f"{name}, not wrong": 100 - 100 * count_of["wrong"] / total}


def _judge(tally: Tally, id: str, r: Record, a: Attribution) -> None:
    if a.source is not None and r.get("speaker"):
        sort = sort_of(a.source.text)
        speaker = a.speaker
        assert speaker is not None
        right = same(speaker.name, r["speaker"])
        how = "unknown" if speaker.type == "unknown" else "right" if right else "wrong"
        tally.sources[sort, how] += 1
        if how != "unknown":
            tally.sureness.append((speaker.confidence, right))
        if how == "right":
            tally.types[speaker.type == r.get("speaker_type")] += 1
        else:
            tally.errors.append(
                f"  {id} {how} ({sort}, {speaker.confidence:.2f}): {a.source.text!r} is {r['speaker']!r}, not {speaker.name!r}"
            )
    stated, found = r.get("via") or [], [v.name for v in a.via]
    tally.via["given"] += len(found)
    tally.via["given right"] += sum(any(same(f, s) for s in stated) for f in found)
    if stated:
        ok = all(any(same(s, f) for f in found) for s in stated)
        tally.via["stated"] += 1
        tally.via["right"] += ok
        if not ok:
            tally.errors.append(
                f"  {id} via {found} for {stated}: {(a.source.text if a.source else '')!r} {(a.cue.text if a.cue else '')!r}"
            )
    else:
        tally.via["none"] += 1
        tally.via["extra"] += bool(found)
        if found:
            tally.errors.append(
                f"  {id} via {found} where none is stated: {(a.source.text if a.source else '')!r} {(a.cue.text if a.cue else '')!r}"
            )


def _coverage(sureness: list[tuple[float, bool]]) -> None:
    """Of those at least so certain: how many there are and how many are right."""
    print("  risk and coverage (speakers at least so certain: share of all, right):")
    shown = []
    for least in (0.0, 0.6, 0.7, 0.8, 0.9, 0.95):
        kept = [right for p, right in sureness if p >= least]
        shown.append(f"{least:.2f}: {100 * len(kept) / max(1, len(sureness)):.0f} %, {100 * sum(kept) / max(1, len(kept)):.1f} %")
    print("    " + "; ".join(shown))


def agreement(name: str, data: Path) -> None:
    """How far two labellings agree on who speaks, of records with the same source and overlapping content."""
    n: Counter[str] = Counter()
    for _, d in labelled(LABELS / f"{name}.jsonl", data):
        first, second = d["annotations"].values()
        for r in first:
            twin = next((x for x in second if _meet(x["source"], r["source"]) and _meet(x["content"], r["content"])), None)
            if twin is None or not r["source"]:
                continue
            n["pairs"] += 1
            n["speaker"] += same(r["speaker"], twin["speaker"])
            if r["via"] or twin["via"]:
                n["via"] += 1
                n["same via"] += all(any(same(s, f) for f in twin["via"]) for s in r["via"]) and bool(r["via"]) == bool(twin["via"])
    print(
        f"{name}: two labellings agree on the speaker of {100 * n['speaker'] / max(1, n['pairs']):.1f} % of {n['pairs']}, "
        f"on the via of {100 * n['same via'] / max(1, n['via']):.1f} % of {n['via']} that either states"
    )


def _meet(a: list[list[int]], b: list[list[int]]) -> bool:
    return any(s < f and t < e for s, e in a for t, f in b)


def sources(data: Path, *, errors: bool) -> None:
    """Figures on the two sets that nothing was learned from."""
    dev = ((i.id, i.text, i.records) for i in items(data / "annotated/dev.jsonl.gz", nested=True))
    measure("annotated, development part", dev, errors=errors)
    rows = ((d["id"], text, next(iter(d["annotations"].values()))) for text, d in labelled(LABELS / "calibration.jsonl", data))
    measure("articles labelled twice, first labelling", rows, errors=errors)
    agreement("calibration", data)


def invented(*, errors: bool) -> dict[str, float]:
    """Figures on the articles that were written for this."""
    out: dict[str, float] = {}
    for name, path in VOICES.items():
        rows = ((i.id, i.text, i.records) for i in items(path, nested=True))
        out |= measure(name, rows, errors=errors and "held out" not in name)
    return out


def main() -> int:
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--data", type=Path)
    ap.add_argument("--only", choices=("sources", "ontogum", "gap", "wikigold"))
    ap.add_argument("--errors", action="store_true")
    ap.add_argument("--floors", action="store_true")
    ap.add_argument("--lower-floors", action="store_true")
    a = ap.parse_args()
    now = invented(errors=a.errors) if a.only is None else {}
    if a.data and a.only in {None, "sources"}:
        sources(a.data, errors=a.errors)
    if a.data and a.only in {None, "ontogum"}:
        coreference.ontogum(a.data / "speakers")
    if a.data and a.only in {None, "gap"}:
        coreference.gap(a.data / "speakers/gap-validation.tsv.gz")
    if a.data and a.only in {None, "wikigold"}:
        tagging.wikigold(a.data / "speakers/wikigold.conll.gz")
    return floors.check("speakers", now, VOICES.values(), lower=a.lower_floors) if a.floors else 0


if __name__ == "__main__":
    raise SystemExit(main())
