"""The circumstances of an attribution: when, where and to whom it was said, by what act, and how sure the source and the reporter are."""

from collections.abc import Sequence

from msgspec.structs import replace

from onrecord.circumstances.acts import act_of
from onrecord.circumstances.assertion import is_asserted
from onrecord.circumstances.certainty import certainty_of
from onrecord.circumstances.datelines import dateline_of, reference
from onrecord.circumstances.occasions import occasion_of, place_of
from onrecord.circumstances.sayings import saying_dates
from onrecord.circumstances.setting import Setting, Stage
from onrecord.circumstances.stances import stance_of
from onrecord.circumstances.times import times_in
from onrecord.model import Article, Attribution, Certainty, Excerpt
from onrecord.speakers.mentions import NO_NAME, Mentions

__all__ = ["circumstanced"]


def circumstanced(article: Article, attributions: Sequence[Attribution], mentions: Mentions) -> tuple[Article, tuple[Attribution, ...]]:
    """An article with its dateline, and its attributions with their circumstances.

    Args:
        article: The article.
        attributions: What was found in it, with speakers and addressees.
        mentions: What was gathered while it was read.
    """
    stage = Stage(mentions.words)
    dateline = dateline_of(article.text)
    today = reference(article, dateline)
    settings = [stage.setting(a) for a in attributions]
    done = _denied_sayings([_judged(a, s) for a, s in zip(attributions, settings, strict=True)])
    filed = dateline.date.spans if dateline and dateline.date else ()
    times = [t for t in times_in(article.text, today) if not any(s <= t.span[0] < e for s, e in filed)]
    dates = saying_dates(stage, done, settings, times)
    clauses = _Clauses(stage, done, settings, [t.span for t in times], mentions)
    out = [replace(a, said_on=d, **clauses.where(i)) for i, (a, d) in enumerate(zip(done, dates, strict=True))]
    if article.published is None and today is not None:
        article = replace(article, published=today.isoformat())
    return replace(article, dateline=dateline), tuple(out)


def _judged(a: Attribution, s: Setting) -> Attribution:
    """An attribution with what its own words say."""
    act = act_of(s)
    asserted = is_asserted(s, declines=act == "decline")
    cue, content = (x.text if x else "" for x in (a.cue, a.content))
    certainty = certainty_of(content, cue, act) if a.content else None
    if not asserted or act == "decline":  # nobody committed himself to what he did not say
        certainty = _uncommitted(certainty)
    return replace(a, act=act, reporter_stance=stance_of(s, asserted=asserted and act != "decline"), asserted=asserted, certainty=certainty)


def _denied_sayings(attributions: list[Attribution]) -> list[Attribution]:
    """What stands only inside what nobody said, or what somebody denies or doubts, was not said for all we know.

    "She denied that she had called him a liar", "he doubts that Lind said so"; in "she rejected Lind's claim that …" the claim was made.
    """
    out: dict[str, Attribution] = {}
    for a in attributions:  # an attribution comes after the one around it, or its content does
        out[a.id] = a
    for _ in range(_DEEPEST):
        changed = False
        for a in attributions:
            outer, own = out.get(a.inside or ""), out[a.id]
            if outer is not None and own.asserted and _takes_back(outer, own):
                out[a.id] = replace(own, asserted=False, reporter_stance="neutral", certainty=_uncommitted(own.certainty))
                changed = True
        if not changed:
            break
    return list(out.values())


_DEEPEST = 4
_DOUBTING = ("doubt", "wish", "dream", "imagine", "pretend")


def _takes_back(outer: Attribution, inner: Attribution) -> bool:
    """Whether an attribution leaves open, or denies, that what stands in its content was said."""
    content = outer.content.text.split() if outer.content else []
    proposition = bool(content) and (content[0].lower() in {"that", "having"} or content[0].lower().endswith("ing"))
    if inner.cue is not None and outer.content is not None and inner.cue.spans[0][0] < outer.content.spans[0][0] + _NOUN_AT:
        proposition = proposition and content[0].lower() == "that"
    if not outer.asserted and outer.act != "decline":
        return proposition
    doubts = outer.cue is not None and any(w.lower().startswith(_DOUBTING) for w in outer.cue.text.split())
    return (outer.act == "deny" or doubts) and (proposition or doubts)


_NOUN_AT = 4
"""Characters from the beginning of a content within which the noun stands that it is about: "claims that …"."""


def _uncommitted(certainty: Certainty | None) -> Certainty | None:
    return None if certainty is None else replace(certainty, degree="unknown", polarity="positive")


class _Clauses:
    """What stands around the cues of an article."""

    def __init__(
        self,
        stage: Stage,
        attributions: Sequence[Attribution],
        settings: Sequence[Setting],
        times: Sequence[tuple[int, int]],
        mentions: Mentions,
    ) -> None:
        self._stage = stage
        self._attributions = attributions
        self._settings = settings
        self._numbers = {a.id: j for j, a in enumerate(attributions)}
        self._times = set(stage.within(times))
        self._taken: dict[int, list[int]] = {}
        for i, s in enumerate(settings):
            for w in {*s.content, *s.cue, *s.source}:
                self._taken.setdefault(w, []).append(i)
        self._mentions = mentions
        named = [i for i in range(len(mentions)) if mentions.name[i] != NO_NAME and mentions.kind(i) == "place"]
        self._places = {int(mentions.first[i]): int(mentions.last[i]) + 1 for i in named}

    def where(self, i: int) -> dict[str, Excerpt | None]:
        """Occasion and place of an attribution."""
        s, stage = self._settings[i], self._stage
        outer = self._around(i)

        def free(w: int) -> bool:
            return all(j in outer for j in self._taken.get(w, ())) and (not outer or w in self._taken)

        occasion = occasion_of(s, free, self._times.__contains__)
        told = self._attributions[i].addressee
        known = self._times | set(stage.within(told.spans if told else ())) | set(range(*occasion) if occasion else ())
        place = place_of(s, free, known.__contains__, lambda w: self._places.get(w, 0))
        return {
            "occasion": stage.excerpt(*occasion) if occasion else None,
            "place": stage.excerpt(*place) if place else None,
        }

    def _around(self, i: int) -> set[int]:
        """Those in whose contents an attribution stands."""
        numbers = self._numbers
        out: set[int] = set()
        at = self._attributions[i].inside
        while at is not None and numbers.get(at) not in out | {None}:
            j = numbers[at]
            out.add(j)
            at = self._attributions[j].inside
        return out
