"""A local page over a record, and the HTTP API behind it; needs the extra ``web``."""

from typing import TYPE_CHECKING, Any

from onrecord.errors import MissingPackage

if TYPE_CHECKING:
    from onrecord.web.app import create_app
    from onrecord.web.settings import Settings

__all__ = ["Settings", "create_app"]


def __getattr__(name: str) -> Any:
    if name == "Settings":
        from onrecord.web.settings import Settings  # noqa: PLC0415

        return Settings
    if name == "create_app":
        try:
            from onrecord.web.app import create_app  # noqa: PLC0415
        except ModuleNotFoundError as error:
            if error.name and error.name.partition(".")[0] in {"fastapi", "starlette", "uvicorn", "python_multipart"}:
                raise MissingPackage('the page needs FastAPI; install it with: pip install "onrecord[web]"') from error
            raise
        return create_app
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
