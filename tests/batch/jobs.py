"""Jobs of the tests' own: what they are given, how they are run and killed, and what of records is compared."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import onrecord
from onrecord.record import Record
from onrecord.shipped import stories

SOURCE = Path(onrecord.__file__).parents[1]
_TIMES = {"added_at", "first_at", "last_at", "made_at"}
GERMAN = (
    "Die Brücke über die Sarn bleibt bis Montag gesperrt, sagte die Bürgermeisterin am Donnerstag. Die Fachleute hätten einen Riss "
    "gefunden, und niemand wisse, wie tief er sei. Wer über den Fluss wolle, müsse die Fähre nehmen, die nun bis Mitternacht fahre."
)
BRIDGE = (
    "DRAVOSA, March 2 - The bridge at Sarn is closed, Mayor Ana Lind said on Monday. "
    '"It will stay closed until Friday," she told reporters.'
)


def inputs(folder: Path) -> list[str]:
    """Two stories, and a file with all that can be wrong or come twice: broken, foreign, empty, a duplicate, a new version."""
    dam, grain = (str(path) for path in stories() if path.stem in {"dam", "grain"})
    first = json.loads(Path(dam).read_text(encoding="utf-8").splitlines()[0])
    mixed = folder / "mixed.jsonl"
    bridge = {"outlet": "Dravosa Post", "url": "https://dravosa.example/bridge", "published": "2026-03-02"}
    rows = [
        {"text": BRIDGE, **bridge},
        first,
        {"text": GERMAN, "id": "bruecke"},
        {"text": " "},
        {
            "text": BRIDGE + " Nobody was hurt.",
            "outlet": "Dravosa Post",
            "url": "https://dravosa.example/bridge",
            "published": "2026-03-02",
        },
        {"text": BRIDGE, "outlet": "Elmsund Echo", "id": "echo-1", "published": "2026-03-03"},
    ]
    lines = [json.dumps(row) for row in rows]
    mixed.write_text("\n".join([*lines[:2], '{"text": ', *lines[2:]]) + "\n", encoding="utf-8")
    return [dam, grain, str(mixed), str(folder / "missing.txt")]


def begin(*words: str) -> "subprocess.Popen[str]":
    """Begin ``onrecord batch`` as a process that leads a group of its own."""
    environment = {**os.environ, "PYTHONPATH": str(SOURCE)}
    command = [sys.executable, "-m", "onrecord", *words]
    return subprocess.Popen(command, env=environment, stderr=subprocess.PIPE, text=True, start_new_session=True)


def parts(dataset: Path) -> int:
    """How many parts of a dataset are whole."""
    return len(list((dataset / "_parts").glob("*.json")))


def wait_for(dataset: Path, several: int, job: "subprocess.Popen[str]", seconds: float = 300) -> None:
    """Wait until some parts are whole."""
    end = time.monotonic() + seconds
    while parts(dataset) < several:
        assert job.poll() is None, job.stderr.read() if job.stderr else ""
        assert time.monotonic() < end, "nothing was done"
        time.sleep(0.05)


def workers_of(job: "subprocess.Popen[str]") -> list[int]:
    """The processes that work for a job."""
    found = []
    for status in Path("/proc").glob("[0-9]*/stat"):
        try:
            parent = int(status.read_text().rpartition(")")[2].split()[1])
            command = (status.parent / "cmdline").read_bytes()
        except OSError:
            continue
        if parent == job.pid and b"udf_worker" in command:
            found.append(int(status.parent.name))
    return found


def kill_all(job: "subprocess.Popen[str]") -> None:
    """Kill a job with all that works for it."""
    os.killpg(job.pid, signal.SIGKILL)
    job.communicate()


def tables(record: Record) -> dict[str, list[str]]:
    """All rows of all tables of a record but for when they were written, and how far claims have got, which is counted anew each time."""
    named = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' "
    names = record.database.rows(named + "AND name NOT LIKE 'words%'")
    out = {}
    for (name,) in names:
        columns = [str(r[1]) for r in record.database.rows(f"PRAGMA table_info({name})") if r[1] not in _TIMES]
        some = " WHERE name <> 'taken up'" if name == "claim_facts" else ""
        out[str(name)] = sorted(map(repr, record.database.rows(f"SELECT {', '.join(columns)} FROM {name}{some}")))
    return out


def rows(dataset: Path, folder: str) -> list[dict[str, Any]]:
    """All rows of a folder of a dataset."""
    from pyarrow import parquet

    return [row for path in sorted((dataset / folder).rglob("*.parquet")) for row in parquet.ParquetFile(path).read().to_pylist()]
