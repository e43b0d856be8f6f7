"""Names from China, Korea and Japan, which are written by several rules and with or without hyphens."""

import re

from onrecord.speakers.wording import KOREAN_SURNAMES

_RETROFLEX = "uang|uai|uan|ang|eng|ong|ai|an|ao|ei|en|ou|ua|ui|un|uo|a|e|i|u"
_LABIAL = "iang|ian|iao|ie|ing|in|iu|i|uan|un|uo|ui|ang|eng|ong|ai|an|ao|ei|en|ou|ue|a|e|o|u"
_PINYIN = re.compile(
    rf"(?:[jqx](?:iang|iong|ian|iao|ia|ie|ing|in|iu|i|uan|ue|un|u)|(?:zh|ch|sh|[rzcs])(?:{_RETROFLEX})"
    rf"|[gkh](?:uang|uai|uan|ang|eng|ong|ai|an|ao|ei|en|ou|ua|ui|un|uo|a|e|u)|[bpmfdtnl](?:{_LABIAL})"
    r"|y(?:ang|ing|ong|uan|ue|un|an|ao|in|ou|a|e|i|u)|w(?:ang|eng|ai|an|ei|en|a|o|u)|ang|ai|an|ao|en|er|ou|a|e|o)+"
)
_WADE = re.compile(
    r"(?:hs(?:iang|ieh|ien|iao|iung|ing|in|iu|ia|i|uan|ueh|un|u)|tzu|ss?u|szu"
    r"|ch(?:iang|ien|ieh|iao|iung|ing|in|iu|ia|ih|i|uang|uai|uan|ueh|ang|eng|ung|ai|an|ao|en|ou|ua|ui|un|uo|o|a|e|u)"
    r"|(?:sh|ts|tz|s|j|[pmftknlh])(?:iang|ien|ieh|iao|ing|in|ih|iu|i|uang|uan|uai|uei|ueh|ua|uo|ui|un|ang|eng|ung|ai|an|ao|ei|en|ou|eh|o|a|e|u)"
    r"|y(?:ang|ung|uan|ueh|un|ing|en|eh|ao|in|iu|a|i|u)|w(?:ang|eng|ai|an|ei|en|a|o|u)|erh|ang|eng|ing|ai|an|ao|en|in|ou|i|e|o)+"
)
_WADE_SOUNDS = (
    (r"hs", "X"),
    (r"tzu|tsu(?=$)", "Zi"),
    (r"ss?zu|ssu", "si"),
    (r"ts|tz", "Z"),
    (r"j", "R"),
    (r"(?<=[^a-zA-Z])in", "yin"),
)
_PINYIN_SOUNDS = (
    (r"zh|ch|[jq]", "C"),
    (r"[zc](?!h)", "Z"),
    (r"x", "X"),
    (r"r(?=[aeiou])", "R"),
    (r"b", "p"),
    (r"d", "t"),
    (r"g(?=[aeiou])", "k"),
)
_FINALS = (
    (r"ieh", "ie"),
    (r"ueh", "ue"),
    (r"(?<![iu])eh", "e"),
    (r"(?<![aeiou])ih", "i"),
    (r"ien", "ian"),
    (r"yen", "yan"),
    (r"ung", "ong"),
    (r"uei", "ui"),
    (r"erh", "er"),
    (r"ch", "C"),
    (r"uo", "o"),
    (r"(?<=[kh])e(?![in])", "o"),
    (r"you", "yu"),
)


def _chinese(words: tuple[str, ...], sounds: tuple[tuple[str, str], ...]) -> str:
    """A Chinese name in sounds that both systems tell apart; the first word stays separate, it is the surname."""
    text = words[0] + " " + "".join(words[1:])
    for pattern, sound in (*sounds, *_FINALS):
        text = re.sub(pattern, sound, text)
    return text.replace(" i", " yi")


def same_chinese(pinyin: tuple[str, ...], wade: tuple[str, ...], *, hyphen: bool) -> bool:
    """Whether a name in Pinyin and one by the rules of Wade and Giles are one.

    Args:
        pinyin: The words of the name in Pinyin.
        wade: Those of the other.
        hyphen: Whether the other has a hyphen, as Pinyin does not; without one, it must have a syllable that Pinyin does not have.
    """
    if min(len(pinyin), len(wade)) < 2 or max(len(pinyin), len(wade)) > 4 or any(len(w) > 14 for w in pinyin + wade):
        return False
    if not all(map(_PINYIN.fullmatch, pinyin)) or not all(map(_WADE.fullmatch, wade)):
        return False
    return (hyphen or not all(map(_PINYIN.fullmatch, wade))) and _chinese(pinyin, _PINYIN_SOUNDS) == _chinese(wade, _WADE_SOUNDS)


