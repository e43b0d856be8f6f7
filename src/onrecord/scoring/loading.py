"""What is scored, and against what: files of JSON and folders of annotations, as documents with their attributions."""

import json
import os
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import msgspec

from onrecord.errors import EmptyInput, InputError, NoInput
from onrecord.exporting.annotated import annotated
from onrecord.reading.source import Source
from onrecord.scoring.entries import Entry, Malformed, entry_of

__all__ = ["Document", "Loaded", "loaded"]

_LARGEST = 1 << 30
"""Most bytes of a file, unpacked."""

_MOST_OF_ONE = 20
"""Most attributions of one article that are complained of one by one."""


@dataclass(slots=True)
class Document:
    """An article and what was marked in it.

    Attributes:
        id: Its id.
        text: Its text; None where the input does not have it.
        by: Its attributions by who marked them; the empty string where that is not said.
    """

    id: str
    text: str | None = None
    by: dict[str, list[Entry]] = field(default_factory=dict)


@dataclass(slots=True)
class Loaded:
    """All that could be read of an input.

    Attributes:
        name: What it is called.
        documents: Its articles by their ids, in its order.
        errors: What could not be read.
    """

    name: str
    documents: dict[str, Document] = field(default_factory=dict)
    errors: list[InputError] = field(default_factory=list)

    def document(self, id: str) -> Document:
        """The article of this id, made where there is none yet."""
        return self.documents.setdefault(id, Document(id))


def loaded(place: str | os.PathLike[str]) -> Loaded:
    """Everything in a file or folder; what cannot be read is among the errors, and the rest is there.

    A file holds JSON Lines, a JSON object or an array of them, also compressed; each object is one of

    - an article of the contract, ``{"article": {"id", "text", …}, "attributions": […]}``, where ``article`` may be the id alone;
    - an article with labels, ``{"id", "text", "annotations": {annotator: […]}}``, or ``{"id", "text", "attributions": […]}``;
    - one attribution, ``{"article": id or {"id", …}, "content", "source", "cue", …}``.

    A folder holds .txt and .ann files (see `onrecord.exporting.annotated`).

    Args:
        place: The file or folder; ``-`` is standard input.

    Raises:
        NoInput: It is not there, or cannot be read.
        EmptyInput: There is nothing in it.
        InputError: Nothing in it can be read.
    """
    name = os.fspath(place)
    out = Loaded(name)
    if name != "-" and Path(name).is_dir():
        _take_folder(name, out)
    else:
        for here, value in _objects(_content(name), name, out):
            _take(value, here, out)
    if not out.documents:
        raise out.errors[0] if out.errors else EmptyInput("there is no article in it", name)
    return out


def _take_folder(name: str, out: Loaded) -> None:
    for one in annotated(name):
        if isinstance(one, InputError):
            out.errors.append(one)
            continue
        article = one.reading.article
        document = out.document(article.id)
        document.text = article.text
        values = msgspec.json.decode(msgspec.json.encode(one.reading.attributions))
        document.by.setdefault(one.annotator or "", []).extend(_entry_of_brat(value) for value in values)


def _entry_of_brat(value: dict[str, Any]) -> Entry:
    """What nobody has marked is not to be scored as if it had been marked as absent."""
    always = {"source", "cue", "content", "inside"}
    return entry_of({k: v for k, v in value.items() if k in always or (v is not True if k == "asserted" else v)})


def _content(name: str) -> bytes:
    try:
        if name == "-":
            return Source(sys.stdin.buffer, name).whole(_LARGEST)
        with Path(name).open("rb") as file:
            return Source(file, name).whole(_LARGEST)
    except FileNotFoundError:
        raise NoInput("no such file or folder; check the name", name) from None
    except OSError as error:
        raise NoInput(f"cannot be read ({error.strerror or error})", name) from error


def _objects(data: bytes, name: str, out: Loaded) -> Iterator[tuple[str, Any]]:
    """The objects of a file, with what errors call each: JSON Lines where the first line is an object of its own, else one document."""
    data = data.removeprefix(b"\xef\xbb\xbf").strip()
    if not data:
        raise EmptyInput("there is nothing in it", name)
    first, _, rest = data.partition(b"\n")
    if rest and _decoded(first) is None:
        whole = _decoded(data)
        if whole is not None:
            yield from ((f"{name}, article {n}", one) for n, one in enumerate(whole if isinstance(whole, list) else [whole], start=1))
            return
    for n, line in enumerate(data.splitlines(), start=1):
        if not line.strip():
            continue
        value = _decoded(line)
        if value is None:
            out.errors.append(InputError("is not valid JSON; write one object per line", f"{name}:{n}"))
        else:
            yield from ((f"{name}:{n}", one) for one in (value if isinstance(value, list) else [value]))


def _decoded(data: bytes) -> Any:
    try:
        return json.loads(data)
    except (ValueError, RecursionError):
        return None


def _take(value: Any, here: str, out: Loaded) -> None:
    """Take what an object says into what was read."""
    if not isinstance(value, dict):
        out.errors.append(InputError("is no object with attributions", here))
        return
    article = value.get("article", value if "attributions" in value or "annotations" in value else None)
    facts = article if isinstance(article, dict) else {"id": article}
    id, text = facts.get("id"), facts.get("text")
    if isinstance(id, int) and not isinstance(id, bool):
        id = str(id)
    if not isinstance(id, str) or not id:
        out.errors.append(InputError('does not say which article it is; give it "article" or "id"', here))
        return
    annotations = value.get("annotations", {"": value["attributions"]} if "attributions" in value else {"": [value]})
    if not isinstance(annotations, dict) or not all(isinstance(some, list) for some in annotations.values()):
        out.errors.append(InputError("has attributions that are no list", here))
        return
    document = out.document(id)
    if isinstance(text, str):
        document.text = text
    for who, some in annotations.items():
        document.by.setdefault(str(who), []).extend(_entries(some, document, here, out))


def _entries(some: list[Any], document: Document, here: str, out: Loaded) -> Iterator[Entry]:
    wrong = 0
    for n, one in enumerate(some, start=1):
        try:
            yield entry_of(one, None if document.text is None else len(document.text))
        except Malformed as error:
            wrong += 1
            if wrong <= _MOST_OF_ONE:
                out.errors.append(InputError(f"attribution {n} {error}; it is left out", f"{here} ({document.id})"))
    if wrong > _MOST_OF_ONE:
        out.errors.append(InputError(f"{wrong - _MOST_OF_ONE:,} more attributions are left out", f"{here} ({document.id})"))
