import pytest

from onrecord.attribution.declines import is_decline


@pytest.mark.parametrize(
    "cue",
    [
        "declined to comment",
        "refused to say more",
        "did not immediately respond",
        "hasn’t returned calls",
        "had no comment",
        "was not available",
    ],
)
def test_words_of_declining(cue: str) -> None:
    assert is_decline(f"He {cue}.", ((3, 3 + len(cue)),))


@pytest.mark.parametrize("cue", ["said", "responded", "denied", "commented"])
def test_words_of_saying(cue: str) -> None:
    assert not is_decline(f"He {cue}.", ((3, 3 + len(cue)),))


def test_no_cue_is_no_decline() -> None:
    assert not is_decline("He declined.", ())
