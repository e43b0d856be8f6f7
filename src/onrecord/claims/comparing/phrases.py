"""Finding the entries of a list of words and phrases in a content."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from onrecord.claims.comparing.contents import Content
from onrecord.claims.comparing.lists import sections

__all__ = ["Phrase", "phrases_of"]


@dataclass(frozen=True, slots=True)
class Phrase:
    """An entry of a list where it stands in a content.

    Attributes:
        start: Index of its first unit.
        end: After its last.
        sort: The section of the list.
    """

    start: int
    end: int
    sort: str


@cache
def _entries(name: str) -> Mapping[str, list[tuple[tuple[str, ...], str]]]:
    """Entries by their first word, the longest first."""
    out: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for sort, entries in sections(name).items():
        for entry in entries:
            words = tuple(entry.replace("-", " ").replace("'s", " 's").split())
            out.setdefault(words[0], []).append((words, sort))
    return {first: sorted(found, key=lambda f: (-len(f[0]), f)) for first, found in out.items()}


def phrases_of(content: Content, name: str) -> list[Phrase]:
    """The entries of a list in a content; of several at one place the longest.

    Args:
        content: Where to look.
        name: Of the list, in `lists/`.
    """
    out: list[Phrase] = []
    units, entries = content.units, _entries(name)
    i = 0
    while i < len(units):
        here = ((words, sort) for words, sort in entries.get(units[i].word, ()) if _stands(content, i, words))
        if found := next(here, None):
            out.append(Phrase(i, i + len(found[0]), found[1]))
            i += len(found[0]) - 1
        i += 1
    return out


def _stands(content: Content, i: int, words: tuple[str, ...]) -> bool:
    """Whether words stand at an index, in one clause."""
    units = content.units[i : i + len(words)]
    return tuple(u.word for u in units) == words and not any(u.after for u in units[1:])
