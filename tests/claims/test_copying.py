from collections.abc import Sequence
from pathlib import Path

import pytest

from onrecord.claims.copying import sources_of
from onrecord.claims.said import Told
from onrecord.claims.store import update
from onrecord.model import Article, Reading
from onrecord.record import open_record
from tests.claims.stories import OWN, PARAGRAPHS, TEXT, article, told, wire

LATER = "2026-06-10T12:00:00Z"


def sources(path: Path, articles: Sequence[Told], asked: str) -> list[tuple[str, str, str]]:
    """What a record tells of one of its articles."""
    with open_record(path / "news.db") as record:
        for t in articles:
            whole = Article(
                id=t.key, url=None, outlet=t.outlet, title=t.title, published=t.published, text=t.text, byline=(), language="en"
            )
            record.add(Reading(whole, ()))
        update(record.database)
        rows = record.database.rows("SELECT id, key FROM articles ORDER BY id")
        names = {key: t.key for (_, key), t in zip(rows, articles, strict=True)}
        found = sources_of(record.database, [int(id) for id, key in rows if names[key] == asked])
        return sorted((names[c.of], names[c.copy], c.scope) for c in found)


MIXED = article(*PARAGRAPHS[:3], OWN[0], *PARAGRAPHS[3:])
EARLY, OTHER = (told("a", article(*OWN, more), "Ostrand Post", "2026-06-10T06:00:00Z") for more in (PARAGRAPHS[3], ""))


@pytest.mark.parametrize(
    ("articles", "expected"),
    [
        ([wire(), EARLY, told("c", TEXT, published=LATER)], [("wire", "c", "article")]),
        ([wire(), OTHER, told("c", MIXED, published=LATER)], [("a", "c", "passage"), ("wire", "c", "article")]),
        ([wire(), told("b", TEXT, "Lantern", "2026-06-10T07:00:00Z"), told("c", TEXT, published=LATER)], [("wire", "c", "article")]),
        ([wire(), told("c", article(*OWN), published=LATER)], []),
    ],
    ids=["with a text that has the passage, too", "put into another text", "of the agency rather than of a paper", "nothing"],
)
def test_of_one_article_it_is_told_from_where_it_comes(tmp_path: Path, articles: list[Told], expected: list[tuple[str, str, str]]) -> None:
    assert sources(tmp_path, articles, "c") == expected
