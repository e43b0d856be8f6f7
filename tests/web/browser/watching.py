"""A page in a browser with all that must not happen on it."""

import re
from contextlib import suppress
from typing import Any
from urllib.parse import urlsplit

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import BrowserContext, ConsoleMessage, Dialog, Error, Page, Request

__all__ = ["Watched"]

_BROKEN_RULES = """
window.brokenRules = [];
document.addEventListener("securitypolicyviolation", (e) =>
  window.brokenRules.push(`${e.effectiveDirective}: ${e.blockedURI} ${e.sample}`));
"""
_TOO_WIDE = """() => {
  const wide = document.documentElement.clientWidth, out = [];
  if (document.documentElement.scrollWidth > wide) out.push(`scrolls to ${document.documentElement.scrollWidth} > ${wide}`);
  const scrolls = (e) => e.parentElement && e.parentElement.tagName !== "MAIN" &&
    (getComputedStyle(e.parentElement).overflowX !== "visible" || scrolls(e.parentElement));
  for (const e of document.querySelectorAll("body *")) {
    const box = e.getBoundingClientRect();
    if (box.right <= wide + 1 || !box.width || !e.checkVisibility()) continue;  // what is folded away is not laid out
    if (e.textContent.includes("\\u20dd")) continue;  // a letter under two hundred marks, which nothing can break
    if (scrolls(e) || getComputedStyle(e).clip !== "auto") continue;
    out.push(`${e.tagName.toLowerCase()}.${e.className} ${Math.round(box.right)} > ${wide}`);
  }
  return out;
}"""
_LEFT_OUT = {"rules": {"region": {"enabled": True}}, "resultTypes": ["violations"]}


class Watched:
    """A page that is watched from its first moment on.

    Attributes:
        page: The page.
        wrong: What has happened that must not.
    """

    def __init__(self, context: BrowserContext, origin: str) -> None:
        self.origin = origin
        self.wrong: list[str] = []
        context.add_init_script(_BROKEN_RULES)
        self.page: Page = context.new_page()
        self.page.on("console", self._console)
        self.page.on("pageerror", lambda error: self.wrong.append(f"page error: {error}"))
        self.page.on("dialog", self._dialog)
        self.page.on("request", self._request)
        self.page.on("popup", lambda popup: self.wrong.append(f"a window opened: {popup.url}"))
        self.expected: tuple[str, ...] = ()

    def open(self, path: str) -> int:
        """Go to a path of the page; the status."""
        answered = self.page.goto(self.origin + path, wait_until="load")
        return answered.status if answered else 0

    def assert_fine(self) -> None:
        """Make sure that nothing has happened that must not."""
        self.page.wait_for_timeout(20)
        broken: list[str] = self.page.evaluate("window.brokenRules ?? []")
        self.wrong += [f"broke the policy: {b}" for b in broken]
        if self.page.evaluate("window.hostile !== undefined"):
            self.wrong.append("a hostile script ran")
        assert self.wrong == [], "\n".join(self.wrong[:10])

    def assert_fits(self) -> None:
        """Make sure that nothing is wider than the window."""
        wide: list[str] = self.page.evaluate(_TOO_WIDE)
        assert wide == [], "\n".join(wide[:8])

    def assert_accessible(self, within: str | None = None) -> None:
        """Make sure that axe finds nothing, by the Web Content Accessibility Guidelines and its own best practices."""
        context: Any = {"include": [[within]]} if within else None
        found = Axe().run(self.page, context=context, options=_LEFT_OUT)
        told = [
            f"{v['id']}: {v['help']}: "
            + "; ".join(f"{n['html'][:200]} [{_first_line(n.get('failureSummary', ''))}]" for n in v["nodes"][:3])
            for v in found.response["violations"]
        ]
        assert told == [], "\n".join(told)

    def assert_titled(self) -> None:
        """Make sure that a screen reader can tell where it is."""
        assert re.fullmatch(r".*\S · onrecord", self.page.title(), re.DOTALL), self.page.title()
        assert self.page.locator("h1").count() == 1
        assert self.page.locator("h1").inner_text().strip()
        assert self.page.locator("main").count() == 1

    def _console(self, message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"} and not any(e in message.text for e in self.expected):
            self.wrong.append(f"console: {message.text}")

    def _dialog(self, dialog: Dialog) -> None:
        self.wrong.append(f"dialog: {dialog.message}")
        with suppress(Error):
            dialog.dismiss()

    def _request(self, request: Request) -> None:
        if not request.url.startswith((self.origin + "/", "data:")) or urlsplit(request.url).username:
            self.wrong.append(f"asked {request.url[:200]}")


def _first_line(words: str) -> str:
    return " ".join(words.split())[:200]
