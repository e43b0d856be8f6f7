import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from onrecord.cli.options import InputFormat
from onrecord.reading.formats import FORMATS

Run = Callable[..., Any]


def test_one_article_is_one_json_object_where_nobody_looks_at_a_terminal(run: Run) -> None:
    result = run("read", "a.txt")
    assert result.exit_code == 0
    assert json.loads(result.stdout)["article"]["id"] == "a.txt"
    assert result.stderr == ""


def test_several_inputs_are_an_array_in_order(run: Run) -> None:
    made = json.loads(run("read", "b", "a", "c", "--format", "json").stdout)
    assert [r["article"]["id"] for r in made] == ["b", "a", "c"]


def test_an_input_with_many_articles_is_an_array(run: Run) -> None:
    assert len(json.loads(run("read", "many3", "--format", "json").stdout)) == 3


def test_jsonl_is_one_reading_a_line(run: Run) -> None:
    lines = run("read", "a", "b", "-f", "jsonl").stdout.splitlines()
    assert [json.loads(line)["article"]["id"] for line in lines] == ["a", "b"]


def test_table_and_page_on_request(run: Run) -> None:
    table = run("read", "a", "--format", "table").stdout
    assert "⟨Mayor Ana Ruiz⟩¹" in table
    page = run("read", "a", "b", "--format", "html").stdout
    assert page.startswith("<!DOCTYPE html>")
    assert "2 articles" in page


def test_standard_input_is_a_source(run: Run) -> None:
    assert json.loads(run("read", "-", input="piped").stdout)["article"]["id"] == "piped"
    twice = run("read", "-", "-", input="piped")
    assert twice.exit_code == 2
    assert "only once" in twice.stderr


def test_what_fails_is_told_and_the_rest_is_written(run: Run) -> None:
    result = run("read", "a", "missing.txt", "b", "--format", "jsonl")
    assert result.exit_code == 1
    assert [json.loads(line)["article"]["id"] for line in result.stdout.splitlines()] == ["a", "b"]
    assert result.stderr == "onrecord: missing.txt: no such file; check the name\n"


def test_an_array_stays_an_array_when_only_one_input_could_be_read(run: Run) -> None:
    assert len(json.loads(run("read", "a", "missing", "--format", "json").stdout)) == 1
    assert json.loads(run("read", "missing1", "missing2", "--format", "json").stdout) == []
    alone = run("read", "missing", "--format", "json")
    assert (alone.exit_code, alone.stdout) == (1, "")


def test_a_file_name_cannot_command_the_terminal(run: Run) -> None:
    result = run("read", "missing\x1b[2J\u202e\udc9b\n.txt")
    assert result.exit_code == 1
    assert result.stderr == "onrecord: missing␛[2J\\u202e\\udc9b␊.txt: no such file; check the name\n"


def test_a_broken_installation_is_one_line(run: Run) -> None:
    result = run("read", "weights")
    assert result.exit_code == 1
    assert result.stderr == "onrecord: the model is damaged; install onrecord again\n"


def test_options_reach_the_pipeline(run: Run, calls: list[dict[str, Any]]) -> None:
    run(
        *("read", "a", "--published", "2024-05-17", "--outlet", "Post", "--title", "T"),
        *("--input-format", "html", "--field", "text=body", "--field", "url=", "--force", "-j", "3", "--known", "k.csv"),
    )
    assert calls == [
        {
            "sources": ["a"],
            "published": "2024-05-17",
            "outlet": "Post",
            "title": "T",
            "format": "html",
            "mapping": {"text": "body", "url": ""},
            "force": True,
            "processes": 3,
            "known": Path("k.csv"),
            "fetcher": None,
        }
    ]


def test_the_explanation_is_part_of_the_table(run: Run) -> None:
    assert "Who is speaking" in run("read", "a", "--format", "table", "--explain").stdout
    assert "Who is speaking" not in run("read", "a", "--format", "table").stdout


def test_what_is_not_asked_for_is_left_to_the_pipeline(run: Run, calls: list[dict[str, Any]]) -> None:
    run("read", "a")
    options = {k: v for k, v in calls[0].items() if k != "sources"}
    assert set(options) == {"published", "outlet", "title", "format", "mapping", "force", "processes", "known", "fetcher"}
    assert not any(options.values())


def test_only_for_urls_there_is_something_that_fetches(run: Run, calls: list[dict[str, Any]]) -> None:
    run("read", "a", "HTTPS://news.example/story", "--allow-host", "localhost:8000", "--allow-host", "intranet.example")
    assert calls[0]["fetcher"].policy.allow_hosts == {"localhost:8000", "intranet.example"}
    run("read", "a", "--allow-host", "localhost")
    assert calls[1]["fetcher"] is None


def test_input_formats_are_those_that_can_be_read() -> None:
    assert {f.value for f in InputFormat} == {f.name for f in FORMATS}


