"""Attributions by what matters to a test."""

from typing import Any

from onrecord.claims.said import Said


def attribution(key: str, content: str, **more: Any) -> Said:
    """What Ana Ruiz said, according to an article of March 2, unless something else is given; keys are ``article#label``."""
    values: dict[str, Any] = {
        "id": 0,
        "key": key,
        "article": 0,
        "outlet": "The Halvika Herald",
        "published": "2026-03-02T09:00:00Z",
        "speaker": "person:ana ruiz",
        "name": "Ana Ruiz",
        "type": "person",
        "via": (),
        "said_first": None,
        "said_last": None,
        "act": "state",
        "stance": "neutral",
        "asserted": True,
        "kind": "indirect",
        "source": "Ana Ruiz",
        "cue": "said",
        "content": content,
        "inside": None,
        "place": 0,
        "vector": None,
    }
    return Said(**{**values, **more})
