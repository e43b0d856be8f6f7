"""The code blocks of a Markdown page, and what it shows that they print."""

import re
from dataclasses import dataclass

__all__ = ["Step", "steps"]

_FENCE = re.compile(r"^```(?P<language>[a-z]*)\n(?P<body>.*?)^```$", re.MULTILINE | re.DOTALL)
_ENDS_WITH = re.compile(r"\s+# ends with (\d+)\b.*$")


@dataclass(frozen=True)
class Step:
    """One command, or one Python program, of a page.

    Attributes:
        language: ``console`` or ``python``.
        code: What is run: a line of shell, or a program.
        shown: What the page shows that it prints; None for a program of which nothing is shown.
        span: Where `shown` stands in the page. Where nothing is shown it is empty, and where output would be put.
        line: The line of the page on which the code begins, from 1.
        ends_with: The exit code that the page tells.
    """

    language: str
    code: str
    shown: str | None
    span: tuple[int, int]
    line: int
    ends_with: int = 0


def steps(page: str) -> list[Step]:
    """All that a page lets its reader run, in its order.

    In a block ``console``, each line that begins with ``$ `` is a command, which goes on after a ``\\`` at its end; what
    follows, up to the next command, is what it prints. What a block ``python`` prints is in a block ``text`` right after it.
    Blocks in other languages are not run.
    """
    found: list[Step] = []
    fences = list(_FENCE.finditer(page))
    for fence, after in zip(fences, [*fences[1:], None], strict=True):
        if fence["language"] == "console":
            found += _commands(page, fence.start("body"), fence["body"])
        elif fence["language"] == "python":
            shows = after is not None and after["language"] == "text" and not page[fence.end() : after.start()].strip()
            shown, span = (after["body"], after.span("body")) if shows and after else (None, (fence.end(), fence.end()))
            found.append(Step("python", fence["body"], shown, span, _line(page, fence.start("body"))))
    return found


def _commands(page: str, start: int, body: str) -> list[Step]:
    found: list[Step] = []
    at, lines = start, body.splitlines(keepends=True)
    while lines:
        begins = at
        line = lines.pop(0)
        at += len(line)
        if not line.startswith("$ "):
            raise ValueError(f"line {_line(page, begins)}: a block of commands begins with `$ `, not {line.rstrip()!r}")
        code = line[2:]
        while code.endswith("\\\n") and lines:
            code += lines[0]
            at += len(lines.pop(0))
        shown_from = at
        while lines and not lines[0].startswith("$ "):
            at += len(lines.pop(0))
        told = _ENDS_WITH.search(code.rstrip("\n"))
        plain = code[: told.start()] if told else code.rstrip("\n")
        found.append(Step("console", plain, page[shown_from:at], (shown_from, at), _line(page, begins), int(told[1]) if told else 0))
    return found


def _line(page: str, at: int) -> int:
    return page.count("\n", 0, at) + 1
