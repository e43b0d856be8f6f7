import importlib
import pkgutil

import pytest

import onrecord


def test_the_public_names_are_those_that_are_listed() -> None:
    assert onrecord.__all__ == sorted(onrecord.__all__)
    for name in onrecord.__all__:
        assert getattr(onrecord, name).__doc__, f"{name} has no docstring"
    assert dir(onrecord) == onrecord.__all__


def test_an_unknown_name_is_an_ordinary_error() -> None:
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        _ = onrecord.nothing


@pytest.mark.parametrize("name", [m.name for m in pkgutil.walk_packages(onrecord.__path__, "onrecord.") if not m.name.endswith("__main__")])
def test_every_module_says_what_it_is_and_lists_names_that_exist(name: str) -> None:
    module = importlib.import_module(name)
    assert module.__doc__
    for public in getattr(module, "__all__", []):
        assert hasattr(module, public)


def test_all_errors_are_exported_and_drawn_in_the_tree() -> None:
    from onrecord import errors

    tree = errors.__doc__ or ""
    for name in errors.__all__:
        assert name in onrecord.__all__
        assert name in tree
