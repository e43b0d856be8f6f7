"""What the HTTP API can be asked, for people."""

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from onrecord.web.api.reference import kinds, prose, sections
from onrecord.web.api.routing import PREFIX
from onrecord.web.templating import rendered

__all__ = ["router"]

router = APIRouter()


@router.get("/api")
def reference(request: Request) -> HTMLResponse:
    """What the HTTP API can be asked."""
    api, settings = request.app.state.api, request.app.state.settings
    origin = f"{request.url.scheme}://{request.url.netloc}"
    return rendered(
        request,
        "api.html.j2",
        about=prose(api.document["info"]["description"]),
        version=api.document["info"]["version"],
        sections=sections(api.document, api.operations, origin, token=settings.token is not None),
        kinds=kinds(api.document),
        prefix=PREFIX,
    )
