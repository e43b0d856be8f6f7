"""What is in a page besides its words."""

from html.parser import HTMLParser

__all__ = ["dangers"]


class _Looked(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if (tag == "script" and "src" not in given) or tag in {"iframe", "object", "embed", "base", "img"}:
            self.found.append(f"<{tag}>")
        for name, value in attrs:
            address = name in {"href", "src", "action", "hx-get", "hx-post"}
            if name.startswith("on") or name == "style" or (address and not (value or "").startswith(("/", "#", "https://", "http://"))):
                self.found.append(f"{tag} {name}={value}")


def dangers(page: str) -> list[str]:
    """What could run or load something that is not the page's own."""
    looked = _Looked()
    looked.feed(page)
    shown = [f"U+{ord(c):04X}" for c in page if c in "\x00\x1b\u202a\u202b\u202d\u202e\u2066\u2067\u2068\u2069"]
    return looked.found + shown
