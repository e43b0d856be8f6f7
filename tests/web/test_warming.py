"""What every process makes once is made before the first visitor comes."""

from pathlib import Path

from fastapi.testclient import TestClient

from onrecord.web import Settings, create_app
from onrecord.web.templating import environment
from tests.web.conftest import BASE


def test_no_visitor_waits_for_a_template(empty: Path) -> None:
    made = environment()
    assert made.cache is not None
    made.cache.clear()
    with TestClient(create_app(Settings(str(empty))), BASE) as client:
        known = {name for _, name in made.cache}
        assert {"overview.html.j2", "search.html.j2", "claim.html.j2", "problem.html.j2"} <= known
        assert client.get("/").status_code == 200
        assert {name for _, name in made.cache} == known


def test_a_record_that_cannot_be_read_any_more_keeps_nobody_from_beginning(empty: Path) -> None:
    app = create_app(Settings(str(empty), seconds=1e-9))
    with TestClient(app, BASE) as client:
        assert client.get("/help").status_code == 200
