"""A PostgreSQL server of the tests' own: in a temporary folder, on a free port of the loopback, gone when they end."""

import os
import re
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import Any

import psycopg

OLDEST = 15
PASSWORD = "a secret@1/2"
_QUOTED = "a%20secret%401%2F2"
_PLACES = ("/usr/lib/postgresql/*/bin", "/usr/pgsql-*/bin", "/opt/homebrew/opt/postgresql*/bin", "/usr/local/opt/postgresql*/bin")
MISSING = (
    f"no PostgreSQL server, {OLDEST} or newer, is installed, and its tests are asked for: install it (Debian: apt-get install postgresql), "
    "or set ONRECORD_TEST_POSTGRES=0 to leave them out"
)


def wanted() -> bool:
    """Whether the tests of PostgreSQL are run: where they are asked for, in CI, and where there is a server."""
    asked = os.environ.get("ONRECORD_TEST_POSTGRES", "")
    if asked:
        return asked != "0"
    return os.environ.get("CI", "").lower() not in {"", "0", "false"} or binaries() is not None


def binaries() -> Path | None:
    """The folder of the newest server that is installed."""
    folders = [Path(f) for f in os.environ.get("PATH", "").split(os.pathsep) if f]
    folders += [folder for place in _PLACES for folder in sorted(Path("/").glob(place[1:]))]
    found = [(version, folder) for folder in folders if (version := _version(folder)) >= OLDEST]
    return max(found)[1] if found else None


def _version(folder: Path) -> int:
    if not all(os.access(folder / name, os.X_OK) for name in ("initdb", "postgres")):
        return 0
    said = subprocess.run([folder / "postgres", "--version"], capture_output=True, text=True, check=False).stdout
    match = re.search(r"\s(\d+)", said)
    return int(match[1]) if match else 0


@dataclass
class Server:
    """A running server."""

    port: int
    process: "subprocess.Popen[bytes]"
    _numbers: "count[int]"

    def url(self, database: str = "postgres", user: str = "onrecord", password: str = _QUOTED) -> str:
        return f"postgresql://{user}:{password}@127.0.0.1:{self.port}/{database}"

    def database(self, *options: str) -> str:
        """The URL of a new, empty database."""
        name = f"news{next(self._numbers)}"
        self.run(f"CREATE DATABASE {name} {' '.join(options)}")
        return self.url(name)

    def drop(self, url: str) -> None:
        """Take a database away, whoever is in it."""
        self.run(f"DROP DATABASE IF EXISTS {url.rpartition('/')[2]} WITH (FORCE)")

    def run(self, sql: str, url: str | None = None) -> list[tuple[Any, ...]]:
        """Run statements as who may do anything."""
        with psycopg.connect(url or self.url(), autocommit=True) as connection:
            cursor = connection.execute(sql.encode())
            return cursor.fetchall() if cursor.description else []


@contextmanager
def server() -> Iterator[Server]:
    """A server; root may not run one, so that somebody else does who may nothing."""
    found = binaries()
    if found is None:
        raise RuntimeError(MISSING)
    folder = Path(tempfile.mkdtemp(prefix="onrecord-postgres-"))
    who: dict[str, Any] = {}
    if os.geteuid() == 0:
        import pwd

        user = next(u for name in ("postgres", "nobody") for u in pwd.getpwall() if u.pw_name == name)
        who = {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}
        os.chown(folder, user.pw_uid, user.pw_gid)
    try:
        _run(
            [
                found / "initdb",
                "--pgdata",
                folder / "data",
                "--username=onrecord",
                "--auth=scram-sha-256",
                "--encoding=UTF8",
                "--locale=C.UTF-8",
                "--no-sync",
                f"--pwfile={_password(folder)}",
            ],
            who,
        )
        for _ in range(5):
            port = _free_port()
            process = _started(found, folder, port, who)
            if process is not None:
                break
        else:
            raise RuntimeError("PostgreSQL does not start:\n" + (folder / "log").read_text(errors="replace")[-2000:])
        try:
            yield Server(port, process, count(1))
        finally:
            process.send_signal(signal.SIGQUIT)  # at once: nothing of it is kept
            try:
                process.wait(20)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _password(folder: Path) -> Path:
    path = folder / "password"
    path.write_text(PASSWORD + "\n")
    path.chmod(0o644)
    return path


def _run(command: list[Any], who: dict[str, Any]) -> None:
    done = subprocess.run([str(x) for x in command], capture_output=True, text=True, check=False, cwd="/", **who)
    if done.returncode:
        raise RuntimeError(f"{command[0]} failed: {done.stderr or done.stdout}")


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def _started(found: Path, folder: Path, port: int, who: dict[str, Any]) -> "subprocess.Popen[bytes] | None":
    """A server that answers; None where it ended, as where somebody else took the port."""
    settings = {"listen_addresses": "127.0.0.1", "port": port, "unix_socket_directories": "", "fsync": "off", "full_page_writes": "off"}
    settings |= {"synchronous_commit": "off", "max_connections": 40, "shared_buffers": "32MB", "autovacuum": "off"}
    options = [f"--{name}={value}" for name, value in settings.items()]
    with (folder / "log").open("ab") as log:
        process = subprocess.Popen([found / "postgres", "-D", folder / "data", *options], stdout=log, stderr=log, cwd="/", **who)
    for _ in range(600):
        if process.poll() is not None:
            return None
        try:
            psycopg.connect(host="127.0.0.1", port=port, user="onrecord", password=PASSWORD, dbname="postgres", connect_timeout=5).close()
        except psycopg.OperationalError:
            time.sleep(0.05)
        else:
            return process
    process.kill()
    process.wait()
    return None
