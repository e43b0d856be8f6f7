"""How names sound, by the rules by which they may have come into Latin letters.

A name from another script is read by English rules and by those of German, French and Polish papers and of libraries. What one
of them writes with fewer letters than English (German has "s" for both z and s) is folded in the English reading as well, so
that two readings are compared in the sounds that both can tell apart. The upper-case letters are sounds: C as in church, S as
in ship, X as in Khrushchev, Z as in Zhukov, T as in tsar, J as in jam.
"""

import re
from functools import lru_cache

Rules = tuple[tuple[re.Pattern[str], str], ...]


def _rules(*pairs: tuple[str, str]) -> Rules:
    return tuple((re.compile(pattern), sound) for pattern, sound in pairs)


_ENGLISH = _rules(
    (r"shch|shtch", "X"),
    (r"tch|ch", "C"),
    (r"sh", "S"),
    (r"zh", "Z"),
    (r"dzh|dj", "J"),
    (r"(?<=[aeiouy])j(?=$|[^aeiouy])", "i"),
    (r"j", "J"),
    (r"tz|ts", "T"),
)
_GERMAN = _rules((r"schtsch", "X"), (r"tsch", "C"), (r"dsch", "J"), (r"sch|sh", "S"), (r"ch|kh", "h"), (r"j", "i"), (r"tz|ts|z", "T"))
_FRENCH = _rules(
    (r"chtch", "X"),
    (r"tch", "C"),
    (r"sh|ch", "S"),
    (r"dj", "J"),
    (r"j", "Z"),
    (r"ou(?=[aei])", "w"),
    (r"gu(?=[eiy])", "g"),
    (r"(?<=[aiou]n)e$", ""),
    (r"ts", "T"),
)
_POLISH = _rules((r"szcz", "X"), (r"cz", "C"), (r"sz", "S"), (r"dz", "J"), (r"ch", "h"), (r"rz", "z"), (r"j", "i"), (r"c|ts", "T"))
_SCIENTIFIC = _rules((r"kh|ch", "h"), (r"j", "i"), (r"ts", "c"), (r"dz", "J"))
_COMMON = _rules(
    (r"kh", "h"),
    (r"gh", "g"),
    (r"ph", "f"),
    (r"th", "t"),
    (r"dh", "d"),
    (r"ck|q|c", "k"),
    (r"x", "ks"),
    (r"ff$|w", "v"),
    (r"h(?![aeiouy])", ""),
    (r"ou|oo", "u"),
    (r"ee", "i"),
    (r"ae(?=[^aeiou])", "a"),
    (r"^[iyj]e", "e"),
    (r"[iyj]+[eo](?=.)", "e"),
    (r"(?<=[XCSZ])o(?=va?$)", "e"),
    (r"[iy]+", "i"),
    (r"(.)\1+", r"\1"),
    (r"enka$", "enko"),
)

_FOLDS: tuple[tuple[Rules, dict[int, str]], ...] = (
    (_GERMAN, str.maketrans({"Z": "S", "z": "s"})),
    (_FRENCH, {}),
    (_POLISH, str.maketrans({"Z": "z"})),
    (_SCIENTIFIC, str.maketrans({"C": "k", "S": "s", "Z": "z", "T": "k", "X": "sk"})),
)
"""Rules of other languages, and what their letters do not tell apart."""

_EAST_SLAVIC = _rules(
    (r"g", "h"),
    (r"h(?![aeiou])", ""),
    (r"T(?=i)", "t"),
    (r"u(?=sk)", "ov"),
    (r"[oa]u$", "ov"),
    (r"ia(?=.)", "e"),
    (r"o(?=.)", "a"),
    (r"d[zJ](?=i)", "d"),
)
"""What Russian, Ukrainian and Belarusian forms of a name differ in."""

_ARABIC = _rules((r"o", "u"), (r"e$", "a"), (r"[ae]?i|e", "i"), (r"h$", ""))
"""What transliterations from Arabic and Persian differ in: short vowels, and h at the end."""


