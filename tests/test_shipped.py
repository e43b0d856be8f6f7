import json
import tomllib
from pathlib import Path

import pytest

from onrecord import shipped
from onrecord.errors import InputError
from onrecord.model import Article
from onrecord.reading import articles

ROOT = Path(__file__).parent.parent


def test_a_checkout_has_the_stories_and_the_older_article() -> None:
    assert shipped.examples() == ROOT / "examples"
    names = [path.stem for path in shipped.stories()]
    assert names == sorted(names)
    assert len(names) == 8


def test_an_installed_package_has_them_inside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    package = tmp_path / "site-packages" / "onrecord"
    (package / "examples" / "stories").mkdir(parents=True)
    (package / "examples" / "stories" / "a.jsonl").write_text("{}\n")
    (tmp_path / "examples").mkdir()
    monkeypatch.setattr(shipped, "__file__", str(package / "shipped.py"))
    assert shipped.examples() == package / "examples"
    assert shipped.stories() == (package / "examples" / "stories" / "a.jsonl",)


def test_a_folder_beside_an_installed_package_is_not_taken_for_them(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    package = tmp_path / "lib" / "onrecord"
    package.mkdir(parents=True)
    (tmp_path / "examples").mkdir()
    monkeypatch.setattr(shipped, "__file__", str(package / "shipped.py"))
    with pytest.raises(InputError, match="install it again"):
        shipped.examples()


def test_missing_stories_are_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "onrecord" / "examples").mkdir(parents=True)
    monkeypatch.setattr(shipped, "__file__", str(tmp_path / "onrecord" / "shipped.py"))
    with pytest.raises(InputError, match="stories"):
        shipped.stories()


def test_the_wheel_brings_them_along() -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    assert settings["tool"]["hatch"]["build"]["targets"]["wheel"]["force-include"] == {"examples": "onrecord/examples"}


def test_the_folder_holds_articles_and_nothing_else() -> None:
    found = list(articles(shipped.examples()))
    assert [x for x in found if not isinstance(x, Article)] == []
    assert len(found) == 89
    assert len({x.id for x in found if isinstance(x, Article)}) == 89


@pytest.mark.parametrize("path", shipped.stories(), ids=lambda path: path.stem)
def test_what_a_story_says_of_its_articles_is_read_as_it_stands(path: Path) -> None:
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    found = [x for x in articles(path) if isinstance(x, Article)]
    for row, article in zip(rows, found, strict=True):
        assert row["text"] == article.text, f"offsets of {row['id']} would be wrong"
        assert row["text"].split("\n", 1)[0] == row["title"] == article.title
        assert (row["id"], row["outlet"], row["url"], tuple(row["byline"])) == (article.id, article.outlet, article.url, article.byline)
        assert row["published"].removesuffix("Z") + "+00:00" == article.published
        assert row["url"].split("/")[2].endswith(".example")
    assert [x.published for x in found] == sorted(x.published or "" for x in found)


def test_the_older_article_has_its_outlet_and_its_author() -> None:
    (article,) = [x for x in articles(shipped.examples() / "ferry.txt") if isinstance(x, Article)]
    assert (article.outlet, article.published, article.byline) == ("The Lindhaven Courier", "2026-03-14", ("Marta Oyelaran",))


def test_the_readme_of_the_examples_names_every_story() -> None:
    text = (shipped.examples() / "README.md").read_text(encoding="utf-8")
    for path in shipped.stories():
        assert f"(stories/{path.name})" in text
