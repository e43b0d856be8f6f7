"""Who said what in the news: every attributed claim of an article, tied to its exact characters.

>>> import onrecord
>>> reading = onrecord.read("The bridge is safe, engineer Ada Holm said on Monday.")
>>> [(a.source.text, a.cue.text, a.content.text) for a in reading.attributions]
[('engineer Ada Holm', 'said', 'The bridge is safe')]
"""

from typing import TYPE_CHECKING, Any

from onrecord.errors import (
    Cancelled,
    Conflict,
    EmptyInput,
    InputError,
    InvalidCursor,
    InvalidField,
    MissingPackage,
    NoInput,
    NotAllowed,
    NotEnglish,
    NotFetched,
    NotInRecord,
    NotText,
    OnrecordError,
    RecordError,
    SeveralArticles,
    WeightsError,
)
from onrecord.model import Article, Attribution, Date, Excerpt, Reading, Speaker, Via

if TYPE_CHECKING:
    from onrecord.claims.telling import Claim, Statement
    from onrecord.pipeline import read, read_all
    from onrecord.record import open_record as open  # noqa: A004 - the word for it, as in gzip.open

__all__ = [
    "Article",
    "Attribution",
    "Cancelled",
    "Claim",
    "Conflict",
    "Date",
    "EmptyInput",
    "Excerpt",
    "InputError",
    "InvalidCursor",
    "InvalidField",
    "MissingPackage",
    "NoInput",
    "NotAllowed",
    "NotEnglish",
    "NotFetched",
    "NotInRecord",
    "NotText",
    "OnrecordError",
    "Reading",
    "RecordError",
    "SeveralArticles",
    "Speaker",
    "Statement",
    "Via",
    "WeightsError",
    "open",
    "read",
    "read_all",
]

__version__ = "0.1.0"


def __getattr__(name: str) -> Any:
    """Import what reads only when it is asked for: ``onrecord --help`` must not wait for numpy."""
    if name == "open":
        from onrecord import record  # noqa: PLC0415

        return record.open_record
    if name in {"Claim", "Statement"}:
        from onrecord.claims import telling  # noqa: PLC0415

        return getattr(telling, name)
    if name in {"read", "read_all"}:
        from onrecord import pipeline  # noqa: PLC0415

        return getattr(pipeline, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted(__all__)
