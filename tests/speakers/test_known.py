import json
from pathlib import Path

import pytest

from onrecord.errors import InputError
from onrecord.speakers.known import known_speakers


def test_csv_with_aliases_gives_ids(tmp_path: Path) -> None:
    path = tmp_path / "known.csv"
    path.write_text("name,aliases,id\nMaria Lind,Marija Linde;M. Lind-Berg,Q1\nLake Water Board,LWB,Q2\n", encoding="utf-8")
    known = known_speakers(path)
    assert known.find("MARIA LIND", "person") == "Q1"
    assert known.find("Marija Linde", "person") == "Q1"
    assert known.find("LWB", "organisation") == "Q2"
    assert known.find("Jonas Lind", "person") is None


def test_a_surname_alone_is_nobody_in_particular(tmp_path: Path) -> None:
    path = tmp_path / "known.csv"
    path.write_text("name,aliases,id\nMaria Lind,,Q1\n", encoding="utf-8")
    assert known_speakers(path).find("Lind", "person") is None


def test_two_that_fit_are_none(tmp_path: Path) -> None:
    path = tmp_path / "known.csv"
    path.write_text("name,aliases,id\nMaria K. Lind,,Q1\nMaria T. Lind,,Q2\n", encoding="utf-8")
    assert known_speakers(path).find("Maria Lind", "person") is None


def test_follow_the_money_entities_give_wikidata_ids(tmp_path: Path) -> None:
    path = tmp_path / "known.jsonl"
    rows = [
        {"id": "x1", "schema": "Person", "properties": {"name": ["Maria Lind"], "alias": ["Marija Linde"], "wikidataId": ["Q7"]}},
        {"id": "x2", "schema": "PublicBody", "properties": {"name": ["Lake Water Board"]}},
    ]
    path.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    known = known_speakers(path)
    assert known.find("Marija Linde", "person") == "Q7"
    assert known.find("Lake Water Board", "organisation") == "x2"
    assert known.find("Lake Water Board", "person") is None


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("k.csv", "title,number\na,b\n", "no columns name and id"),
        ("k.csv", "name,id\n,Q1\n", "line 2"),
        ("k.jsonl", '{"id": "x"}\nnot json\n', "line 2"),
        ("k.jsonl", "[1]\n", "line 1"),
    ],
)
def test_what_is_wrong_with_a_list_is_said_with_its_line(tmp_path: Path, name: str, content: str, words: str) -> None:
    path = tmp_path / name
    path.write_text(content, encoding="utf-8")
    with pytest.raises(InputError, match=words):
        known_speakers(path)


def test_a_list_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot be read"):
        known_speakers(tmp_path / "none.csv")
