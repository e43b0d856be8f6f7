"""Whether an article says that something was said at all.

"Did not say that", "never claimed", "if he says", "is expected to announce" and "without saying" report nothing that was said; to record
it would put words into somebody's mouth. What the words before the cue do to it follows the literature on negation and event modality
(Saurí and Pustejovsky 2009; Karttunen 1971 on "fail to", "manage to").
"""

import re
from itertools import pairwise

from onrecord.circumstances.lists import sections
from onrecord.circumstances.setting import Setting
from onrecord.circumstances.verbs import lemmas

_LISTS = sections("asserting")
_NOT, _CUT, _NOBODY = _LISTS["not"], _LISTS["not, after a modal or an auxiliary cut from it"], _LISTS["nobody"]
_MODALS, _IF, _NOT_ONLY = _LISTS["to come"], _LISTS["if"], _LISTS["not only"]
_BACK, _LATER, _TOOK_PLACE, _NOW = (_LISTS[k] for k in ("holding back", "to come, phrases", "took place", "speaking now"))
_APOSTROPHES = frozenset("'’‘")
_BREAKS = frozenset([".", ";", ":", "—", "–", "(", ")", "?", "!", '"', "“", "”"])
_JOINING = frozenset(["and", "but", "or", ","])
_SUBJECTS = frozenset(["i", "you", "he", "she", "it", "we", "they", "there"])
_BEFORE_GERUND = frozenset(
    ["for", "of", "by", "from", "after", "before", "in", "with", "while", "when", "despite", "without", "about", "at"]
)
_BEFORE_NOUN = frozenset(
    ["the", "a", "an", "his", "her", "their", "its", "my", "our", "your", "this", "these", "those", "such", "all", "any"]
)
_BEFORE_NOUN |= _BEFORE_GERUND - {"without"} | {"on", "over", "against"}
_OF_SUBJECTS, _OWN = _LISTS["before an infinitive with a subject"], _LISTS["its subject speaks"]
_FINITE = frozenset(["has", "have", "had", "is", "are", "was", "were", "did", "does"])
_OPEN = _FINITE | {"not", "never", "to", "yet"} | _MODALS
_PAST = frozenset(form for forms in sections("irregular").values() for form in forms if not form.endswith("s"))
_INVERTED = frozenset(
    ["do", "does", "did", "is", "are", "was", "were", "has", "have", "had", "will", "would", "can", "could", "should", "might"]
)
_FOR_ALL_THAT = tuple(f" {phrase} " for phrase in sorted(_LISTS["said for all that"]))
_CONTRACTED = re.compile(r"\b(?:\w+n|can) ['’‘] t\b")
_FRAMES, _UNHEARD, _OPENS = (_LISTS[k] for k in ('frames that end in "that"', "nobody has heard", "opens a condition"))
_WISHES = ("would like", "would love", "would prefer", "would rather", "' d like", "’ d like")
_DENYING = frozenset(["deny", "denies", "denied", "denying"])
_GAPPED = re.compile(r"\b(?:due|scheduled|expected|set|poised|supposed|planning|preparing|plans|hopes|intends|wants) (?:\w+ ){1,4}to ")
_WOULD = re.compile(r"['’] d (?:have |never |also |then )?(?:say|tell|have|ask|argue|add|warn|urge|think|call|support|deny|claim|admit)\b")
_REACH = 9
"""Words before the cue that may bear on it."""


def is_asserted(setting: Setting, *, declines: bool = False) -> bool:
    """Whether the saying is reported as having taken place.

    Args:
        setting: Where the attribution stands.
        declines: Whether it is a refusal to comment, which takes place by not being said.
    """
    if not setting.cue or declines:
        return True
    words = _group(setting)
    text = " ".join(words)
    if _outside(setting):
        return False
    if any(phrase in f" {_CONTRACTED.sub('not', text)} " for phrase in _FOR_ALL_THAT):
        return True
    if _nobody(setting) or _denied(words, len(setting.cue)) or _if(setting) or _asks(setting):
        return False
    if _last_of(_BACK, text, within=True) > _last_of(_TOOK_PLACE, text):
        return False
    if _denied_gerund(words, setting.cue_words()):
        return False
    return not _to_come(words, text, setting)


def _group(setting: Setting) -> list[str]:
    """The words of the verb group: those between source and cue (or the last few before it), with those of the cue."""
    start, cue = setting.cue[0], setting.cue_words()
    low = max(setting.first, start - _REACH)
    before = [i for i in setting.source if i < start]
    if before and before[-1] >= low:
        low = before[-1] + 1
    held = set(setting.content)
    out: list[str] = []
    for i in range(low, start):
        word = setting.text[i]
        if word in _BREAKS or i in held or word in _SUBJECTS or _begins_anew(setting, i, out):
            out.clear()
        else:
            out.append(word)
    if (
        cue[0].endswith("ing") and out and out[-1] in _BEFORE_GERUND
    ):  # "should resign for saying": only "refrain from" and the like bear on it
        near = f" {' '.join(out[-3:])} "
        return (out[-3:] if out[-1] == "without" or any(f" {b} " in near for b in _BACK) else []) + cue
    if out and out[-1] in _BEFORE_NOUN and len(cue) == 1:  # "must answer the allegation": what bears on a verb does not on a noun
        return [w for w in out[-2:] if w in {"no", "without"}] + cue
    return out + cue


