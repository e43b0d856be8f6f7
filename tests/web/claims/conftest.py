"""Records with claims: stories as a reader without a fault would read them, and articles full of what would break a page."""

from pathlib import Path

import pytest

from onrecord.claims import store
from onrecord.model import Article, Attribution, Excerpt, Reading, Speaker, Via
from onrecord.record import Record, open_record
from tests.claims.corpora import judging, story

HOSTILE = (
    "<script>alert(1)</script>",
    "</script><!--<script>",
    '"><img src=x onerror=alert(1)>',
    "{{ 7 * 7 }}{% raw %}",
    "right\u202eto left\u2066",
    "line\u2028and paragraph\u2029end",
    "bell\x07, escape\x1b[31m and null\x00",
    "&lt;b&gt; &amp;amp;",
    "javascript:alert(1)",
)

SENTENCES = (
    "the old harbour bridge {} is closed for all lorries",
    "seventeen hospitals {} ran out of vaccine on Monday",
    "the grain terminal {} burned down after a strike",
    "our parliament {} dissolves itself before the election",
    "forty miners {} are missing under the mountain",
    "the national bank {} lowers interest rates soon",
    "a submarine {} surfaced near the fishing village",
    "wolves {} returned to the eastern forests of Halvika",
    "the airport tunnel {} leaks salt water every night",
)
"""What is said around each of `HOSTILE`, so that each is a claim of its own."""


def said(
    content: str, speaker: str | None = "Ana Ruiz", *, cue: str = "said", via: tuple[str, ...] = (), act: str = "state"
) -> Attribution:
    """An attribution; where it stands is set by `reading`."""
    who = Speaker(id=f"s-{speaker}", name=speaker, type="person", key=speaker.lower(), confidence=0.9) if speaker else None
    return Attribution(
        id="a0",
        kind="direct",
        source=Excerpt(speaker, ((0, 1),)) if speaker else None,
        cue=Excerpt(cue, ((0, 1),)),
        content=Excerpt(content, ((0, 1),)),
        speaker=who,
        via=tuple(Via(name=v, type="outlet", spans=()) for v in via),
        act=act,  # type: ignore[arg-type]
        confidence=0.9,
    )


def reading(
    id: str, outlet: str | None, published: str | None, *attributions: Attribution, title: str | None = None, url: str | None = None
) -> Reading:
    """An article with what it attributes."""
    text, placed = f"Item {id}. ", []
    for n, a in enumerate(attributions):
        assert a.content is not None
        start = len(text)
        text += a.content.text + ". "
        placed.append(
            Attribution(
                id=f"a{n}",
                kind=a.kind,
                source=a.source,
                cue=a.cue,
                content=Excerpt(a.content.text, ((start, start + len(a.content.text)),)),
                speaker=a.speaker,
                via=a.via,
                act=a.act,
                confidence=a.confidence,
            )
        )
    return Reading(Article(id=id, outlet=outlet, published=published, title=title, url=url, text=text, language="en"), tuple(placed))


def made(place: Path, readings: list[Reading]) -> Path:
    """A record of readings, grouped by what their words show."""
    with open_record(place) as record:
        for one in readings:
            record.add(one)
        store.update(record.database, judging=judging)
    return place


def id_of(record: Record, words: str) -> str:
    """The id of the claim with some words."""
    (found, *_) = [c for c in record.claims(limit=None, update=False) if words in c.text]
    return found.id


@pytest.fixture(scope="session")
def marked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A record of two stories with the attributions that were marked in them; only to be read."""
    place = tmp_path_factory.mktemp("marked") / "news.db"
    with open_record(place) as record:
        for name in ("vaccine", "dam"):
            for one in story(name):
                record.add(one)
        record.update_claims()
    return place


@pytest.fixture(scope="session")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A record whose articles would break a page that trusted them; only to be read."""
    readings = [
        reading(
            f"h{n}-{outlet}",
            f"{bad} {outlet}",
            f"2026-03-0{1 + n % 9}",
            said(SENTENCES[n].format(bad), f"{bad} Ruiz", cue=bad, via=(f"{bad} Wire",)),
            title=bad,
            url=f"javascript:alert({n})//{outlet}",
        )
        for n, bad in enumerate(HOSTILE)
        for outlet in ("Herald", "Post")
    ]
    return made(tmp_path_factory.mktemp("hostile") / "news.db", readings)
