"""What watches the pages sees what it should: a page that does everything wrong is found out."""

from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest

from tests.web.browser.conftest import Watching
from tests.web.looking import assert_harmless

BAD = {
    "/dialog": ("<script>alert('hostile')</script>", "dialog"),
    "/script": ("<script>window.hostile = 1</script>", "a hostile script ran"),
    "/error": ("<script>throw new Error('x')</script>", "page error"),
    "/console": ("<script>console.error('x')</script>", "console"),
    "/elsewhere": ("<img alt='' src='http://hostile.example/x.png'>", "asked http://hostile.example"),
    "/policy": ("<meta http-equiv=Content-Security-Policy content=\"img-src 'none'\"><img alt='' src=/x.png>", "broke the policy: img-src"),
}


class _Bad(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        words = BAD.get(self.path, ("", ""))[0]
        head = f"<title>Bad · onrecord</title>{words}"
        body = f"<!doctype html><html lang=en><head>{head}</head><body><div style='width:2000px'>wide</div></body>"
        self.send_response(200)
        self.send_header("content-type", "text/html")
        self.end_headers()
        self.wfile.write(body.encode())

    def log_message(self, *_: object) -> None:
        """Keep quiet."""


@pytest.fixture(scope="module")
def bad() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Bad)
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


@pytest.mark.parametrize("path", BAD)
def test_what_a_page_does_wrong_is_seen(path: str, bad: str, watching: Watching) -> None:
    watched = watching(bad)
    watched.open(path)
    with pytest.raises(AssertionError, match=BAD[path][1]):
        watched.assert_fine()


def test_what_is_too_wide_or_unlabelled_is_seen(bad: str, watching: Watching) -> None:
    watched = watching(bad)
    watched.open("/plain")
    for check in (watched.assert_fits, watched.assert_accessible, watched.assert_titled):
        with pytest.raises(AssertionError):
            check()


@pytest.mark.parametrize(
    "html",
    [
        "<p onclick='x'>a</p>",
        "<script>x</script>",
        "<a href='javascript:x'>a</a>",
        "<a href='//hostile.example'>a</a>",
        "<p>a\u202eb</p>",
        "<p title='a\x1bb'>x</p>",
        "<p>a",
        "<!-- a -->",
        "<iframe src='/x'></iframe>",
        "<p id='a'></p><p id='a'></p>",
        "<a href='https://a.example'>a</a>",
        "<p style='x'>a</p>",
    ],
)
def test_markup_that_is_not_harmless_is_seen(html: str) -> None:
    with pytest.raises(AssertionError):
        assert_harmless(html)
