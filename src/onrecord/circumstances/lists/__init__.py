"""Lists of our own: what cues and contents are made of; one file each, with what it holds in its first line.

What is in them is informed by the literature on reporting verbs and on commitment (Hooper 1975; Karttunen 1971; Thompson and Ye 1991;
Hyland 2005; Saurí and Pustejovsky 2009) and by the labels in `training/`; the choice of words is ours.
"""

from functools import cache
from importlib.resources import files


@cache
def sections(name: str) -> dict[str, frozenset[str]]:
    """The entries of a list by their section: lines "[section]", then entries separated by ", "."""
    text = (files(__package__) / f"{name}.txt").read_text(encoding="utf-8")
    out: dict[str, set[str]] = {}
    current: set[str] = set()
    for line in text.splitlines():
        if line.startswith("["):
            current = out.setdefault(line.strip("[]"), set())
        elif line and not line.startswith("# "):
            current.update(entry.strip() for entry in line.split(",") if entry.strip())
    return {section: frozenset(entries) for section, entries in out.items()}