_KOREAN = re.compile(r"ng|ch|ck|sh|kk|tt|pp|ss|jj|eui|eo|eu|ae|ai|oe|ui|oo|ou|ee|wi|[kgtdpbjsmnrlhyw]|[aeiou]")
_KOREAN_SOUNDS = {
    **{letter: frozenset({letter}) for letter in "mnhywai"},
    **dict.fromkeys(("k", "g", "kk", "ck"), frozenset("k")),
    **dict.fromkeys(("t", "d", "tt"), frozenset("t")),
    **dict.fromkeys(("p", "b", "pp"), frozenset("p")),
    **dict.fromkeys(("j", "ch", "jj"), frozenset("j")),
    **dict.fromkeys(("s", "sh", "ss"), frozenset("s")),
    **dict.fromkeys(("r", "l"), frozenset("l")),
    **dict.fromkeys(("ae", "ai"), frozenset({"ae"})),
    **dict.fromkeys(("eo", "ou"), frozenset({"eo"})),
    **dict.fromkeys(("ui", "eui", "wi"), frozenset({"ui"})),
    "ng": frozenset({"ng"}),
    "e": frozenset("e"),
    "oe": frozenset({"oe"}),
    "eu": frozenset({"eu"}),
    "ee": frozenset({"i", "ui"}),
    "oo": frozenset("u"),
    "o": frozenset({"o", "eo"}),
    "u": frozenset({"u", "eu", "eo"}),
}


def _korean(words: tuple[str, ...]) -> list[frozenset[str]] | None:
    """The sounds that a Korean given name may have; nothing if it is none."""
    out: list[frozenset[str]] = []
    for written in words:
        word = re.sub(r"w(?=u|oo)|y(?=i|ee)|(?<=[aeou])h(?=$|[^aeiouy])", "", written)
        parts = _KOREAN.findall(word)
        if "".join(parts) != word or not 1 <= len(word) <= 14:
            return None
        # Only where a consonant closes the syllable do some write "u" or "o" for the vowel of "seong".
        out += [_KOREAN_SOUNDS[p] - ({"eo", "eu"} if i == len(parts) - 1 and p in {"o", "u"} else set()) for i, p in enumerate(parts)]
    return out


def same_korean(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    """Whether two names are one Korean name; the surname may stand first or last."""
    return any(_same_korean(x, y) for x in _surname_first(a) for y in _surname_first(b))


def _surname_first(words: tuple[str, ...]) -> list[tuple[str, ...]]:
    if not 2 <= len(words) <= 4:
        return []
    return [order for order in (words, (words[-1], *words[:-1])) if order[0] in KOREAN_SURNAMES]


def _same_korean(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    if not KOREAN_SURNAMES[a[0]] & KOREAN_SURNAMES[b[0]]:
        return False
    x, y = _korean(a[1:]), _korean(b[1:])
    return x is not None and y is not None and len(x) == len(y) and all(p & q for p, q in zip(x, y, strict=True))


_JAPANESE = re.compile(r"(?:(?:[kgsztdnhbpmyrwjf]y?|sh|ch|ts)?[aeiou]|o?h(?![aeiou])|n|m(?=[bpm]))+")


def same_japanese(x: str, y: str) -> bool:
    """Whether two words are one Japanese one: a long vowel is written in several ways or not at all."""
    return all(len(w) <= 20 and _JAPANESE.fullmatch(w) is not None for w in (x, y)) and _japanese(x) == _japanese(y)


def _japanese(word: str) -> str:
    for pattern, sound in (
        (r"o(?:u|o|h(?![aeiou]))", "o"),
        (r"uu", "u"),
        (r"m(?=[bp])", "n"),
        (r"si", "shi"),
        (r"ti", "chi"),
        (r"tu", "tsu"),
        (r"zy?i", "ji"),
    ):
        word = re.sub(pattern, sound, word)
    return word
