"""Dates and times in English news: where they are named, and which they are."""

from onrecord.circumstances.times.finding import times_in
from onrecord.circumstances.times.model import Time

__all__ = ["Time", "times_in"]
