"""Which expression of time says when something was said: what is asked of each pair of an attribution and an expression.

Every attribution is offered the expressions of its sentence and of those just before, and the dates that sayings before it have: of the
same speaker, of the attribution around it, of the one before. What is observed of each are words: where the expression stands to source,
cue and content, what stands between, what it is carried over. A log-linear model (`Dating`) weighs them against "no date is given"
(Berger, Della Pietra and Della Pietra 1996); its weights were learned from articles in which people marked the date of every saying.
"""

import math
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from onrecord.attribution.words import SPACE
from onrecord.circumstances.lists import sections
from onrecord.circumstances.setting import Setting, Stage, enclosing, outers
from onrecord.circumstances.times import Time
from onrecord.circumstances.verbs import AUXILIARIES, lemmas
from onrecord.model import Attribution

_OCCASIONS = sections("occasions")
_EVENTS, _MEDIA = _OCCASIONS["events"], _OCCASIONS["media"]
_LISTS = sections("dating")
_WORDS = _LISTS["between"] | {",", ";", ":"}
_ANOTHER = sorted(_LISTS["beside"])
_CUES = _LISTS["cues"]
_RELATIVE, _AFTER, _MADE_PUBLIC, _DAYS = (_LISTS[k] for k in ("relative", "after", "made public", "days"))
_ASIDE = 12
"""Words before an expression among which brackets may open."""

_LEADING = 2
"""Expressions at the beginning of an article, which date what it is about."""

CAPITALISED = 1
"""The case of a word that begins with a capital letter, as in `onrecord.attribution.words`."""

_MEMORY = 60
"""Attributions that are looked back for a date to carry over."""

_BACK = 3
"""Sentences before that of the cue whose expressions are offered."""


@dataclass(frozen=True, slots=True)
class Offer:
    """An expression that may date an attribution.

    Attributes:
        number: Of the expression among those of the article.
        seen: What is observed of it, next to the attribution.
    """

    number: int
    seen: tuple[str, ...]


