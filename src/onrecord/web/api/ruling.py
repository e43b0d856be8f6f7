"""What judging by hand has in common: what the record does not let happen is a conflict, not a failure."""

from collections.abc import Iterator
from contextlib import contextmanager
from http import HTTPStatus

from onrecord.errors import Cancelled, Conflict, NotInRecord, RecordError
from onrecord.record.places import READ_ONLY
from onrecord.web.problems import Problem

__all__ = ["by_the_rules"]


@contextmanager
def by_the_rules() -> Iterator[None]:
    """Tell what the record refuses apart from what fails.

    Raises:
        Problem: What is to be judged contradicts what is judged already, or would leave nothing.
        RecordError: There is no such thing, or the database cannot do it; that error has another one of the database as its cause.
    """
    try:
        yield
    except (Cancelled, Conflict, NotInRecord):
        raise
    except RecordError as error:
        if error.__cause__ is not None or error.problem == READ_ONLY:
            raise
        raise Problem(HTTPStatus.CONFLICT, error.problem) from error
