"""How well it is told who denies, contradicts or takes back what, on invented worlds of sayings that nothing was learned from.

    python benchmarks/claims_worlds.py                                   the worlds that nothing was learned from
    python benchmarks/claims_worlds.py --worlds FILE.jsonl --errors 20   others, and what came out wrong

What was said in a world on one day stands in one article, each saying after the sentences that stand before it. As in `claims.py`, with
*alone* claims and denials are the gold ones, with *given* what was found. Worlds are denser than news: half of what is said in them is
disputed.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent))
from claiming import NO_CLAIM, Corpus, Denial, Group, Levels, Relation, Said, Told
from claiming_ours import Ours
from claims_errors import Wording, errors
from claims_scores import b_cubed, denials, over_the_same, pairs, relations, together

from onrecord.scoring.tallies import Tally

WORLDS = Path(__file__).parents[1] / "training" / "claims" / "worlds"
PER_ARTICLE = 6
"""Sayings of an article, at most."""

UNLEARNED = ("j",)
"""Files of worlds that nothing has been learned from, as `training/claims/worlds.py` says."""


def articles_of(world: dict[str, Any]) -> dict[int, str]:
    """The article of each saying: one for a day, or several where much was said."""
    found: dict[int, str] = {}
    days: Counter[str] = Counter()
    for s in world["sayings"]:
        found[s["id"]] = f"{world['world']}-{s['day']}-{days[s['day']] // PER_ARTICLE}"
        days[s["day"]] += 1
    return found


def corpus_of(world: dict[str, Any]) -> Corpus:
    """The sayings of a world as articles."""
    of, texts, said = articles_of(world), dict[str, str](), []
    for s in world["sayings"]:
        article = of[s["id"]]
        begun = f"{texts.get(article, '')} {s['before']} ".lstrip()
        place = ((len(begun), len(begun) + len(s["content"])),)
        texts[article] = f"{begun}{s['content']}."
        who = s["speaker"]
        kind = "person" if len(who.split()) > 1 and all(w[0].isupper() for w in who.split()) else "organisation"
        said.append(
            Said(
                key=(article, f"a{s['id']}"),
                outlet=None,
                published=s["day"],
                speaker=f"{kind}:{who.lower()}",
                name=who.split(",")[0],
                type=kind,
                via=(),
                said_on=s["day"],
                act=s["act"],
                stance="neutral",
                asserted=True,
                kind="direct",
                source=who,
                cue="said",
                content=s["content"],
                spans=place,
                inside=None,
            )
        )
    days = {of[s["id"]]: s["day"] for s in world["sayings"]}
    return Corpus(tuple(Told(key, None, days[key], None, (), (), text) for key, text in texts.items()), tuple(said))


def gold_of(world: dict[str, Any]) -> Levels:
    """What is right: every saying is a statement of its own."""
    of_saying = articles_of(world)

    def key(n: int) -> tuple[str, str]:
        return of_saying[n], f"a{n}"

    denying = dict(world["denials"])
    stating = [s["id"] for s in world["sayings"] if s["id"] not in denying and s["act"] not in NO_CLAIM]
    groups: list[Group] = [frozenset(key(n) for n in g if n in stating) for g in world["same"]]
    groups = [g for g in groups if g]
    groups += [frozenset([key(n)]) for n in stating if not any(key(n) in g for g in groups)]
    of = {k: g for g in groups for k in g}
    kinds = [("contradicts", max(p), min(p)) for p in world["against"]]
    kinds += [("denies", d, c) for d, claims in denying.items() for c in claims]
    kinds += [("revises", later, earlier) for later, earlier in world["revises"]]
    found = {Denial(key(d), min(of[key(c)])) for d, claims in denying.items() for c in claims if key(c) in of}
    relations = [Relation(kind, key(later), key(earlier)) for kind, later, earlier in kinds]
    return Levels([], [frozenset([key(s["id"])]) for s in world["sayings"]], groups, sorted(found), relations, [], [])


def found_in(corpus: Corpus, gold: Levels, mode: str) -> Levels:
    how = Ours()
    claims = how.claims(corpus, gold.statements) if mode == "given" else gold.claims
    denied = how.denials(corpus, claims)
    told = how.relations(corpus, gold.statements, claims, denied if mode == "given" else gold.denials)
    return Levels([], gold.statements, claims, denied, told, [], [])


def scored(gold: Levels, found: Levels) -> Iterator[tuple[str, Tally]]:
    claims = over_the_same(gold.claims, found.claims)
    kinds = relations(gold.relations, found.relations, gold.statements)
    yield "claims, B³", b_cubed(gold.claims, claims)
    yield "claims, pairs", pairs(gold.claims, claims)
    yield "denials", denials(gold.denials, found.denials, gold.claims)
    yield from ((k, kinds[k]) for k in ("denies", "contradicts", "revises"))
    yield "denies and contradicts", together(kinds[k] for k in ("denies", "contradicts"))
    yield "whichever of the three", whichever(gold, found)


def whichever(gold: Levels, found: Levels) -> Tally:
    """Whether two statements are told to be against each other, in whichever way."""
    kinds = {"denies", "contradicts", "revises"}
    right, told = ({frozenset([r.later, r.earlier]) for r in x.relations if r.kind in kinds} for x in (gold, found))
    return Tally(len(right & told), len(right), len(right & told), len(told))


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--worlds", type=Path, action="append", help="by default those that nothing was learned from")
    ap.add_argument("--most", type=int, help="look at the first so many of each file")
    ap.add_argument("--errors", type=int, default=0, metavar="N", help="print N errors of each level")
    a = ap.parse_args()
    paths = a.worlds or [WORLDS / f"{name}.jsonl" for name in UNLEARNED]
    worlds = [json.loads(line) for path in paths for line in path.read_text(encoding="utf-8").splitlines()[: a.most]]
    sums: dict[tuple[str, str], Tally] = {}
    for n, world in enumerate(worlds):
        world["world"] = f"{n}-{world['world']}"
        corpus, gold = corpus_of(world), gold_of(world)
        for mode in ("alone", "given"):
            found = found_in(corpus, gold, mode)
            for name, tally in scored(gold, found):
                sums[name, mode] = together([sums.get((name, mode), Tally()), tally])
            if a.errors:
                for level, wrong in errors(Wording([corpus]), gold, found, given=True).items():
                    for line in wrong[: a.errors]:
                        print(f"{world['world']}, {mode}, {level}: {line}")
    print(f"{len(worlds)} worlds; precision/recall/F1{'':14}alone{'':16}given")
    for name in dict.fromkeys(name for name, _ in sums):
        both = (sums[name, mode] for mode in ("alone", "given"))
        print(f"  {name:27}" + "".join(f"{100 * t.precision:7.1f}/{100 * t.recall:5.1f}/{100 * t.f1:5.1f}" for t in both))


if __name__ == "__main__":
    main()
