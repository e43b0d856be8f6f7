"""An article and its attributions as the templates lay them out."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

import msgspec

from onrecord.exporting.segments import numbers
from onrecord.exporting.views import NOT_NAMED, date_of, sureness_of
from onrecord.model import Attribution, Excerpt, Reading
from onrecord.record import LoggedReview, state_of
from onrecord.web.reading.gathering import Gathered, OfClaim
from onrecord.web.reading.laying import Paragraph, ends_of, heading_of, paragraphs

__all__ = ["CARDS", "Card", "Chosen", "Page", "Step", "page_of"]

CARDS = 150
"""Cards that are there at once; the next ones follow when the reader comes to the end of them."""

_ALL_MARKED = 1_500
"""Attributions that are all marked in the text at once; of more, those whose cards are there."""

_DEEPEST = 4
_LONG = 200_000


@dataclass(frozen=True, slots=True)
class Chosen:
    """Which attributions are to be seen.

    Attributes:
        kinds: Of which kinds; all where it is empty.
        least: With which confidence at least.
        only: The id of the one that is to be seen; None for all of them.
    """

    kinds: frozenset[str] = frozenset()
    least: float = 0.0
    only: str | None = None

    def fits(self, a: Attribution) -> bool:
        """Whether an attribution is to be seen."""
        return (not self.kinds or a.kind in self.kinds) and a.confidence >= self.least and self.only in {None, a.id}


@dataclass(frozen=True, slots=True)
class Step:
    """One mention on the way from a source to its speaker.

    Attributes:
        text: The words.
        spans: Where they stand, as ``415-425``.
    """

    text: str
    spans: str


@dataclass(frozen=True, slots=True)
class Card:
    """One attribution.

    Attributes:
        a: The attribution.
        number: Its number in the article, from 1.
        name: The name of the speaker; empty where nobody is named.
        link: The number of the speaker across articles.
        source: The words of the source, where they are not the name.
        inside: The number of the attribution that it stands in.
        depth: In how many others it stands; of more than four, four.
        linked: Whether its number stands in the text.
        steps: How the speaker was found.
        more: What else is known, as labels and values.
        addressee: The number, across articles, of whom it was said to.
        claim: The claim that it states.
        review: What was judged of it last, and holds.
        seen: What is the same as long as nobody judges it anew.
    """

    a: Attribution
    number: int
    name: str
    link: int | None
    source: str
    inside: int | None
    depth: int
    linked: bool
    steps: tuple[Step, ...]
    more: tuple[tuple[str, str], ...]
    addressee: int | None
    claim: OfClaim | None
    review: LoggedReview | None
    seen: str

    @property
    def is_rejected(self) -> bool:
        """Whether somebody judged that it is none."""
        return _is_rejected(self.a)


@dataclass(frozen=True, slots=True)
class Page:
    """An article with its text and some of its cards.

    Attributes:
        of: What the record has of it.
        heading: Its headline, or how it begins.
        paragraphs: Its text.
        cards: The cards from one on.
        shown: How many attributions are chosen.
        first: The place of the first card among those that are chosen, from 0.
        ids: The ids of all attributions, in order: that of number 1 first.
        marked_here: Whether only the attributions with a card here are marked in the text, as all of them would be too many for a browser.
        near: The place among those that are chosen from which the cards with a number can be had, for those that are not here.
    """

    of: Gathered
    heading: str
    paragraphs: list[Paragraph]
    cards: tuple[Card, ...]
    shown: int
    first: int
    ids: tuple[str, ...]
    marked_here: bool
    near: Callable[[int], int | None]

    @property
    def is_long(self) -> bool:
        """Whether the text is so long that a browser should lay out only what is looked at."""
        return len(self.of.reading.article.text) > _LONG

    @property
    def after(self) -> int | None:
        """Where the next cards begin; None where these are the last."""
        end = self.first + len(self.cards)
        return end if end < self.shown else None

    @property
    def reviewed(self) -> int:
        """How many of the attributions somebody has judged."""
        return sum(a.review is not None for a in self.of.reading.attributions)

    @property
    def before(self) -> int | None:
        """Where the cards before these begin; None where these are the first."""
        return max(0, self.first - CARDS) if self.first else None


def page_of(of: Gathered, chosen: Chosen, first: int = 0, *, text: bool = True) -> Page:
    """The page of an article.

    Args:
        of: What the record has of it.
        chosen: Which attributions are to be seen; the others are not marked in the text either.
        first: Of those, the place of the first whose card is there, from 0.
        text: Whether the text is needed, or the cards alone.
    """
    seen = [(n, a) for n, a in enumerate(of.reading.attributions, start=1) if chosen.fits(a)]
    first = max(0, min(first, max(len(seen) - 1, 0)))
    place = {n: i for i, (n, _) in enumerate(seen)}
    here = seen[first : first + CARDS]
    marked_here = len(seen) > _ALL_MARKED
    marked = {n for n, a in (here if marked_here else seen) if not _is_rejected(a)}
    shown = of.reading if len(marked) == len(of.reading.attributions) else _only(of.reading, marked)
    return Page(
        of=of,
        heading=heading_of(of.reading.article),
        paragraphs=paragraphs(shown) if text else [],
        cards=cards_of(of, here),
        shown=len(seen),
        first=first,
        ids=tuple(a.id for a in of.reading.attributions),
        marked_here=marked_here,
        near=lambda n: None if n not in place or first <= place[n] < first + CARDS else place[n] // CARDS * CARDS,
    )


def cards_of(of: Gathered, some: Iterable[tuple[int, Attribution]]) -> tuple[Card, ...]:
    """Cards of some attributions with their numbers."""
    number_of, linked = numbers(of.reading), ends_of(of.reading)
    outer = {a.id: a.inside for a in of.reading.attributions}
    return tuple(_card(of, a, n, number_of, outer, linked=n in linked and not _is_rejected(a)) for n, a in some)


def _only(reading: Reading, kept: Iterable[int]) -> Reading:
    """The reading with nothing marked but some attributions, under the same numbers."""
    some = set(kept)
    bare = {"source": None, "cue": None, "content": None}
    return Reading(
        reading.article,
        tuple(a if n in some else msgspec.structs.replace(a, **bare) for n, a in enumerate(reading.attributions, start=1)),
    )


def _card(of: Gathered, a: Attribution, number: int, number_of: dict[str, int], outer: dict[str, str | None], *, linked: bool) -> Card:
    s = a.speaker
    across = of.speakers.get(s.id) if s else None
    words = " ".join(a.source.text.split()) if a.source else ""
    unknown = s is None or s.type == "unknown"
    name = "" if s is None or unknown else s.name
    told = {
        "unnamed": (f"“{s.anonymity.text}”" if s.anonymity else "the article keeps the name back") if s and s.anonymous else "",
        "spoke for it": s.spokesperson.text if s and s.spokesperson else "",
        "via": " ← ".join(v.name for v in a.via),
        "to": _line(a.addressee),
        "occasion": _line(a.occasion),
        "place": _line(a.place),
        "said on": date_of(a),
        "how sure": sureness_of(a),
    }
    to = of.speakers.get(a.addressee_speaker.id) if a.addressee_speaker else None
    return Card(
        a=a,
        number=number,
        name=name or words or NOT_NAMED,
        link=across[0] if across else None,
        source=words if name and not _says(words, name) else "",
        inside=number_of.get(a.inside) if a.inside else None,
        depth=_depth(a.id, outer),
        linked=linked,
        steps=_steps(a),
        more=tuple((label, value) for label, value in told.items() if value),
        addressee=to[0] if to else None,
        claim=of.claims.get(a.id),
        review=of.reviews.get(a.id),
        seen=state_of(a),
    )


def _is_rejected(a: Attribution) -> bool:
    return a.review is not None and a.review.verdict == "rejected"


def _says(words: str, name: str) -> bool:
    """Whether words are a name, but for an article before it."""
    return words.casefold().removeprefix("the ").removeprefix("a ") == name.casefold().removeprefix("the ")


def _line(words: Excerpt | None) -> str:
    return " ".join(words.text.split()) if words else ""


def _steps(a: Attribution) -> tuple[Step, ...]:
    steps: list[Step] = []
    for mention in a.speaker.chain if a.speaker else ():
        step = Step(" ".join(mention.text.split()), ",".join(f"{s}-{e}" for s, e in mention.spans))
        if not steps or steps[-1].text != step.text:
            steps.append(step)
    return tuple(steps)


def _depth(id: str, outer: dict[str, str | None]) -> int:
    depth, at = 0, outer.get(id)
    while at is not None and depth < _DEEPEST:  # attributions made by hand may stand inside one another
        depth, at = depth + 1, outer.get(at)
    return depth
