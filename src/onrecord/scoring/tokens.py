"""A text cut into tokens, and attributions as sets of them.

Tokens are words and single punctuation marks, so that no score hangs on a blank space.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple

from onrecord.scoring.quoted import quoted_characters

__all__ = ["KINDS", "ROLES", "Filled", "Scored", "Tokens"]

ROLES = ("source", "cue", "content")
KINDS = ("direct", "mixed", "indirect")

_TOKEN = re.compile(r"\w+|[^\w\s]")

Tokens = frozenset[int]


class Filled(NamedTuple):
    """One attribution as token sets, and its kind, as the measures tell it from the quotation marks."""

    source: Tokens
    cue: Tokens
    content: Tokens
    kind: str


@dataclass
class Scored:
    """A text cut into tokens, ready to turn spans into token sets."""

    text: str

    @cached_property
    def tokens(self) -> list[tuple[int, int]]:
        """Where each token begins and ends, in code points."""
        return [m.span() for m in _TOKEN.finditer(self.text)]

    @cached_property
    def starts(self) -> list[int]:
        """Where each begins."""
        return [s for s, _ in self.tokens]

    @cached_property
    def ends(self) -> list[int]:
        """Where each ends."""
        return [e for _, e in self.tokens]

    @cached_property
    def quoted(self) -> bytearray:
        """1 for each character inside quotation marks."""
        return quoted_characters(self.text)

    def covered(self, spans: Iterable[Iterable[int]] | None) -> Tokens:
        """Tokens that overlap any of the spans."""
        out: set[int] = set()
        for start, end in spans or ():
            out.update(range(bisect_right(self.ends, start), bisect_left(self.starts, end)))
        return frozenset(out)

    def filled(self, record: Mapping[str, Any]) -> Filled:
        """The token sets of a record whose roles are lists of spans, or objects with "spans", or None."""

        def covered(role: str) -> Tokens:
            value = record.get(role)
            return self.covered(value["spans"] if isinstance(value, Mapping) else value)

        return self.of(*map(covered, ROLES))

    def of(self, source: Tokens, cue: Tokens, content: Tokens) -> Filled:
        """An attribution of these tokens: direct where every word of the content is quoted, indirect where none is, else mixed."""
        words = [i for i in content if self.text[self.starts[i]].isalnum() or self.text[self.starts[i]] == "_"] or list(content)
        inside = sum(bool(self.quoted[self.starts[i]]) for i in words)
        return Filled(source, cue, content, "direct" if inside == len(words) else "mixed" if inside else "indirect")
