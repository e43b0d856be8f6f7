"""When something was said: the date of every saying, from the words of the article.

A date belongs to the saying where it stands in the clause of the cue ("said on Thursday", "On Thursday, Lind said", "in a May 12
interview"), not where it stands in the content or in another clause. Later sayings of the same occasion share it. Which expression it is,
if any, is decided by `onrecord.circumstances.dating`; what is less sure than its threshold has no date, for a date that nobody gave is
worse than none.
"""

import json
from collections.abc import Sequence
from functools import cache
from importlib.resources import files

from onrecord.circumstances.dating import Dating, Observer
from onrecord.circumstances.setting import Setting, Stage
from onrecord.circumstances.times import Time
from onrecord.errors import WeightsError
from onrecord.model import Attribution, Date


def saying_dates(
    stage: Stage, attributions: Sequence[Attribution], settings: Sequence[Setting], times: Sequence[Time]
) -> list[Date | None]:
    """The date of every saying.

    Args:
        stage: The words of the article.
        attributions: In reading order, with speakers, acts and `asserted`.
        settings: Where each of them stands.
        times: Expressions of time of the article, in reading order.

    Raises:
        WeightsError: The weights that ship are missing or damaged.
    """
    observer = Observer(stage, attributions, settings, times)
    text = stage.words.text
    found = (None if n is None else times[n] for n in shipped().dates(observer, len(attributions)))
    return [None if t is None else Date(value=t.value, text=text[slice(*t.span)], spans=(t.span,)) for t in found]


@cache
def shipped() -> Dating:
    """The weights that ship.

    Raises:
        WeightsError: They are missing or damaged.
    """
    try:
        fitted = json.loads((files("onrecord") / "weights" / "dating.json").read_text(encoding="utf-8"))
        return Dating({str(k): float(v) for k, v in fitted["weights"].items()}, float(fitted["least"]), float(fitted["carried"]))
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise WeightsError(f"dating.json cannot be read ({error}); install onrecord again") from error
