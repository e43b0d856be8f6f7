"""What somebody types into a search, understood whatever it is.

Words mean all of them; ``"…"`` a phrase; ``word*`` a beginning; ``a OR b`` either; ``NOT a`` or ``-a`` not that; ``source:`` and
``speaker:`` before a word look there only. Everything else is words: no string is an error, and one without words means everything.
"""

import re
from dataclasses import dataclass

__all__ = ["Query", "Term", "parse"]

_LONGEST = 2000
"""Characters that are looked at."""

_MOST = 64
"""Terms that are looked at."""

_PIECE = re.compile(r"(?P<minus>-?)(?:(?P<field>content|source|speaker):)?(?:\"(?P<phrase>[^\"]*)(?:\"|\Z)|(?P<word>[^\s\"]+))")
_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Term:
    """Words that stand next to each other.

    Attributes:
        words: The words, in lower case.
        field: Where they must stand: content, source or speaker; None for any.
        prefix: Whether the last word may go on.
    """

    words: tuple[str, ...]
    field: str | None = None
    prefix: bool = False


@dataclass(frozen=True, slots=True)
class Query:
    """What must be there, and what must not.

    Attributes:
        wanted: Of each group, one term must be there.
        unwanted: None of these may be there.
    """

    wanted: tuple[tuple[Term, ...], ...] = ()
    unwanted: tuple[Term, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.wanted or self.unwanted)


def parse(text: str) -> Query:
    """Understand a query; any string is one."""
    groups: list[list[Term]] = []
    unwanted: list[Term] = []
    either = negative = False
    for piece in list(_PIECE.finditer(text[:_LONGEST]))[:_MOST]:
        word = piece["word"] or ""
        if word == "OR" and not piece["minus"]:
            either = bool(groups)
            continue
        if word == "AND" and not piece["minus"]:
            continue
        if word == "NOT" and not piece["minus"]:
            negative = True
            continue
        term = _term(piece)
        if term is None:
            continue
        if negative or piece["minus"]:
            unwanted.append(term)
        elif either:
            groups[-1].append(term)
        else:
            groups.append([term])
        either = negative = False
    return Query(tuple(map(tuple, groups)), tuple(unwanted))


def _term(piece: "re.Match[str]") -> Term | None:
    raw = piece["phrase"] if piece["phrase"] is not None else piece["word"] or ""
    words = tuple(_WORD.findall(raw.lower()))
    return Term(words, piece["field"], prefix=raw.endswith("*")) if words else None


def to_fts5(query: Query) -> str | None:
    """The query in the language of SQLite's FTS5; None where there is no word that must be there.

    Every word is quoted, so that nothing in it is taken for an operator.
    """
    if not query.wanted:
        return None
    wanted = " AND ".join("(" + " OR ".join(map(_fts5, group)) + ")" for group in query.wanted)
    return f"({wanted})" + "".join(f" NOT {_fts5(term)}" for term in query.unwanted)


def _fts5(term: Term) -> str:
    phrase = '"' + " ".join(term.words) + '"' + ("*" if term.prefix else "")
    return f"{{{term.field}}} : {phrase}" if term.field else phrase
