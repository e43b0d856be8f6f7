"""What docs and spans tell of a reading: ``doc._.onrecord``, ``span._.onrecord`` and their like.

All of it is kept as text in ``doc.user_data``, which spaCy writes and reads with the doc, and passes between processes.
"""

from collections.abc import Callable
from functools import lru_cache

from spacy.tokens import Doc, Span

from onrecord.exporting.contract import reading_from
from onrecord.model import Attribution, Reading
from onrecord.spacy.spans import ROLES

__all__ = ["FACTS", "PROBLEM", "READING", "register"]

FACTS, READING, PROBLEM = "onrecord_facts", "onrecord", "onrecord_problem"
"""Where `doc.user_data` has what was given of the article, what was read, and why it was not."""


def register() -> None:
    """Make the attributes known to spaCy; others of the same names give way."""
    Doc.set_extension("onrecord", getter=_reading, force=True)
    Doc.set_extension("onrecord_problem", getter=lambda doc: doc.user_data.get(PROBLEM), force=True)
    Doc.set_extension("onrecord_facts", getter=lambda doc: doc.user_data.get(FACTS), setter=_set_facts, force=True)
    Span.set_extension("onrecord", getter=_attribution, force=True)
    Span.set_extension("onrecord_speaker", getter=_speaker, force=True)
    for role in ROLES:
        Span.set_extension(f"onrecord_{role}", getter=_linked(role), force=True)


def _set_facts(doc: Doc, facts: dict[str, str]) -> None:
    doc.user_data[FACTS] = dict(facts)


@lru_cache(maxsize=32)
def _decoded(json: str) -> tuple[Reading, dict[str, Attribution]]:
    reading = reading_from(json)
    return reading, {a.id: a for a in reading.attributions}


def _reading(doc: Doc) -> Reading | None:
    """What was read; None where the component has not seen the doc."""
    kept = doc.user_data.get(READING)
    return _decoded(kept)[0] if kept else None


def _attribution(span: Span) -> Attribution | None:
    """The attribution that a span of the groups is part of; None for any other span."""
    kept = span.doc.user_data.get(READING)
    return _decoded(kept)[1].get(span.id_) if kept and span.id_ else None


def _speaker(span: Span) -> str | None:
    """The name of who speaks; None where that is not known."""
    a = _attribution(span)
    return a.speaker.name if a is not None and a.speaker is not None and a.speaker.type != "unknown" else None


def _linked(role: str) -> Callable[[Span], tuple[Span, ...]]:
    def spans(span: Span) -> tuple[Span, ...]:
        """The spans of a role in the same attribution, in the order of the text."""
        a = _attribution(span)
        excerpt = getattr(a, role, None)
        pieces = excerpt.spans if excerpt is not None else ()
        made = (
            span.doc.char_span(start, end, label=role.upper(), kb_id=0, alignment_mode="expand", span_id=span.id_) for start, end in pieces
        )
        return tuple(one for one in made if one is not None)

    return spans
