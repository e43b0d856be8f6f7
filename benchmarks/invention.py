"""Makes up readings for benchmarks of the record: any number of articles that look like news in what a database feels of them.

Words are made of syllables and drawn by Zipf's law, half of them little words that stand everywhere; people, outlets and agencies are drawn
by Zipf's law too; an article has a topic with words of its own, a cast that speaks several times, and a day that goes on slowly with the
number of the article. Vectors of contents lie around that of their article's event, and events around their topic. Every article follows
from its number alone.
"""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np
from numpy.typing import NDArray

from onrecord.model import Act, Article, Attribution, Certainty, Date, Excerpt, Kind, Reading, ReporterStance, Speaker, Via

LITTLE = [
    "the",
    "of",
    "to",
    "and",
    "a",
    "in",
    "that",
    "is",
    "was",
    "for",
    "on",
    "it",
    "with",
    "as",
    "be",
    "he",
    "are",
    "by",
    "at",
    "has",
    "not",
    "will",
    "from",
    "have",
    "had",
    "this",
    "they",
    "said",
    "but",
    "his",
    "an",
    "we",
    "which",
    "would",
    "their",
    "she",
    "were",
    "or",
    "been",
    "who",
    "its",
    "about",
    "more",
    "there",
    "can",
    "no",
    "when",
    "one",
    "all",
    "if",
    "people",
    "up",
    "could",
    "what",
    "out",
    "year",
    "some",
    "than",
    "so",
    "her",
    "after",
    "other",
    "time",
    "two",
    "new",
    "into",
    "over",
    "only",
    "now",
]
"""The words that stand everywhere, the commonest first."""

WORDS, TOPICS, PEOPLE, OUTLETS, AGENCIES = 60_000, 600, 40_000, 300, 40
ACTS: tuple[Act, ...] = ("state", "deny", "confirm", "accuse", "warn", "threaten", "promise", "request", "ask", "predict", "believe")
_ACT = np.array([0.62, 0.03, 0.04, 0.04, 0.05, 0.01, 0.03, 0.06, 0.03, 0.04, 0.05])
KINDS: tuple[Kind, ...] = ("indirect", "direct", "mixed")
_KIND = np.array([0.55, 0.3, 0.15])
STANCES: tuple[ReporterStance, ...] = ("neutral", "distancing", "endorsing")
_STANCE = np.array([0.86, 0.09, 0.05])
CUES = ("said", "told", "added", "claimed", "warned", "according to", "argued", "denied", "announced", "insisted")
_SYLLABLES = [c + v + e for c in "bdfgklmnprstv" for v in "aeiou" for e in ("", "n", "r", "s", "l")]
DIMENSION = 256


def _zipf(n: int, s: float = 1.0, shift: float = 0.0) -> NDArray[np.float64]:
    weights = 1 / (np.arange(1, n + 1) + shift) ** s
    return np.cumsum(weights / weights.sum())


def _made_up(n: int, least: int, most: int, seed: int) -> list[str]:
    rng, out = np.random.default_rng(seed), dict[str, None]()
    while len(out) < n:
        out["".join(_SYLLABLES[i] for i in rng.integers(0, len(_SYLLABLES), rng.integers(least, most + 1)))] = None
    return list(out)


