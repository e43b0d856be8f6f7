"""Having claims follow what was judged of them."""

from onrecord.claims.store import behind
from onrecord.errors import Cancelled
from onrecord.record import Record, deadline

__all__ = ["follow_claims"]

_FEW = 20
"""Articles that are waiting to be taken up, up to which claims are brought up to date while somebody waits."""

_SECONDS = 8.0


def follow_claims(record: Record) -> bool:
    """Group anew what was judged, unless that would take as long as comparing many articles does; whether it was done.

    What is not done now is done with the next update, however that comes.
    """
    if behind(record.database) > _FEW:
        return False
    try:
        with deadline(record.database, _SECONDS):
            record.update_claims()
    except Cancelled:
        return False
    return True
