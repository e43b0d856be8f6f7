"""Every page, found in the routes, in a browser: small and large, light and dark, with stories, attacks and nothing."""

from http import HTTPStatus
from pathlib import Path

import httpx
import pytest

from onrecord.record import open_record
from tests.web.browser.conftest import Watching
from tests.web.visiting import Place, addresses, places

GET = places("GET")
RECORDS = ("stories", "hostile", "empty")
SIZES = (360, 1440)


@pytest.fixture
def where(stories: Path, hostile: Path) -> dict[str, Path]:
    return {"stories": stories, "hostile": hostile}


def _pages(origin: str, place: Place, record: Path | None) -> list[str]:
    """The addresses of a place that lead to whole pages, not to parts of them or to files."""
    if record is None:
        found = [place.path] if "{" not in place.path else []
    else:
        with open_record(record, read_only=True) as opened:
            found = addresses(place, opened)
    out = []
    for address in found:
        got = httpx.get(origin + address, follow_redirects=False, timeout=60)
        assert got.status_code < HTTPStatus.INTERNAL_SERVER_ERROR, address
        if got.status_code == HTTPStatus.OK and got.headers["content-type"].startswith("text/html") and "<html" in got.text:
            out.append(address)
    return out


@pytest.mark.parametrize("wide", SIZES)
@pytest.mark.parametrize("record", RECORDS)
@pytest.mark.parametrize("place", GET, ids=str)
def test_a_page_is_sound(  # noqa: PLR0917 - each is a fixture or a parameter
    place: Place, record: str, wide: int, servers: dict[str, str], where: dict[str, Path], watching: Watching
) -> None:
    found = _pages(servers[record], place, where.get(record))
    if not found:
        return
    watched = watching(servers[record], wide)
    for n, address in enumerate(found):
        watched.page.emulate_media(color_scheme="dark" if n % 2 else "light")
        watched.open(address)
        watched.assert_titled()
        watched.assert_fits()
        watched.assert_accessible()
        if n == 0:
            watched.page.emulate_media(color_scheme="dark")
            watched.assert_accessible()
        watched.assert_fine()


@pytest.mark.parametrize("place", GET, ids=str)
def test_a_page_can_be_walked_through_with_the_keyboard(place: Place, servers: dict[str, str], stories: Path, watching: Watching) -> None:
    found = _pages(servers["stories"], place, stories)
    if not found:
        return
    watched = watching(servers["stories"])
    watched.open(found[0])
    page = watched.page
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.getAttribute('href')") == "#main", "the first stop skips to the content"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement === document.body || !!document.activeElement.closest('main, footer')")
    page.evaluate("() => { document.activeElement.blur(); window.getSelection().removeAllRanges(); }")
    watched.open(found[0])
    stops: list[str] = []
    for _ in range(40):
        page.keyboard.press("Tab")
        stop = page.evaluate(_STOP)
        if stop["name"] == "body":
            break
        assert stop["seen"], f"the focus is on what nobody sees: {stop['name']}"
        assert stop["marked"], f"the focus is not marked: {stop['name']}"
        stops.append(stop["place"])
    assert len(set(stops)) == len(stops) or len(stops) < 40, "the focus goes in circles"
    watched.assert_fine()


_STOP = """() => {
  const e = document.activeElement;
  if (!e || e === document.body) return {name: "body", seen: true, marked: true, place: ""};
  const box = e.getBoundingClientRect(), style = getComputedStyle(e);
  let place = "", at = e;
  while (at.parentElement) { place = [...at.parentElement.children].indexOf(at) + "/" + place; at = at.parentElement; }
  const marked = (node) => {
    const s = getComputedStyle(node);
    return (s.outlineStyle !== "none" && s.outlineWidth !== "0px") || s.boxShadow !== "none";
  };
  return {
    name: e.outerHTML.slice(0, 160),
    seen: box.width > 0 && box.height > 0 && style.visibility === "visible" &&
      box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth,
    marked: marked(e) || marked(e.parentElement),
    place,
  };
}"""


@pytest.mark.parametrize("place", GET, ids=str)
def test_a_page_prints_its_content_alone(place: Place, servers: dict[str, str], stories: Path, watching: Watching) -> None:
    found = _pages(servers["stories"], place, stories)
    if not found:
        return
    watched = watching(servers["stories"], 794)
    watched.page.emulate_media(media="print")
    watched.open(found[0])
    assert watched.page.locator("h1").is_visible()
    for what in ("header.top nav", "form.find", "a.skip"):
        assert not watched.page.locator(what).is_visible(), f"{what} is printed"
    watched.assert_fits()
    ink: list[int] = watched.page.evaluate("getComputedStyle(document.body).color.match(/[\\d.]+/g).map(Number)")
    assert max(ink[:3]) < 100, "ink is dark"
    assert watched.page.pdf().startswith(b"%PDF")
    watched.assert_fine()


@pytest.mark.parametrize("place", GET, ids=str)
def test_without_scripts_a_page_says_the_same(place: Place, servers: dict[str, str], stories: Path, watching: Watching) -> None:
    found = _pages(servers["stories"], place, stories)
    if not found:
        return
    plain, scripted = watching(servers["stories"], java_script_enabled=False), watching(servers["stories"])
    for address in found[:2]:
        assert plain.open(address) == HTTPStatus.OK
        scripted.open(address)
        assert plain.page.locator("h1").inner_text() == scripted.page.locator("h1").inner_text()
        assert len(plain.page.locator("main").inner_text()) > 0.7 * len(scripted.page.locator("main").inner_text())


def test_the_search_of_every_page_works_without_scripts(servers: dict[str, str], watching: Watching) -> None:
    watched = watching(servers["stories"], java_script_enabled=False)
    watched.open("/articles")
    watched.page.locator("#find").fill("dam")
    watched.page.locator("form.find button").click()
    assert "/search?q=dam" in watched.page.url
