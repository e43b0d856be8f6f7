"""Which claims of a record are repeated most, and which are contested most."""

from collections import Counter
from dataclasses import dataclass
from heapq import nlargest

from onrecord.claims.asking import claims, claims_by_number
from onrecord.claims.loading import in_batches
from onrecord.claims.telling import Claim
from onrecord.record.database import Database

__all__ = ["Contested", "most_contested", "most_repeated"]

_TOGETHER = 500
"""Claims that are looked up at once."""


@dataclass(frozen=True, slots=True)
class Contested:
    """A claim against which something is said.

    Attributes:
        claim: The claim.
        denials: In how many statements it is denied.
        contradictions: In how many pairs of statements that cannot both be true one is of this claim.
        balance: How much stands on either side: the harmonic mean of its statements and of what is against it, so that neither one denial
            of fifty reports nor fifty denials of one make much of it.
    """

    claim: Claim
    denials: int
    contradictions: int
    balance: float


def most_repeated(database: Database, *, limit: int = 10) -> list[Claim]:
    """The claims of most outlets, of those reported more than once; of equally many, the most denied, then those of most articles.

    Args:
        database: The record.
        limit: How many at most.
    """
    return claims(database, repeated=True, limit=limit)


def most_contested(database: Database, *, limit: int = 10) -> list[Contested]:
    """The claims with most on both sides.

    Args:
        database: The record.
        limit: How many at most.
    """
    against = _contradictions(database)
    database.check()
    # Of those that nothing contradicts none is among the best that is not among the best of all by its denials alone.
    rows = database.rows(
        "SELECT id, statements, denials FROM claims WHERE denials > 0 "
        "ORDER BY 2.0 * statements * denials / (statements + denials) DESC, id LIMIT ?",
        (limit,),
    )
    best = nlargest(limit, (_weighed(int(id), int(n), int(d), against) for id, n, d in rows))
    known = {int(row[0]) for row in rows}
    others = [(id, n) for id, n in against.items() if id not in known]
    for low in range(0, len(others), _TOGETHER):
        some = [id for id, _ in others[low : low + _TOGETHER]]
        found = in_batches(database, "SELECT id, statements, denials FROM claims WHERE id IN ({})", some)
        best = nlargest(limit, [*best, *(_weighed(int(id), int(n), int(d), against) for id, n, d in found)])
    told = claims_by_number(database, [-id for _, id, _ in best])
    return [Contested(told[-id], denials, against[-id], balance) for balance, id, denials in best if -id in told]


def _weighed(id: int, statements: int, denials: int, against: Counter[int]) -> tuple[float, int, int]:
    """What claims are sorted by, the greatest first and of equal ones the lowest number."""
    return _balance(statements, denials + against[id]), -id, denials


def _balance(statements: int, against: int) -> float:
    return 2 * statements * against / (statements + against) if against else 0.0


def _contradictions(database: Database) -> Counter[int]:
    """In how many contradictions statements of each claim take part."""
    side = (
        "SELECT r.later_id, r.earlier_id, u.claim_id FROM relations r JOIN utterances u ON u.statement_id = r.{} "
        "WHERE r.kind = 'contradicts' AND u.claim_id IS NOT NULL"
    )
    both = " UNION ".join(side.format(column) for column in ("later_id", "earlier_id"))  # once for each claim, whichever statements are its
    rows = database.rows(f"SELECT claim_id, count(*) FROM ({both}) AS pairs GROUP BY claim_id")  # noqa: S608
    return Counter({int(claim): int(n) for claim, n in rows})
