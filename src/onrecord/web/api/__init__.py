"""The HTTP API of the page: everything that it shows and takes, for programs, with a document that describes it (OpenAPI 3.1)."""

from onrecord.web.api.serving import Api, attach

__all__ = ["Api", "attach"]
