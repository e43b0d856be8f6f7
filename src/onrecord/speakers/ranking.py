"""Which mention before it a mention stands for: the network's scores of candidates, and what it cannot see."""

from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from onrecord.model import SpeakerType
from onrecord.speakers.agreement import Gender
from onrecord.speakers.entities import Named
from onrecord.speakers.mentions import NO_NAME, Mentions
from onrecord.speakers.network import KINDS, SpeakerNetwork

NEAREST, FIRST, NAMED = 30, 6, 12
"""Mentions before an anaphor that may be its antecedent: the nearest, those that open the article, the last of every recent name."""

_OTHER_GENDER, _OTHER_TYPE, _SELF = 8.0, 4.0, 3.0
_SURELY = 0.7
"""Probability from which a description is taken to be of a person, or of none."""

_LIKELY_SORT = 0.5
"""Probability from which a description is taken to be of a document."""

_SAME_OFFICE = 3.0
"""Log-odds that speak for the one person whose office a description has ("the mayor")."""

Probabilities = NDArray[np.float64]


def probabilities(mentions: Mentions, network: SpeakerNetwork, i: int, js: list[int], against: list[float] | None = None) -> Probabilities:
    """Probabilities that mention `i` stands for none of the mentions `js`, and for each of them.

    Args:
        mentions: Mentions of the article.
        network: Scores the pairs.
        i: The anaphor.
        js: Its candidates.
        against: What speaks against each candidate, in log-odds.
    """
    if not js:
        return np.ones(1)
    used, at, surfaces = [i, *js], np.array(js, dtype=np.int64), mentions.surfaces()
    scores = network.pairs(
        mentions.vectors[used].astype(np.float32),
        np.zeros(len(js), np.int64),
        np.arange(1, len(used), dtype=np.int64),
        surfaces.distances(i, at),
        surfaces.features(i, at),
    )
    every = np.concatenate([[float(mentions.alone[i])], scores - np.array(against if against is not None else 0.0)]).astype(np.float64)
    p: Probabilities = np.exp(every - every.max())
    p /= p.sum()
    return p


@dataclass
class Ranker:
    """Ranks the candidates of one article's mentions.

    Attributes:
        mentions: Mentions of the article.
        named: Its entities.
        network: Scores pairs.
        entity_of: The entity that a mention names.
        holders: Who holds each office that the article names; None where several people do.
    """

    mentions: Mentions
    named: Named
    network: SpeakerNetwork
    entity_of: Callable[[int], int | None]
    holders: Callable[[], dict[str, int | None]]
    _sorts: dict[int, dict[str, float]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._names = np.flatnonzero(self.mentions.name != NO_NAME)

    def ranked(self, i: int, unlike: int | None) -> tuple[list[int], Probabilities]:
        """Candidates and the probabilities of none of them and of each."""
        js = self._candidates(i)
        return js, probabilities(self.mentions, self.network, i, js, [self._against(i, j, unlike) for j in js])

    def _candidates(self, i: int) -> list[int]:
        m = self.mentions
        first = int(m.first[i])
        near = [j for j in range(max(0, i - NEAREST - 10), i) if m.last[j] < first][-NEAREST:]
        opening = [j for j in range(min(FIRST, i)) if m.last[j] < first]
        at = int(np.searchsorted(self._names, i))
        recent: dict[int, int] = {}
        for j in self._names[max(0, at - 200) : at][::-1].tolist():
            e = self.named.of.get(j)
            if e is not None and e not in recent and m.last[j] < first:
                recent[e] = j
                if len(recent) >= NAMED:
                    break
        return sorted({*near, *opening, *recent.values()})

    def _against(self, i: int, j: int, unlike: int | None) -> float:
        """What speaks against a candidate beyond what the network sees: the gender and type of everything with its name."""
        entity = self.entity_of(j)
        if entity is None:
            return 0.0
        a, e = self.mentions.form(i), self.named.entities[entity]
        wanted: Gender = a.gender
        against = 0.0
        if wanted and e.gender and wanted != e.gender:
            against += _OTHER_GENDER
        if a.pronoun in {"he", "she"} and e.type != "person":
            against += _OTHER_TYPE
        if a.pronoun == "it" and e.type == "person":
            against += _OTHER_TYPE
        if not a.pronoun:
            against += self._other_sort(i, e.type)
        if not a.pronoun and a.definite > 0 and self.holders().get(a.head) == entity:
            against -= _SAME_OFFICE
        if unlike == entity and a.pronoun in {"he", "she"}:
            against += _SELF
        return against

    def _other_sort(self, i: int, type: SpeakerType) -> float:
        """What speaks against a description being of something named of this type: a study is no university, researchers are no country."""
        likely = self._sorts.get(i)
        if likely is None:
            p = np.exp(self.mentions.kinds[i] - self.mentions.kinds[i].max())
            likely = self._sorts[i] = dict(zip(KINDS, (p / p.sum()).tolist(), strict=True))
        if likely["document"] > _LIKELY_SORT or (type == "place" and likely["place"] < 1 - _SURELY):
            return _OTHER_TYPE
        if type == "person":
            return _OTHER_TYPE if likely["person"] < 1 - _SURELY else 0.0
        return _OTHER_TYPE if likely["person"] > _SURELY else 0.0
