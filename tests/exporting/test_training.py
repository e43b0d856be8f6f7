"""What was reviewed, as training data."""

import hashlib
import json
import sys
from pathlib import Path
from typing import Any

import pytest
from tokenizers import Tokenizer, models, pre_tokenizers

from onrecord.errors import OnrecordError
from onrecord.exporting.training import FORM, export_training
from onrecord.record import Record, open_record
from tests.record.conftest import reading

sys.path.insert(0, str(Path(__file__).parents[2] / "training"))


@pytest.fixture
def full(place: str) -> Any:
    """Article 1 is reviewed as a whole, 2 in part, 3 not at all."""
    with open_record(place) as record:
        record.add(
            reading("one", ("Ana Lind", "it rains on the bridge"), ("Bo Berg", "it snows"), url="https://p.example/1", outlet="Post")
        )
        record.add(reading("two", ("Bo Berg", "it thaws"), ("Cy Dahl", "no")))
        record.add(reading("three", ("Bo Berg", "it hails")))
        record.review("1#a1", "corrected", changes={"content": [[14, 22]], "speaker": {"number": 2}}, by="ed")
        record.review("1#a2", "rejected", by="al")
        record.add_attribution(1, {"content": [[0, 3]], "cue": [[9, 13]]}, by="ed")
        record.review("2#a1", "confirmed", by="ed")
        yield record


def lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def test_only_what_was_reviewed_as_a_whole_teaches_where_there_is_none(full: Record, tmp_path: Path) -> None:
    done = export_training(full, tmp_path / "out")
    assert (done.articles, done.partial, done.attributions, done.rejected, done.missing) == (1, 1, 3, 1, 0)
    (whole,) = lines(tmp_path / "out" / "articles.jsonl")
    assert (whole["id"], whole["number"], whole["outlet"]) == ("one", 1, "Post")
    told = whole["annotations"]["reviewed"]
    assert [(r["id"], r["source"], r["cue"], r["content"]) for r in told] == [
        ("review-3", [], [[9, 13]], [[0, 3]]),
        ("a1", [[0, 8]], [[9, 13]], [[14, 22]]),
    ]
    assert told[1]["speaker"] == "Bo Berg"
    assert told[1]["review"]["by"] == "ed"
    assert [r["id"] for r in whole["rejected"]] == ["a2"]
    (part,) = lines(tmp_path / "out" / "partial.jsonl")
    assert [r["id"] for r in part["annotations"]["reviewed"]] == ["a1"]


def test_what_was_read_and_what_was_right_of_it(full: Record, tmp_path: Path) -> None:
    export_training(full, tmp_path / "out")
    found = {(r["article"], r["id"]): r for r in lines(tmp_path / "out" / "judgements.jsonl")}
    assert set(found) == {(1, "a1"), (1, "a2"), (2, "a1")}
    assert found[1, "a1"]["read"]["content"] == [[14, 36]]
    assert found[1, "a1"]["read"]["confidence"] == 0.8
    wrong = {f for f, right in found[1, "a1"]["right"].items() if not right}
    assert wrong == {"content", "speaker"}
    assert found[1, "a2"]["is_attribution"] is False
    assert found[1, "a2"]["right"] is None
    assert all(found[2, "a1"]["right"].values())


def test_the_manifest_says_what_there_is(full: Record, tmp_path: Path) -> None:
    export_training(full, tmp_path / "out")
    told = json.loads((tmp_path / "out" / "manifest.json").read_text(encoding="utf-8"))
    assert told["form"] == FORM
    assert told["verdicts"] == {"added": 1, "confirmed": 1, "corrected": 1, "rejected": 1}
    for name, facts in told["files"].items():
        raw = (tmp_path / "out" / name).read_bytes()
        assert facts == {"rows": raw.count(b"\n"), "sha256": hashlib.sha256(raw).hexdigest()}


def test_what_was_undone_or_stands_no_more_is_not_in_it(full: Record, tmp_path: Path) -> None:
    full.add(reading("one", ("Ana Lind", "it rains on the fridge"), ("Bo Berg", "it snows"), url="https://p.example/1", outlet="Post"))
    full.undo_review(4)
    done = export_training(full, tmp_path / "out")
    assert (done.articles, done.partial, done.rejected) == (0, 1, 1)
    assert done.missing == 0  # the content "it rains" and the added one are still there
    full.add(reading("one", ("Cy Dahl", "nothing"), url="https://p.example/1", outlet="Post"))
    done = export_training(full, tmp_path / "out")
    assert (done.articles, done.partial, done.missing) == (0, 0, 3)


def test_a_later_export_replaces_an_earlier_one_but_nothing_else(full: Record, tmp_path: Path) -> None:
    export_training(full, tmp_path / "out")
    full.undo_review()
    assert export_training(full, tmp_path / "out").partial == 0
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "thesis.txt").write_text("x", encoding="utf-8")
    with pytest.raises(OnrecordError, match="holds something else"):
        export_training(full, tmp_path / "mine")
    with pytest.raises(OnrecordError, match=r"thesis\.txt: cannot be written"):
        export_training(full, tmp_path / "mine" / "thesis.txt")


def test_an_export_that_is_stopped_is_not_taken_for_one(full: Record, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    export_training(full, tmp_path / "out")

    def killed(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("onrecord.exporting.training._judgements", killed)
    with pytest.raises(KeyboardInterrupt):
        export_training(full, tmp_path / "out")
    assert not (tmp_path / "out" / "manifest.json").exists()
    monkeypatch.undo()
    assert export_training(full, tmp_path / "out").articles == 1
    assert not (tmp_path / "out" / "manifest.json.part").exists()


def test_training_reads_it(full: Record, tmp_path: Path) -> None:
    import data

    export_training(full, tmp_path / "out")
    tokenizer = Tokenizer(models.WordLevel({"[UNK]": 0}, unk_token="[UNK]"))
    tokenizer.pre_tokenizer = pre_tokenizers.Whitespace()
    (document,) = data.documents(tmp_path / "out" / "articles.jsonl", tokenizer, data.ONRECORD)
    assert document.id == "one"
    words = document.words.strings()
    told = [
        [" ".join(words[i] for s, e in runs for i in range(s, e)) for runs in (a.source, a.cue, a.content)] for a in document.attributions
    ]
    assert told == [["", "said", "Ana"], ["Ana Lind", "said", "it rains"]]
