"""How sure a source is of the main proposition of its content, from the words of the content and the cue.

The cue comes first ("fears", "denied", "promised"), then what the source says itself about its proposition ("I think", "it is unlikely
that", "failed to"), then the verb group. What is asked, wished, ordered or called a duty is not said to be so: its degree is "unknown",
as in FactBank (Saurí and Pustejovsky 2009). What is said under a condition is as sure as the link between the two.
"""

from onrecord.circumstances.certainty import cues as cue_words
from onrecord.circumstances.certainty.clauses import opening, past_leading, sentence, verb_of
from onrecord.circumstances.certainty.commitment import NOTHING, modified
from onrecord.circumstances.certainty.conditions import IF, has_condition, is_inverted
from onrecord.circumstances.certainty.governors import RELATIVES
from onrecord.circumstances.certainty.groups import operators
from onrecord.circumstances.certainty.lexicon import CERTAIN, POSSIBLE, PROBABLE, UNKNOWN, Link, Value
from onrecord.circumstances.certainty.propositions import Found, negated
from onrecord.circumstances.certainty.reading import read
from onrecord.circumstances.certainty.tokens import split
from onrecord.model import Certainty, Degree

_DEGREES: dict[int, Degree] = {UNKNOWN: "unknown", POSSIBLE: "possible", PROBABLE: "probable", CERTAIN: "certain"}
_QUOTES = frozenset(['"', "“", "”", "``", "''", "'", "`", "«", "»", "„", "‹", "›", "…"])
"""Marks that are left out; "…" joins the parts of a content."""
_PRESENT = frozenset(["say", "think", "believe", "argue", "expect", "fear", "hope", "claim", "warn", "insist", "is", "are"])
_ASKING = frozenset(
    ["ask", "asks", "asked", "asking", "wonder", "wonders", "wondered", "wondering", "question", "questions", "questioned", "inquired"]
)
_ASKING |= {"enquired", "know", "unclear", "unsure", "sure", "see", "decide", "determine", "doubt", "doubted"}


def certainty_of(content: str, cue: str, act: str | None = None) -> Certainty:
    """How sure a source is of the main proposition of its content.

    Args:
        content: The content as it stands in the article, with or without its quotation marks.
        cue: The words of the cue, "" where there is none.
        act: What the source does, as in `onrecord.model.Act`, for cues that say nothing about certainty themselves.

    Returns:
        The degree, polarity, condition and time of the proposition; "certain" and "positive" where nothing says otherwise.
    """
    spoken = split(content)
    direct = bool(spoken) and spoken[0] in _QUOTES
    words = sentence([w for w in spoken if w not in _QUOTES])
    cues = split(cue)
    found = _found(words, cues, act, direct=direct) if words else Found(cue_words.under(cues, act, "of"), False, False)
    return Certainty(
        degree=_DEGREES[found.value.degree],
        polarity="negative" if found.value.negative else "positive",
        conditional=found.conditional,
        future=found.future,
    )


def _found(words: list[str], cues: list[str], act: str | None, *, direct: bool) -> Found:
    at = min(opening(words), len(words) - 1)
    if _asks(words, at, cues, act):
        return Found(Value(UNKNOWN, False), False, False)
    if words[at : at + 2] in (["let", "'s"], ["let", "us"]) or "please" in words[at : at + 2]:
        return Found(Value(UNKNOWN, "not" in words[at : at + 4]), False, False)
    if words[at] == "to" or words[at : at + 2] == ["not", "to"]:
        aim = _past_aim(words, at, cues)
        if aim == at:
            return _infinitive(words, at, cues, act)
        at = aim
    conditional = words[at] in IF or (is_inverted(words, at) and "," in words)
    main = past_leading(words, at)
    verb = verb_of(words, main) or verb_of(words, at)
    if verb is None:
        link: Link = "to" if "to" in words[at + 1 : at + 8] and cue_words.embeds(cues, "to") else "of"
        return Found(_fragment(words, at, cue_words.under(cues, act, link)), conditional, cue_words.is_ahead(cues, act, link))
    past = not direct and bool(cues) and not any(_is_present(w) for w in cues)
    outside = Found(cue_words.under(cues, act, "that"), conditional or has_condition(words, main), cue_words.is_ahead(cues, act, "that"))
    return read(words, verb, outside, backshift=past)


def _is_present(word: str) -> bool:
    """Whether a word of a cue is in the present, after which "would" supposes."""
    return word in _PRESENT or (word.endswith("s") and len(word) > 3 and not word.endswith("ss"))


def _asks(words: list[str], at: int, cues: list[str], act: str | None) -> bool:
    """Whether a content is a question, put or reported."""
    first = words[at]
    if words[-1] == "?" or first == "whether":
        return True
    if act == "request" or not (act == "ask" or any(w in _ASKING for w in cues)):
        return False
    return first in {"if", "when"} or any(w in RELATIVES for w in words[at : at + 2])


def _past_aim(words: list[str], at: int, cues: list[str]) -> int:
    """Where a clause begins after an aim that comes before it: "To be clear, …" under "said"; `at` where none does."""
    if cue_words.embeds(cues, "to") or "," not in words[at:-1]:
        return at
    after = words.index(",", at) + 1
    return after if verb_of(words, after) else at


def _infinitive(words: list[str], at: int, cues: list[str], act: str | None) -> Found:
    """What a source promises, asks, refuses or claims to do."""
    link: Link = "of" if words[at + 1 : at + 2] and words[at + 1].endswith("ing") else "to"  # "confessed to killing"
    value = cue_words.under(cues, act, link)
    negative = "not" in words[at : at + 3] or "never" in words[at : at + 3]
    if any(w in NOTHING for w in words[at + 2 : at + 4]):
        negative = not negative
    return Found(Value(value.degree, value.negative != negative), has_condition(words, at), cue_words.is_ahead(cues, act, link))


def _fragment(words: list[str], at: int, value: Value) -> Value:
    """A content without a verb: "no comment", "not guilty", "an inquiry"."""
    value = modified(value, operators(words, at, min(at + 6, len(words))))
    if words[at] in NOTHING or words[at] == "without":
        return negated(value)
    return value
