"""The copies among the articles of a record: signatures in a table, and what was found in the pairs that share a number."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence, Set
from types import MappingProxyType

import msgspec

from onrecord.claims.copies import Copy, Text, compare, text_of
from onrecord.claims.loading import in_batches, told_of
from onrecord.claims.said import Said, Told, article_of
from onrecord.claims.shingles import Signature, pairs, signature
from onrecord.claims.sources import direct
from onrecord.model import Span
from onrecord.record.database import Database

__all__ = [
    "Words",
    "at_one_place",
    "compared_with",
    "copies_from",
    "copies_of",
    "forget_copies",
    "found_between",
    "is_noted",
    "keep_copies",
    "numbers_in",
    "numbers_of",
    "sources_of",
    "text_in",
    "words_in",
]

_MANY = 24
"""Articles that share a number and are all compared with one another."""

_MOST = 64
"""Articles of which it is noted that they share a number. More add nothing, as each is compared with the first ones; without a bound, a
paragraph under all articles of an outlet would take time that grows with the square of their number."""

_DECODE = msgspec.json.Decoder(tuple[Copy, ...]).decode


class _Quoted(msgspec.Struct):
    content: "_Spans | None" = None


class _Spans(msgspec.Struct):
    spans: tuple[Span, ...] = ()


Words = tuple[Told, tuple[Span, ...]]
"""An article, and where the contents of its direct quotations stand."""


def words_in(database: Database, articles: Iterable[int]) -> dict[int, Words]:
    """Articles of a record, and what is quoted in them, by their rows."""
    out = {}
    for id, told in told_of(database, articles).items():
        said = database.rows(
            "SELECT a.attribution_json FROM attributions a JOIN versions v ON v.id = a.version_id "
            "WHERE v.article_id = ? AND v.is_current = 1 AND a.is_current = 1 AND a.kind = 'direct' ORDER BY a.position, a.id",
            (id,),
        )
        quotations = [msgspec.json.decode(raw, type=_Quoted).content or _Spans() for (raw,) in said]
        out[id] = told, tuple(span for q in quotations for span in q.spans)
    return out


def text_in(database: Database, articles: Iterable[int]) -> dict[int, Text]:
    """Articles of a record, ready for comparison."""
    return {id: text_of(*words) for id, words in words_in(database, articles).items()}


def numbers_in(words: Words) -> list[int]:
    """The numbers of an article's signature."""
    return numbers_of(signature(text_of(*words).words))


def keep_copies(database: Database, article: int, version: int, known: Mapping[Words, list[int]] = MappingProxyType({})) -> None:
    """Note the signature of an article, and what it has in common with those that share a number of it; in a transaction.

    Args:
        database: The record.
        article: The row of the article.
        version: That of its current version.
        known: What `numbers_in` says of it, where that was asked before.
    """
    words = words_in(database, [article])[article]
    numbers = known.get(words) or numbers_in(words)
    members: defaultdict[int, list[int]] = defaultdict(list)
    for number, other in in_batches(database, "SELECT number, article_id FROM claim_numbers WHERE number IN ({})", numbers):
        members[number].append(int(other))
    others = _sharing(database, members, article)
    rows = [(n, article) for n in numbers if is_noted(len(members[n]))]
    database.run_all("INSERT INTO claim_numbers (number, article_id) VALUES (?, ?)", rows)
    text = text_of(*words) if others else None
    for id, other in text_in(database, sorted(others)).items():
        copies = compare(text, other) if text else ()
        if copies:
            first, second = sorted((article, id))
            database.run(
                "INSERT INTO claim_copies (first_id, second_id, copies_json) VALUES (?, ?, ?)",
                (first, second, msgspec.json.encode(copies).decode()),
            )


def _sharing(database: Database, members: Mapping[int, Sequence[int]], article: int) -> set[int]:
    """The articles that share a number with an article and are compared with it, as `onrecord.claims.shingles.pairs` says."""
    if not any(members.values()):
        return set()
    everyone = {other for them in members.values() for other in them} | {article}
    sorted_ = {
        int(id): (moment, key)
        for id, moment, key in in_batches(
            database,
            "SELECT c.article_id, c.moment, a.key FROM claim_articles c JOIN articles a ON a.id = c.article_id WHERE a.id IN ({})",
            sorted(everyone),
        )
    }
    out: set[int] = set()
    for them in members.values():
        out |= {int(x) for x in compared_with(str(article), list(map(str, them)), lambda x: sorted_[int(x)])}
    return out


