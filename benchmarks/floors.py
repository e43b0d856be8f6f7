"""Floors of figures: what was reached once must not be lost unnoticed."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from pathlib import Path

FLOORS = Path(__file__).parent / "floors.json"
MARGIN = 2.0
"""How far below its figure a floor is set, in points: processors round int8 differently."""


def check(section: str, now: dict[str, float], inputs: Iterable[Path], *, lower: bool) -> int:
    """Compare figures with their floors, or set the floors to them; 1 where one fell below.

    Args:
        section: Which benchmark's floors.
        now: Figures in percent, by name.
        inputs: Files that they were measured on; floors of others do not count.
        lower: Whether to set the floors to today's figures.
    """
    kept = json.loads(FLOORS.read_text(encoding="utf-8")) if FLOORS.exists() else {}
    print_of = hashlib.sha256(b"".join(p.read_bytes() for p in inputs)).hexdigest()[:16]
    if lower:
        kept[section] = {"inputs": print_of, "floors": {k: round(v - MARGIN, 2) for k, v in now.items()}}
        FLOORS.write_text(json.dumps(kept, indent=1) + "\n", encoding="utf-8")
        print(f"\nfloors of {section} written to {FLOORS.name}")
        return 0
    held = kept.get(section)
    if held is None or held["inputs"] != print_of:
        print(f"\nfloors of {section}: there are none for these inputs; look at the figures and set them with --lower-floors")
        return 1
    fallen = [f"{k}: {now[k]:.2f}, floor {v:.2f}" for k, v in held["floors"].items() if now[k] < v]
    print(f"\nfloors of {section}: " + ("; ".join(fallen) if fallen else "all held"))
    return int(bool(fallen))
