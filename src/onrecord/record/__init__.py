"""Keeping a corpus of readings, and finding anything in it."""

from onrecord.record.choosing import Facets
from onrecord.record.keeping import Kept
from onrecord.record.records import Record, open_record
from onrecord.record.searching import Found, Hit

__all__ = ["Facets", "Found", "Hit", "Kept", "Record", "open_record"]
