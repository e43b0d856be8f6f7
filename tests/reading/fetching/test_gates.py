import threading
import time

import pytest

from onrecord.errors import NotFetched
from onrecord.reading.fetching.gates import Gates
from tests.reading.fetching.servers import Time


def test_one_at_a_time_for_each_host() -> None:
    gates = Gates(60, time.monotonic, time.sleep)
    inside: list[str] = []
    most: list[int] = []

    def ask(host: str) -> None:
        with gates.through(host, "x", delay=0):
            inside.append(host)
            most.append(inside.count(host))
            time.sleep(0.01)
            inside.remove(host)

    threads = [threading.Thread(target=ask, args=(host,)) for host in "ab" * 5]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert set(most) == {1}


def test_an_error_inside_leaves_the_gate_usable(clock: Time) -> None:
    gates = Gates(60, clock, clock.sleep)
    for _ in range(2):
        with pytest.raises(KeyError), gates.through("a", "x", delay=3):
            raise KeyError
    assert clock.slept == [3]


def test_a_gate_that_is_closed_for_longer_than_we_wait(clock: Time) -> None:
    gates = Gates(60, clock, clock.sleep)
    gates.close("a", 61)
    gates.close("a", 1)  # a shorter time does not open it earlier
    with pytest.raises(NotFetched, match="61 more seconds"), gates.through("a", "x", delay=0):
        pass
    with gates.through("b", "x", delay=0):
        assert clock.slept == []


def test_hosts_that_nobody_waits_for_are_forgotten(clock: Time, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("onrecord.reading.fetching.gates._MOST_HOSTS", 10)
    gates = Gates(60, clock, clock.sleep)
    gates.close("kept", 50)
    for number in range(100):
        with gates.through(str(number), "x", delay=0):
            pass
    assert len(gates._gates) <= 11
    with gates.through("kept", "x", delay=0):
        assert clock.slept == [50]
