"""Commands that are shown anywhere in the documentation exist, with the options that they are shown with."""

import re
import shlex
from collections.abc import Iterator
from typing import Any

import pytest
import typer.main

from onrecord.cli import app
from tests.docs.running import ROOT

_FENCE = re.compile(r"^```(?:console|sh)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]


def _shown() -> Iterator[tuple[str, list[str]]]:
    """Where a command is shown, and its words."""
    for page in _PAGES:
        for fence in _FENCE.findall(page.read_text(encoding="utf-8")):
            for line in fence.replace("\\\n", " ").splitlines():
                for part in re.split(r"\s(?:\||&&|\|\|)\s", line.removeprefix("$ ")):
                    if match := re.match(r"(?:[A-Z_]+=\S+ )?(onrecord( .*)?)$", part.strip()):
                        yield page.relative_to(ROOT).as_posix(), shlex.split(match[1], comments=True)[1:]


_SHOWN = list(_shown())


@pytest.mark.parametrize(("page", "words"), _SHOWN, ids=[f"{page}: {' '.join(words)[:50]}" for page, words in _SHOWN])
def test_a_command_that_is_shown_exists(page: str, words: list[str]) -> None:
    command: Any = typer.main.get_command(app)
    words = list(words)
    while words and words[0] in getattr(command, "commands", {}):
        command = command.commands[words.pop(0)]
    known = {option for parameter in command.params for option in [*parameter.opts, *parameter.secondary_opts]} | {"--help", "-h"}
    for word in words:
        if re.match(r"--?[a-z]", word):
            assert word.partition("=")[0] in known, f"{page}: {word}"


def test_there_are_many() -> None:
    assert len(_SHOWN) > 120
    assert {page for page, _ in _SHOWN} >= {"README.md", "docs/cli.md", "docs/start.md", "docs/howto/osint.md", "docs/exports.md"}
