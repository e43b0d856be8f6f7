"""A reading prepared for the templates, which only lay it out."""

import itertools
from dataclasses import dataclass
from urllib.parse import urlsplit

from onrecord.exporting.segments import Segment, numbers, segments
from onrecord.model import Attribution, Reading

__all__ = [
    "NOT_NAMED",
    "Card",
    "Piece",
    "View",
    "card_of",
    "circumstances_of",
    "date_of",
    "hint_of",
    "sureness_of",
    "view_of",
    "web_address",
]

NOT_NAMED = "(not named)"
"""What stands where an attribution has no source."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the text: its classes, what it is to which attribution (``3:content``), numbers to set before it, and a hint."""

    text: str
    classes: str
    roles: str
    closed: tuple[int, ...]
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Card:
    """One attribution as the templates need it."""

    a: Attribution
    number: int
    who: str
    name: str
    inside: int | None
    linked: bool
    hint: str
    more: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class View:
    """One reading as the templates need it; `prefix` keeps its anchors apart from those of others."""

    prefix: str
    title: str | None
    heading: str
    outlet: str | None
    published: str | None
    byline: str
    wire: str
    dateline: str
    url: str | None
    link: str | None
    facts: tuple[str, ...]
    pieces: tuple[Piece, ...]
    cards: tuple[Card, ...]


def view_of(reading: Reading, prefix: str) -> View:
    """What the templates need of a reading; `prefix` goes before its anchors."""
    article = reading.article
    number_of = numbers(reading)
    last = _last_spans(reading)
    hints = {n: hint_of(a) for n, a in enumerate(reading.attributions, start=1)}
    pieces = tuple(_piece(s, last, hints) for s in segments(reading))
    linked = {n for p in pieces for n in p.closed}
    return View(
        prefix=prefix,
        title=article.title,
        heading=article.title or _beginning(article.text),
        outlet=article.outlet,
        published=article.published,
        byline=", ".join(article.byline),
        wire=", ".join(article.wire),
        dateline=article.dateline.place.text if article.dateline and article.dateline.place else "",
        url=article.url,
        link=web_address(article.url),
        facts=tuple(f for f in (article.outlet, article.published) if f),
        pieces=pieces,
        cards=tuple(_card(a, i, number_of, linked=i in linked) for i, a in enumerate(reading.attributions, start=1)),
    )


def card_of(a: Attribution) -> Card:
    """What the templates need of an attribution that is shown without its article."""
    return _card(a, 1, {}, linked=False)


def _last_spans(reading: Reading) -> dict[int, tuple[str, int]]:
    """Where each attribution's number stands in the text: after its content, else its source, else its cue."""
    places = {}
    length = len(reading.article.text)
    for number, a in enumerate(reading.attributions, start=1):
        for role, excerpt in (("content", a.content), ("source", a.source), ("cue", a.cue)):
            ends = [e for s, e in (excerpt.spans if excerpt else ()) if 0 <= s < e <= length]
            if ends:
                places[number] = (role, max(ends))
                break
    return places


def _piece(segment: Segment, last: dict[int, tuple[str, int]], hints: dict[int, str]) -> Piece:
    contents = sum(m.role == "content" for m in segment.marks)
    classes = [f"or-{role}" for role in ("source", "cue", "content") if any(m.role == role for m in segment.marks)]
    classes += ["or-d1"] if contents == 1 else ["or-d2"] if contents > 1 else []
    return Piece(
        text=segment.text,
        classes=" ".join(classes),
        roles=" ".join(f"{m.number}:{m.role}" for m in segment.marks),
        closed=tuple(dict.fromkeys(m.number for m in segment.closed if last.get(m.number) == (m.role, m.end))),
        hint="; ".join(dict.fromkeys(hints[m.number] for m in segment.marks if m.role == "source" and hints[m.number])),
    )


