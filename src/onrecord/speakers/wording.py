"""Words that come with names but are not part of them, and names that stand for each other."""

import re

from onrecord.speakers.lists import lines, words

HONORIFICS = words("honorifics")
TITLE_WORDS = words("title-words")
DEGREES = words("degrees")
GENERATIONS = {
    **{"jr": "jr", "junior": "jr", "fils": "jr", "younger": "jr", "filho": "jr"},
    **{"sr": "sr", "senior": "sr", "pere": "sr", "elder": "sr"},
    **{"ii": "2", "iii": "3", "iv": "4", "2nd": "2", "3rd": "3"},
}
PARTICLES = words("particles")
SURNAME_FIRST = words("surnames-first")
BRANDS = words("brands")
BODY_WORDS = words("body-words")
LEGAL_FORMS = words("legal-forms")
SMALL_WORDS = words("small-words")
SPELLINGS: dict[str, str] = dict(line.split() for line in lines("spellings"))


def _groups(names: list[str]) -> dict[str, frozenset[int]]:
    """From each word to the numbers of the lines in which it stands."""
    out: dict[str, frozenset[int]] = {}
    for number, line in enumerate(names):
        for word in line.split():
            out[word] = out.get(word, frozenset()) | {number}
    return out


_AT = lines("nicknames").index("[elsewhere]")
_HERE, _ELSEWHERE = list(lines("nicknames")[:_AT]), list(lines("nicknames")[_AT + 1 :])
NICKNAMES = _groups(_HERE + _ELSEWHERE)
"""Groups in which a given name occurs."""

FROM_ELSEWHERE = frozenset(w for line in _ELSEWHERE for w in line.split()) - {w for line in _HERE for w in line.split()}
"""Given names that come from another script, so that the surname does, too."""

SURNAMES_ALIKE = _groups(list(lines("surnames-alike")))
KOREAN_SURNAMES = _groups(list(lines("surnames-korean")))
DESCRIPTIONS = words("descriptions")

TIMES = re.compile(
    r"^(?:January|February|March|April|May|June|July|August|September|October|November|December|Monday|Tuesday|Wednesday|"
    r"Thursday|Friday|Saturday|"
    r"Sunday|Today|Yesterday|Tomorrow|Spring|Summer|Autumn|Winter)\b"
)
"""Capitalised words that are no names."""
