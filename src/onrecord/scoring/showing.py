"""Scores as a table to read, and as an object for programs."""

from collections.abc import Iterator
from typing import Any

from onrecord.exporting.visible import one_line
from onrecord.scoring.evaluating import Evaluation
from onrecord.scoring.fields import Fields
from onrecord.scoring.tallies import Scores, Tally, percent
from onrecord.scoring.tokens import KINDS, ROLES

__all__ = ["object_of", "table"]

_SHARES = (
    ("kind", "kind"),
    ("act", "act"),
    ("reporter_stance", "reporter stance"),
    ("speaker", "speaker"),
    ("speaker_type", "type of speaker"),
    ("via", "via"),
    ("said_on", "said on"),
    ("addressee", "addressee"),
    ("occasion", "occasion"),
    ("place", "place"),
    ("inside", "inside"),
    ("degree", "certainty: degree"),
    ("polarity", "certainty: polarity"),
)
_MAY_BE_ABSENT = frozenset(["via", "said_on", "addressee", "occasion", "place", "inside"])
_PLACES = 4


def _rows(scores: Scores, *, nested: bool) -> Iterator[tuple[str, Tally]]:
    yield "relaxed", scores["relaxed", "all"]
    yield from ((f"relaxed, {kind}", scores["relaxed", kind]) for kind in KINDS)
    if nested:
        yield "relaxed, nested", scores["relaxed", "nested"]
    yield "strict", scores["strict", "all"]
    yield from ((f"strict, {kind}", scores["strict", kind]) for kind in KINDS)
    yield from ((f"{role}, exact words", scores[role, "all"]) for role in ROLES)


def table(evaluation: Evaluation, *, by_article: bool = False) -> Iterator[str]:
    """The lines of a table: percent, with how many there are on both sides.

    Args:
        evaluation: What to show.
        by_article: Whether to show each article too.
    """
    e, all = evaluation, evaluation.scores["relaxed", "all"]
    gold, found = ("one annotator", "the other") if e.pairs is not None else ("gold", "found")
    about = f"{_counted(len(e.articles), 'article')}, {all.gold:,.0f} attributions in {gold}, {all.found:,.0f} {found}"
    yield about + ("; nested ones counted" if e.nested else "; nested ones not counted")
    if e.pairs is not None:
        yield f"{_counted(e.pairs, 'pair')} of annotators, each article counted once: {', '.join(map(one_line, e.annotators))}"
    if missing := len(e.not_predicted):
        yield f"{_counted(missing, 'article')} not predicted, counted as if nothing had been found"
    if e.not_in_gold:
        yield f"{_counted(len(e.not_in_gold), 'article')} predicted that the gold does not have, left out"
    yield ""
    yield f"{'attributions':28}{'P':>7}{'R':>7}{'F1':>7}{'gold':>9}{'found':>9}"
    for name, t in _rows(e.scores, nested=e.nested):
        shares = _share(t.precision, t.found), _share(t.recall, t.gold), _share(t.f1, t.gold)
        yield f"{name:28}" + "".join(f"{share:>7}" for share in shares) + f"{t.gold:>9.0f}{t.found:>9.0f}"
    yield from _of_fields(e.fields)
    if by_article:
        yield from _of_articles(e)


def _of_fields(fields: Fields) -> Iterator[str]:
    matched = fields["all", "matched"]
    if not matched or not fields.scored - {"kind", "inside"}:
        return
    yield ""
    yield f"{f'of {matched:,.0f} matched':28}{'right':>7}{'of':>7}{'extra':>9}"
    for field, name in _SHARES:
        if field in fields.scored:
            of = fields[field, "of"]
            extra = f"{fields[field, 'extra']:.0f}" if field in _MAY_BE_ABSENT else ""
            yield f"{name:28}{_share(fields[field, 'right'] / of if of else 0, of):>7}{of:>7.0f}{extra:>9}"
    if "known speaker" in fields.scored and (of := fields["known speaker", "of"]):
        right, wrong, unknown = (percent(fields["known speaker", how] / of).strip() for how in ("right", "wrong", "unknown"))
        yield f"speakers that gold names ({of:.0f}): {right} % right, {wrong} % wrong, {unknown} % unknown"
    if "speaker" in fields.scored:
        yield f"speaker and content, F1: {percent(_who_said_what(fields).f1).strip()}"
    if "not asserted" in fields.scored:
        t = _not_asserted(fields)
        shares_of_both = f"precision {_share(t.precision, t.found)}, recall {_share(t.recall, t.gold)}"
        yield f"not asserted ({t.gold:.0f}, {t.found:.0f} found): {shares_of_both}"


