"""The one place that says in which order an article is understood."""

import io
import os
import re
import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from itertools import chain, islice
from multiprocessing import get_context
from pathlib import Path
from typing import TYPE_CHECKING, Generic, Literal, TypeVar, overload

from onrecord.attribution import attributions
from onrecord.attribution.network import Several
from onrecord.circumstances import circumstanced
from onrecord.errors import InputError, OnrecordError, WeightsError
from onrecord.meaning.gathering import Meanings, Vectors
from onrecord.model import Article, Reading
from onrecord.processes import begin_worker, processors
from onrecord.reading import Fields, article, articles, from_text
from onrecord.reading.columns import Columns
from onrecord.reading.finishing import checked
from onrecord.speakers import spoken
from onrecord.speakers.known import KnownSpeakers, known_speakers
from onrecord.speakers.mentions import Gathering

if TYPE_CHECKING:
    from onrecord.reading.fetching import Fetched

__all__ = ["Understood", "read", "read_all", "understand", "understand_all", "understand_safely", "understand_with_vectors"]

_URL = re.compile(r"https?://\S+", re.IGNORECASE)
Other = TypeVar("Other")
"""What is passed on where an article could stand."""
Made = TypeVar("Made")
"""What is made of an article."""

_WAITING = 4
"""Articles handed out for each process before the first of them must be done; bounds the memory."""


@dataclass(frozen=True, slots=True)
class Understood:
    """What is known of an article: its reading, and beside it what is no part of the contract.

    Attributes:
        reading: What it attributes to whom.
        vectors: What its contents mean; None where the model for that is not there.
    """

    reading: Reading
    vectors: Vectors | None


def understand(article: Article, known: KnownSpeakers | None = None) -> Reading:
    """Everything that onrecord knows to find in an article.

    Args:
        article: The article.
        known: Speakers that the user knows, whose ids the speakers of the article are given.

    Raises:
        WeightsError: The shipped model is missing or damaged.
    """
    return _understood_one(article, known, None)


def understand_with_vectors(article: Article, known: KnownSpeakers | None = None) -> Understood:
    """The same, and the vectors of all contents, which cost next to nothing while the article is read.

    Args:
        article: As in `understand`.
        known: As in `understand`.

    Raises:
        WeightsError: The shipped model is missing or damaged; where only the part for the meaning of texts is, there are no vectors.
    """
    meanings = _meanings()
    reading = _understood_one(article, known, meanings)
    return Understood(reading, meanings.vectors(reading.attributions) if meanings is not None else None)


def _understood_one(article: Article, known: KnownSpeakers | None, meanings: Meanings | None) -> Reading:
    from onrecord.speakers.onnx import shipped  # noqa: PLC0415  (onnxruntime takes a while to import)

    network = shipped()
    gathering = Gathering(network)
    found = attributions(article.text, observer=gathering if meanings is None else Several(gathering, meanings))
    mentions = gathering.mentions(article.text)
    return Reading(*circumstanced(*spoken(article, found, mentions, network, known), mentions))


def _meanings() -> Meanings | None:
    from onrecord.meaning import head  # noqa: PLC0415

    try:
        return Meanings(head.shipped())
    except WeightsError:  # reading does not need it; who searches by meaning is told
        return None


def read(
    text_or_path: str | os.PathLike[str],
    *,
    published: str | None = None,
    outlet: str | None = None,
    title: str | None = None,
    format: str | None = None,
    mapping: Mapping[str, str] | None = None,
    force: bool = False,
    known: str | os.PathLike[str] | None = None,
    fetcher: "Callable[[str], Fetched] | None" = None,
) -> Reading:
    """Read one article: who said what in it, with exact offsets.

    Args:
        text_or_path: The text itself, a file, or, where there is a `fetcher`, a URL. A string names a file if it is one, or if it looks
            like a path (no blank space, and a suffix or a separator); a `pathlib.Path` always names a file.
        published: When it was published, ISO 8601 (a day or a timestamp); wins over what the article says itself.
        outlet: Who published it.
        title: Its headline, where that is not the text's first line.
        format: ``text``, ``html``, ``json``, ``jsonl``, ``csv``, ``parquet`` or ``warc``; by default told from the file.
        mapping: What fields are called in JSON, CSV and Parquet, such as ``{"text": "body"}``; of the others, the usual names are known.
        force: Whether to read a text in another language than English too.
        known: A file with speakers that you know, whose ids the speakers found are given: CSV with ``name,aliases,id``, or
            FollowTheMoney JSON lines.
        fetcher: Fetches URLs: an `onrecord.reading.fetching.Fetcher`. Without one, nothing is asked of any network.

    Raises:
        InputError: It or the list of known speakers cannot be read; the kinds are in `onrecord.errors`.
        WeightsError: The shipped model is missing or damaged.
    """
    defaults = Fields(published=published, outlet=outlet, title=title)
    speakers = _known(known)
    if isinstance(text_or_path, str) and _URL.fullmatch(text_or_path):
        return understand(article(text_or_path, defaults=defaults, format=format, force=force, fetcher=fetcher), speakers)
    if isinstance(text_or_path, str) and not _names_a_file(text_or_path):
        if format in {None, "text"}:
            return understand(from_text(text_or_path, defaults=defaults, force=force), speakers)
        stream = io.BytesIO(text_or_path.encode("utf-8", "replace"))
        return understand(article(stream, name="the text", defaults=defaults, mapping=mapping, format=format, force=force), speakers)
    return understand(article(Path(text_or_path), defaults=defaults, mapping=mapping, format=format, force=force), speakers)


