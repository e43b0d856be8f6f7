import pytest

from onrecord.circumstances.verbs import lemmas


@pytest.mark.parametrize(
    ("word", "lemma"),
    [
        ("said", "say"),
        ("denies", "deny"),
        ("denied", "deny"),
        ("planned", "plan"),
        ("urging", "urge"),
        ("warns", "warn"),
        ("wrote", "write"),
        ("pledged", "pledge"),
        ("confessing", "confess"),
        ("told", "tell"),
        ("accuses", "accuse"),
        ("bans", "ban"),
        ("sought", "seek"),
    ],
)
def test_a_form_leads_to_its_lemma(word: str, lemma: str) -> None:
    assert lemma in lemmas(word)


@pytest.mark.parametrize("word", ["say", "red", "ing", "s", "", "ed", "—"])
def test_what_is_no_form_is_itself(word: str) -> None:
    assert lemmas(word)[-1] == word
