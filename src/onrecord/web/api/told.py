"""What the API says of itself as a whole."""

from typing import Any, Final

__all__ = ["ABOUT", "TAGS"]

ABOUT: Final = """Everything that the pages show, for programs.

- **Names.** Fields are called as in the JSON of the commands (`onrecord read`, `search`, `speakers`, `claims`); they are never renamed, and
  more may come. What is absent is `null` or `[]`. Offsets count Unicode code points of `article.text`, half-open. Words of articles are
  somebody else's text: escape them before you show them.
- **Lists** come in pages: `items`, and in `next` (also as a `Link` header, RFC 8288) the address of the next page, or `null`. They stand in
  an order that never changes, so that nothing is left out or told twice while articles are being added. `limit` is 50, and 200 at most.
- **Entity tags.** Every answer to `GET` has an `ETag`; with `If-None-Match`, what has not changed is answered by 304. `HEAD` works too.
- **Errors** are `application/problem+json` (RFC 9457); `detail` says what was wrong and what to do. A parameter that is not documented is
  an error, since a filter that is overlooked would answer another question than yours.
- **Changes** are `POST`, with `Content-Type: application/json`. Send `expected` to be told 409 instead of overwriting what somebody else
  has judged meanwhile, and `Idempotency-Key` to be safe from doing it twice.
- **Limits.** What takes longer than `onrecord serve --seconds` is stopped and answered by 503."""

TAGS: Final[list[dict[str, Any]]] = [
    {"name": "Articles", "description": "What was read."},
    {"name": "Attributions", "description": "Who said what, each tied to its exact characters."},
    {"name": "Speakers", "description": "Who speaks, across articles."},
    {"name": "Outlets", "description": "Whom outlets quote, and whom they cite."},
    {"name": "Claims", "description": "What is claimed, by whom, who denies it, and what stands behind it."},
    {"name": "Review", "description": "What people have judged, and judging."},
    {"name": "Record", "description": "The record as a whole."},
]
"""What endpoints are about, in the order in which they are shown."""
