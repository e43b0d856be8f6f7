"""A folder of brat standoff (https://brat.nlplab.org/standoff.html): of each article a .txt and an .ann, and brat's configuration."""

from pathlib import Path

from onrecord.exporting.files.asked import Asked
from onrecord.exporting.standoff import CONFIGURATION, VISUAL, to_ann

__all__ = ["fill"]


def fill(asked: Asked, folder: Path) -> None:
    """Write the articles into a folder; files are called by the numbers of the articles in the record."""
    for number, reading in asked.by_article():
        _write(folder / f"article-{number:07}.txt", reading.article.text)
        _write(folder / f"article-{number:07}.ann", to_ann(reading))
    _write(folder / "annotation.conf", CONFIGURATION)
    _write(folder / "visual.conf", VISUAL)


def _write(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8", errors="replace", newline="")
