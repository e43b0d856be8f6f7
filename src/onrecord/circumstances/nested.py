"""What is said to have been said only inside what somebody denies, doubts or did not say."""

from msgspec.structs import replace

from onrecord.circumstances.lists import sections
from onrecord.model import Attribution, Certainty

_DEEPEST = 4
_DOUBTING = tuple(sorted(sections("asserting")["doubts"]))
_NOUN_AT = 4
"""Characters from the beginning of a content within which the noun stands that it is about: "claims that …"."""


def with_nested_denials(attributions: list[Attribution]) -> list[Attribution]:
    """What stands only inside what nobody said, or what somebody denies or doubts, was not said for all we know.

    "She denied that she had called him a liar", "he doubts that Lind said so"; in "she rejected Lind's claim that …" the claim was made.
    """
    out = {a.id: a for a in attributions}
    for _ in range(_DEEPEST):
        changed = False
        for a in attributions:
            outer, own = out.get(a.inside or ""), out[a.id]
            if outer is not None and own.asserted and _takes_back(outer, own):
                out[a.id] = replace(own, asserted=False, reporter_stance="neutral", certainty=uncommitted(own.certainty))
                changed = True
        if not changed:
            break
    return list(out.values())


def _takes_back(outer: Attribution, inner: Attribution) -> bool:
    """Whether an attribution leaves open, or denies, that what stands in its content was said."""
    content = outer.content.text.split() if outer.content else []
    proposition = bool(content) and (content[0].lower() in {"that", "having"} or content[0].lower().endswith("ing"))
    if inner.cue is not None and outer.content is not None and inner.cue.spans[0][0] < outer.content.spans[0][0] + _NOUN_AT:
        proposition = proposition and content[0].lower() == "that"
    if not outer.asserted and outer.act != "decline":
        return proposition
    doubts = outer.cue is not None and any(w.lower().startswith(_DOUBTING) for w in outer.cue.text.split())
    return (outer.act == "deny" or doubts) and (proposition or doubts)


def uncommitted(certainty: Certainty | None) -> Certainty | None:
    """How sure somebody is of what he did not say: not at all."""
    return None if certainty is None else replace(certainty, degree="unknown", polarity="positive")
