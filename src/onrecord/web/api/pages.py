"""Pages of a list: some items, and the address of where to go on."""

from urllib.parse import urlencode

from fastapi import Request

__all__ = ["address_of"]


def address_of(request: Request, cursor: str | None) -> str | None:
    """The address of the page after the one that was asked for; None where there is none.

    Args:
        request: What was asked.
        cursor: Where the next page begins.
    """
    if cursor is None:
        return None
    asked = [(k, v) for k, v in request.query_params.multi_items() if k != "cursor"]
    return f"{request.url.path}?{urlencode([*asked, ('cursor', cursor)])}"
