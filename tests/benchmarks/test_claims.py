import json
from pathlib import Path
from types import ModuleType

import pytest

EXAMPLES = ("--part", "developing", "--part", "held-out")


def run(claims: ModuleType, monkeypatch: pytest.MonkeyPatch, *arguments: str) -> int:
    monkeypatch.setattr("sys.argv", ["claims.py", *arguments])
    code: int = claims.main()
    return code


def test_the_parts_are_told_apart_beside_what_is_asked(
    claims: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(claims, monkeypatch, *EXAMPLES, "--adapter", "baseline", "--mode", "given", "--mode", "alone") == 0
    shown = capsys.readouterr().out
    developing, held_out = shown.split("held-out:")
    for table in (developing, held_out):
        assert "44 articles" in table
        assert all(f"\n  {row} " in table for row in claims.ASKED)
        assert "baseline, given" in table
        assert "baseline, alone" in table
    assert developing.count("\n  ") == held_out.count("\n  ")


def test_every_level_that_is_scored_is_shown(claims: ModuleType) -> None:
    part = claims.load(claims.PARTS["developing"])
    perfect = claims.scores(part.gold, part.gold, given=True)
    rows = claims.rows(perfect)
    assert set(claims.ASKED) <= set(rows)
    assert {claims.figure(x) for x in rows.values()} == {100}


def test_errors_of_held_out_stories_are_not_shown(
    claims: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(claims, monkeypatch, *EXAMPLES, "--mode", "given", "--errors", "2") == 0
    shown = capsys.readouterr().out
    names = {part: [path.stem for path in claims.PARTS[part]] for part in claims.PARTS}
    assert f"\n      {names['developing'][0]}-" in shown
    assert not [name for name in names["held-out"] if f"{name}-" in shown]


def test_errors_of_the_held_out_stories_are_refused(
    claims: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit, match="2"):
        run(claims, monkeypatch, "--part", "held-out", "--errors", "1")
    assert "nothing may be developed on them" in capsys.readouterr().err


def test_at_most_so_many_errors_of_a_level_are_shown(
    claims: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    run(claims, monkeypatch, "--mode", "given", "--part", "developing", "--errors", "1")
    shown = capsys.readouterr().out.split("what came out wrong:")[1]
    levels = [block.split("\n") for block in shown.split("\n\n  ")[1:]]
    assert [block[0].split(":")[0] for block in levels] == [
        "copies", "statements", "claims", "denials", "relations", "independence", "drift",
    ]  # fmt: skip
    assert all(sum(line.startswith("    ") and line[4] != " " for line in block) <= 1 for block in levels)


def test_gold_has_no_errors(claims: ModuleType, wrong: ModuleType) -> None:
    part = claims.load(claims.PARTS["developing"])
    found = wrong.errors(wrong.Wording([part.corpus]), part.gold, part.gold, given=True)
    assert {level: len(lines) for level, lines in found.items()} == dict.fromkeys(found, 0)


def test_floors_are_set_and_held(
    claims: ModuleType, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(claims.floors, "FLOORS", tmp_path / "floors.json")
    monkeypatch.setattr(claims, "MODES", ("alone", "given"))
    assert run(claims, monkeypatch, "--floors") == 1  # there are none yet
    assert run(claims, monkeypatch, "--floors", "--lower-floors") == 0
    assert run(claims, monkeypatch, "--floors") == 0
    kept = json.loads((tmp_path / "floors.json").read_text())
    kept["claims"]["floors"]["developing, given, claims, B³"] = 99.9
    (tmp_path / "floors.json").write_text(json.dumps(kept))
    capsys.readouterr()
    assert run(claims, monkeypatch, "--floors") == 1
    assert "developing, given, claims, B³" in capsys.readouterr().out.splitlines()[-1]


def test_floors_of_a_part_alone_are_refused(claims: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(SystemExit, match="2"):
        run(claims, monkeypatch, "--floors", "--part", "developing")
