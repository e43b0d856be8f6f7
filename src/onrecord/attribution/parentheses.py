"""Reports in parenthesis: in "The bridge, Lind said, is closed" it is Lind who speaks, and the bridge belongs to what is said.

Where a finite auxiliary follows such a parenthesis, the words before it are the auxiliary's subject, whoever else they might name.
"""

from collections.abc import Sequence

from onrecord.attribution.words import Words

Run = tuple[int, int]

_AUXILIARIES = frozenset(
    """
    is are was were has have had will would can could may might must shall should do does did
    isn aren wasn weren hasn haven hadn won wouldn couldn shouldn doesn don didn
    """.split()  # noqa: SIM905
)
_OPENS_A_NAME = frozenset("he she they it i we the a an his her their its our my this one some many several both most".split())  # noqa: SIM905
_JOINS = frozenset(["but", "and", "so", "yet", "still"])
_LONGEST = 8
_FARTHEST = 40


def righted(words: Words, source: Sequence[Run], cue: Sequence[Run], content: Sequence[Run]) -> tuple[list[Run], list[Run]]:
    """Source and content of an attribution, put right where its cue stands in parenthesis before an auxiliary.

    Args:
        words: The words of the text.
        source: Runs of words.
        cue: Runs of words.
        content: Runs of words, in order.
    """
    as_found = list(source), list(content)
    if len(cue) != 1:
        return as_found
    begin, end = cue[0]
    if end < len(words) and words.word(end) == ",":
        comma = _comma(words, begin - 1, -1)
        name, close = (comma + 1, begin), end  # ", Lind said,"
    else:
        comma, close = begin - 1, _comma(words, end, 1)
        name = end, close  # ", said Lind,"
    verb = close + 1
    if comma < 1 or close < 0 or verb >= len(words) or words.word(comma) != "," or words.word(verb).lower() not in _AUXILIARIES:
        return as_found
    subject = _sentence_start(words, comma), comma
    if not 0 <= subject[0] < subject[1] or words.quote[subject[0] : verb + 1].any() or not _is_name(words, name):
        return as_found
    if any(words.word(i) in ",;:" for i in range(*subject)) or any(low < comma and high > subject[0] for low, high in content):
        return as_found
    rest = [(max(low, verb), high) for low, high in content if high > verb]
    if not rest or rest[0][0] != verb:
        return as_found
    if words.word(subject[0]).lower() in _JOINS and subject[1] - subject[0] > 1:
        subject = subject[0] + 1, comma
    return [name], [subject, *rest]


def _comma(words: Words, at: int, step: int) -> int:
    """The comma within the few words from `at` on, or -1 where something else ends them."""
    for i in range(at, at + step * (_LONGEST + 1), step):
        if not 0 <= i < len(words):
            return -1
        word = words.word(i)
        if word == ",":
            return i
        if not word[0].isalnum() and word not in "-.'’":
            return -1
    return -1


def _is_name(words: Words, run: Run) -> bool:
    if not 0 < run[1] - run[0] <= _LONGEST:
        return False
    first = words.word(run[0])
    return first[0].isupper() or first.lower() in _OPENS_A_NAME


def _sentence_start(words: Words, end: int) -> int:
    """The first word of the sentence, or -1 where it is too far away for what stands before the comma to be a subject."""
    for i in range(end, max(end - _FARTHEST, -1), -1):
        if words.opens_sentence[i]:
            return i
    return -1
