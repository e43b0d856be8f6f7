"""Looking at what a page sends as a browser would: what could run, load, hide or mislead is found."""

import json
import re
from functools import cache
from html.parser import HTMLParser
from importlib import resources
from urllib.parse import urlsplit

from onrecord.exporting.visible import visible

__all__ = ["Seen", "assert_harmless"]

_VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
_ADDRESSES = {"href", "src", "action", "formaction", "hx-get", "hx-post", "hx-push-url", "hx-replace-url", "cite", "data", "poster"}
_UNREAD = {"value", "content", "href", "hx-get", "hx-vals"}
"""Attributes that nobody reads: what is sent back must be what it was."""
_RUNS = {"script", "style", "iframe", "object", "embed", "base", "frame", "applet", "noscript", "math", "hx-partial"}


class Seen(HTMLParser):
    """The elements of a page, its text, and whether everything is closed in order."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.text: list[str] = []
        self.titles = 0
        self.inside_script: list[str] = []
        self._open: list[str] = []
        self.feed(html)
        self.close()
        assert not self._open, f"never closed: {self._open}"

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {k: v or "" for k, v in attrs}))
        self.titles += tag == "title" and "svg" not in self._open
        if tag not in _VOID:
            self._open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {k: v or "" for k, v in attrs}))

    def handle_endtag(self, tag: str) -> None:
        assert self._open, f"closed but never opened: {tag}"
        assert self._open.pop() == tag, f"closed out of order: {tag}"

    def handle_data(self, data: str) -> None:
        (self.inside_script if self._open and self._open[-1] in {"script", "style"} else self.text).append(data)

    def handle_comment(self, data: str) -> None:
        raise AssertionError(f"a comment: {data!r}")

    def all(self, tag: str) -> list[dict[str, str]]:
        """The attributes of all elements of a name."""
        return [a for name, a in self.elements if name == tag]


@cache
def _of_templates() -> tuple[frozenset[str], frozenset[str]]:
    """The elements and attributes that templates write themselves."""
    elements, attributes = set(), set()
    for package in ("onrecord.web", "onrecord.exporting"):
        for file in resources.files(package).joinpath("templates").iterdir():
            source = file.read_text(encoding="utf-8")
            elements.update(re.findall(r"<([a-zA-Z][\w-]*)", source))
            attributes.update(re.findall(r"""[\s}"']([a-zA-Z][\w:-]*)=["']""", source))
            attributes.update(
                re.findall(
                    r"\s(hidden|disabled|checked|selected|required|open|defer|multiple|novalidate|readonly|autofocus|inert|download|data-[\w-]+)\b",
                    source,
                )
            )
    return frozenset(e.lower() for e in elements), frozenset(a.lower() for a in attributes)


def assert_harmless(html: str) -> Seen:
    """Make sure that a page runs, loads and hides nothing but what its templates do; what is seen of it."""
    seen = Seen(html)
    elements, attributes = _of_templates()
    for tag, own in seen.elements:
        assert tag in elements, f"an element that no template has: {tag}"
        assert tag not in _RUNS or (tag == "script" and _is_harmless(own)), f"{tag} {own}"
        for name, value in own.items():
            assert name in attributes, f"an attribute that no template has: {name} of {tag}"
            assert not name.startswith("on"), f"{name} of {tag}"
            assert not name.startswith("hx-on"), f"{name} of {tag}"
            assert name != "style", f"{tag} has a style"
            if name in _ADDRESSES:
                _assert_address(tag, name, value, own)
            if name not in _UNREAD:
                _assert_visible(value)
    for block in filter(str.strip, seen.inside_script):
        assert "<" not in block, "data that could end its element"
        _assert_visible(json.dumps(json.loads(block), ensure_ascii=False))
    _assert_visible("".join(seen.text))
    ids = [a["id"] for _, a in seen.elements if "id" in a]
    assert len(ids) == len(set(ids)), f"ids that are there twice: {sorted({i for i in ids if ids.count(i) > 1})[:5]}"
    return seen


def _is_harmless(script: dict[str, str]) -> bool:
    """Whether a script is a file of the page's own, or data, which browsers do not run."""
    return script["src"].startswith("/static/") if "src" in script else script.get("type") == "application/json"


def _assert_address(tag: str, name: str, value: str, own: dict[str, str]) -> None:
    if name in {"hx-push-url", "hx-replace-url"} and value in {"true", "false"}:
        return
    if tag == "a" and value.startswith(("http://", "https://")):
        assert {"noopener", "noreferrer"} <= set(own.get("rel", "").split()), f"a link to elsewhere that says where it comes from: {value}"
        assert urlsplit(value).hostname, value
        return
    assert re.match(r"/(?![/\\])|#|\?|$", value), f"{name} of {tag} leads elsewhere: {value[:100]!r}"


def _assert_visible(text: str) -> None:
    assert visible(text, page=True) == text, f"unseen characters: {[hex(ord(c)) for c in text if visible(c, page=True) != c][:5]}"
