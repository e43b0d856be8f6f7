"""Folders and patterns as inputs: which files they stand for."""

import glob
import os
import re
from collections.abc import Iterator

from onrecord.errors import EmptyInput, InputError, NoInput

__all__ = ["files", "holds"]

_NO_ARTICLE = re.compile(r"readme(?:\.(?:md|markdown|rst|txt))?|.*\.ipynb", re.IGNORECASE)


def files(path: str) -> Iterator[str | InputError]:
    """The files that a path stands for, sorted by name, each to be read as an input of its own.

    - A folder stands for all files in it and in its folders. What is hidden (its name begins with a dot) is passed over, and so are
      links to folders, what is no regular file, and what is no article but tells of some: a README, and notebooks.
    - A path with ``*``, ``?`` or ``[`` that is no file stands for what matches it, as in a shell; ``**`` is any number of folders.
    - Any other path stands for itself, whether there is such a file or not.
    """
    try:
        if os.path.isdir(path):
            yield from _in_folder(path, path)
            return
        pattern = glob.has_magic(path) and not os.path.lexists(path)
    except ValueError:
        pattern = False
    if not pattern:
        yield path
        return
    found = sorted(set(_matches(path)))
    if not found:
        yield NoInput("nothing matches this pattern; check it", path)
    for match in found:
        if os.path.isdir(match):
            if "**" not in path:  # which has found its files already
                yield from _in_folder(match, match)
        else:
            yield match


def holds(path: str, file: str) -> bool:
    """Whether a file is among those that a path stands for."""
    real = os.path.realpath(file)
    if os.path.isdir(path):
        return real.startswith(os.path.join(os.path.realpath(path), ""))
    if glob.has_magic(path) and not os.path.lexists(path):
        return any(holds(match, file) for match in _matches(path))
    return os.path.realpath(path) == real


def _matches(pattern: str) -> Iterator[str]:
    """What matches a pattern, some of it perhaps twice.

    ``**`` passes over what is hidden, and does not follow links to folders: two that lead in a circle make more paths than can be counted.
    """
    parts = pattern.split(os.sep)
    if "**" not in parts:
        yield from glob.iglob(pattern)
        return
    at = parts.index("**")
    top, rest = os.sep.join(parts[:at]) or (os.sep if pattern.startswith(os.sep) else ""), parts[at + 1 :]
    for base in _matches(top) if glob.has_magic(top) else [top]:
        for folder, folders, names in os.walk(base or os.curdir):
            folders[:] = [name for name in folders if not name.startswith(".")]
            here = folder if base else os.path.relpath(folder)
            here = "" if here == os.curdir else here
            if rest:
                yield from _matches(os.path.join(glob.escape(here), *rest))
            else:
                paths = (os.path.join(here, name) for name in names if not name.startswith("."))
                yield from filter(os.path.isfile, paths)


def _in_folder(folder: str, top: str) -> Iterator[str | InputError]:
    nothing = True
    waiting: list[str | InputError] = [folder]
    while waiting:
        path = waiting.pop()
        if isinstance(path, str) and os.path.isdir(path):
            waiting += reversed(_entries(path))
        else:
            nothing = False
            yield path
    if nothing:
        yield EmptyInput("there is no file in this folder", top)


def _entries(folder: str) -> list[str | InputError]:
    try:
        with os.scandir(folder) as entries:
            seen = [e for e in entries if not e.name.startswith(".") and (e.is_file() or e.is_dir(follow_symlinks=False))]
            wanted = [e for e in seen if not _NO_ARTICLE.fullmatch(e.name) or e.is_dir(follow_symlinks=False)]
    except OSError as error:
        return [NoInput(f"this folder cannot be read ({error.strerror or error}); check its permissions", folder)]
    return [os.path.join(folder, e.name) for e in sorted(wanted, key=lambda e: e.name)]
