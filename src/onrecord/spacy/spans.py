"""Pieces of an article as spans of a doc."""

from collections.abc import Iterable

from spacy.tokens import Doc, Span, SpanGroup

from onrecord.model import Attribution, Excerpt

__all__ = ["ROLES", "groups_of", "name_of_group"]

ROLES = ("source", "cue", "content")


def name_of_group(key: str, role: str) -> str:
    """What the group of a role is called: ``onrecord/contents``."""
    return f"{key}/{role}s"


def groups_of(doc: Doc, attributions: Iterable[Attribution], key: str) -> dict[str, SpanGroup]:
    """The span groups of a doc: one for each role, and one of all of them, in the order of the text.

    A span has the role as its label and the id of its attribution as its id; the pieces of one content have the same id. Where a piece
    begins or ends inside a token, the span takes in the whole token. Sources and contents have, as their knowledge-base id, the id that
    the speaker has in the list of known speakers.

    Args:
        doc: The doc.
        attributions: Its attributions; offsets are those of its text.
        key: What the names of the groups begin with.
    """
    found = {role: [span for a in attributions for span in _spans(doc, a, role, getattr(a, role))] for role in ROLES}
    groups = {
        name_of_group(key, role): SpanGroup(doc, name=name_of_group(key, role), spans=_sorted(spans)) for role, spans in found.items()
    }
    return {key: SpanGroup(doc, name=key, spans=_sorted(span for spans in found.values() for span in spans)), **groups}


def _sorted(spans: Iterable[Span]) -> list[Span]:
    return sorted(spans, key=lambda s: (s.start, -s.end))


def _spans(doc: Doc, a: Attribution, role: str, excerpt: Excerpt | None) -> Iterable[Span]:
    known = a.speaker.known if a.speaker is not None and role != "cue" else None
    for start, end in excerpt.spans if excerpt is not None else ():
        span = doc.char_span(start, end, label=role.upper(), kb_id=known or 0, alignment_mode="expand", span_id=a.id)
        if span is not None:
            yield span
