"""Sentences that belong to no story: what an outlet writes under all of its articles."""

import re

__all__ = ["is_boilerplate"]

_LONGEST = 600
"""Characters; what is longer is no foot."""

_PIECE = r"(?:story|report|article|item|page|post|broadcast|bulletin|blog|coverage)"
_BOILERPLATE = re.compile(
    rf"""
    \b(?:this|it)\s(?:is|remains)\s(?:a|an)\s(?:developing|breaking|rolling|live|evolving)\s(?:news\s)?{_PIECE}
    | ^(?:(?:more|updates?|details?)\s(?:to\sfollow|soon|follows?|coming)|developing\b.{{0,12}}$)
    | \bthis\s{_PIECE}\s(?:has\sbeen|was|is\sbeing|will\sbe|may\sbe)\s
      (?:updated|corrected|amended|edited|clarified|translated|republished|reprinted|supplied|distributed|provided|produced|first|originally)\b
    | \bthis\s{_PIECE}\s(?:first|originally)\sappeared\b
    | \b(?:check|come)\sback\s(?:later|soon|here)?\s?for\b
    | \b(?:sign\sup|subscribe|register|log\sin|click\shere|follow\sus|join\sus|like\sus|share\sthis|listen\slive|watch\slive)\b
      .{{0,80}}\b(?:newsletter|channel|email|e-mail|inbox|app|alerts?|here|free|facebook|twitter|x|telegram|whatsapp|instagram|friends|briefing)\b
    | ^(?:read\s(?:more|also|next|on)|see\salso|related|also\sread|most\sread|watch|listen|more\son\sthis)\s?:
    | ^(?:photo|picture|image|video|graphic|illustration|credit|source|text|correction|disclaimer)s?\s?(?::|\sby\s)
    | ^(?:editor['’]?s['’]?\snote|note\sto\seditors)\s?:
    | ^\W*(?:additional\s|with\s)?(?:reporting|writing|editing|material|files?|contributions?)\s(?:by|from)\s(?-i:[A-Z])
    | \b(?:also\s)?contributed\s(?:\w+\s){{0,2}}to\sthis\s{_PIECE}
    | (?<!Ã)©|\(c\)\s\d{{4}}|\ball\srights\sreserved\b|\bcopyright\s(?:\d{{4}}|of|by)
    | \bmay\snot\sbe\s(?:published|reproduced|broadcast|rewritten|copied)
    | (?:^|\b(?:our|agree\sto|accept|see|read)\b.{{0,40}})\b(?:terms\sof\s(?:use|service)|privacy\spolicy|cookies?\spolicy)\b
    | \b(?:contact|reach|e-?mail|write\sto|tips?\sto)\b.{{0,40}}\b(?:newsroom|editors?|news\sdesk|newsdesk|reporter)\b
    | \b(?:views|opinions)\sexpressed\b.{{0,60}}\b(?:author|do\snot|are\sthose)
    | \b(?:support|donate\sto|become\sa\smember\sof)\s(?:our|independent|us)\s?
      (?:$|[.!]|\b(?:journalis|report|newsroom|newspaper|paper|news|work|mission|with|by|for|today|now|here)\w*\b)
    """,
    re.IGNORECASE | re.VERBOSE,
)


_MAYBE = (
    *(
        "developing",
        "breaking",
        "rolling",
        "live",
        "evolving",
        "follow",
        "soon",
        "coming",
        "updated",
        "corrected",
        "amended",
        "edited",
        "clarified",
    ),
    *(
        "translated",
        "republished",
        "reprinted",
        "supplied",
        "distributed",
        "provided",
        "produced",
        "first",
        "originally",
        " back ",
        "sign up",
    ),
    *(
        "subscribe",
        "register",
        "log in",
        "click here",
        "join us",
        "like us",
        "share this",
        "listen",
        "watch",
        "read ",
        "also",
        "related",
        "more on",
    ),
    *(
        "photo",
        "picture",
        "image",
        "video",
        "graphic",
        "illustration",
        "credit",
        "source",
        "text",
        "correction",
        "note",
        "disclaimer",
        "reporting",
    ),
    *(
        "writing",
        "editing",
        "material",
        "file",
        "contribut",
        "©",
        "(c)",
        "rights reserved",
        "copyright",
        "may not be",
        "terms of",
        "policy",
    ),
    *("newsroom", "editor", "desk", "reporter", "expressed", "support", "donate", "member of"),
)
"""One of these stands in everything that the pattern matches, and looking for them is ten times quicker."""


def is_boilerplate(sentence: str) -> bool:
    """Whether a sentence is a standing foot, a credit or an invitation rather than news.

    Args:
        sentence: One sentence or one line of an article.
    """
    if len(sentence) > _LONGEST:
        return False
    lower = sentence.lower()
    return any(word in lower for word in _MAYBE) and _BOILERPLATE.search(sentence.strip()) is not None
