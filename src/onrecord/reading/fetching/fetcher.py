"""The fetcher: one URL at a time, through all redirects, by a policy."""

import email.utils
import time
from collections.abc import Callable, Mapping
from functools import lru_cache

from onrecord import __version__
from onrecord.errors import NotAllowed, NotFetched
from onrecord.reading.cleaning import shown
from onrecord.reading.fetching.connecting import Deadline, Resolver, Slow, addresses, connect, system_resolver
from onrecord.reading.fetching.exchange import REDIRECTS, Answer, ask
from onrecord.reading.fetching.fetched import Fetched
from onrecord.reading.fetching.gates import Gates
from onrecord.reading.fetching.policy import Policy
from onrecord.reading.fetching.robots import LONGEST_ROBOTS, Robots
from onrecord.reading.fetching.urls import Target, joined, target

__all__ = ["USER_AGENT", "Fetcher", "fetch", "retry_after"]

USER_AGENT = f"onrecord/{__version__} (+https://pypi.org/project/onrecord/)"
ACCEPT = "text/html, application/xhtml+xml, application/atom+xml, application/rss+xml, application/xml;q=0.9, */*;q=0.5"

_BUSY = frozenset({429, 503})
_FIRST_BACK_OFF = 5.0
_PERMANENT = frozenset({301, 308})
_LONGEST_VALIDATOR = 1000


