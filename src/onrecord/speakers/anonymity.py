"""Sources whose names an article keeps back, and the reasons that it gives (cf. the Associated Press's rules on anonymous sources)."""

import re
from dataclasses import dataclass

from onrecord.model import Span

_WINDOW = 400
"""Characters around a source that are looked at."""

_ADJECTIVE = re.compile(
    r"\b(?:anonymous|unnamed|unidentified|undisclosed|(?:who|which) (?:was|were) not (?:named|identified)|"
    r"not (?:authori[sz]ed|permitted|allowed) to (?:speak|talk|comment))",
    re.IGNORECASE,
)
_SPOKE = r"(?:spoke|speak|speaking|talked|talking|agreed to (?:speak|talk)|commented|told [\w .]{1,30})"
_WISHED = r"(?:asked|requested|wished|wanted|preferred|declined|refused|asking|requesting|wishing|declining|preferring|insisted)"
_UNNAMED = r"(?:be (?:named|identified|quoted by name)|remain anonymous|speak anonymously)"
_CONDITION = re.compile(
    rf"\b(?:(?:{_SPOKE},? ?)?(?:only )?on (?:the )?condition (?:of anonymity|that (?:he|she|they) not be (?:named|identified))"
    rf"|{_WISHED}(?: to [\w]+)? (?:not )?to {_UNNAMED}"
    r"|(?:request|ask|insist)(?:ed|ing|s)? (?:for |on )?anonymity|(?:was|were|been) granted anonymity"
    r"|(?:spoke|speaking|talked|talking) anonymously|did not want to be (?:named|identified)|would not be (?:named|identified))\b",
    re.IGNORECASE,
)
_REASON = re.compile(
    r"[\s,]*((?:because|since|as|citing|given|for fear|out of fear|fearing|in order to|due to|so as|to (?:discuss|speak|"
    r"describe|avoid|protect))\b"
    r"[^.,;\n”\"]{3,200})",
    re.IGNORECASE,
)
_SENTENCE_END = re.compile(r"[.!?][”\"’']?\s|\n")


@dataclass(frozen=True, slots=True)
class Anonymity:
    """That a name is kept back, and where the reason stands."""

    reason: Span | None


def anonymity(text: str, source: Span) -> Anonymity | None:
    """Whether a source without a name is said to be anonymous, by its own words or in its sentence.

    Args:
        text: The article.
        source: Where the source stands.
    """
    start, end = source
    low = max(0, start - _WINDOW)
    breaks = [m.end() for m in _SENTENCE_END.finditer(text, low, start)]
    low = breaks[-1] if breaks else low
    stop = _SENTENCE_END.search(text, end, min(len(text), end + _WINDOW))
    high = stop.start() if stop else min(len(text), end + _WINDOW)
    condition = _CONDITION.search(text, low, high)
    if condition is None and _ADJECTIVE.search(text, start, end) is None:
        return None
    reason = _REASON.match(text, condition.end(), high) if condition else None
    if reason is None and condition is None:
        own = _ADJECTIVE.search(text, start, end)
        reason = _REASON.match(text, own.end(), high) if own else None
    if reason is None:
        return Anonymity(None)
    low, high = reason.span(1)
    return Anonymity((low, low + len(text[low:high].rstrip(" ,"))))
