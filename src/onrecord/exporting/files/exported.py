"""Exporting: understand what is asked for, and write it where it belongs."""

import os
from collections.abc import Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass, field, fields
from functools import partial
from itertools import islice
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from onrecord.errors import InputError, OnrecordError
from onrecord.exporting.files.asked import Asked, Told
from onrecord.exporting.files.formats import FORMATS, Format
from onrecord.exporting.files.target import filled, replaced, standard
from onrecord.exporting.visible import visible
from onrecord.record import Facets, Hit

if TYPE_CHECKING:
    from onrecord.record import Record

__all__ = ["Question", "export"]

_ABOUT_CLAIMS = frozenset(["speaker", "since", "until"])


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked of a record; see `onrecord.record.Record.export`.

    Attributes:
        query: Words.
        claim: Id of the claim of which the attributions are asked for.
        claims: Whether claims are asked for, not attributions.
        like: What attributions should mean.
        limit: How many at most.
        facets: What they must be like, by the names of `onrecord.record.Facets`.
    """

    query: str = ""
    claim: str | None = None
    claims: bool = False
    like: str | None = None
    limit: int | None = None
    facets: dict[str, Any] = field(default_factory=dict)

    @property
    def given(self) -> dict[str, Any]:
        """The facets that ask for something."""
        return {name: value for name, value in self.facets.items() if value != _NOTHING.get(name)}


def export(record: "Record", format: str, target: str | os.PathLike[str], question: Question, *, update: bool = True) -> int:
    """Write what answers a question in a format; see `onrecord.record.Record.export`.

    Returns:
        How many attributions, or claims, were asked for.

    Raises:
        InputError: There is no such format, or what is asked for does not go together.
        OnrecordError: It cannot be written, or the record cannot be asked.
        MissingPackage: The format needs a package that is not installed.
    """
    chosen = FORMATS.get(format)
    if chosen is None:
        raise InputError(f"is no format; there are {', '.join(FORMATS)}", repr(format))
    _fits(chosen, target, question)
    if (question.claim is not None or question.claims) and update:
        record.update_claims()
    asked = _asked(record, question)
    module = chosen.load()
    try:
        _write(chosen, module, asked, target)
    except BrokenPipeError:
        raise
    except OSError as error:
        name = "standard output" if _is_standard(target) else os.fspath(target)
        raise OnrecordError(f"{name}: cannot be written ({error.strerror or error})") from error
    return asked.written


_NOTHING = {f.name: f.default for f in fields(Facets)}


def _is_standard(target: str | os.PathLike[str]) -> bool:
    return os.fspath(target) == "-"


def _fits(chosen: Format, target: str | os.PathLike[str], q: Question) -> None:
    if chosen.shape == "folder" and _is_standard(target):
        raise InputError("is a folder of files and cannot go to standard output; name a folder", chosen.name)
    if q.claims and not chosen.claims:
        raise InputError(f"does not tell of claims; {', '.join(f.name for f in FORMATS.values() if f.claims)} do", chosen.name)
    if q.claim is not None and (q.claims or q.query or q.like is not None or q.given):
        raise InputError("is the claim whose attributions are written, all of them; leave out the query and all else", repr(q.claim))
    if q.claims and (q.like is not None or q.given.keys() - _ABOUT_CLAIMS):
        raise InputError(f"can only be chosen by a query, {', '.join(sorted(_ABOUT_CLAIMS))}; leave out the others", "claims")


def _asked(record: "Record", q: Question) -> Asked:
    if q.claim is not None:
        return Asked(record, partial(_behind, record, q.claim, q.limit))
    if q.claims:
        return Asked(record, lambda: iter(()), tell=partial(_told, record, q))
    if q.query or q.like is not None:
        found = record.search(q.query, like=q.like, limit=q.limit, **q.given)
        return Asked(record, lambda: iter(found), similar=q.like is not None)
    all_of_them = record.attributions(**q.given)  # in the order of the record, so that those of an article stay together
    return Asked(record, lambda: islice(iter(all_of_them), q.limit))


def _told(record: "Record", q: Question) -> Iterator[Told]:
    for one in record.claims(q.query, **q.given, limit=q.limit, update=False):
        stating, denying = _sides(record, one.id)
        yield Told(record.claim(one.id, update=False), tuple(record.shown(stating)), tuple(record.shown(denying)))


def _behind(record: "Record", claim: str, limit: int | None) -> Iterator[Hit]:
    stating, denying = _sides(record, claim)
    return record.shown(islice(dict.fromkeys([*stating, *denying]), limit))


def _sides(record: "Record", claim: str) -> tuple[list[int], list[int]]:
    """The numbers of the attributions that state a claim, and of those that deny it."""
    from onrecord.claims import behind  # noqa: PLC0415

    return behind.stating(record.database, claim), behind.denying(record.database, claim)


def _write(chosen: Format, module: Any, asked: Asked, target: str | os.PathLike[str]) -> None:
    path = Path(target)
    if chosen.shape == "folder":
        with filled(path) as folder:
            module.fill(asked, folder)
        return
    mode = "wb" if chosen.shape == "bytes" else "w"
    opened: AbstractContextManager[IO[Any]] = standard(mode) if _is_standard(target) else replaced(path, mode)
    with opened as file:
        if chosen.shape == "bytes":
            module.write(asked, file)
            return
        safe = _is_standard(target) and file.isatty()  # an article must not command a terminal
        for piece in module.pieces(asked):
            file.write(visible(piece) if safe else piece)
