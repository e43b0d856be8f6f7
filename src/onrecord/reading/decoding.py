"""Bytes to text: which encoding, and whether the bytes are text at all."""

import codecs
import re

from onrecord.errors import NotText
from onrecord.reading.quiet import quiet

__all__ = ["beginning", "decode"]

_SAMPLE = 32 * 1024

# Encodings that only Python knows, or that no page may be in (WHATWG Encoding Standard, section 4); those that are no text
# encodings at all, such as base64, Python does not decode with.
_NEVER = frozenset({"charmap", "idna", "mbcs", "oem", "punycode", "raw_unicode_escape", "undefined", "unicode_escape", "utf_7"})

# UTF-32 first: its little-endian mark begins with that of UTF-16.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)

_READ = "plain text (UTF-8 is best), HTML, JSON, JSON Lines, CSV, TSV, Parquet or WARC, also compressed"

# Whole signatures, with what tells them from a text that begins with the same letters ("ID3 sales rose").
_MAGIC = tuple(
    (re.compile(magic, re.DOTALL), kind)
    for magic, kind in (
        (rb"%PDF-[0-9]", "a PDF file"),
        (rb"PK\x03\x04", "a ZIP archive or an office document"),
        (rb"PK\x05\x06", "a ZIP archive"),
        (rb"\x1f\x8b", "a gzip archive"),
        (rb"BZh[1-9]1AY&SY", "a bzip2 archive"),
        (rb"\xfd7zXZ\x00", "an xz archive"),
        (rb"\x28\xb5\x2f\xfd", "a Zstandard archive"),
        (rb"7z\xbc\xaf\x27\x1c", "a 7z archive"),
        (rb"Rar!\x1a\x07", "a RAR archive"),
        (rb"\x89PNG\r\n", "a PNG picture"),
        (rb"\xff\xd8\xff", "a JPEG picture"),
        (rb"GIF8[79]a.{6}\x00", "a GIF picture"),
        (rb"II\*\x00", "a TIFF picture"),
        (rb"MM\x00\*", "a TIFF picture"),
        (rb"RIFF.{4}(?:WAVE|AVI |WEBP)", "a sound, video or WebP file"),
        (rb"OggS\x00", "an Ogg file"),
        (rb"ID3[\x02-\x04]\x00", "an MP3 file"),
        (rb"\x7fELF", "a program"),
        (rb"MZ\x90\x00", "a program"),
        (rb"\xd0\xcf\x11\xe0", "an old office document"),
        (rb"\{\\rtf", "an RTF document"),
        (rb"SQLite format 3\x00", "an SQLite database"),
        (rb"PAR1\x15", "a Parquet file"),
        (rb".{257}ustar", "a tar archive"),
    )
)

_CONTROL = bytes(set(range(32)) - set(b"\t\n\r\f\v\b\x1b") | {127})
_HIGH = re.compile(rb"[\x80-\xff]")
_BEYOND_ASCII = re.compile(r"[^\x00-\x7f\ufffd]")

# What English news written on Windows holds beyond ASCII: curly quotation marks, dashes, a few signs, and the letters of western
# names. Without Ò Ó Ô Õ, which are the quotation marks of another old encoding (Mac OS Roman).
_WESTERN = frozenset("‘’“”–—…•€£™®©°½¼¾·«»‚„šŠžß\xa0\xadéèêëáàâäãåæçíìîïñóòôöõøúùûüýÿÉÈÁÀÂÄÅÆÇÍÎÑÖØÚÜœŒ")


def beginning(head: bytes) -> str:
    """The first bytes of an input as text, with what cannot be decoded left out."""
    for mark, encoding in _MARKS:
        if head.startswith(mark):
            return head.decode(encoding, "ignore")
    return head.decode("utf-8", "ignore")


def decode(data: bytes, name: str, declared: str | None = None, *, stray: int = 0) -> str:
    """Decode a text.

    Strict UTF-8 is tried first; then a byte order mark (UTF-8, UTF-16, UTF-32) is heeded; then the encoding that the input
    declares for itself; then UTF-8 with a few damaged bytes, which become U+FFFD; then Windows-1252 where only characters result
    that western news uses; then what charset-normalizer finds most likely from a sample of at most 32 KiB.

    Args:
        data: The bytes.
        name: What errors call the input.
        declared: The encoding that the input declares, if it does.
        stray: How many control characters are accidents, however short the text is.

    Raises:
        NotText: The data are binary, or their encoding cannot be told.
    """
    marked = next((encoding for mark, encoding in _MARKS if data.startswith(mark)), None)
    if marked is None:
        _refuse_binary(data, name, stray)
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        pass
    if marked is not None:
        return data.decode(marked, "replace")
    text = _declared(data, declared)
    if text is None:
        text = _damaged_utf8(data)
    if text is None:
        text = _detected(data)
    if text is None:
        raise NotText("is in an encoding that cannot be told; save it as UTF-8", name)
    return text


def _refuse_binary(data: bytes, name: str, stray: int) -> None:
    for magic, kind in _MAGIC:
        if magic.match(data):
            raise NotText(f"is {kind}, which is not read; give {_READ}", name)
    sample = data[:_SAMPLE]
    controls = len(sample) - len(sample.translate(None, _CONTROL))
    # One stray control character in a text is replaced later on; a hundredth of NUL or a twentieth of others is no text.
    if controls > stray and (sample.count(0) * 100 > len(sample) or controls * 20 > len(sample)):
        raise NotText(f"is binary data, not text; give {_READ}", name)


def _declared(data: bytes, declared: str | None) -> str | None:
    if not declared:
        return None
    try:
        encoding = codecs.lookup(declared).name
        # What declares its encoding in ASCII cannot be in one that reads ASCII otherwise, such as UTF-16 or EBCDIC.
        if encoding.replace("-", "_") in _NEVER or b"<meta charset=".decode(encoding) != "<meta charset=":
            return None
        # The web calls Windows-1252 "latin-1" (WHATWG Encoding Standard, section 4.2).
        return data.decode("cp1252" if encoding in {"iso8859-1", "ascii"} else encoding)
    except (LookupError, ValueError):
        return None


def _damaged_utf8(data: bytes) -> str | None:
    """The text, if it is UTF-8 but for a few bytes: other encodings hardly ever form valid sequences."""
    text = data.decode("utf-8", "replace")
    damaged = text.count("\ufffd")
    valid = len(_BEYOND_ASCII.findall(text))
    return text if damaged * 4 <= valid else None


def _detected(data: bytes) -> str | None:
    # The sample begins where the first letter that is not ASCII stands: what comes before says nothing.
    first = _HIGH.search(data)
    start = max(first.start() - 1024, 0) if first else 0
    sample = data[start : start + _SAMPLE]
    high = len(_HIGH.findall(sample))
    try:
        if high * 8 <= len(sample) and all(c.isascii() or c in _WESTERN for c in sample.decode("cp1252")):
            return data.decode("cp1252", "replace")
    except UnicodeDecodeError:
        pass
    from charset_normalizer import from_bytes  # noqa: PLC0415

    with quiet("charset_normalizer"):
        best = from_bytes(sample).best()
    return data.decode(best.encoding, "replace") if best is not None else None
