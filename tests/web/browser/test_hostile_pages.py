"""The pages of all hostile articles in a browser: nothing runs, nothing is asked elsewhere."""

from pathlib import Path

import pytest

from onrecord.record import open_record
from tests.web.browser.conftest import Watching
from tests.web.hostile import ARTICLES, HUGE


def _numbers(hostile: Path) -> dict[str, int]:
    """The numbers of the articles in the record, by name."""
    with open_record(hostile, read_only=True) as record:
        kept = {
            (a.id, a.text): n for n, a in ((int(r[0]), record.article(int(r[0]))) for r in record.database.rows("SELECT id FROM articles"))
        }
    return {name: kept[r.article.id, r.article.text] for name, r in ARTICLES.items() if (r.article.id, r.article.text) in kept}


SHARES = 4


@pytest.mark.parametrize("share", range(SHARES))
def test_no_article_does_anything_but_be_read(share: int, hostile: Path, servers: dict[str, str], watching: Watching) -> None:
    watched = watching(servers["hostile"], 360 if share % 2 else 1440)
    numbers = _numbers(hostile)
    assert len(numbers) >= len(ARTICLES) - 5
    for n, (name, number) in enumerate(numbers.items()):
        if n % SHARES != share or name in HUGE:
            continue
        watched.open(f"/articles/{number}")
        try:
            watched.assert_fits()
            watched.assert_fine()
            watched.assert_titled()
        except AssertionError as error:
            raise AssertionError(f"{name}: {error}") from None


@pytest.mark.parametrize("name", HUGE)
def test_what_is_huge_is_shown_all_the_same(name: str, hostile: Path, servers: dict[str, str], watching: Watching) -> None:
    watched = watching(servers["hostile"], 360)
    watched.page.set_default_timeout(60_000)
    watched.open(f"/articles/{_numbers(hostile)[name]}")
    watched.assert_fits()
    watched.assert_fine()


def test_offsets_are_counted_in_characters_not_in_halves(hostile: Path, servers: dict[str, str], watching: Watching) -> None:
    watched = watching(servers["hostile"])
    watched.open(f"/articles/{_numbers(hostile)['astral']}")
    words = watched.page.locator("main").evaluate("e => [...e.querySelectorAll('*')].map(x => x.textContent.trim())")
    assert "the marked words are exactly these" in words
