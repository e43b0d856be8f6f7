"""Keeping a corpus of readings, and finding anything in it."""

from onrecord.record.hits import Hits
from onrecord.record.keeping import Kept
from onrecord.record.records import Record, open_record
from onrecord.record.searching import Facets, Hit

__all__ = ["Facets", "Hit", "Hits", "Kept", "Record", "open_record"]
