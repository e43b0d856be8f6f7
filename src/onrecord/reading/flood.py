"""A flood of errors: the first are reported one by one, the others are counted."""

from collections.abc import Iterator

from onrecord.errors import InputError
from onrecord.reading.drafts import Draft

__all__ = ["MOST_ERRORS", "few_errors"]

MOST_ERRORS = 1000
"""Most errors in a row that are reported one by one; those after them are counted, and what can be read after them is read."""


def few_errors(found: Iterator[Draft | InputError], name: str, hint: str) -> Iterator[Draft | InputError]:
    """The same drafts, with at most `MOST_ERRORS` errors between two of them, and one that says how many more there were.

    Args:
        found: Drafts and errors.
        name: What errors call the input.
        hint: What to check.
    """
    in_a_row = 0
    for one in found:
        if isinstance(one, InputError):
            in_a_row += 1
            if in_a_row <= MOST_ERRORS:
                yield one
            continue
        if in_a_row > MOST_ERRORS:
            yield _more(in_a_row, name, hint)
        in_a_row = 0
        yield one
    if in_a_row > MOST_ERRORS:
        yield _more(in_a_row, name, hint)


def _more(in_a_row: int, name: str, hint: str) -> InputError:
    return InputError(f"{in_a_row - MOST_ERRORS:,} more in a row cannot be read; {hint}", name)
