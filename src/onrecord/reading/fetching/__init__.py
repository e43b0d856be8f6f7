"""Fetching: URLs and feeds, only where the user asked for them.

`Fetcher` (or `fetch`) asks for one URL by a `Policy`; `drafts_of` makes drafts of a page or a feed; `watch` goes through feeds for
what is new.

What speaks HTTP is h11: the protocol alone, without input or output, on which httpcore and uvicorn rest. So each byte goes through
code of ours, which is where a fetcher of foreign URLs is safe or not: the address that was checked is the one connected to, every
wait ends at one deadline, and caps hold before anything is kept. httpx and httpcore allow for pinned addresses too, by a network
backend of one's own, but they unpack without limit, their time-outs are for single operations, and they bring pools that politeness
has no use for; urllib3 would have to be subclassed in places that are not public. robots.txt is read by Protego, feeds by feedparser.
All three are pure Python and have half a megabyte together, so they are no extra; they are imported when a URL is first asked for.
"""

from onrecord.reading.fetching.fetched import Fetched
from onrecord.reading.fetching.fetcher import Fetcher, fetch
from onrecord.reading.fetching.inputs import drafts_of
from onrecord.reading.fetching.opml import feeds_listed
from onrecord.reading.fetching.policy import Policy
from onrecord.reading.fetching.watching import watch

__all__ = ["Fetched", "Fetcher", "Policy", "drafts_of", "feeds_listed", "fetch", "watch"]
