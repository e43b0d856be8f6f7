"""Texts of the GUM corpus (Zeldes 2017), put together again from their tokens."""

from __future__ import annotations

import tarfile
from collections.abc import Iterator
from pathlib import Path, PurePosixPath


def documents(archive: Path, genre: str) -> Iterator[tuple[str, str]]:
    """Name and text of every document of one genre in an archive of CoNLL-U files."""
    with tarfile.open(archive) as tar:
        for name in sorted(tar.getnames()):
            stem = PurePosixPath(name).stem
            if stem.startswith(f"GUM_{genre}_"):
                file = tar.extractfile(name)
                assert file is not None
                yield stem, text_of(file.read().decode())


def text_of(conllu: str) -> str:
    """The running text of a CoNLL-U document: spaces by SpaceAfter, a blank line before each paragraph."""
    out: list[str] = []
    covered = -1
    for line in conllu.splitlines():
        if line.startswith("# newpar") and not line.startswith("# newpar_block"):
            if out:
                out[-1] = out[-1].rstrip(" ") + "\n\n"
        elif not line:
            covered = -1
        elif line[0].isdigit():
            number, form, *_, misc = line.split("\t")
            if "." in number:
                continue
            if "-" in number:  # a token of several words, which follow
                covered = int(number.split("-")[1])
            elif int(number) <= covered:
                continue
            out.append(form + ("" if "SpaceAfter=No" in misc.split("|") else " "))
    return "".join(out).strip() + "\n"
