"""A user's own list of speakers, with ids of their choice: FollowTheMoney entities as JSON lines, or CSV with name, aliases and id.

FollowTheMoney (https://followthemoney.tech) is the data model of OpenSanctions and Aleph: one JSON object a line, with ``id``, ``schema``
and ``properties`` whose values are lists. A Wikidata id among the properties is preferred to the list's own.
"""

import csv
import json
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from onrecord.errors import NoInput, NotText
from onrecord.model import SpeakerType
from onrecord.speakers.names import body_words, person_name, same_body, same_person, sound

_PERSONS = frozenset({"person", "people", "human"})
_MOST = 200
"""Names that are compared with one, of those that share a word with it."""


@dataclass(frozen=True, slots=True)
class _Entry:
    id: str
    person: bool | None
    names: tuple[str, ...]


class KnownSpeakers:
    """A list of known speakers.

    Args:
        entries: (id, whether a person or None where not known, names with the main one first).
    """

    def __init__(self, entries: Iterator[tuple[str, bool | None, tuple[str, ...]]]) -> None:
        self._by_word: dict[str, list[tuple[_Entry, str]]] = defaultdict(list)
        self.count = 0
        for id, person, names in entries:
            entry = _Entry(id, person, names)
            self.count += 1
            for name in names:
                for word in {sound(w) for w in (*person_name(name).words[-2:], *person_name(name).words[:1], *body_words(name)[:1])}:
                    self._by_word[word].append((entry, name))

    def find(self, name: str, type: SpeakerType) -> str | None:
        """The id of whom a full name is; None where nobody or more than one fits, and for a surname alone."""
        person = type == "person"
        if person and len(person_name(name).words) < 2:
            found = {e.id for e, n in self._near(name, person) if n.casefold() == name.casefold()}
            return found.pop() if len(found) == 1 else None
        same = same_person if person else same_body
        exact = {e.id for e, n in self._near(name, person) if n.casefold() == name.casefold()}
        if len(exact) == 1:
            return exact.pop()
        found = {e.id for e, n in self._near(name, person) if (not person or len(person_name(n).words) > 1) and same(name, n)}
        return found.pop() if len(found) == 1 else None

    def _near(self, name: str, person: bool) -> list[tuple[_Entry, str]]:
        words = {sound(w) for w in (person_name(name).words if person else body_words(name)[:1])}
        seen = [x for w in words for x in self._by_word.get(w, ())[:_MOST]]
        return [x for x in seen if x[0].person is None or x[0].person == person]


def known_speakers(path: Path) -> KnownSpeakers:
    """Read a list of known speakers.

    Args:
        path: ``.csv`` with a heading ``name,aliases,id`` (aliases separated by ``;`` or ``|``, an optional column ``type``), else JSON
            lines of FollowTheMoney.

    Raises:
        NoInput: There is no such file.
        NotText: A line is not what it should be; the message names it.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, ValueError) as error:
        if isinstance(error, UnicodeDecodeError):
            raise NotText("is not UTF-8; save the list of known speakers as UTF-8", str(path)) from None
        raise NoInput("cannot be read; name a CSV or FollowTheMoney file with known speakers", str(path)) from None
    lines = text.splitlines()
    return KnownSpeakers(_from_csv(lines, path) if path.suffix.lower() in {".csv", ".tsv"} else _from_ftm(lines, path))


def _from_csv(lines: list[str], path: Path) -> Iterator[tuple[str, bool | None, tuple[str, ...]]]:
    rows = csv.DictReader(lines, delimiter="\t" if path.suffix.lower() == ".tsv" else ",")
    heading = [h.strip().lower() for h in rows.fieldnames or ()]
    if not {"name", "id"} <= {*heading}:
        raise NotText("has no columns name and id in its first line; give name,aliases,id", str(path))
    rows.fieldnames = heading
    for number, row in enumerate(rows, start=2):
        name, id = (row.get("name") or "").strip(), (row.get("id") or "").strip()
        if not name and not id:
            continue
        if not name or not id:
            raise NotText(f"lacks a name or an id in line {number}", str(path))
        aliases = [a.strip() for a in (row.get("aliases") or "").replace("|", ";").split(";")]
        yield id, _is_person(row.get("type") or ""), tuple(dict.fromkeys(a for a in (name, *aliases) if a))


def _from_ftm(lines: list[str], path: Path) -> Iterator[tuple[str, bool | None, tuple[str, ...]]]:
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            entity = json.loads(line)
            properties = entity.get("properties", {})
            names = [
                n
                for p in ("name", "alias", "weakAlias", "previousName", "abbreviation")
                for n in properties.get(p, [])
                if isinstance(n, str)
            ]
            id = next(iter(properties.get("wikidataId", [])), None) or entity["id"]
        except (ValueError, KeyError, AttributeError, TypeError):
            raise NotText(f"has no FollowTheMoney entity in line {number} (an object with id, schema and properties)", str(path)) from None
        if not names and isinstance(entity.get("caption"), str):
            names = [entity["caption"]]
        if names:
            yield str(id), _is_person(str(entity.get("schema", ""))), tuple(dict.fromkeys(names))


def _is_person(kind: str) -> bool | None:
    kind = kind.strip().lower()
    return None if kind in {"", "legalentity", "thing"} else kind in _PERSONS
