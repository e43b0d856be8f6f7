"""What connections to one record may keep together in the memory of a process, so that a pool of them needs hardly more than one does."""

from onrecord.record.cache import Memory
from onrecord.record.orders import Orders

__all__ = ["Shared"]


class Shared:
    """What is kept in memory of one record.

    Attributes:
        facts: What a search asks of attributions besides their words.
        signs: The signs of vectors.
        orders: Orders in which attributions were ranked, for those who go through them page by page.
    """

    def __init__(self) -> None:
        self.facts, self.signs, self.orders = Memory(), Memory(), Orders()
