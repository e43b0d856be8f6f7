"""Where the text of one input stands in that of another, which may have had its head or its end taken off."""

__all__ = ["shift"]


def shift(text: str, within: str) -> int | None:
    """How far offsets into one text must be moved to be offsets into another; None where the texts are not the same.

    They are the same where they differ by blanks at their ends, or where one is a piece of the other, at least half as long, as when
    lines of metadata were taken off.
    """
    if text.rstrip() == within.rstrip():
        return 0
    inner, outer = text.strip(), within.strip()
    if (at := _only(inner, within)) is not None:
        return at - text.index(inner)
    if (at := _only(outer, text)) is not None:
        return within.index(outer) - at
    return None


def _only(piece: str, text: str) -> int | None:
    """Where a text has a piece of it, if that is at least half of it."""
    at = text.find(piece) if piece and 2 * len(piece) >= len(text) else -1
    return None if at < 0 else at
