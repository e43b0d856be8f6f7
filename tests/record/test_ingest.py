"""Adding many articles, with a stand-in for the network: every article says one thing."""

import json
import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import pytest

import onrecord
from onrecord.model import Article, Reading
from onrecord.pipeline import Understood
from onrecord.record import Record, open_record
from onrecord.record.cache import Cache
from onrecord.record.facts import FACTS
from onrecord.record.ingest import How, add, failed_sources
from onrecord.record.places import is_url
from onrecord.record.vectors import SIGNS
from tests.record.conftest import reading, stand_in

_SOURCE = Path(onrecord.__file__).parents[1]
_ROOT = Path(__file__).parents[2]


def understood(found: Iterable[Article | object], **_: object) -> Iterator[Understood | object]:
    """Stands in for `onrecord.pipeline.understand_all`, with vectors."""
    for x in found:
        if isinstance(x, Article):
            time.sleep(_PAUSE)
            made = reading(x.id, ("Ana Lind", f"so it is in {x.id}"), (f"Speaker {x.id}", "it rains"))
            yield Understood(Reading(x, made.attributions), stand_in(made))
        else:
            yield x


_PAUSE = 0.0


@pytest.fixture(autouse=True)
def stub(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("onrecord.pipeline.understand_all", understood)


def lines(path: Path, count: int, *, bad: Iterable[int] = ()) -> Path:
    """A file of articles, some of the lines being none."""
    rows = [
        "{broken"
        if n in bad
        else json.dumps({"id": f"n{n}", "text": f"The bridge number {n} is closed, the council said on Monday. It will stay so."})
        for n in range(count)
    ]
    path.write_text("\n".join(rows) + "\n", encoding="utf-8")
    return path


def hows(record: Record, *sources: Path) -> Counter[str]:
    return Counter(a.how for a in add(record, sources))


def test_all_articles_of_a_file_are_kept_and_a_second_time_nothing_changes(record: Record, tmp_path: Path) -> None:
    path = lines(tmp_path / "a.jsonl", 20)
    assert hows(record, path) == {"new": 20}
    before = record.stats()
    assert hows(record, path) == {"duplicate": 20}
    assert record.stats() == before


def test_a_known_article_is_not_read_again(record: Record, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = lines(tmp_path / "a.jsonl", 3)
    hows(record, path)

    def nothing(found: Iterable[object], **_: object) -> Iterator[object]:
        for x in found:
            assert not isinstance(x, Article)
            yield x

    monkeypatch.setattr("onrecord.pipeline.understand_all", nothing)
    assert hows(record, path) == {"duplicate": 3}


def test_the_same_article_twice_in_one_go_is_kept_once(record: Record, tmp_path: Path) -> None:
    path = lines(tmp_path / "a.jsonl", 5)
    assert hows(record, path, path) == {"new": 5, "duplicate": 5}


def test_what_fails_is_noted_and_the_rest_is_kept(record: Record, tmp_path: Path) -> None:
    path = lines(tmp_path / "a.jsonl", 6, bad=[2, 4])
    assert hows(record, path, tmp_path / "none.txt") == {"new": 4, "failed": 3}
    found = record.failures()
    assert [f.source for f in found] == [str(path), str(path), str(tmp_path / "none.txt")]
    assert all(f.tries == 1 for f in found)
    assert failed_sources(record) == [str(path), str(tmp_path / "none.txt")]


def test_what_is_mended_is_struck_off_and_what_fails_again_is_counted(record: Record, tmp_path: Path) -> None:
    path = lines(tmp_path / "a.jsonl", 4, bad=[1, 3])
    hows(record, path)
    lines(path, 4, bad=[3])
    assert hows(record, *map(Path, failed_sources(record))) == {"new": 1, "duplicate": 2, "failed": 1}
    (left,) = record.failures()
    assert left.tries == 2
    lines(path, 4)
    hows(record, path)
    assert record.failures() == []


def test_a_file_whose_name_is_no_text_may_fail_and_be_mended(record: Record, tmp_path: Path) -> None:
    path = tmp_path / os.fsdecode(b"caf\xe9.jsonl")
    try:
        lines(path, 3, bad=[1])
    except OSError:
        pytest.skip("there are no such names here")
    assert hows(record, path) == {"new": 2, "failed": 1}
    assert hows(record, path) == {"duplicate": 2, "failed": 1}
    (failure,) = record.failures()
    assert failure.tries == 2
    assert failure.source.endswith(r"caf\udce9.jsonl")
    assert failed_sources(record) == [str(path)]
    lines(path, 3)
    assert hows(record, path) == {"duplicate": 2, "new": 1}
    assert record.failures() == []


def test_failures_are_not_forgotten_before_their_input_is_read_to_its_end(record: Record, tmp_path: Path) -> None:
    path = lines(tmp_path / "a.jsonl", 9, bad=[8])
    hows(record, path)
    stopped = add(record, failed_sources(record))
    next(stopped)
    stopped.close()
    assert len(record.failures()) == 1


def test_duplicates_come_one_by_one(record: Record, tmp_path: Path) -> None:
    path = lines(tmp_path / "a.jsonl", 50)
    hows(record, path)
    read: list[int] = []

    def sources() -> Iterator[Path]:
        for n in range(100):
            read.append(n)
            yield path

    results = add(record, sources())
    next(results)
    assert read == [0]


def test_a_text_in_another_language_is_skipped_and_no_failure(record: Record, tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("Die Brücke bleibt geschlossen, sagte die Bürgermeisterin am Montag in der Stadt. " * 8, encoding="utf-8")
    for _ in range(2):
        (added,) = add(record, [path])
        assert (added.how, added.language) == ("skipped", "German")
    assert record.failures() == []
    assert failed_sources(record) == []
    assert record.skipped() == {"German": 1}
    assert record.stats()["skipped"] == 1


def test_what_was_skipped_and_is_read_after_all_is_no_longer_skipped(record: Record, tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("Die Brücke bleibt geschlossen, sagte die Bürgermeisterin am Montag in der Stadt. " * 8, encoding="utf-8")
    hows(record, path)
    assert [added.how for added in add(record, [path], how=How(force=True))] == ["new"]
    assert record.skipped() == {}


_GERMAN = "Die Brücke bleibt bis zum Ende des Jahres geschlossen, sagte die Bürgermeisterin am Montag, und niemand wusste warum. " * 4
_FRENCH = "Le pont restera fermé jusqu'à la fin de l'année, a déclaré lundi la maire de la ville, et personne ne savait pourquoi. " * 4


def _warc(*texts: str) -> bytes:
    out = b""
    for n, text in enumerate(texts):
        body = f"<html><body><p>{text}</p></body></html>".encode()
        block = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + body
        head = f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: http://news.example/{n}\r\nContent-Length: {len(block)}\r\n\r\n"
        out += head.encode() + block + b"\r\n\r\n"
    return out


def _parquet(*texts: str) -> bytes:
    import io

    import pyarrow
    from pyarrow import parquet

    file = io.BytesIO()
    parquet.write_table(pyarrow.table({"text": list(texts)}), file)
    return file.getvalue()


@pytest.mark.parametrize(
    ("name", "make"),
    [
        ("a.jsonl", lambda *texts: "".join(json.dumps({"text": text}) + "\n" for text in texts).encode()),
        ("a.json", lambda *texts: json.dumps([{"text": text} for text in texts], indent=1).encode()),
        ("a.csv", lambda *texts: ("text\n" + "".join(f'"{text}"\n' for text in texts)).encode()),
        ("a.warc", _warc),
        ("a.parquet", _parquet),
    ],
)
def test_every_format_counts_by_language_what_it_skips(record: Record, tmp_path: Path, name: str, make: Callable[..., bytes]) -> None:
    english = "The bridge would stay closed until the end of the year, Mayor Ana Ruiz said on Monday, and nobody knew why. " * 3
    (tmp_path / name).write_bytes(make(english, _GERMAN, _FRENCH, _GERMAN.replace("Montag", "Dienstag")))
    for _ in range(2):
        assert Counter(added.language for added in add(record, [tmp_path / name])) == {None: 1, "German": 2, "French": 1}
    assert list(record.skipped().items()) == [("German", 2), ("French", 1)]
    assert record.failures() == []


_SCRIPT = f"""
import sys
sys.path[:0] = [{str(_SOURCE)!r}, {str(_ROOT)!r}]
import onrecord.pipeline
from tests.record import test_ingest
test_ingest._PAUSE = 0.002
onrecord.pipeline.understand_all = test_ingest.understood
from onrecord.record import open_record
from onrecord.record.ingest import add
with open_record(sys.argv[1]) as record:
    for _ in add(record, [sys.argv[2]]):
        print(".", end="", flush=True)
"""

_TABLES = {
    "articles": "SELECT key, url FROM articles ORDER BY key",
    "versions": "SELECT external_id, number, is_current, content_hash, article_json FROM versions ORDER BY external_id",
    "attributions": (
        "SELECT v.external_id, a.label, a.attribution_json FROM attributions a JOIN versions v ON v.id = a.version_id ORDER BY 1, 2"
    ),
    "speakers": "SELECT name, type, bucket, label FROM speakers ORDER BY name",
    "vectors": ("SELECT v.external_id, m.maker, m.vectors FROM meanings m JOIN versions v ON v.id = m.version_id ORDER BY v.external_id"),
}


def dumped(record: Record) -> dict[str, object]:
    """What is in a record, but for numbers, of which a killed process may have used some up."""
    facts, signs = Cache(record.database, FACTS).now(), Cache(record.database, SIGNS).now("stand-in")
    columns = [facts[name].tolist() for name in FACTS.rows.names if name not in {"id", "article", "speaker"}]
    found = {"rains": record.count("rains"), "facts": columns, "signs": signs["signs"].tolist()}
    return {**found, **{name: record.database.rows(sql) for name, sql in _TABLES.items()}}


def test_many_kills_lose_nothing_and_keep_nothing_twice(place: str, tmp_path: Path) -> None:
    most = 10 if is_url(place) else 50
    rng, kills, articles = random.Random(7), 0, lines(tmp_path / "a.jsonl", 8 * most)
    while kills < most:
        process = subprocess.Popen([sys.executable, "-c", _SCRIPT, place, str(articles)], stdout=subprocess.PIPE)
        assert process.stdout is not None
        for _ in range(rng.randrange(1, 9)):  # so many articles, then a moment more
            if not process.stdout.read(1):
                break
        time.sleep(rng.random() * 0.004)
        process.send_signal(signal.SIGKILL)
        process.stdout.close()
        kills += process.wait() == -signal.SIGKILL
    subprocess.run([sys.executable, "-c", _SCRIPT, place, str(articles)], check=True, stdout=subprocess.DEVNULL)
    with open_record(tmp_path / "whole.db") as whole, open_record(place) as killed:
        assert hows(whole, articles) == {"new": 8 * most}
        assert killed.faults() == []
        assert dumped(killed) == dumped(whole)
