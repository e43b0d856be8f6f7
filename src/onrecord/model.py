"""The nouns of onrecord: immutable, typed, no input or output.

Offsets are Unicode code points into `Article.text`, half-open. What is absent is ``None`` or empty, never a guess.
"""

from typing import Annotated, Literal

import msgspec

__all__ = [
    "Act",
    "Article",
    "Attribution",
    "Certainty",
    "Date",
    "Dateline",
    "Degree",
    "Excerpt",
    "Kind",
    "Reading",
    "ReporterStance",
    "Review",
    "Span",
    "Speaker",
    "SpeakerType",
    "Verdict",
    "Via",
]

Span = tuple[int, int]
Kind = Literal["direct", "mixed", "indirect"]
SpeakerType = Literal["person", "organisation", "group", "place", "document", "outlet", "unknown"]
Act = Literal["state", "deny", "confirm", "accuse", "warn", "threaten", "promise", "request", "ask", "predict", "believe", "decline"]
ReporterStance = Literal["neutral", "distancing", "endorsing"]
Degree = Literal["certain", "probable", "possible", "unknown"]
Polarity = Literal["positive", "negative"]
Verdict = Literal["confirmed", "rejected", "corrected", "added"]
Probability = Annotated[float, msgspec.Meta(ge=0, le=1)]


class Excerpt(msgspec.Struct, frozen=True):
    """Exact words of an article.

    Attributes:
        text: The words; where there are several spans, joined by " … ".
        spans: Where they stand, in reading order.
    """

    text: str
    spans: tuple[Span, ...]

    @classmethod
    def of(cls, text: str, spans: tuple[Span, ...]) -> "Excerpt | None":
        """The excerpt of `text` at `spans`, or None where there are no spans."""
        if not spans:
            return None
        return cls(" … ".join(text[s:e] for s, e in spans), spans)


class Date(msgspec.Struct, frozen=True, kw_only=True):
    """A date with the words that it comes from.

    Attributes:
        value: ISO 8601: a day, a month (``2023-05``), a year, or the first and last day of an interval (``2023-05-01/2023-05-14``);
            None where the words alone do not tell, as "on Thursday" in an article of unknown date.
        text: The words; empty where a person gave the date and named none.
        spans: Where they stand.
    """

    value: str | None
    text: str
    spans: tuple[Span, ...]


class Dateline(msgspec.Struct, frozen=True, kw_only=True):
    """Where and when an article says that it was filed.

    Attributes:
        place: The words for the place.
        date: The day; without a value where the article leaves out the year.
    """

    place: Excerpt | None = None
    date: Date | None = None


class Article(msgspec.Struct, frozen=True, kw_only=True):
    """One dated text from one outlet.

    Attributes:
        id: The input's own id, else one derived from the content.
        title: Headline, where it is known apart from the text.
        outlet: Who published it.
        published: When, in ISO 8601: a day, or a full timestamp; from its data, else from its dateline.
        url: Where it was found.
        byline: Authors, in order.
        language: ISO 639-1 code.
        wire: Agencies that supplied it.
        dateline: Where and when it was filed.
        text: The text that all offsets refer to.
    """

    id: str
    title: str | None = None
    outlet: str | None = None
    published: str | None = None
    url: str | None = None
    byline: tuple[str, ...] = ()
    language: str | None = None
    wire: tuple[str, ...] = ()
    dateline: Dateline | None = None
    text: str

    def _repr_html_(self) -> str:
        """What a notebook shows."""
        from onrecord.exporting.page import article_fragment  # noqa: PLC0415

        return article_fragment(self)


class Speaker(msgspec.Struct, frozen=True, kw_only=True):
    """Who a source is.

    Attributes:
        id: Stable within the article.
        name: Fullest proper name in the article; the description where nobody is named.
        type: What sort of speaker; "unknown" where the article does not let one tell who it is.
        roles: Offices and other words that say what the speaker is, as the article words them.
        role_spans: Where each of the roles stands, in the order of `roles`.
        affiliations: Bodies and places that the speaker is said to belong to or to speak for.
        members: Names, where the speaker is several named ones.
        key: A key that is the same for most ways to write the name, to compare across articles; None where nobody is named.
        known: Id in the list of known speakers that was given, such as Wikidata's.
        anonymous: Whether the article keeps the speaker's name back.
        anonymity: The words that give the reason.
        spokesperson: The words for somebody unnamed who spoke for this body.
        chain: The mentions that led to the speaker: first the source, last the fullest name.
        confidence: Probability that this is who the source is.
    """

    id: str
    name: str
    type: SpeakerType
    roles: tuple[str, ...] = ()
    role_spans: tuple[Span, ...] = ()
    affiliations: tuple[Excerpt, ...] = ()
    members: tuple[str, ...] = ()
    key: str | None = None
    known: str | None = None
    anonymous: bool = False
    anonymity: Excerpt | None = None
    spokesperson: Excerpt | None = None
    chain: tuple[Excerpt, ...] = ()
    confidence: Probability


