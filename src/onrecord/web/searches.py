"""A search as it stands in an address: what may be asked, what is wrong with it, and the addresses of searches next to it."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import Any, Final

from onrecord.record import Facets, Found, Record
from onrecord.record.wrong import wrong
from onrecord.web.filters import with_query

__all__ = ["FACETS", "LABELS", "SIZES", "Search", "asked"]

FACETS: Final = tuple(
    name
    for name in ("speaker", "outlet", "via", "since", "until", "act", "stance", "kind", "min_confidence", "asserted", "reviewed")
    if name in Facets.__dataclass_fields__
)
"""What attributions may be asked to be like, in the order in which it stands in an address."""

LABELS: Final = {
    "q": "words",
    "like": "meaning",
    "speaker": "speaker",
    "outlet": "outlet",
    "via": "via",
    "since": "since",
    "until": "until",
    "act": "act",
    "stance": "reporter stance",
    "kind": "kind",
    "min_confidence": "confidence from",
    "asserted": "asserted",
    "reviewed": "reviewed",
}
"""What the parts of a search are called on the page."""

SIZES: Final = (20, 50, 100)
"""How many attributions a page may have; addresses may say any number up to the last."""

_TEXTS: Final = ("outlet", "via", "since", "until", "act", "stance", "kind", "reviewed")

_DEEPEST: Final = 10_000
"""The last attribution that can be reached page by page; who wants more exports."""

_LONGEST: Final = 2_000
_NO_TEXT: Final = re.compile("[\x00\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Search:
    """What is asked, as it was written.

    Attributes:
        q: Words, in the language of `onrecord.record.query`.
        like: A text that is to be met in meaning.
        speaker: As in `onrecord.record.Facets`, and so the others.
        asserted: ``yes`` or ``no``.
        page: Which page, from 1.
        size: How many attributions a page has.
        problems: What is wrong, by the name of the part.
    """

    q: str = ""
    like: str = ""
    speaker: str = ""
    outlet: str = ""
    via: str = ""
    since: str = ""
    until: str = ""
    act: str = ""
    stance: str = ""
    kind: str = ""
    min_confidence: str = ""
    asserted: str = ""
    reviewed: str = ""
    page: int = 1
    size: int = SIZES[0]
    problems: dict[str, str] = field(default_factory=dict)

    def path(self, to: str = "/search", /, **changes: Any) -> str:
        """The address of this search, or of one that differs; what is not asked does not stand in it.

        Args:
            to: The path.
            **changes: What is another; another page only where it is said.
        """
        size, page = changes.get("size", self.size), changes.get("page", 1)
        values = {name: getattr(self, name) for name in ("q", "like", *FACETS)}
        values |= changes | {"size": None if size == SIZES[0] else size, "page": None if page == 1 else page}
        return with_query(to, **values)

    def only_words(self) -> str:
        """The address of a search for the same words and nothing besides."""
        return self.path(**dict.fromkeys(("like", *FACETS), ""))

    def here(self, to: str = "/search", /, **changes: Any) -> str:
        """The address of this page of this search."""
        return self.path(to, page=self.page, **changes)

    @property
    def chosen(self) -> list[str]:
        """The names of the parts that are asked, but for the words."""
        return [name for name in ("like", *FACETS) if getattr(self, name)]

    @property
    def offset(self) -> int:
        """How many attributions stand on the pages before."""
        return (self.page - 1) * self.size

    def last_page(self, total: int) -> int:
        """The number of the last page that can be reached."""
        return max(1, -(-min(total, _DEEPEST) // self.size))

    def ask(self, record: Record) -> Found:
        """Ask a record; only where nothing is wrong.

        Raises:
            InputError: There is no word in `like`.
        """
        who = self.speaker
        facets: dict[str, Any] = {
            name: getattr(self, name) or None for name in ("outlet", "via", "since", "until", "act", "stance", "kind")
        }
        facets["speaker"] = int(who) if who.isdecimal() and len(who) < 18 else who or None
        facets["asserted"] = {"yes": True, "no": False}.get(self.asserted)
        return record.ask(self.q, like=self.like or None, min_confidence=float(self.min_confidence or 0), **facets)


def asked(values: Iterable[tuple[str, str]]) -> Search:
    """The search that stands in an address.

    Nothing is left out in silence: whatever cannot be understood is told, as a search that forgot a part would find too much.

    Args:
        values: Names and values of the query part, as they stand there.
    """
    said: dict[str, str] = {}
    problems: dict[str, str] = {}
    for name, value in values:
        text = _NO_TEXT.sub("", value).strip()
        if name not in _KNOWN:
            problems[name[:40]] = "is nothing to search by; the help page says what is"
        elif text and said.get(name, text) != text:
            problems[name] = "is given twice; give it once"
        elif len(text) > _LONGEST:
            problems[name] = f"is longer than {_LONGEST:,} characters"
        elif text:
            said[name] = text
    problems |= dict(_wrong(said, problems))
    size, page = (_counted(said.pop(name, ""), usual) for name, usual in (("size", SIZES[0]), ("page", 1)))
    search = Search(**said, page=page or 1, size=min(size or SIZES[0], SIZES[-1]), problems=problems)
    if not problems and search.offset >= _DEEPEST:
        return replace(
            search, problems={"page": f"only the first {_DEEPEST:,} attributions are shown page by page; ask for less, or export them"}
        )
    return search


_KNOWN: Final = {"q", "like", *FACETS, "page", "size"}


def _wrong(said: dict[str, str], known: dict[str, str]) -> Iterator[tuple[str, str]]:
    for name, value in said.items():
        if name in known:
            continue
        if problem := wrong(name, value):
            yield name, problem
        elif name == "asserted" and value not in {"yes", "no"}:
            yield name, f"{value[:60]!r} is neither yes nor no."
        elif name in {"page", "size"} and not _counted(value, 1):
            yield name, f"{value[:60]!r} is no number from 1 on."
        elif name == "size" and _counted(value, 1) > SIZES[-1]:
            yield name, f"a page has at most {SIZES[-1]} attributions; export them to have more."


def _counted(value: str, usual: int) -> int:
    """A number from 1 on; 0 where it is none."""
    return usual if not value else int(value) if value.isascii() and value.isdecimal() and len(value) < 10 else 0
