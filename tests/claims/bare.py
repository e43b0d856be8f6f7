"""Contents of a record without what they are found by: for what only asks how they hang together."""

from collections.abc import Mapping
from types import MappingProxyType

from onrecord.claims.neighbours import Near, packed_near
from onrecord.model import Article, Attribution, Excerpt, Reading
from onrecord.record import Record

TEXT = "The mayor denied that. The bridge is safe."
DENIAL = 1


def attribution(id: str, act: str, start: int, end: int) -> Attribution:
    content = Excerpt(text=TEXT[start:end], spans=((start, end),))
    return Attribution(id=id, kind="indirect", source=None, cue=None, content=content, act=act, confidence=1.0)  # type: ignore[arg-type]


def add_bare(record: Record, several: int, near: Mapping[int, tuple[Near, ...]] = MappingProxyType({})) -> None:
    """Add a denial (content 1) and more contents, a month apart, settled, with the neighbours that are given."""
    record.add(Reading(Article(id="a", text=TEXT), (attribution("a1", "deny", 17, 21), attribution("a2", "state", 23, 41))))
    database = record.database
    ids: dict[str, int] = {str(label): int(id) for label, id in database.rows("SELECT label, id FROM attributions")}
    with database.writing():
        for content in range(DENIAL, several + 1):
            said = ids["a1" if content == DENIAL else "a2"]
            database.run(
                "INSERT INTO contents (id, attribution_id, rank, bound, state, vector, words, places, near, component) "
                "VALUES (?, ?, '', '', 0, ?, ?, ?, ?, ?)",
                (content, said, b"", b"", b"", packed_near(near.get(content, ())), content),
            )
            database.run(
                "INSERT INTO utterances (id, content_id, attribution_id, rank, states) VALUES (?, ?, ?, ?, ?)",
                (content, content, said, f"2026-{content:02}-01T00:00:00", int(content != DENIAL)),
            )
