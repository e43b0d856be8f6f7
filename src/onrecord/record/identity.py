"""Which article is which: by its address, else by the id that its input gave it."""

import hashlib
import re
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from onrecord.model import Article

__all__ = ["address", "content_hash", "key_of"]

_TRACKING = re.compile(r"(?:utm_\w+|fbclid|gclid|mc_[ce]id|ocid|cmpid|smid|at_\w+|ref|ref_src|igshid)\Z")
_BLANK = re.compile(r"\s+")


def key_of(article: Article) -> str:
    """What makes an article the same article in another input.

    An article with an address is known by that, in a plain form (`address`). One without is known by its id within its outlet: the
    input's own id, or where it had none the one that is derived from the content.
    """
    if article.url:
        return f"url:{address(article.url)}"
    return f"id:{article.outlet or ''}\0{article.id}"


def address(url: str) -> str:
    """An address in a plain form: without fragment, default port and what only follows readers about; RFC 3986, section 6.2."""
    try:
        parts = urlsplit(url.strip())
        host, port = (parts.hostname or "").lower(), parts.port
    except ValueError:
        return url.strip()
    if parts.scheme.lower() not in {"http", "https"} or not host:
        return url.strip()
    default = {"http": 80, "https": 443}[parts.scheme.lower()]
    place = host if port in {None, default} else f"{host}:{port}"
    query = urlencode([(k, v) for k, v in parse_qsl(parts.query, keep_blank_values=True) if not _TRACKING.match(k.lower())])
    return urlunsplit(("https", place, parts.path.rstrip("/") or "/", query, ""))


def content_hash(article: Article) -> str:
    """A hash of title and text, whatever the blanks between their words."""
    words = _BLANK.sub(" ", f"{article.title or ''}\0{article.text}").strip()
    return hashlib.sha256(words.encode("utf-8", "surrogatepass")).hexdigest()
