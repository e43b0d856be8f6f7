"""The pages become a site without a warning and without a network, and the site asks no network either."""

import re
import subprocess
import sys
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest

import onrecord
from onrecord import errors
from tests.docs.running import ROOT

DOCS = ROOT / "docs"
COMMAND = "python -m sphinx --fail-on-warning --keep-going docs build/site"
_OFFLINE = """
import socket, sys

def refuse(*args, **kwargs):
    raise OSError("somebody asks a network")

socket.socket.connect = socket.getaddrinfo = refuse
from sphinx.cmd.build import main
sys.exit(main(sys.argv[1:]))
"""
_LOADS = {
    ("script", "src"),
    ("img", "src"),
    ("iframe", "src"),
    ("source", "srcset"),
    ("video", "src"),
    ("audio", "src"),
    ("object", "data"),
}


class _Page(HTMLParser):
    """What a page loads, what it links to, and which places in it can be linked to."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.loads: set[str] = set()
        self.links: set[str] = set()
        self.places: set[str] = set()
        self.without_words: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self.loads |= {given[name] for of, name in _LOADS if of == tag and name in given}
        if tag == "link" and not {"search", "index", "next", "prev", "author", "canonical"} & set(given.get("rel", "").split()):
            self.loads.add(given["href"])
        if tag == "a" and "href" in given:
            self.links.add(given["href"])
        if tag == "img" and not given.get("alt"):
            self.without_words.append(given.get("src", ""))
        self.places |= {given[name] for name in ("id", "name") if name in given}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("site")
    options = COMMAND.removeprefix("python -m sphinx ").removesuffix(" docs build/site").split()
    command = [sys.executable, "-c", _OFFLINE, *options, "-q", "-d", str(folder / "kept"), str(DOCS), str(folder / "site")]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=ROOT)
    assert done.returncode == 0, done.stderr
    assert not done.stderr.strip()
    return folder / "site"


@pytest.fixture(scope="module")
def pages(site: Path) -> dict[str, _Page]:
    return {p.relative_to(site).as_posix(): _Page(p.read_text(encoding="utf-8")) for p in sorted(site.rglob("*.html"))}


def test_every_page_is_in_the_site(pages: dict[str, _Page]) -> None:
    for path in DOCS.rglob("*.md"):
        assert path.relative_to(DOCS).with_suffix(".html").as_posix() in pages


def test_every_page_can_be_reached_from_the_first_also_on_a_code_host() -> None:
    """There the lists of contents that the site is made with are not shown."""
    first = re.sub(r"```\{toctree\}.*?```", "", (DOCS / "index.md").read_text(encoding="utf-8"), flags=re.DOTALL)
    linked = set(re.findall(r"\]\(([^)#:]+)", first))
    there = {path.relative_to(DOCS).as_posix() for path in DOCS.rglob("*.md")}
    held = {"training.md": "../training/README.md", "model-card.md": "../src/onrecord/weights/README.md", "changelog.md": "../CHANGELOG.md"}
    assert {held.get(name, name) for name in there - {"index.md"}} <= linked


def test_the_python_reference_has_everything_that_is_public(pages: dict[str, _Page]) -> None:
    there = {place.rpartition(".")[2] for place in pages["modules.html"].places}
    assert set(onrecord.__all__) - set(errors.__all__) <= there
    assert set(errors.__all__) <= set(re.findall(r"`(\w+)`", (DOCS / "errors.md").read_text(encoding="utf-8")))


def test_nothing_is_fetched_from_elsewhere(site: Path, pages: dict[str, _Page]) -> None:
    for name, page in pages.items():
        for address in page.loads:
            assert not urlsplit(address).netloc, f"{name} loads {address}"
            assert urlsplit(address).scheme in {"", "data"}, f"{name} loads {address}"
    for style in site.rglob("*.css"):
        for address in re.findall(r"""(?:url\(\s*["']?|@import\s+["'])([^"')]+)""", style.read_text(encoding="utf-8")):
            assert not urlsplit(address).netloc, f"{style.name} loads {address}"


def test_links_within_the_site_lead_somewhere(site: Path, pages: dict[str, _Page]) -> None:
    for name, page in pages.items():
        for address in page.links | page.loads:
            parts = urlsplit(address)
            if parts.scheme or parts.netloc or name == "genindex.html":
                continue
            target = (site / name).parent / unquote(parts.path) if parts.path else site / name
            assert target.is_file(), f"{name}: {address}"
            other = pages.get(target.resolve().relative_to(site.resolve()).as_posix())
            if other and parts.fragment:
                assert unquote(parts.fragment) in other.places, f"{name}: {address}"


def test_every_picture_is_told_in_words(pages: dict[str, _Page]) -> None:
    assert not [name for name, page in pages.items() if page.without_words and name != "search.html"]


def _links() -> Iterator[tuple[str, str]]:
    for path in sorted(DOCS.rglob("*.md")):
        for target in re.findall(r"\]\(([^)\s]+)\)", path.read_text(encoding="utf-8")):
            if not re.match(r"https?:|#", target):
                yield path.relative_to(ROOT).as_posix(), target


def test_links_lead_somewhere_on_a_code_host_too() -> None:
    for name, target in _links():
        assert ((ROOT / name).parent / target.partition("#")[0]).exists(), f"{name}: {target}"


def test_pictures_are_small_and_each_is_shown() -> None:
    pictures = sorted((DOCS / "images").iterdir())
    texts = "".join(p.read_text(encoding="utf-8") for p in [*DOCS.rglob("*.md"), ROOT / "README.md"])
    assert sum(p.stat().st_size for p in pictures) < 1_500_000
    assert not [p.name for p in pictures if f"images/{p.name})" not in texts]


def test_the_command_is_told_and_is_what_ci_runs() -> None:
    assert COMMAND in (ROOT / "README.md").read_text(encoding="utf-8")
    assert COMMAND.replace("build/site", '"$work/site"') in (ROOT / ".ci" / "run").read_text(encoding="utf-8").splitlines()


def test_the_libraries_of_the_site_are_installed_for_development_too() -> None:
    import tomllib

    extras = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["optional-dependencies"]
    assert set(extras["docs"]) <= set(extras["dev"])
