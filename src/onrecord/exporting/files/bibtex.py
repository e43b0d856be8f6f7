r"""Citations in BibTeX: the articles, each once, with what was found in it as annotation.

Text is UTF-8 with LaTeX's special characters escaped, so that no title can be a command.
"""

import re
from collections.abc import Iterator
from urllib.parse import quote

from onrecord.exporting.files.asked import Asked
from onrecord.exporting.files.wording import plain, review_of, sentence
from onrecord.model import Reading

__all__ = ["citation", "pieces"]

_ESCAPED = {
    **{"\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}", '"': r"\textquotedbl{}"},
    **{c: "\\" + c for c in "&%$#_"},
    **{"{": r"\textbraceleft{}", "}": r"\textbraceright{}"},  # braces that are escaped only would still count for BibTeX
}
_SPECIAL = re.compile("[" + re.escape("".join(_ESCAPED)) + "]")
_KEPT_IN_URLS = "!#$%&'()*+,-./:;=?@_~[]"


def pieces(asked: Asked) -> Iterator[str]:
    """A citation for each article."""
    yield from (citation(number, reading) for number, reading in asked.by_article())


def citation(number: int, reading: Reading) -> str:
    """The citation of an article.

    Args:
        number: The number of the article in the record, which makes its key.
        reading: The article, and the attributions that are noted.
    """
    a = reading.article
    year, month, day = [*(a.published or "")[:10].split("-"), "", "", ""][:3]
    noted = [". ".join(filter(None, [sentence(x), review_of(x)])) for x in reading.attributions]
    fields = {
        "title": f"{{{_text(a.title or a.id)}}}",
        "author": " and ".join(f"{{{_text(name)}}}" for name in a.byline),  # in braces, as names are not taken apart
        "journal": _text(a.outlet or ""),
        **{"year": year, "month": month, "day": day},
        "url": quote(a.url or "", safe=_KEPT_IN_URLS),
        "annote": _text(" | ".join(noted)),
    }
    kind = "article" if a.outlet else "misc"
    return f"@{kind}{{{_key(a.outlet, year, number)},\n" + "".join(f"  {n} = {{{v}}},\n" for n, v in fields.items() if v) + "}\n\n"


def _text(text: str) -> str:
    return _SPECIAL.sub(lambda m: _ESCAPED[m[0]], plain(text))


def _key(outlet: str | None, year: str, number: int) -> str:
    name = "".join(c for c in (outlet or "article").lower() if c.isascii() and c.isalnum())
    return f"{name or 'article'}{year}-{number}"
