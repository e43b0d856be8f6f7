"""``onrecord serve``."""

from typing import Annotated

import typer

from onrecord.cli.ending import complain, ending
from onrecord.cli.epilogs import epilog
from onrecord.cli.records import RecordOption

__all__ = ["EPILOG", "serve"]

EPILOG = epilog(
    "onrecord serve --record news.db",
    "onrecord serve --record news.db --read-only --open",
    "onrecord serve --host 0.0.0.0 --allow-host desk.example --port 8000",
    notes='Needs: pip install "onrecord[web]". Ctrl-C stops it.',
    codes="0 it was stopped; 1 the record cannot be used, or nobody can be listened to there; 2 the command was wrong",
    also="docs/pages.md, docs/review.md and docs/api.md",
)


def serve(  # noqa: PLR0917 - each is an option of the command line
    record: RecordOption = "news.db",
    host: Annotated[str, typer.Option(metavar="ADDRESS", help="Where to listen; any but this machine itself needs a token.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=0, max=65535, metavar="N", help="Port; 0 for any that is free.")] = 8470,
    token: Annotated[
        str | None,
        typer.Option(
            metavar="TEXT", envvar="ONRECORD_TOKEN", help="What visitors must know; left out, one is made up where one is needed.",
            show_default=False,
        ),
    ] = None,
    allow_host: Annotated[
        list[str] | None, typer.Option(metavar="NAME", help="A further name for the page; repeatable.", show_default=False)
    ] = None,
    read_only: Annotated[bool, typer.Option("--read-only", help="Let nobody judge or correct anything.")] = False,
    reviewer: Annotated[
        str | None,
        typer.Option(metavar="NAME", help="Who judges, unless somebody gives the page another name.", show_default="login name"),
    ] = None,
    seconds: Annotated[float, typer.Option(min=0.1, metavar="N", help="How long one question may take.")] = 5.0,
    workers: Annotated[
        int, typer.Option(min=1, max=64, metavar="N", help="How many processes answer; more than one for many readers at once.")
    ] = 1,
    update: Annotated[bool, typer.Option("--update/--no-update", help="Whether to bring claims up to date beside it.")] = True,
    open: Annotated[bool, typer.Option("--open", help="Open the page in the browser.")] = False,
) -> None:  # fmt: skip
    """Open a local web page over a record: search, follow claims, review and correct.

    There is an HTTP API behind it, under /api/v1. Nobody but this machine can reach it, unless --host says otherwise; then visitors
    need a token, which is printed. Claims are brought up to date beside it.
    """
    with ending():
        _needs_web()
        from onrecord.record import open_record  # noqa: PLC0415
        from onrecord.web.serving import bound, is_loopback, names_of, new_token  # noqa: PLC0415
        from onrecord.web.serving import serve as serve_page  # noqa: PLC0415
        from onrecord.web.settings import Settings  # noqa: PLC0415

        if token is not None and len(token) < 16:
            raise typer.BadParameter("a token must have at least 16 characters, or others will guess it", param_hint="--token")
        open_record(record, create_new=False).close()  # brings its tables up to date, or says why not
        secret = token if token is not None or is_loopback(host) else new_token()
        listening = bound(host, port)
        chosen = listening.getsockname()[1]
        shown = "127.0.0.1" if host == "0.0.0.0" else f"[{host.strip('[]')}]" if ":" in host else host  # noqa: S104
        address = f"http://{shown}:{chosen}/" + (f"?token={secret}" if secret else "")
        settings = Settings(record, read_only, secret, names_of(host, tuple(allow_host or ())), seconds, reviewer=reviewer)
        if not is_loopback(host):
            complain(f"others can reach {host}:{chosen}; what is sent is not encrypted, so put it behind a server with HTTPS")
        if host.strip("[]") in {"0.0.0.0", "::"} and not allow_host:  # noqa: S104 - somebody asks for it
            complain("only this machine's own names are answered; name the one that others use with --allow-host")
        serve_page(settings, listening, lambda: _ready(address, open), update=update, workers=workers)


def _ready(address: str, in_browser: bool) -> None:
    typer.echo(f"The page is at {address}  (Ctrl-C stops it)")
    if in_browser:
        import webbrowser  # noqa: PLC0415

        webbrowser.open(address)


def _needs_web() -> None:
    from importlib.util import find_spec  # noqa: PLC0415

    from onrecord.errors import MissingPackage  # noqa: PLC0415

    missing = [name for name in ("fastapi", "uvicorn", "python_multipart") if find_spec(name) is None]
    if missing:
        raise MissingPackage(f'{missing[0]} is not installed; install the page with: pip install "onrecord[web]"')
