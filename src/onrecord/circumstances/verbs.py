"""Words of a cue brought to the form in which the lists have them."""

from functools import cache

from onrecord.circumstances.lists import sections

_IRREGULAR = {form: lemma for lemma, forms in ((k, v) for k, v in sections("irregular").items()) for form in forms}
_DOUBLED = "bdglmnprt"
AUXILIARIES = sections("auxiliaries")["all"]


@cache
def lemmas(word: str) -> tuple[str, ...]:
    """What a word may be a form of, itself last.

    Rules for English inflection after a table of irregular forms; more than one answer is given where spelling alone does not decide
    ("planned" is of "plan" or "plann"), so that a list is asked for each of them.

    Args:
        word: In lower case.
    """
    if word in _IRREGULAR:
        return _IRREGULAR[word], word
    out: list[str] = []
    for ending, instead in (
        ("ies", "y"),
        ("ied", "y"),
        ("ying", "ie"),
        ("es", ""),
        ("s", ""),
        ("ed", ""),
        ("ed", "e"),
        ("ing", ""),
        ("ing", "e"),
    ):
        if word.endswith(ending) and len(word) > len(ending) + 1:
            stem = word[: -len(ending)]
            out.append(stem + instead)
            if not instead and ending in {"ed", "ing"} and len(stem) > 2 and stem[-1] == stem[-2] and stem[-1] in _DOUBLED:
                out.append(stem[:-1])
    return (*out, word)
