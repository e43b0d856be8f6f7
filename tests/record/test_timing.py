"""One thread tells all whose time is over, and nobody else."""

import gc
import os
import threading
import time
import weakref

import pytest

from onrecord.record import Record, deadline
from onrecord.record.timing import Clock


class Told:
    def __init__(self) -> None:
        self.ended = False
        self.at = threading.Event()
        self.when = 0.0

    def over(self) -> None:
        self.when = time.monotonic()
        self.at.set()


def test_each_is_told_when_its_time_is_over_whichever_came_first() -> None:
    clock, now = Clock(), time.monotonic()
    late, early, now_already = Told(), Told(), Told()
    for one, seconds in ((late, 0.3), (early, 0.1), (now_already, -1)):
        clock.tell(one, now + seconds)
    assert all(one.at.wait(10) for one in (late, early, now_already))
    assert early.when >= now + 0.1
    assert late.when >= now + 0.3
    assert now_already.when <= early.when <= late.when


def test_who_has_ended_is_not_told_and_who_is_gone_is_not_kept() -> None:
    clock, now = Clock(), time.monotonic()
    ended, gone, last = Told(), Told(), Told()
    ended.ended = True
    clock.tell(ended, now + 0.1)
    clock.tell(gone, now + 0.1)
    clock.tell(last, now + 0.1)
    known = weakref.ref(gone)
    del gone
    gc.collect()
    assert known() is None
    assert last.at.wait(10)
    assert not ended.at.is_set()


def test_many_deadlines_have_one_thread(record: Record) -> None:
    with deadline(record.database, 60):
        before = threading.active_count()
    for _ in range(50):
        with deadline(record.database, 60):
            record.count()
            assert threading.active_count() <= before


@pytest.mark.skipif(not hasattr(os, "fork"), reason="processes are not forked here")
@pytest.mark.filterwarnings("ignore:This process:DeprecationWarning")
def test_a_process_that_was_forked_off_has_a_clock_of_its_own() -> None:
    clock = Clock()
    first = Told()
    clock.tell(first, time.monotonic())
    assert first.at.wait(10)
    child = os.fork()
    if not child:
        clock.forget()
        told = Told()
        clock.tell(told, time.monotonic() + 0.01)
        os._exit(0 if told.at.wait(10) else 1)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
