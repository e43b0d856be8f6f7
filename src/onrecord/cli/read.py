"""``onrecord read``."""

import sys
from collections.abc import Iterator
from contextlib import suppress
from enum import StrEnum
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from onrecord.cli.ending import complain, ending
from onrecord.cli.formats import Format, told_by, write

if TYPE_CHECKING:
    from onrecord.errors import InputError
    from onrecord.model import Reading
    from onrecord.reading.fetching import Fetcher

__all__ = ["EPILOG", "InputFormat", "fetcher_for", "hosts", "read"]


class InputFormat(StrEnum):
    """What `read` may be told that its inputs are; the names that `onrecord.reading` knows."""

    TEXT = "text"
    HTML = "html"
    JSON = "json"
    JSONL = "jsonl"
    CSV = "csv"
    PARQUET = "parquet"
    WARC = "warc"


_STANDARD_OUTPUT = (None, Path("-"), Path("/dev/stdout"))
_ONE_TITLE = "it is the headline of one article, and there are several; leave it out."


class _NothingRead(Exception):  # noqa: N818
    """Every input failed: a file written earlier is worth more than an empty one."""


def _text(value: str | None) -> str | None:
    if value is None:
        return None
    try:
        value.encode()
    except UnicodeEncodeError:
        raise typer.BadParameter("it is not valid text in the encoding of this terminal.") from None
    if not value.strip():
        raise typer.BadParameter("it is empty; leave the option out where it is not known.")
    return value


def hosts(values: list[str] | None) -> list[str] | None:
    """The hosts of `--allow-host`, each a name or an address with or without a port."""
    for value in values or ():
        if "/" in value or not value.strip():
            raise typer.BadParameter(f"{value!r} is no host; give only its name or address, such as localhost:8000.")
    return values


EPILOG = """\b
Examples:
  onrecord read article.txt
  onrecord read article.html --format html --output article.page.html
  onrecord read https://news.example/story --explain
  onrecord read *.txt --format jsonl --min-confidence 0.8 > claims.jsonl
  onrecord read archive/ news.csv.gz --field text=body --format jsonl -o claims.jsonl
  curl -s https://news.example/story | onrecord read - --input-format html

Exit codes: 0 all was read; 1 some input could not be read, and the rest was written; 2 the command was wrong."""