def _of_articles(e: Evaluation) -> Iterator[str]:
    yield ""
    yield f"{'relaxed P':>9}{'R':>7}{'F1':>7}{'strict F1':>11}{'gold':>7}{'found':>7}  article"
    for a in e.articles:
        r, s = a.scores["relaxed", "all"], a.scores["strict", "all"]
        figures = f"{_share(r.precision, r.found):>9}{_share(r.recall, r.gold):>7}{_share(r.f1, r.gold):>7}{_share(s.f1, s.gold):>11}"
        yield f"{figures}{r.gold:>7.0f}{r.found:>7.0f}  {one_line(a.id)}" + ("" if a.predicted else "  (not predicted)")


def _share(x: float, of: float) -> str:
    """A share in percent, or a dash where there is nothing that it could be of."""
    return percent(x).strip() if of else "–"


def _counted(n: int, one: str) -> str:
    return f"{n:,} {one}{'' if n == 1 else 's'}"


def _who_said_what(fields: Fields) -> Tally:
    """Attributions with the right content by the right speaker."""
    right = fields["speaker", "right"]
    return Tally(right, fields["all", "gold"], right, fields["all", "found"])


def _not_asserted(fields: Fields) -> Tally:
    both = fields["not asserted", "both"]
    return Tally(both, fields["not asserted", "gold"], both, fields["not asserted", "found"])


def object_of(evaluation: Evaluation, *, by_article: bool = False) -> dict[str, Any]:
    """The same as an object of JSON: shares from 0 to 1, None where there is nothing that they could be of.

    Args:
        evaluation: What to tell.
        by_article: Whether to tell of each article too.
    """
    e = evaluation
    out: dict[str, Any] = {
        "articles": len(e.articles),
        "nested": e.nested,
        "annotators": list(e.annotators),
        "pairs_of_annotators": e.pairs,
        "not_predicted": list(e.not_predicted),
        "not_in_gold": list(e.not_in_gold),
        "attributions": _scores(e.scores),
        "fields": _fields(e.fields),
    }
    if by_article:
        out["by_article"] = [{"id": a.id, "predicted": a.predicted, "attributions": _scores(a.scores)} for a in e.articles]
    return out


def _scores(scores: Scores) -> dict[str, Any]:
    out: dict[str, Any] = {m: {kind: _tally(scores[m, kind]) for kind in ("all", *KINDS)} for m in ("relaxed", "strict")}
    out["relaxed"]["nested"] = _tally(scores["relaxed", "nested"])
    return out | {role: _tally(scores[role, "all"]) for role in ROLES}


def _tally(t: Tally) -> dict[str, Any]:
    return {
        "precision": round(t.precision, _PLACES) if t.found else None,
        "recall": round(t.recall, _PLACES) if t.gold else None,
        "f1": round(t.f1, _PLACES) if t.gold else None,
        "gold": _count(t.gold),
        "found": _count(t.found),
    }


def _count(x: float) -> float:
    """A count: whole, but where several annotators make a mean."""
    return round(x) if abs(x - round(x)) < 1e-9 else round(x, _PLACES)


def _fields(fields: Fields) -> dict[str, Any]:
    out: dict[str, Any] = {"matched": _count(fields["all", "matched"])}
    for field, _ in _SHARES:
        if field not in fields.scored:
            out[field] = None
            continue
        right, of = fields[field, "right"], fields[field, "of"]
        out[field] = {"right": _count(right), "of": _count(of), "accuracy": round(right / of, _PLACES) if of else None}
        if field in _MAY_BE_ABSENT:
            out[field]["extra"] = _count(fields[field, "extra"])
    known = {how: _count(fields["known speaker", how]) for how in ("of", "right", "wrong", "unknown")}
    out["known_speaker"] = known if "known speaker" in fields.scored else None
    out["speaker_and_content"] = _tally(_who_said_what(fields)) if "speaker" in fields.scored else None
    out["not_asserted"] = _tally(_not_asserted(fields)) if "not asserted" in fields.scored else None
    return out
