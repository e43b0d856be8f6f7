"""What a source does by what it says: state, deny, confirm, accuse, warn, threaten, promise, request, ask, predict, believe, decline.

The classes are those of the contract; they follow the speech acts of Searle (1976) as far as reporters' verbs tell them apart (Wierzbicka
1987). The cue decides where it says what is done ("denied", "urged"); under cues that say nothing ("said") the content does.
"""

from typing import cast, get_args

from onrecord.circumstances.lists import sections
from onrecord.circumstances.phrases import Phrases
from onrecord.circumstances.setting import Setting
from onrecord.model import Act

_ORDER: tuple[str, ...] = ("decline", "deny", "denying a claim", "confirm", "accuse", "warn", "threaten", "promise", "request", "ask")
_ORDER += ("predict", "believe")
_ACTS = sections("acts")
_CONTENTS = sections("contents")


_DEEDS = Phrases({k: _ACTS[k] for k in _ORDER})
_REPORTS = Phrases({"state": _ACTS["state"]})
_NEUTRAL = {tuple(entry.split()) for entry in _ACTS["neutral"]}
_CLAIMS = _CONTENTS["a claim"]
_ASKED = frozenset(["asked", "asks", "asking", "ask", "asked,"])
_NEAR = 12
"""Words of a content that say what it does."""

_FUTURE = frozenset(["will", "would", "'ll", "’ll", "wo", "won", "shall"])


def act_of(setting: Setting) -> Act:
    """What the source does.

    Args:
        setting: Where the attribution stands.
    """
    cue, content = setting.cue_words(), setting.content_words()
    entry, section = _find(cue)
    if section == "decline":
        return "decline"
    if section == "promise" and _harms(content[:_NEAR]):
        return "threaten"
    if content[:1] == ["to"] and {"told", "tells", "telling"} & set(cue):
        return "request"
    if entry == ("offer",) and content[:1] != ["to"]:
        return "state"
    if entry == ("agree",) and content[:1] == ["to"]:
        return "promise"
    if any(w in _ASKED for w in cue):
        return _asked(content)
    if section == "denying a claim":
        return "deny" if not content or any(w in _CLAIMS for w in content[:5]) else "state"
    if section in {"state", None} and (section is None or entry in _NEUTRAL):
        return _by_content(setting, content)
    return cast("Act", section) if section in get_args(Act) else "state"


def _find(cue: list[str]) -> tuple[tuple[str, ...], str | None]:
    """The entry that says what is done, with its section; plain reports only where there is nothing else."""
    found = _DEEDS.longest(cue) or _REPORTS.longest(cue)
    return found or ((), None)


def _asked(content: list[str]) -> Act:
    if content and content[0] in {"to", "for", "that", "not"}:
        return "request"
    return "ask"


def _by_content(setting: Setting, content: list[str]) -> Act:
    bare = [w for w in content if w[0].isalnum()]
    if not bare:
        return "state"
    if _last_mark(content) == "?":
        return "ask"
    if bare in (["no", "comment"], ["no", "comments"]):
        return "decline"
    if bare[0] == "that":
        bare = bare[1:] or bare
    if bare[:1] and bare[0] in {"whether", "if"} and setting.cue_words()[-1:] == ["asked"]:
        return "ask"
    quoted = not content[0][0].isalnum()
    if quoted and bare[0] in _CONTENTS["imperative"] and not {"is", "are", "was", "were", "has", "have", "s"} & set(bare[1:3]):
        return "request"
    return _committed(bare, quoted=quoted) or _predicted(bare) or _denying(bare) or _blaming(bare) or "state"


def _last_mark(content: list[str]) -> str:
    for w in reversed(content):
        if w in {"?", ".", "!"}:
            return w
        if w[0].isalnum():
            return ""
    return ""


def _committed(bare: list[str], *, quoted: bool) -> Act | None:
    """A promise or a threat, where the source says what it will do itself."""
    if bare[0] in {"if", "unless"}:
        return "threaten" if _harms(bare[: 2 * _NEAR]) and {"we", "i", "they", "you"} & set(bare) else None
    head = " ".join(bare[:4]) + " "
    later = len(bare) > 2 and not _CONTENTS["no deed"] & set(bare[2:4])
    own = later and any(head.startswith(c + " ") for c in _CONTENTS["commitment"])
    if own or (later and not quoted and bare[0] in {"he", "she", "they"} and bare[1] in _FUTURE):
        return "threaten" if _harms(bare[:_NEAR]) else "promise"
    return None


def _harms(words: list[str]) -> bool:
    """Whether somebody is to be harmed: "will retaliate", "make them pay", "take the bank to court"."""
    text = f" {' '.join(words)} "
    if any(f" {phrase} " in text for phrase in _CONTENTS["harm, phrases"]) or ("take" in words and "court" in words):
        return True
    after = [i for i, w in enumerate(words) if w in _FUTURE | {"to"}]
    return any(w in _CONTENTS["harm"] for i in after for w in words[i + 1 : i + 3])


def _denying(bare: list[str]) -> Act | None:
    """What answers a claim: "No, I did not", "this is nonsense"."""
    head = " ".join(bare[:4]) + " "
    if any(head.startswith(f"{d} ") for d in _CONTENTS["denial, at its beginning"]) and bare[1:2] != ["one"] and _short(bare):
        return "deny"
    return "deny" if any(w in _CONTENTS["denial"] for w in bare[:_NEAR]) else None


def _short(bare: list[str]) -> bool:
    return (len(bare) <= _NEAR and "i" in bare) or len(bare) <= 3


def _predicted(bare: list[str]) -> Act | None:
    """What the source says will be, where that is nobody's to decide."""
    for i, w in enumerate(bare[:24]):
        if w in _FUTURE and i and bare[i - 1] not in {"i", "we"}:
            return "predict" if any(x in _CONTENTS["change"] for x in bare[i + 1 : i + 4]) else None
    return None


def _blaming(bare: list[str]) -> Act | None:
    if {"not", "never", "no", "nobody", "nothing", "t"} & set(bare[:_NEAR]) or bare[0] in {"i", "we"}:
        return None
    return "accuse" if any(w in _CONTENTS["strong blame"] for w in bare) else None