class Observer:
    """What can be observed of the attributions of an article and its expressions of time.

    Args:
        stage: The words of the article.
        attributions: In reading order, with speakers, acts and `asserted`.
        settings: Where each of them stands.
        times: Expressions in reading order.
    """

    def __init__(self, stage: Stage, attributions: Sequence[Attribution], settings: Sequence[Setting], times: Sequence[Time]) -> None:
        self._stage = stage
        self._text = stage.text
        self._attributions = attributions
        self._settings = settings
        self._times = times
        self._outer = outers(attributions)
        words = [stage.within([t.span]) for t in times]
        self._words = [(w[0], w[-1]) if w else (-1, -1) for w in words]
        self._usable = [i for i, t in enumerate(times) if words[i] and self._tells_day(t, words[i])]
        self._starts = [self._words[i][0] for i in self._usable]
        self._holders: dict[int, list[int]] = {}
        for i, s in enumerate(settings):
            for w in s.content:
                self._holders.setdefault(w, []).append(i)
        self._cues = sorted({w for s in settings for w in s.cue})
        self._who = [a.speaker.id if a.speaker else None for a in attributions]
        self._latest: list[int | None] = []
        latest = None
        for i, outer in enumerate(self._outer):
            self._latest.append(latest)
            latest = i if outer is None else latest
        self._anchors = [(s.cue or s.content or s.source or (0,))[0] for s in settings]
        self._paragraphs = np.searchsorted(stage.paragraph, self._anchors, side="right").tolist()
        self._habits = [self._habits_of(i) for i in range(len(attributions))]

    def _tells_day(self, t: Time, words: Sequence[int]) -> bool:
        """Whether an expression says on what day, month or year; "9 a.m." alone does not."""
        if t.grain == "vague" or (t.value is None and not t.relative):
            return False
        after = words[-1] + 1
        named = after < len(self._text) and self._stage.words.case[after] == CAPITALISED and self._stage.words.spacing[after] == SPACE
        if named and words[0] and self._text[words[0] - 1] == "the":  # "the 1922 Committee", "the Monday Club"
            return False
        return not (t.grain == "time" and not any(self._text[w] in _DAYS for w in words))

    def value(self, number: int) -> str | None:
        """What an expression stands for."""
        return self._times[number].value

    def none(self, i: int) -> tuple[str, ...]:
        """What speaks for or against there being no date at all."""
        return tuple(f"none:{x}" for x in ("", *self._habits[i]))

    def offers(self, i: int, dates: Sequence[int | None]) -> list[Offer]:
        """The expressions that may date attribution `i`.

        Args:
            i: Number of the attribution.
            dates: Numbers of the expressions that date those before it.
        """
        carried = self._carried(i, dates)
        out = []
        for n in dict.fromkeys([*self._near(i), *carried]):
            if self._barred(i, n) or (n in carried and self._of_another(i, carried[n])):
                continue
            seen = [*self._place(i, n), *carried.get(n, ())]
            t = self._times[n]
            seen += [f"grain={t.grain}", f"direction={t.direction}", *(f"{x}|grain={t.grain}" for x in seen[:1])]
            out.append(Offer(n, tuple(seen)))
        return out

    def _barred(self, i: int, n: int) -> bool:
        """Whether an expression of the sentence cannot say when it was said: "who was arrested on Monday", "after the attack on Monday"."""
        s, text = self._settings[i], self._text
        first, last = self._words[n]
        if not s.first <= first < s.last:
            return False
        if _next(text[last + 1 : last + 6]) == "s":
            return True
        source = [w for w in s.source if s.first <= w < s.last]
        if source and source[0] <= first <= source[-1]:
            a = self._attributions[i]
            return not _MADE_PUBLIC & {*text[source[0] : first]} and (a.speaker is None or a.speaker.type != "document")
        if text[max(s.first, first - _ASIDE) : first].count("(") > text[max(s.first, first - _ASIDE) : first].count(")"):
            return True
        held = set(s.content)
        if first > s.cue[-1] if s.cue else False:
            between = [text[w] for w in range(s.cue[-1] + 1, first) if w not in held]
            return bool((_RELATIVE | _AFTER) & set(between)) or between.count("(") > between.count(")")
        if s.cue and last < s.cue[0]:
            begin = source[-1] + 1 if source and source[-1] < first else s.first
            ahead = {text[w] for w in range(begin, first) if w not in held}
            beyond = {text[w] for w in range(last + 1, s.cue[0]) if w not in held and w not in source}
            if source and begin > source[-1] and "," in ahead and any(w.endswith("ed") for w in ahead) and not _MADE_PUBLIC & ahead:
                return True
            return bool(_AFTER & ahead) or bool(_RELATIVE & ahead and not _MADE_PUBLIC & ahead) or bool({"who", "which"} & beyond)
        return False

    def _of_another(self, i: int, links: Sequence[str]) -> bool:
        """Whether a date is of another's saying, and this one is of another time: "Lind said on Monday …, but Moreau says …"."""
        if any(x.startswith(("speaker", "outer=same")) for x in links):
            return False
        habits = self._habits[i]
        return "form=s" in habits or bool({"word=had", "word=has", "word=have"} & set(habits))

    def _near(self, i: int) -> Iterator[int]:
        """Expressions of the sentence and of those before it in the paragraph, and the first of the article."""
        s = self._settings[i]
        first = s.first
        for _ in range(_BACK):
            first = self._stage.sentence(first - 1)[0] if first else 0
        begin = bisect_left(self._starts, first)
        yield from self._usable[begin : bisect_left(self._starts, s.last)]
        yield from self._usable[:_LEADING]

    def _carried(self, i: int, dates: Sequence[int | None]) -> dict[int, list[str]]:
        """Dates of attributions before, with what links them to this one."""
        out: dict[int, list[str]] = {}
        who, outer = self._who[i], self._outer[i]
        if outer is not None and outer < i and dates[outer] is not None:
            same = "same" if who is not None and self._who[outer] == who else "other"
            out.setdefault(dates[outer], []).extend([f"outer={same}", *(f"outer={same}|{h}" for h in self._habits[i])])  # type: ignore[arg-type]
        others: set[str] = set()
        known = [n for n in dates[max(0, i - _MEMORY) : i] if n is not None]
        for n in dict.fromkeys(known[:-4:-1]):
            share = "most" if 2 * sum(self._times[m].value == self._times[n].value for m in known) > len(known) else "some"
            out.setdefault(n, []).append(f"latest|{share}|{_bucket(len(known))}")
        for j in range(i - 1, max(-1, i - 1 - _MEMORY), -1):
            if self._outer[j] is not None and j != outer:
                continue
            far = self._paragraphs[i] - self._paragraphs[j]
            number = dates[j]
            if j == self._latest[i] and number is not None:
                out.setdefault(number, []).append(f"previous|far={min(far, 2)}|same={self._who[j] == who}")
            if who is not None and self._who[j] == who:
                if number is not None:
                    link = f"speaker|far={_bucket(far)}|others={min(len(others), 3)}"
                    sentence = "sentence" if self._settings[j].first == self._settings[i].first else "apart"
                    seen = ["speaker", link, f"speaker|{sentence}", f"speaker|inside={outer is not None}"]
                    out.setdefault(number, []).extend([*seen, *(f"speaker|{h}" for h in self._habits[i])])
                else:
                    self._undated(out, others)
                break
            if self._who[j] is not None:
                others.add(self._who[j] or "")
        return out

    def _undated(self, out: dict[int, list[str]], others: set[str]) -> None:
        """The same speaker said something undated before: what others are dated by is less likely to be meant."""
        for seen in out.values():
            seen.append(f"undated before|others={min(len(others), 2)}")

    def _habits_of(self, i: int) -> list[str]:
        """What an attribution is like."""
        a, s = self._attributions[i], self._settings[i]
        cue = s.cue_words()
        near = [
            self._text[w] for w in range(max(s.first, self._anchors[i] - 4), self._anchors[i]) if w not in s.content and w not in s.source
        ]
        found = [f"word={w}" for w in _ANOTHER if w in near or w in cue]
        head = next((w for w in reversed(cue) if w not in AUXILIARIES), "")
        plain = lemmas(head)[0] if head else ""
        found += [f"act={a.act}", f"asserted={a.asserted}", f"inside={a.inside is not None}", f"source={_sort(s, a)}"]
        found += [f"form={_form(head, cue)}", f"quoted={a.kind}"]
        if plain in _CUES:
            found.append(f"cue={plain}")
        return found

    def _place(self, i: int, n: int) -> list[str]:
        """Where an expression stands to an attribution, and what stands between."""
        s = self._settings[i]
        first, last = self._words[n]
        own = {i, *enclosing(self._outer, i)}
        if not s.first <= first < s.last:
            back = sum(first < b <= s.first for b in self._openings(first, s.first))
            same = self._paragraph(first) == self._paragraphs[i]
            held = "content" if self._holders.get(first) else "free"
            lead = "lead" if n in self._usable[:_LEADING] else "inner"
            return [f"back={min(back, 4)}|{same}|{held}", f"back={min(back, 4)}|{lead}", f"back|source={_sort(s, self._attributions[i])}"]
        holders = self._holders.get(first, [])
        if i in holders:
            return ["in content", f"in content|{self._attributions[i].kind}"]
        if any(h not in own for h in holders):
            return ["in another's content"]
        outer = self._outer[i]
        if outer is not None and outer not in holders:
            return ["out of what holds it"]
        return self._relation(i, first, last)

    def _relation(self, i: int, first: int, last: int) -> list[str]:
        s, text = self._settings[i], self._text
        source = [w for w in s.source if s.first <= w < s.last]
        marks = sorted({*s.cue, *source}) or list(s.content[:1])
        if first > marks[-1]:
            side, between = "after", range(marks[-1] + 1, first)
        elif last < marks[0]:
            side, between = "front", range(last + 1, marks[0])
        elif source and s.cue and (source[-1] < first < s.cue[0] or s.cue[-1] < first < source[0]):
            low, high = (source[-1], s.cue[0]) if source[-1] < first else (s.cue[-1], source[0])
            side, between = "middle", range(low + 1, high)
        else:
            return ["within source or cue"]
        content = set(s.content)
        words = [text[w] for w in between if w not in content and not first <= w <= last]
        over = any(w in content for w in between)
        cues = bisect_right(self._cues, max(between, default=-1)) - bisect_left(self._cues, min(between, default=0)) if between else 0
        side = f"{side}{' over content' if over else ''}{' over cue' if cues and side != 'middle' else ''}"
        gap = _bucket(len(words))
        before = text[first - 1] if first > s.first else "^"
        follows = text[last + 1 : last + 6]
        seen = [side, f"{side}|gap={gap}", f"{side}|before={before if before in _WORDS or before == '^' else _sort_of(before)}"]
        seen += [f"{side}|between={w}" for w in sorted(_WORDS & set(words))]
        seen += [f"{side}|next={_next(follows)}"]
        if _EVENTS & set(words):
            seen.append(f"{side}|event between")
        if _MEDIA & set(words):
            seen.append(f"{side}|medium between")
        if side.startswith("front"):
            ahead = [text[w] for w in range(s.first, first)]
            seen += [f"{side}|ahead={_bucket(len(ahead))}", *(f"{side}|ahead={w}" for w in sorted(_WORDS & set(ahead)))]
            seen += [f"{side}|event ahead"] * bool((_EVENTS | _MEDIA) & set(ahead))
        return seen

    def _openings(self, low: int, high: int) -> list[int]:
        opens = self._stage.opens
        begin, end = np.searchsorted(opens, [low + 1, high + 1])
        return opens[int(begin) : int(end)].tolist()  # type: ignore[no-any-return]

    def _paragraph(self, word: int) -> int:
        return int(np.searchsorted(self._stage.paragraph, word, side="right"))


