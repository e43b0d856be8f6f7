"""Runs what a page lets its reader run, in a folder of its own, as in a terminal of 80 columns."""

import os
import pty
import re
import subprocess
import sys
from pathlib import Path

from tests.docs.blocks import Step

__all__ = ["Desk"]

ROOT = Path(__file__).parents[2]
_COLUMNS = 80
_SECONDS = 120
_ESCAPES = re.compile(r"\x1b(?:\[[0-9;?]*[ -/]*[@-~]|\].*?(?:\x07|\x1b\\))")
# Variables that were exported stay for the commands after them, as in one terminal.
_SHELL = '[ ! -f "$KEPT" ] || . "$KEPT"\n{code}\nended=$?\nexport -p > "$KEPT"\nexit $ended\n'


class Desk:
    """Where somebody sits who follows a page: a folder with the examples in it, and the command ``onrecord``.

    Args:
        folder: An empty folder.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder / "desk"
        self.folder.mkdir()
        (self.folder / "examples").symlink_to(ROOT / "examples")
        commands = folder / "commands"
        commands.mkdir()
        for name, words in {"onrecord": "-m onrecord", "python": ""}.items():
            (commands / name).write_text(f'#!/bin/sh\nexec "{sys.executable}" {words} "$@"\n', encoding="utf-8")
            (commands / name).chmod(0o755)
        inherited = {k: v for k, v in os.environ.items() if not k.startswith(("ONRECORD", "COV_", "PYTEST"))}
        self.environment = inherited | {
            "PATH": f"{commands}{os.pathsep}{os.environ['PATH']}",
            "PYTHONPATH": os.pathsep.join([str(ROOT / "src"), *filter(None, [os.environ.get("PYTHONPATH")])]),
            "PYTHONUTF8": "1",
            "KEPT": str(folder / "kept.sh"),
            "TERM": "dumb",  # no progress bars, whose pictures follow one another
            "COLUMNS": str(_COLUMNS),
            "LOGNAME": "ana",
            "USER": "ana",
            "TZ": "UTC",
        }

    def run(self, step: Step) -> tuple[int, str]:
        """The exit code of a step, and all that it prints, on standard output and standard error."""
        if step.language == "python":
            return self._printed([sys.executable, "-W", "error", "-c", step.code])
        return self._printed(["bash", "-c", _SHELL.format(code=step.code)])

    def _printed(self, command: list[str]) -> tuple[int, str]:
        ours, theirs = pty.openpty()
        with subprocess.Popen(
            command, cwd=self.folder, env=self.environment, stdin=subprocess.DEVNULL, stdout=theirs, stderr=theirs, start_new_session=True
        ) as process:
            os.close(theirs)
            printed = b"".join(_read(ours))
            os.close(ours)
            code = process.wait(timeout=_SECONDS)
        return code, _ESCAPES.sub("", printed.decode()).replace("\r\n", "\n")


def _read(terminal: int) -> "list[bytes]":
    pieces: list[bytes] = []
    while True:
        try:
            piece = os.read(terminal, 65536)
        except OSError:  # how Linux says that nobody has the other end open
            return pieces
        if not piece:
            return pieces
        pieces.append(piece)