def test_uncertain_attributions_can_be_left_out(run: Run) -> None:
    made = json.loads(run("read", "a", "--min-confidence", "0.9").stdout)
    assert {a["confidence"] >= 0.9 for a in made["attributions"]} == {True}
    assert len(made["attributions"]) == 5


@pytest.mark.parametrize(
    ("args", "said"),
    [
        ([], "FILE"),
        (["a", "--format", "xml"], "xml"),
        (["a", "--allow-host", "http://localhost:8000/"], "no host"),
        (["a", "--min-confidence", "1.5"], "--min-confidence"),
        (["a", "--min-confidence", "much"], "--min-confidence"),
        (["a", "--min-confidence", "nan"], "--min-confidence"),
        (["a", "--processes", "0"], "--processes"),
        (["a", "--input-format", "pdf"], "pdf"),
        (["a", "--published", "someday"], "2024-05-17"),
        (["a", "--field", "body"], "text=body"),
        (["a", "--field", "=body"], "text=body"),
        (["a", "--field", "body=text"], "there is no field 'body'"),
        (["a", "--outlet", " "], "empty"),
        (["a", "--title", ""], "empty"),
        (["a", "--published", ""], "empty"),
        (["a", "--outlet", "\udc9b"], "valid text"),
        (["a", "b", "--title", "T"], "several"),
        (["many2", "--title", "T"], "several"),
        (["a", "--nonsense"], "--nonsense"),
        (["a", "-o", "no/such/folder/x.json"], "No such file"),
        (["a", "-o", "."], "directory"),
    ],
)
def test_a_wrong_command_is_2_and_says_what_is_wrong(run: Run, args: list[str], said: str) -> None:
    result = run("read", *args)
    assert result.exit_code == 2
    assert said in " ".join(result.stderr.split())
    assert "Traceback" not in result.stderr
    assert result.stdout == ""


@pytest.mark.parametrize(
    ("name", "beginning"), [("x.html", "<!DOCTYPE"), ("x.jsonl", '{"article"'), ("x.json", "{\n"), ("x.txt", "⟨source⟩"), ("x", "{\n")]
)
def test_the_name_of_the_output_tells_the_format(run: Run, name: str, beginning: str) -> None:
    result = run("read", "a", "--output", name)
    assert (result.exit_code, result.stdout) == (0, "")
    assert Path(name).read_text(encoding="utf-8").startswith(beginning)


def test_a_format_asked_for_wins_over_the_name(run: Run) -> None:
    run("read", "a", "-o", "x.html", "-f", "json")
    assert json.loads(Path("x.html").read_text(encoding="utf-8"))["article"]["id"] == "a"


def test_a_dash_as_output_is_standard_output(run: Run) -> None:
    assert json.loads(run("read", "a", "-o", "-").stdout)["article"]["id"] == "a"
    assert not Path("-").exists()


def test_an_output_that_is_an_input_is_refused(run: Run) -> None:
    Path("a.txt").write_text("precious", encoding="utf-8")
    Path("link").symlink_to("a.txt")
    for name in ("a.txt", "./a.txt", "link"):
        assert run("read", "a.txt", "-o", name).exit_code == 2
    for source in (".", "*.txt", "[ab].txt", "*"):
        assert run("read", source, "-o", "a.txt").exit_code == 2
    assert Path("a.txt").read_text(encoding="utf-8") == "precious"


@pytest.mark.parametrize("source", ["weights", "missing", "many2"])
def test_a_run_that_ends_badly_leaves_the_earlier_output_alone(run: Run, source: str) -> None:
    Path("x.json").write_text("earlier", encoding="utf-8")
    args = ["--title", "T"] if source == "many2" else []
    assert run("read", source, "-o", "x.json", *args).exit_code != 0
    assert Path("x.json").read_text(encoding="utf-8") == "earlier"
    assert [p.name for p in Path().iterdir()] == ["x.json"]


def test_an_output_with_what_could_be_read_is_written(run: Run) -> None:
    assert run("read", "a", "missing", "-o", "x.json").exit_code == 1
    assert len(json.loads(Path("x.json").read_text(encoding="utf-8"))) == 1


@pytest.mark.parametrize("args", [[], ["-o", "x.json"]])
def test_an_error_of_the_system_while_reading_is_not_blamed_on_the_output(run: Run, args: list[str]) -> None:
    result = run("read", "broken", *args)
    assert result.exit_code == 1
    assert result.stderr == "onrecord: the articles could not be read to the end: [Errno 5] Input/output error\n"
    assert list(Path().iterdir()) == []


def test_an_output_that_cannot_be_written_to_the_end_is_told(run: Run) -> None:
    result = run("read", "a", "-o", "/dev/full")
    assert result.exit_code == 2
    assert "'/dev/full' cannot be written: No space left on device." in " ".join(result.stderr.split())
