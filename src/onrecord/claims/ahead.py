"""What stands ahead of a content in its article, as the network that relates contents is told it.

A content taken from its article often says little: "It was 150 million". So the network is told the sentences before it, who says it,
and by what act.
"""

import re

__all__ = ["ahead", "before"]

_VERBS = {
    "state": "said",
    "deny": "denied",
    "confirm": "confirmed",
    "accuse": "accused",
    "warn": "warned",
    "threaten": "threatened",
    "promise": "promised",
    "request": "demanded",
    "ask": "asked",
    "predict": "predicted",
    "believe": "believed",
    "decline": "declined to say",
}
"""How each act is named."""

_REACH = 260
"""Characters before a content that may belong to what stands ahead of it."""

_NAME = 80
"""Characters of a speaker's name."""

_SENTENCE = re.compile(r"[.!?][”\"’']?\s+|\n")


def before(text: str, at: int) -> str:
    """What stands before a place of an article: the sentence begun there, and one or two before it.

    Args:
        text: The text of the article.
        at: A place in it, in code points.
    """
    piece = text[max(0, at - _REACH) : at]
    if at > _REACH:
        cut = _SENTENCE.search(piece)
        piece = piece[cut.end() :] if cut else piece
    return " ".join(piece.split())


def ahead(before: str, speaker: str | None, act: str | None) -> str:
    """What the network is told ahead of a content.

    Args:
        before: What stands before it.
        speaker: Who says it, as far as it is known.
        act: By what act, as in `onrecord.model.Act`.
    """
    return f"{before} {(speaker or 'somebody')[:_NAME]} {_VERBS.get(act or 'state', 'said')}:".strip()