class Fetcher:
    """Fetches URLs by a policy, and remembers meanwhile what hosts ask of it. It may be used by several threads.

    Args:
        policy: What it may do.
        resolver: Finds the addresses of hosts; by default the system.
        clock: The time in seconds, for politeness; need not be the time of day.
        sleep: Waits for some seconds.
    """

    def __init__(
        self,
        policy: Policy = Policy(),  # noqa: B008  frozen
        *,
        resolver: Resolver = system_resolver,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self.policy = policy
        self._resolver = resolver
        self._gates = Gates(policy.longest_wait, clock, sleep)
        self._robots = Robots(clock)

    def __call__(self, url: str, *, etag: str | None = None, last_modified: str | None = None) -> Fetched:
        """Fetch a URL.

        Args:
            url: The URL; http or https.
            etag: The `Fetched.etag` of the last time: with it or `last_modified`, the answer is 304 if nothing has changed.
            last_modified: The `Fetched.last_modified` of the last time.

        Raises:
            NotAllowed: The URL, or one that it redirects to, is none that may be asked for: not http or https, a port or a private
                address that the policy does not allow, or forbidden by robots.txt.
            NotFetched: There is no answer, it does not keep to HTTP, or it is over one of the policy's limits.
        """
        headers = {"User-Agent": USER_AGENT, "Accept": ACCEPT, "Accept-Language": "en, *;q=0.5"}
        if etag and _can_be_sent(etag):
            headers["If-None-Match"] = etag
        if last_modified and _can_be_sent(last_modified):
            headers["If-Modified-Since"] = last_modified
        answer, final, moved_to = self._followed(url, headers, url)
        return Fetched(
            url=url,
            final_url=final.url,
            status=answer.status,
            headers=answer.headers,
            body=answer.body,
            etag=answer.headers.get("etag") or (etag if answer.status == 304 else None),
            last_modified=answer.headers.get("last-modified") or (last_modified if answer.status == 304 else None),
            moved_to=moved_to,
        )

    def _followed(self, url: str, headers: Mapping[str, str], name: str, *, for_robots: bool = False) -> tuple[Answer, Target, str | None]:
        """The answer at the end of all redirects, where that is, and the URL to use from now on if they are permanent."""
        left = self.policy.total_time
        here = target(url, self.policy, name)
        seen = {here.url}
        moved_to: str | None = None
        permanent = True
        while True:
            answer, took = self._polite(here, headers, name, left, for_robots=for_robots)
            left -= took
            location = answer.headers.get("location") if answer.status in REDIRECTS else None
            if not location:
                if answer.status in REDIRECTS:
                    raise NotFetched("redirects to nowhere; try again later", name)
                return answer, here, moved_to
            there = target(joined(here.url, location) or location, self.policy, name)
            if here.scheme == "https" and there.scheme == "http" and not self.policy.allow_downgrade:
                raise NotAllowed(f"leads from https to {shown(there.url)}, which anybody may listen to; ask for that if you mean it", name)
            if there.url in seen:
                raise NotFetched("redirects in a circle; try another URL", name)
            if len(seen) > self.policy.most_redirects:
                raise NotFetched(f"redirects more than {self.policy.most_redirects} times; try the URL of the page itself", name)
            seen.add(there.url)
            permanent = permanent and answer.status in _PERMANENT
            moved_to = there.url if permanent else moved_to
            here = there

    def _polite(self, here: Target, headers: Mapping[str, str], name: str, left: float, *, for_robots: bool) -> tuple[Answer, float]:
        """The answer of one URL, when its host may be asked; and how long it took without the waiting."""
        begun = time.monotonic()
        try:
            checked = addresses(here, self.policy, self._resolver, name, Deadline(left))
        except Slow:
            raise _too_slow(here, name) from None
        took = time.monotonic() - begun
        delay = 0.0 if for_robots else max(self.policy.delay, self._delay_of_robots(here, name))
        for attempt in range(self.policy.retries + 1):
            with self._gates.through(here.host, name, delay=delay):
                begun = time.monotonic()
                answer = self._once(here, checked, headers, name, Deadline(left - took), for_robots=for_robots)
                took += time.monotonic() - begun
            if answer.status not in _BUSY:
                break
            wait = retry_after(answer.headers)
            wait = _FIRST_BACK_OFF * 2**attempt if wait is None else wait
            self._gates.close(here.host, wait)
            if for_robots or wait > self.policy.longest_wait:
                break
        return answer, took

    def _delay_of_robots(self, here: Target, name: str) -> float:
        if not self.policy.robots:
            return 0.0
        rules = self._robots.rules(here.origin, lambda: self._robots_txt(here))
        if rules.problem is not None:
            raise NotFetched(f"nothing is asked of {here.host}, as its robots.txt cannot be read: {rules.problem}", name)
        if not rules.allow(here.url):
            where = "" if here.url == name else f"leads to {shown(here.url)}, which "
            raise NotAllowed(f"{where}is forbidden to programs by the robots.txt of {here.host}; save the page from a browser", name)
        return min(rules.delay, self.policy.longest_wait)

    def _once(
        self, here: Target, checked: list[str], headers: Mapping[str, str], name: str, deadline: Deadline, *, for_robots: bool
    ) -> Answer:
        try:
            connection = connect(here, checked, self.policy, name, deadline)
            try:
                cut_at = LONGEST_ROBOTS if for_robots else None
                return ask(connection, here, headers, policy=self.policy, name=name, deadline=deadline, cut_at=cut_at)
            finally:
                connection.close()
        except Slow:
            raise _too_slow(here, name) from None

    def _robots_txt(self, here: Target) -> Answer:
        url = f"{here.origin}/robots.txt"
        return self._followed(url, {"User-Agent": USER_AGENT, "Accept": "text/plain, */*;q=0.5"}, url, for_robots=True)[0]


def fetch(url: str, *, policy: Policy = Policy(), etag: str | None = None, last_modified: str | None = None) -> Fetched:  # noqa: B008
    """Fetch a URL; with the same policy, one `Fetcher` is used for all.

    Args:
        url: The URL; http or https.
        policy: What may be done.
        etag: As for `Fetcher`.
        last_modified: As for `Fetcher`.

    Raises:
        NotAllowed: As for `Fetcher`.
        NotFetched: As for `Fetcher`.
    """
    return _shared(policy)(url, etag=etag, last_modified=last_modified)


@lru_cache(maxsize=16)
def _shared(policy: Policy) -> Fetcher:
    return Fetcher(policy)


def retry_after(headers: Mapping[str, str], now: Callable[[], float] = time.time) -> float | None:
    """How many seconds a server asks to be left alone (RFC 9110, section 10.2.3); None where it does not say."""
    value = headers.get("retry-after", "").strip()[:100]
    if value.isascii() and value.isdecimal():
        return float(int(value[:9]))
    try:
        return max(email.utils.parsedate_to_datetime(value).timestamp() - now(), 0.0)
    except (ValueError, TypeError, OverflowError):
        return None


def _too_slow(here: Target, name: str) -> NotFetched:
    return NotFetched(f"{here.host} takes too long to answer; try again later", name)


def _can_be_sent(value: str) -> bool:
    return len(value) <= _LONGEST_VALIDATOR and all(" " <= c <= "~" for c in value)
