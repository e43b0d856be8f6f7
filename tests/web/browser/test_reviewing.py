"""Attributions are judged in a browser: with the mouse, with the keyboard alone, and without scripts."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page

from onrecord.record import open_record
from tests.web.browser.conftest import Watching
from tests.web.conftest import served
from tests.web.visiting import PAGES, Place

pytestmark = pytest.mark.skipif(Place("POST", "/articles/{number}/review") not in PAGES, reason="nothing is judged on pages yet")


@pytest.fixture
def own(own_stories: Path) -> Iterator[str]:
    with served(own_stories, seconds=60) as address:
        yield address


def _verdicts(place: Path) -> list[str]:
    with open_record(place, read_only=True) as record:
        return [str(row[0]) for row in record.database.rows("SELECT verdict FROM attributions WHERE verdict IS NOT NULL ORDER BY id")]


def _walk_to(page: Page, selector: str) -> None:
    """Press the tabulator until the first element of a selector has the focus."""
    wanted = page.locator(selector).first
    for _ in range(200):
        page.keyboard.press("Tab")
        if wanted.evaluate("e => e === document.activeElement"):
            return
    raise AssertionError(f"the keyboard does not get to {selector}")


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without"])
def test_what_is_judged_is_kept_shown_and_undone(scripts: bool, own: str, own_stories: Path, watching: Watching) -> None:
    watched = watching(own, java_script_enabled=scripts)
    page = watched.page
    watched.open("/articles/1")
    page.locator(".attribution details:has(button[value=rejected]) > summary").first.click()
    page.locator(".attribution button[value=rejected]").first.click()
    undo = page.locator(".attribution button", has_text="Undo")
    undo.first.wait_for(state="attached")
    assert _verdicts(own_stories) == ["rejected"]
    watched.open("/articles/1")
    assert undo.count() == 1, "it is still there when the page is opened again"
    page.locator(".attribution details:has(form[action$=undo]) > summary").first.click()
    undo.first.click()
    undo.wait_for(state="detached")
    assert _verdicts(own_stories) == []
    if scripts:
        watched.assert_fine()


def test_what_is_judged_is_judged_with_the_keyboard_alone(own: str, own_stories: Path, watching: Watching) -> None:
    watched = watching(own)
    watched.open("/articles/1")
    _walk_to(watched.page, ".attribution details:has(button[value=confirmed]) > summary")
    watched.page.keyboard.press("Enter")
    _walk_to(watched.page, ".attribution button[value=confirmed]")
    watched.page.keyboard.press("Enter")
    watched.page.locator(".attribution button", has_text="Undo").first.wait_for(state="attached")
    assert _verdicts(own_stories) == ["confirmed"]
    watched.assert_accessible()
    watched.assert_fine()


def test_where_nothing_may_be_judged_there_is_nothing_to_judge_with(stories: Path, watching: Watching) -> None:
    with served(stories, read_only=True, seconds=60) as address:
        watched = watching(address)
        watched.open("/articles/1")
        assert watched.page.locator(".attribution").count() > 0
        assert watched.page.locator("main button[value=confirmed], main button[value=rejected]").count() == 0
        watched.assert_fine()