def numbers_of(found: Signature) -> list[int]:
    """The numbers of a signature as they are kept: even ones for bands, odd ones for passages."""
    return sorted({n & ~1 for n in found.bands} | {n | 1 for n in found.passages})


def is_noted(before: int) -> bool:
    """Whether it is noted that an article has a number, by how many others are noted to have it."""
    return before < _MOST


def compared_with(article: str, others: Sequence[str], rank: Callable[[str], tuple[str, str]]) -> set[str]:
    """With which of the articles that share a number with it an article is compared, as `onrecord.claims.shingles.pairs` says.

    Args:
        article: The article.
        others: Those that are noted to have the number.
        rank: What articles are sorted by: the moment of publication, and the key.
    """
    if len(others) < _MANY:
        return set(others)
    line = sorted([*others, article], key=rank)
    return {x for pair in pairs(line) if article in pair for x in pair} - {article}


def forget_copies(database: Database, article: int) -> None:
    """Take an article out of the copies; in a transaction."""
    database.run("DELETE FROM claim_numbers WHERE article_id = ?", (article,))
    database.run("DELETE FROM claim_copies WHERE first_id = ? OR second_id = ?", (article, article))


def found_between(database: Database, articles: Iterable[int]) -> dict[int, dict[int, str]]:
    """What was found in all pairs of some articles, as it is kept: by the one with the smaller row, and by the other."""
    wanted, found = set(articles), defaultdict[int, dict[int, str]](dict)
    rows = in_batches(database, "SELECT first_id, second_id, copies_json FROM claim_copies WHERE first_id IN ({})", sorted(wanted))
    for first, second, raw in rows:
        if second in wanted:
            found[first][second] = raw
    return found


def copies_from(found: Mapping[int, Mapping[int, str]], articles: Set[int]) -> list[Copy]:
    """The copies in all pairs of some articles.

    Args:
        found: What `found_between` says of these and others.
        articles: The articles.
    """
    of = ((first, found[first]) for first in articles if first in found)
    return [copy for _, others in of for second, raw in others.items() if second in articles for copy in _DECODE(raw)]


def at_one_place(copies: Iterable[Copy], spans: Mapping[int, Sequence[Span]]) -> Callable[[Said, Said], bool]:
    """Whether two attributions stand at one place of two copies.

    Args:
        copies: What is known of copies.
        spans: Where the contents of attributions stand, by their numbers.
    """
    found: defaultdict[tuple[str, str], list[Copy]] = defaultdict(list)
    for copy in copies:
        found[copy.of, copy.copy].append(copy)
    if not found:
        return lambda a, b: False

    def copied(a: Said, b: Said) -> bool:
        one, other = article_of(a.key), article_of(b.key)
        forth = any(_within(spans[a.id], c.of_span) and _within(spans[b.id], c.copy_span) for c in found.get((one, other), ()))
        return forth or any(_within(spans[b.id], c.of_span) and _within(spans[a.id], c.copy_span) for c in found.get((other, one), ()))

    return copied


def _within(inner: Sequence[Span], outer: Span) -> bool:
    return bool(inner) and all(outer[0] <= start and end <= outer[1] for start, end in inner)


def copies_of(database: Database, articles: Iterable[int]) -> list[Copy]:
    """What was found in the pairs of which one is among some articles."""
    ids = sorted(set(articles))
    found = {}
    for column in ("first_id", "second_id"):
        sql = f"SELECT first_id, second_id, copies_json FROM claim_copies WHERE {column} IN ({{}})"  # noqa: S608
        for first, second, raw in in_batches(database, sql, ids):
            found[first, second] = _DECODE(raw)
    return [copy for pair in sorted(found) for copy in found[pair]]


def sources_of(database: Database, articles: Iterable[int], most: int = 200) -> tuple[Copy, ...]:
    """The copies among some articles and those that share a text with them, each with where it was made from.

    Args:
        database: The record.
        articles: Rows of articles.
        most: How many articles are looked at in all.
    """
    ids = sorted(set(articles))[:most]
    found = copies_of(database, ids)
    keys = {key for c in found for key in (c.of, c.copy)}
    rows = {}
    for key in sorted(keys):
        rows[key] = int(database.rows("SELECT id FROM articles WHERE key = ?", (key,))[0][0])
    wanted = sorted({*ids, *rows.values()})[:most]
    by_row = text_in(database, wanted)
    texts, own = {text.told.key: text for text in by_row.values()}, {by_row[id].told.key for id in ids if id in by_row}
    # What the others have of one another tells what came to one of these through which of them.
    return tuple(c for c in direct(copies_from(found_between(database, wanted), {*wanted}), texts) if not own.isdisjoint((c.of, c.copy)))
