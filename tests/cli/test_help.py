import json
import re
import shlex
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import typer.main

from onrecord.cli import app

_ROOT = Path(__file__).parents[2]
_DOCUMENTED = (_ROOT / "docs" / "cli.md").read_text(encoding="utf-8")


def _commands() -> Iterator[tuple[str, Any]]:
    group: Any = typer.main.get_command(app)
    yield "", group
    for name, command in sorted(group.commands.items()):
        yield name, command
        if name in {"record", "review", "speakers"}:
            yield from ((f"{name} {inner}", one) for inner, one in sorted(command.commands.items()))


@pytest.mark.parametrize("name", [name for name, _ in _commands()])
@pytest.mark.parametrize("flag", ["--help", "-h"])
def test_every_help_is_printed(run: Callable[..., Any], name: str, flag: str) -> None:
    result = run(*name.split(), flag)
    assert result.exit_code == 0
    assert "Traceback" not in result.stdout + result.stderr
    assert "Usage:" in result.stdout


@pytest.mark.parametrize(("name", "command"), list(_commands()))
def test_every_command_and_option_has_a_help_text(name: str, command: Any) -> None:
    assert command.help, name
    for parameter in command.params:
        assert parameter.help, f"{name} {parameter.name}"
        assert parameter.help.rstrip().endswith("."), f"{name} {parameter.name}"


def _section(name: str) -> str:
    if not name:
        return _DOCUMENTED
    name = name.partition(" ")[0]
    match = re.search(rf"^## `onrecord {name}`$(.*?)(?=^## |\Z)", _DOCUMENTED, re.MULTILINE | re.DOTALL)
    assert match, f"docs/cli.md has no section for onrecord {name}"
    return match[1]


@pytest.mark.parametrize("name", [name for name, _ in _commands()])
def test_every_help_says_what_it_does_by_example_how_it_ends_and_where_more_is_told(run: Callable[..., Any], name: str) -> None:
    shown = run(*name.split(), "--help").stdout
    assert re.search(rf"\n  Examples:\n    onrecord {name}".rstrip(), shown), name
    assert re.search(r"\n  Exit codes: 0 ", shown)
    also = " ".join(shown.rpartition("See also: ")[2].split())
    assert also.endswith(".")
    for document in re.findall(r"[\w/]+\.md", also):
        assert (_ROOT / document).is_file(), document
    assert re.findall(r"[\w/]+\.md", also) or "onrecord" in also


@pytest.mark.parametrize("name", [name for name, _ in _commands()])
def test_every_example_is_a_command_that_is_understood(name: str) -> None:
    for example in _examples(dict(_commands())[name].epilog):
        words = shlex.split(re.split(r" (?:&&|\||>) ", example.removeprefix("curl -s https://news.example/story | "))[0])
        assert words.pop(0) == "onrecord"
        command: Any = typer.main.get_command(app)
        while words and words[0] in getattr(command, "commands", {}):
            command = command.commands[words.pop(0)]
        known = {o for parameter in command.params for o in [*parameter.opts, *parameter.secondary_opts]} | {"--help"}
        assert {word for word in words if re.match(r"--?[a-z]", word)} <= known, example


def _examples(epilog: str) -> list[str]:
    return [line.strip() for line in epilog.partition("Examples:\n")[2].partition("\n\n")[0].splitlines()]


@pytest.mark.parametrize(("name", "command"), [(n, c) for n, c in _commands() if n and not hasattr(c, "commands")])
def test_every_command_tells_more_than_its_first_line(name: str, command: Any) -> None:
    first, _, rest = command.help.partition("\n\n")
    assert first.endswith(".")
    assert len(rest.split()) >= 4, name


@pytest.mark.parametrize(("name", "command"), list(_commands()))
def test_every_command_and_option_is_documented(name: str, command: Any) -> None:
    section = _section(name)
    for parameter in command.params:
        for option in [*parameter.opts, *parameter.secondary_opts] if parameter.param_type_name == "option" else []:
            assert re.search(rf"`{re.escape(option)}[ `]", section), f"docs/cli.md does not tell of {option} in onrecord {name}"
        if " " in name:
            assert f"`{name.partition(' ')[2]}" in section, f"docs/cli.md does not tell of onrecord {name}"
        for choice in getattr(parameter.type, "choices", []) if hasattr(parameter, "type") else []:
            assert f"`{getattr(choice, 'value', choice)}`" in section, f"docs/cli.md does not tell of {option} {choice}"


def test_nothing_is_documented_that_is_not_there() -> None:
    known = {o for _, command in _commands() for parameter in command.params for o in [*parameter.opts, *parameter.secondary_opts]}
    known |= {"--help", "-h"}
    for option in re.findall(r"`(--?[a-z][a-z-]*)", _DOCUMENTED):
        assert option in known, option
    sections = re.findall(r"^## `onrecord (\w+)`$", _DOCUMENTED, re.MULTILINE)
    assert sections == [name for name, _ in _commands() if name and " " not in name]


def test_the_examples_in_help_are_in_the_help_as_they_were_written(run: Callable[..., Any]) -> None:
    shown = run("read", "--help").stdout
    assert "\n    onrecord read article.txt\n" in shown
    assert "Exit codes: 0 all was read" in shown
    assert "\b" not in shown


def test_the_bare_command_shows_its_help(run: Callable[..., Any]) -> None:
    result = run()
    assert "Usage:" in result.stdout + result.stderr
    assert result.exit_code in {0, 2}


def test_version_is_one_line(run: Callable[..., Any]) -> None:
    result = run("--version")
    assert result.exit_code == 0
    assert re.fullmatch(r"onrecord \S.*\n", result.stdout)


def test_an_unknown_command_is_a_wrong_command(run: Callable[..., Any]) -> None:
    result = run("raed", "x")
    assert result.exit_code == 2
    assert "raed" in result.stderr


def test_schema_prints_the_schema(run: Callable[..., Any]) -> None:
    result = run("schema")
    assert result.exit_code == 0
    assert json.loads(result.stdout)["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert json.loads(result.stdout)["title"] == "Reading"
