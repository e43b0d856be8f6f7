"""What attributions are asked for: a query and facets, as `onrecord search` takes them."""

from dataclasses import dataclass, field
from typing import Annotated, Any, Literal

from fastapi import Depends, Query

from onrecord.model import Act, Kind, ReporterStance
from onrecord.web.api.parameters import LONGEST, PLAIN, Day, Text

__all__ = ["Asked", "Question", "number_or_words"]

Reviewed = Literal["confirmed", "corrected", "added", "any", "none", "rejected"]
_Query = Annotated[
    str,
    Query(
        pattern=PLAIN, max_length=LONGEST, examples=['"not safe" OR unsafe'],
        description='Words that must all be there; `"phrases"`, `word*`, `a OR b`, `NOT a`; `speaker:word` and `source:word` look there.',
    ),
]  # fmt: skip
_Like = Annotated[
    str | None,
    Query(
        pattern=PLAIN, min_length=1, max_length=LONGEST, examples=["the bridge could collapse"],
        description="Only what means much the same as this text, the nearest first, 2,000 at most. Implies `rank`.",
    ),
]  # fmt: skip
_Who = Annotated[
    str | None,
    Query(
        pattern=PLAIN,
        min_length=1,
        max_length=LONGEST,
        description="Words of the speaker's names, its number, or an id of your list of known speakers.",
    ),
]


def number_or_words(asked: str | None) -> str | int | None:
    """What a speaker is asked for by: a number, where it is one."""
    return int(asked) if asked and asked.isdecimal() and len(asked) < 18 else asked


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked.

    Attributes:
        query: Words.
        like: A text that contents should mean.
        facets: What attributions must be like, by the names of `onrecord.record.Facets`.
    """

    query: str = ""
    like: str | None = None
    facets: dict[str, Any] = field(default_factory=dict)


def _asked(  # noqa: PLR0917 - each is a parameter of an address
    q: _Query = "",
    like: _Like = None,
    speaker: _Who = None,
    outlet: Annotated[Text | None, Query(description="Name of the outlet of the article.")] = None,
    via: Annotated[Text | None, Query(description="Name of an outlet or platform that carried the words.")] = None,
    since: Annotated[
        Day | None, Query(description="First day, month or year: of the saying where that is known, else of publication.")
    ] = None,
    until: Annotated[Day | None, Query(description="Last day, month or year.")] = None,
    act: Annotated[Act | None, Query(description="What the source does.")] = None,
    stance: Annotated[ReporterStance | None, Query(description="How far the reporter stands behind it.")] = None,
    kind: Annotated[Kind | None, Query(description="In quotation marks wholly, partly, or not.")] = None,
    min_confidence: Annotated[float, Query(ge=0, le=1, allow_inf_nan=False, description="Least confidence.")] = 0.0,
    asserted: Annotated[
        bool | None, Query(description="Only what was said, or only what the article says was not, or only may be.")
    ] = None,
    reviewed: Annotated[
        Reviewed | None,
        Query(description="What people said of it; `any` of the first three, `none` where nobody has looked; `rejected` is found only so."),
    ] = None,
) -> Question:
    facets = {
        "speaker": number_or_words(speaker), "outlet": outlet, "via": via, "since": since, "until": until, "act": act, "stance": stance,
        "kind": kind, "min_confidence": min_confidence, "asserted": asserted,
        "reviewed": reviewed,
    }  # fmt: skip
    return Question(q, like, facets)


Asked = Annotated[Question, Depends(_asked)]
"""What attributions are asked for, in a query."""
