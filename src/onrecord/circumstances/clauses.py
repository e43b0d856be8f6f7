"""What stands around the cues of an article: the words of each clause that name an occasion or a place."""

from collections.abc import Sequence

from onrecord.circumstances.occasions import occasion_of, place_of
from onrecord.circumstances.setting import Setting, Stage, enclosing, outers
from onrecord.model import Attribution, Excerpt, Span
from onrecord.speakers.mentions import NO_NAME, Mentions


class Clauses:
    """What stands around the cues of an article."""

    def __init__(
        self,
        stage: Stage,
        attributions: Sequence[Attribution],
        settings: Sequence[Setting],
        times: Sequence[Span],
        mentions: Mentions,
    ) -> None:
        self._stage = stage
        self._attributions = attributions
        self._settings = settings
        self._outers = outers(attributions)
        self._times = set(stage.within(times))
        self._taken: dict[int, list[int]] = {}
        for i, s in enumerate(settings):
            for w in {*s.content, *s.cue, *s.source}:
                self._taken.setdefault(w, []).append(i)
        named = [i for i in range(len(mentions)) if mentions.name[i] != NO_NAME and mentions.kind(i) == "place"]
        self._places = {int(mentions.first[i]): int(mentions.last[i]) + 1 for i in named}

    def where(self, i: int) -> dict[str, Excerpt | None]:
        """Occasion and place of an attribution."""
        s, stage = self._settings[i], self._stage
        outer = enclosing(self._outers, i)

        def free(w: int) -> bool:
            return all(j in outer for j in self._taken.get(w, ())) and (not outer or w in self._taken)

        occasion = occasion_of(s, free, self._times.__contains__)
        told = self._attributions[i].addressee
        known = self._times | set(stage.within(told.spans if told else ())) | set(range(*occasion) if occasion else ())
        place = place_of(s, free, known.__contains__, lambda w: self._places.get(w, 0))
        return {
            "occasion": stage.excerpt(*occasion) if occasion else None,
            "place": stage.excerpt(*place) if place else None,
        }
