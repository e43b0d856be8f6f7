"""Options that several commands share, and what is made of them."""

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from onrecord.reading.fetching import Fetcher

__all__ = [
    "AllowHost",
    "FieldNames",
    "Force",
    "InputFormat",
    "InputFormatOption",
    "Known",
    "Outlet",
    "Processes",
    "Published",
    "fetcher_for",
    "filled",
    "fitting",
    "mapping_of",
    "worded",
]


class InputFormat(StrEnum):
    """What `read` may be told that its inputs are; the names that `onrecord.reading` knows."""

    TEXT = "text"
    HTML = "html"
    JSON = "json"
    JSONL = "jsonl"
    CSV = "csv"
    PARQUET = "parquet"
    WARC = "warc"


def filled(value: str | None) -> str | None:
    """The value of an option that must not be empty, and must be text."""
    return _text(value, "it is empty; leave the option out where it is not known.")


def worded(value: str | None) -> str | None:
    """The words of an argument, which must not be empty, and must be text."""
    return _text(value, "it is empty; give some words, in quotation marks.")


def _text(value: str | None, help: str) -> str | None:
    if value is None:
        return None
    try:
        value.encode()
    except UnicodeEncodeError:
        raise typer.BadParameter("it is not valid text in the encoding of this terminal.") from None
    if not value.strip():
        raise typer.BadParameter(help)
    return value


def fitting(param: typer.CallbackParam, value: str | None) -> str | None:
    """The value of an option that must be a date, an act, a stance or a kind."""
    if value is not None:
        from onrecord.record.wrong import wrong  # noqa: PLC0415

        if problem := wrong(str(param.name), value):
            raise typer.BadParameter(problem)
    return value


def _hosts(values: list[str] | None) -> list[str] | None:
    """The hosts of `--allow-host`, each a name or an address with or without a port."""
    for value in values or ():
        if "/" in value or not value.strip():
            raise typer.BadParameter(f"{value!r} is no host; give only its name or address, such as localhost:8000.")
    return values


Published = Annotated[
    str | None,
    typer.Option(
        metavar="DATE",
        callback=filled,
        help="When the articles were published, such as 2024-05-17; wins over what they say themselves.",
        show_default=False,
    ),
]
Outlet = Annotated[str | None, typer.Option(metavar="NAME", callback=filled, help="Who published the articles.", show_default=False)]
InputFormatOption = Annotated[
    InputFormat | None,
    typer.Option(help="What the inputs are. Left out, it is told from their names and content.", show_default=False),
]
FieldNames = Annotated[
    list[str] | None,
    typer.Option(
        "--field",
        metavar="FIELD=NAME",
        help="What a field is called in JSON, CSV or Parquet, such as text=body; may be given several times.",
        show_default=False,
    ),
]
Known = Annotated[
    Path | None,
    typer.Option(
        metavar="FILE",
        help="Speakers that you know, whose ids the speakers found are given: CSV (name,aliases,id) or FollowTheMoney JSON lines.",
        show_default=False,
    ),
]
Force = Annotated[bool, typer.Option("--force", help="Read articles that do not seem to be in English all the same.")]
AllowHost = Annotated[
    list[str] | None,
    typer.Option(
        metavar="HOST[:PORT]",
        callback=_hosts,
        help="Ask this host for URLs though its address is not public, or its port is unusual; may be given several times.",
        show_default=False,
    ),
]
Processes = Annotated[
    int | None,
    typer.Option(
        "--processes",
        "-j",
        min=1,
        metavar="N",
        help="How many articles to read at the same time. Left out, one for each processor.",
        show_default=False,
    ),
]


def fetcher_for(sources: list[str], allow_hosts: list[str]) -> "Fetcher | None":
    """What fetches the inputs that are URLs; nothing that could ask a network is there without one."""
    if not any(source.lower().startswith(("http://", "https://")) for source in sources):
        return None
    from onrecord.reading.fetching import Fetcher, Policy  # noqa: PLC0415

    return Fetcher(Policy(allow_hosts=frozenset(allow_hosts)))


def mapping_of(given: list[str] | None) -> dict[str, str] | None:
    """What `--field` says, by field."""
    if not given:
        return None
    pairs = [one.partition("=") for one in given]
    for (field, equals, _), one in zip(pairs, given, strict=True):
        if not equals or not field.strip():
            raise typer.BadParameter(f"{one!r} does not name a field; write it like text=body.", param_hint="--field")
    return {field.strip(): name.strip() for field, _, name in pairs}
