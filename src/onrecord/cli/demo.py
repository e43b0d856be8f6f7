"""``onrecord demo``."""

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from onrecord.cli.claims import brought
from onrecord.cli.ending import complain, ending
from onrecord.cli.epilogs import epilog
from onrecord.cli.records import opened

if TYPE_CHECKING:
    from onrecord.claims.telling import Claim, Life
    from onrecord.record import Record

__all__ = ["EPILOG", "demo"]

EPILOG = epilog(
    "onrecord demo",
    "onrecord demo --record demo.db",
    also="onrecord claim, trace and serve; examples/README.md",
)

_LOOKED_AT = 12
_SURE = 0.8


def demo(
    record: Annotated[
        str | None,
        typer.Option(
            "--record",
            "-r",
            metavar="RECORD",
            help="Keep the record here; left out, it is thrown away.",
            show_default=False,
        ),
    ] = None,
) -> None:
    """Read the invented stories that come with onrecord, and show the claim that tells most.

    It asks no network, and is the quickest way to a record that can be searched, and looked at in the browser.
    """
    with ending():
        if record is not None:
            _run(record, kept=True)
            return
        with tempfile.TemporaryDirectory(prefix="onrecord-") as folder:
            _run(str(Path(folder) / "demo.db"), kept=False)


def _run(place: str, *, kept: bool) -> None:
    from onrecord.cli.output import standard_output  # noqa: PLC0415
    from onrecord.exporting.lives import print_life  # noqa: PLC0415
    from onrecord.exporting.terminal import console_for  # noqa: PLC0415

    with opened(place, create=True) as record:
        _refuse_others(record)
        typer.echo("Reading the invented stories that come with onrecord …", err=True)
        read = _filled(record)
        brought(record)
        found = record.claims(limit=_LOOKED_AT, update=False)
        console = console_for(standard_output(utf8=False))
        stats = record.stats()
        told = f"{stats['articles']} articles by {stats['outlets']} outlets, {stats['attributions']} attributions"
        typer.echo(f"{told}{'' if read else ', read before'}. All of it is invented. One of its claims:\n")
        if not found:
            complain("no claim was found in the examples; install onrecord again")
            raise typer.Exit(1)
        life = max((record.claim(c.id, update=False) for c in found), key=_telling)
        print_life(console, life)
        typer.echo("\n" + _next(life, found, place if kept else None))


def _refuse_others(record: "Record") -> None:
    """Refuse to put invented articles among others.

    Raises:
        RecordError: The record has articles that are none of the stories.
    """
    from onrecord.errors import RecordError  # noqa: PLC0415
    from onrecord.model import Article  # noqa: PLC0415
    from onrecord.reading import articles  # noqa: PLC0415
    from onrecord.shipped import stories  # noqa: PLC0415

    named = [str(name) for (name,) in record.database.rows("SELECT name FROM outlets ORDER BY name")]
    known = {a.outlet for path in stories() for a in articles(path) if isinstance(a, Article)} if named else set()
    others = [name for name in named if name not in known]
    if record.database.rows("SELECT 1 FROM articles WHERE outlet_id IS NULL LIMIT 1"):
        others.append("no outlet")
    if others:
        raise RecordError(f"has articles of {others[0]}; the demo is invented, so give it a record of its own", record.name)


def _filled(record: "Record") -> int:
    """Add the stories; how many articles were new."""
    from onrecord.cli.progress import adding  # noqa: PLC0415
    from onrecord.cli.tally import Tally  # noqa: PLC0415
    from onrecord.reading.meter import Meter  # noqa: PLC0415
    from onrecord.record.ingest import add  # noqa: PLC0415
    from onrecord.shipped import stories  # noqa: PLC0415

    tally, meter = Tally(), Meter()
    sources = [str(path) for path in stories()]
    with adding(sources, meter, quiet=False) as show:
        for added in add(record, sources, meter=meter):
            tally.count(added)
            show(tally.told(), tally.counts.total())
    return tally.counts["new"]


def _telling(life: "Life") -> tuple[int, str]:
    """How much there is to be seen in the life of a claim."""
    changes = sum(bool(r.drift and r.drift.material) for s in life.statements for r in s.reports)
    circles = len(life.independence.circles) if life.independence else 0
    denied = sum(d.confidence >= _SURE for d in life.denials)
    return min(life.claim.outlets, 6) + 2 * min(denied, 2) + 3 * min(circles, 1) + min(changes, 2), life.claim.id


def _next(life: "Life", found: "list[Claim]", place: str | None) -> str:
    """What to try next."""
    from onrecord.exporting.visible import one_line  # noqa: PLC0415

    if place is None:
        return "Keep the record and look further: onrecord demo --record demo.db"
    there = f"--record {place}"
    words = one_line(" ".join(life.claim.text.strip(" “”\"'.,").split()[:9])).replace('"', "'")
    outlets = list(dict.fromkeys(r.outlet for s in life.statements for r in s.reports if r.outlet))
    other = next((c.id for c in found if c.id != life.claim.id), life.claim.id)
    lines = [f"onrecord claims {there}", f"onrecord claim {other} {there}", f'onrecord trace "{words}" {there}']
    if len(outlets) > 1:
        lines.append(f'onrecord compare "{outlets[0]}" "{outlets[1]}" {there}')
    return "Try next:\n" + "\n".join(f"  {line}" for line in lines)
