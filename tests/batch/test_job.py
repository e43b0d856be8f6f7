"""The whole way, of a job that was killed on it: what comes out is what a record makes of the same inputs."""

from pathlib import Path

import msgspec
import pytest

import onrecord
from onrecord.batch import add_dataset, is_dataset, run
from onrecord.claims.copies import Copy
from onrecord.errors import OnrecordError
from onrecord.record import Record
from tests.batch.jobs import begin, rows, tables

KEY = (
    "(SELECT ar.key || '#' || a.label FROM attributions a JOIN versions v ON v.id = a.version_id JOIN articles ar ON ar.id = v.article_id "
    "WHERE a.id = {})"
)


def test_a_job_that_was_killed_has_lost_nothing_and_nothing_twice(dataset: Path, reference: Record) -> None:
    found = [(a["key"], a["version"], a["content_hash"]) for a in rows(dataset, "articles")]
    kept = "SELECT a.key, v.number, v.content_hash FROM versions v JOIN articles a ON a.id = v.article_id"
    assert sorted(found) == sorted(reference.database.rows(kept))
    assert not list(dataset.rglob(".unfinished*"))
    assert not (dataset / "_work").exists()


def test_a_record_of_the_dataset_is_the_record_of_its_inputs_in_all_its_tables(dataset: Path, reference: Record, tmp_path: Path) -> None:
    with onrecord.open(tmp_path / "news.db") as record:
        told = list(add_dataset(record, str(dataset)))
        judged = record.database.rows("SELECT count(*) FROM judged_pairs")[0][0]
        record.update_claims()
        assert tables(record) == tables(reference)
        assert judged == record.database.rows("SELECT count(*) FROM judged_pairs")[0][0] > 0
        assert [a.how for a in told].count("changed") == 1
        again = list(add_dataset(record, str(dataset)))
        # The older version of an article that has changed is another one again, as it is for files.
        assert {a.how for a in again} <= {"duplicate", "changed", "skipped", "failed"}


def test_statements_and_claims_are_those_of_the_record(dataset: Path, reference: Record) -> None:
    sql = f"SELECT {KEY.format('r.attribution_id')}, u.id, u.content_id, u.statement_id, u.claim_id, r.rank FROM reports r "
    kept = reference.database.rows(sql + "JOIN utterances u ON u.id = r.utterance_id")
    found = [
        tuple(r[c] for c in ("attribution", "utterance", "content", "statement", "claim", "rank")) for r in rows(dataset, "statements")
    ]
    assert sorted(found, key=repr) == sorted(kept, key=repr)
    columns = "reports, articles, outlets, speakers, statements, denials, first_day, last_day"
    kept = reference.database.rows(f"SELECT id, part_id, {KEY.format('attribution_id')}, {columns} FROM claims")
    found = [tuple(r[c] for c in ("claim", "part", "attribution", *columns.split(", "))) for r in rows(dataset, "claims")]
    assert sorted(found, key=repr) == sorted(kept, key=repr)
    assert found


def test_denials_relations_and_pairs_are_those_of_the_record(dataset: Path, reference: Record) -> None:
    for folder, columns, sql in (
        ("denials", ("utterance", "claim", "confidence"), "SELECT utterance_id, claim_id, confidence FROM denials"),
        ("pairs", ("first", "second", "link", "judged"), "SELECT first_id, second_id, link, judged_json FROM judged_pairs"),
        (
            "relations",
            ("kind", "later", "earlier", "confidence", "later_attribution", "earlier_attribution"),
            f"SELECT kind, later_id, earlier_id, confidence, {KEY.format('later_attribution')}, {KEY.format('earlier_attribution')} "
            "FROM relations",
        ),
    ):
        found = [tuple(r[c] for c in columns) for r in rows(dataset, folder)]
        assert sorted(found) == sorted(reference.database.rows(sql)), folder
        assert found, folder


def test_copies_and_names_are_those_of_the_record(dataset: Path, reference: Record) -> None:
    kept = {
        tuple(msgspec.json.decode(raw, type=tuple[Copy, ...])) for (raw,) in reference.database.rows("SELECT copies_json FROM claim_copies")
    }
    found = [tuple(msgspec.json.decode(r["copies"], type=tuple[Copy, ...])) for r in rows(dataset, "copies")]
    assert set(found) == kept
    assert len(found) == len(kept) > 0
    named = reference.database.rows(
        "SELECT s.key, s.name, s.type, c.key FROM speakers s JOIN speakers c ON c.id = s.canonical_id WHERE s.article_id IS NULL"
    )
    ours = [
        tuple(r[c] for c in ("node", "name", "type", "canonical")) for r in rows(dataset, "names") if not r["node"].startswith("article ")
    ]
    assert sorted(ours) == sorted(named)


def test_what_could_not_be_read_is_in_the_failures(dataset: Path, given: list[str]) -> None:
    found = {(f["kind"], f["input"].removeprefix(given[2])) for f in rows(dataset, "failures")}
    assert found == {("InputError", ":3"), ("NotEnglish", ":4"), ("EmptyInput", ":5"), ("NoInput", given[3])}
    assert {f["source"] for f in rows(dataset, "failures")} == {given[2], given[3]}


def test_a_dataset_that_is_done_is_left_alone(dataset: Path, given: list[str]) -> None:
    before = {path: path.stat().st_mtime_ns for path in dataset.rglob("*")}
    counts = run(given, str(dataset))
    assert (counts.articles, counts.skipped, counts.failed) == (len(rows(dataset, "articles")), 1, 3)
    assert counts.duplicates >= 1
    assert {path: path.stat().st_mtime_ns for path in dataset.rglob("*")} == before


def test_other_inputs_or_options_need_another_folder(dataset: Path, given: list[str]) -> None:
    with pytest.raises(OnrecordError, match="was begun with other inputs, options or another version of onrecord; name a new folder"):
        run(given[:1], str(dataset))
    with pytest.raises(OnrecordError, match="was begun with other"):
        run(given, str(dataset), outlet="Dravosa Post")


def test_a_folder_with_something_else_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("mine")
    with pytest.raises(OnrecordError, match="there is something already; name a new folder"):
        run(["a.txt"], str(tmp_path))
    assert [p.name for p in tmp_path.iterdir()] == ["notes.txt"]
    assert not is_dataset(str(tmp_path))


@pytest.mark.parametrize("source", ["-", "https://dravosa.example/feed"])
def test_what_workers_cannot_read_is_refused(source: str, tmp_path: Path) -> None:
    with pytest.raises(OnrecordError, match="workers can only read files"):
        run([source], str(tmp_path / "dataset"))


def test_a_dataset_that_is_not_finished_is_not_added(dataset: Path, tmp_path: Path) -> None:
    mark = msgspec.json.decode((dataset / "onrecord.json").read_bytes())
    (tmp_path / "onrecord.json").write_bytes(msgspec.json.encode({**mark, "done": False}))
    with onrecord.open(tmp_path / "news.db") as record, pytest.raises(OnrecordError, match="is not finished; run the same onrecord batch"):
        list(add_dataset(record, str(tmp_path)))


def test_the_command_adds_a_dataset(dataset: Path, tmp_path: Path) -> None:
    job = begin("add", str(dataset), "--record", str(tmp_path / "news.db"))
    _, told = job.communicate(timeout=120)
    assert job.returncode == 1, told  # as some inputs failed
    assert "1 changed" in told
    assert "1 skipped (1 German)" in told
