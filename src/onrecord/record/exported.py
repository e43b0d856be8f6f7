"""Exports of a record: a method of `onrecord.record.Record`, of which everything is done by `onrecord.exporting.files`.

That package is imported only when it is called; see docs/architecture.md.
"""

import os
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any, cast

from onrecord.record.searching import Hit, Searcher

if TYPE_CHECKING:
    from onrecord.record.records import Record

__all__ = ["RecordExports"]


class RecordExports:
    """The part of a record that writes it for other tools."""

    _searcher: Searcher

    def shown(self, ids: Iterable[int]) -> Iterator[Hit]:
        """Attributions of current versions by their numbers, in this order; what is there no more, or rejected, is left out.

        Args:
            ids: The numbers.
        """
        return self._searcher.ask().shown(ids)

    def export(
        self,
        format: str,
        target: str | os.PathLike[str],
        query: str = "",
        *,
        claim: str | None = None,
        claims: bool = False,
        like: str | None = None,
        limit: int | None = None,
        update: bool = True,
        **facets: Any,
    ) -> int:
        """Write attributions, or claims, for other tools; docs/exports.md says what each format holds.

        A file appears, or is replaced, only when all of it is written. Attributions are read as they are written.

        Args:
            format: csv, jsonl, parquet, ftm, schemaorg, webanno, brat, ris or bibtex.
            target: A path; of brat, that of a new folder. ``-`` is standard output.
            query: As for `search`. With it, or `like`, the best come first; else the order is that of the record.
            claim: Id of a claim, or the beginning of it: write the attributions that state or deny it.
            claims: Write the claims that `claims` finds for this query, speaker, since and until; csv, jsonl and schemaorg can.
            like: As for `search`.
            limit: How many at most; None for all.
            update: With `claim` and `claims`, whether to bring claims up to date before.
            **facets: What attributions must be like; see `onrecord.record.Facets`.

        Returns:
            How many attributions, or claims, were asked for.

        Raises:
            InputError: There is no such format, or what is asked for does not go together.
            OnrecordError: It cannot be written.
            MissingPackage: The format needs a package that is not installed.
        """
        from onrecord.exporting.files.exported import Question, export  # noqa: PLC0415

        question = Question(query, claim, claims, like, limit, facets)
        return export(cast("Record", self), format, target, question, update=update)
