"""What is in a wheel and a source distribution, held against what must be there and what must not.

    python release_contents.py CHECKOUT DIST

Prints sizes, and ends with 1 and a line for each thing that is wrong.
"""

from __future__ import annotations

import re
import sys
import tarfile
import zipfile
from pathlib import Path

MOST_WHEEL = 60_000_000
"""Bytes; the weights are nearly all of it."""

MOST_SDIST = 75_000_000

NEEDED = (
    "README.md",
    "CHANGELOG.md",
    "LICENSE",
    "NOTICE",
    "pyproject.toml",
    "tests/test_readme.py",
    ".ci/release-check",
    "docs/releasing.md",
)
_STRAY = re.compile(
    r"(^|/)(__pycache__|\.git|\.hypothesis|\.mypy_cache|\.pytest_cache|\.ruff_cache|\.venv|\.DS_Store)(/|$)"
    r"|\.(pyc|pyo|db|log|orig|rej|tmp|swp)$"
)


def wheel_problems(checkout: Path, names: set[str], metadata: str, entry_points: str) -> list[str]:
    """What is wrong with a wheel.

    Args:
        checkout: The sources that it was built from, and nothing else.
        names: The paths of its files.
        metadata: Its METADATA.
        entry_points: Its entry_points.txt.
    """
    out = [f"the wheel has {name}, which is no part of it" for name in sorted(names) if _STRAY.search(name)]
    there = {name for name in names if name.startswith("onrecord/")}
    package = {f"onrecord/{name}" for name in _below(checkout / "src/onrecord")}
    examples = {f"onrecord/examples/{name}" for name in _below(checkout / "examples")}
    out += [f"the wheel lacks {name}" for name in sorted((package | examples) - there)]
    out += [f"the wheel has {name}, which is not in the sources" for name in sorted(there - package - examples)]
    out += [f"the wheel has {name} outside of the package" for name in sorted(names - there) if ".dist-info/" not in name]
    out += [f"the wheel lacks {part}" for part in ("licenses/LICENSE", "licenses/NOTICE") if not any(n.endswith(part) for n in names)]
    version = version_of(checkout)
    if f"\nVersion: {version}\n" not in metadata:
        out.append(f"the wheel is not of version {version}, which the package says it is")
    for line in ("onrecord = onrecord.cli:main", "onrecord = onrecord.spacy:make"):
        if line not in entry_points:
            out.append(f"the wheel has no entry point {line!r}")
    return out


def sdist_problems(checkout: Path, names: set[str]) -> list[str]:
    """What is wrong with a source distribution, by the paths of its files below its folder."""
    out = [f"the source distribution has {name}, which is no part of it" for name in sorted(names) if _STRAY.search(name)]
    sources = {f"{top}/{name}" for top in ("src", "tests", "examples") for name in _below(checkout / top)}
    return out + [f"the source distribution lacks {name}" for name in sorted((sources | set(NEEDED)) - names)]


def _below(folder: Path) -> set[str]:
    """The paths of all files in a folder, as seen from there."""
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


def version_of(checkout: Path) -> str:
    """The version that the package says it is."""
    found = re.search(r'^__version__ = "([^"]+)"$', (checkout / "src/onrecord/__init__.py").read_text(encoding="utf-8"), re.MULTILINE)
    return found[1] if found else "(none)"


def size_problems(path: Path, most: int) -> list[str]:
    """Print how large a file is; what is wrong with that."""
    size = path.stat().st_size
    print(f"{path.name}: {size / 1e6:.1f} MB, at most {most / 1e6:.0f}")
    return [f"{path.name} is too large: {size:,} bytes"] if size > most else []


def main(checkout: Path, dist: Path) -> int:
    """Check both; the exit code."""
    (wheel,), (sdist,) = sorted(dist.glob("*.whl")), sorted(dist.glob("*.tar.gz"))
    out = size_problems(wheel, MOST_WHEEL) + size_problems(sdist, MOST_SDIST)
    with zipfile.ZipFile(wheel) as file:
        names = {name for name in file.namelist() if not name.endswith("/")}
        read = {name.rpartition("/")[2]: file.read(name).decode() for name in names if name.endswith(("/METADATA", "/entry_points.txt"))}
    out += wheel_problems(checkout, names, read.get("METADATA", ""), read.get("entry_points.txt", ""))
    with tarfile.open(sdist) as file:
        inside = {member.name.partition("/")[2] for member in file.getmembers() if member.isfile()}
    out += sdist_problems(checkout, inside)
    print(f"{len(names)} files in the wheel, {len(inside)} in the source distribution")
    print("\n".join(out) or "nothing is missing, nothing is stray")
    return 1 if out else 0


if __name__ == "__main__":
    raise SystemExit(main(Path(sys.argv[1]), Path(sys.argv[2])))
