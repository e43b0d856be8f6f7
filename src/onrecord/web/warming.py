"""What is made once per process is made before the first visitor comes: templates, routes; and what searches look through, meanwhile."""

import threading
from contextlib import suppress
from typing import TYPE_CHECKING

from starlette.routing import Match

from onrecord.errors import OnrecordError
from onrecord.web.problems import Problem
from onrecord.web.templating import environment

if TYPE_CHECKING:
    from fastapi import FastAPI

    from onrecord.web.pool import Pool

__all__ = ["warm"]


def warm(app: "FastAPI") -> None:
    """Make what every process makes once; it takes half a second.

    Args:
        app: The page.
    """
    made = environment()
    for name in made.list_templates(extensions=["j2"]):
        made.get_template(name)
    _look_up(app)
    threading.Thread(target=_read, args=(app.state.pool,), name="onrecord-warming", daemon=True).start()


def _look_up(app: "FastAPI") -> None:
    """Look for a page that is not there: every router is asked, and FastAPI puts its endpoints together when it is asked first."""
    scope = {"type": "http", "method": "GET", "path": "/?", "root_path": "", "headers": [], "app": app}
    for route in app.router.routes:
        if route.matches(dict(scope))[0] is Match.FULL:
            return


def _read(pool: "Pool") -> None:
    """Read the columns that searches go through; whoever searches meanwhile waits for that, and not twice as long."""
    with suppress(OnrecordError, Problem), pool.asked() as record:
        record.ask().total()
