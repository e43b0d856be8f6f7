"""Changes that are sent twice and made once."""

import asyncio
from http import HTTPStatus

import pytest
from fastapi import Request
from fastapi.responses import Response

from onrecord.web.api.once import Once
from onrecord.web.problems import Problem
from tests.web.loops import run


def request(key: str, body: bytes = b"{}") -> Request:
    async def receive() -> dict[str, object]:
        return {"type": "http.request", "body": body, "more_body": False}

    scope = {"type": "http", "method": "POST", "path": "/api/v1/reviews", "query_string": b"", "server": ("127.0.0.1", 80)}
    return Request({**scope, "scheme": "http", "headers": [(b"idempotency-key", key.encode())]}, receive)


def test_the_same_answer_is_given_again() -> None:
    once, made = Once(), []

    async def make(_: Request) -> Response:
        made.append(1)
        return Response(b"done", HTTPStatus.CREATED)

    async def both() -> list[Response]:
        return [await once.answer(request("k"), make) for _ in range(2)]

    first, second = run(both())
    assert (first.body, first.status_code) == (second.body, second.status_code) == (b"done", HTTPStatus.CREATED)
    assert made == [1]


def test_of_two_at_once_the_second_is_told_to_wait() -> None:
    once = Once()

    async def both() -> None:
        begun, go_on = asyncio.Event(), asyncio.Event()

        async def slow(_: Request) -> Response:
            begun.set()
            await go_on.wait()
            return Response(b"done")

        first = asyncio.create_task(once.answer(request("k"), slow))
        await begun.wait()
        with pytest.raises(Problem) as told:
            await once.answer(request("k"), slow)
        assert told.value.status == HTTPStatus.CONFLICT
        go_on.set()
        assert (await first).body == b"done"

    run(both())


def test_only_the_last_answers_are_kept_and_none_for_long() -> None:
    made: list[str] = []

    async def make(asked: Request) -> Response:
        made.append(asked.headers["idempotency-key"])
        return Response(b"done")

    async def ask(once: Once, *keys: str) -> None:
        for key in keys:
            await once.answer(request(key), make)

    run(ask(Once(most=2), "a", "b", "c", "d", "a"))
    assert made == ["a", "b", "c", "d", "a"]
    made.clear()
    run(ask(Once(seconds=-1), "a", "a"))
    assert made == ["a", "a"]
