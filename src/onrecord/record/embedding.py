"""The vector of a content that a person marked: the network sees it among the words around it, as it does those that were read."""

from msgspec.structs import replace

from onrecord.errors import WeightsError
from onrecord.model import Article, Attribution, Excerpt, Reading
from onrecord.record.database import Database

__all__ = ["embedded"]

_AROUND, _LONGEST = 1_500, 20_000
"""Characters around a content that the network sees, and characters of one that has a vector."""


def embedded(database: Database, article: Article, content: Excerpt) -> tuple[str, bytes] | None:
    """What made it and the vector; None where the record has no vectors of the model that is installed, or there is no word.

    Args:
        database: The record.
        article: The article.
        content: The content.
    """
    from onrecord.meaning import head  # noqa: PLC0415

    try:
        maker = head.shipped().maker
        if not database.rows("SELECT 1 FROM meanings WHERE maker = ? LIMIT 1", (maker,)):
            return None
        from onrecord.meaning.embedding import embedder  # noqa: PLC0415

        low, high = content.spans[0][0], min(content.spans[-1][1], content.spans[0][0] + _LONGEST)
        start, end = _opening(article.text, low), high + _AROUND
        spans = tuple((s - start, min(e, high) - start) for s, e in content.spans if s < high)
        there = Attribution(id="a", kind="indirect", source=None, cue=None, content=Excerpt(content.text, spans), confidence=1.0)
        found = embedder().again(Reading(replace(article, text=article.text[start:end]), (there,)))
    except WeightsError:  # it is then as with an article that was kept without vectors
        return None
    return (maker, found.values[0].tobytes()) if len(found.ids) else None


def _opening(text: str, at: int) -> int:
    """Where to begin before a place: at a paragraph, if one begins near enough."""
    paragraph = text.find("\n\n", max(0, at - _AROUND), at)
    return paragraph + 2 if paragraph >= 0 and at > _AROUND else max(0, at - _AROUND)
