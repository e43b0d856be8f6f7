import codecs
import logging

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.errors import NotText
from onrecord.reading.decoding import beginning, decode

ENGLISH = "The mayor said “nothing is decided” – and that the café’s owner, José Peña, would pay €5. "


@given(st.text(st.characters(exclude_characters="\x00", exclude_categories=("Cs", "Cc"))))
def test_utf8_comes_back_as_it_was(text: str) -> None:
    assert decode(text.encode(), "x").removeprefix("\ufeff") == text.removeprefix("\ufeff") or text.startswith(("PK", "%PDF"))


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32"])
def test_byte_order_marks_are_heeded(encoding: str) -> None:
    assert decode(ENGLISH.encode(encoding), "x") == ENGLISH
    assert beginning(ENGLISH.encode(encoding)) == ENGLISH


def test_big_endian_marks_are_heeded() -> None:
    assert decode(codecs.BOM_UTF16_BE + ENGLISH.encode("utf-16-be"), "x") == ENGLISH
    assert decode(codecs.BOM_UTF32_BE + ENGLISH.encode("utf-32-be"), "x") == ENGLISH


@pytest.mark.parametrize("length", [1, 3, 400])
def test_western_news_from_windows(length: int) -> None:
    assert decode((ENGLISH * length).encode("cp1252"), "x") == ENGLISH * length


def test_the_only_foreign_letter_may_come_late() -> None:
    text = "The minister declined to comment. " * 5000 + "He then left “at once”."
    assert decode(text.encode("cp1252"), "x") == text


def test_cyrillic_from_windows_is_detected() -> None:
    text = "Президент заявил в понедельник, что правительство не уступит давлению. По словам министра, мера вступит в силу. " * 5
    assert decode(text.encode("cp1251"), "x") == text


def test_a_declared_encoding_is_believed_where_it_fits() -> None:
    text = "Wałęsa powiedział, że się nie zgadza; żaden głos"
    assert decode(text.encode("iso8859-2"), "x", "iso-8859-2") == text
    assert decode(ENGLISH.encode("cp1252"), "x", "latin-1") == ENGLISH
    assert decode(ENGLISH.encode("cp1252"), "x", "no-such-encoding") == ENGLISH
    assert decode(ENGLISH.encode("utf-8"), "x", "latin-1") == ENGLISH


def test_a_damaged_byte_does_not_turn_the_rest_into_gibberish() -> None:
    damaged = ENGLISH.encode() * 3 + b"\xff and so on"
    assert decode(damaged, "x") == ENGLISH * 3 + "\ufffd and so on"


def test_a_text_that_is_cut_inside_of_a_character_is_read() -> None:
    assert decode((ENGLISH + "“").encode()[:-1], "x") == ENGLISH + "\ufffd"


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"\x89PNG\r\n\x1a\n\x00\x00", "PNG"),
        (b"%PDF-1.7\n%\xe2\xe3", "PDF"),
        (b"PK\x03\x04\x14\x00", "ZIP"),
        (b"\x1f\x8b\x08\x00abc", "gzip"),
        (b"\xff\xd8\xff\xe0", "JPEG"),
        (b"{\\rtf1 text}", "RTF"),
        (b"PAR1\x15\x04", "Parquet"),
        (b"ID3\x03\x00\x00", "MP3"),
        (b"RIFF\x24\x08\n\x00WEBPVP8 ", "WebP"),
        (b"BZh91AY&SY\xaa", "bzip2"),
        (b"GIF89a\x10\x00\x10\x00\xf7\x00\x00", "GIF"),
        (b"\x00\x01\x02\x03", "binary"),
        (b"abc\x00" * 1000, "binary"),
        (b"a\x01\x02b" * 1000, "binary"),
        ("The mayor said so.".encode("utf-16-le"), "binary"),
        (b"\x00", "binary"),
    ],
)
def test_binary_data_are_refused_with_what_they_are(data: bytes, kind: str) -> None:
    with pytest.raises(NotText, match=kind) as refused:
        decode(data, "some.file")
    assert str(refused.value).startswith("some.file: ")
    assert "\n" not in str(refused.value)


@pytest.mark.parametrize(
    "start", ["ID3 sales rose", "RIFF Raff closes", "BZhang said", "PAR1 failed", "OggS is", "GIF89a is a format,", "MZ", "II*"]
)
def test_articles_that_begin_like_a_signature_are_text(start: str) -> None:
    text = f"{start}, the minister said on Monday."
    assert decode(text.encode(), "x") == text


@pytest.mark.parametrize(
    "declared",
    ["unicode_escape", "raw-unicode-escape", "idna", "punycode", "undefined", "charmap", "utf-7", "utf-16", "cp500", "base64", "rot13"],
)
def test_encodings_that_no_page_is_in_are_not_believed(declared: str) -> None:
    text = ENGLISH + r"A folder called C:\new\docs, +AGE-"
    assert decode(text.encode("cp1252"), "x", declared) == text


def test_the_level_of_a_logger_is_left_as_it_was() -> None:
    logger = logging.getLogger("charset_normalizer")
    before = logger.level
    logger.setLevel(logging.INFO)
    try:
        decode("Президент заявил в понедельник. ".encode("cp1251") * 9, "x")
        assert logger.level == logging.INFO
    finally:
        logger.setLevel(before)


def test_a_stray_control_character_makes_no_binary_file() -> None:
    assert "\x00" in decode(ENGLISH.encode() * 10 + b"\x00", "x")


@given(st.binary(max_size=3000))
def test_any_bytes_are_text_or_refused(data: bytes) -> None:
    try:
        text = decode(data, "x")
    except NotText:
        return
    assert len(text) <= len(data)


@pytest.mark.parametrize("data", [b"%PDF-1.7 x", b"PK\x03\x04x", bytes(1000)])
def test_what_is_no_text_is_told_with_all_that_is_read(data: bytes) -> None:
    from onrecord.reading.formats import FORMATS

    with pytest.raises(NotText) as error:
        decode(data, "x")
    told = error.value.problem.lower().replace("json lines", "jsonl")
    assert [format.name for format in FORMATS if format.name not in told] == []
