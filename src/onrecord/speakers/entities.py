"""Who is named in an article: names that belong together, each with its fullest form.

Names are compared within the article only. Full names come first; a surname or a short form then joins the one full name that it fits,
and where it fits several people it stays apart, for a wrong merger is worse than none.
"""

import re
from collections import Counter, defaultdict
from dataclasses import dataclass, field

from onrecord.attribution.words import LINE, Words
from onrecord.model import Span, SpeakerType
from onrecord.speakers.agreement import Gender, gender_of
from onrecord.speakers.countries import countries, seats
from onrecord.speakers.lists import words as listed_words
from onrecord.speakers.mentions import NO_NAME, Mentions
from onrecord.speakers.names import body_words, is_acronym, person_name, same_body, same_person, sound
from onrecord.speakers.network import NAMES
from onrecord.speakers.outlets import listed, looks_like_outlet
from onrecord.speakers.wording import DESCRIPTIONS, HONORIFICS, TIMES

MOST_NAMES = 20_000
"""Mentions of names that are looked at; an article with more is a list."""

_GENERIC = frozenset(
    [
        "house",
        "senate",
        "congress",
        "court",
        "committee",
        "council",
        "ministry",
        "parliament",
        "university",
        "department",
        "new",
        "national",
    ]
)
_MOST_INITIALS, _LABELS = 4, 2
_OFFICES = HONORIFICS | listed_words("offices")
_POSSESSIVE = re.compile(r"\s*[’'`]s?$")
_IN_BRACKETS = re.compile(r"\(([A-Z][\w.]{1,9})\)")
_CREDIT = re.compile(
    r"^\W*(?:By|Photo(?:graph)?|Image|Picture|Credit|File photo|Photo by|Caption|Reporting by|Editing by)\b", re.IGNORECASE
)


@dataclass(slots=True)
class Entity:
    """Somebody or something that an article names.

    Attributes:
        number: Its place in the order of first mentions.
        type: What it is.
        name: Its fullest form.
        mentions: Numbers of its mentions.
        forms: How often each form occurs.
        gender: Woman or man, where some form says so.
        ambiguous: Whether it is a surname that several people of the article bear.
    """

    number: int
    type: SpeakerType
    name: str
    mentions: list[int] = field(default_factory=list)
    forms: Counter[str] = field(default_factory=Counter)
    gender: Gender = ""
    ambiguous: bool = False


@dataclass(frozen=True, slots=True)
class Named:
    """The entities of an article, and to which of them each mention of a name belongs."""

    entities: list[Entity]
    of: dict[int, int]


def plain(name: str) -> str:
    """A name on one line, without possessive and marks around it."""
    return _POSSESSIVE.sub("", " ".join(name.split())).strip(" ,.;:\"“”'’()[]") or name.strip()


def named(mentions: Mentions, byline: tuple[str, ...] = ()) -> Named:
    """Put the names of an article together."""
    numbers = [int(i) for i in range(len(mentions)) if mentions.name[i] != NO_NAME][:MOST_NAMES]
    credits = _credits(mentions.words)
    texts = {i: plain(mentions.text(i)) for i in numbers if not _inside(mentions.span(i), credits)}
    authors = {a.casefold() for a in byline}
    texts = {i: _bare(t) if mentions.name[i] != 0 else t for i, t in texts.items()}
    texts = {i: t for i, t in texts.items() if t.casefold() not in authors and _is_name(t)}
    kinds = _types(mentions, texts)
    entities: list[Entity] = []
    of: dict[str, int] = {}
    forms = list(dict.fromkeys(texts.values()))
    people = _persons([t for t in forms if kinds[t] == "person"])
    bodies = _bodies([t for t in forms if kinds[t] != "person"], mentions.words.text)
    for name, members, ambiguous in _with_initials([*people, *bodies], kinds, _labels(mentions, texts)):
        entities.append(Entity(0, kinds[name], name, ambiguous=ambiguous))
        of.update(dict.fromkeys(members, len(entities) - 1))
    for i, t in texts.items():
        e = entities[of[t]]
        e.mentions.append(i)
        e.forms[t] += 1
    for e in entities:
        if e.type == "person":
            e.gender = _gender(mentions, e)
        elif e.type == "place":
            e.name = _place(e)
    ordered = sorted(range(len(entities)), key=lambda k: entities[k].mentions[0])
    rank = {k: n for n, k in enumerate(ordered)}
    for k, e in enumerate(entities):
        e.number = rank[k]
    return Named([entities[k] for k in ordered], {i: rank[of[t]] for i, t in texts.items()})


def _labels(mentions: Mentions, texts: dict[int, str]) -> set[str]:
    """Names that stand before what is said more than once, as in an interview: "WN:", "((WN))"."""
    w = mentions.words
    out: Counter[str] = Counter()
    for i, t in texts.items():
        if t in listed() or t.replace(".", "").lower() in countries():
            continue
        first, after = int(mentions.first[i]), int(mentions.last[i]) + 1
        while first > 0 and w.spacing[first] < LINE and w.word(first - 1).strip("(") == "":
            first -= 1
        closed = ":" if first == int(mentions.first[i]) else ")"
        doubled = closed == ":" or int(mentions.first[i]) - first > 1 or w.word(first) == "(("
        if (first == 0 or w.spacing[first] >= LINE) and doubled and after < len(w) and w.word(after).startswith(closed):
            out[t] += 1
    return {t for t, n in out.items() if n >= _LABELS}