class Via(msgspec.Struct, frozen=True, kw_only=True):
    """An outlet or person that carried the words to this article.

    Attributes:
        name: Who it is, as fully as the article says.
        type: What sort of carrier.
        spans: Where the article names it.
        known: Id in the list of known speakers that was given.
    """

    name: str
    type: SpeakerType
    spans: tuple[Span, ...]
    known: str | None = None


class Certainty(msgspec.Struct, frozen=True, kw_only=True):
    """How sure a source is of the main proposition of what it says, on the scale of FactBank (Saurí and Pustejovsky 2009).

    Attributes:
        degree: How sure; "unknown" where the source does not commit itself, as in questions, requests and wishes.
        polarity: Whether the proposition holds or not.
        conditional: Whether that hangs on a condition.
        future: Whether it lies ahead.
    """

    degree: Degree
    polarity: Polarity
    conditional: bool = False
    future: bool = False

    @property
    def factbank(self) -> str:
        """The value in FactBank: ``CT+``, ``PR-``, ``PS+`` …, ``Uu`` for unknown."""
        if self.degree == "unknown":
            return "Uu"
        return {"certain": "CT", "probable": "PR", "possible": "PS"}[self.degree] + ("+" if self.polarity == "positive" else "-")


class Review(msgspec.Struct, frozen=True, kw_only=True):
    """What a person said of an attribution; the last judgement that holds.

    Attributes:
        verdict: "confirmed" says that it is right, "corrected" that it is now, "rejected" that it is none, "added" that a person found it.
        by: Who said so.
        at: When, ISO 8601 in UTC.
    """

    verdict: Verdict
    by: str
    at: str


class Attribution(msgspec.Struct, frozen=True, kw_only=True):
    """One act of saying, writing, thinking, denying, asking … that an article reports.

    Source, cue and content follow Pareti (2015) and the PolNeAR corpus (Newell et al. 2018).

    Attributes:
        id: Unique within the article.
        kind: Content wholly inside quotation marks, partly, or not at all.
        source: The words that name who it comes from; None where the article leaves it out.
        cue: The words that lend it to the source.
        content: The words that are said or thought; None only where somebody declines to say anything.
        speaker: Who the source is.
        via: Who carried the words to this article, nearest first.
        addressee: The words that name to whom.
        addressee_speaker: Who the addressee is.
        occasion: The words for at what, or in what, it was said: "at a news conference", "in a statement".
        place: The words for where it was said.
        said_on: The date of the saying.
        act: What the source does by it.
        reporter_stance: How far the reporter stands behind it.
        asserted: False for what the article says was not said, or only may be.
        certainty: How sure the source is of the content; None without a content.
        inside: Id of the attribution in whose content this one stands.
        confidence: Calibrated probability that source and content are right; 1 for what a person has confirmed, corrected or added.
        review: What a person said of it; None where nobody has looked, and outside of a record.
    """

    id: str
    kind: Kind
    source: Excerpt | None
    cue: Excerpt | None
    content: Excerpt | None
    speaker: Speaker | None = None
    via: tuple[Via, ...] = ()
    addressee: Excerpt | None = None
    addressee_speaker: Speaker | None = None
    occasion: Excerpt | None = None
    place: Excerpt | None = None
    said_on: Date | None = None
    act: Act | None = None
    reporter_stance: ReporterStance | None = None
    asserted: bool = True
    certainty: Certainty | None = None
    inside: str | None = None
    confidence: Probability
    review: Review | None = None

    def _repr_html_(self) -> str:
        """What a notebook shows."""
        from onrecord.exporting.page import attribution_fragment  # noqa: PLC0415

        return attribution_fragment(self)


class Reading(msgspec.Struct, frozen=True):
    """An article and what it attributes to whom, in reading order."""

    article: Article
    attributions: tuple[Attribution, ...]

    def _repr_html_(self) -> str:
        """What a notebook shows."""
        from onrecord.exporting.page import fragment  # noqa: PLC0415

        return fragment(self)
