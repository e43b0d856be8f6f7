"""Everything that onrecord raises on purpose.

    OnrecordError
    ├── InputError          one input cannot be read; others can
    │   ├── NoInput         nothing there: no such file, none that matches, no permission
    │   ├── EmptyInput      no text in it
    │   ├── NotText         binary data, or an encoding that cannot be told
    │   ├── NotEnglish      a text in another language
    │   ├── SeveralArticles one article was asked for and the input holds more
    │   ├── InvalidField    a field with an impossible value, such as a date that is none
    │   └── NotFetched      a URL gave nothing: no answer, an error, too much, too slow
    │       └── NotAllowed  a URL that is not asked for: a private address, a robots.txt that forbids it
    ├── RecordError         a record cannot be opened, read or written
    │   ├── Cancelled       what it was asked took longer than it may, or was stopped
    │   ├── Conflict        somebody else has changed meanwhile what is to be changed
    │   ├── InvalidCursor   a place in a list that is none, or that is no longer known
    │   └── NotInRecord     what is asked for by a number or a name is not there
    ├── MissingPackage      something optional is asked for whose package is not installed
    └── WeightsError        the model that ships with the package is missing or damaged

Every message is one line: what was wrong, with which input, what to do.
"""

from typing import Any

__all__ = [
    "Cancelled",
    "Conflict",
    "EmptyInput",
    "InputError",
    "InvalidCursor",
    "InvalidField",
    "MissingPackage",
    "NoInput",
    "NotAllowed",
    "NotEnglish",
    "NotFetched",
    "NotInRecord",
    "NotText",
    "OnrecordError",
    "RecordError",
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

    def __reduce__(self) -> tuple[type["InputError"], tuple[str, str], dict[str, Any]]:
        """Errors travel between processes."""
        return type(self), (self.problem, self.name), self.__dict__


class NoInput(InputError):  # noqa: N818
    """There is nothing to read: no such file, none that matches a pattern, no permission."""


class EmptyInput(InputError):  # noqa: N818
    """The input holds no text."""


class NotText(InputError):  # noqa: N818
    """The input is binary data, or in an encoding that cannot be told."""


class NotEnglish(InputError):  # noqa: N818
    """The text is in a language that onrecord does not read.

    Attributes:
        language: ISO 639 code of the language; ``und`` where it is certain that it is not English, but not what it is.
        id: The id that is derived from the content of the article, whatever id its input gives it.
    """

    def __init__(self, problem: str, name: str = "the text", language: str = "und", id: str | None = None) -> None:
        super().__init__(problem, name)
        self.language = language
        self.id = id


class SeveralArticles(InputError):  # noqa: N818
    """One article was asked for and the input holds more."""


class InvalidField(InputError):  # noqa: N818
    """A field has an impossible value."""


class NotFetched(InputError):  # noqa: N818
    """A URL gave nothing that can be read: no answer, an error, too much, or too slow.

    Attributes:
        wait: How many seconds the host asks to be left alone; None where it does not say.
    """

    def __init__(self, problem: str, name: str = "the text", wait: float | None = None) -> None:
        super().__init__(problem, name)
        self.wait = wait


class NotAllowed(NotFetched):
    """A URL that is not asked for: it leads to a private address, or its robots.txt forbids it."""


class RecordError(OnrecordError):
    """A record cannot be opened, read or written.

    Attributes:
        problem: What was wrong and what to do, in one line.
        name: Which record.
    """

    def __init__(self, problem: str, name: str) -> None:
        self.problem = problem
        self.name = name
        super().__init__(f"{name}: {problem}")

    def __reduce__(self) -> tuple[type["RecordError"], tuple[str, str]]:
        """Errors travel between processes."""
        return type(self), (self.problem, self.name)


class Cancelled(RecordError):  # noqa: N818
    """What a record was asked took longer than it may, or was stopped by another thread; nothing is wrong with the record."""


class Conflict(RecordError):  # noqa: N818
    """What is to be changed is not as whoever changes it saw it: somebody else was first. Nothing was changed."""


class InvalidCursor(RecordError):  # noqa: N818
    """A cursor that somebody goes on in a list with was altered, belongs to another list, or is no longer known."""


class NotInRecord(RecordError):  # noqa: N818
    """What is asked for by a number or a name is not in the record."""


class MissingPackage(OnrecordError, ImportError):  # noqa: N818
    """Something optional is asked for, and the package that it needs is not installed."""


class WeightsError(OnrecordError):
    """The model that ships with the package is missing or damaged."""