def _known(path: str | os.PathLike[str] | None) -> KnownSpeakers | None:
    return None if path is None else _loaded(os.fspath(path))


@cache
def _loaded(path: str) -> KnownSpeakers:
    return known_speakers(Path(path))


def _names_a_file(text: str) -> bool:
    if not text or len(text) > 4096 or "\n" in text or "\0" in text:
        return False
    try:
        if Path(text).exists():
            return True
    except (OSError, ValueError):
        return False
    return not any(c.isspace() for c in text) and bool(Path(text).suffix or os.sep in text)


def read_all(
    sources: Iterable[str | os.PathLike[str]],
    *,
    published: str | None = None,
    outlet: str | None = None,
    title: str | None = None,
    format: str | None = None,
    mapping: Mapping[str, str] | None = None,
    force: bool = False,
    processes: int | None = None,
    known: str | os.PathLike[str] | None = None,
    fetcher: "Callable[[str], Fetched] | None" = None,
) -> Iterator[Reading | InputError]:
    """Read the articles of any number of files and folders, in order.

    What cannot be read comes as an `InputError` in its place; everything else is still read. Memory does not grow with the number of
    articles.

    Args:
        sources: Paths of files, folders (all files in them and their folders) and patterns such as ``*.jsonl.gz``; ``-`` is standard
            input. Where there is a `fetcher`, URLs of pages and feeds too.
        published: As in `read`, for all of them.
        outlet: As in `read`.
        title: As in `read`.
        format: As in `read`.
        mapping: As in `read`.
        force: As in `read`.
        processes: How many to use; by default one for a single article, else one for each processor. More than one start Python
            afresh, so a script that calls this needs the usual ``if __name__ == "__main__":``.
        known: As in `read`.
        fetcher: As in `read`.

    Raises:
        InvalidField: `published` is no date, or a field in `mapping` is none; at the call.
        InputError: The list of known speakers cannot be read; at the call.
        TypeError: `sources` is a single path; put it in a list.
        WeightsError: The shipped model is missing or damaged.
    """
    if isinstance(sources, str | bytes | os.PathLike):
        raise TypeError("read_all takes a list of paths; for one path use read, or put it in a list")
    defaults = Fields(published=published, outlet=outlet, title=title)
    _known(known)
    found = _articles(sources, defaults, mapping, format, force=force, fetcher=fetcher)
    return _understood(found, processes, _alone, known)


@overload
def understand_all(
    found: Iterable[Article | Other],
    *,
    processes: int | None = None,
    known: str | os.PathLike[str] | None = None,
    vectors: Literal[False] = False,
) -> Iterator[Reading | InputError | Other]: ...


@overload
def understand_all(
    found: Iterable[Article | Other],
    *,
    processes: int | None = None,
    known: str | os.PathLike[str] | None = None,
    vectors: Literal[True],
) -> Iterator[Understood | InputError | Other]: ...


def understand_all(
    found: Iterable[Article | Other],
    *,
    processes: int | None = None,
    known: str | os.PathLike[str] | None = None,
    vectors: bool = False,
) -> Iterator[Reading | Understood | InputError | Other]:
    """Understand articles as they come, with several processes, in order; anything else is passed on in its place.

    Args:
        found: Articles, and for instance errors in the place of those that could not be read; no more are taken than can be worked on.
        processes: As in `read_all`.
        known: As in `read_all`.
        vectors: Whether each comes with its vectors, as in `understand_with_vectors`.

    Raises:
        InputError: The list of known speakers cannot be read; at the call.
        WeightsError: The shipped model is missing or damaged.
    """
    _known(known)
    return _understood(iter(found), processes, _with_vectors if vectors else _alone, known)


