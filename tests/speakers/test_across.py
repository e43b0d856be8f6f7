import pytest

from onrecord.speakers.across import across, agree, could_be, fullness


@pytest.mark.parametrize(
    ("name", "type"),
    [
        ("Ana Lind", "person"),
        ("Dr. Ana Lind", "person"),
        ("Ursula von der Leyen", "person"),
        ("Xi Jinping", "person"),
        ("Kim Jong-un", "person"),
        ("Abdel Fattah el-Sisi", "person"),
        ("J. K. Rowling", "person"),
        ("Alexandria Ocasio-Cortez", "person"),
        ("World Health Organization", "organisation"),
        ("WHO", "organisation"),
        ("US State Department", "organisation"),
        ("Russian Foreign Ministry", "organisation"),
        ("Wisconsin Supreme Court", "organisation"),
        ("Nordwerk Inc.", "organisation"),
        ("European Union", "organisation"),
        ("The Guardian", "outlet"),
        ("AFP", "outlet"),
        ("The Ferry Post", "outlet"),
        ("Poland", "place"),
        ("Moscow", "place"),
    ],
)
def test_names_that_tell_who_it_is(name: str, type: str) -> None:
    assert across(name, type) is not None


@pytest.mark.parametrize(
    ("name", "type"),
    [
        ("Lind", "person"),
        ("Mr. Lind", "person"),
        ("Sheriff Brown", "person"),
        ("von der Leyen", "person"),
        ("J. Lind", "person"),
        ("Ocasio-Cortez", "person"),
        ("Jean-Claude", "person"),
        ("Everyone", "person"),
        ("", "person"),
        ("!!!", "person"),
        ("Supreme Court", "organisation"),
        ("State Department", "organisation"),
        ("the Foreign Ministry", "organisation"),
        ("police", "organisation"),
        ("Authorities", "organisation"),
        ("Reports", "organisation"),
        ("Labour Party", "organisation"),
        ("Mexican", "organisation"),
        ("WN", "organisation"),
        ("", "organisation"),
        ("Post", "outlet"),
        ("WSS", "outlet"),
        ("Springfield", "place"),
        ("Georgia", "place"),
        ("officials", "group"),
        ("Lind and Berg", "group"),
        ("the report", "document"),
        ("he", "unknown"),
    ],
)
def test_names_that_may_be_anybodys(name: str, type: str) -> None:
    assert across(name, type) is None


def test_a_surname_never_has_the_key_of_a_full_name() -> None:
    full = across("Recep Tayyip Erdoğan", "person")
    assert full is not None
    assert across("Erdoğan", "person") is None
    assert "recep" in full.key


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Recep Tayyip Erdoğan", "RECEP TAYYIP ERDOGAN"),
        ("Volodymyr Zelensky", "Volodymyr Zelenskyy"),
        ("Alexander Lukashenko", "Lukashenko, Alexander"),
        ("Kim Jong-un", "Kim Jong Un"),
        ("Dr. Ana Lind", "Ana Lind"),
    ],
)
def test_spellings_of_one_name_agree(left: str, right: str) -> None:
    a, b = across(left, "person"), across(right, "person")
    assert a is not None
    assert b is not None
    assert a.bucket == b.bucket
    assert agree("person", left, right)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Jon Stewart", "John Stewart"),
        ("Joan Smith", "John Smith"),
        ("Sara Kay", "Sarah Kay"),
        ("Donald Trump", "Donald Trump Jr."),
        ("Martin King Jr.", "Martin King Sr."),
        ("Michael Jordan", "Michael B. Jordan"),
        ("George W. Bush", "George H. W. Bush"),
        ("Ana Lind", "Lind"),
        ("Bo Lind", "Ana Lind"),
    ],
)
def test_names_that_may_be_two_peoples_do_not_join_by_themselves(left: str, right: str) -> None:
    a, b = across(left, "person"), across(right, "person")
    assert a is None or b is None or a.bucket != b.bucket or not agree("person", left, right)
    assert a is None or b is None or a.key != b.key


@pytest.mark.parametrize(
    ("left", "right", "same"),
    [
        ("WHO", "World Health Organization", True),
        ("EU", "European Union", True),
        ("Nordwerk Inc.", "the Nordwerk", True),
        ("Nordwerk", "Südwerk", False),
        ("Russian Foreign Ministry", "Foreign Ministry of Russia", True),
        ("Russian Foreign Ministry", "Polish Foreign Ministry", False),
        ("Court", "Court", False),
    ],
)
def test_bodies(left: str, right: str, same: bool) -> None:
    a, b = across(left, "organisation"), across(right, "organisation")
    assert (a is not None and b is not None and a.bucket == b.bucket and agree("organisation", left, right)) is same


def test_an_outlet_is_one_by_all_names_of_the_list() -> None:
    assert across("AFP", "outlet") == across("Agence France-Presse", "outlet")


def test_a_country_is_one_by_its_long_name() -> None:
    assert across("Iran", "place") == across("Islamic Republic of Iran", "place")


def test_a_surname_is_worth_a_look_beside_a_full_name() -> None:
    assert could_be("person", "Erdoğan", "Recep Tayyip Erdoğan")
    assert not could_be("person", "Lind", "Recep Tayyip Erdoğan")


def test_the_fullest_name_has_most_words_and_its_accents() -> None:
    names = ["ERDOGAN", "Recep Tayyip Erdogan", "Recep Tayyip Erdoğan", "RECEP TAYYIP ERDOGAN", "R. T. Erdoğan"]
    assert max(names, key=lambda n: fullness(n, "person")) == "Recep Tayyip Erdoğan"


def test_names_without_end_have_short_keys() -> None:
    for type in ("person", "organisation", "outlet"):
        found = across("Xarn " * 5000, type)
        assert found is not None
        assert len(found.key) < 1000