def _with_initials(
    groups: list[tuple[str, list[str], bool]], kinds: dict[str, SpeakerType], labels: set[str]
) -> list[tuple[str, list[str], bool]]:
    """Groups of names, where initials that stand before what is said join the one person or outlet that has them."""
    short = {
        n
        for n, (name, _, _) in enumerate(groups)
        if name in labels and kinds[name] != "place" and name.isupper() and 1 < len(name) <= _MOST_INITIALS
    }
    out = [(name, list(members), ambiguous) for name, members, ambiguous in groups]
    for n in short:
        name = groups[n][0]
        fits = [k for k, (other, _, _) in enumerate(groups) if k not in short and _has_initials(other, name, kinds[other])]
        if len(fits) == 1:
            out[fits[0]][1].extend(groups[n][1])
            out[n] = "", [], False
    return [g for g in out if g[1]]


def _has_initials(name: str, letters: str, kind: SpeakerType) -> bool:
    if kind == "outlet" and " " not in name:  # "WN" for Wikinews
        rest = iter(name.upper())
        return name[0].upper() == letters[0] and all(c in rest for c in letters)
    return kind in {"person", "outlet"} and "".join(w[0] for w in name.split()).upper() == letters


def _place(e: Entity) -> str:
    """A country by its own name, where the article has an adjective or an acronym of it ("Turkish", "US")."""
    country = countries().get(e.name.replace(".", "").replace(" ", "").lower())
    if country is None or (len(e.name.split()) > 1 and country.lower() in e.name.lower()):
        return e.name
    return country


def _bare(name: str) -> str:
    """A body's name without its article, unless that is part of it ("The Times")."""
    short = name.removeprefix("The ").removeprefix("the ")
    return name if name in listed() and short not in listed() else short


def _is_name(name: str) -> bool:
    """Whether words in capitals can be a name: titles alone ("Prime Minister"), days and numbers are nobody's."""
    words = name.lower().replace("-", " ").split()
    return any(c.isalpha() for c in name) and not all(w in _OFFICES for w in words) and TIMES.match(name) is None


def _inside(span: Span, stretches: list[Span]) -> bool:
    return any(s <= span[0] < e for s, e in stretches)


def _credits(words: Words) -> list[Span]:
    """Lines that say who wrote or photographed; nobody in them is speaking."""
    out = []
    for m in re.finditer(r"^[^\n]{1,200}$", words.text, re.MULTILINE):
        line = m.group()
        if (
            _CREDIT.match(line)
            and (len(line) < 80 or "photo" in line.lower() or "image" in line.lower())
            and not re.search(r"[.!?]\s+\w", line)
        ):
            out.append(m.span())
            if len(out) >= 200:
                break
    return out


def _types(mentions: Mentions, texts: dict[int, str]) -> dict[str, SpeakerType]:
    """The type of each form: what most of its mentions are, unless our lists know it."""
    votes: dict[str, Counter[SpeakerType]] = defaultdict(Counter)
    for i, t in texts.items():
        votes[t][NAMES[int(mentions.name[i])]] += 1  # type: ignore[index]
    out: dict[str, SpeakerType] = {}
    for t, counted in votes.items():
        kind = counted.most_common(1)[0][0]
        bare = t.removeprefix("The ").removeprefix("the ")
        if bare in listed() or t in listed():
            kind = "outlet" if kind != "person" or " " in t else kind
        elif kind == "organisation" and looks_like_outlet(bare):
            kind = "outlet"
        elif bare in seats() or (kind != "person" and countries().get(bare.replace(" ", "").lower(), "").lower() == bare.lower()):
            kind = "place"
        out[t] = kind
    return out


def _gender(mentions: Mentions, e: Entity) -> Gender:
    """What titles and given names of all forms say, where they agree."""
    found: Counter[Gender] = Counter()
    for i in e.mentions[:20]:
        before = mentions.words.word(int(mentions.first[i]) - 1).lower() if mentions.first[i] else ""
        if before == "." and mentions.first[i] > 1:
            before = mentions.words.word(int(mentions.first[i]) - 2).lower()
        said = gender_of((before,), name=False)
        if said:
            found[said] += 3
    words = person_name(e.name).words
    said = gender_of(words[:2], name=len(words) > 1)
    if said:
        found[said] += 2
    if len(found) == 1:
        return next(iter(found))
    return found.most_common(1)[0][0] if found and found.most_common(2)[1][1] <= 2 < found.most_common(1)[0][1] else ""


