"""Where a record is: a file, or a PostgreSQL database named by a URL."""

import os
import re
from pathlib import Path

from onrecord.errors import RecordError
from onrecord.record.database import Database

__all__ = ["NOT_UNDERSTOOD", "READ_ONLY", "database_at", "is_url", "shown"]

NOT_UNDERSTOOD = "cannot be understood; write it like postgresql://user@host/database, special characters of a password as in %40 for @"
READ_ONLY = "was opened only to be read, and nothing can be changed in it; open it again to write"

_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*://", re.IGNORECASE)
_HOST = r"(?:\[[0-9a-f:.%]+\]|[^@/?:,\[\]]*)(?::\d*)?"
_POSTGRES = re.compile(rf"(postgres(?:ql)?://)(?:([^@/?:]*)(?::[^@/?]*)?@)?({_HOST}(?:,{_HOST})*)(/[^@?]*)?(?:\?[^@]*)?", re.IGNORECASE)


def is_url(place: str) -> bool:
    """Whether a place is a URL, and not a file."""
    return _SCHEME.match(place) is not None


def shown(place: str | os.PathLike[str]) -> str:
    """What a record is called in messages: a file as it is, a URL with user, host and database alone, so without any password.

    Of a URL that cannot be taken apart, only the scheme is left: any other part of it might be one of a password.
    """
    where = os.fspath(place)
    scheme = _SCHEME.match(where)
    if scheme is None:
        return where
    match = _POSTGRES.fullmatch(where)
    if match is None:
        return f"{scheme[0]}…"
    user = f"{match[2]}@" if match[2] else ""
    return f"{match[1]}{user}{match[3]}{match[4] or ''}"


def database_at(place: str | os.PathLike[str], *, create: bool = True, read_only: bool = False) -> Database:
    """Open the database of a record.

    Args:
        place: The path of a file, or the URL of a PostgreSQL database (RFC 3986; "Connection URIs" in the manual of libpq).
        create: Whether there may be no record yet.
        read_only: Whether nothing may be written to it; then there must be one.

    Raises:
        RecordError: It cannot be opened, or there is none and none is to be made.
    """
    where, create = os.fspath(place), create and not read_only
    if not is_url(where):
        from onrecord.record.sqlite import Sqlite  # noqa: PLC0415

        return Sqlite(Path(where), create=create, read_only=read_only)
    name = shown(where)
    if not where.lower().startswith(("postgres://", "postgresql://")):
        raise RecordError("is of no kind that can be opened; name a file, or postgresql://user@host/database", name)
    if _POSTGRES.fullmatch(where) is None:
        raise RecordError(NOT_UNDERSTOOD, name)
    try:
        from onrecord.record.postgres import Postgres  # noqa: PLC0415
    except ImportError as error:
        raise RecordError('needs psycopg; install it with: pip install "onrecord[postgres]"', name) from error
    return Postgres(where, name, create=create, read_only=read_only)
