"""Whom somebody speaks about: speakers of the record whose names stand in what is said.

A speaker is mentioned in a content

- where one of its names stands there, letter for letter and as words: of a body, an outlet or a place any name that begins with a capital,
  of a person a name of at least two words; of several that begin at one word the longest;
- or where the last word of a person's name stands there alone, in an article in which exactly one speaker, a person, has that last word.

Names that a record knows in one article only, such as "the minister", mention nobody; nor does a word such as "he". So what is found is
right in nearly all cases, and not all that there is.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from onrecord.record.database import Database
from onrecord.record.regrouping import in_batches

__all__ = ["Words", "mentioned"]

_LONGEST = 6
"""Words that a name has at most."""

_KEPT = 20_000
"""Different words that are known for the next content, most of which has the same ones."""

_BEFORE = "“”‘’\"'([{«–—-…"
_AFTER = "“”‘’\"')]}»,;:!?–—-…"
_POSSESSIVE = re.compile(r"['’]s?\Z")
_TYPES = {"organisation", "outlet", "place", "person"}


@dataclass(frozen=True, slots=True)
class Words:
    """What somebody said.

    Attributes:
        version: The version of the article in which it stands.
        content: The words.
    """

    version: int
    content: str


class _Piece(NamedTuple):
    """A word with what stands around it taken off, and whether a name may begin or end with it and go on after it."""

    forms: tuple[str, ...]
    begins: bool
    ends: bool
    goes_on: bool


def mentioned(database: Database, said: Sequence[Words], but: int) -> list[tuple[int, int]]:
    """The speakers who are mentioned, and in how many contents each, the most often mentioned first.

    Args:
        database: The record.
        said: What somebody said.
        but: The number of that speaker, who is not told.
    """
    pieces = [[*_pieces(one.content)] for one in said]
    names = _named(database, {name for line in pieces for at in range(len(line)) for name, _ in _candidates(line, at)})
    last = _last_names(database, {one.version for one in said})
    counts: Counter[int] = Counter()
    for one, line in zip(said, pieces, strict=True):
        counts.update({*_of(line, names, last.get(one.version, {}))} - {but})
    return sorted(counts.items(), key=lambda c: (-c[1], c[0]))


def _pieces(content: str) -> Iterator[_Piece]:
    return (piece for word in content.split() if (piece := _piece(word)) is not None)


@lru_cache(maxsize=_KEPT)
def _piece(word: str) -> _Piece | None:
    bare = word.lstrip(_BEFORE)
    ended = bare.rstrip(_AFTER)
    if not ended:
        return None
    first, goes_on = ended[0], ended == bare
    if not (first.isupper() or first.isdigit()):
        return _Piece((ended,), False, False, goes_on)
    plain = ended.rstrip(".")
    own = _POSSESSIVE.sub("", plain)
    forms = (ended,) if own == ended else tuple(dict.fromkeys((ended, plain, own)))
    return _Piece(forms, True, first.isupper(), goes_on and own == plain)


def _candidates(line: Sequence[_Piece], at: int) -> Iterator[tuple[str, int]]:
    """Names that may begin at a word, the longest first, with the place after them."""
    if not line[at].begins:
        return
    end = at + 1
    while end < len(line) and end - at < _LONGEST and line[end - 1].goes_on:
        end += 1
    for stop in range(end, at, -1):
        if line[stop - 1].ends:
            before = [piece.forms[0] for piece in line[at : stop - 1]]
            for form in line[stop - 1].forms:
                yield " ".join([*before, form]), stop


def _named(database: Database, names: Iterable[str]) -> dict[str, int]:
    """The speakers that some names tell, whatever the article."""
    rows = in_batches(
        database,
        "SELECT name, type, canonical_id FROM speakers WHERE article_id IS NULL AND name IN ({}) ORDER BY id",
        sorted(n for n in names if len(n) > 1),
    )
    found: dict[str, set[int]] = defaultdict(set)
    for name, type, speaker in rows:
        if type in _TYPES and (type != "person" or " " in name):
            found[str(name)].add(int(speaker))
    return {name: next(iter(who)) for name, who in found.items() if len(who) == 1}  # what two are called tells neither


def _last_names(database: Database, versions: Iterable[int]) -> dict[int, dict[str, int]]:
    """Who is known by a last word in each version of an article where a person is; 0 where several are."""
    rows = in_batches(
        database,
        "SELECT s.version_id, s.name, s.type, n.canonical_id FROM speakings s JOIN speakers n ON n.id = s.speaker_id "
        "WHERE s.version_id IN ({})",
        sorted(versions),
    )
    found: dict[int, dict[str, set[int]]] = defaultdict(lambda: defaultdict(set))
    for version, name, type, speaker in rows:
        words = str(name).split()
        if words and words[-1][:1].isupper():
            found[int(version)][words[-1]].add(int(speaker) if type == "person" else -int(speaker))
    known = {version: {word: who for word, who in words.items() if max(who) > 0} for version, words in found.items()}
    return {version: {word: next(iter(who)) if len(who) == 1 else 0 for word, who in words.items()} for version, words in known.items()}


def _of(line: Sequence[_Piece], names: dict[str, int], last: dict[str, int]) -> Iterator[int]:
    """The speakers who are mentioned in a content."""
    at = 0
    while at < len(line):
        if not line[at].begins:
            at += 1
            continue
        found = next(((names[name], stop) for name, stop in _candidates(line, at) if name in names), None)
        known = next((last[form] for form in line[at].forms if form in last), None)
        if known is not None and (found is None or found[1] == at + 1):
            found = (known, at + 1)  # the article knows better than the record whom a single word means, or that it does not tell
        if found is not None and found[0]:
            yield found[0]
        at = found[1] if found is not None else at + 1
