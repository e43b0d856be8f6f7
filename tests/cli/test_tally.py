from onrecord.cli.tally import Tally, languages_told
from onrecord.record.ingest import Added


def test_what_there_is_none_of_is_left_out() -> None:
    assert Tally().told() == "0 new"


def test_all_that_can_become_of_articles() -> None:
    tally = Tally()
    for how in ("new", "new", "changed", "duplicate", "failed", "unchanged"):
        tally.count(Added(how, "x"))
    for language in ("French", "German", "German", "Dutch"):
        tally.count(Added("skipped", "x", "is in another language", language))
    assert tally.told() == "2 new, 1 changed, 1 duplicate, 4 skipped (2 German, 1 Dutch, 1 French), 1 failed"


def test_large_numbers_can_be_read() -> None:
    assert languages_told({"German": 12_345}) == " (12,345 German)"
    assert languages_told({}) == ""
