"""All formats of `onrecord export`, in one place. To add one, write a module in this package and name it here."""

from dataclasses import dataclass
from importlib import import_module
from typing import Any, Literal

__all__ = ["FORMATS", "Format"]


@dataclass(frozen=True, slots=True)
class Format:
    """A format.

    Attributes:
        name: What a user calls it.
        what: What it is, in a few words.
        shape: What its module has: ``text`` for ``pieces(asked)``, which gives strings, ``bytes`` for ``write(asked, file)``, ``folder``
            for ``fill(asked, folder)``.
        module: The module, which is imported when it is used.
        claims: Whether it can also tell of claims.
    """

    name: str
    what: str
    shape: Literal["text", "bytes", "folder"]
    module: str
    claims: bool = False

    def load(self) -> Any:
        """The module."""
        return import_module(f"onrecord.exporting.files.{self.module}")


FORMATS: dict[str, Format] = {
    f.name: f
    for f in (
        Format("csv", "a table for spreadsheets", "text", "csv_table", claims=True),
        Format("jsonl", "JSON Lines, one object for each", "text", "json_lines", claims=True),
        Format("parquet", "a table for data frames", "bytes", "parquet"),
        Format("ftm", "FollowTheMoney entities, for Aleph", "text", "follow_the_money"),
        Format("schemaorg", "schema.org JSON-LD, one object a line", "text", "schema_org", claims=True),
        Format("webanno", "W3C Web Annotation, one annotation a line", "text", "web_annotation"),
        Format("brat", "brat standoff, a folder of .txt and .ann files", "folder", "brat"),
        Format("ris", "citations of the articles, RIS", "text", "ris"),
        Format("bibtex", "citations of the articles, BibTeX", "text", "bibtex"),
    )
}
