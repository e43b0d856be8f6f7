"""Few at a time, and those first who came first."""

import asyncio

import pytest

from onrecord.web.problems import Busy
from onrecord.web.turns import Turns
from tests.web.loops import run


def test_who_came_first_is_first_and_no_more_than_some_have_a_turn_at_once() -> None:
    order: list[int] = []
    at_once = most = 0

    async def take(turns: Turns, n: int) -> None:
        nonlocal at_once, most
        async with turns.turn():
            order.append(n)
            at_once += 1
            most = max(most, at_once)
            await asyncio.sleep(0.001)
            at_once -= 1

    async def all_of_them() -> None:
        turns = Turns(2, 10)
        await asyncio.gather(*(take(turns, n) for n in range(20)))

    run(all_of_them())
    assert order == [*range(20)]
    assert most == 2


def test_who_waits_too_long_is_told_so_and_keeps_nobody_from_a_turn() -> None:
    async def wait() -> str:
        turns = Turns(1, 0.02)
        async with turns.turn():
            with pytest.raises(Busy):
                async with turns.turn():
                    raise AssertionError("that was not its turn")
        async with turns.turn():
            return "there"

    assert run(wait()) == "there"


def test_who_goes_away_gives_the_turn_to_the_next_one() -> None:
    async def go() -> str:
        turns = Turns(1, 10)

        async def take() -> str:
            async with turns.turn():
                return "there"

        async with turns.turn():
            gone, next_one = asyncio.create_task(take()), asyncio.create_task(take())
            await asyncio.sleep(0)
        gone.cancel()  # it has just come to its turn
        with pytest.raises(asyncio.CancelledError):
            await gone
        return await asyncio.wait_for(next_one, 5)

    assert run(go()) == "there"


def test_what_goes_wrong_in_a_turn_ends_it() -> None:
    async def fail() -> None:
        turns = Turns(1, 1)
        for _ in range(3):
            with pytest.raises(ValueError, match="wrong"):
                async with turns.turn():
                    raise ValueError("wrong")

    run(fail())


def test_turns_go_from_one_event_loop_to_another() -> None:
    turns = Turns(1, 5)

    async def begin() -> None:
        async with turns.turn():
            waiting = asyncio.to_thread(asyncio.run, take())
            task = asyncio.create_task(waiting)
            await asyncio.sleep(0.05)
        await task

    async def take() -> None:
        async with turns.turn():
            taken.append(True)

    taken: list[bool] = []
    run(begin())
    assert taken == [True]
