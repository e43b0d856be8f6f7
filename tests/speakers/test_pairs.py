import numpy as np

from onrecord.speakers.pairs import FEATURES, Form, Surfaces, form


def mention(text: str, *, name: bool = False) -> Form:
    return form(text.split(), 0, name=name, quoted=False, paragraph=0, sentence=0, opens=True)


def features(anaphor: Form, antecedent: Form) -> tuple[float, ...]:
    return tuple(Surfaces(2, [anaphor, antecedent].__getitem__).features(0, np.array([1]))[0].tolist())


def test_titles_and_possessives_do_not_hide_the_head() -> None:
    assert mention("Ana Morales ’s", name=True).head == "morales"
    assert mention("the minister").words == {"minister"}


def test_a_short_name_is_found_in_the_long_one() -> None:
    same_text, same_head, in_the_other, *_ = features(mention("Morales", name=True), mention("Ana Morales", name=True))
    assert (same_text, same_head, in_the_other) == (0, 1, 1)


def test_pronouns_agree_with_their_kind_only() -> None:
    assert features(mention("his"), mention("he"))[9:11] == (1, 0)
    assert features(mention("his"), mention("she"))[9:11] == (0, 1)
    assert features(mention("his"), mention("Ana Morales", name=True))[9:11] == (0, 0)


def test_an_acronym_agrees_with_its_long_form() -> None:
    assert features(mention("WHO", name=True), mention("World Health Organization", name=True))[4] == 1


def test_as_many_features_as_the_network_takes() -> None:
    assert len(features(mention("he"), mention("she"))) == FEATURES


def test_distances_fall_into_ever_wider_buckets() -> None:
    distances = (1, 2, 4, 5, 9, 1000, 100_000, -3)
    forms = [
        form(["it"], d, name=False, quoted=False, paragraph=0, sentence=0, opens=True) for d in (100_000, *(100_000 - d for d in distances))
    ]
    assert Surfaces(len(forms), forms.__getitem__).distances(0, np.arange(1, 9)).tolist() == [0, 1, 2, 3, 4, 10, 10, 11]


def test_a_woman_is_not_he() -> None:
    agree, conflict = features(mention("he"), mention("the spokeswoman"))[16:18]
    assert (agree, conflict) == (0, 1)
    assert features(mention("she"), mention("the spokeswoman"))[16:18] == (1, 0)


def test_many_are_not_one() -> None:
    assert features(mention("she"), mention("the ministers"))[18:20] == (0, 1)
