"""Descriptions that point at what was named before by place or number: "the latter", "both men", "the couple", "the newspaper"."""

from onrecord.model import SpeakerType
from onrecord.speakers.entities import Named
from onrecord.speakers.mentions import Mentions

_OUTLETS = frozenset(["newspaper", "broadcaster", "weekly", "daily", "magazine", "outlet"])
_PAIRS = frozenset(["both", "two"])
_PAIRED = frozenset(["couple", "pair", "duo", "spouses", "newlyweds"])
_PEOPLE = frozenset(
    [
        "men", "women", "leaders", "presidents", "ministers", "candidates", "brothers", "sisters", "politicians", "senators",
        "lawmakers", "rivals", "lawyers", "judges", "officials", "officers", "authors", "researchers", "scientists", "players",
        "coaches", "managers", "generals", "mayors", "governors", "diplomats", "suspects", "defendants", "victims", "friends",
    ]
)  # fmt: skip
_PLACES = frozenset(["countries", "governments", "nations", "sides", "states", "capitals", "neighbours", "neighbors"])
_BODIES = frozenset(
    ["companies", "firms", "parties", "unions", "clubs", "banks", "ministries", "agencies", "organisations", "organizations"]
)
_GENDERS = {"men": "male", "brothers": "male", "women": "female", "sisters": "female"}
_FEW = 30
"""Mentions back in which a pair may have been brought in without names."""

_NEAR = 3
"""Sentences back in which both of a pair are named."""


def pointed(m: Mentions, named: Named, i: int, before: list[int]) -> tuple[int, ...]:
    """Numbers of the entities at which a description points; none where it points at nothing, or not clearly.

    Args:
        m: Mentions of the article.
        named: Its entities.
        i: The description.
        before: Names before it, in order.
    """
    form = m.form(i)
    if form.text in {"the latter", "the former"}:
        people = [e for e in _first_seen(m, named, before, form.sentence, 1) if named.entities[e].type == "person"]
        return (people[1 if form.text == "the latter" else 0],) if len(people) == 2 else ()
    if form.definite > 0 and form.head in _OUTLETS and len(form.words) == 1:
        outlets = {named.of[j] for j in before if named.entities[named.of[j]].type == "outlet"}
        return tuple(outlets) if len(outlets) == 1 else ()
    words = form.text.split()
    paired = words[-1] in _PAIRED and words[0] == "the" and len(words) <= 2
    if paired or (len(words) <= 3 and _PAIRS & set(words[:2]) and words[0] in {"both", "the"}):
        types = {"person"} if paired or words[-1] in _PEOPLE else {"place"} if words[-1] in _PLACES else _types(words[-1])
        near = [e for e in _seen(m, named, before, form.sentence, _NEAR) if named.entities[e].type in types]
        genders = {named.entities[e].gender for e in near}
        wanted = _GENDERS.get(words[-1], "")
        new = any(m.form(j).head == words[-1] for j in range(max(0, i - _FEW), i))  # "a couple" that nobody names
        return (near[1], near[0]) if len(near) == 2 and not new and (not wanted or genders == {wanted}) else ()
    return ()


def _types(noun: str) -> set[SpeakerType]:
    return {"organisation", "outlet"} if noun in _BODIES else set()


def _first_seen(m: Mentions, named: Named, before: list[int], sentence: int, most: int) -> list[int]:
    """Entities named in the sentences before, in the order in which each is first named there."""
    return list(dict.fromkeys(named.of[j] for j in before if sentence - int(m.sentence[m.first[j]]) <= most))


def _seen(m: Mentions, named: Named, before: list[int], sentence: int, most: int) -> list[int]:
    """Entities named in the sentences before, the last one first."""
    return list(dict.fromkeys(named.of[j] for j in reversed(before) if sentence - int(m.sentence[m.first[j]]) <= most))
