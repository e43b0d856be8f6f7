"""The invented articles that come with onrecord, to try it on: as files, in a checkout and in an installed package."""

from pathlib import Path

from onrecord.errors import InputError

__all__ = ["examples", "stories"]


def examples() -> Path:
    """The folder with all example articles; `onrecord add` and `onrecord.read_all` take it as it is.

    Raises:
        InputError: It is not there.
    """
    return _folder(Path(__file__).resolve().parent)


def stories() -> tuple[Path, ...]:
    """The files of the invented stories, sorted by name: JSON Lines, each with what several outlets wrote about one affair.

    Raises:
        InputError: They are not there.
    """
    found = tuple(sorted((examples() / "stories").glob("*.jsonl")))
    if not found:
        raise InputError("the invented stories that come with onrecord are missing; install it again", str(examples()))
    return found


def _folder(package: Path) -> Path:
    """Where the examples are, for the package in this folder: in it where it was installed, at the top of a checkout."""
    inside, beside = package / "examples", package.parents[1] / "examples"
    if inside.is_dir():
        return inside
    # Only a checkout has the package in src; what lies above an installed one is somebody else's.
    if package.parent.name == "src" and beside.is_dir():
        return beside
    raise InputError("the example articles that come with onrecord are missing; install it again", str(inside))
