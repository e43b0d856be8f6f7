"""Whether a sentence states a condition."""

from onrecord.circumstances.certainty.governors import DETERMINERS, SUBJECTS

IF = frozenset(["if", "unless", "provided", "providing", "assuming"])
_INDIRECT = frozenset(
    ["ask", "asks", "asked", "asking", "wonder", "wonders", "wondered", "know", "knows", "knew", "see", "determine", "decide", "tell"]
)
_INDIRECT |= {"say", "unclear", "uncertain", "sure", "unsure", "clear", "doubt", "as", "even", "what"}
"""Before an "if" that asks, or that concedes."""

_SET = frozenset(["not", "any", "only", "anything", "ever", "needed", "necessary", "anybody", "anyone"])
"""After an "if" that states no condition: "few, if any", "dozens, if not hundreds"."""

_NUMBERS = frozenset(["a", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "several", "many"])
_INVERTED = frozenset(["had", "were", "should"])


def is_inverted(words: list[str], at: int) -> bool:
    """Whether a condition without "if" begins here: "had he known, …", "were it to rain, …"."""
    if words[at] not in _INVERTED or at + 1 >= len(words):
        return False
    return words[at + 1] in SUBJECTS or words[at + 1] in DETERMINERS


def has_condition(words: list[str], start: int) -> bool:
    """Whether a sentence holds under a condition only, from an index on."""
    for i in range(start, len(words) - 1):
        word, after, before = words[i], words[i + 1], words[i - 1] if i else ""
        if word in {"if", "unless"} and before not in _INDIRECT and after not in _SET:
            return True
        if word in IF and word not in {"if", "unless"} and (after == "that" or before == ","):
            return True
        if (word, after) == ("condition", "that") and before in {"on", "the"}:
            return True
        if (word, after) == ("long", "as") and before in {"as", "so"} and not _is_number(words[i + 2 : i + 3]):
            return True
        if is_inverted(words, i) and (before == "," or (i == start and "," in words)):
            return True
    return False


def _is_number(words: list[str]) -> bool:
    """Whether "as long as" goes on with a length: "as long as two years"."""
    return not words or words[0][0].isdigit() or words[0] in _NUMBERS
