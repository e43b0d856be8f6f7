"""What a record tells of claims: methods of `onrecord.record.Record`, of which everything is done by `onrecord.claims`.

That package is imported only when one of them is called; see docs/architecture.md.
"""

from typing import TYPE_CHECKING

from onrecord.record.database import Database
from onrecord.record.searching import Searcher
from onrecord.record.speakers import Speakers

if TYPE_CHECKING:
    from onrecord.claims.citations import Citations
    from onrecord.claims.rulings import Ruled
    from onrecord.claims.standing import Contested
    from onrecord.claims.store import Progress
    from onrecord.claims.telling import Claim, Contrast, Life, Related, Trace

__all__ = ["RecordClaims"]


class RecordClaims:
    """The part of a record that is about claims."""

    database: Database
    _searcher: Searcher

    def update_claims(self, progress: "Progress | None" = None, *, processes: int = 1) -> int:
        """Bring statements and claims up to date with the articles; how many articles that took.

        Whatever asks for claims does it first. It may be stopped at any moment, and goes on the next time.

        Args:
            progress: Told the step, how much of it is done, and how much there is.
            processes: How many compare contents at once; more than one need the usual ``if __name__ == "__main__":`` in a program.

        Raises:
            RecordError: The record cannot be written.
        """
        from onrecord.claims import store  # noqa: PLC0415

        return store.update(self.database, progress or store.quiet, processes=processes)

    def rebuild_claims(self, progress: "Progress | None" = None, *, processes: int = 1) -> int:
        """Make all statements and claims anew, but for what was judged by hand; how many articles that took.

        Args:
            progress: As in `update_claims`.
            processes: As in `update_claims`.
        """
        from onrecord.claims import store  # noqa: PLC0415

        return store.rebuild(self.database, progress or store.quiet, processes=processes)

    def claims(
        self,
        about: str = "",
        *,
        speaker: str | int | None = None,
        since: str | None = None,
        until: str | None = None,
        outlets: int = 1,
        limit: int | None = 20,
        update: bool = True,
    ) -> "list[Claim]":
        """Claims that were reported more than once or denied, those of most outlets first.

        Args:
            about: Words that one of their reports has; a query as `search` takes them.
            speaker: Who states them: a number, an id, or words of a name.
            since: First day of a report, such as 2026-03-05, 2026-03 or 2026.
            until: Last day.
            outlets: Of how many outlets at least.
            limit: How many at most; None for all.
            update: Whether to bring them up to date before.
        """
        from onrecord.claims import asking  # noqa: PLC0415

        if update:
            self.update_claims()
        return asking.claims(self.database, about, speaker=speaker, since=since, until=until, least=outlets, limit=limit)

    def claim(self, id: str, *, update: bool = True) -> "Life":
        """The life of a claim: who stated it when, who denied it, what stands behind it, how its words changed.

        Args:
            id: Its id, or the beginning of it.
            update: Whether to bring claims up to date before.

        Raises:
            RecordError: There is no such claim.
        """
        from onrecord.claims import asking  # noqa: PLC0415

        if update:
            self.update_claims()
        return asking.life(self.database, id)

    def merge_claims(self, *ids: str, by: str | None = None, note: str | None = None) -> int:
        """Judge that claims are one, for all articles, also those to come; the number of the judgement.

        Args:
            *ids: Ids of the claims.
            by: Who says so; None for the login name.
            note: Why.

        Raises:
            RecordError: There is no such claim, or all are one already.
        """
        from onrecord.claims import correcting  # noqa: PLC0415

        return correcting.merge(self.database, ids, by=by, note=note)

    def split_claim(self, id: str, *statements: str, by: str | None = None, note: str | None = None) -> int:
        """Judge that some statements of a claim are another claim; the number of the judgement.

        Args:
            id: Id of the claim.
            *statements: Ids of the statements; others in the very same words go with them.
            by: Who says so; None for the login name.
            note: Why.

        Raises:
            RecordError: There is no such claim, a statement is none of it, or nothing would be left of it.
        """
        from onrecord.claims import correcting  # noqa: PLC0415

        return correcting.split(self.database, id, statements, by=by, note=note)

    def claim_judgements(self) -> "list[Ruled]":
        """What was judged of claims by hand, oldest first."""
        from onrecord.claims import rulings  # noqa: PLC0415

        return rulings.ruled(self.database)

    def undo_claim_judgement(self, number: int | None = None) -> int:
        """Let a judgement of claims no longer hold; its number.

        Args:
            number: Which; None for the last that holds.

        Raises:
            RecordError: There is none, or it does not hold.
        """
        from onrecord.claims import rulings  # noqa: PLC0415

        return rulings.undo(self.database, number)

    def trace(self, text: str, *, limit: int = 5, update: bool = True) -> "Trace":
        """Who said something: the statements nearest to a quotation or a sentence, and who was first.

        Args:
            text: The quotation or sentence.
            limit: How many statements at most.
            update: Whether to bring claims up to date before.

        Raises:
            InputError: There is no word in it.
        """
        from onrecord.claims import tracing  # noqa: PLC0415
        from onrecord.meaning.codes import quantised  # noqa: PLC0415
        from onrecord.meaning.embedding import embedder  # noqa: PLC0415

        if update:
            self.update_claims()
        return tracing.trace(self.database, text, quantised(embedder().of(text)[None])[0], limit=limit)

    def compare(self, one: str, other: str, *, limit: int = 10, update: bool = True) -> "Contrast":
        """Two outlets side by side: the claims that both report and how their words differ, and those that only one does.

        Args:
            one: Name of an outlet, or a part of it that no other has.
            other: Name of another one.
            limit: How many claims of each sort at most.
            update: Whether to bring claims up to date before.

        Raises:
            RecordError: There is no such outlet, or there are several.
        """
        from onrecord.claims import contrasting  # noqa: PLC0415

        if update:
            self.update_claims()
        return contrasting.contrast(self.database, one, other, limit=limit)

    def changes_of_position(self, speaker: int, *, limit: int = 20) -> "tuple[list[Related], int]":
        """Statements of a speaker that revise earlier ones of the same speaker, the latest first, and how many there are in all.

        It tells what is known since claims were last brought up to date; so do the methods below.

        Args:
            speaker: Number of the speaker, or of a name that is one with it.
            limit: How many at most.

        Raises:
            NotInRecord: There is no such speaker.
        """
        from onrecord.claims import positions  # noqa: PLC0415

        return positions.changes_of_position(self.database, Speakers(self.database).number(speaker), limit=limit)

    def most_repeated(self, *, limit: int = 10) -> "list[Claim]":
        """The claims of most outlets.

        Args:
            limit: How many at most.
        """
        from onrecord.claims import standing  # noqa: PLC0415

        return standing.most_repeated(self.database, limit=limit)

    def most_contested(self, *, limit: int = 10) -> "list[Contested]":
        """The claims with most on both sides: statements of it, and denials and contradictions.

        Args:
            limit: How many at most.
        """
        from onrecord.claims import standing  # noqa: PLC0415

        return standing.most_contested(self.database, limit=limit)

    def citations(self, *, most: int = 20) -> "Citations":
        """Who cites whom most, among outlets and whoever else carries words, in the whole record.

        Args:
            most: How many of them at most.
        """
        from onrecord.claims import citations  # noqa: PLC0415

        return citations.citations(self.database, self._searcher.facts(), most=most)
