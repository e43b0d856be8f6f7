"""Runs the code of a notebook as a notebook does: cell by cell in one namespace, with what the last line of each gives."""

import ast
import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent.parent / "examples" / "notebooks"
NOTEBOOKS = sorted(FOLDER.glob("*.ipynb"))


@dataclass
class Ran:
    """A notebook that was run: its names, and what each cell of code gave."""

    names: dict[str, Any] = field(default_factory=dict)
    results: list[Any] = field(default_factory=list)

    def __getitem__(self, name: str) -> Any:
        return self.names[name]


def cells(path: Path) -> list[dict[str, Any]]:
    """The cells of a notebook."""
    found: list[dict[str, Any]] = json.loads(path.read_text(encoding="utf-8"))["cells"]
    return found


def run(name: str) -> Ran:
    """Run a notebook in the folder where the test is; an error says in which cell."""
    path, ran = FOLDER / f"{name}.ipynb", Ran({"__name__": "__main__"})
    for n, cell in enumerate(cells(path), start=1):
        if cell["cell_type"] != "code":
            continue
        tree = ast.parse("".join(cell["source"]))
        last = tree.body.pop() if tree.body and isinstance(tree.body[-1], ast.Expr) else None
        where = f"{path.name}, cell {n}"
        exec(compile(tree, where, "exec"), ran.names)
        shown = eval(compile(ast.Expression(last.value), where, "eval"), ran.names) if isinstance(last, ast.Expr) else None
        ran.results.append(shown)
    return ran
