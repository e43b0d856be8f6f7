import pytest

from onrecord.claims.ids import claim_id, numbers_of, statement_id


@pytest.mark.parametrize("number", [0, 1, 12345678901234567, 2**63 - 1])
def test_an_id_finds_its_number(number: int) -> None:
    for made in (claim_id(number), statement_id(number)):
        assert len(made) == 11
        low, high = numbers_of(made) or (1, 0)
        assert low <= number <= high < 2**63
        low, high = numbers_of(made[:6]) or (1, 0)
        assert low <= number <= high < 2**63


@pytest.mark.parametrize("id", ["", "c", "c12", "x12345", "c1234u", "c" + "1" * 11, "c12 45"])
def test_what_is_no_id(id: str) -> None:
    assert numbers_of(id) is None


def test_letters_that_are_easily_confused_are_one() -> None:
    assert numbers_of("cOIL12") == numbers_of("c01112")
