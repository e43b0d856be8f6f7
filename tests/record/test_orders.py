import numpy as np
import pytest

from onrecord.errors import InvalidCursor
from onrecord.record.orders import Orders


def test_what_nobody_asked_for_the_longest_is_forgotten() -> None:
    orders = Orders(most=100)
    first, second = orders.keep(np.arange(6)), orders.keep(np.arange(6, 12))  # of 48 bytes each
    assert orders.asked(first, "news.db").tolist() == [0, 1, 2, 3, 4, 5]
    third = orders.keep(np.arange(3))
    assert orders.get(second) is None
    assert orders.get(first) is not None
    assert orders.get(third) is not None


def test_an_order_that_is_larger_than_all_together_may_be_is_kept_alone() -> None:
    orders = Orders(most=100)
    small, large = orders.keep(np.arange(2)), orders.keep(np.arange(1000))
    assert orders.get(small) is None
    assert orders.get(large) is not None


def test_names_cannot_be_guessed_and_others_are_refused() -> None:
    orders = Orders()
    names = {orders.keep(np.arange(1)) for _ in range(50)}
    assert len(names) == 50
    assert min(map(len, names)) >= 12
    with pytest.raises(InvalidCursor, match="is not kept any longer; begin without a cursor"):
        orders.asked("nothing", "news.db")
