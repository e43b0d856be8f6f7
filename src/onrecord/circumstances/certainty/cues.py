"""What the words of a cue say about the certainty of a content, and about its time."""

from onrecord.circumstances.certainty.commitment import embedded
from onrecord.circumstances.certainty.groups import AUXILIARIES
from onrecord.circumstances.certainty.lexicon import CERTAIN, NOT, PREDICATES, Link, Value

_BY_ACT = {"request": "wished", "ask": "unsure", "deny": "denied", "promise": "planned", "threaten": "planned", "believe": "thought"}
"""The class of a cue that the lexicon does not have, by what the source does."""

_COMMITS = frozenset(["threaten", "threatens", "threatened", "threatening", "threat", "threats", "volunteered"])
_ASSERT = frozenset(
    ["accuse", "accuses", "accused", "accusing", "allege", "alleges", "alleged", "alleging", "charge", "charged", "charges", "charging"]
)
_ASSERT |= {
    "plead",
    "pleads",
    "pleaded",
    "pled",
    "pleading",
    "accusation",
    "accusations",
    "allegation",
    "allegations",
    "claim",
    "claims",
    "claimed",
    "claiming",
}
"""They make a reporter's claim weaker, but not that of who accuses."""

_CONSIDER = frozenset(["consider", "considers", "considered", "considering", "deem", "deems", "deemed", "regard", "regards", "regarded"])
_CALL = frozenset(["call", "calls", "called", "calling"])
_FOR = frozenset(["for", "on", "upon"])
_RULE = frozenset(["rule", "rules", "ruled", "ruling"])
_AHEAD = frozenset(
    ["predict", "predicts", "predicted", "predicting", "forecast", "forecasts", "forecasting", "foresee", "foresees", "foresaw"]
)
_AHEAD |= {
    "expect",
    "expects",
    "expected",
    "anticipate",
    "anticipates",
    "anticipated",
    "prediction",
    "expectation",
    "projected",
    "projects",
}


def under(cues: list[str], act: str | None, link: Link) -> Value:
    """How sure a source is of what its cue embeds, the content's own words apart.

    Args:
        cues: The words of the cue.
        act: What the source does.
        link: How the content depends on the cue.
    """
    kind = _kind(cues, act, link)
    if kind is None:
        return Value(CERTAIN, False)
    return embedded(Value(CERTAIN, any(w in NOT or w == "no" for w in cues)), kind)


def is_ahead(cues: list[str], act: str | None, link: Link) -> bool:
    """Whether a cue puts its content into the future."""
    if act == "predict" or any(w in _AHEAD for w in cues):
        return True
    return _kind(cues, act, link) in ({"planned"} if link == "that" else {"planned", "wished", "able"})


def embeds(cues: list[str], link: Link) -> bool:
    """Whether a word of a cue takes complements of a sort."""
    return any(w in PREDICATES[link] for w in cues)


def _kind(cues: list[str], act: str | None, link: Link) -> str | None:
    """The class of the word that says most; plain reports only where there is nothing else."""
    if link != "that" and any(w in _COMMITS for w in cues):
        return "planned"
    if act == "request" or (link == "of" and "out" in cues and cues[0] in _RULE):
        return "wished" if act == "request" else "undone"
    names = link != "to" and cues[:1] and cues[0] in _CALL and not _FOR & set(cues)  # "called it a crime", not "called for an inquiry"
    if names or (link != "to" and any(w in _ASSERT for w in cues)):
        return "said"
    if link == "of" and any(w in _CONSIDER for w in cues):
        return "thought"
    if link == "to" and act == "believe" and not embeds(cues, link):
        return "wished"  # "his goal: to win"
    kinds = [PREDICATES[link][w] for w in cues if w in PREDICATES[link] and w not in AUXILIARIES]
    if link == "of" and not kinds:
        kinds = [k for k in (PREDICATES["that"].get(w) for w in cues) if k == "true"]
    by_act = _BY_ACT.get(act or "")
    if by_act == "denied" and not kinds:
        return by_act
    if kinds:
        return next((k for k in kinds if k != "said"), "said")
    if by_act in {"planned", "denied"} and link == "that":
        return None
    return by_act or ("wished" if link == "to" and cues else None)
