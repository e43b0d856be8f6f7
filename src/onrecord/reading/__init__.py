"""Reading: bytes to `Article`.

`articles` reads all articles of a file or a stream, one after the other, and keeps going when one is bad; `article` reads a file or
stream that holds one; `from_text` makes an article of a string. The formats are in `formats`.
"""

from onrecord.reading.drafts import Fields
from onrecord.reading.reader import article, articles, from_text

__all__ = ["Fields", "article", "articles", "from_text"]
