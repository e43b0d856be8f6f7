"""Writes into pages what their commands really print: ``python -m tests.docs.refresh docs/start.md``.

What fits stays as it is, with all that it leaves out (`…`); look at everything else before you keep it.
"""

import sys
import tempfile
from pathlib import Path

from tests.docs.blocks import Step, steps
from tests.docs.comparing import difference
from tests.docs.running import Desk

__all__ = ["refreshed"]


def refreshed(page: str, desk: Desk) -> str:
    """The page with what its steps print."""
    found: list[tuple[Step, str]] = []
    for step in steps(page):
        code, printed = desk.run(step)
        if code != step.ends_with:
            print(f"line {step.line}: ended with {code}: {step.code}", file=sys.stderr)
        found.append((step, "".join(f"{line.rstrip()}\n" for line in printed.strip("\n").splitlines())))
    for step, printed in reversed(found):
        start, end = step.span
        if step.shown is None:
            new = f"\n\n```text\n{printed}```" if printed else ""
        else:
            new = step.shown if difference(step.shown, printed) is None else printed
        page = page[:start] + new + page[end:]
    return page


def main() -> None:
    """Refresh the pages that are named."""
    for name in sys.argv[1:]:
        path = Path(name)
        with tempfile.TemporaryDirectory() as folder:
            path.write_text(refreshed(path.read_text(encoding="utf-8"), Desk(Path(folder))), encoding="utf-8")


if __name__ == "__main__":
    main()