class Invention:
    """A world that articles are made up from.

    Args:
        seed: Another one makes another world.
        articles: How many articles its years hold.
    """

    def __init__(self, seed: int = 1, articles: int = 50_000) -> None:
        self._seed, self._articles = seed, max(articles, 1)
        words = _made_up(WORDS, 2, 4, seed)
        given, family = _made_up(400, 2, 2, seed + 1), _made_up(9_000, 2, 3, seed + 2)
        rng = np.random.default_rng(seed + 3)
        self.words = words
        self.people = [
            f"{given[g].title()} {family[f].title()}"
            for g, f in zip(rng.integers(0, 400, PEOPLE), rng.integers(0, 9_000, PEOPLE), strict=True)
        ]
        self.outlets = [
            f"The {w.title()} {k}" for w, k in zip(words[5000:], ("Post", "Times", "Courier", "Herald") * OUTLETS, strict=False)
        ][:OUTLETS]
        self.agencies = [w.title() for w in words[6000 : 6000 + AGENCIES]]
        self._little, self._any = _zipf(len(LITTLE)), _zipf(WORDS, 0.95, 40)
        self._topic, self._person, self._outlet, self._agency = (
            _zipf(TOPICS, 0.7),
            _zipf(PEOPLE, 0.8, 10),
            _zipf(OUTLETS, 0.8),
            _zipf(AGENCIES),
        )
        self._own = rng.integers(50, WORDS, (TOPICS, 120))
        self._own_weight = _zipf(120, 0.8)
        self._centres = rng.standard_normal((TOPICS, DIMENSION)).astype(np.float32)

    def day(self, n: int, rng: np.random.Generator) -> date:
        """The day of an article: they come in the order of time, nearly."""
        return date(2010, 1, 1) + timedelta(days=int(5800 * n / self._articles + rng.integers(0, 40)))

    def reading(self, n: int) -> Reading:
        """Article number `n`."""
        return self.article(n)[0]

    def article(self, n: int) -> tuple[Reading, NDArray[np.float32]]:
        """Article number `n`, and the vector of each of its contents."""
        rng = np.random.default_rng((self._seed, n))
        topic = int(np.searchsorted(self._topic, rng.random()))
        count = 1 + int(rng.poisson(19))
        cast = np.searchsorted(self._person, rng.random(1 + rng.poisson(2.5)))
        day = self.day(n, rng)
        lengths = np.clip(rng.lognormal(2.75, 0.55, count).astype(int), 3, 120)
        said = self._said(rng, topic, int(lengths.sum()))
        chance = rng.random((count, 8))
        acts, kinds, stances = (np.searchsorted(np.cumsum(p), chance[:, i]) for i, p in ((0, _ACT), (1, _KIND), (2, _STANCE)))
        agencies = np.searchsorted(self._agency, rng.random(count))
        filler = self._said(rng, topic, 120)
        pieces, out, at, low = [], list[Attribution](), 0, 0
        for i in range(count):
            who = int(cast[int(chance[i, 3] * len(cast))])
            words = " ".join(said[low : low + int(lengths[i])])
            low += int(lengths[i])
            a, sentence = self._attribution(
                i,
                at,
                who,
                words,
                day,
                chance=chance[i],
                how=(ACTS[acts[i]], KINDS[kinds[i]], STANCES[stances[i]]),
                agency=int(agencies[i]),
            )
            out.append(a)
            sentence += " ".join(filler[i * 6 : i * 6 + 6]) + ".\n"
            pieces.append(sentence)
            at += len(sentence)
        outlet = self.outlets[int(np.searchsorted(self._outlet, rng.random()))]
        title = " ".join(filler[:7]).capitalize()
        url = f"https://{outlet[4:].replace(' ', '').lower()}.example/{day:%Y/%m/%d}/{n}"
        article = Article(id=f"n{n}", title=title, outlet=outlet, published=day.isoformat(), url=url, language="en", text="".join(pieces))
        return Reading(article, tuple(out)), self._vectors(rng, topic, count)

    def _said(self, rng: np.random.Generator, topic: int, n: int) -> list[str]:
        kind, at = rng.random(n), rng.random(n)
        little, own, other = np.searchsorted(self._little, at), np.searchsorted(self._own_weight, at), np.searchsorted(self._any, at)
        chosen = np.where(kind < 0.48, -1 - little, np.where(kind < 0.7, self._own[topic][own], other))
        return [self.words[c] if c >= 0 else LITTLE[-1 - c] for c in chosen.tolist()]

    def _attribution(
        self,
        i: int,
        at: int,
        who: int,
        words: str,
        day: date,
        *,
        chance: NDArray[np.float64],
        how: tuple[Act, Kind, ReporterStance],
        agency: int,
    ) -> tuple[Attribution, str]:
        name, cue = self.people[who], CUES[who % 7 if chance[4] < 0.8 else 9]
        office = f"{self.words[300 + who % 900]} minister"
        source = f"{office} {name}" if chance[5] < 0.4 else name.split()[1] if chance[5] < 0.8 else "the minister"
        begin, middle = at + len(source) + 1, at + len(source) + len(cue) + 2
        said = Excerpt(words, ((middle, middle + len(words)),))
        first = Excerpt(source, ((at, at + len(source)),))
        sentence = f"{source} {cue} {words}. "
        via = (Via(name=self.agencies[agency], type="outlet", spans=((at, at + 3),)),) if chance[6] < 0.2 else ()
        on = (
            Date(value=(day - timedelta(days=int(chance[7] * 20))).isoformat(), text="on Monday", spans=((at, at + 9),))
            if chance[7] < 0.3
            else None
        )
        act, kind, stance = how
        return (
            Attribution(
                id=f"a{i + 1}",
                kind=kind,
                source=first,
                cue=Excerpt(cue, ((begin, begin + len(cue)),)),
                content=said,
                speaker=Speaker(
                    id=f"s{who}",
                    name=name,
                    type="person",
                    roles=(office,),
                    role_spans=((at, at + len(office)),),
                    key="person " + " ".join(reversed(name.lower().split())),
                    chain=(first, Excerpt(name, ((at, at + len(name)),))) if source != name else (first,),
                    confidence=round(0.6 + 0.4 * float(chance[3]), 4),
                ),
                via=via,
                said_on=on,
                act=act,
                reporter_stance=stance,
                asserted=bool(chance[1] < 0.96),
                certainty=Certainty(degree="certain", polarity="positive"),
                confidence=round(1 - 0.6 * float(chance[0]) ** 2, 4),
            ),
            sentence,
        )

    def _vectors(self, rng: np.random.Generator, topic: int, n: int) -> NDArray[np.float32]:
        event = self._centres[topic] + 0.8 * rng.standard_normal(DIMENSION).astype(np.float32)
        made = event + 0.9 * rng.standard_normal((n, DIMENSION)).astype(np.float32)
        units: NDArray[np.float32] = (made / np.linalg.norm(made, axis=1, keepdims=True)).astype(np.float32)
        return units
