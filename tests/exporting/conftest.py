import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec
import pytest

from onrecord.exporting.contract import reading_from
from onrecord.model import Article, Attribution, Excerpt, Reading

_EXAMPLE = Path(__file__).with_name("example.json")


@pytest.fixture
def example() -> Reading:
    """An invented article with nested, discontinuous and overlapping attributions, made by hand."""
    return reading_from(_EXAMPLE.read_bytes())


@pytest.fixture
def example_json() -> Any:
    return json.loads(_EXAMPLE.read_text(encoding="utf-8"))


@pytest.fixture
def with_article(example: Reading) -> Callable[..., Reading]:
    """The example with other facts about its article."""

    def make(**changes: Any) -> Reading:
        return msgspec.structs.replace(example, article=msgspec.structs.replace(example.article, **changes))

    return make


@pytest.fixture
def simple() -> Callable[..., Reading]:
    """A reading with a text and, for each (source, content) pair of its words, an attribution."""

    def make(text: str, *pairs: tuple[str | None, str], **facts: Any) -> Reading:
        def excerpt(words: str | None) -> Excerpt | None:
            return Excerpt.of(text, ((text.index(words), text.index(words) + len(words)),)) if words else None

        attributions = [
            Attribution(id=f"a{i}", kind="indirect", source=excerpt(source), cue=None, content=excerpt(content), confidence=0.5)
            for i, (source, content) in enumerate(pairs, start=1)
        ]
        return Reading(Article(id="x", text=text, **facts), tuple(attributions))

    return make
