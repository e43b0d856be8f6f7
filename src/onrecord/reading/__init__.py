"""Reading: bytes to `Article`.

`articles` reads all articles of a file, a stream or a URL, one after the other, and keeps going when one is bad; `article` reads a
file, stream or URL that holds one; `from_text` makes an article of a string. The formats are in `formats`, what is for URLs and feeds
alone in `fetching`.
"""

from onrecord.reading.drafts import Fields
from onrecord.reading.reader import article, articles, from_text

__all__ = ["Fields", "article", "articles", "from_text"]
