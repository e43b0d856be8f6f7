import json
from collections.abc import Callable
from typing import Any

import pytest

from onrecord.errors import InputError, InvalidField, NotFetched
from onrecord.model import Article
from onrecord.reading import Fields
from onrecord.reading.fetching import Fetcher, watch
from onrecord.reading.fetching.offered import feeds_offered
from onrecord.reading.fetching.watching import EVERY, is_due, looked_at
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


def test_an_entry_that_cannot_be_fetched_is_tried_again_later_and_later_and_given_up(serve: Serve, fetching: Fetching, clock: Time) -> None:
    item = (
        "<item><guid>a</guid><title>a</title><link>/a</link></item><item><guid>b</guid><title>b</title><link>http://10.0.0.1/</link></item>"
    )
    server = serve({"/": reply(f"<rss><channel>{item}</channel></rss>")})
    fetch, state = fetching(server), State()
    told = []
    for _ in range(200):
        told.append(_titles(list(watch([server.url()], fetch, state, now=clock))))
        clock.now += EVERY
    assert told[0] == ["NotAllowed", "NotFetched"]
    assert [number for number, found in enumerate(told) if found] == [0, 1, 3, 7, 15, 31, 63, 127]
    assert server.paths.count("/a") == 8
    assert state[server.url()]["tries"] == {}


def test_an_entry_that_failed_is_read_when_its_feed_no_longer_has_it(serve: Serve, fetching: Fetching, clock: Time) -> None:
    item = "<item><guid>a</guid><title>The bridge</title><link>/a</link><pubDate>Thu, 05 Mar 2026 10:00:00 GMT</pubDate></item>"
    server = serve({"/": reply(f"<rss><channel><title>Post</title>{item}</channel></rss>", ETag='"1"')})
    fetch, state = fetching(server), State()
    assert _titles(list(watch([server.url()], fetch, state, now=clock))) == ["NotFetched"]
    state = json.loads(json.dumps(state))
    server.replies |= {"/": reply(status="304 Not Modified"), "/a": reply(f"<html><body><p>{SENTENCE}</p></body></html>")}
    clock.now += EVERY
    (found,) = watch([server.url()], fetch, state, now=clock)
    assert isinstance(found, Article)
    assert (found.title, found.published, found.outlet) == ("The bridge", "2026-03-05T10:00:00+00:00", "Post")
    assert server.requests[-2].headers.get("if-none-match") == '"1"'


def test_the_time_that_a_page_asks_for_is_kept_to(serve: Serve, fetching: Fetching, clock: Time) -> None:
    item = "<item><guid>a</guid><title>a</title><link>/a</link></item>"
    server = serve({"/": reply(f"<rss><channel>{item}</channel></rss>"), "/a": reply("", "429 Too Many Requests", Retry_After="7200")})
    fetch, state = fetching(server, retries=0), State()
    list(watch([server.url()], fetch, state, now=clock))
    (tried,) = state[server.url()]["tries"].values()
    assert (tried["count"], tried["next"] - clock.now) == (1, 7200)


def test_a_page_that_is_had_already_is_not_fetched(serve: Serve, fetching: Fetching, clock: Time) -> None:
    item = "<item><guid>a</guid><title>a</title><link>/a</link></item>"
    server = serve({"/": reply(f"<rss><channel>{item}</channel></rss>")})
    fetch, state = fetching(server), State()
    assert list(watch([server.url()], fetch, state, now=clock, has=lambda url: url == server.url("/a"))) == []
    assert server.paths == ["/"]
    assert len(state[server.url()]["seen"]) == 1


def test_a_round_that_comes_a_little_early_counts_but_not_for_who_asked_for_time() -> None:
    on_time = {"next": 1000.0, "every": 900.0, "failures": 0}
    assert is_due({}, 0.0)
    assert is_due(on_time, 945.0)
    assert not is_due(on_time, 935.0)
    assert not is_due({**on_time, "failures": 1}, 945.0)
    assert not is_due({**on_time, "gone": True}, 2000.0)


def test_all_feeds_of_a_round_are_due_together(serve: Serve, fetching: Fetching, clock: Time) -> None:
    server = serve({"/a": reply(_rss("a")), "/b": reply(_rss("b"))})
    fetch, state = fetching(server, delay=30.0), State()
    list(watch([server.url("/a"), server.url("/b")], fetch, state, now=clock))
    assert clock.slept
    assert state[server.url("/a")]["next"] == state[server.url("/b")]["next"]


def test_a_feed_with_nothing_new_is_told_as_such(serve: Serve, fetching: Fetching, clock: Time) -> None:
    server = serve({"/a": [reply(_rss("a"), ETag='"1"'), reply(status="304 Not Modified")], "/b": reply(_rss("b"))})
    fetch, state = fetching(server), State()
    urls = [server.url("/a"), server.url("/b")]
    assert [(one.feed, one.item is None) for one in looked_at(urls, fetch, state, now=clock)] == [(url, False) for url in urls]
    clock.now += EVERY
    assert [(one.feed, one.item) for one in looked_at(urls, fetch, state, now=clock)] == [(url, None) for url in urls]


def test_a_page_in_place_of_a_feed_says_where_its_feed_is(serve: Serve, fetching: Fetching, clock: Time) -> None:
    link = '<link rel="alternate" type="application/rss+xml" href="/feed.xml">'
    server = serve({"/": reply(f"<html><head>{link}</head><body></body></html>", Content_Type="text/html")})
    (error,) = watch([server.url()], fetching(server), State(), now=clock)
    assert isinstance(error, InputError)
    assert error.problem == f"is a page, not a feed; watch {server.url('/feed.xml')}"


@pytest.mark.parametrize(
    ("page", "found"),
    [
        ("<link rel='alternate' type='application/atom+xml' href='a'>", ["https://news.example/x/a"]),
        ('<LINK TYPE=application/rss+xml HREF=//cdn.example/f REL="feed alternate">', ["https://cdn.example/f"]),
        ('<link rel="alternate" type="application/rss+xml" href="javascript:alert(1)">', []),
        ('<link rel="alternate" type="text/html" href="/en">', []),
        ('<link rel="stylesheet" type="application/rss+xml" href="/f">', []),
        ("<link " * 10_000, []),
        ('<link rel="alternate" type="application/rss+xml" href="/f?a=1&amp;b=2">' * 3, ["https://news.example/f?a=1&b=2"]),
    ],
)
def test_feeds_that_a_page_offers(page: str, found: list[str]) -> None:
    assert feeds_offered(page.encode(), "https://news.example/x/") == found


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
