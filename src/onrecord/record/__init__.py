"""Keeping a corpus of readings, and finding anything in it."""

from onrecord.record.choosing import Facets
from onrecord.record.deadlines import Deadline, deadline
from onrecord.record.hits import Hits
from onrecord.record.judgements import Judgement
from onrecord.record.keeping import Kept
from onrecord.record.records import Record, open_record
from onrecord.record.reviewing import state_of
from onrecord.record.reviews import LoggedReview
from onrecord.record.searching import Found, Hit
from onrecord.record.speakers import RecordSpeaker, Speakers

__all__ = [
    "Deadline",
    "Facets",
    "Found",
    "Hit",
    "Hits",
    "Judgement",
    "Kept",
    "LoggedReview",
    "Record",
    "RecordSpeaker",
    "Speakers",
    "deadline",
    "open_record",
    "state_of",
]
