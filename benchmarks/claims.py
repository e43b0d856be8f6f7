"""How well it is told what articles have in common: copies, statements, claims, who denies them, and how words change.

    python benchmarks/claims.py                              the invented stories that come with the project, all modes
    python benchmarks/claims.py --mode given --part developing
    python benchmarks/claims.py --errors 20 --mode given     also what came out wrong, 20 of each level, but of the held-out stories
    python benchmarks/claims.py --floors                     fail where a figure fell below its floor
    python benchmarks/claims.py --floors --lower-floors      write today's figures as the new floors

The *practice* stories are there to learn and develop with, as the *developing* ones are; they are no examples for users.

Modes: with *alone*, each level is given the marked attributions and the gold of the levels before it; with *given*, the marked
attributions, and what the levels before it found; with *read*, the articles are read by onrecord, and what it finds is held against the
marked attributions where half of the contents' words are the same, one to one. What is measured is `claims_scores.py`, of what
`claiming.py` describes.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Mapping
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
import floors
from claiming import Claiming, Corpus, Levels, adapters, each_alone, one_after_the_other
from claims_errors import Wording, errors
from claims_gold import PARTS, Part, load, read, texts_of
from claims_scores import Scores, scores, together

from onrecord.scoring.tallies import Tally

MODES = ("alone", "given", "read")
ASKED = {
    "copies, articles": 98.0,
    "copies, passages": 98.0,
    "statements, B³": 92.0,
    "claims, B³": 82.0,
    "denies and contradicts": 78.0,
    "revises": 65.0,
    "independent lines, count": 85.0,
    "material changes": 80.0,
}
"""What is asked for: F1, of copies precision and recall too, of independence the share that is exactly right; all in percent."""


FLOORED = ASKED.keys() - {"denies and contradicts", "revises"}
"""What has floors: of these two there are so few that a processor that rounds otherwise may move them by several points."""


def rows(s: Scores) -> dict[str, Tally | tuple[int, int]]:
    """Every figure: precision and recall, or how many of how many."""
    stands, kinds = s.independence, s.relations
    return {
        "copies, articles": s.copies.articles,
        "copies, passages": s.copies.passages,
        "copies, direction": (s.copies.directed, s.copies.directions),
        "statements, B³": s.statements,
        "statements, pairs": s.statement_pairs,
        "claims, B³": s.claims,
        "claims, pairs": s.claim_pairs,
        "denials": s.denials,
        **kinds,
        "denies and contradicts": together(kinds[k] for k in ("denies", "contradicts")),
        "independent lines, count": (stands.counts, stands.claims),
        "independent lines, members": (stands.lines, stands.claims),
        "first report": (stands.first, stands.claims),
        "circular or not": (stands.circular, stands.claims),
        "material changes": s.drift,
    }


def figure(x: Tally | tuple[int, int]) -> float:
    """F1 or share, in percent."""
    return 100 * (x.f1 if isinstance(x, Tally) else x[0] / max(1, x[1]))


def cell(x: Tally | tuple[int, int]) -> str:
    if isinstance(x, Tally):
        return f"{100 * x.precision:5.1f}/{100 * x.recall:5.1f}/{figure(x):5.1f}"
    return f"{f'{x[0]} of {x[1]}':>11}/{figure(x):5.1f}"


def show(part: str, of: Part, as_read: Corpus | None, found: Mapping[str, Scores]) -> None:
    c = of.corpus
    print(f"\n{part}: {len(c.told)} articles, {len(c.said)} marked attributions; precision/recall/F1, or how many of how many/share")
    if as_read:
        marked, was_read = ({s.key for s in x.said if s.content} for x in (c, as_read))
        both = len(marked & was_read)
        print(f"  read: {both} of {len(marked)} marked attributions with content, and {len(was_read) - both} that were not marked")
    print(f"  {'':27}{'asked':>7}" + "".join(f"{name:>21}" for name in found))
    table = {name: rows(s) for name, s in found.items()}
    for row in next(iter(table.values())):
        asked = f"{ASKED[row]:.0f}" if row in ASKED else ""
        print(f"  {row:27}{asked:>7}" + "".join(f"{cell(values[row]):>21}" for values in table.values()))


def answer(how: Claiming, mode: str, part: Part, as_read: Corpus | None) -> Levels:
    if mode == "alone":
        return each_alone(how, part.corpus, part.gold)
    return one_after_the_other(how, as_read if as_read and mode == "read" else part.corpus)


def show_errors(told: Wording, gold: Levels, found: Levels, most: int, *, given: bool) -> None:
    for level, wrong in errors(told, gold, found, given=given).items():
        print(f"\n  {level}: {len(wrong)} errors")
        for line in wrong[:most]:
            print(f"    {line}")


def main() -> int:
    known = list(adapters())
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--mode", choices=MODES, action="append", help="may be given several times; by default all")
    ap.add_argument("--part", choices=tuple(PARTS), action="append", help="by default all")
    ap.add_argument("--adapter", choices=known, action="append", help="what is measured; by default all")
    ap.add_argument("--errors", type=int, default=0, metavar="N", help="print N errors of each level, but of the held-out stories")
    ap.add_argument("--floors", action="store_true")
    ap.add_argument("--lower-floors", action="store_true")
    a = ap.parse_args()
    parts, modes, names = a.part or list(PARTS), a.mode or MODES, a.adapter or known
    if a.errors and parts == ["held-out"]:
        ap.error("errors of the held-out stories are not shown: nothing may be developed on them")
    if a.floors and (a.part or a.mode or a.adapter):
        ap.error("floors are of all parts and modes; leave out --part, --mode and --adapter")
    if a.floors:
        parts, names = [name for name in PARTS if name != "practice"], known[-1:]
    now: dict[str, float] = {}
    for name in parts:
        part = load(PARTS[name])
        as_read = read(PARTS[name], part.corpus) if "read" in modes else None
        found: dict[str, Scores] = {}
        wrong = []
        for adapter in names:
            for mode in modes:
                levels = answer(adapters()[adapter](), mode, part, as_read)
                found[f"{adapter}, {mode}"] = scores(part.gold, levels, given=mode != "read")
                wrong.append((f"{adapter}, {mode}", levels, mode))
        show(name, part, as_read, found)
        for mode in modes:
            now |= {
                f"{name}, {mode}, {row}": round(figure(x), 2) for row, x in rows(found[f"{names[-1]}, {mode}"]).items() if row in FLOORED
            }
        if a.errors and name != "held-out":
            told = Wording([x for x in (as_read, part.corpus) if x])
            for title, levels, mode in wrong:
                print(f"\n{title}, what came out wrong:")
                show_errors(told, part.gold, levels, a.errors, given=mode != "read")
    inputs = [f for name in parts for p in PARTS[name] for f in (p, texts_of(p))]
    return floors.check("claims", now, inputs, lower=a.lower_floors) if a.floors else 0


if __name__ == "__main__":
    raise SystemExit(main())
