import json
from pathlib import Path

import pytest

from onrecord.exporting.contract import reading_from
from onrecord.model import Reading
from onrecord.scoring.entries import Entry, entry_of

TEXT = "The dam is safe, Lind said. Holm denied that it leaks. RSX reported that “the wall” had moved."
_EXAMPLE = Path(__file__).parents[1] / "exporting" / "example.json"


def entries_of(reading: str) -> list[Entry]:
    return [entry_of(a) for a in json.loads(reading)["attributions"]]


@pytest.fixture
def example() -> Reading:
    """An invented article with nested, discontinuous and overlapping attributions, made by hand."""
    return reading_from(_EXAMPLE.read_bytes())