def _begins_anew(setting: Setting, i: int, before: list[str]) -> bool:
    """Whether a verb form of its own follows a joining word: "did not resign and said …"."""
    word = setting.text[i]
    if word not in _JOINING or _goes_on(before, word):
        return False
    return _stands_alone(setting.text[i + 1 : setting.cue[0]], setting.cue_words())


def _goes_on(words: list[str], word: str) -> bool:
    """Whether a verb group goes on after something put in: "had not, as of Friday, announced"."""
    aside = word == "," and any(a in _OPEN and b == "," for a, b in pairwise(words))
    return aside or (bool(words) and words[-1] in _OPEN)


def _stands_alone(between: list[str], cue: list[str]) -> bool:
    """Whether a cue after "and" or a comma has a verb form of its own, which nothing before bears on: "did not resign and said …"."""
    group = [w for w in between if w not in {"also", "then", "later", "and", "but"} and not w.endswith("ly")] + cue
    head = group[0]
    return head in _FINITE or lemmas(head)[0] != head or head in _PAST


def _denied_gerund(words: list[str], cue: list[str]) -> bool:
    """Whether a cue is what somebody denies having done: "denied saying that …", "denied ever telling …"."""
    at = next((i for i, w in enumerate(words) if w in _DENYING), len(words))
    return any(w.endswith("ing") for w in words[at + 1 :]) and (cue[0].endswith("ing") or bool(_DENYING & set(cue)))


def _outside(setting: Setting) -> bool:
    """Whether what stands before the source takes it all back: "there is no evidence that Lind said", "it was not Lind who said"."""
    start = min((setting.cue[0], *(i for i in setting.source if i < setting.cue[0])))
    held = set(setting.content)
    before = [setting.text[i] for i in range(max(setting.first, start - _REACH), start) if i not in held]
    text = f" {' '.join(before)} "
    if before[-1:] == ["that"] and any(f" {frame} that " in text for frame in _FRAMES):
        return True
    if any(text.rstrip().endswith(f" {frame}") for frame in _UNHEARD):
        return True
    if before[-1:] == ["not"] and {"who", "that"} & set(setting.text[start : setting.cue[0] + 1]) and "it" in before:
        return True
    if before[-2:-1] == ["not"] and before[-1] in {"what", "how", "why", "because"}:
        return True
    return before[-1:] == ["without"] and setting.cue_words()[0].endswith("ing") and not ({"not", "hardly"} & set(before[:-1]))


def _nobody(setting: Setting) -> bool:
    """Whether nobody is who says it, or nothing is what was said: "no official said …", "no injuries were reported"."""
    if not setting.source:
        content = [i for i in setting.content if i < setting.cue[0]]
        return bool(content) and bool({"no", "neither", "none"} & set(setting.text[max(setting.first, content[0] - 1) : content[0] + 1]))
    at = setting.source[0]
    if _inverted(setting, at):
        return True
    words = [setting.text[i] for i in range(max(setting.first, at - 2), at)] + [setting.text[i] for i in setting.source[:3]]
    ahead = min(2, at - setting.first)
    for skip in range(ahead + 1):
        source = " ".join(words[skip:]) + " "
        starts = [n for n in _NOBODY if source.startswith(f"{n} ") and len(n.split()) >= ahead - skip]
        if starts and not _is_a_name(words[skip:], max(starts, key=len)):
            return True
    return False


def _is_a_name(words: list[str], start: str) -> bool:
    """Whether "no" and the like begin a name: "No. 10", "Nobody's Child"."""
    after = words[len(start.split()) :]
    return bool(after) and (after[0] in {".", "'", "’"} or after[0][0].isdigit())


def _inverted(setting: Setting, at: int) -> bool:
    """Whether the clause begins with a negation that turns it round: "at no point did Lind say", "nor has he promised"."""
    if at - 2 < setting.first or setting.text[at - 1] not in _INVERTED:
        return False
    start = max(setting.first, at - _REACH)
    opening = setting.text[start : at - 1]
    text = f" {' '.join(opening)} "
    if any(f" {phrase} " in text for phrase in ("not only", "not until", "not for the first time", "no sooner", "not just")):
        return False
    return bool({"no", "not", "never", "nowhere", "hardly", "seldom", "rarely", "neither", "nor", "scarcely"} & set(opening))


def _denied(words: list[str], cue: int) -> bool:
    """Whether a verb group is negated; its last `cue` words are those of the cue."""
    for i, w in enumerate(words):
        after = words[i + 1] if i + 1 < len(words) else ""
        if w in _NOT and after not in _NOT_ONLY:
            return True
        if w in {"t", "nt"} and i > 1 and words[i - 1] in _APOSTROPHES and words[i - 2] in _CUT and after not in _NOT_ONLY:
            return True
        if w == "no" and i >= len(words) - cue - 2 and after not in {"doubt", "matter", "-"}:
            return True
    return False


