"""Leave out what is too uncertain to show."""

import msgspec

from onrecord.model import Reading

__all__ = ["at_least"]


def at_least(reading: Reading, confidence: float) -> Reading:
    """The reading without the attributions below a confidence (0 to 1).

    Where an attribution is left out, those inside it are then inside the nearest kept one around it, if there is one.
    """
    around = {a.id: a.inside for a in reading.attributions}
    kept = {a.id for a in reading.attributions if a.confidence >= confidence}

    def nearest(outer: str | None) -> str | None:
        seen: set[str] = set()
        while outer is not None and outer not in kept and outer not in seen:
            seen.add(outer)
            outer = around.get(outer)
        return outer if outer in kept else None

    return msgspec.structs.replace(
        reading,
        attributions=tuple(msgspec.structs.replace(a, inside=nearest(a.inside)) for a in reading.attributions if a.id in kept),
    )
