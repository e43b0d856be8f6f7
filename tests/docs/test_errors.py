"""docs/errors.md tells of every error, what it is a kind of, and what to do."""

import re

import pytest

import onrecord
from onrecord import errors
from tests.docs.running import ROOT

_PAGE = (ROOT / "docs" / "errors.md").read_text(encoding="utf-8")
_ROWS = {m[1]: m.groups()[1:] for m in re.finditer(r"^\| `(\w+)` \| (`.+?`) \| (.+?) \| (.+?) \|$", _PAGE, re.MULTILINE)}


def test_every_error_is_there_and_nothing_else() -> None:
    assert sorted(_ROWS) == errors.__all__


@pytest.mark.parametrize("name", errors.__all__)
def test_an_error_stands_where_it_stands_in_the_tree(name: str) -> None:
    kinds, when, what_to_do = _ROWS[name]
    assert re.findall(r"`(\w+)`", kinds) == [base.__name__ for base in getattr(errors, name).__bases__]
    assert len(when) > 15
    assert len(what_to_do) > 15


def test_each_can_be_caught_by_the_name_that_is_told() -> None:
    for name in _ROWS:
        assert getattr(onrecord, name) is getattr(errors, name)
