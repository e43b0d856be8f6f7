"""Everything in a record as lists that are gone through page by page, while the record grows.

A page has a cursor for the next one. Nothing that stood in a list at its first page is left out while it stands there, and nothing comes
twice; what enters meanwhile comes at the end, or not at all (`onrecord.record.paging` says so of attributions).
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

import numpy as np

from onrecord.record.choosing import Facets
from onrecord.record.cursors import place_in, written
from onrecord.record.failures import Failure, failures_after
from onrecord.record.judgements import Judgement, judgements
from onrecord.record.outlet_profile import outlet_number
from onrecord.record.paging import Order, Page, Paging, clipped
from onrecord.record.searching import Hit, Meaning, Searcher
from onrecord.record.speaker_listing import listed, numbers_of
from onrecord.record.speakers import RecordSpeaker

if TYPE_CHECKING:
    from onrecord.claims.rulings import Ruled
    from onrecord.claims.telling import Claim

__all__ = ["ListedArticle", "ListedOutlet", "Lists"]

_LIMIT = 100


@dataclass(frozen=True, slots=True)
class ListedArticle:
    """An article as it was last read, without its text.

    Attributes:
        number: Number of the article in the record.
        id: The article's own id.
        title: Headline.
        outlet: Who published it.
        published: When, in ISO 8601.
        url: Where it was found.
        added_at: When it entered the record first, ISO 8601 in UTC.
        version: How many times it has been read in other words, this one included.
        attributions: How many attributions it has.
    """

    number: int
    id: str
    title: str | None
    outlet: str | None
    published: str | None
    url: str | None
    added_at: str
    version: int
    attributions: int


@dataclass(frozen=True, slots=True)
class ListedOutlet:
    """An outlet.

    Attributes:
        id: Its number in the record.
        name: Its name.
        articles: How many articles of it there are.
        attributions: How many attributions these have.
    """

    id: int
    name: str
    articles: int
    attributions: int


class Lists:
    """The lists of a record. Each method gives one `Page`: `limit` things, 1,000 at most, from `cursor` on.

    A cursor is what the page before gave as `next`, to the same method with the same arguments. Whatever else raises
    `onrecord.InvalidCursor`.
    """

    def __init__(self, searcher: Searcher) -> None:
        self._searcher = searcher
        self._database = searcher.database

    def articles(
        self, *, outlet: int | str | None = None, latest_first: bool = False, cursor: str | None = None, limit: int = _LIMIT
    ) -> Page[ListedArticle]:
        """Articles in the order in which they came, or the last ones first.

        Args:
            outlet: Only those of this outlet: its number or name.
            latest_first: Whether the last ones come first; then those that come in between two pages are not shown.
            cursor: Where the page begins.
            limit: How many at most.

        Raises:
            NotInRecord: There is no such outlet.
        """
        asked, limit = [outlet, latest_first], clipped(limit)
        condition, values = ("ar.id < ?", [2**62]) if latest_first else ("ar.id > ?", [0])
        if cursor is not None:
            values = [int(place_in(cursor, "articles", asked, int, name=self._database.name)[0])]
        if outlet is not None:
            condition += " AND ar.outlet_id = ?"
            values.append(outlet_number(self._database, outlet)[0])
        rows = self._database.rows(
            "SELECT ar.id, v.external_id, v.title, o.name, v.published, ar.url, ar.added_at, v.number, "  # noqa: S608
            "(SELECT count(*) FROM attributions a WHERE a.version_id = v.id AND a.is_current = 1) "
            "FROM articles ar JOIN versions v ON v.article_id = ar.id AND v.is_current = 1 LEFT JOIN outlets o ON o.id = ar.outlet_id "
            f"WHERE {condition} ORDER BY ar.id {'DESC' if latest_first else 'ASC'} LIMIT ?",
            (*values, limit + 1),
        )
        return self._page("articles", asked, [(int(row[0]), ListedArticle(*row)) for row in rows], limit)

    def attributions(
        self,
        query: str = "",
        *,
        order: Order = "number",
        like: Meaning | None = None,
        cursor: str | None = None,
        limit: int = _LIMIT,
        **facets: Any,
    ) -> Page[Hit]:
        """Attributions that fit a query, in one of the orders of `onrecord.record.paging`.

        Args:
            query: As for `onrecord.record.Record.search`.
            order: number, latest or best; without words or meaning, best is latest.
            like: What they should mean; `onrecord.record.Record.meaning` makes it of a text.
            cursor: Where the page begins.
            limit: How many at most.
            **facets: What they must be like; see `onrecord.record.Facets`.
        """
        asked = Facets(**facets)
        meaning = None if like is None else [np.asarray(like.vector).tobytes(), like.maker, like.least]
        found = self._searcher.ask(query, asked, like)
        whole = [query, asked, meaning]
        return Paging(found, self._searcher.shared.orders, whole, cursor, clipped(limit), self._database.name).page(order)

    def speakers(
        self,
        *,
        named: str | None = None,
        type: str | None = None,
        order: Literal["number", "attributions"] = "number",
        cursor: str | None = None,
        limit: int = _LIMIT,
    ) -> Page[RecordSpeaker]:
        """Speakers with attributions, by number, or those with most attributions first, as these were at the first page.

        Args:
            named: Words of their names, or an id of a list of known speakers, as `onrecord.record.Speakers.find` takes them.
            type: What sort of speaker.
            order: number or attributions.
            cursor: Where the page begins.
            limit: How many at most.
        """
        asked, limit, name = [named, type, order], clipped(limit), self._database.name
        facts = self._searcher.facts()
        if order == "number":
            ids = numbers_of(self._database, facts, named, type)[0]
            if cursor is not None:
                (after,) = place_in(cursor, "speakers", asked, int, name=name)
                ids = ids[np.searchsorted(ids, int(after), side="right") :]
            some = ids[:limit].tolist()
            return Page(tuple(listed(self._database, facts, some)), written("speakers", asked, some[-1]) if len(ids) > limit else None)
        orders = self._searcher.shared.orders
        if cursor is None:
            ids, counts = numbers_of(self._database, facts, named, type)
            kept, place, ids = "", 0, ids[np.lexsort((ids, -counts))]
        else:
            key, at = place_in(cursor, "speakers", asked, str, int, name=name)
            kept, place, ids = str(key), max(int(at), 0), orders.asked(str(key), name)
        some = ids[place : place + limit].tolist()
        goes_on = place + limit < len(ids)
        kept = kept or (orders.keep(ids) if goes_on else "")
        return Page(tuple(listed(self._database, facts, some)), written("speakers", asked, kept, place + limit) if goes_on else None)

    def outlets(self, *, cursor: str | None = None, limit: int = _LIMIT) -> Page[ListedOutlet]:
        """Outlets in the order in which they came.

        Args:
            cursor: Where the page begins.
            limit: How many at most.
        """
        limit = clipped(limit)
        after = 0 if cursor is None else int(place_in(cursor, "outlets", [], int, name=self._database.name)[0])
        rows = self._database.rows("SELECT id, name FROM outlets WHERE id > ? ORDER BY id LIMIT ?", (after, limit + 1))
        low, high = (int(rows[0][0]), int(rows[-1][0])) if rows else (0, 0)
        articles: dict[int, int] = dict(
            self._database.rows("SELECT outlet_id, count(*) FROM articles WHERE outlet_id BETWEEN ? AND ? GROUP BY outlet_id", (low, high))
        )
        said = np.bincount(self._searcher.facts()["outlet"], minlength=high + 1)
        found = [(int(id), ListedOutlet(int(id), name, int(articles.get(id, 0)), int(said[id]))) for id, name in rows]
        return self._page("outlets", [], found, limit)

    def claims(
        self,
        about: str = "",
        *,
        speaker: str | int | None = None,
        since: str | None = None,
        until: str | None = None,
        outlets: int = 1,
        cursor: str | None = None,
        limit: int = _LIMIT,
    ) -> "Page[Claim]":
        """Claims that were reported more than once or denied, by their ids; what is regrouped meanwhile may have another id.

        Args:
            about: Words that one of their reports has.
            speaker: Who states them: a number, an id, or words of a name.
            since: First day of a report.
            until: Last day.
            outlets: Of how many outlets at least.
            cursor: Where the page begins.
            limit: How many at most.
        """
        from onrecord.claims import asking  # noqa: PLC0415

        asked, limit = [about, speaker, since, until, outlets], clipped(limit)
        after = -(2**63) if cursor is None else int(place_in(cursor, "claims", asked, int, name=self._database.name)[0])
        found = asking.claims_after(self._database, after, limit + 1, about, speaker=speaker, since=since, until=until, least=outlets)
        return self._page("claims", asked, found, limit)

    def failures(self, *, cursor: str | None = None, limit: int = _LIMIT) -> Page[Failure]:
        """The inputs that could not be read, oldest first.

        Args:
            cursor: Where the page begins.
            limit: How many at most.
        """
        limit = clipped(limit)
        after = 0 if cursor is None else int(place_in(cursor, "failures", [], int, name=self._database.name)[0])
        return self._page("failures", [], failures_after(self._database, after, limit + 1), limit)

    def judgements(self, *, cursor: str | None = None, limit: int = _LIMIT) -> Page[Judgement]:
        """What was judged of speakers by hand, oldest first.

        Args:
            cursor: Where the page begins.
            limit: How many at most.
        """
        limit = clipped(limit)
        after = 0 if cursor is None else int(place_in(cursor, "judgements", [], int, name=self._database.name)[0])
        found = [(j.number, j) for j in judgements(self._database) if j.number > after]
        return self._page("judgements", [], found, limit)

    def claim_judgements(self, *, cursor: str | None = None, limit: int = _LIMIT) -> "Page[Ruled]":
        """What was judged of claims by hand, oldest first.

        Args:
            cursor: Where the page begins.
            limit: How many at most.
        """
        from onrecord.claims import rulings  # noqa: PLC0415

        limit = clipped(limit)
        after = 0 if cursor is None else int(place_in(cursor, "claim judgements", [], int, name=self._database.name)[0])
        found = [(r.number, r) for r in rulings.ruled(self._database) if r.number > after]
        return self._page("claim judgements", [], found, limit)

    def _page(self, list: str, asked: Any, found: Any, limit: int) -> Page[Any]:
        """A page of things with their keys, of which there may be more than fit."""
        some = found[:limit]
        return Page(tuple(thing for _, thing in some), written(list, asked, some[-1][0]) if len(found) > limit else None)
