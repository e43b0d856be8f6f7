"""What is shown of a content: the part around the words that were found, with these marked."""

import re
import unicodedata

from onrecord.record.query import Term

__all__ = ["MARK", "snippet"]

MARK = ("\u0002", "\u0003")
"""What stands before and after words that were found."""

_WORD = re.compile(r"\w+")


def snippet(content: str, terms: list[Term], *, around: int = 90) -> str:
    """The content, or where it is long the part around the first word that was found, with all found words marked.

    Args:
        content: The content.
        terms: What was looked for.
        around: Characters before the first word that was found; twice as many follow.
    """
    wanted = [([_plain(w) for w in t.words], t.prefix) for t in terms if t.field in {None, "content"}]
    tokens = [(m.start(), m.end(), _plain(m.group())) for m in _WORD.finditer(content)] if wanted else []
    spots = []
    for sought, prefix in wanted:
        for i in range(len(tokens) - len(sought) + 1):
            if tokens[i][2] != sought[0] and len(sought) > 1:
                continue
            run = [t[2] for t in tokens[i : i + len(sought)]]
            if run[:-1] == sought[:-1] and (run[-1] == sought[-1] or (prefix and run[-1].startswith(sought[-1]))):
                spots.append((tokens[i][0], tokens[i + len(sought) - 1][1]))
    start = max(0, min((s for s, _ in spots), default=0) - around)
    end = min(len(content), start + 3 * around)
    out, at = "…" if start else "", start
    for s, e in sorted(set(spots)):
        if s >= at and e <= end:
            out += content[at:s] + MARK[0] + content[s:e] + MARK[1]
            at = e
    return out + content[at:end] + ("…" if end < len(content) else "")


def _plain(word: str) -> str:
    word = word.lower()
    return word if word.isascii() else "".join(c for c in unicodedata.normalize("NFKD", word) if not unicodedata.combining(c))
