"""The command line: one module for each command, each importing what it needs when it runs."""

from typing import Annotated

import typer

from onrecord.cli.add import EPILOG as ADD_EPILOG
from onrecord.cli.add import add
from onrecord.cli.batch import EPILOG as BATCH_EPILOG
from onrecord.cli.batch import batch
from onrecord.cli.claim import EPILOG as CLAIM_EPILOG
from onrecord.cli.claim import claim
from onrecord.cli.claims import EPILOG as CLAIMS_EPILOG
from onrecord.cli.claims import claims
from onrecord.cli.compare import EPILOG as COMPARE_EPILOG
from onrecord.cli.compare import compare
from onrecord.cli.demo import EPILOG as DEMO_EPILOG
from onrecord.cli.demo import demo
from onrecord.cli.ending import ending
from onrecord.cli.epilogs import epilog
from onrecord.cli.eval import EPILOG as EVAL_EPILOG
from onrecord.cli.eval import eval_
from onrecord.cli.export import EPILOG as EXPORT_EPILOG
from onrecord.cli.export import export
from onrecord.cli.read import EPILOG, read
from onrecord.cli.record import app as record_app
from onrecord.cli.review import app as review_app
from onrecord.cli.schema import EPILOG as SCHEMA_EPILOG
from onrecord.cli.schema import schema
from onrecord.cli.search import EPILOG as SEARCH_EPILOG
from onrecord.cli.search import SHOW_EPILOG, STATS_EPILOG, search, show, stats
from onrecord.cli.serve import EPILOG as SERVE_EPILOG
from onrecord.cli.serve import serve
from onrecord.cli.speakers import app as speakers_app
from onrecord.cli.trace import EPILOG as TRACE_EPILOG
from onrecord.cli.trace import trace
from onrecord.cli.watch import EPILOG as WATCH_EPILOG
from onrecord.cli.watch import watch
from onrecord.processes import one_thread

__all__ = ["app", "main"]

_EPILOG = epilog(
    "onrecord read article.txt",
    "onrecord add articles/ && onrecord search bridge",
    "onrecord COMMAND --help",
    notes="The record that commands use is that of --record, else that of the environment variable ONRECORD, else news.db.",
    codes="0 it is done; 1 some or all of it could not be done, and a line on standard error says why; 2 the command was wrong; "
    "130 Ctrl-C; 141 whoever reads the output is gone",
    also="README.md and docs/cli.md; onrecord demo shows all of it on invented articles",
)

app = typer.Typer(
    name="onrecord",
    help="Who said what in the news: every attributed claim of an article, tied to its exact characters.",
    epilog=_EPILOG,
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["--help", "-h"], "max_content_width": 100},
)
app.command(epilog=ADD_EPILOG)(add)
app.command(epilog=BATCH_EPILOG)(batch)
app.command(epilog=CLAIM_EPILOG)(claim)
app.command(epilog=CLAIMS_EPILOG)(claims)
app.command(epilog=COMPARE_EPILOG)(compare)
app.command(epilog=DEMO_EPILOG)(demo)
app.command("eval", epilog=EVAL_EPILOG)(eval_)
app.command(epilog=EXPORT_EPILOG)(export)
app.command(epilog=EPILOG)(read)
app.add_typer(record_app, name="record")
app.add_typer(review_app, name="review")
app.command(epilog=SCHEMA_EPILOG)(schema)
app.command(epilog=SEARCH_EPILOG)(search)
app.command(epilog=SERVE_EPILOG)(serve)
app.command(epilog=SHOW_EPILOG)(show)
app.add_typer(speakers_app, name="speakers")
app.command(epilog=STATS_EPILOG)(stats)
app.command(epilog=TRACE_EPILOG)(trace)
app.command(epilog=WATCH_EPILOG)(watch)


def _print_version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import PackageNotFoundError, version  # noqa: PLC0415

        try:
            number = version("onrecord")
        except PackageNotFoundError:
            number = "(not installed)"
        typer.echo(f"onrecord {number}")
        raise typer.Exit


@app.callback()
def _onrecord(
    version: Annotated[bool, typer.Option("--version", help="Print the version and exit.", callback=_print_version, is_eager=True)] = False,
) -> None:
    pass


def main() -> None:
    """Run the command line; ends the process with its exit code."""
    one_thread()
    with ending():
        app(prog_name="onrecord")
