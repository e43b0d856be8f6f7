"""Which characters stand inside quotation marks, by a rule of the measures' own.

The product tells quotations with far more care (`onrecord.attribution.quotes`). What a score is counted by must be simple, and must not
change when the product learns.
"""

import re

__all__ = ["quoted_characters"]

_PARAGRAPH = re.compile(r"[^\n]+")
_MARK = re.compile(r"''|``|[\"“”]|[‘’']")
_DASHES = "([—–-"


def quoted_characters(text: str) -> bytearray:
    """1 for every character inside quotation marks, else 0.

    It goes paragraph by paragraph; a mark that is never closed runs to the paragraph's end.
    """
    mask = bytearray(len(text))
    for paragraph in _PARAGRAPH.finditer(text):
        _mark_paragraph(text, *paragraph.span(), mask)
    return mask


def _mark_paragraph(text: str, low: int, high: int, mask: bytearray) -> None:
    double = single = -1
    for m in _MARK.finditer(text, low, high):
        at, mark = m.start(), m.group()
        before = text[at - 1] if at > low else " "
        after = text[m.end()] if m.end() < high else " "
        if mark in "‘’'":
            if double >= 0:
                continue
            if single < 0:
                if mark != "’" and (before.isspace() or before in _DASHES) and after.isalpha():
                    single = at + 1
            elif mark != "‘" and not after.isalnum() and not before.isspace():
                mask[single:at] = b"\1" * (at - single)
                single = -1
            continue
        straight = mark in ('"', "''", "``")
        opens = mark == "“" or (straight and (before.isspace() or before in _DASHES + "‘'") and not after.isspace())
        if double < 0:
            if opens or (straight and not after.isspace() and after not in ".,;:!?)"):
                double = m.end()
        elif not opens or mark == "”":
            mask[double:at] = b"\1" * (at - double)
            double = -1
    if double >= 0:
        mask[double:high] = b"\1" * (high - double)
