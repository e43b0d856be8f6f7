"""Constructions that say that an outlet carried words to the reader: "told X", "in an interview with X", "according to X", "X reported"."""

import re

_ADJECTIVES = (
    "US|U\\.S\\.|state(?:-run|-owned|-controlled)?|semi-official|official|local|public|national|private|independent|rival|"
    "sister|British|American|German|"
    "French|Russian|Polish|Ukrainian|Spanish|Italian|Chinese|Japanese|Korean|Israeli|Iranian|Turkish|Indian|Australian|"
    "Canadian|Irish|Scottish|Dutch|"
    "Danish|Swedish|Norwegian|Finnish|Greek|Portuguese|Brazilian|Mexican|Belarusian|Egyptian|Qatari|Saudi|business|"
    "investigative|conservative|liberal|"
    "sports|political|financial|evening|morning|Sunday|regional|student|trade|industry|satirical|Swiss|left-wing|right-wing|opposition|pro-Kremlin|social|personal|own|verified|online"
)
_SORTS = (
    "broadcaster|network|news|newspapers?|daily|weekly|tabloid|magazine|agency|agencies|service|wire|television|TV|radio|"
    "channel|station|website|"
    "site|outlet|outlets|programme|program|show|podcast|media|press|messaging|app|account|page|feed|platform|journal|portal"
)
_DESCRIBED = (
    rf"(?:(?:the|an?|its|his|her|their|[\w.]+[’']s|{_ADJECTIVES}|{_SORTS}|(?:journalists?|reporters?) (?:from|of|at|for|with))\s+){{0,5}}"
)
"""Words between the construction and the outlet's name."""

_SPOKEN = (
    "said|saying|speaking|spoke|speaks|talking|talked|appear(?:ing|ed)|appearance|comment(?:s|ed|ing)?|remarks?|"
    "statements?|letter|e-?mail|emailed|"
    "message|briefing|conversation|testimony|address|quoted|response|reply|announcement|call"
)
_TO = "stated|explained|comment(?:s|ed|ing)?|remarked|replied|responded|described|confided|complained|boasted|insisted"
_WRITTEN = "wrote|written|writing|writes|op-ed|essay|column|article|commentary|piece|opinion"

TOLD = re.compile(
    r"\b(?:told|tells|telling|informed|assured|admitted to|confirmed to|explained to|described (?:\w+ ){0,3}to|revealed to|"
    r"acknowledg(?:ed|ing) to|(?:took|takes|taking) to|contacted by|asked by|questioned by|(?:sat|sitting) down with|"
    r"told (?:[\w.’'-]+ ){1,3}(?:of|from)|(?:responded|responding|fired back|hit back) on|"
    r"(?:on|during|for) (?:an?|the) (?:[\w.]+ ){0,2}(?:panel|segment|appearance|interview|special|episode) (?:on|for|with|of)|"
    r"aired (?:\w+ ){0,3}on|"
    r"interview(?:ed)? (?:\w+ ){0,3}?(?:with|to|on|for|by|in|published in|aired on|broadcast (?:by|on))|"
    rf"(?:{_SPOKEN}) (?:\w+ ){{0,4}}?(?:to|on|with|in|for|by|via|from)|"
    rf"(?:{_TO}) (?:[\w’']+ ){{0,5}}?(?:to|for)|"
    rf"(?:{_WRITTEN}) (?:\w+ ){{0,6}}?(?:in|for|on|to|via))\s+{_DESCRIBED}$",
    re.IGNORECASE,
)
"""Before a name: somebody spoke or wrote to this outlet."""

REPORTED = re.compile(
    r"\b(?:according to|per|quoting|quotes|quoted (?:by|in|on)|citing|cited (?:by|in)|as reported (?:by|in|on)|"
    r"reported (?:\w+ )?(?:by|in|on|to)|(?:a |the )?reports? (?:\w+ ){0,3}?(?:by|from|in|on)|carried (?:by|on|in)|"
    r"published (?:\w+ ){0,5}?(?:by|in|on)|"
    r"released (?:\w+ )?(?:by|on|to|via|in)|broadcast (?:\w+ )?(?:by|on)|aired (?:\w+ )?(?:by|on)|footage (?:\w+ )?(?:by|from|on)|seen by|"
    r"obtained by|first reported by|relayed by|via|through|(?:was|were) told by|(?:an? |the )?(?:video|clip|"
    r"recording) (?:\w+ ){0,4}?(?:by|on|from|to|in))\s+" + _DESCRIBED + "$",
    re.IGNORECASE,
)
"""Before a name: this outlet passed it on."""

PUBLISHED_IN = re.compile(r"\bpublished\s+(?:[\w,]+\s+){0,5}?in\s+(?:the\s+)?(?:journals?\s+|magazine\s+)?$")
"""Before a name: something was published in it, whatever it is called."""

DESCRIPTOR = re.compile(
    r"\b(?:newspapers?|magazine|journal|broadcaster|(?:news|press) agency|news service|website|network|channel|station|"
    r"tabloid|daily|weekly|podcast|"
    r"news site|programme|talk show|newswire|news outlet)\s+$"
)
"""Before a name: it is an outlet's."""

