"""The circumstances of an attribution: when, where and to whom it was said, by what act, and how sure the source and the reporter are."""

from collections.abc import Sequence

from msgspec.structs import replace

from onrecord.circumstances.acts import act_of
from onrecord.circumstances.assertion import is_asserted
from onrecord.circumstances.certainty import certainty_of
from onrecord.circumstances.clauses import Clauses
from onrecord.circumstances.datelines import dateline_of, reference
from onrecord.circumstances.nested import uncommitted, with_nested_denials
from onrecord.circumstances.sayings import saying_dates
from onrecord.circumstances.setting import Setting, Stage
from onrecord.circumstances.stances import stance_of
from onrecord.circumstances.times import times_in
from onrecord.model import Article, Attribution
from onrecord.speakers.mentions import Mentions

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
    done = with_nested_denials([_judged(a, s) for a, s in zip(attributions, settings, strict=True)])
    filed = dateline.date.spans if dateline and dateline.date else ()
    times = [t for t in times_in(article.text, today) if not any(s <= t.span[0] < e for s, e in filed)]
    dates = saying_dates(stage, done, settings, times)
    clauses = Clauses(stage, done, settings, [t.span for t in times], mentions)
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
        certainty = uncommitted(certainty)
    return replace(a, act=act, reporter_stance=stance_of(s, asserted=asserted and act != "decline"), asserted=asserted, certainty=certainty)
