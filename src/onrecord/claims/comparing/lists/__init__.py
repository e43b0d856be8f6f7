"""Lists of our own: the small words, hedges, opposites and verb forms that differences are read from."""

from functools import cache
from importlib.resources import files


@cache
def lines(name: str) -> tuple[str, ...]:
    """The lines of a list, without comments and empty ones."""
    text = (files(__package__) / f"{name}.txt").read_text(encoding="utf-8")
    return tuple(line.strip() for line in text.splitlines() if line.strip() and not line.startswith("# "))


@cache
def sections(name: str) -> dict[str, frozenset[str]]:
    """The entries of a list by their section: lines "[section]", then entries separated by ", "."""
    out: dict[str, set[str]] = {}
    current: set[str] = set()
    for line in lines(name):
        if line.startswith("["):
            current = out.setdefault(line.strip("[]"), set())
        else:
            current.update(entry.strip() for entry in line.split(",") if entry.strip())
    return {section: frozenset(entries) for section, entries in out.items()}


@cache
def opposites() -> tuple[tuple[frozenset[str], frozenset[str]], ...]:
    """Pairs of groups of words that say the opposite of each other."""
    sides = (line.partition(" | ") for line in lines("opposites"))
    return tuple((frozenset(left.split()), frozenset(right.split())) for left, _, right in sides)
