"""What PostgreSQL refuses, in one line that says what to do; no line holds a password."""

import psycopg

__all__ = ["LOST", "refusal", "unreachable"]

LOST = "the connection to the server was lost; run the same command again, what was kept stays kept"

_AT_ENTRY = (
    ("password authentication failed", "the password is not that of this user; it is taken from ~/.pgpass, PGPASSWORD or the URL"),
    ("no password supplied", "a password is needed; put it into ~/.pgpass or the environment variable PGPASSWORD"),
    ("no pg_hba.conf entry", "the server does not let this user in from here; see its pg_hba.conf"),
    ("Peer authentication failed", "the server lets this user in only under the same name; name a host, or see its pg_hba.conf"),
    ("permission denied for database", "this user may not use the database; grant CONNECT on it"),
    ("role", "the server knows no such user; check the name"),
    ("database", "there is no such database; make it with createdb, or check the name"),
    ("too many", "the server has as many connections as it takes; try again later"),
    ("remaining connection slots", "the server has as many connections as it takes; try again later"),
    ("starting up", "the server is just starting; try again in a moment"),
    ("shutting down", "the server is just shutting down; try again later"),
    ("could not translate host name", "there is no such host; check the name"),
    ("failed to resolve host", "there is no such host; check the name"),
    ("timeout", "the server does not answer; check host and port"),
    ("SSL", "the connection cannot be encrypted as asked; see sslmode"),
)
_NO_SERVER = ("Connection refused", "No such file or directory", "No route to host", "Network is unreachable", "could not connect")

_BY_STATE = {
    "25006": "may not be written: this user, or the whole server, may only read",
    "40001": "others were writing at the same time; run the same command again, nothing was lost",
    "40P01": "others were writing at the same time; run the same command again, nothing was lost",
    "53100": "the disk of the server is full; make room and run the same command again, nothing was lost",
    "53200": "the server has no memory left for this; ask for less, or try again later",
    "53300": "the server has as many connections as it takes; try again later",
    "55P03": "another process has been writing to it for long; wait for that to end",
    "XX001": "is damaged; restore a backup, or add the articles again to a new record",
    "XX002": "is damaged; restore a backup, or add the articles again to a new record",
}


def unreachable(error: psycopg.Error) -> str:
    """Why a server cannot be reached, or does not let somebody in."""
    said = str(error)
    if any(reason in said for reason in _NO_SERVER):
        return "no server answers there; check host and port, and that PostgreSQL is running"
    missing = "does not exist" in said
    for word, help in _AT_ENTRY:
        if word in said and (missing or word not in {"role", "database"}):
            return help
    return f"cannot be reached ({_line(said)})"


def refusal(error: psycopg.Error) -> str:
    """Why a statement was refused."""
    state = error.sqlstate or ""
    said = _line(error.diag.message_primary or str(error))
    if state in _BY_STATE:
        return _BY_STATE[state]
    if state == "42501":
        return f"this user may not do that ({said}); have it granted"
    if state == "57014":
        if "timeout" in said:
            return "took longer than the server allows (statement_timeout); ask for less, or have that raised"
        return "was stopped by somebody who looks after the server"
    if state in {"42P01", "42703"}:
        return f"is not as it should be ({said}); restore a backup"
    if state.startswith(("08", "57P")) or (not state and isinstance(error, psycopg.OperationalError)):
        return LOST
    return f"cannot be used ({said})"


def _line(said: str) -> str:
    return " ".join(said.split("\n", 1)[0].split())[:300]
