"""Whether a script asks for a part of a page."""

from fastapi import Request

__all__ = ["is_part"]


def is_part(request: Request) -> bool:
    """Whether htmx asks for the part that it will put in, and not for a whole page to go back to."""
    told = request.headers
    return told.get("hx-request") == "true" and told.get("hx-history-restore-request") != "true"
