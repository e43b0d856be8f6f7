"""Cleaning: what every text and every field is brought to before anything points into it."""

import re

__all__ = ["clean", "clean_in_place", "line", "printable", "shown"]

LONGEST_FIELD = 1000
"""Most characters of a title, an outlet and the like; what is beyond is cut off."""

_LINE_END = re.compile("\r\n?|[\v\f\u2028\u2029]")
_SURROGATE = re.compile("[\ud800-\udfff]")
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f]")
_BLANK = "\ufeff" + "".join(c for c in map(chr, range(0x3001)) if c.isspace())
_SPACE = re.compile(r"\s+")


def clean(text: str) -> str:
    r"""Clean a text; cleaning it twice changes nothing more.

    - Line ends of every sort (``\r\n``, ``\r``, vertical tab, form feed, U+2028, U+2029) become ``\n``.
    - Other control characters become a space, except tab. Those from U+0080 to U+009F are first read as Windows-1252, as HTML does
      (WHATWG HTML, section 13.2.5.80): they are nearly always curly quotation marks that went through a wrong decoder.
    - Pairs of surrogates become the character they stand for, lone ones become U+FFFD.
    - Blank space and byte order marks at both ends go.

    Everything else stays, among it zero-width and bidirectional characters: whoever shows the text must take care of these.
    """
    if _SURROGATE.search(text):
        text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    text = _LINE_END.sub("\n", text)
    text = _CONTROL.sub(_replaced, text)
    return text.strip(_BLANK)


def clean_in_place(text: str) -> str:
    """The same of a text that somebody else's offsets point into: it stays as long as it is, and nothing at its ends goes."""
    return _CONTROL.sub(_replaced, _LINE_END.sub("\n", text.replace("\r\n", " \n")))


def line(text: str | None) -> str | None:
    """A field as one clean line of at most `LONGEST_FIELD` characters; None where nothing is left."""
    if not text:
        return None
    # Cut first: what a field may be is bounded, what an input puts there is not.
    return _SPACE.sub(" ", clean(text[: 4 * LONGEST_FIELD]))[:LONGEST_FIELD].strip(_BLANK) or None


def shown(value: str) -> str:
    """A value of an input as errors show it: quoted, on one line, short, and with nothing in it that a terminal would obey."""
    return repr(value if len(value) <= 60 else value[:59] + "…")


def printable(name: str) -> str:
    """A name of an input as errors may show it: names may hold line ends and what a terminal would obey."""
    return "".join(c if c.isprintable() else "�" for c in name)


def _replaced(match: re.Match[str]) -> str:
    character = match.group()
    if character > "\x7f":
        return character.encode("latin-1").decode("cp1252", "replace").replace("\ufffd", " ")
    return " "
