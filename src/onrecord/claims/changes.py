"""One place at which two reports of a statement are not the same."""

from dataclasses import dataclass
from typing import Literal

from onrecord.claims.comparing import Kind

__all__ = ["Change", "ChangeKind"]

ChangeKind = Kind | Literal["opposite", "word", "speaker", "trimmed", "other"]
Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Change:
    """One place at which two reports of a statement are not the same.

    Attributes:
        kind: As in `comparing.Difference`; "opposite" for a word in place of its opposite ("left", "right"); "word" for another word so
            that something else is said ("was moved", "was dismissed"); "speaker" where the words are given to somebody else; "trimmed" for
            words at the beginning, the end or an ellipsis that only the longer report has; "other" for any other wording.
        before: The words of the earlier report, as they stand; empty where it has none.
        after: Those of the later report.
        before_span: Their characters in the content of the earlier report, half-open; None where it has none.
        after_span: Those in the content of the later report.
        material: Whether what is said has changed; other wording and trimming by themselves change nothing.
    """

    kind: ChangeKind
    before: str
    after: str
    before_span: Span | None
    after_span: Span | None
    material: bool
