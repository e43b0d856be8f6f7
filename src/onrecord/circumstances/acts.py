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
_WH = frozenset(["if", "whether", "why", "how", "what", "who", "when", "where", "which", "whom", "whose"])
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
    if section == "promise" and any(w in _CONTENTS["harm"] for w in content[:_NEAR]):
        return "threaten"
    if content[:1] == ["to"] and "told" in cue and not setting.source:
        return "request"
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
        bare = bare[1:]
    if bare[:1] and bare[0] in {"whether", "if"} and setting.cue_words()[-1:] == ["asked"]:
        return "ask"
    quoted = not content[0][0].isalnum()
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
    head = " ".join(bare[:4]) + " "
    own = any(head.startswith(c + " ") for c in _CONTENTS["commitment"])
    later = len(bare) > 2 and bare[2] not in _CONTENTS["no deed"]
    if own or (later and not quoted and bare[0] in {"he", "she", "they"} and bare[1] in _FUTURE):
        return "threaten" if any(w in _CONTENTS["harm"] for w in bare[:_NEAR]) else "promise"
    for i, w in enumerate(bare[:_NEAR]):  # "If they come again, they will regret it"
        if w in {"will", "ll"} and i and bare[i - 1] in {"they", "you"} and any(x in _CONTENTS["harm"] for x in bare[i + 1 : i + 4]):
            return "threaten"
    return None


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
    return "accuse" if any(w in _CONTENTS["strong blame"] for w in bare) else None
