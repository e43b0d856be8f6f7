"""What a record tells at a glance: of a speaker, of an outlet, of all of it; methods of `onrecord.record.Record`."""

from onrecord.record.database import Database
from onrecord.record.outlet_profile import OutletProfile, outlet_profile
from onrecord.record.overview import Overview, overview
from onrecord.record.searching import Searcher
from onrecord.record.speaker_profile import SpeakerProfile, speaker_profile
from onrecord.record.speakers import Speakers
from onrecord.record.timelines import Unit

__all__ = ["RecordProfiles"]


class RecordProfiles:
    """The part of a record that is about profiles."""

    database: Database
    _searcher: Searcher

    def speaker(self, id: int, *, most: int = 10, unit: Unit | None = None) -> SpeakerProfile:
        """The profile of a speaker: names, roles, acts, over time, through whom, to whom, about whom.

        What it said is in `Record.lists`: ``record.lists.attributions(speaker=id, order="latest")``, with ``act="deny"`` what it denies.

        Args:
            id: Its number, or that of a name that is one with it.
            most: How many roles, outlets, carriers, addressees and mentions at most.
            unit: By what time is counted: day, week, month or year; None for what fits.

        Raises:
            RecordError: There is no such speaker.
        """
        number = Speakers(self.database).number(id)
        return speaker_profile(self.database, self._searcher.facts(), number, most=most, unit=unit)

    def outlet(self, asked: int | str, *, most: int = 10, unit: Unit | None = None) -> OutletProfile:
        """The profile of an outlet: how much it publishes, whom it quotes and cites, how many of its sources are anonymous or secondhand.

        Args:
            asked: Its number or name.
            most: How many speakers and carriers at most.
            unit: By what time is counted: day, week, month or year; None for what fits.

        Raises:
            NotInRecord: There is no such outlet.
        """
        return outlet_profile(self.database, self._searcher.facts(), asked, most=most, unit=unit)

    def overview(self, *, days: int = 7, articles: int = 20, most: int = 10) -> Overview:
        """How much there is, what entered lately, and who has most attributions.

        Args:
            days: On how many of the last days on which anything entered it is looked.
            articles: How many of the latest articles at most.
            most: How many speakers and outlets at most.
        """
        return overview(self.database, self._searcher.facts(), days=days, articles=articles, most=most)