def understand_safely(article: Article, known: str | os.PathLike[str] | None = None) -> Understood | InputError:
    """As `understand_with_vectors`, but an article over which onrecord fails comes as an error: others must not be lost with it.

    Args:
        article: The article.
        known: As in `read`.

    Raises:
        InputError: The list of known speakers cannot be read.
        WeightsError: As in `understand`.
    """
    return _safely(_with_vectors, article, known)


def _alone(article: Article, known: str | os.PathLike[str] | None) -> Reading:
    return understand(article, _known(known))


def _with_vectors(article: Article, known: str | os.PathLike[str] | None) -> Understood:
    return understand_with_vectors(article, _known(known))


def _articles(
    sources: Iterable[str | os.PathLike[str]],
    defaults: Fields,
    mapping: Mapping[str, str] | None,
    format: str | None,
    *,
    force: bool,
    fetcher: "Callable[[str], Fetched] | None",
) -> Iterator[Article | InputError]:
    def of(source: str | os.PathLike[str]) -> Iterator[Article | InputError]:
        if source == "-":
            return articles(sys.stdin.buffer, name="-", defaults=defaults, mapping=mapping, format=format, force=force)
        return articles(source, defaults=defaults, mapping=mapping, format=format, force=force, fetcher=fetcher)

    checked(defaults)
    Columns(mapping)
    return chain.from_iterable(map(of, sources))


def _understood(
    found: Iterator[Article | Other], processes: int | None, work: Callable[..., Made], known: str | os.PathLike[str] | None
) -> Iterator[Made | InputError | Other]:
    first = list(islice(found, 2))
    found = chain(first, found)
    if processes is None:
        processes = 1 if len(first) < 2 else processors()
    if processes <= 1:
        yield from (_safely(work, x, known) if isinstance(x, Article) else x for x in found)
        return
    team = _Team(processes, work, known)
    waiting: deque[_Begun[Made] | Other] = deque()
    all_done = False
    try:
        for x in found:
            waiting.append(team.begin(x) if isinstance(x, Article) else x)
            while waiting and (len(waiting) >= processes * _WAITING or _is_done(waiting[0])):
                done = waiting.popleft()
                yield team.end(done) if isinstance(done, _Begun) else done
        while waiting:
            done = waiting.popleft()
            yield team.end(done) if isinstance(done, _Begun) else done
        all_done = True
    finally:
        team.dismiss(wait=all_done)


@dataclass(frozen=True, slots=True)
class _Begun(Generic[Made]):
    """An article that a process is reading."""

    article: Article
    future: Future[Made | InputError]


def _is_done(x: object) -> bool:
    return not isinstance(x, _Begun) or x.future.done()


class _Team(Generic[Made]):
    """Processes that read articles; when one of them is killed, the articles under way are read again, one at a time."""

    def __init__(self, processes: int, work: Callable[..., Made], known: str | os.PathLike[str] | None) -> None:
        self._processes = processes
        self._work = work
        self._known = known
        self._pool = self._new()

    def _new(self) -> ProcessPoolExecutor:
        return ProcessPoolExecutor(self._processes, get_context("spawn"), begin_worker)

    def begin(self, article: Article) -> _Begun[Made]:
        try:
            try:
                return _Begun(article, self._pool.submit(_safely, self._work, article, self._known))
            except BrokenProcessPool:
                self._pool = self._new()
                return _Begun(article, self._pool.submit(_safely, self._work, article, self._known))
        except OSError as error:  # not to be taken for a pipe that whoever reads the output has closed
            raise OnrecordError(f"no other process can be started ({error.strerror or error}); read with one: --processes 1") from error

    def end(self, x: _Begun[Made]) -> Made | InputError:
        try:
            return x.future.result()
        except BrokenProcessPool:
            with suppress(BrokenProcessPool):
                return self.begin(x.article).future.result()
        return InputError("a process was killed over it, perhaps for want of memory; split it or leave it out", _name(x.article))

    def dismiss(self, *, wait: bool) -> None:
        """Let the processes end; wait for them where all is done, as Python may stumble over its own pipes if it ends meanwhile."""
        self._pool.shutdown(wait=wait, cancel_futures=True)


def _safely(work: Callable[..., Made], article: Article, known: str | os.PathLike[str] | None) -> Made | InputError:
    """One article must not take the others with it, even where onrecord itself is at fault."""
    try:
        return work(article, known)
    except OnrecordError:
        raise
    except MemoryError:
        return InputError("is too large for this machine's memory; split it", _name(article))
    except Exception as error:  # a fault of ours: named, and no more than this article lost
        return InputError(f"could not be understood ({type(error).__name__}: {error}); please report it", _name(article))


def _name(article: Article) -> str:
    return f"article {article.id}"
