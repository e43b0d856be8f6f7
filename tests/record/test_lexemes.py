"""Words are cut in PostgreSQL as they are in SQLite."""

import sqlite3
import unicodedata
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.record.lexemes import asked, cut, vector
from onrecord.record.query import parse


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", []),
        ("The bridge's 3.5 tonnes, well-known", ["the", "bridge", "s", "3", "5", "tonnes", "well", "known"]),
        ("Café Müller Ngô Đình Diệm", ["cafe", "muller", "ngo", "đinh", "diem"]),
        ("Cafe\u0301", ["cafe"]),
        ("ΟΔΟΣ ὁδός", ["οδοσ", "ὁδόσ"]),
        ("İstanbul Straße", ["istanbul", "straße"]),
        ("Øystein Łódź", ["øystein", "łodz"]),
        ("Горький", ["горький"]),
        ("東京 都", ["東京", "都"]),
        ("a_b\0c\nd", ["a", "b", "c", "d"]),
        ("it 👩‍👩‍👧 rains", ["it", "rains"]),
    ],
)
def test_words(text: str, words: list[str]) -> None:
    assert cut(text) == words


@pytest.fixture(scope="module")
def fts5() -> Iterator[sqlite3.Connection]:
    connection = sqlite3.connect(":memory:")
    connection.execute("CREATE VIRTUAL TABLE words USING fts5(text, tokenize='unicode61 remove_diacritics 2')")
    connection.execute("CREATE VIRTUAL TABLE found USING fts5vocab(words, 'instance')")
    yield connection
    connection.close()


# The scripts of Europe with their marks, punctuation, symbols, and CJK, as far as both know them.
_RANGES = [(0x20, 0x24F), (0x300, 0x331), (0x388, 0x3CE), (0x400, 0x481), (0x1E00, 0x1EF9), (0x2010, 0x2064), (0x4E00, 0x4E20)]
_OLD = [
    chr(c)
    for c in range(0x20, 0x30000)
    if unicodedata.ucd_3_2_0.category(chr(c)) not in {"Cn", "Cs"} and c not in {0x1E0, 0x1E1, 0x1885, 0x1886}
]
_TEXTS = st.text(st.sampled_from([c for c in _OLD if any(a <= ord(c) <= b for a, b in _RANGES)]) | st.sampled_from("aeE '-\u0301"))


@given(_TEXTS)
def test_words_are_those_of_fts5(fts5: sqlite3.Connection, text: str) -> None:
    fts5.execute("DELETE FROM words")
    fts5.execute("INSERT INTO words VALUES (?)", (text,))
    assert cut(text) == [word for (word,) in fts5.execute('SELECT term FROM found ORDER BY "offset"')]


def test_every_character_is_folded_as_in_fts5(fts5: sqlite3.Connection) -> None:
    fts5.execute("DELETE FROM words")
    fts5.executemany("INSERT INTO words (rowid, text) VALUES (?, ?)", [(ord(c), c) for c in _OLD])
    found = dict(fts5.execute("SELECT doc, term FROM found").fetchall())
    assert [(c, cut(c)) for c in _OLD if cut(c) != ([found[ord(c)]] if ord(c) in found else [])] == []


def test_places_are_those_of_content_source_and_speaker_with_gaps_between() -> None:
    assert vector("it rains, it pours", "Lind", "Ana Lind") == "'it':1A,3A 'rains':2A 'pours':4A 'lind':6B,9C 'ana':8C"
    assert vector(None, None, None) == ""


def test_what_is_indexed_has_bounds() -> None:
    assert len(vector("x " * 50_000, None, None).split(",")) == 255
    assert len(vector(" ".join(map(str, range(50_000))), "Lind", None).split()) == 12_001
    assert len(vector(" ".join("東" * 200 + str(n) for n in range(12_000)), "Lind", "Lind").encode()) < 1_000_000
    assert cut("x" * 400) == ["x" * 255]


@pytest.mark.parametrize(
    ("query", "written"),
    [
        ("rain", "(('rain'))"),
        ("rain snow", "(('rain')) & (('snow'))"),
        ("rain OR speaker:Lind*", "(('rain') | ('lind':*C))"),
        ('"heavy rain*"', "(('heavy' <-> 'rain':*))"),
        ('content:"heavy rain" -snow', "(('heavy':A <-> 'rain':A)) & !(('snow'))"),
        ("Café' & \\", "(('cafe'))"),
    ],
)
def test_queries(query: str, written: str) -> None:
    assert asked(parse(query)) == written