def read(  # noqa: PLR0917 - each is an option of the command line
    sources: Annotated[
        list[str],
        typer.Argument(
            metavar="FILE",
            help="Articles to read: files, folders, patterns, or URLs of pages and feeds; - is standard input.",
            show_default=False,
        ),
    ],
    format: Annotated[
        Format | None,
        typer.Option(
            "--format",
            "-f",
            help="What to write. Left out, the ending of --output decides; else a table in a terminal and json elsewhere.",
            show_default=False,
        ),
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar="FILE", help="Write to a file, which appears when it is complete.", show_default=False),
    ] = None,
    published: Annotated[
        str | None,
        typer.Option(
            metavar="DATE",
            callback=_text,
            help="When the articles were published, such as 2024-05-17; wins over what they say themselves.",
            show_default=False,
        ),
    ] = None,
    outlet: Annotated[
        str | None, typer.Option(metavar="NAME", callback=_text, help="Who published the articles.", show_default=False)
    ] = None,
    title: Annotated[
        str | None, typer.Option(metavar="TEXT", callback=_text, help="The headline; for a single article.", show_default=False)
    ] = None,
    input_format: Annotated[
        InputFormat | None,
        typer.Option(help="What the inputs are. Left out, it is told from their names and content.", show_default=False),
    ] = None,
    fields: Annotated[
        list[str] | None,
        typer.Option(
            "--field",
            metavar="FIELD=NAME",
            help="What a field is called in JSON, CSV or Parquet, such as text=body; may be given several times.",
            show_default=False,
        ),
    ] = None,
    min_confidence: Annotated[
        float,
        typer.Option(
            metavar="NUMBER", min=0.0, max=1.0, help="Leave out attributions less certain than this, from 0 to 1.", show_default=False
        ),
    ] = 0.0,
    explain: Annotated[
        bool,
        typer.Option("--explain", help="Show in the table how each speaker was found: the mentions that led from the source to the name."),
    ] = False,
    known: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE",
            help="Speakers that you know, whose ids the speakers found are given: CSV (name,aliases,id) or FollowTheMoney JSON lines.",
            show_default=False,
        ),
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Read articles that do not seem to be in English all the same.")] = False,
    allow_host: Annotated[
        list[str] | None,
        typer.Option(
            metavar="HOST[:PORT]",
            callback=hosts,
            help="Ask this host for URLs though its address is not public, or its port is unusual; may be given several times.",
            show_default=False,
        ),
    ] = None,
    processes: Annotated[
        int | None,
        typer.Option(
            "--processes",
            "-j",
            min=1,
            metavar="N",
            help="How many articles to read at the same time. Left out, one for each processor.",
            show_default=False,
        ),
    ] = None,
) -> None:
    """Read news articles and show who said what in them.

    Each attribution has a source, a cue and a content, which are exact pieces of the article, and a confidence from 0 to 1.
    What is not known is left empty, never guessed.
    """
    if title is not None and len(sources) > 1:
        raise typer.BadParameter(_ONE_TITLE, param_hint="--title")
    if sources.count("-") > 1:
        raise typer.BadParameter("standard input (-) can be read only once.", param_hint="FILE")
    mapping = _mapping(fields)
    target = None if output in _STANDARD_OUTPUT else output
    if target is not None and _is_input(target, sources):
        raise typer.BadParameter(f"{str(target)!r} is also an input; choose another name.", param_hint="--output")
    chosen = format or told_by(target)
    succeeded = failed = 0

    def readings() -> Iterator["Reading"]:
        nonlocal succeeded, failed
        from onrecord.cli.progress import followed  # noqa: PLC0415
        from onrecord.errors import InputError, InvalidField  # noqa: PLC0415
        from onrecord.exporting.selecting import at_least  # noqa: PLC0415
        from onrecord.pipeline import read_all  # noqa: PLC0415

        try:
            results = read_all(
                sources,
                published=published,
                outlet=outlet,
                title=title,
                format=input_format.value if input_format else None,
                mapping=mapping,
                force=force,
                processes=processes,
                known=known,
                fetcher=fetcher_for(sources, allow_host or []),
            )
        except InvalidField as error:
            raise typer.BadParameter(error.problem, param_hint="--field" if error.name == "mapping" else "--published") from None
        except InputError as error:
            raise typer.BadParameter(str(error), param_hint="--known") from None
        if title is not None:
            results = _only_one(results)
        on_terminal = target is None and sys.stdout.isatty()
        for result in followed(results, len(sources), output_on_terminal=on_terminal):
            if isinstance(result, InputError):
                failed += 1
                complain(str(result))
            else:
                succeeded += 1
                yield at_least(result, min_confidence) if min_confidence else result
        if failed and not succeeded and target is not None:
            raise _NothingRead

    with ending(), suppress(_NothingRead):
        write(readings(), chosen, target, single=len(sources) == 1, explain=explain)
    if failed:
        raise typer.Exit(1)


def fetcher_for(sources: list[str], allow_hosts: list[str]) -> "Fetcher | None":
    """What fetches the inputs that are URLs; nothing that could ask a network is there without one."""
    if not any(source.lower().startswith(("http://", "https://")) for source in sources):
        return None
    from onrecord.reading.fetching import Fetcher, Policy  # noqa: PLC0415

    return Fetcher(Policy(allow_hosts=frozenset(allow_hosts)))


def _mapping(given: list[str] | None) -> dict[str, str] | None:
    if not given:
        return None
    pairs = [one.partition("=") for one in given]
    for (field, equals, _), one in zip(pairs, given, strict=True):
        if not equals or not field.strip():
            raise typer.BadParameter(f"{one!r} does not name a field; write it like text=body.", param_hint="--field")
    return {field.strip(): name.strip() for field, _, name in pairs}


def _only_one(results: "Iterator[Reading | InputError]") -> "Iterator[Reading | InputError]":
    first = list(islice(results, 2))
    if len(first) > 1:
        raise typer.BadParameter(_ONE_TITLE, param_hint="--title")
    return chain(first, results)


def _is_input(output: Path, sources: list[str]) -> bool:
    if not output.is_file():
        return False
    from onrecord.reading.paths import holds  # noqa: PLC0415

    return any(holds(source, str(output)) for source in sources if source != "-")
