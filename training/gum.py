"""Texts of the GUM corpus (Zeldes 2017), put together again from their tokens."""

from __future__ import annotations

import io
import re
import tarfile
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

Span = tuple[int, int]
"""Characters, half-open."""


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
    return tokens(conllu)[0]


def tokens(conllu: str) -> tuple[str, list[Span], list[str], list[tuple[int, int, str]]]:
    """Text, token spans, tags and (first, last, entity) of a CoNLL-U document with Entity marks."""
    out = io.StringIO()
    spans: list[Span] = []
    tags: list[str] = []
    marks: list[tuple[int, int, str]] = []
    opened: dict[str, list[int]] = {}
    end, covered, whole = 0, -1, (0, 0)
    paragraph = False
    for line in conllu.splitlines():
        if line.startswith("# newpar") and not line.startswith("# newpar_block"):
            paragraph = True
        if not line:
            covered = -1
        if not line or not line[0].isdigit():
            continue
        number, form, _, tag, *_, misc = line.split("\t")
        if "." in number:
            continue
        fields = misc.split("|")
        if "-" in number or int(number) > covered:
            if paragraph and end:
                text = out.getvalue().rstrip(" ")
                out = io.StringIO()
                out.write(text + "\n\n")
                end = len(text) + 2
            paragraph = False
            out.write(form)
            whole = end, end + len(form)
            end += len(form)
            if "SpaceAfter=No" not in fields:
                out.write(" ")
                end += 1
            if "-" in number:
                covered, part = int(number.split("-")[1]), whole[0]
                continue
            span = whole
        else:  # a word inside a token of several: its share of the letters where they agree
            span = (part, min(part + len(form), whole[1]))
            part = span[1]
            if span[0] >= span[1]:
                span = whole
        i = len(spans)
        spans.append(span)
        tags.append(tag)
        for mark in (f.removeprefix("Entity=") for f in fields if f.startswith("Entity=")):
            for opening, entity, closing in re.findall(r"(\()?([^()]+)(\))?", mark):
                if opening:
                    opened.setdefault(entity, []).append(i)
                if closing:
                    marks.append((opened[entity].pop(), i, entity))
    return out.getvalue().strip() + "\n", spans, tags, marks
