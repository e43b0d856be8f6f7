"""The commands of the README, made ready to be run by a script in an empty folder: one a line, as `bash` takes them.

    python readme_commands.py README.md

What cannot be run there (it asks the network, never ends, or is about development) is left out, and `SKIPPED` says why. Files that the
README only names are made by `INPUTS`.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

INPUTS = """cp examples/ferry.txt article.txt; cp examples/ferry.txt story.txt
cat examples/stories/*.jsonl > crawl.jsonl
printf '<html><body><article><h1>The dam</h1><p>%s</p></article></body></html>' "$(tail -n +5 article.txt)" > page.html
printf 'name,aliases,id\\nIlse Brandvold,,Q7\\n' > people.csv"""

SKIPPED = {
    "pip install": "what is to be installed is installed already, from the file that is checked",
    "curl ": "it asks the network",
    "postgresql://": "it needs a server",
    'backup news.db "$ONRECORD"': "it needs a server",
    "onrecord watch": "it asks the network",
    "onrecord serve": "it does not end, and opens a browser",
}

_BLOCK = re.compile(r"^```sh\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_COMMENT = re.compile(r"\s+#\s.*$")
_URL = re.compile(r"\s+https?://\S+")
_CLAIM = re.compile(r"\bc[0-9a-z]{10}\b")
_FIRST_CLAIM = '"$(onrecord claims --format json --limit 1 | python -c \'import json, sys; print(json.load(sys.stdin)[0]["id"])\')"'


def commands(readme: str) -> list[tuple[str, str | None]]:
    """All commands in blocks of `sh`, and of each why it is not run, or None."""
    out: list[tuple[str, str | None]] = []
    for block in _BLOCK.findall(readme):
        for line in block.splitlines():
            command = _COMMENT.sub("", line).strip()
            if not command:
                continue
            tail = command.rpartition("&& ")[2]  # "install it and read": it is installed
            if tail.startswith("onrecord "):
                command = tail
            out.append((command, next((why for part, why in SKIPPED.items() if part in command), None)))
    return out


def runnable(command: str) -> str:
    """The command with what is only an example replaced by what is there: no address, and the id of a claim that exists."""
    return _CLAIM.sub(lambda _: _FIRST_CLAIM, _URL.sub("", command))


def script(readme: str) -> str:
    """A script that runs all of them, each in front of the reader; `onrecord trace` may find that nobody is on record."""
    lines = ["set -euo pipefail", INPUTS]
    for command, why in commands(readme):
        if why is not None:
            lines.append(f"echo {_quoted(f'-- left out, {why}: {command}')}")
            continue
        lines.append(f"echo {_quoted('$ ' + command)}")
        allowed = " || [ $? = 1 ]" if command.startswith("onrecord trace ") else ""
        lines.append(f"{{ {runnable(command)}; }} > ../output.txt{allowed}")
    return "\n".join(lines) + "\n"


def python_of(readme: str) -> str:
    """The README's example in Python."""
    (code,) = re.findall(r"^```python\n(.*?)^```$", readme, re.MULTILINE | re.DOTALL)
    return str(code)


def _quoted(words: str) -> str:
    return "'" + words.replace("'", "'\\''") + "'"


if __name__ == "__main__":
    readme = Path(sys.argv[1]).read_text(encoding="utf-8")
    sys.stdout.write(python_of(readme) if sys.argv[2:] == ["--python"] else script(readme))
