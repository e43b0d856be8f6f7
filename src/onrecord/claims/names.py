"""Names of outlets: which two mean the same one, whatever the article, the generic words or the short form."""

import re
from collections.abc import Iterable
from functools import cache

from anyascii import anyascii

from onrecord.speakers.lists import lines
from onrecord.speakers.outlets import listed, looks_like_outlet

__all__ = ["Outlets", "is_agency", "is_person", "is_platform", "may_be_outlet", "outlet_key"]

_LONGEST = 120
_ARTICLE = re.compile(r"\A(?:the|an?)\s+")
_SUFFIX = re.compile(r"(?:\A(?:https?://)?(?:www\.)?)|(?:\.(?:com|org|net|info|news|example|co\.\w\w|[a-z]{2})/?\Z)")
_WORD = re.compile(r"[^\W_]+")
_GENERIC = frozenset(
    ["news", "agency", "media", "state", "press", "newspaper", "paper", "daily", "weekly", "sunday", "television", "tv", "radio"]
)
_GENERIC |= {
    "broadcaster",
    "broadcasting",
    "channel",
    "group",
    "service",
    "services",
    "wire",
    "newswire",
    "online",
    "digital",
    "website",
    "site",
}
_GENERIC |= {"magazine", "network", "international", "outlet", "tabloid"}
_PEOPLE = frozenset(["staff", "reporters", "correspondents", "writers"])
"""Who writes for an outlet: "Sellwater Agency staff"."""

_AGENCY = re.compile(r"\b(?:[Aa]gency|[Nn]ewswire|[Ww]ire [Ss]ervice|News[Ww]ire)\b|Press\Z")
_CAMEL = re.compile(r"\A(?:[A-Z]{2,6}|[A-Z][a-z]+[A-Z]\w*)\Z")


def outlet_key(name: str) -> str:
    """A plain form of an outlet's name: "the Halvika Herald" and "Halvika Herald" have one key.

    Args:
        name: A name, or the host of a site.
    """
    name = name.strip()[:_LONGEST]
    name = listed().get(name, (name, ""))[0]
    plain = _ARTICLE.sub("", anyascii(name).lower().strip())
    if " " not in plain:
        plain = _SUFFIX.sub("", plain)
    words = _WORD.findall(plain)
    while len(words) > 1 and words[-1] in _PEOPLE:
        words.pop()
    return " ".join(words)


def is_agency(name: str) -> bool:
    """Whether a name is that of a news agency: by list, or by its form."""
    entry = listed().get(name)
    return entry[1] == "agency" if entry else _AGENCY.search(name) is not None


def is_platform(name: str) -> bool:
    """Whether a name is that of a platform on which anybody may publish, such as Telegram."""
    entry = listed().get(name)
    return entry is not None and entry[1] == "platform"


def may_be_outlet(name: str) -> bool:
    """Whether a name has the form of an outlet's: listed, with a word such as "Herald", capitals (AFP) or joined words (NordPress)."""
    if name in listed() or looks_like_outlet(name) or is_agency(name) or _CAMEL.match(name):
        return True
    return not _GENERIC.isdisjoint(outlet_key(name).split())


def is_person(name: str) -> bool:
    """Whether a name is likely a person's: it begins with a given name, and nothing says that it is an outlet."""
    words = name.split()
    return len(words) > 1 and words[0].lower() in _given() and not may_be_outlet(name)


@cache
def _given() -> frozenset[str]:
    return frozenset(w for line in lines("given-names") if not line.startswith("[") for w in line.split())


class Outlets:
    """A set of outlets, among which names are looked up.

    A short form ("the Herald", "Meridian", "VTK") is taken for the one outlet of the set that it fits; where it fits two it stands for
    itself.
    """

    def __init__(self, names: Iterable[str]) -> None:
        self._names = {outlet_key(n): n for n in sorted(set(names), reverse=True) if outlet_key(n)}
        self._short: dict[str, set[str]] = {}
        for key in self._names:
            for form in _forms(key):
                self._short.setdefault(form, set()).add(key)

    def key(self, name: str) -> str:
        """The key of the outlet that a name means: that of an outlet of the set, else the name's own."""
        key = outlet_key(name)
        if key in self._names:
            return key
        for form in (key, _squeezed(key), _bare(key)):
            fitting = self._short.get(form, set())
            if len(fitting) == 1:
                return next(iter(fitting))
        return key

    def __contains__(self, name: str) -> bool:
        return self.key(name) in self._names

    def name(self, key: str) -> str:
        """The name of an outlet as shown, from its key."""
        return self._names.get(key, key)


def _bare(key: str) -> str:
    """A key without the words that say only that it is an outlet."""
    return " ".join(w for w in key.split() if w not in _GENERIC)


def _squeezed(key: str) -> str:
    return key.replace(" ", "")


def _forms(key: str) -> set[str]:
    """Short forms of a key: without generic words, written together as in the name of a site, its last words, or the last one."""
    words = key.split()
    last = words[-1] if words else ""
    forms = {_bare(key), _squeezed(key), *(" ".join(words[i:]) for i in range(1, len(words) - 1) if not _GENERIC.issuperset(words[i:]))}
    if last not in _GENERIC and len(last) > 3:
        forms.add(last)
    return {f for f in forms if len(f) > 1} - {key}
