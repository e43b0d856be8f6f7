"""robots.txt, by RFC 9309: read by Protego, which knows wildcards and takes linear time, where `urllib.robotparser` does not."""

import re
import threading
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass

from protego import Protego

from onrecord.errors import NotFetched
from onrecord.reading.fetching.exchange import Answer

__all__ = ["LONGEST_ROBOTS", "Robots", "Rules"]

LONGEST_ROBOTS = 500 * 1024
"""How much of a robots.txt is read (RFC 9309, section 2.5)."""

TOKEN = "onrecord"  # noqa: S105  our product token, by which robots.txt names us

_KEPT = 24 * 3600.0
_KEPT_WITHOUT_ANSWER = 300.0
_MOST_ORIGINS = 1000
_AGENT = re.compile(r"\s*user[- ]?agent\s*:?\s*([^#]*)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Rules:
    """What the robots.txt of an origin says to us.

    Attributes:
        delay: The time it wants between two requests, in seconds.
        problem: Why there was no answer that says what may be asked for, if there was none; then nothing may.
    """

    delay: float = 0.0
    problem: str | None = None
    _rules: Protego | None = None

    def allow(self, url: str) -> bool:
        """Whether a URL may be asked for."""
        return self.problem is None and (self._rules is None or self._rules.can_fetch(url, TOKEN))


class Robots:
    """The rules of many origins, each kept for a day.

    Args:
        clock: The time, in seconds.
    """

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._lock = threading.Lock()
        self._known: OrderedDict[str, tuple[float, Rules]] = OrderedDict()

    def rules(self, origin: str, fetch: Callable[[], Answer]) -> Rules:
        """The rules of an origin.

        Where there is no robots.txt (4xx), everything is allowed; where the server cannot say (5xx, 429, no answer), nothing is.

        Args:
            origin: Scheme, host and port.
            fetch: Fetches its robots.txt, at most `LONGEST_ROBOTS` of it.
        """
        with self._lock:
            until, rules = self._known.get(origin, (0.0, None))
        if rules is not None and self._clock() < until:
            return rules
        try:
            answer = fetch()
        except NotFetched as error:
            rules = Rules(problem=error.problem)
        else:
            rules = _rules(answer)
        with self._lock:
            self._known[origin] = (self._clock() + (_KEPT_WITHOUT_ANSWER if rules.problem is not None else _KEPT), rules)
            self._known.move_to_end(origin)
            if len(self._known) > _MOST_ORIGINS:
                self._known.popitem(last=False)
        return rules


def _rules(answer: Answer) -> Rules:
    if not 200 <= answer.status < 300:
        # A redirect that led nowhere counts as no robots.txt (RFC 9309, section 2.3.1.2).
        silent = answer.status >= 500 or answer.status == 429
        return Rules(problem=f"its status is {answer.status}") if silent else Rules()
    parsed = Protego.parse(_ours(answer.body[:LONGEST_ROBOTS].decode("utf-8", "replace").lstrip("\ufeff")))
    return Rules(parsed.crawl_delay(TOKEN) or 0.0, None, parsed)


def _ours(text: str) -> str:
    """The text with all other agents under one name: thousands of them, each with thousands of rules, would fill the memory."""
    lines = []
    for line in text.splitlines():
        agent = _AGENT.match(line)
        if agent is None:
            lines.append(line)
            continue
        name = agent[1].strip().lower()
        ours = name == "*" or re.match(rf"{TOKEN}(?![\w-])", name) is not None
        lines.append(f"User-agent: {('*' if name == '*' else TOKEN) if ours else 'another'}")
    return "\n".join(lines)
