"""Whether a content is quoted, partly quoted, or reported in the reporter's words."""

import numpy as np
from numpy.typing import NDArray

from onrecord.attribution.quotes import INSIDE, INSIDE_SINGLE
from onrecord.model import Kind, Span


def kind_of(text: str, states: NDArray[np.int8], content: tuple[Span, ...]) -> Kind:
    """The kind of a content: do all of its letters and digits stand inside quotation marks, some, or none?

    Args:
        text: The text.
        states: What every character is to the quotations, from `onrecord.attribution.quotes.states`.
        content: Spans of the content.
    """
    quoted = plain = False
    for start, end in content:
        for at in range(start, end):
            if text[at].isalnum():
                if states[at] in (INSIDE, INSIDE_SINGLE):
                    quoted = True
                else:
                    plain = True
                if quoted and plain:
                    return "mixed"
    return "direct" if quoted else "indirect"