def _bucket(n: int) -> str:
    return str(n) if n < 4 else "4-6" if n < 7 else "7-12" if n < 13 else "13+"


def _sort(s: Setting, a: Attribution) -> str:
    """What the source is like."""
    if not s.source:
        return "none"
    words = [s.text[w] for w in s.source]
    if len(words) == 1 and words[0] in {"he", "she", "it", "they", "i", "we", "you", "who"}:
        return words[0]
    return a.speaker.type if a.speaker else "unknown"


def _form(head: str, cue: list[str]) -> str:
    if not cue:
        return "none"
    if cue[0] in AUXILIARIES:
        return "auxiliary"
    ending = next((e for e in ("ing", "ed", "s", "ly") if head.endswith(e)), "")
    return ending or ("base" if lemmas(head)[0] == head else "past")


def _sort_of(word: str) -> str:
    return "word" if word[0].isalpha() else "number" if word[0].isdigit() else "mark"


def _next(words: Sequence[str]) -> str:
    if not words:
        return "$"
    if words[0] in {"'", "’"} and words[1:2] == ["s"]:
        return "s event" if (_EVENTS | _MEDIA) & set(words[2:5]) else "s"
    if words[0] in _EVENTS | _MEDIA:
        return "event"
    return words[0] if words[0] in _WORDS or words[0] in '.,"”' else _sort_of(words[0])


