import dataclasses
import html
import re
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import msgspec
import pytest

import onrecord
from onrecord.claims.telling import Claim, Contrast, Life, Report, Statement, Trace
from onrecord.exporting.notebook import MOST_LINES, told
from onrecord.exporting.page import MOST_CARDS, MOST_CHARACTERS
from onrecord.model import Article, Attribution, Excerpt, Reading
from onrecord.shipped import stories

_HOSTILE = "</pre></style><script>alert(1)</script><img src=x onerror=alert(1)>\x1b[31m&amp;\u202e"


class _Elements(HTMLParser):
    """The elements of a piece of HTML, and whether everything that is opened is closed in order."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.names: list[str] = []
        self.open: list[str] = []
        self.feed(html)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.names.append(tag)
        assert not any(name.startswith("on") for name, _ in attrs)
        self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.names.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def words_of(shown: str) -> str:
    return " ".join(html.unescape(re.sub(r"<[^>]*>", "", re.sub(r"<style>.*?</style>", "", shown, flags=re.DOTALL))).split())


def html_of(value: Any) -> str:
    shown = value._repr_html_()
    assert isinstance(shown, str)
    elements = _Elements(shown)
    assert not {"script", "img", "iframe", "link"} & set(elements.names)
    assert "\x1b" not in shown
    return shown


def report(content: str, **changes: Any) -> Report:
    facts: dict[str, Any] = {"article": 1, "key": "x#a1", "outlet": "Daily Lantern", "published": "2026-03-05", "title": None, "url": None}
    words: dict[str, Any] = {"speaker": "Ada Holm", "source": "Holm", "cue": "said", "content": content, "via": (), "act": "state"}
    return Report(**{**facts, **words, "stance": "neutral", "copied": False, "drift": None, **changes})


def statement(content: str = "The dam is safe", **changes: Any) -> Statement:
    one = Statement("s91cv0aak2", "Ada Holm", "2026-03-05", "2026-03-05", "state", (report(content),))
    return dataclasses.replace(one, **changes)


def claim(text: str = "The dam is safe") -> Claim:
    return Claim("c4k7m2x9qa", text, "Ada Holm", 3, 2, 2, 1, 1, 0, "2026-03-05", "2026-03-07")


def test_an_article_shows_its_head_and_its_text(with_article: Callable[..., Reading]) -> None:
    article = with_article(title="The <b>dam</b>", outlet="Daily Lantern", byline=("Ann Lee",), url="https://lantern.example/dam").article
    shown = html_of(article)
    assert "The &lt;b&gt;dam&lt;/b&gt;" in shown
    assert '<a href="https://lantern.example/dam" rel="noreferrer noopener">' in shown
    for words in ("Daily Lantern", "Ann Lee", " ".join(article.text.split())):
        assert words in words_of(shown)
    assert "No attributions found" not in shown


def test_a_dangerous_address_is_no_link(with_article: Callable[..., Reading]) -> None:
    assert "javascript:" not in html_of(with_article(url="javascript:alert(1)").article)


def test_an_attribution_shows_itself_without_its_article(example: Reading) -> None:
    shown = words_of(html_of(example.attributions[7]))
    a = example.attributions[7]
    assert a.content
    for words in (a.content.text, "deny"):
        assert " ".join(words.split()) in shown


def test_elements_of_one_notebook_do_not_share_anchors(example: Reading) -> None:
    shown = [html_of(x) for x in (example, example.attributions[0], example.attributions[1])]
    ids = [id for one in shown for id in re.findall(r' id="([^"]+)"', one)]
    assert len(ids) == len(set(ids))


def test_what_a_notebook_shows_has_a_most(simple: Callable[..., Reading]) -> None:
    text = "Ann said it rains. " * 20_000
    span = Excerpt(text, ((0, len(text)),))
    many = tuple(
        Attribution(id=f"a{n}", kind="indirect", source=None, cue=None, content=span, confidence=0.5) for n in range(MOST_CARDS + 50)
    )
    reading = Reading(Article(id="x", text=text), many)
    shown = html_of(reading)
    assert len(shown) < 1_000_000
    assert f"{len(text) - MOST_CHARACTERS:,} more characters are not shown here." in shown
    assert "50 more attributions are not shown here." in shown
    assert len(html_of(reading.article)) < 2 * MOST_CHARACTERS
    assert len(html_of(many[0])) < 20_000
    assert "not shown" not in html_of(simple("Ann said it rains.", ("Ann", "it rains")))


@pytest.mark.parametrize(
    "value",
    [
        claim(),
        statement(),
        Life(claim(), (statement(),), (), (), None),
        Trace("The dam is safe", ()),
        Contrast("Daily Lantern", "NordPress", (), (claim(),), (), (0, 1, 0)),
    ],
    ids=lambda value: type(value).__name__,
)
def test_what_is_told_of_claims_shows_itself(value: Any) -> None:
    assert "The dam is safe" in words_of(html_of(value))


def test_nothing_of_an_article_is_taken_for_html() -> None:
    hostile = statement(_HOSTILE, speaker=_HOSTILE)
    values = (claim(_HOSTILE), hostile, Life(claim(_HOSTILE), (hostile,), (), (), None), Trace(_HOSTILE, ()))
    for value in values:
        assert "&lt;script&gt;" in html_of(value)
    a = Attribution(id="a1", kind="indirect", source=None, cue=None, content=Excerpt(_HOSTILE, ((0, 9),)), confidence=0.5)
    assert "&lt;script&gt;" in html_of(a)
    assert "&lt;script&gt;" in html_of(Article(id="x", title=_HOSTILE, text=_HOSTILE))


def test_a_long_life_is_cut_off() -> None:
    many = tuple(statement(f"The dam is {n} metres high", id=f"s{n}") for n in range(MOST_LINES))
    shown = told(Life(claim(), many, (), (), None))
    assert "more lines" in shown
    assert shown.count("\n") <= MOST_LINES + 3


def test_colours_do_not_hang_on_where_the_notebook_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    usual = told(claim())
    for name, value in (("NO_COLOR", "1"), ("TERM", "dumb"), ("COLUMNS", "40"), ("FORCE_COLOR", "1")):
        monkeypatch.setenv(name, value)
    assert told(claim()) == usual
    assert "color:" in usual


def test_claims_of_a_record_show_themselves(tmp_path: Path) -> None:
    (dam,) = [path for path in stories() if path.stem == "dam"]
    with onrecord.open(tmp_path / "dam.db") as record:
        for reading in onrecord.read_all([dam], processes=1):
            assert isinstance(reading, Reading)
            record.add(reading)
        found = record.claims()[0]
        assert found.id in html_of(found)
        life = record.claim(found.id)
        assert "independent line" in words_of(html_of(life))
        assert life.statements[0].id in html_of(life.statements[0])
        trace = record.trace(found.text)
        assert "First on record" in words_of(html_of(trace))


def test_showing_changes_nothing_of_what_is_written(example: Reading) -> None:
    before = msgspec.json.encode(example)
    html_of(example)
    assert msgspec.json.encode(example) == before
