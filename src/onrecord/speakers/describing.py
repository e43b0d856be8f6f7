"""From what a source comes out at to the `Speaker` of the contract."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np

from onrecord.model import Attribution, Excerpt, Span, Speaker, SpeakerType
from onrecord.speakers.anonymity import anonymity
from onrecord.speakers.entities import Named
from onrecord.speakers.keys import key_of
from onrecord.speakers.known import KnownSpeakers
from onrecord.speakers.mentions import Mentions
from onrecord.speakers.resolving import Answer, Target
from onrecord.speakers.roles import Offices

LEAST = 0.66
"""Confidence from which a speaker is named; below it is "unknown"."""

_DETERMINER = re.compile(r"^(?:the|a|an|this|that|these|those)\s+", re.IGNORECASE)


@dataclass
class Describer:
    """Makes the speakers of one article; the same one keeps its id."""

    mentions: Mentions
    named: Named
    offices_of: Callable[[int], Offices]
    known: KnownSpeakers | None = None
    _ids: dict[object, str] = field(default_factory=dict)

    def speaker(self, a: Attribution, answer: Answer | None) -> Speaker | None:
        """The speaker of an attribution; None where the article leaves the source out."""
        return None if answer is None or a.source is None else self.of(a.source, answer)

    def of(self, source: Excerpt, answer: Answer) -> Speaker:
        """The speaker that some words stand for."""
        if answer.target is None or answer.confidence < LEAST:
            return self._unknown(source, answer)
        if answer.target.sort == "entity":
            return self._entity(answer, answer.target.numbers[0])
        if answer.target.sort == "group":
            return self._group(answer, answer.target)
        return self._description(source, answer, answer.target)

    def _id(self, key: object) -> str:
        return self._ids.setdefault(key, f"s{len(self._ids) + 1}")

    def _unknown(self, source: Excerpt, answer: Answer) -> Speaker:
        name = " ".join(source.text.split())
        return Speaker(
            id=self._id(("unknown", source.spans)),
            name=name,
            type="unknown",
            chain=self._chain(answer.chain[:1]),
            confidence=answer.confidence,
        )

    def _entity(self, answer: Answer, number: int) -> Speaker:
        e = self.named.entities[number]
        offices = self.offices_of(number)
        found = self.known.find(e.name, e.type) if self.known else None
        spoken = answer.head.spokes
        return Speaker(
            id=self._id(("entity", number)),
            name=e.name,
            type=e.type,
            roles=tuple(offices.roles),
            role_spans=tuple(offices.roles.values()),
            affiliations=tuple(Excerpt(t, (s,)) for t, s in offices.affiliations.items()),
            key=key_of(e.name, e.type),
            known=found,
            spokesperson=Excerpt.of(self.mentions.words.text, (answer.chain[0],)) if spoken else None,
            chain=self._chain(answer.chain),
            confidence=answer.confidence,
        )

    def _group(self, answer: Answer, target: Target) -> Speaker:
        members = tuple(self.named.entities[n].name for n in target.numbers)
        types = {self.named.entities[n].type for n in target.numbers}
        name = ", ".join(members[:-1]) + " and " + members[-1]
        kind: SpeakerType = "group" if "person" in types or len(types) > 1 else types.pop()
        return Speaker(
            id=self._id(("group", target.numbers)),
            name=name,
            type=kind,
            members=members,
            chain=self._chain(answer.chain),
            confidence=answer.confidence,
        )

    def _description(self, source: Excerpt, answer: Answer, target: Target) -> Speaker:
        text = self.mentions.words.text
        own = target.numbers[0] == self._first_word(answer.chain[0])
        name = _DETERMINER.sub("", target.text)
        hidden = anonymity(text, source.spans[0]) if own else None
        reason = Excerpt.of(text, (hidden.reason,)) if hidden and hidden.reason else None
        return Speaker(
            id=self._id(("description", name.casefold())),
            name=name,
            type=answer.type,
            anonymous=hidden is not None and answer.type in {"person", "group", "unknown"},
            anonymity=reason,
            chain=self._chain(answer.chain),
            confidence=answer.confidence,
        )

    def _first_word(self, span: Span) -> int:
        return int(np.searchsorted(self.mentions.words.ends, span[0], side="right"))

    def _chain(self, spans: tuple[Span, ...]) -> tuple[Excerpt, ...]:
        text = self.mentions.words.text
        return tuple(Excerpt(text[s:e], ((s, e),)) for s, e in spans)
