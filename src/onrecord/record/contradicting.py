"""Telling in one line why a judgement cannot hold: the chain of what makes two names one, and what keeps them apart."""

from onrecord.record.database import Database
from onrecord.record.grouping import Break, path
from onrecord.record.regrouping import Part

__all__ = ["contradiction"]

_MOST = 8
"""Names of a chain that are told."""


def contradiction(database: Database, number: int | None, part: Part, found: Break) -> str:
    """One line that names the chain.

    Args:
        database: The record.
        number: The judgement that is being made; None where one is being undone.
        part: The nodes and links with it.
        found: What must not be one.
    """

    def named(id: int) -> str:
        rows = database.rows("SELECT name FROM speakers WHERE id = ?", (id,))
        return f"{id} ({' '.join(str(rows[0][0]).split())[:60]})"

    def by(judgement: int | None) -> str:
        return "by name or id" if judgement is None else "this" if judgement == number else f"judgement {judgement}"

    ways = path(part.nodes, part.links, found.left, found.right)
    links = [named(found.left), *(f"= {named(node)} [{by(judgement)}]" for node, judgement in ways[1:])]
    if len(links) > _MOST:
        links = [*links[: _MOST // 2], "…", *links[-_MOST // 2 :]]
    ends = f"{found.left} and {found.right}"
    if found.judgement is None:
        ids = f"{part.nodes[found.left].known} and {part.nodes[found.right].known}"
        why = f"{ends} have different ids of known speakers, {ids}"
    else:
        why = f"{ends} are different [{by(found.judgement)}]"
    help = "undo one of these" if number is None or found.judgement == number else "undo one of these, or force it"
    return f"contradiction, nothing was changed: {' '.join(links)}, but {why}; {help}"
