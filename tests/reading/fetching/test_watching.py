import json
from collections.abc import Callable
from typing import Any

import pytest

from onrecord.errors import InputError, InvalidField, NotFetched
from onrecord.model import Article
from onrecord.reading import Fields
from onrecord.reading.fetching import Fetcher, watch
from onrecord.reading.fetching.watching import EVERY
from tests.reading.fetching.servers import Server, Time, reply

Serve = Callable[..., Server]
Fetching = Callable[..., Fetcher]
State = dict[str, dict[str, Any]]

SENTENCE = "The bridge would stay closed until the end of the year, Mayor Ana Ruiz said on Monday, and nobody knew why."


def _rss(*ids: str, inside: str = "") -> str:
    items = "".join(f"<item><guid>{i}</guid><title>{i}</title><description>{i}. {SENTENCE}</description></item>" for i in ids)
    return f'<rss version="2.0"><channel><title>Post</title>{inside}{items}</channel></rss>'


def _titles(found: list[Article | InputError]) -> list[str | None]:
    return [one.title if isinstance(one, Article) else type(one).__name__ for one in found]


def test_each_round_gives_what_is_new(serve: Serve, fetching: Fetching, clock: Time) -> None:
    server = serve({"/": [reply(_rss("b", "a"), ETag='"1"'), reply(_rss("c", "b"), ETag='"2"'), reply(status="304 Not Modified")]})
    fetch, state = fetching(server), State()

    def one_round() -> list[str | None]:
        found = _titles(list(watch([server.url(), server.url()], fetch, state, now=clock)))
        assert state == json.loads(json.dumps(state))
        return found

    assert one_round() == ["a", "b"]
    assert one_round() == []  # not yet due
    assert server.paths == ["/"]
    clock.now += EVERY
    assert one_round() == ["c"]
    clock.now += EVERY
    assert one_round() == []
    assert [request.headers.get("if-none-match") for request in server.requests] == [None, '"1"', '"2"']
    assert state[server.url()]["etag"] == '"2"'


def test_where_the_caller_stops_nothing_is_lost(serve: Serve, fetching: Fetching, clock: Time) -> None:
    server = serve({"/": reply(_rss("c", "b", "a"), ETag='"1"')})
    fetch, state = fetching(server), State()
    found = watch([server.url()], fetch, state, now=clock)
    assert _titles([next(found), next(found)]) == ["a", "b"]
    state = json.loads(json.dumps(state))
    clock.now += EVERY
    assert _titles(list(watch([server.url()], fetch, state, now=clock))) == ["b", "c"]
    assert "if-none-match" not in server.requests[-1].headers


def test_one_bad_feed_does_not_stop_the_others_and_is_asked_less_and_less(serve: Serve, fetching: Fetching, clock: Time) -> None:
    server = serve({"/bad": reply("no", "500 Internal Server Error"), "/html": reply("<html></html>"), "/good": reply(_rss("a"))})
    fetch, state = fetching(server), State()
    urls = [server.url("/bad"), server.url("/html"), server.url("/good")]
    assert _titles(list(watch(urls, fetch, state, now=clock))) == ["NotFetched", "InputError", "a"]
    assert [state[url]["next"] - clock.now for url in urls] == [2 * EVERY, 2 * EVERY, EVERY]
    clock.now += 2 * EVERY
    assert _titles(list(watch(urls, fetch, state, now=clock))) == ["NotFetched", "InputError"]
    assert state[urls[0]]["next"] - clock.now == 4 * EVERY
    for _ in range(20):
        clock.now += 86_400
        list(watch(urls, fetch, state, now=clock))
    assert state[urls[0]]["next"] - clock.now == 86_400
    server.replies["/bad"] = reply(_rss("x"))
    clock.now += 86_400
    assert _titles(list(watch(urls[:1], fetch, state, now=clock))) == ["x"]
    assert state[urls[0]]["failures"] == 0


def test_a_feed_that_is_gone_is_told_once(serve: Serve, fetching: Fetching, clock: Time) -> None:
    server = serve({"/": reply("", "410 Gone")})
    fetch, state = fetching(server), State()
    assert _titles(list(watch([server.url()], fetch, state, now=clock))) == ["NotFetched"]
    clock.now += 10**7
    assert list(watch([server.url()], fetch, state, now=clock)) == []
    assert server.paths == ["/"]


def test_a_feed_that_moved_for_good_is_asked_for_there(serve: Serve, fetching: Fetching, clock: Time) -> None:
    server = serve({"/old": reply(status="301 Moved Permanently", Location="/new"), "/new": reply(_rss("a"))})
    fetch, state = fetching(server), State()
    for _ in range(2):
        list(watch([server.url("/old")], fetch, state, now=clock))
        clock.now += EVERY
    assert server.paths == ["/old", "/new", "/new"]
    server.replies["/new"] = reply("", "404 Not Found")
    list(watch([server.url("/old")], fetch, state, now=clock))
    clock.now += 4 * EVERY
    list(watch([server.url("/old")], fetch, state, now=clock))
    assert server.paths[3:] == ["/new", "/old", "/new"]


def test_a_feed_may_ask_for_time(serve: Serve, fetching: Fetching, clock: Time) -> None:
    server = serve({"/slow": reply(_rss(inside="<ttl>120</ttl>")), "/busy": reply("", "503 Service Unavailable", Retry_After="20000")})
    fetch, state = fetching(server), State()
    list(watch([server.url("/slow"), server.url("/busy")], fetch, state, now=clock))
    assert state[server.url("/slow")]["next"] - clock.now == 7200
    assert state[server.url("/busy")]["next"] - clock.now == 20_000


def test_an_entry_that_cannot_be_fetched_is_tried_again_and_given_up(serve: Serve, fetching: Fetching, clock: Time) -> None:
    item = (
        "<item><guid>a</guid><title>a</title><link>/a</link></item><item><guid>b</guid><title>b</title><link>http://10.0.0.1/</link></item>"
    )
    server = serve({"/": reply(f"<rss><channel>{item}</channel></rss>", ETag='"1"')})
    fetch, state = fetching(server), State()
    told = []
    for _ in range(7):
        told.append(_titles(list(watch([server.url()], fetch, state, now=clock))))
        clock.now += EVERY
    assert told == [["NotAllowed", "NotFetched"], *[["NotFetched"]] * 4, [], []]
    assert [request.headers.get("if-none-match") for request in server.requests if request.path == "/"] == [None] * 5 + ['"1"'] * 2


def test_the_state_does_not_grow_without_end(serve: Serve, fetching: Fetching, clock: Time, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("onrecord.reading.fetching.watching._MOST_SEEN", 6)
    server = serve()
    fetch, state = fetching(server), State()
    for number in range(10):
        server.replies["/"] = reply(_rss("always", f"{number}a", f"{number}b"))
        assert len(list(watch([server.url()], fetch, state, now=clock))) == (3 if number == 0 else 2)
        assert len(state[server.url()]["seen"]) <= 6
        clock.now += EVERY


def test_what_the_user_says_is_checked_at_the_call(fetching: Fetching) -> None:
    with pytest.raises(InvalidField):
        watch([], fetching(), {}, defaults=Fields(published="yesterday"))


def test_a_url_that_is_none_is_an_error_among_others(fetching: Fetching, clock: Time) -> None:
    found = list(watch(["ftp://news.example/", "nonsense"], fetching(), {}, now=clock))
    assert all(isinstance(one, NotFetched) for one in found)
    assert len(found) == 2
