"""Everything that onrecord raises on purpose.

    OnrecordError
    ├── InputError          one input cannot be read; others can
    │   ├── NoInput         nothing there: no such file, none that matches, no permission
    │   ├── EmptyInput      no text in it
    │   ├── NotText         binary data, or an encoding that cannot be told
    │   ├── NotEnglish      a text in another language
    │   ├── SeveralArticles one article was asked for and the input holds more
    │   └── InvalidField    a field with an impossible value, such as a date that is none
    └── WeightsError        the model that ships with the package is missing or damaged

Every message is one line: what was wrong, with which input, what to do.
"""

__all__ = [
    "EmptyInput",
    "InputError",
    "InvalidField",
    "NoInput",
    "NotEnglish",
    "NotText",
    "OnrecordError",
    "SeveralArticles",
    "WeightsError",
]


class OnrecordError(Exception):
    """Base of all errors that onrecord raises on purpose."""


class InputError(OnrecordError):
    """One input cannot be read.

    Attributes:
        problem: What was wrong and what to do, in one line.
        name: Which input: a path, ``-``, or "the text".
    """

    def __init__(self, problem: str, name: str = "the text") -> None:
        self.problem = problem
        self.name = name
        super().__init__(f"{name}: {problem}")

    def __reduce__(self) -> tuple[type["InputError"], tuple[str, str]]:
        """Errors travel between processes."""
        return type(self), (self.problem, self.name)


class NoInput(InputError):  # noqa: N818
    """There is nothing to read: no such file, none that matches a pattern, no permission."""


class EmptyInput(InputError):  # noqa: N818
    """The input holds no text."""


class NotText(InputError):  # noqa: N818
    """The input is binary data, or in an encoding that cannot be told."""


class NotEnglish(InputError):  # noqa: N818
    """The text is in a language that onrecord does not read."""


class SeveralArticles(InputError):  # noqa: N818
    """One article was asked for and the input holds more."""


class InvalidField(InputError):  # noqa: N818
    """A field has an impossible value."""


class WeightsError(OnrecordError):
    """The model that ships with the package is missing or damaged."""
