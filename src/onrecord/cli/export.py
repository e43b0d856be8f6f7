"""``onrecord export``."""

from enum import StrEnum
from typing import Annotated

import typer

from onrecord.cli.asking import (
    ActOption,
    Asserted,
    CarriedBy,
    KindOption,
    LeastConfidence,
    Like,
    PublishedBy,
    Query,
    ReviewedOption,
    Since,
    SpeakerWords,
    StanceOption,
    Until,
    facets_of,
)
from onrecord.cli.claims import brought
from onrecord.cli.ending import complain, ending
from onrecord.cli.epilogs import epilog
from onrecord.cli.options import filled
from onrecord.cli.records import RecordOption, opened

__all__ = ["EPILOG", "ExportFormat", "export"]

EPILOG = epilog(
    "onrecord export bridge --format csv --output bridge.csv",
    "onrecord export --since 2026-03 --format parquet -o march.parquet",
    "onrecord export --speaker Lind --format ftm -o - | ftm validate",
    "onrecord export --claim c4k7m2x9qa --format ris -o sources.ris",
    "onrecord export --claims --format schemaorg -o claims.jsonl",
    "onrecord export --reviewed any --format brat -o reviewed/",
    also="onrecord search; docs/exports.md, which tells of each format",
)


class ExportFormat(StrEnum):
    """What `export` writes; the names of `onrecord.exporting.files.formats`."""

    CSV = "csv"
    JSONL = "jsonl"
    PARQUET = "parquet"
    FTM = "ftm"
    SCHEMAORG = "schemaorg"
    WEBANNO = "webanno"
    BRAT = "brat"
    RIS = "ris"
    BIBTEX = "bibtex"


def export(  # noqa: PLR0917 - each is an option of the command line
    format: Annotated[
        ExportFormat, typer.Option("--format", "-f", help="What to write; docs/exports.md tells of each.", show_default=False)
    ],
    query: Query = "",
    output: Annotated[
        str,
        typer.Option(
            "--output", "-o", metavar="PATH", callback=filled, help="Where to: a file, a new folder for brat, or - for standard output."
        ),
    ] = "-",
    record: RecordOption = "news.db",
    claim: Annotated[
        str | None,
        typer.Option(metavar="ID", callback=filled, help="Only what states or denies this claim, in place of a query.", show_default=False),
    ] = None,
    claims: Annotated[
        bool, typer.Option("--claims", help="Write claims that fit, not attributions; csv, jsonl and schemaorg can.")
    ] = False,
    like: Like = None,
    speaker: SpeakerWords = None,
    outlet: PublishedBy = None,
    via: CarriedBy = None,
    since: Since = None,
    until: Until = None,
    act: ActOption = None,
    stance: StanceOption = None,
    kind: KindOption = None,
    min_confidence: LeastConfidence = 0.0,
    asserted: Asserted = None,
    reviewed: ReviewedOption = None,
    limit: Annotated[int | None, typer.Option(min=1, metavar="N", help="How many at most; left out, all.", show_default=False)] = None,
) -> None:
    """Write attributions or claims of a record for other tools.

    All of them, those that fit a query and options, or those behind one claim. A file appears, or is replaced, only when it is complete.
    What people rejected is left out unless it is asked for.
    """
    asked = facets_of(speaker, outlet, via, since, until, act, stance, kind, min_confidence, asserted, reviewed)
    with ending(), opened(record) as kept:
        if claim is not None or claims:
            brought(kept)
        n = kept.export(format.value, output, query, claim=claim, claims=claims, like=like, limit=limit, update=False, **asked)
        if output != "-":
            what = "claim" if claims else "attribution"
            complain(f"{output}: {n:,} {what}{'' if n == 1 else 's'}")
