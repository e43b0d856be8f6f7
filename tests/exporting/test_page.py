import base64
import hashlib
import re
from collections.abc import Callable
from html.parser import HTMLParser

import msgspec
import pytest

from onrecord.exporting.page import fragment, page
from onrecord.model import Date, Dateline, Excerpt, Reading, Speaker

_VOID = {"meta", "input", "link", "br", "img", "hr", "rect"}


class _Parsed(HTMLParser):
    """What a browser would see: elements with their attributes, text, and whether everything is closed in order."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.content: dict[str, str] = {"script": "", "style": "", "": ""}
        self.open: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {k: v or "" for k, v in attrs}))
        if tag not in _VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {k: v or "" for k, v in attrs}))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.content[self.open[-1] if self.open and self.open[-1] in self.content else ""] += data

    def all(self, tag: str) -> list[dict[str, str]]:
        return [attributes for name, attributes in self.elements if name == tag]

    def classed(self, name: str) -> list[dict[str, str]]:
        return [a for _, a in self.elements if name in a.get("class", "").split()]


def _text_of(html: str, start: str, end: str) -> str:
    inner = html.split(start, 1)[1].split(">", 1)[1].split(end, 1)[0]
    return _Parsed(re.sub(r'<a class="or-n".*?</a>', "", inner)).content[""]


@pytest.fixture(params=[page, fragment], ids=["page", "fragment"])
def made(request: pytest.FixtureRequest) -> Callable[[Reading], str]:
    return (lambda reading: page([reading])) if request.param is page else fragment


def test_the_whole_text_is_there_character_by_character(example: Reading, made: Callable[[Reading], str]) -> None:
    html = made(example)
    start, end = ('<section class="or-text"', "</section>") if "<section" in html else ('<div class="or-text"', "</div>")
    assert _text_of(html, start, end) == example.article.text


def test_everything_opened_is_closed_and_every_anchor_is_there_once(example: Reading, made: Callable[[Reading], str]) -> None:
    parsed = _Parsed(made(example))
    assert parsed.open == []
    ids = [a["id"] for _, a in parsed.elements if "id" in a]
    assert len(ids) == len(set(ids))
    targets = {a["href"] for a in parsed.all("a") if a["href"].startswith("#")}
    assert {t.removeprefix("#") for t in targets} <= set(ids)


def test_every_attribution_has_a_card_and_words_linked_both_ways(example: Reading) -> None:
    parsed = _Parsed(page([example]))
    hrefs = [a["href"] for a in parsed.all("a")]
    for number in range(1, 15):
        assert f"#a{number}" in hrefs, "from the words to the card"
        assert f"#t{number}" in hrefs, "from the card to the words"
    assert [c["id"] for c in parsed.classed("or-card")] == [f"a{n}" for n in range(1, 15)]


def test_words_carry_the_attributions_that_they_belong_to(example: Reading) -> None:
    html = page([example])
    assert '<span class="or-source or-content or-d1" data-r="5:content 6:source">a chemist</span>' in html
    assert '<span class="or-content or-d2" data-r="5:content 6:content">“nobody looked at the mud.”</span>' in html
    assert re.search(r'<span class="or-source" data-r="2:source 3:source"[^>]*>she</span>', html)
    assert html.count('data-r="9:content"') == 2


def test_the_pointer_on_a_source_shows_how_its_speaker_was_found(example: Reading) -> None:
    html = page([example])
    assert 'data-r="2:source 3:source" title="“she” → “Ana Ruiz” → Ana Ruiz (person), confidence 0.98">she</span>' in html
    assert '<span class="or-who" title="“she” → “Ana Ruiz”' in html


def test_who_is_unknown_is_said_to_be_unknown(simple: Callable[..., Reading]) -> None:
    reading = simple("He said no.", ("He", "no"))
    speaker = Speaker(id="s1", name="He", type="unknown", confidence=0.3)
    html = page([with_speaker(reading, speaker)])
    assert "not known who this is" in html
    assert "not known who, confidence 0.30" in html


def test_an_anonymous_speaker_comes_with_the_reason(simple: Callable[..., Reading]) -> None:
    reading = simple("A clerk, unnamed because of her job, said no.", ("A clerk", "no"))
    reason = Excerpt("because of her job", ((17, 35),))
    speaker = Speaker(id="s1", name="clerk", type="person", anonymous=True, anonymity=reason, confidence=0.9)
    assert "“because of her job”" in page([with_speaker(reading, speaker)])


def test_a_date_that_cannot_be_told_is_shown_as_words(simple: Callable[..., Reading]) -> None:
    (a,) = simple("Ann said on Friday it rains.", ("Ann", "it rains")).attributions
    a = msgspec.structs.replace(a, said_on=Date(value=None, text="Friday", spans=((12, 18),)))
    html = page([msgspec.structs.replace(simple("Ann said on Friday it rains.", ("Ann", "it rains")), attributions=(a,))])
    assert "“Friday”, date not known" in html


def test_the_place_of_the_dateline_stands_in_the_head(with_article: Callable[..., Reading]) -> None:
    dateline = Dateline(place=Excerpt("PORT ELLERY", ((0, 11),)))
    assert "<bdi>PORT ELLERY</bdi>" in page([with_article(dateline=dateline)])


def with_speaker(reading: Reading, speaker: Speaker) -> Reading:
    (a,) = reading.attributions
    return msgspec.structs.replace(reading, attributions=(msgspec.structs.replace(a, speaker=speaker),))


def test_cards_tell_what_is_known(example: Reading, made: Callable[[Reading], str]) -> None:
    html = made(example)
    cards = re.findall(r'<li class="or-card.*?</li>', html, re.DOTALL)
    assert "= Ana Ruiz, Mayor" in cards[1]
    for words in ("reporters", "at the town hall", "2024-05-16 (“Thursday”)", "indirect", "0.97", "told", "about the future"):
        assert words in cards[0]
    assert ">state<" not in cards[0]
    assert "probable, negated" in cards[3]
    assert ">deny<" in cards[7]
    assert "inside #5" in cards[5]
    assert "distancing" in cards[8]
    assert "Ellery Courier" in cards[8]
    assert "(not named)" in cards[9]
    assert "not asserted" in cards[10]
    assert "not asserted" not in cards[8]
    assert "nothing was said" in cards[11]
    assert '<rect class="or-bar" width="42"' in cards[3]


def test_the_page_needs_nothing_from_anywhere(example: Reading) -> None:
    html = page([example])
    parsed = _Parsed(html)
    assert not {"link", "img", "iframe", "object", "embed", "base"} & {tag for tag, _ in parsed.elements}
    assert not any("src" in a or "srcset" in a for _, a in parsed.elements)
    assert "@import" not in parsed.content["style"]
    assert "url(" not in parsed.content["style"]
    for word in ("fetch(", "XMLHttpRequest", "import(", "innerHTML", "eval("):
        assert word not in parsed.content["script"]


def test_the_policy_lets_only_the_page_s_own_style_and_script_run(example: Reading) -> None:
    parsed = _Parsed(page([example]))
    policy = next(a["content"] for a in parsed.all("meta") if a.get("http-equiv") == "Content-Security-Policy")
    assert policy.startswith("default-src 'none';")
    assert "unsafe" not in policy
    for kind in ("style", "script"):
        digest = base64.b64encode(hashlib.sha256(parsed.content[kind].encode()).digest()).decode()
        assert f"{kind}-src 'sha256-{digest}'" in policy
    assert not any("style" in a for _, a in parsed.elements), "the policy would ignore it"
    assert not any(name.startswith("on") for _, a in parsed.elements for name in a)


def test_the_page_works_without_script(example: Reading) -> None:
    parsed = _Parsed(page([example]))
    form = parsed.all("form")[0]
    assert "hidden" in form, "a filter that cannot work is not shown"
    assert not any("hidden" in c for c in parsed.classed("or-card"))


def test_landmarks_headings_and_names_for_those_who_do_not_see_it(example: Reading) -> None:
    parsed = _Parsed(page([example]))
    tags = [tag for tag, _ in parsed.elements]
    for landmark in ("header", "main", "article", "footer"):
        assert landmark in tags
    assert tags.count("h1") == 1
    assert parsed.all("html")[0]["lang"] == "en"
    assert parsed.classed("skip")[0]["href"] == "#article"
    for attributes in [*parsed.all("section"), *parsed.all("form")]:
        assert attributes.get("aria-label")
    assert all("aria-label" in a for a in parsed.classed("or-n"))
    style = parsed.content["style"]
    for rule in ("prefers-color-scheme: dark", "prefers-reduced-motion", "forced-colors", "@media print", ":focus-visible"):
        assert rule in style


def test_masthead_shows_title_outlet_date_and_author(example: Reading) -> None:
    text = _Parsed(page([example])).content[""]
    for words in (example.article.title, "Westcoast Evening Post", "2024-05-17", "Mara Lindqvist", "14 attributions"):
        assert str(words) in text


_HOSTILE = "</style></script><script>alert(1)</script>\"' onmouseover='alert(2)' {{ 7*7 }} {% raw %} &amp; <b>"


def test_hostile_text_is_only_text(
    simple: Callable[..., Reading], with_article: Callable[..., Reading], made: Callable[[Reading], str]
) -> None:
    reading = simple(
        f"Ann{_HOSTILE} said it{_HOSTILE}.",
        (f"Ann{_HOSTILE}", f"it{_HOSTILE}"),
        title=_HOSTILE,
        outlet=_HOSTILE,
        published=_HOSTILE,
        url=_HOSTILE,
        byline=(_HOSTILE,),
        wire=(_HOSTILE,),
        language=_HOSTILE,
    )
    parsed, harmless = _Parsed(made(reading)), _Parsed(made(with_article()))
    assert len(parsed.all("script")) == len(harmless.all("script"))
    assert len(parsed.all("style")) == 1
    assert parsed.all("b") == []
    assert not any(name.startswith("on") for _, a in parsed.elements for name in a)
    assert parsed.content[""].count(_HOSTILE) >= 5


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "JavaScript:alert(1)",
        " javascript:alert(1)",
        "java\nscript:alert(1)",
        "data:text/html,<script>alert(1)</script>",
        "vbscript:x",
        "file:///etc/passwd",
        "//evil.example",
        "http:",
        "https://[bad",
        "\x01javascript:alert(1)",
        "https://good.example/\u202egpj.exe",
    ],
)
def test_only_web_addresses_become_links(with_article: Callable[..., Reading], url: str) -> None:
    parsed = _Parsed(page([with_article(url=url)]))
    assert [a["href"] for a in parsed.all("a") if not a["href"].startswith("#")] == []


def test_a_web_address_is_linked_and_tells_the_other_side_nothing(with_article: Callable[..., Reading]) -> None:
    parsed = _Parsed(page([with_article(url="https://news.example/a?b=1&c='\"<x>")]))
    link = next(a for a in parsed.all("a") if a["href"].startswith("https"))
    assert link["href"] == "https://news.example/a?b=1&c='\"<x>"
    assert set(link["rel"].split()) >= {"noopener", "noreferrer"}


def test_control_characters_and_overrides_are_shown_in_the_page(simple: Callable[..., Reading], made: Callable[[Reading], str]) -> None:
    html = made(simple("Ann\x1b[31m said \u202eit\x00.", title="T\u202e\x9b"))
    assert not set(html) & set("\x1b\u202e\x00\x9b")
    assert "Ann␛[31m said \\u202eit␀." in html


def test_several_articles_have_an_index_and_anchors_of_their_own(example: Reading, with_article: Callable[..., Reading]) -> None:
    html = page([example, with_article(title="Second"), with_article(title=None)])
    parsed = _Parsed(html)
    ids = [a["id"] for _, a in parsed.elements if "id" in a]
    assert len(ids) == len(set(ids))
    hrefs = [a["href"] for a in parsed.all("a")]
    assert hrefs[:4] == ["#index", "#r1article", "#r2article", "#r3article"]
    assert {"r1a3", "r2a3", "r3t14"} <= set(ids)
    assert "<title>3 articles</title>" in html
    assert [tag for tag, _ in parsed.elements].count("h1") == 1
    assert "The harbour of Port Ellery will reopen on Monday, Mayor Ana Ruiz" in html.split("</nav>")[0], (
        "a title is made up of first words"
    )


def test_a_page_of_nothing_is_still_a_page() -> None:
    parsed = _Parsed(page([]))
    assert parsed.open == []
    assert "Nothing could be read." in parsed.content[""]


def test_an_article_without_title_text_or_attributions(simple: Callable[..., Reading], made: Callable[[Reading], str]) -> None:
    parsed = _Parsed(made(simple("")))
    assert parsed.open == []
    assert "No attributions found." in parsed.content[""]


def test_an_attribution_whose_words_stand_nowhere_still_has_its_card(example: Reading) -> None:
    lost = Reading(type(example.article)(id="x", text="short"), example.attributions[:1])
    parsed = _Parsed(page([lost]))
    assert len(parsed.classed("or-card")) == 1
    ids = [a["id"] for _, a in parsed.elements if "id" in a]
    assert {a["href"].removeprefix("#") for a in parsed.all("a") if a["href"].startswith("#")} <= set(ids)


def test_a_notebook_shows_a_reading_by_itself(example: Reading) -> None:
    assert example._repr_html_() == fragment(example)


def test_a_fragment_has_no_script_and_touches_nothing_around_it(example: Reading) -> None:
    parsed = _Parsed(fragment(example))
    assert parsed.all("script") == []
    assert "Content-Security-Policy" not in fragment(example)
    selectors = re.findall(r"(?:^|[}{])\s*([^{}@]+)\{", parsed.content["style"])
    assert selectors
    for selector in selectors:
        assert all(s.strip().startswith(".onrecord") for s in selector.split(",")), selector


def test_two_readings_in_one_notebook_keep_their_anchors_apart(example: Reading, with_article: Callable[..., Reading]) -> None:
    def ids(reading: Reading) -> set[str]:
        return {a["id"] for _, a in _Parsed(fragment(reading)).elements if "id" in a}

    assert not ids(example) & ids(with_article(id="other"))
    assert fragment(example) == fragment(example), "a saved notebook does not change by being run again"
