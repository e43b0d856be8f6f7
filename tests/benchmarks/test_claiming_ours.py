from types import ModuleType
from typing import Any

import pytest


@pytest.fixture
def said(claiming: ModuleType) -> Any:
    def make(name: str, speaker: str | None, content: str, **more: Any) -> Any:
        usual = {
            "key": (name[0], name[1:]), "outlet": f"Outlet {name[0].upper()}", "published": f"2026-03-{ord(name[0]) - 96:02}",
            "speaker": speaker, "name": speaker, "type": "person", "via": (), "said_on": None, "act": "state", "stance": "neutral",
            "asserted": True, "kind": "indirect", "source": speaker or "", "cue": "", "content": content, "spans": ((9, 20),),
            "inside": None,
        }  # fmt: skip
        return claiming.Said(**(usual | more))

    return make


@pytest.fixture
def corpus(claiming: ModuleType, said: Any) -> Any:
    """Lind says the lake may be drained, in a and, sharper, in b; Holm says so, too, and takes it back; Berg denies it."""
    told = tuple(
        claiming.Told(a, f"Outlet {a.upper()}", f"2026-03-{ord(a) - 96:02}", None, (), (), f"headline\n\ntext of {a}") for a in "abcde"
    )
    return claiming.Corpus(
        told,
        (
            said("a1", "Eva Lind", "that the lake behind the dam may have to be drained before the spring"),
            said("b1", "Eva Lind", "that the lake behind the dam will be drained before the spring"),
            said("c1", "Ada Holm", "The lake behind the dam may have to be drained before the spring"),
            said("d1", "Bo Berg", "that the lake behind the dam may have to be drained", act="deny"),
            said("d2", "Bo Berg", "the moon is made of cheese", asserted=False),
            said("e1", "Ada Holm", "that the lake behind the dam will never have to be drained before the spring"),
        ),
    )


def key(name: str) -> tuple[str, str]:
    return name[0], name[1:]


def group(names: str) -> frozenset[tuple[str, str]]:
    return frozenset(map(key, names.split()))


def test_all_levels_of_a_small_corpus(ours: ModuleType, claiming: ModuleType, corpus: Any) -> None:
    levels = claiming.one_after_the_other(ours.Ours(), corpus)
    assert group("a1 b1") in levels.statements
    assert group("a1 c1") in levels.claims
    assert not any(key("d2") in g for g in (*levels.statements, *levels.claims))
    assert claiming.Denial(key("d1"), key("a1")) in levels.denials
    kinds = {(r.kind, r.later, r.earlier) for r in levels.relations}
    assert ("repeats", key("c1"), key("a1")) in kinds
    assert ("denies", key("d1"), key("a1")) in kinds
    assert ("revises", key("e1"), key("c1")) in kinds
    assert [(c.kind, c.before, c.after) for c in levels.drift if c.material] == [("modality", "may have to be", "will be")]


def test_no_order_changes_the_answers(ours: ModuleType, claiming: ModuleType, corpus: Any) -> None:
    turned = claiming.Corpus(corpus.told[::-1], corpus.said[::-1])
    one, other = (claiming.one_after_the_other(ours.Ours(), c) for c in (corpus, turned))
    for level in ("statements", "claims", "denials", "relations", "independence", "drift"):
        assert sorted(map(str, _sets(getattr(one, level)))) == sorted(map(str, _sets(getattr(other, level))))


def _sets(found: Any) -> list[Any]:
    return [
        sorted(x)
        if isinstance(x, frozenset)
        else x._replace(members=sorted(x.members), lines=sorted(map(sorted, x.lines)))
        if hasattr(x, "lines")
        else x
        for x in found
    ]


def test_what_is_given_is_taken(ours: ModuleType, claiming: ModuleType, corpus: Any) -> None:
    """Claims rest on the statements that are given, not on those that would be found."""
    how = ours.Ours()
    assert group("a1 b1") not in how.claims(corpus, [group("a1 b1"), group("c1")])
    assert how.relations(corpus, [group("a1"), group("c1")], [group("a1 c1")], []) == [claiming.Relation("repeats", key("c1"), key("a1"))]


def test_nothing_makes_nothing(ours: ModuleType, claiming: ModuleType) -> None:
    levels = claiming.one_after_the_other(ours.Ours(), claiming.Corpus((), ()))
    assert not any((levels.copies, levels.statements, levels.claims, levels.denials, levels.relations, levels.independence, levels.drift))


def test_what_floors_are_for_is_onrecord(claiming: ModuleType, ours: ModuleType, simply: ModuleType) -> None:
    first, *_, last = claiming.adapters().values()
    assert isinstance(first(), simply.Simple)
    assert isinstance(last(), ours.Ours)
