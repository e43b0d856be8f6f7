"""The component: a doc in, the same doc with what it attributes to whom."""

import os
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from spacy.language import Language
from spacy.tokens import Doc

from onrecord.errors import InputError
from onrecord.exporting.contract import to_json
from onrecord.exporting.selecting import at_least
from onrecord.model import Article, Reading
from onrecord.reading.cleaning import clean_in_place
from onrecord.reading.drafts import Fields
from onrecord.reading.finishing import checked, derived_id
from onrecord.reading.language import language_of
from onrecord.reading.languages import name_of
from onrecord.spacy.extensions import FACTS, PROBLEM, READING, register
from onrecord.spacy.spans import groups_of

if TYPE_CHECKING:
    from onrecord.speakers.known import KnownSpeakers

__all__ = ["OnRecord", "make"]

register()


@Language.factory(
    "onrecord",
    assigns=["doc._.onrecord", "doc._.onrecord_problem", "doc.spans"],
    default_config={"published": None, "outlet": None, "known": None, "min_confidence": 0.0, "force": False, "spans_key": "onrecord"},
)
def make(  # noqa: PLR0917 - spaCy calls it with the names of its config
    nlp: Language,
    name: str,
    published: str | None,
    outlet: str | None,
    known: str | None,
    min_confidence: float,
    force: bool,
    spans_key: str,
) -> "OnRecord":
    """Make the component that ``nlp.add_pipe("onrecord", config={…})`` adds.

    Args:
        nlp: The pipeline; nothing of it is used, so that any will do, ``spacy.blank("en")`` too.
        name: What it is called in the pipeline.
        published: When the articles were published, ISO 8601; dates such as "on Thursday" are resolved against it.
        outlet: Who published them.
        known: A file of speakers that you know, as for `onrecord.read`.
        min_confidence: Attributions less sure than this are left out, from 0 to 1.
        force: Whether to read texts that do not seem to be English all the same.
        spans_key: What the names of the span groups begin with.

    Raises:
        InvalidField: `published` is no date.
        ValueError: `min_confidence` is not from 0 to 1, or `spans_key` is empty.
    """
    return OnRecord(
        {"published": published, "outlet": outlet}, known=known, min_confidence=min_confidence, force=force, spans_key=spans_key
    )


class OnRecord:
    """Reads the text of a doc as it stands, and sets span groups and ``doc._.onrecord``.

    Facts about one article (``id``, ``published``, ``outlet``, ``title``, ``url``, ``byline``) may be given with its doc, in
    ``doc._.onrecord_facts``; they win over those of the component.

    Args:
        facts: What is known of all articles.
        known: A file of speakers that you know.
        min_confidence: Attributions less sure than this are left out.
        force: Whether to read other languages too.
        spans_key: What the names of the span groups begin with.
    """

    def __init__(
        self,
        facts: Mapping[str, Any] | None = None,
        *,
        known: str | os.PathLike[str] | None = None,
        min_confidence: float = 0.0,
        force: bool = False,
        spans_key: str = "onrecord",
    ) -> None:
        if not 0 <= min_confidence <= 1:
            raise ValueError(f"min_confidence is from 0 to 1, not {min_confidence}")
        if not spans_key:
            raise ValueError("spans_key is what the names of the span groups begin with; it cannot be empty")
        self._facts = _fields(facts or {})
        self._known = None if known is None else os.fspath(known)
        self._min_confidence = min_confidence
        self._force = force
        self._spans_key = spans_key

    def __call__(self, doc: Doc) -> Doc:
        """Read a doc. What cannot be read gets no spans, and ``doc._.onrecord_problem`` says why; no other doc is lost for it.

        Raises:
            WeightsError: The shipped model is missing or damaged.
            InputError: The list of known speakers cannot be read.
        """
        problem = None
        reading = None
        try:
            article = self._article(doc)
        except InputError as error:
            problem = error.problem
            article = Article(id=derived_id(doc.text, None, None), text=doc.text)
        else:
            problem = self._refused(article)
        if problem is None:
            reading = self._read(article)
        doc.user_data[READING] = to_json(reading or Reading(article, ()))
        doc.user_data[PROBLEM] = problem
        for name, spans in groups_of(doc, reading.attributions if reading else (), self._spans_key).items():
            doc.spans[name] = spans
        return doc

    def _article(self, doc: Doc) -> Article:
        given = _fields(doc.user_data.get(FACTS) or {}).over(self._facts)
        text = clean_in_place(doc.text)
        id = given.id or derived_id(text, given.outlet, given.url)
        facts = {name: getattr(given, name) for name in ("title", "outlet", "published", "url", "byline")}
        return Article(id=id, text=text, language="en", **facts)

    def _refused(self, article: Article) -> str | None:
        if not article.text.strip():
            return "there is no text in it"
        language = language_of(article.text)
        if self._force or language in {"en", None}:
            return None
        which = "another language than English" if language == "und" else name_of(language)
        return f"is in {which}, and only English is read; set force to read it anyway"

    def _read(self, article: Article) -> Reading:
        from onrecord.pipeline import understand  # noqa: PLC0415  (takes a while to import, and a pipeline is made without it)

        reading = understand(article, None if self._known is None else _loaded(self._known))
        return at_least(reading, self._min_confidence) if self._min_confidence else reading


@cache
def _loaded(path: str) -> "KnownSpeakers":
    from onrecord.speakers.known import known_speakers  # noqa: PLC0415

    return known_speakers(Path(path))


def _fields(facts: Mapping[str, Any]) -> Fields:
    if unknown := facts.keys() - set(Fields.__struct_fields__):
        raise ValueError(f"an article has no {', '.join(sorted(map(str, unknown)))}; it has {', '.join(Fields.__struct_fields__)}")
    given: dict[str, Any] = {name: tuple(value) if name == "byline" else value for name, value in facts.items()}
    return checked(Fields(**given))
