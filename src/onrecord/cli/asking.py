"""The options of the commands that ask a record for attributions."""

from enum import StrEnum
from typing import Annotated, Any

import typer

from onrecord.cli.options import filled, fitting

__all__ = [
    "ActOption",
    "Asserted",
    "CarriedBy",
    "KindOption",
    "LeastConfidence",
    "Like",
    "PublishedBy",
    "Query",
    "Reviewed",
    "ReviewedOption",
    "Since",
    "SpeakerWords",
    "StanceOption",
    "Until",
    "facets_of",
]


class Reviewed(StrEnum):
    """What people may have said of an attribution."""

    ANY = "any"
    CONFIRMED = "confirmed"
    CORRECTED = "corrected"
    ADDED = "added"
    REJECTED = "rejected"
    NONE = "none"


Query = Annotated[str, typer.Argument(help="Words, phrases in quotation marks, word*, OR, NOT; left out, everything.", show_default=False)]
Like = Annotated[
    str | None,
    typer.Option(metavar="TEXT", callback=filled, help="Only what means much the same as this text, nearest first.", show_default=False),
]
SpeakerWords = Annotated[
    str | None,
    typer.Option(metavar="WORDS", help="Words of the speaker's names, its number, or an id of your list.", show_default=False),
]
PublishedBy = Annotated[str | None, typer.Option(metavar="NAME", help="Who published the article.", show_default=False)]
CarriedBy = Annotated[str | None, typer.Option(metavar="NAME", help="Who carried the words.", show_default=False)]
Since = Annotated[
    str | None,
    typer.Option(metavar="DATE", callback=fitting, help="First day, such as 2026-03-05, 2026-03 or 2026.", show_default=False),
]
Until = Annotated[str | None, typer.Option(metavar="DATE", callback=fitting, help="Last day.", show_default=False)]
ActOption = Annotated[
    str | None, typer.Option(metavar="ACT", callback=fitting, help="What the speaker does, such as deny or accuse.", show_default=False)
]
StanceOption = Annotated[
    str | None, typer.Option(metavar="STANCE", callback=fitting, help="neutral, distancing or endorsing.", show_default=False)
]
KindOption = Annotated[str | None, typer.Option(metavar="KIND", callback=fitting, help="direct, mixed or indirect.", show_default=False)]
LeastConfidence = Annotated[float, typer.Option(metavar="NUMBER", min=0.0, max=1.0, help="Least confidence.", show_default=False)]
Asserted = Annotated[
    bool | None, typer.Option("--asserted/--not-asserted", help="Only what was said, or only what was not.", show_default=False)
]
ReviewedOption = Annotated[
    Reviewed | None,
    typer.Option(help="Only what people said this of; rejected is found in no other way.", show_default=False),
]


def facets_of(  # noqa: PLR0917 - each is an option of the command line
    speaker: str | None,
    outlet: str | None,
    via: str | None,
    since: str | None,
    until: str | None,
    act: str | None,
    stance: str | None,
    kind: str | None,
    min_confidence: float,
    asserted: bool | None,
    reviewed: Reviewed | None,
) -> dict[str, Any]:
    """What the options ask of attributions, as `onrecord.record.Facets` takes it."""
    who = int(speaker) if speaker and speaker.isdecimal() and len(speaker) < 18 else speaker
    facets = {"speaker": who, "outlet": outlet, "via": via, "since": since, "until": until, "act": act, "stance": stance, "kind": kind}
    certain = {"min_confidence": min_confidence, "asserted": asserted, "reviewed": reviewed.value if reviewed else None}
    return {**facets, **certain}
