from collections.abc import Sequence
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import msgspec
import pytest

from onrecord.claims import store
from onrecord.claims.beforehand import NOTHING, Beforehand, beforehand, found_beforehand
from onrecord.claims.taking import take_up, waiting
from onrecord.record import Record, open_record
from onrecord.record.database import Database
from tests.claims.corpora import add, by_chance, judging, state


def taken(place: Path, seed: int) -> Record:
    record = open_record(place)
    add(record, by_chance(seed, articles=30))
    return record


def test_what_other_processes_find_is_what_is_noted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    used: list[Beforehand] = []

    def noted(database: Database, articles: Sequence[int], known: Beforehand) -> int:
        used.append(known)
        return take_up(database, articles, known)

    with taken(tmp_path / "one.db", 5) as one, taken(tmp_path / "two.db", 5) as two:
        store.update(one.database, judging=judging)
        monkeypatch.setattr(store, "_VERY_MANY", 5)
        monkeypatch.setattr(store, "MANY_TOGETHER", 7)
        monkeypatch.setattr(store, "take_up", noted)
        assert store.update(two.database, judging=judging, processes=2) == 30
        assert state(two.database) == state(one.database)
    assert len(used) == 5
    assert all(known.features and known.numbers for known in used)


def test_what_has_changed_meanwhile_is_noted_as_it_is_now(tmp_path: Path) -> None:
    with taken(tmp_path / "one.db", 5) as one, taken(tmp_path / "two.db", 5) as two:
        known = beforehand(one.database, [article for article, _ in waiting(one.database)])
        for record in (one, two):
            for reading in by_chance(6, articles=10):
                text = reading.article.text + " Corrected."
                record.add(msgspec.structs.replace(reading, article=msgspec.structs.replace(reading.article, text=text)))
        take_up(one.database, [article for article, _ in waiting(one.database)], known)
        take_up(two.database, [article for article, _ in waiting(two.database)])
        assert state(one.database) == state(two.database)


def test_nothing_is_found_where_the_record_cannot_be_opened(tmp_path: Path) -> None:
    nowhere: Any = SimpleNamespace(name=str(tmp_path / "none.db"))
    assert [*found_beforehand(nowhere, [[1], [2], [3]], 1)] == [NOTHING] * 3
