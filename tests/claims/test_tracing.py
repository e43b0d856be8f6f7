"""Where words come from: who says them first, who only denies or asks them, and what is on record in other words."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from onrecord.claims.store import update
from onrecord.claims.telling import Trace
from onrecord.claims.tracing import trace
from onrecord.model import Act, Article, Attribution, Excerpt, Reading, Speaker
from onrecord.record import open_record
from onrecord.record.database import Database
from tests.claims.corpora import judging

Said = tuple[str, str, Act, bool]
"""Who, what, by what act, and whether the article says that it was said."""


def reading(outlet: str, published: str, *said: Said) -> Reading:
    text, attributions = "", []
    for n, (name, what, act, asserted) in enumerate(said):
        at, cue = len(text), len(text) + len(name) + 1
        text += f"{name} said {what}. "
        begin = cue + 5
        attributions.append(
            Attribution(
                id=f"a{n}",
                kind="direct" if what.startswith("“") else "indirect",
                source=Excerpt(name, ((at, at + len(name)),)),
                cue=Excerpt("said", ((cue, cue + 4),)),
                content=Excerpt(what, ((begin, begin + len(what)),)),
                speaker=Speaker(id=name, name=name, type="person", key=name.lower(), confidence=0.9),
                act=act,
                asserted=asserted,
                confidence=0.9,
            )
        )
    return Reading(Article(id=f"{outlet} {published}", outlet=outlet, published=published, text=text, language="en"), tuple(attributions))


BRIBE = "the harbour master had taken a bribe of 40 crowns"
ARTICLES = (
    reading("Courier", "2026-02-03T06:00:00Z", ("Odd Lind", f"that {BRIBE}", "deny", True)),
    reading("Herald", "2026-02-03T07:00:00Z", ("Mette Aas", f"that {BRIBE}", "decline", True)),
    reading("Lantern", "2026-02-03T08:00:00Z", ("Per Dahl", f"that {BRIBE}", "state", False)),
    reading("Post", "2026-02-03T09:00:00Z", ("Ana Ruiz", "that the harbour master had taken a bribe of forty crowns", "accuse", True)),
    reading("Meridian", "2026-02-03T12:00:00Z", ("Ana Ruiz", f"that {BRIBE}", "accuse", True)),
    reading("Radio", "2026-02-04T12:00:00Z", ("Ana Ruiz", "“I will not resign,”", "state", True)),
    reading("Radio Two", "2026-02-05T12:00:00Z", ("Bo Berg", "that the mill of Sarn had been sold to a bank", "state", True)),
    reading("Radio Three", "2026-02-05", ("Kai Holm", "that the mill of Sarn had been sold to a bank", "state", True)),
)


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    with open_record(Path(tmp_path_factory.mktemp("record")) / "news.db") as record:
        for one in ARTICLES:
            record.add(one)
        update(record.database, judging=judging)
        yield record.database


def traced(database: Database, text: str, limit: int = 9) -> Trace:
    return trace(database, text, judging=judging, limit=limit)


def test_who_denies_asks_or_did_not_say_it_is_not_first(database: Database) -> None:
    found = traced(database, BRIBE)
    assert found.first is not None
    assert found.first.first.speaker == "Ana Ruiz"
    says = {t.report.speaker: t.says for t in found.found}
    assert says == {"Odd Lind": False, "Mette Aas": False, "Per Dahl": False, "Ana Ruiz": True}


def test_the_first_report_is_that_of_the_statement_whatever_its_words(database: Database) -> None:
    found = traced(database, BRIBE)
    assert found.first is not None
    assert found.first.report.outlet == "Meridian"
    assert found.first.first.outlet == "Post"
    assert found.first_certain


def test_what_came_before_is_told_even_where_few_are_asked_for(database: Database) -> None:
    few = traced(database, BRIBE, limit=1)
    assert few.first is not None
    assert few.first.first.outlet == "Post"


def test_many_denials_do_not_hide_who_says_it(tmp_path: Path) -> None:
    denials = [reading(f"Paper {n}", f"2026-02-0{n}", (f"Odd Lind{n}", f"that {BRIBE}", "deny", True)) for n in range(1, 7)]
    with open_record(tmp_path / "news.db") as record:
        for one in [*denials, ARTICLES[3]]:
            record.add(one)
        update(record.database, judging=judging)
        found = traced(record.database, BRIBE, limit=5)
    assert found.first is not None
    assert found.first.first.speaker == "Ana Ruiz"


def test_of_many_with_the_very_words_the_earliest_is_first(tmp_path: Path) -> None:
    names = ("Mette Aas", "Odd Lind", "Per Dahl", "Bo Berg", "Kai Holm", "Ana Ruiz", "Liv Sund", "Jan Roe", "Eva Moe")
    with open_record(tmp_path / "news.db") as record:
        for n, name in enumerate(names, 1):
            record.add(reading(f"Paper {n}", f"2026-02-{n:02}T08:00:00Z", (name, "“I will not resign,”", "state", True)))
        update(record.database, judging=judging)
        found = traced(record.database, "I will not resign", limit=5)
    assert found.first is not None
    assert found.first.first.speaker == names[0]


def test_nobody_is_on_record_with_what_is_only_denied(tmp_path: Path) -> None:
    with open_record(tmp_path / "news.db") as record:
        record.add(ARTICLES[0])
        update(record.database, judging=judging)
        found = traced(record.database, BRIBE)
    assert [t.report.act for t in found.found] == ["deny"]
    assert not found.on_record
    assert found.first is None
    assert not found.first_certain


@pytest.mark.parametrize("words", ["I will not resign", "“I will not resign,”", "i will NOT resign!"])
def test_the_very_words_of_a_short_quotation_are_found_with_its_marks_and_without(database: Database, words: str) -> None:
    found = traced(database, words)
    assert found.first is not None
    assert found.first.first.speaker == "Ana Ruiz"


def test_where_times_do_not_tell_the_first_is_not_certain(database: Database) -> None:
    found = traced(database, "the mill of Sarn had been sold to a bank")
    assert found.on_record
    assert not found.first_certain
