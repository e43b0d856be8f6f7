"""Folders of annotated articles, as brat keeps them, as readings: to score other systems, and to train."""

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from onrecord.errors import InputError, NoInput, NotText
from onrecord.exporting.standoff import from_ann
from onrecord.model import Article, Reading

__all__ = ["Annotated", "annotated"]

_ANNOTATOR = re.compile(r"_([0-9a-z]{1,16})$")
_FACTS = re.compile(r"([a-z][a-z-]*)_(\d{4}-\d\d-\d\d)_")


@dataclass(frozen=True, slots=True)
class Annotated:
    """An article as somebody annotated it.

    Attributes:
        reading: The article and its attributions.
        annotator: Who, where the name of the file says so.
        path: The .ann file.
    """

    reading: Reading
    annotator: str | None
    path: Path


def annotated(folder: str | os.PathLike[str]) -> Iterator[Annotated | InputError]:
    """The articles of a folder and of the folders in it, by name; what is wrong with one is yielded, and the others follow.

    Each ``NAME.ann`` belongs to the ``NAME.txt`` beside it, as brat has it. As in the PolNeAR corpus, the text may also stand in a folder
    ``text`` beside that of the annotations, and the name of the annotations end in ``_`` and the annotator's: then there are several of
    one text. Names such as ``post_2016-03-11_…`` say outlet and day.

    Args:
        folder: The folder.

    Raises:
        NoInput: There is no such folder, or no annotation in it.
    """
    top = Path(folder)
    if not top.is_dir():
        raise NoInput("is no folder; name one of .txt and .ann files", os.fspath(folder))
    found = sorted(p for p in top.rglob("*.ann") if p.is_file() and not p.name.startswith("."))
    if not found:
        raise NoInput("there is no .ann file in this folder", os.fspath(folder))
    for path in found:
        try:
            yield _read(path)
        except InputError as error:
            yield error


def _read(path: Path) -> Annotated:
    text_path, annotator = _text_of(path)
    text = _decoded(text_path)
    stem = text_path.stem
    facts = _FACTS.match(stem)
    outlet, day = (facts[1], facts[2]) if facts else (None, None)
    article = Article(id=stem, outlet=outlet, published=day, language="en", text=text)
    return Annotated(Reading(article, from_ann(_decoded(path), text, str(path))), annotator, path)


def _text_of(path: Path) -> tuple[Path, str | None]:
    """The text of an .ann file, and who annotated it."""
    folders = (path.parent, path.parent.parent / "text")
    for folder in folders:
        if (whole := folder / f"{path.stem}.txt").is_file():
            return whole, None
    if named := _ANNOTATOR.search(path.stem):
        for folder in folders:
            if (shared := folder / f"{path.stem[: named.start()]}.txt").is_file():
                return shared, named[1]
    raise NoInput(f"there is no {path.stem}.txt for it, beside it or in ../text", str(path))


def _decoded(path: Path) -> str:
    try:
        return path.read_bytes().decode("utf-8")
    except UnicodeDecodeError:
        raise NotText("is not in UTF-8, as brat has it", str(path)) from None
    except OSError as error:
        raise NoInput(f"cannot be read ({error.strerror or error})", str(path)) from error
