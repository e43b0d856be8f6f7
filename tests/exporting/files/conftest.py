import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from onrecord.claims.store import update
from onrecord.model import Article, Attribution, Excerpt, Reading, Speaker
from onrecord.record import Record, open_record
from tests.claims.corpora import judging, story

HOSTILE = '=cmd|"x"!A1\tü\r\nnext\x00line\x1b[31m\u202egnp.exe\u2028\U0001f9e8{}\\%&#;,\'<b>'
"""Words that some format could take for something else."""


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Record]:
    """Two stories, whose claims are known, with three reviews and a fourth attribution rejected."""
    with open_record(tmp_path_factory.mktemp("corpus") / "news.db") as record:
        for name in ("dam", "vaccine"):
            for reading in story(name):
                record.add(reading)
        record.review(1, "confirmed", by="ed")
        record.review(3, "corrected", changes={"act": "warn"}, by="al")
        record.review(5, "rejected", by="al")
        update(record.database, judging=judging)
        yield record


@pytest.fixture
def hostile(tmp_path: Path) -> Iterator[Record]:
    """An article of which every field is hostile."""
    with open_record(tmp_path / "hostile.db") as record:
        text = f"Ana said {HOSTILE} today."
        content = Excerpt.of(text, ((9, 9 + len(HOSTILE)),))
        speaker = Speaker(id="s1", name=HOSTILE, type="person", key=HOSTILE.lower(), confidence=0.5)
        said = Attribution(
            id="a1",
            kind="direct",
            source=Excerpt("Ana", ((0, 3),)),
            cue=Excerpt("said", ((4, 8),)),
            content=content,
            speaker=speaker,
            confidence=0.5,
        )
        facts: dict[str, Any] = {
            "id": HOSTILE,
            "title": HOSTILE,
            "outlet": HOSTILE,
            "byline": (HOSTILE, "A and B"),
            "url": f"https://x.example/{HOSTILE}",
        }
        record.add(Reading(Article(text=text, language="en", published="2026-03-05", **facts), (said,)))
        record.review(1, "confirmed", by=HOSTILE)
        yield record


@pytest.fixture
def lines(tmp_path: Path) -> Callable[..., list[Any]]:
    """The objects that an export writes, one a line."""

    def export(record: Record, format: str, *args: Any, **asked: Any) -> list[Any]:
        path = tmp_path / f"out.{format}"
        record.export(format, path, *args, **{"update": False, **asked})
        return [json.loads(line) for line in path.read_text(encoding="utf-8").split("\n") if line]

    return export