def _if(setting: Setting) -> bool:
    """Whether the clause of the cue is a condition: "if Lind says", "had Lind said", "once Lind confirms"."""
    start = min((setting.cue[0], *(i for i in setting.source if i < setting.cue[0])))
    if _had(setting, start):
        return True
    held = set(setting.content)
    before: list[str] = []
    for i in range(start - 1, max(setting.first - 1, start - 5), -1):
        word = setting.text[i]
        if word in _BREAKS or word == "," or i in held:
            break
        if word in _IF and len(before) < 3:
            return True
        before.insert(0, word)
    if not _present(setting):
        return False
    if before[-1:] == ["when"] or before[:1] == ["when"]:
        return bool({"will", "ll", "shall"} & set(setting.text[setting.cue[-1] : setting.last]))
    text = f" {' '.join(before)} "
    source = " ".join(setting.text[i] for i in setting.source[:2]) + " "
    return any(text.endswith(f" {o} ") or source.startswith(f"{o} ") for o in _OPENS)


def _present(setting: Setting) -> bool:
    """Whether the cue is in the present tense."""
    head = next((w for w in setting.cue_words() if w not in {"to", "also", "again"}), "")
    return head not in _PAST and (head in {"says"} or head.endswith("s") or lemmas(head)[0] == head)


def _had(setting: Setting, at: int) -> bool:
    """Whether a clause begins as a condition without "if": "Had Lind said so, …"."""
    first = setting.text[setting.first] if setting.text[setting.first][0].isalnum() or setting.first + 1 >= setting.last else ""
    first = first or setting.text[setting.first + 1]
    if first == "were" and setting.text[setting.cue[0] - 1] == "to":
        return True
    return first == "had" and at - setting.first <= 3 and "?" not in setting.text[setting.cue[0] : setting.last]


def _asks(setting: Setting) -> bool:
    """Whether the clause asks: "do you think …?", "did he say …?", "who said …?"."""
    if "?" not in setting.text[setting.cue[0] : setting.last]:
        return False
    before = [i for i in setting.source if i < setting.cue[0]]
    if not before:
        return setting.text[setting.first] in _INVERTED and setting.cue[0] - setting.first < _REACH
    at = before[0]
    if [setting.text[i] for i in before] == ["who"]:
        return at <= setting.first + 1
    return at > setting.first and setting.text[at - 1] in _INVERTED and before[-1] + 1 == setting.cue[0]


def _to_come(words: list[str], text: str, setting: Setting) -> bool:
    """Whether it only may or will be said."""
    speaks = not setting.source or setting.text[setting.source[-1]] in {"i", "we"}
    if any(f" {text} ".endswith(f" {phrase} ") for phrase in _WISHES) or (speaks and any(f" {phrase} " in f" {text} " for phrase in _NOW)):
        return False
    took_place = _last_of(_TOOK_PLACE, text)
    if _infinitive(words, len(setting.cue)):
        if words[-len(setting.cue) - 2 : -len(setting.cue) - 1] == ["than"] or _GAPPED.search(text):
            return True
        if words[: -len(setting.cue)] == ["to"] and setting.source and setting.source[0] <= setting.first + 1:  # "Lind to say …"
            return True
        return _last_of(_LATER, text) > took_place or (took_place < 0 and _is_asked_for(setting))
    if "than" in words[: -len(setting.cue)][-2:] and lemmas(words[-len(setting.cue)])[0] == words[-len(setting.cue)]:
        return True
    if (
        setting.cue_words()[0] == "to"
        and setting.source
        and setting.source[-1] + 1 == setting.cue[0]
        and setting.source[0] <= setting.first + 1
    ):
        return True
    if _WOULD.search(text):
        return True
    modals = _MODALS - _OWN if speaks and setting.source else _MODALS
    return max(_last_of(_LATER, text), _last_of(modals, text)) > took_place


def _infinitive(words: list[str], cue: int) -> bool:
    """Whether the cue is an infinitive: "to announce", "to formally announce"."""
    before = [w for w in words[:-cue] if not w.endswith("ly")]
    return bool(before) and before[-1] == "to" and lemmas(words[-cue])[0] == words[-cue]


def _is_asked_for(setting: Setting) -> bool:
    """Whether the source of an infinitive is asked or expected to say it: "urged the mayor to apologise"."""
    before = [i for i in setting.source if i < setting.cue[0]]
    if not before or setting.cue[0] - before[-1] > 3:
        return False
    return any(w in _OF_SUBJECTS for w in setting.text[max(setting.first, before[0] - 3) : before[0]])


def _last_of(phrases: frozenset[str], text: str, *, within: bool = False) -> int:
    """Where the last of some phrases stands in words joined by blanks, -1 for none; `within`: with something after it."""
    padded = f" {text}" if within else f" {text} "
    return max((padded.rfind(f" {phrase} ") for phrase in phrases), default=-1)