_OWN = frozenset(["after", "middle", "front"])
"""Where an expression of the cue's own clause may stand."""


def _is_own(group: Sequence[tuple[float, Offer]]) -> bool:
    """Whether one of some offers stands in the cue's own clause."""
    return any(o.seen[0].split()[0].split("|")[0] in _OWN for _, o in group)


@dataclass(frozen=True, slots=True)
class Dating:
    """Weights of what is observed.

    Attributes:
        weights: Of each observation; what is not in it weighs nothing.
        least: Probability below which an expression of the cue's own clause is not believed.
        carried: The same for all others.
    """

    weights: Mapping[str, float]
    least: float
    carried: float

    def dates(self, observer: Observer, count: int) -> list[int | None]:
        """Numbers of the expressions that date the attributions of an article, in reading order."""
        out: list[int | None] = []
        for i in range(count):
            offers = observer.offers(i, out)
            out.append(self._best(offers, observer.none(i), observer) if offers else None)
        return out

    def _best(self, offers: Sequence[Offer], nothing: Sequence[str], observer: Observer) -> int | None:
        """The likeliest expression; those of one value are likely together."""
        scores = [self._score(nothing), *(self._score(o.seen) for o in offers)]
        most = max(scores)
        masses = [math.exp(x - most) for x in scores]
        total = sum(masses)
        by_value: dict[str | None, list[tuple[float, Offer]]] = {}
        for o, mass in zip(offers, masses[1:], strict=True):
            by_value.setdefault(observer.value(o.number) or str(o.number), []).append((mass, o))
        group = max(by_value.values(), key=lambda g: sum(mass for mass, _ in g))
        own = _is_own(group)
        if not own:  # what opens the clause itself stands in the way of what is carried over
            opening = [g for g in by_value.values() if any(o.seen[0] == "front" for _, o in g)]
            if opening:
                group, own = max(opening, key=lambda g: sum(mass for mass, _ in g)), True
        best = max(group, key=lambda x: x[0])[1]
        return best.number if sum(mass for mass, _ in group) / total >= (self.least if own else self.carried) else None

    def _score(self, seen: Sequence[str]) -> float:
        get = self.weights.get
        return sum(get(x, 0.0) for x in seen)
