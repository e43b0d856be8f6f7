import dataclasses

import pytest

from onrecord.claims.groups import Groups
from onrecord.claims.said import article_of
from tests.claims.stories import said, wire


def test_the_article_of_an_attribution_is_told_by_its_key() -> None:
    assert article_of("url:https://post.example/a#top#a12") == "url:https://post.example/a#top"
    assert article_of("id:Post\0x#1") == "id:Post\0x"


def test_values_cannot_be_changed() -> None:
    for value in (wire(), said("a#1", "Post", None)):
        with pytest.raises(dataclasses.FrozenInstanceError):
            value.key = "other"  # type: ignore[misc]


def test_groups_are_joined_pair_by_pair() -> None:
    groups = Groups()
    assert groups.join("a", "b")
    assert groups.join("c", "d")
    assert groups.find("a") != groups.find("c")
    assert groups.join("b", "c")
    assert not groups.join("a", "d")
    assert len({groups.find(x) for x in "abcd"}) == 1
    assert groups.find("e") == "e"
