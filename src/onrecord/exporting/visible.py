"""Make what hides or commands visible: control characters, direction overrides, characters without width.

An article is somebody else's text. Written to a terminal as it is, it could move the cursor, rename the window, hide
words or reverse their order. `visible` replaces every such character by one that only stands for it.
"""

import re

__all__ = ["json_safe", "one_line", "visible"]

_HIDDEN = (
    "\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0"  # drawn as nothing, though Unicode calls them letters or marks
    "\u00ad\u0600-\u0605\u061c\u06dd\u070f\u0890\u0891\u08e2\u180b-\u180f"
    "\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff0-\ufffb\ufffe\uffff"
    "\U000110bd\U000110cd\U00013430-\U0001343f\U0001bca0-\U0001bca3\U0001d173-\U0001d17a"
    "\U000e0000-\U000e0fff"  # tags and the second set of variation selectors: whole messages fit into them
    "\ud800-\udfff"  # halves of characters, as undecodable file names have them
)
_UNSEEN = re.compile(f"[\x00-\x1f\x7f-\x9f{_HIDDEN}]")
_JOINERS = "\u00ad\u061c\u200c-\u200f"
_UNSEEN_ON_A_PAGE = re.compile(f"[\x00-\x08\x0b-\x1f\x7f-\x9f]|(?![{_JOINERS}])[{_HIDDEN}]")
_UNSAFE_IN_JSON = re.compile(f"[\x7f-\x9f{_HIDDEN}]")


def visible(text: str, *, page: bool = False) -> str:
    r"""`text` with every unseen character shown: ESC as ``␛``, a direction override as ``\u202e``.

    Line ends stay and a tab becomes four spaces. On a `page` the marks and joiners that scripts and emoji need stay too:
    a browser keeps them inside their element, a terminal does not.
    """
    if page:
        return _UNSEEN_ON_A_PAGE.sub(_shown, text)
    return _UNSEEN.sub(lambda m: m[0] if m[0] == "\n" else "    " if m[0] == "\t" else _shown(m), text)


def one_line(text: str) -> str:
    """`text` made `visible` on a single line: for titles, names and messages."""
    return _UNSEEN.sub(_shown, text)


def json_safe(json: str) -> str:
    r"""The same JSON with unseen characters as ``\uXXXX``, so that it can be looked at in a terminal."""
    return _UNSAFE_IN_JSON.sub(_escaped, json)


def _shown(match: re.Match[str]) -> str:
    code = ord(match[0])
    if code < 0x20:
        return chr(0x2400 + code)  # the picture of the control character
    if code == 0x7F:
        return "␡"
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


def _escaped(match: re.Match[str]) -> str:
    units = match[0].encode("utf-16-be", "surrogatepass")
    return "".join(f"\\u{units[i]:02x}{units[i + 1]:02x}" for i in range(0, len(units), 2))
