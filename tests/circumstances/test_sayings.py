import json
from pathlib import Path

import pytest

from onrecord.circumstances import sayings
from onrecord.errors import WeightsError


def test_the_weights_that_ship_can_be_read() -> None:
    dating = sayings.shipped.__wrapped__()
    assert 0 < dating.least <= dating.carried < 1
    assert len(dating.weights) > 100


@pytest.mark.parametrize(
    "content", ["", "{", "[]", "{}", json.dumps({"least": 0.5, "carried": 0.5, "weights": []}), json.dumps({"weights": {}})]
)
def test_damaged_weights_are_told_in_one_line(content: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "weights").mkdir()
    (tmp_path / "weights/dating.json").write_text(content)
    monkeypatch.setattr(sayings, "files", lambda _: tmp_path)
    with pytest.raises(WeightsError, match=r"dating\.json cannot be read") as error:
        sayings.shipped.__wrapped__()
    assert "\n" not in str(error.value)
