"""Comparing what two contents say: what they share, what differs, and whether that matters."""

from onrecord.claims.comparing.comparing import compare, compared
from onrecord.claims.comparing.model import Comparison, Difference, Kind, Side

__all__ = ["Comparison", "Difference", "Kind", "Side", "compare", "compared"]
