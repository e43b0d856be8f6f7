"""Keys by which a speaker of one article is looked for in others."""

from onrecord.model import SpeakerType
from onrecord.speakers.names import body_words, key, sound

LONGEST = 200
"""Characters of a name that go into its key."""


def key_of(name: str, type: SpeakerType) -> str:
    """A key that is the same for most ways to write a name.

    For a person it has the sounds of all words of the name, sorted, so that order, case, diacritics and the usual transliterations do
    not matter; for anything else its words without legal forms and small words. Two people may share a key: it finds candidates.
    """
    if type == "person":
        return f"person {key(name[:LONGEST])}"
    return f"body {' '.join(sorted(sound(w) for w in body_words(name[:LONGEST])))}"
