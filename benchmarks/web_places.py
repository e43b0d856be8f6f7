"""Addresses of every page over a record, drawn by what is in it; a page that is not here fails the benchmark."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import quote, urlencode

from onrecord.claims.ids import claim_id
from onrecord.record import Record
from onrecord.web.pages import ROUTERS

__all__ = ["Places"]

_NOT_PAGES = ("/search.{kind}",)
"""Files, whose length is whatever was asked for."""


class Places:
    """Draws addresses.

    Args:
        record: What they are over.
        seed: Another one draws others.
    """

    def __init__(self, record: Record, seed: int = 3) -> None:
        self._random = random.Random(seed)
        rows = record.database.rows
        self._contents = [str(r[0]) for r in self._some(record, "attributions", "content") if r[0] and len(str(r[0]).split()) > 3]
        self._sources = [(str(r[0]), str(r[1])) for r in self._some(record, "attributions", "source, label") if r[0]]
        self._articles = [int(r[0]) for r in self._some(record, "articles", "id")] or [1]
        self._speakers = [int(r[0]) for r in self._some(record, "speakers", "canonical_id") if r[0]] or [1]
        self._outlets = [(int(r[0]), str(r[1])) for r in rows("SELECT id, name FROM outlets ORDER BY id LIMIT 500")] or [(1, "Post")]
        self._claims = [int(r[0]) for r in self._some(record, "claims", "id")]
        self._often = [int(r[0]) for r in rows("SELECT id FROM claims ORDER BY outlets DESC, id LIMIT 20")]
        self._many = [
            int(r[0]) for r in rows("SELECT speaker_id FROM speakings WHERE id < 20000 GROUP BY 1 ORDER BY count(*) DESC LIMIT 20") if r[0]
        ]

    def _some(self, record: Record, table: str, columns: str, most: int = 400) -> list[tuple[Any, ...]]:
        """Rows from everywhere in a table."""
        (((last),),) = record.database.rows(f"SELECT coalesce(max(id), 0) FROM {table}") or [(0,)]
        out = []
        for _ in range(most if last else 0):
            out += record.database.rows(
                f"SELECT {columns} FROM {table} WHERE id >= ? ORDER BY id LIMIT 1", (self._random.randint(1, int(last)),)
            )
        return [tuple(r) for r in out]

    def _words(self, n: int = 1) -> str:
        words = self._random.choice(self._contents).split()
        at = self._random.randrange(max(1, len(words) - n))
        return " ".join(words[at : at + n])

    def kinds(self) -> dict[str, tuple[str, Callable[[], str]]]:
        """For each kind of page the route that it has and what draws an address."""
        pick = self._random.choice

        def query(path: str, **values: object) -> str:
            return f"{path}?{urlencode(values)}"

        def article() -> str:
            return f"/articles/{pick(self._articles)}"

        def outlet() -> str:
            return pick(self._outlets)[1]

        def two_outlets() -> str:
            if len(self._outlets) < 2:
                return "/compare"
            one, other = self._random.sample(self._outlets, 2)
            return query("/compare", one=one[1], other=other[1])

        kinds: dict[str, tuple[str, Callable[[], str]]] = {
            "overview": ("/", lambda: "/"),
            "search, a word": ("/search", lambda: query("/search", q=self._words())),
            "search, two words": ("/search", lambda: query("/search", q=self._words(2))),
            "search, a phrase": ("/search", lambda: query("/search", q=f'"{self._words(3)}"')),
            "search, word and outlet": ("/search", lambda: query("/search", q=self._words(), outlet=outlet())),
            "search, facets": ("/search", lambda: query("/search", act=pick(["deny", "warn", "promise"]), outlet=outlet(), since="2014")),
            "search, everything": ("/search", lambda: "/search"),
            "articles": ("/articles", lambda: "/articles"),
            "articles of an outlet": ("/articles", lambda: query("/articles", outlet=outlet())),
            "article": ("/articles/{number}", article),
            "article, cards": ("/articles/{number}/cards", lambda: article() + "/cards"),
            "correcting": ("/articles/{number}/correct", lambda: article() + "/correct?attribution=a1"),
            "adding": ("/articles/{number}/add", lambda: article() + "/add"),
            "speakers of an article": ("/articles/{number}/speakers", lambda: article() + "/speakers"),
            "reviewer": ("/reviewer", lambda: "/reviewer"),
            "speakers": ("/speakers", lambda: "/speakers"),
            "speakers by name": ("/speakers", lambda: query("/speakers", q=self._words())),
            "speaker": ("/speakers/{number}", lambda: f"/speakers/{pick(self._speakers)}"),
            "speaker who says much": ("/speakers/{number}", lambda: f"/speakers/{pick(self._many or self._speakers)}"),
            "outlets": ("/outlets", lambda: "/outlets"),
            "outlet": ("/outlets/{number}", lambda: f"/outlets/{pick(self._outlets)[0]}"),
            "who cites whom": ("/outlets/matrix", lambda: "/outlets/matrix"),
            "claims": ("/claims", lambda: "/claims"),
            "claims about": ("/claims", lambda: query("/claims", about=self._words())),
            "trace": ("/trace", lambda: query("/trace", text=pick(self._contents)[:300])),
            "judgements": ("/judgements", lambda: "/judgements"),
            "help": ("/help", lambda: "/help"),
            "about the API": ("/api", lambda: "/api"),
            "two outlets": ("/compare", two_outlets),
            "judging a speaker": ("/judge/speakers/{number}", lambda: f"/judge/speakers/{pick(self._speakers)}"),
        }
        if self._claims:
            kinds["claim"] = ("/claims/{id}", lambda: f"/claims/{quote(claim_id(pick(self._claims)))}")
            kinds["judging a claim"] = ("/judge/claims/{id}", lambda: f"/judge/claims/{quote(claim_id(pick(self._claims)))}")
            kinds["claim of many"] = ("/claims/{id}", lambda: f"/claims/{quote(claim_id(pick(self._often or self._claims)))}")
        there = set(self._routes())
        return {name: kind for name, kind in kinds.items() if kind[0] in there}

    def forgotten(self) -> list[str]:
        """Pages that no kind of address leads to."""
        covered = (
            {route for route, _ in self.kinds().values()}
            | set(_NOT_PAGES)
            | (set() if self._claims else {"/claims/{id}", "/judge/claims/{id}"})
        )
        return sorted(set(self._routes()) - covered)

    @staticmethod
    def _routes() -> Iterator[str]:
        for router in ROUTERS:
            for route in router.routes:
                if "GET" in (getattr(route, "methods", None) or ()):
                    yield str(getattr(route, "path", ""))
