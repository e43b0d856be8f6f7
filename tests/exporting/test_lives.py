"""Claims in a terminal."""

from io import StringIO

import pytest
from rich.console import Console

from onrecord.claims.telling import Claim, Denied, Life, Report, Statement
from onrecord.exporting.lives import print_claims, print_life

CLAIM = Claim("c1qfkzyw8cc", "the Ostrand bridge will be closed", "Ana Ruiz", 14, 12, 9, 3, 5, 12, "2026-03-01", "2026-03-15")


def report(content: str, via: tuple[str, ...] = ()) -> Report:
    return Report(
        *(7, "n7#a1", "The Halvika Herald", "2026-03-02T09:00:00Z", None, None, "Ana Ruiz", "Ana Ruiz", "said", content),
        *(via, "state", "neutral", False, None),
    )


def life(confidence: float) -> Life:
    said = Statement("s1qfkzyw8cc", "Ana Ruiz", None, None, "state", (report("the bridge will be closed"),))
    denied = Statement("s2qfkzyw8cc", "Per Lind", None, None, "deny", (report("it will not be closed", ("Radio Sarn",)),))
    return Life(CLAIM, (said,), (Denied(denied, confidence),), (), None)


def printed(width: int, confidence: float = 0.4) -> list[str]:
    console = Console(file=StringIO(), width=width, color_system=None)
    print_claims(console, [CLAIM], "news.db", asked=False)
    print_life(console, life(confidence))
    assert isinstance(console.file, StringIO)
    return console.file.getvalue().splitlines()


@pytest.mark.parametrize("width", range(24, 100, 4))
def test_what_belongs_together_is_on_one_line_however_narrow_the_terminal(width: int) -> None:
    lines = printed(width)
    for words in ("denied 12 times", "2026-03-01 to 2026-03-15", "9 outlets", "14 reports", "perhaps denies"):
        assert any(words in line for line in lines), words
    assert all(len(line) <= width for line in lines)
    assert not any(line.lstrip().startswith("·") or line.rstrip().endswith("·") for line in lines)


def test_a_wide_terminal_has_it_all_in_one_line() -> None:
    lines = printed(110, 0.9)
    assert any("9 outlets · 14 reports · 3 speakers · denied 12 times · 2026-03-01 to 2026-03-15" in line for line in lines)
    assert any("Per Lind denies  The Halvika Herald [7] · via Radio Sarn · s2qfkzyw8cc" in line for line in lines)