def _card(a: Attribution, number: int, number_of: dict[str, int], *, linked: bool) -> Card:
    who = a.source.text if a.source else NOT_NAMED
    s = a.speaker
    told = {
        "speaker": _unclear(a),
        "unnamed": (f"“{s.anonymity.text}”" if s.anonymity else "the article keeps the name back") if s and s.anonymous else "",
        "spoke for it": s.spokesperson.text if s and s.spokesperson else "",
        "via": " ← ".join(v.name for v in a.via),
        "to": a.addressee.text if a.addressee else "",
        "occasion": a.occasion.text if a.occasion else "",
        "place": a.place.text if a.place else "",
        "said on": date_of(a),
        "how sure": sureness_of(a),
        "reviewed": reviewed(a),
    }
    return Card(
        a=a,
        number=number,
        who=who,
        name=_known_as(a, who),
        inside=number_of.get(a.inside) if a.inside else None,
        linked=linked,
        hint=hint_of(a),
        more=tuple((label, value) for label, value in told.items() if value),
    )


def hint_of(a: Attribution) -> str:
    """How the speaker was found: the mentions that led there, then who it is and how sure that is."""
    if a.speaker is None:
        return ""
    end = "not known who" if a.speaker.type == "unknown" else f"{a.speaker.name} ({a.speaker.type})"
    steps = [" ".join(c.text.split()) for c in a.speaker.chain]
    shown = [f"“{step}”" for i, step in enumerate(steps) if i == 0 or step != steps[i - 1]]
    return " → ".join([*shown, end]) + f", confidence {a.speaker.confidence:.2f}"


def date_of(a: Attribution) -> str:
    """When it was said, with the words for it where they are others."""
    if a.said_on is None:
        return ""
    words = " ".join(a.said_on.text.split())
    if a.said_on.value is None:
        return f"“{words}”, date not known"
    return a.said_on.value if words in {"", a.said_on.value} else f"{a.said_on.value} (“{words}”)"


def sureness_of(a: Attribution, *, brief: bool = False) -> str:
    """How sure the source is of what it says, where it does not simply say so.

    Args:
        a: The attribution.
        brief: Whether to leave out what its words show at a glance: that they are negated or about the future.
    """
    c = a.certainty
    if c is None:
        return ""
    told: list[str] = [c.degree] if c.degree in {"probable", "possible"} else []
    told += ["negated"] if c.polarity == "negative" and not brief else []
    told += ["on a condition"] if c.conditional else []
    told += ["about the future"] if c.future and not brief else []
    return ", ".join(told)


def circumstances_of(a: Attribution) -> list[str]:
    """What is worth a short word beside an attribution: what is not the usual."""
    told: list[str] = [a.act] if a.act and a.act != "state" else []
    told += [f"reporter {a.reporter_stance}"] if a.reporter_stance and a.reporter_stance != "neutral" else []
    told += [f"source: {sure}"] if (sure := sureness_of(a, brief=True)) else []
    told += [" ".join(x.text.split()) for x in (a.occasion, a.place) if x]
    told += [f"to {' '.join(a.addressee.text.split())}"] if a.addressee else []
    told += [date_of(a), reviewed(a)]
    return [x for x in told if x]


def reviewed(a: Attribution) -> str:
    """What a person said of it, and who."""
    return f"{a.review.verdict} by {' '.join(a.review.by.split())}" if a.review is not None else ""


def _unclear(a: Attribution) -> str:
    return "not known who this is" if a.speaker is not None and a.speaker.type == "unknown" else ""


def _known_as(a: Attribution, who: str) -> str:
    """Who the source is, with the roles: as far as the source's own words do not say it."""
    if a.speaker is None or a.speaker.type == "unknown":
        return ""
    named = a.speaker.name.casefold() in who.casefold()
    new = [words for words in (a.speaker.name, *a.speaker.roles) if words.casefold() not in who.casefold()]
    return ("" if named else "= ") + ", ".join(new) if new else ""


def _beginning(text: str) -> str:
    words = " ".join(itertools.islice(text[:2000].split(), 12))
    return words[:90] + "…" if words else "Untitled"


def web_address(url: str | None) -> str | None:
    """The address if it is one of the web; ``javascript:``, ``data:`` and the like are never linked."""
    if not url or any(c.isspace() or not c.isprintable() for c in url):
        return None
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    return url if parts.scheme.lower() in {"http", "https"} and parts.netloc else None
