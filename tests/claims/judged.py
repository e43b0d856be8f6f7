"""What is seen in a fixed list of pairs and contents, so that a change of it is noticed.

    PYTHONPATH=src python -m tests.claims.judged

writes it anew, which is to be done together with raising `onrecord.claims.judging.CODE`.
"""

import hashlib
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

from onrecord.claims.candidates import bound_to
from onrecord.claims.evidence import evidence
from onrecord.claims.judging import CODE, _judged
from onrecord.claims.network import Opinion
from onrecord.claims.pairing import link
from onrecord.claims.propositions import claim_edge, states
from onrecord.claims.retracting import corrects, weakens
from onrecord.claims.sifting import numbers_of_words
from onrecord.claims.speaking import kinship
from tests.claims.attributions import attribution

PLACE = Path(__file__).with_suffix(".json")

CONTENTS = (
    "the Ostrand bridge will be closed for repairs until the end of May",
    "“The Ostrand bridge may be closed for repairs until the end of May,”",
    "the Ostrand bridge will not be closed until June",
    "if the money is found, the bridge will be closed for repairs",
    "that 23 cases of fever had been recorded in the region",
    "about two dozen cases of fever have been recorded in the north",
    "nine people were killed in the shelling of the port",
    "eleven people, and not nine, were killed in the shelling",
    "I should not have said eleven",
    "most of the 140 workers have accepted the offer of four per cent",
    "all of the workers had rejected the offer of 4%",
    "our bank lost $3 million on 4 March",
    "the bank had lost three million dollars in March",
    "Mayor Ana Ruiz received the letter in May",
    "Per Lind never received the letter",
    "the lake is safe, I think, at least for now",
    "something",
    "anything to add",
    "Yes.",
    "why he left",
    "",
    "…",
)


def seen() -> dict[str, Any]:
    """What is seen, digested for each content, so that it is known where a change is."""
    neutral = Opinion((0.2, 0.1, 0.15, 0.15, 0.3, 0.1), (0.3, 0.5, 0.2), (0.2, 0.6, 0.2), 0.5)
    out = {}
    for i, a in enumerate(CONTENTS):
        said = attribution("one#a1", a)
        facts: list[Any] = [states(said), bound_to(a, "Ana Ruiz")]
        for b in CONTENTS[i + 1 :]:
            found = evidence(a, b, neutral)
            judged, other = _judged(found), attribution("two#a1", b, published="2026-03-05T08:00:00Z")
            sure = replace(judged, relation="same", probability=0.8, one=0.8)  # learned weights have a hash of their own
            comparison = judged.comparison
            facts += [
                [(d.kind, d.a, d.b, d.material, d.conflict) for d in comparison.differences],
                [judged.shared, comparison.longest, comparison.contained, kinship(said, other)],
                [round(x, 6) for x in (comparison.overlap, judged.against, judged.about, *found.by_words, *numbers_of_words(a, b))],
                [round(link(sure), 6), claim_edge(said, other, sure), corrects(a, b), weakens(a, b)],
            ]
        raw = json.dumps(facts)
        out[a] = hashlib.sha256(raw.encode()).hexdigest()[:12]
    return {"code": CODE, "seen": out}


__all__ = ["PLACE", "seen"]

if __name__ == "__main__":
    PLACE.write_text(json.dumps(seen(), indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
