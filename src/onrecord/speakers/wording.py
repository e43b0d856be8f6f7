"""Words that come with names but are not part of them, and names that stand for each other."""

from onrecord.speakers.lists import lines, words

HONORIFICS = words("honorifics")
DEGREES = words("degrees")
GENERATIONS = {"jr": "jr", "junior": "jr", "sr": "sr", "senior": "sr", "ii": "2", "iii": "3", "iv": "4", "2nd": "2", "3rd": "3"}
PARTICLES = words("particles")
SURNAME_FIRST = words("surnames-first")
LEGAL_FORMS = words("legal-forms")
SMALL_WORDS = words("small-words")
SPELLINGS: dict[str, str] = dict(line.split() for line in lines("spellings"))
ACRONYMS: dict[str, str] = dict(line.split(" = ") for line in lines("acronyms"))
NICKNAMES: dict[str, frozenset[int]] = {}
"""Groups in which a given name occurs."""

for _number, _line in enumerate(lines("nicknames")):
    for _name in _line.split():
        NICKNAMES[_name] = NICKNAMES.get(_name, frozenset()) | {_number}
