from types import ModuleType
from typing import Any

import pytest

WIRE = " ".join(f"word{n} stands here" for n in range(40))


@pytest.fixture
def told(claiming: ModuleType) -> Any:
    def make(id: str, text: str, published: str = "2026-03-01", outlet: str | None = None) -> Any:
        return claiming.Told(id, outlet or id, published, None, (), (), text)

    return make


@pytest.fixture
def said(claiming: ModuleType) -> Any:
    def make(name: str, speaker: str | None, content: str, **more: Any) -> Any:
        usual = {
            "key": (name[0], name[1:]), "outlet": name[0], "published": f"2026-03-{ord(name[0]) - 96:02}",
            "speaker": speaker, "name": speaker,
            "type": "person", "via": (), "said_on": None, "act": "state", "stance": "neutral", "asserted": True, "kind": "indirect",
            "source": "", "cue": "", "content": content, "spans": ((9, 20),), "inside": None,
        }  # fmt: skip
        return claiming.Said(**(usual | more))

    return make


@pytest.fixture
def corpus(claiming: ModuleType, told: Any, said: Any) -> Any:
    """Lind says that forty were hurt, in a and b; Holm in c; she denies it in d."""
    hurt = [
        said("a1", "Eva Lind", "about forty people were hurt in the fire"),
        said("b1", "Eva  Lind", "forty people were hurt in the fire", via=("a",)),
        said("c1", "Ada Holm", "forty people were hurt in the fire"),
        said("d1", "Ada Holm", "that forty people were hurt in that fire", act="deny"),
        said("d2", None, "the moon is made of cheese", asserted=False),
    ]
    return claiming.Corpus(tuple(told(a, f"text of {a}") for a in "abcd"), tuple(hurt))


def keys(*names: str) -> set[frozenset[tuple[str, str]]]:
    return {frozenset((n[0], n[1:]) for n in name.split()) for name in names}


def test_reprints_and_passages_the_earlier_first(simply: ModuleType, claiming: ModuleType, told: Any) -> None:
    own = " ".join(f"other{n} things happen" for n in range(40))
    passage = " ".join(f"word{n} stands here" for n in range(12))
    articles = (told("b", WIRE + " The end."), told("a", WIRE, "2026-03-02"), told("c", f"{own} {passage} {own[::-1]}", "2026-03-03"))
    found = simply.Simple().copies(claiming.Corpus(articles, ()))
    assert found[0] == claiming.Copy("b", "a", "article")
    assert {(c.of, c.copy, c.scope) for c in found[1:]} == {("b", "c", "passage"), ("a", "c", "passage")}
    assert {articles[2].text[slice(*c.copy_span)] for c in found[1:]} == {passage}
    assert {articles[0].text[slice(*c.of_span)] for c in found[1:]} == {passage}


def test_all_levels_of_a_small_corpus(simply: ModuleType, claiming: ModuleType, corpus: Any) -> None:
    levels = claiming.one_after_the_other(simply.Simple(), corpus)
    assert set(levels.statements) == keys("a1 b1", "c1 d1")
    assert set(levels.claims) == keys("a1 b1 c1")
    assert [d.attribution for d in levels.denials] == [("d", "1")]
    (lines,) = levels.independence
    assert (lines.lines, lines.first, lines.circular) == (frozenset({frozenset("ab"), frozenset("c")}), ("a", "1"), False)
    assert [(c.earlier, c.later, c.kind, c.before, c.after) for c in levels.drift if c.later[0] == "b"] == [
        (("a", "1"), ("b", "1"), "hedge", "about", "")
    ]


def test_relations_follow_from_claims_and_denials(simply: ModuleType, claiming: ModuleType, corpus: Any) -> None:
    statements = [frozenset({s.key}) for s in corpus.said]
    claims = list(keys("a1 b1 c1"))
    found = simply.Simple().relations(corpus, statements, claims, [claiming.Denial(("d", "1"), ("a", "1"))])
    assert {(r.kind, r.later[0], r.earlier[0]) for r in found} == {
        ("repeats", "c", "a"),
        ("repeats", "b", "a"),  # the names differ by a blank, and statements were given as different
        ("repeats", "c", "b"),
        ("denies", "d", "a"),
        ("denies", "d", "b"),
        ("revises", "d", "c"),
    }


def test_outlets_that_cite_one_another_are_circular(simply: ModuleType, claiming: ModuleType, said: Any) -> None:
    reports = (said("a1", "Lind", "it rains", via=("b",)), said("b1", "Lind", "it rains", via=("a",)))
    (lines,) = simply.Simple().independence(claiming.Corpus((), reports), [], [frozenset(s.key for s in reports)])
    assert lines.circular
    assert lines.lines == frozenset({frozenset("ab")})


def test_unknown_speakers_are_not_joined(simply: ModuleType, claiming: ModuleType, said: Any) -> None:
    reports = (said("a1", None, "it rains"), said("b1", None, "it rains"))
    assert set(simply.Simple().statements(claiming.Corpus((), reports), [])) == keys("a1", "b1")


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        (("may", "will"), "modality"),
        (("dozens", "80"), "number"),
        (("not", ""), "negation"),
        (("lake", "water"), "other"),
        (("unless", ""), "condition"),
    ],
)
def test_kinds_of_changes(simply: ModuleType, claiming: ModuleType, said: Any, words: tuple[str, str], kind: str) -> None:
    before, after = words
    reports = (said("a1", "Lind", f"the dam {before} leak today"), said("b1", "Lind", f"the dam {after} leak today"))
    (found,) = simply.Simple().drift(claiming.Corpus((), reports), [frozenset(s.key for s in reports)])
    assert (found.kind, found.before, found.after, found.material) == (kind, before, after, kind != "other")


def test_nothing_is_no_error(simply: ModuleType, claiming: ModuleType) -> None:
    levels = claiming.one_after_the_other(simply.Simple(), claiming.Corpus((), ()))
    assert not any(getattr(levels, name) for name in type(levels).__dataclass_fields__)