def _apply(rules: Rules, word: str) -> str:
    for pattern, sound_ in rules:
        word = pattern.sub(sound_, word)
    return word


@lru_cache(maxsize=16384)
def english(word: str) -> str:
    """How a word sounds by English rules."""
    return _apply(_COMMON, _apply(_ENGLISH, word))


_CLUSTERS = _rules((r"schtsch|chtch|szcz", "shch"), (r"dsch", "j"), (r"tsch|cz", "ch"), (r"sch|sz", "sh"))
_ROUGH = str.maketrans({"S": "s", "Z": "s", "z": "s", "X": "sC", "J": "i", "e": "i", "T": "c"})


@lru_cache(maxsize=16384)
def sound(word: str) -> str:
    """How a word sounds, roughly, whatever the rules by which it came into Latin letters: a key to look for it, not a proof."""
    return _apply(_COMMON[-2:], _apply(_EAST_SLAVIC, english(_apply(_CLUSTERS, word))).translate(_ROUGH))


@lru_cache(maxsize=16384)
def _readings(word: str) -> tuple[tuple[str, str], ...]:
    """For each other language, how the word sounds by its rules, and by English rules as far as that language tells sounds apart."""
    heard = english(word)
    pairs = [(_apply(_COMMON, _apply(rules, word)).translate(fold), _apply(_COMMON[-2:], heard.translate(fold))) for rules, fold in _FOLDS]
    return tuple(pairs)


def sound_alike(x: str, y: str) -> bool:
    """Whether two words from another script can be one, written by the same or by different rules."""
    a, b = english(x), english(y)
    if a == b or any(_apply(rules, a) == _apply(rules, b) for rules in (_EAST_SLAVIC, _ARABIC)):
        return True
    return any(p in {r, s} or q == r for (p, q), (r, s) in zip(_readings(x), _readings(y), strict=True))


_ELSEWHERE = re.compile(
    # Endings of Slavic, Georgian, Armenian and Arabic surnames, clusters of letters that stand for a sound of another script, and
    # beginnings of given names from there.
    r"enk[oa]$|[eoi][vw]$|[eo]va$|[eo]ff$|sk(i|y|ii|yi|iy|yy|ij|yj|oi|oy|oj)$|ska?(ya|ja|ia)$|chuk$|tschuk$|dze$|dse$|shvili$|yan$|[ij]an$"
    r"|zh|kh|dh|sch|tch|szcz|med$|mm?[aeou]r$|uss?[aeiy]+n$|oss?[aeiy]+n$|ll?ah$|ddi|q|yy|iy|ii|aoui?$|poulos$|akis$|idis$|jine$|gou$"
    r"|ksa|lek?s|andr$|dm[iy]|serg|yur|iur|vgen|vhen|olod|^abdul|outine?$|zyn$|ts[iy]|^y[aeu]|^je[lw]|eo?u$"
    r"|[vcklr]i(c|ch|tch|tsch)$|go[jz]ine$|[hcs]h?kine?$"
)


@lru_cache(maxsize=20_000)
def from_elsewhere(word: str) -> bool:
    """Whether a word looks as if it came from another script, where the rules differ."""
    return len(word) >= 5 and _ELSEWHERE.search(word) is not None


_LATIN_ARABIC = _rules(
    (r"[qc]", "k"),
    (r"sh", "s"),
    (r"th", "t"),
    (r"dh", "d"),
    (r"kh|gh", ""),
    (r"ph|p", "f"),
    (r"v", "b"),
    (r"[aeiouywh]", ""),
    (r"(.)\1+", r"\1"),
)


def skeleton(word: str) -> str:
    """The consonants of a word, which are all that Arabic and Hebrew write."""
    return _apply(_LATIN_ARABIC, re.sub(r"^l(?=[^aeiou]{2})", "", word))
