"""What the pages let their readers run is run here, and prints what they show."""

from pathlib import Path

import pytest

from tests.docs.blocks import steps
from tests.docs.comparing import difference
from tests.docs.running import ROOT, Desk

DOCS = ROOT / "docs"
RUN = sorted(["start.md", *(f"howto/{path.name}" for path in (DOCS / "howto").glob("*.md"))])
"""The pages of which every command and program is run."""


@pytest.mark.parametrize("name", RUN)
def test_a_page_prints_what_it_shows(name: str, tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    wrong = []
    for step in steps((DOCS / name).read_text(encoding="utf-8")):
        code, printed = desk.run(step)
        if code != step.ends_with:
            wrong.append(f"docs/{name}:{step.line}: ended with {code}, not {step.ends_with}: {step.code}\n{printed}")
        elif other := difference(step.shown or "", printed):
            wrong.append(f"docs/{name}:{step.line}: {step.code}\n{other}")
    assert not wrong, "\n\n".join([*wrong, f"if that is right: python -m tests.docs.refresh docs/{name}"])


def test_there_is_a_page_for_each_kind_of_reader() -> None:
    assert RUN == ["howto/fact-checker.md", "howto/newsroom.md", "howto/osint.md", "howto/political-science.md", "start.md"]


@pytest.mark.parametrize("name", RUN)
def test_a_page_runs_enough_to_be_a_task(name: str) -> None:
    found = steps((DOCS / name).read_text(encoding="utf-8"))
    assert sum(step.language == "console" for step in found) >= 6
    assert sum(step.language == "python" for step in found) >= 1
    assert any(step.shown for step in found)


@pytest.mark.parametrize("name", RUN)
def test_stories_that_are_held_out_for_measuring_are_not_shown(name: str) -> None:
    page = (DOCS / name).read_text(encoding="utf-8")
    for story in ("border", "election", "ferry", "stadium"):
        assert f"{story}.jsonl" not in page
    assert "add examples\n" not in page
    assert "onrecord demo" not in page.replace("`onrecord demo`", "")
