"""Citations in the RIS format of reference managers (Zotero, EndNote): the articles, each once, with what was found in it as notes."""

from collections.abc import Iterator

from onrecord.exporting.files.asked import Asked
from onrecord.exporting.files.wording import plain, review_of, sentence
from onrecord.model import Reading

__all__ = ["citation", "pieces"]


def pieces(asked: Asked) -> Iterator[str]:
    """A citation for each article."""
    yield from (citation(reading) for _, reading in asked.by_article())


def citation(reading: Reading) -> str:
    """The citation of an article, with a note for each of its attributions; its lines end as the format wants it, with CR LF."""
    a = reading.article
    day = (a.published or "")[:10].split("-")
    fields = [
        ("TY", "NEWS"),
        ("TI", a.title or a.id),
        *(("AU", name) for name in a.byline),
        ("T2", a.outlet),
        ("PY", day[0]),
        ("DA", "/".join([*day, *[""] * (4 - len(day))]) if day[0] else None),
        ("UR", a.url),
        ("LA", a.language),
        ("ID", a.id),
        *(("N1", "; ".join(filter(None, [sentence(x), review_of(x)]))) for x in reading.attributions),
        ("ER", ""),
    ]
    lines = [f"{tag}  - {plain(value or '')}" for tag, value in fields if value or tag == "ER"]
    return "\r\n".join(lines) + "\r\n\r\n"