def _persons(forms: list[str]) -> list[tuple[str, list[str], bool]]:
    """Names of persons: (fullest form, all forms, whether it stays open who it is)."""
    groups: list[list[str]] = []
    by_word: dict[str, list[int]] = defaultdict(list)

    def add(form: str, k: int) -> None:
        groups[k].append(form)
        for w in person_name(form).words:
            if k not in by_word[sound(w)]:
                by_word[sound(w)].append(k)

    def near(form: str) -> list[int]:
        return list(dict.fromkeys(k for w in person_name(form).words for k in by_word.get(sound(w), ())))

    long = [f for f in forms if len(person_name(f).words) > 1]
    for form in sorted(long, key=lambda f: -len(person_name(f).words)):
        fits = [k for k in near(form)[:50] if same_person(form, groups[k][0])]
        if len(fits) == 1:
            add(form, fits[0])
        else:
            groups.append([])
            add(form, len(groups) - 1)
    out_short = []
    for form in (f for f in forms if len(person_name(f).words) <= 1):
        near_ones = near(form)[:50]
        fits = [k for k in near_ones if any(same_person(form, g) for g in groups[k][:3])]
        given = [
            k for k in near_ones if any(len(person_name(g).words) > 1 and person_name(g).words[0] == _only(form) for g in groups[k][:3])
        ]
        fits = fits or given
        if len(fits) == 1:
            groups[fits[0]].append(form)
        else:
            out_short.append((form, len(fits) > 1))
    short: dict[str, tuple[list[str], bool]] = {}
    for form, ambiguous in out_short:
        short.setdefault(_only(form), ([], ambiguous))[0].append(form)
    return [(_fullest(g), g, False) for g in groups] + [(_fullest(g), g, ambiguous) for g, ambiguous in short.values()]


def _only(form: str) -> str:
    words = person_name(form).words
    return words[0] if words else form.lower()


def _fullest(forms: list[str]) -> str:
    """The form with most words, in mixed case where there is one, the first of equals."""
    return max(forms, key=lambda f: (len([w for w in person_name(f).words if len(w) > 1]), len(person_name(f).words), not f.isupper()))


def _bodies(forms: list[str], text: str) -> list[tuple[str, list[str], bool]]:
    """Names of organisations, outlets and places."""
    groups: list[list[str]] = []
    by_words: dict[tuple[str, ...], int] = {}
    by_first: dict[str, list[int]] = defaultdict(list)
    by_initials: dict[str, list[int]] = defaultdict(list)
    acronyms = [f for f in forms if _is_short(f)]
    for form in sorted((f for f in forms if not _is_short(f)), key=lambda f: -len(f)):
        outlet = listed().get(form.removeprefix("The ").removeprefix("the "))
        words = tuple(sorted(body_words(outlet[0] if outlet else form)))
        k = by_words.get(words)
        if k is None:
            heads = by_first.get(body_words(form)[0] if body_words(form) else "", [])[:20]
            longer = [g for g in heads if _begins(form, groups[g][0])]
            k = longer[0] if len(longer) == 1 else None
        if k is None:
            k = len(groups)
            groups.append([])
            by_words[words] = k
            if words:
                by_first[body_words(form)[0]].append(k)
            by_initials[form.lower().removeprefix("the ")[:1]].append(k)
        groups[k].append(form)
    definitions = {m.group(1): m.start() for m in reversed(list(_IN_BRACKETS.finditer(text)))}
    by_letters: dict[str, int] = {}
    for form in acronyms:
        defined = _defined(form, definitions.get(form), text, groups)
        fits = (
            [defined] if defined is not None else [k for k in by_initials.get(form.lower()[:1], ())[:100] if is_acronym(form, groups[k][0])]
        )
        fits = fits or [k for k in by_initials.get(form.lower()[:1], ())[:100] if same_body(form, groups[k][0])]
        if len(fits) == 1:
            groups[fits[0]].append(form)
        else:
            k = by_letters.setdefault(form.replace(".", ""), len(groups))
            if k == len(groups):
                groups.append([])
            groups[k].append(form)
    return [(max(g, key=lambda f: (not f.isupper() or len(f) > 12, len(f))), g, False) for g in groups]


def _is_short(form: str) -> bool:
    letters = form.replace(".", "")
    return " " not in form and 2 <= len(letters) <= 8 and sum(c.isupper() for c in letters) >= max(2, len(letters) - 1)


def _begins(short: str, long: str) -> bool:
    """Whether a name is the beginning of a longer one ("Airbus", "Airbus Industries"), and not of another thing there."""
    a, b = body_words(short), body_words(long)
    if len(a) == 1 and (a[0] in DESCRIPTIONS or a[0] in _GENERIC):
        return False
    return (
        len(a) < len(b)
        and b[: len(a)] == a
        and countries().get(a[-1].lower()) is None
        and a[-1] not in {c.lower() for c in countries().values()}
    )


def _defined(form: str, at: int | None, text: str, groups: list[list[str]]) -> int | None:
    """The name before "(ACRONYM)", which stands at `at`; an outlet there with other letters supplied the report ("HALDEN (AP)")."""
    if at is None:
        return None
    before = " ".join(text[max(0, at - 120) : at].split())
    fits = [k for k, g in enumerate(groups[:2000]) for f in g[:3] if before.endswith(f) and (form not in listed() or is_acronym(form, f))]
    return max(fits, key=lambda k: len(groups[k][0])) if fits else None
