"""Whether the words around an expression put it in the past or the future.

"Friday" is five days ago or in two, and only its sentence tells which. The nearest verb before it decides ("will open on Friday", "said
on Friday"); at the beginning of a sentence, the first verb after it ("On Friday, the court will rule").
"""

from onrecord.circumstances.times.lexicon import words
from onrecord.circumstances.times.model import Direction
from onrecord.circumstances.times.tokens import Tokens

__all__ = ["cue"]

_BEFORE, _AFTER = 14, 12
"""Tokens that are looked at."""

_AHEAD = words("""
    will shall would ll must should could might can be going ready plans plan planned planning scheduled due expected expects expect set
    slated poised deadline expire expires expiring expiration effective payable redeemable matures maturing upcoming nearing
    intends intend intended hopes hope aims vows vowed promised postponed delayed adjourned extended extends begins starts opens ends closes
    takes resumes runs arrives meets faces remains awaits awaiting looms forecast projected
""")
_BEHIND = words("""
    said says told was were had has have did been since ago after rose fell met made won lost came went took held began gave found left saw
    killed shot hit got ran sent spoke wrote became led struck sold bought brought broke kept paid put read sat stood taught thought drew
    grew flew knew threw hurt cut let quit spent felt heard
""")
_WILL = words("will shall would ll plans scheduled expected due set slated must")
_ADJACENT = frozenset({"until", "till", "by"})
_REPORTING = frozenset({"said", "says", "told", "after", "since"})
_LASTING = frozenset({"is", "are", "remain", "remains", "stay", "stays"})
_UNTIL_FURTHER = words("suspended closed canceled cancelled halted barred banned jailed remanded detained ordered urged asked told")
"""What goes on to the day that follows "until", or is to be done by it, though the verb is in the past."""
_ARRANGED = frozenset({"scheduled", "due", "expected", "set", "planned", "slated"})
_QUOTES = frozenset("'\"”’“‘`)")
_ADJECTIVE_FOLLOWS = words("a an the its their his her this that these any still as newly previously recently first second third fourth")
_NOT_PAST = frozenset({"need", "indeed", "speed", "feed", "seed", "breed", "united", "wed", "red", "bed", "hundred"})


def cue(tokens: Tokens, start: int, end: int) -> Direction | None:
    """What the sentence around the tokens from ``start`` to ``end`` says."""
    deadline = False  # "by" or "until" stands before it, which points ahead unless a verb says otherwise
    passive = False  # a past participle of which it is not known yet whether "be" stands before it
    for i in range(start - 1, max(-1, start - 1 - _BEFORE), -1):
        if _ends_sentence(tokens, i):
            break
        word = tokens.words[i]
        if passive and word in ("not", "also", "fully", "formally", "officially"):
            continue
        if passive:
            return (
                "future" if word in ("be", "to") or (deadline and (word in _LASTING or tokens.words[i + 1] in _UNTIL_FURTHER)) else "past"
            )
        if word in _ADJACENT:
            deadline = deadline or i == start - 1
            continue
        if word in _AHEAD:
            return "past" if _had_been_arranged(tokens, i) else "future"
        if _to_come(tokens, i):
            return "future"
        if word in _BEHIND:
            return "future" if tokens.word(i - 1) == "be" or (deadline and word in _REPORTING) else "past"
        passive = len(word) > 4 and word.endswith("ed") and word not in _NOT_PAST and tokens.word(i - 1) not in _ADJECTIVE_FOLLOWS
    if passive:
        return "past"
    for i in range(end, min(len(tokens.words), end + _AFTER)):
        word = tokens.words[i]
        if _ends_sentence(tokens, i):
            break
        if word in _WILL or _to_come(tokens, i):
            return "future"
        if word in _BEHIND or (len(word) > 4 and word.endswith("ed") and word not in _NOT_PAST):
            return "past"
    return "future" if deadline else None


def _to_come(tokens: Tokens, i: int) -> bool:
    """Whether a verb points ahead by the word after it: "is to", "was to", "are meeting", "won't"."""
    word, following = tokens.words[i], tokens.word(i + 1)
    if word in ("is", "are"):
        return following == "to" or (following.endswith("ing") and len(following) > 4)
    return (word in ("was", "were") and following == "to") or (word == "won" and following in ("'", "’") and tokens.word(i + 2) == "t")


def _had_been_arranged(tokens: Tokens, i: int) -> bool:
    """Whether what lay ahead is over: "had been scheduled", "was due to expire"."""
    if tokens.word(i - 1) == "to":
        i -= 2
    return tokens.word(i) in _ARRANGED and tokens.word(i - 1) == "been" and "had" in (tokens.word(i - 2), tokens.word(i - 3))


def _ends_sentence(tokens: Tokens, i: int) -> bool:
    word = tokens.words[i]
    if word in (";", "?", "!") or word[0] == "\n":
        return True
    if word != ".":
        return False
    following = i + 1
    while tokens.word(following) in _QUOTES:
        following += 1
    before = tokens.raw(i - 1)
    return tokens.raw(following)[:1].isupper() and (len(before) > 4 or before.islower() or before.isdigit() or before in _QUOTES)
