"""Whom somebody warns, tells or reminds is not part of what is said: "warned the crews of ice" says "of ice".

So our own labelling habit draws the line; the words to whom something is said are a field of their own.
"""

from collections.abc import Sequence

from onrecord.attribution.words import Words

Run = tuple[int, int]

_TELLING = {
    stem + ending: joins
    for stem, endings, joins in (
        ("warn", ("", "s", "ed", "ing"), "that of about against"),
        ("remind", ("", "s", "ed", "ing"), "that of"),
        ("inform", ("", "s", "ed", "ing"), "that of about"),
        ("assur", ("e", "es", "ed", "ing"), "that of"),
        ("notif", ("y", "ies", "ied", "ying"), "that of"),
    )
    for ending in endings
}
_MOST = 7
_CLAUSE = frozenset("is are was were has have had will would can could may might must should not".split())  # noqa: SIM905
_BELONGING = frozenset(
    """
    members member people residents citizens representatives head heads leader leaders minister ministers
    ministry parents owners users employees customers readers friends relatives families victims supporters
    group groups crowd crowds number thousands hundreds dozens majority some many most one all each both any
    part council board house bank university city people's secretary president king queen department
    """.split()  # noqa: SIM905
)
"""Words after which "of" says to what they belong: "members of the council"."""


def without_addressee(words: Words, cue: Sequence[Run], content: Sequence[Run]) -> list[Run]:
    """The content without the few words right after the cue that name to whom it is said.

    Args:
        words: The words of the text.
        cue: Runs of words.
        content: Runs of words, in order.
    """
    if not cue or not content or content[0][0] != cue[-1][1]:
        return list(content)
    low, high = content[0]
    joins = _TELLING.get(words.word(low - 1).lower(), "").split()
    ahead = [words.word(i).lower() for i in range(low, min(low + _MOST + 1, high))]
    found = [i for i, word in enumerate(ahead) if word in joins]
    if not found or not found[0] or any(not w[0].isalnum() or w in _CLAUSE for w in ahead[: found[0]]):
        return list(content)
    if ahead[found[0]] == "of" and ahead[found[0] - 1] in _BELONGING:
        return list(content)
    return [(low + found[0], high), *content[1:]]
