"""Rounds over feeds for a record, with servers on this machine and a stand-in for the network that reads articles."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from typing import Any

import pytest

from onrecord.model import Article, Reading
from onrecord.reading.fetching import Fetcher
from onrecord.record import Record
from onrecord.record.ingest import Added, How, failed_sources
from onrecord.record.rounds import EVERY, Stopped, due_at, look
from tests.reading.fetching.conftest import clock, fetching, serve
from tests.reading.fetching.servers import Server, Time, reply
from tests.record.test_ingest import understood

__all__ = ["clock", "fetching", "serve"]

Serve = Callable[..., Server]
Fetching = Callable[..., Fetcher]

SENTENCE = "The bridge would stay closed until the end of the year, Mayor Ana Ruiz said on Monday, and nobody knew why."
GERMAN = "Die Brücke bleibt bis zum Ende des Jahres geschlossen, sagte die Bürgermeisterin am Montag, und niemand wusste warum. " * 4


@pytest.fixture(autouse=True)
def stub(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("onrecord.pipeline.understand_all", understood)


def feed(*ids: str) -> str:
    """A feed with only summaries, the newest entry first."""
    items = "".join(f"<item><guid>{i}</guid><title>{i}</title><link>/{i}</link><description>Short.</description></item>" for i in ids)
    return f'<rss version="2.0"><channel><title>Post</title>{items}</channel></rss>'


def page(id: str, text: str = SENTENCE) -> bytes:
    return reply(f"<html><head><title>{id}</title></head><body><p>Number {id}. {text}</p></body></html>", Content_Type="text/html")


class Rounds:
    """Looks again and again, the clock going on by a quarter of an hour."""

    def __init__(self, record: Record, server: Server, fetch: Any, clock: Time) -> None:
        self.record, self.server, self.fetch, self.clock = record, server, fetch, clock

    def look(self, *paths: str, **options: Any) -> list[Added]:
        found = list(look(self.record, [self.server.url(path) for path in paths or ("/",)], self.fetch, now=self.clock, **options))
        self.clock.now += EVERY
        return found

    def hows(self, *paths: str, **options: Any) -> dict[str, int]:
        return dict(Counter(added.how for added in self.look(*paths, **options)))


@pytest.fixture
def rounds(record: Record, serve: Serve, fetching: Fetching, clock: Time) -> Rounds:
    server = serve({"/": reply(feed("b", "a"), ETag='"1"'), "/a": page("a"), "/b": page("b")})
    return Rounds(record, server, fetching(server, retries=0), clock)


def test_what_is_new_is_kept_and_the_rest_is_unchanged(rounds: Rounds) -> None:
    assert rounds.hows() == {"new": 2}
    rounds.server.replies["/"] = reply(status="304 Not Modified")
    assert rounds.hows() == {"unchanged": 1}
    assert rounds.server.requests[-1].headers["if-none-match"] == '"1"'
    rounds.server.replies |= {"/": reply(feed("c", "b")), "/c": page("c")}
    assert rounds.hows() == {"new": 1}
    assert rounds.hows() == {"unchanged": 1}
    assert rounds.server.paths == ["/", "/a", "/b", "/", "/", "/c", "/"]
    assert rounds.record.stats()["articles"] == 3
    assert {hit.article["outlet"] for hit in rounds.record.search(limit=None)} == {"Post"}


def test_the_outlet_that_is_given_wins(rounds: Rounds) -> None:
    rounds.look(how=How(outlet="The Ferry Post"))
    assert {hit.article["outlet"] for hit in rounds.record.search(limit=None)} == {"The Ferry Post"}


def test_what_the_record_has_is_not_fetched_again(rounds: Rounds) -> None:
    rounds.look()
    rounds.record.database.run("DELETE FROM feed_entries")
    rounds.record.database.run("DELETE FROM feeds")
    assert rounds.hows() == {"unchanged": 1}
    assert rounds.server.paths == ["/", "/a", "/b", "/"]


def test_an_entry_with_its_whole_text_needs_no_page_and_is_a_duplicate_the_second_time(rounds: Rounds) -> None:
    item = f"<item><guid>a</guid><title>a</title><link>/a</link><description>{SENTENCE * 20}</description></item>"
    rounds.server.replies["/"] = reply(f"<rss><channel>{item}</channel></rss>")
    assert rounds.hows() == {"new": 1}
    rounds.record.database.run("DELETE FROM feed_entries")
    assert rounds.hows() == {"duplicate": 1}
    assert rounds.server.paths == ["/", "/"]


def test_a_broken_feed_does_not_stop_the_others_and_is_noted_until_it_is_whole(rounds: Rounds) -> None:
    rounds.server.replies |= {"/bad": reply("", "500 Internal Server Error"), "/html": reply("<html><p>x</p></html>")}
    assert rounds.hows("/bad", "/html", "/") == {"failed": 2, "new": 2}
    failed = {f.input: f.tries for f in rounds.record.failures()}
    assert failed == {rounds.server.url("/bad"): 1, rounds.server.url("/html"): 1}
    rounds.server.replies |= {"/bad": reply(feed("x")), "/x": page("x")}
    assert rounds.hows("/bad", "/html", "/") == {"unchanged": 1}  # those that failed are not yet due
    assert rounds.hows("/bad", "/html", "/") == {"new": 1, "failed": 1, "unchanged": 1}
    assert [(f.input, f.tries) for f in rounds.record.failures()] == [(rounds.server.url("/html"), 2)]


def test_an_entry_that_fails_is_noted_tried_again_and_struck_off(rounds: Rounds) -> None:
    rounds.server.replies["/a"] = reply("", "503 Service Unavailable", Retry_After="60")
    assert rounds.hows() == {"failed": 1, "new": 1}
    (failure,) = rounds.record.failures()
    assert (failure.input, failure.source, failure.kind) == (rounds.server.url("/a"), rounds.server.url("/a"), "NotFetched")
    assert failed_sources(rounds.record) == [rounds.server.url("/a")]
    assert rounds.hows() == {"failed": 1}
    rounds.server.replies["/a"] = page("a")
    assert rounds.hows() == {"unchanged": 1}
    assert rounds.hows() == {"new": 1}
    assert rounds.record.failures() == []
    assert rounds.hows() == {"unchanged": 1}


def test_an_article_in_another_language_is_skipped_and_known(rounds: Rounds) -> None:
    rounds.server.replies["/a"] = page("a", GERMAN)
    found = rounds.look()
    assert [(added.how, added.language) for added in found] == [("skipped", "German"), ("new", None)]
    assert rounds.record.skipped() == {"German": 1}
    assert rounds.hows() == {"unchanged": 1}
    assert rounds.record.failures() == []


def test_a_page_that_was_moved_for_good_and_one_that_moved_for_now(rounds: Rounds) -> None:
    rounds.server.replies |= {
        "/old": reply(status="301 Moved Permanently", Location="/"),
        "/a": reply(status="302 Found", Location="/elsewhere"),
        "/elsewhere": page("a"),
    }
    assert rounds.hows("/old") == {"new": 2}
    assert rounds.hows("/old") == {"unchanged": 1}
    assert rounds.server.paths == ["/old", "/", "/a", "/elsewhere", "/b", "/"]


def test_a_giant_feed_is_a_failure_among_others(rounds: Rounds, fetching: Fetching) -> None:
    rounds.server.replies["/giant"] = rounds.server.endless(b"HTTP/1.1 200 OK\r\n\r\n<rss><channel>", b"<item></item>" * 1000)
    rounds.fetch = fetching(rounds.server, most_bytes=1_000_000)
    found = rounds.look("/giant", "/")
    assert [added.how for added in found] == ["failed", "new", "new"]
    assert "is larger than 1 MB" in found[0].problem


def test_where_it_ends_between_reading_and_keeping_nothing_is_lost(rounds: Rounds, monkeypatch: pytest.MonkeyPatch) -> None:
    def ahead(found: Iterable[object], **_: object) -> Iterator[object]:
        """Takes everything before it gives the first, as several processes may."""
        yield from list(understood(found))

    monkeypatch.setattr("onrecord.pipeline.understand_all", ahead)
    going = look(rounds.record, [rounds.server.url()], rounds.fetch, now=rounds.clock)
    assert next(going).name == "a"
    going.close()  # as when the process is killed: "b" was fetched, and is not kept
    rounds.clock.now += EVERY
    assert [(added.how, added.name) for added in rounds.look()] == [("new", "b")]
    assert rounds.record.stats()["articles"] == 2


def test_stopping_begins_nothing_more_and_keeps_what_is_in_hand(rounds: Rounds, monkeypatch: pytest.MonkeyPatch) -> None:
    stopping: list[bool] = []

    def one_by_one(found: Iterable[object], **_: object) -> Iterator[object]:
        for x in found:
            assert not stopping
            stopping.append(True)
            yield from understood([x])

    monkeypatch.setattr("onrecord.pipeline.understand_all", one_by_one)
    assert rounds.hows(stopped=lambda: bool(stopping)) == {"new": 1}
    monkeypatch.setattr("onrecord.pipeline.understand_all", understood)
    assert [added.name for added in rounds.look()] == ["b"]


def test_a_request_that_is_broken_off_ends_the_round(rounds: Rounds) -> None:
    def fetch(url: str, **options: Any) -> Any:
        if url.endswith("/b"):
            raise Stopped
        return rounds.fetch(url, **options)

    found = list(look(rounds.record, [rounds.server.url()], fetch, now=rounds.clock))
    assert [added.name for added in found] == ["a"]
    rounds.clock.now += EVERY
    assert [added.name for added in rounds.look()] == ["b"]
    assert rounds.server.paths.count("/a") == 1


def test_the_next_round_is_when_the_first_feed_is_due(rounds: Rounds) -> None:
    rounds.server.replies["/gone"] = reply("", "410 Gone")
    urls = [rounds.server.url(path) for path in ("/", "/gone", "/bad")]
    assert due_at(rounds.record, urls) == 0.0
    begun = rounds.clock.now
    rounds.look("/", "/gone", "/bad")
    assert due_at(rounds.record, urls) == begun + EVERY
    assert due_at(rounds.record, urls[2:]) == begun + 2 * EVERY
    assert due_at(rounds.record, urls[1:2]) is None


def test_what_cannot_be_understood_is_called_by_its_page(rounds: Rounds, monkeypatch: pytest.MonkeyPatch) -> None:
    from onrecord.errors import InputError

    def fails(found: Iterable[object], **_: object) -> Iterator[object]:
        for x in found:
            yield InputError("could not be understood", f"article {x.id}") if isinstance(x, Article) else x

    monkeypatch.setattr("onrecord.pipeline.understand_all", fails)
    assert [added.name for added in rounds.look()] == [rounds.server.url("/a"), rounds.server.url("/b")]
    assert not any(isinstance(x, Reading) for x in rounds.look())
