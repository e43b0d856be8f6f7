"""Entries of lists looked up in the words of a cue, whatever the form of its words."""

from collections.abc import Iterable, Iterator, Mapping

from onrecord.circumstances.verbs import lemmas

Trie = dict[str, "Trie"]
_LONGEST = 5


class Phrases:
    """Entries by section; sections named first win, and in one section longer entries."""

    def __init__(self, sections: Mapping[str, Iterable[str]]) -> None:
        self._order = list(sections)
        self._section: dict[tuple[str, ...], str] = {}
        self._tree: Trie = {}
        for section in reversed(self._order):
            for entry in sections[section]:
                words = tuple(entry.split())
                self._section[words] = section
                at = self._tree
                for word in words:
                    at = at.setdefault(word, {})

    def find(self, words: list[str]) -> tuple[tuple[str, ...], str] | None:
        """The entry that counts, with its section; None where there is none."""
        found = [(e, self._section[e]) for e in self._entries(words) if e in self._section]
        return min(found, key=lambda x: (self._order.index(x[1]), -len(x[0])), default=None)

    def longest(self, words: list[str]) -> tuple[tuple[str, ...], str] | None:
        """The longest entry, with its section; of those of one length that of the section named first."""
        found = [(e, self._section[e]) for e in self._entries(words) if e in self._section]
        return min(found, key=lambda x: (-len(x[0]), self._order.index(x[1])), default=None)

    def first(self, words: list[str]) -> str | None:
        """The section of the entry that counts."""
        found = self.find(words)
        return found[1] if found else None

    def _entries(self, words: list[str]) -> Iterator[tuple[str, ...]]:
        for i in range(len(words)):
            paths: list[tuple[tuple[str, ...], Trie]] = [((), self._tree)]
            for word in words[i : i + _LONGEST]:
                paths = [((*done, lemma), at[lemma]) for done, at in paths for lemma in lemmas(word) if lemma in at]
                yield from (done for done, _ in paths)