AFTER = re.compile(
    r"\s*(?:newspaper|magazine|daily|weekly|tabloid|television|tv|radio|news|channel|broadcaster|news agency|agency|"
    r"website|network|journal|podcast)\b",
    re.IGNORECASE,
)
"""After a name: it is an outlet's."""

TOLD_NAME = re.compile(r"\btold\s(?:the\s)?$")
"""Right before a name, which may then be an outlet's that nobody knows."""

IN_A = re.compile(r"\b(?:[Ii]n|[Ff]rom|[Ff]or|[Dd]uring)\s+(?:an?|the|his|her|their)\s+(?:\w+ ){0,2}$")
REPORT = re.compile(
    r"^(?:['’]s)?\s+(?:report|interview|article|story|piece|op-ed|column|editorial|broadcast|documentary|essay|podcast|"
    r"programme|program|segment)\b"
)
"""Before and after a name: "in a … report"."""

ON_PLATFORM = re.compile(r"\b(?:on|via|to|through|over|using|in|by)\s+(?:(?:[\w’']+)\s+){0,3}?$", re.IGNORECASE)
"""Before a platform's name."""

REPORTS = re.compile(
    r"^(?:['’]s (?:\w+ ){1,4})?,?\s*(?:news agency|newspaper|magazine|television|TV|radio|news service|news|channel|website|journal)?,?\s*"
    r"(?:\([^)]{1,40}\)\s*)?(?:(?:also|later|first|earlier|has|had|further|separately|previously|on \w+day)\s+)*"
    r"(?:reported|reports|reporting|quoted|quotes|quoting|cited|cites|citing|revealed|published|aired|broadcast|carried|"
    r"said in a report|wrote)\b",
    re.IGNORECASE,
)
"""After a name: this outlet passed it on."""

GENERIC = re.compile(
    r"\b(?:(?:various|multiple|several|many|other|some|local|state|national|international|foreign|domestic|independent|"
    r"opposition|pro-government|Russian|"
    r"Chinese|Iranian|Syrian|Polish|Ukrainian|Belarusian|Turkish|Israeli|British|German|French|Italian|Spanish|Indian|"
    r"Japanese|Korean|US|North Korean|"
    r"South Korean)\s+)+(?:media|news outlets|news agencies|newspapers|television|press|TV|broadcasters?)\b"
)
"""Outlets that are not named ("state media")."""

BODY = re.compile(
    r"\b(?:Council|Parliament|Congress|Senate|House|Committee|Court|Ministry|Minister|President|Police|Department|Assembly|"
    r"Commission|Government|Board|"
    r"Party|Union|Association|Conference|Office|Agency|Bank|University|Secretary|Judge|Mr|Mrs|Ms|Dr|Sir|Lords|Commons|"
    r"Bundestag|Duma|NATO|UN|EU|"
    r"United Nations|Republicans?|Democrats?|MPs?)\b"
)
"""Whoever is told something and carries it nowhere."""

ELSEWHERE = re.compile(
    r"\b(?:statement|press release|tweet(?:ed|s)?|posted|rally|speech|press conference|news conference|briefing|letter|in court|hearing|"
    r"in (?:January|February|March|April|June|July|August|September|October|November|December|\d{4})|last (?:week|month|year)|"
    r"earlier (?:this|in)|previously|in the past|last (?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)\b",
    re.IGNORECASE,
)
"""In the sentence of an attribution: it was said on an occasion of its own."""

PROGRAMME_OF = re.compile(
    r"[’']s\s+(?:[a-z-]+\s+){0,2}[\"“‘']{1,2}(?P<name>[A-Z0-9][^\"”’'\n.!?]{1,45}?(?:[’'][a-z][^\"”’'\n.!?]{0,30})?),?\.?[\"”’']{1,2}"
)
"""After an outlet: a programme of its own, in quotation marks."""

ON_A_PROGRAMME = re.compile(
    r"\b(?:on|with|during|hosts?|via)\s+(?:(?:the|his|her|their|its|[A-Z][\w.&]+|\w+day)\s+){0,2}"
    r"(?:[\"“‘']{1,2}|[A-Z][\w.&]*(?:\s[A-Z][\w.&]*)?[’']s\s+[\"“‘']{0,2})$"
)
"""Before a programme's name."""

INTERVIEWS = re.compile(
    r"^(?:[’']s\s+(?:[A-Z][\w.’'-]+\s+){1,3})?(?:\s*(?:has|have|had|also|recently|then|later|first))*\s*"
    r"(?:interviewed|interviews|spoke (?:to|with)|speaks (?:to|with)|talked (?:to|with)|sat down with|caught up with)\b"
)
"""After a name: what is said next was said to this outlet."""

INTERVIEW = re.compile(
    r"\b(?:interview(?:s|ed)?|(?:speaking|spoke|speaks|talking|talked) (?:to|with)|(?:sat|sitting) down with|caught up with)\b",
    re.IGNORECASE,
)
"""Around a name: what follows was said to this outlet."""
