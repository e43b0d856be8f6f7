"""Verb groups: whether what a verb says may happen, will, must, is planned, or has happened."""

from dataclasses import dataclass

from onrecord.circumstances.lists import sections as circumstances_lists
from onrecord.claims.comparing.contents import WORDS, Content
from onrecord.claims.comparing.stems import stem

__all__ = ["ADVERBS", "AUXILIARIES", "BACK", "Group", "group_after", "group_before"]

BACK = 8
"""Units before a verb that may belong to its group."""

AUXILIARIES = WORDS["will"] | WORDS["would"] | WORDS["may"] | WORDS["must"] | WORDS["should"] | WORDS["be"] | WORDS["have"]
ADVERBS = WORDS["adverb"]
_STEMS = {name: frozenset(stem(w) for w in WORDS[name]) for name in ("plan to", "likely to", "due to", "real to")}
_WEIGHED = frozenset(stem(w) for w in ("consider", "weigh", "contemplate", "mull"))
_OFFERED = frozenset(stem(w) for w in ("offer", "promise"))
_WANTED = frozenset(stem(w) for w in ("want", "wish", "urge", "expect"))
_OBJECT = 4
"""Units between "want" and the "to" of what is wanted."""

_COPULAS = frozenset(stem(w) for w in ("remain", "stay", "become"))
_LIKE_INFINITIVES = frozenset(["cut", "hit", "hurt", "let", "put", "quit", "set", "shut", "spread", "come", "become", "run", "overcome"])
_PAST = circumstances_lists("certainty")["irregular past"]


@dataclass(frozen=True, slots=True)
class Group:
    """The auxiliaries of a verb.

    Attributes:
        start: Index of the first of them; that of the verb where there are none.
        verb: Index of the verb.
        degree: "may", "will", "would", "plan", "likely"; "done" for what has happened, "present" for what happens or holds; "" where
            it cannot be told.
        duty: "must", "should", or nothing.
        have: Whether it is a perfect.
        noun: Whether it is no verb, for what stands before it.
    """

    start: int
    verb: int
    degree: str
    duty: str
    have: bool
    noun: bool = False


class _Reader:
    """Reads a group backwards, from the verb on."""

    def __init__(self, content: Content, verb: int) -> None:
        self.units, self.verb = content.units, verb
        self.start, self.degree, self.duty = verb, "", ""
        self.have = self.passive = self.unknown = self.noun = False

    def read(self) -> Group:
        k = self.verb - 1
        while k >= 0 and self.verb - k <= BACK and not self.units[k + 1].after:
            word = self.units[k].word
            if not _is_adverb(word) or (word == "likely" and self._before_to(k)):
                if not self._takes(k):
                    self._ends(k)
                    break
                self.start = k
            k -= 1
        if self.passive and self.units[self.verb].stem in _OFFERED and self.degree in {"", "present"}:
            self.degree = "plan"  # "have been promised tents"
        if self.units[self.verb].stem in _WEIGHED and self.degree in {"", "will", "would"} and not self.have:
            self.degree = "plan"  # "will consider an amnesty"
        degree = "" if self.unknown else self.degree or self._plain()
        return Group(self.start, self.verb, degree, self.duty, self.have, self.noun)

    def _takes(self, k: int) -> bool:
        """Whether a word belongs to the group; then it is read."""
        word, to = self.units[k].word, self._before_to(k)
        if word == "to":
            if k == 0:
                self.degree = self.degree or "will"  # "to be drained", in a headline
        elif word == "'d" and self._participle():
            self.have = True  # "he'd met her"
        elif word in WORDS["will"] or word in WORDS["would"]:
            self.degree = self.degree or ("will" if word in WORDS["will"] else "would")
        elif word in WORDS["may"] and not (self.units[k].capital and k):
            self.degree = "may"
        elif word in WORDS["must"] or word in WORDS["should"] or (word in WORDS["have"] and to):
            self.duty = "should" if word in WORDS["should"] else "must"
        elif word in WORDS["have"]:
            self.have = True
        elif word in WORDS["be"]:
            self.degree = self.degree or ("will" if to else "")
            self.passive = True
        elif word in {"do", "does", "did"}:
            self.degree = self.degree or ("done" if word == "did" else "present")
        elif self.units[k].stem in _COPULAS and k + 1 == self.verb:
            self.passive = True  # "may remain closed"
        elif self.units[k].stem in _WEIGHED and k + 1 == self.verb:
            self.degree = "plan"  # "is considering moving"
        else:
            return to and self._governs(k)
        return True

    def _participle(self) -> bool:
        """Whether the verb cannot be an infinitive."""
        word = self.units[self.verb].word
        return (word.endswith("ed") and stem(word) != word) or word in _PAST - _LIKE_INFINITIVES

    def _before_to(self, k: int) -> bool:
        """Whether the "to" of an infinitive follows, adverbs aside."""
        after = next((n for n in range(k + 1, self.verb) if not _is_adverb(self.units[n].word)), self.verb)
        return after < self.verb and self.units[after].word == "to"

    def _governs(self, k: int) -> bool:
        """Whether a word before "to" says how sure it is."""
        root = self.units[k].stem
        kind = next((name for name, stems in _STEMS.items() if root in stems), "")
        if kind in {"plan to", "likely to"} and self.degree != "may":
            self.degree = kind.split()[0]
        elif kind == "due to":
            self.degree = self.degree or "will"
        return bool(kind)

    def _ends(self, k: int) -> None:
        """What a word before the group makes of it."""
        if self.units[k + 1].word == "to" and k + 1 < self.verb:
            if self.degree in {"", "present"} and any(u.stem in _WANTED for u in self.units[max(0, k - _OBJECT) : k]):
                self.degree = "plan"  # "we want the ceasefire to begin"
            elif self.units[k].content and k == 0:
                self.degree = "will"  # "Lake to be drained"
            else:
                self.unknown = self.degree in {"", "present"}
        self.noun = self.start == self.verb and self.units[k].word in WORDS["determiner"]

    def _plain(self) -> str:
        """Whether a verb without modal is of something that has happened."""
        words, word = {u.word for u in self.units[self.start : self.verb]}, self.units[self.verb].word
        if self.have or words & {"had", "was", "were", "been", "remained", "stayed", "became"}:
            return "done"
        if self.passive:
            return "present"
        if word.endswith("ing"):
            return ""
        return "done" if word.endswith("ed") or word in _PAST else "present"


def _is_adverb(word: str) -> bool:
    return word in ADVERBS or (word.endswith("ly") and len(word) > 4)


def group_before(content: Content, verb: int) -> Group:
    """The auxiliaries before a verb."""
    return _Reader(content, verb).read()


def group_after(content: Content, subject: int) -> Group | None:
    """The auxiliaries right after a word with a meaning; None where there are none."""
    units, start = content.units, subject + 1
    end = start
    while end < len(units) and not units[end].after and (units[end].word in AUXILIARIES or (end > start and units[end].word in ADVERBS)):
        end += 1
    if end == start or not units[subject].content or (units[start].capital and units[start].word == "may"):
        return None
    words = {u.word for u in units[start:end]}
    degree = next((d for d in ("may", "will", "would") if words & WORDS[d]), "")
    duty = "must" if words & WORDS["must"] else "should" if words & WORDS["should"] else ""
    have = bool(words & WORDS["have"])
    done = have or bool(words & {"was", "were", "been"})
    return Group(start, end, degree or ("done" if done else "present"), duty, have)
