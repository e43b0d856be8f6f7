"""Which language a text is in: English, surely another one, or not to be told."""

import functools
import re
import unicodedata
from typing import Any

__all__ = ["language_of"]

_SAMPLE = 1200
_FEWEST_LETTERS = 60
_FEWEST_WORDS = 10
_MANY_LETTERS = 300
_SURE = 0.9
_SURER = 0.98
_WORD = re.compile(r"[^\W\d_]+")

# Words that make up a good third of any English text. "the" must be among them: half of the others are also Dutch, German or Scandinavian.
# fmt: off
_ENGLISH = frozenset((
    "the", "of", "and", "to", "that", "was", "for", "with", "his", "her", "their", "have", "has", "had", "were",
    "which", "by", "from", "on", "is", "are", "it", "as", "at", "be", "said", "not", "but", "he", "she", "they", "this",
    "would", "who", "will", "its", "been", "an", "in", "a",
))
# fmt: on
# What the classifier may say of English: a creole that is spelled like it, and "no language at all".
_NEAR_ENGLISH = frozenset({"pcm", "zxx"})


def language_of(text: str) -> str | None:
    """The language of a text, from a sample of at most 3,600 characters from its beginning, middle and end.

    A text with the common words of English is English. Others go to py3langid (Lui and Baldwin 2012), whose answer counts when its
    probability is at least 0.9, or 0.98 with fewer than 300 letters. Letters that are mostly not Latin are never English.

    Returns:
        An ISO 639 code; None where it cannot be told, as with fewer than 60 letters or 10 words (of a script that parts words).
        ``und`` (ISO 639-2: undetermined) where it is certain that it is not English, but not what it is.
    """
    sample = _sample(text)
    words = _WORD.findall(sample)
    letters = sum(map(len, words))
    foreign = _share_not_latin(words) > 0.5
    # A script without spaces says in 20 characters what takes 60 letters and ten words elsewhere.
    if letters < (_FEWEST_LETTERS // 3 if foreign else _FEWEST_LETTERS) or (not foreign and len(words) < _FEWEST_WORDS):
        return None
    if not foreign and _reads_english(words, 4):
        return "en"
    code, probability = _classified(sample)
    if foreign:
        return code if probability >= _SURE / 2 and code not in _NEAR_ENGLISH | {"en"} else "und"
    if code == "en":
        return "en" if probability >= 0.5 else None
    # A line or two of headlines with many foreign names looks foreign to any classifier.
    sure = probability >= (_SURE if letters >= _MANY_LETTERS else _SURER) and not _reads_english(words, 8)
    return code if sure and code not in _NEAR_ENGLISH else None


def _sample(text: str) -> str:
    if len(text) <= 3 * _SAMPLE:
        return text
    middle = (len(text) - _SAMPLE) // 2
    return f"{text[:_SAMPLE]} {text[middle : middle + _SAMPLE]} {text[-_SAMPLE:]}"


def _share_not_latin(words: list[str]) -> float:
    letters = [c for c in "".join(words) if c.isalpha()]
    latin = sum(c.isascii() or unicodedata.name(c, "").startswith("LATIN") for c in letters)
    return 1 - latin / len(letters) if letters else 0.0


def _reads_english(words: list[str], one_in: int) -> bool:
    """Whether one in so many words is a common English one, and one in fifty is "the"."""
    lower = [word.lower() for word in words]
    return lower.count("the") * 50 >= len(lower) and sum(word in _ENGLISH for word in lower) * one_in >= len(lower)


def _classified(sample: str) -> tuple[str, float]:
    code, probability = _identifier().classify(sample)
    return str(code), float(probability)


@functools.cache
def _identifier() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # noqa: PLC0415

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
