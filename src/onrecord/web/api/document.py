"""The OpenAPI document (3.1) of the API: of parameters what FastAPI reads off the endpoints, of answers what their types say."""

from collections.abc import Iterable, Sequence
from http import HTTPStatus
from typing import Any

from fastapi.openapi.utils import get_openapi
from starlette.routing import BaseRoute

from onrecord.web.api.once import HEADER
from onrecord.web.api.routing import Operation
from onrecord.web.api.schemas import components, named
from onrecord.web.api.told import ABOUT, TAGS
from onrecord.web.problems import PROBLEM
from onrecord.web.settings import Settings

__all__ = ["PROBLEMS", "document"]

PROBLEMS: dict[int, str] = {
    400: "What was sent is no JSON, or the address no text.",
    401: "The token is missing or wrong.",
    403: "The record is read-only here, or a page of another site asks.",
    404: "There is no such thing in the record.",
    409: "Somebody else was first, or what is judged already says otherwise; nothing was changed.",
    413: "The request is too large.",
    414: "The address is too long.",
    415: "What was sent is not said to be JSON.",
    421: "The page is not served under the name that was asked for.",
    422: "A value cannot be; `errors` says which.",
    500: "Something went wrong in onrecord itself, or the record is damaged; its log says what.",
    501: "A package or the model that this needs is not installed.",
    503: "Too many questions at once, or this one took too long and was stopped; try again, or ask for less.",
}
"""What every problem means, by its status."""

_ALWAYS = (400, 401, 414, 421, 422, 500, 501, 503)
_PROBLEM = {
    "description": "What went wrong (RFC 9457).",
    "type": "object",
    "properties": {
        "type": {"type": "string", "const": "about:blank", "description": "The status says all there is to say of the kind of problem."},
        "title": {"type": "string", "description": "What the status is called."},
        "status": {"type": "integer", "minimum": 400, "maximum": 599, "description": "The HTTP status."},
        "detail": {"type": "string", "description": "What was wrong and what to do, in one line."},
        "errors": {
            "type": "array",
            "description": "Where values were wrong: which.",
            "items": {
                "type": "object",
                "properties": {"in": {"type": "string"}, "name": {"type": "string"}, "detail": {"type": "string"}},
                "required": ["in", "name", "detail"],
            },
        },
    },
    "required": ["type", "title", "status", "detail"],
}
_TAG_HEADER = {
    "ETag": {
        "description": "A strong tag; send it in If-None-Match to be told 304 as long as nothing has changed.",
        "schema": {"type": "string"},
    }
}


def document(routes: Sequence[BaseRoute], operations: Iterable[Operation], settings: Settings, version: str) -> dict[str, Any]:
    """The document, as plain values.

    Args:
        routes: The routes of the API.
        operations: What is said of them.
        settings: Whether a token is asked for.
        version: The version of onrecord.
    """
    every = {o.id: o for o in operations}
    made = get_openapi(title="onrecord", version=version, summary="Who said what in the news.", description=ABOUT, routes=routes, tags=TAGS)
    for path in made["paths"].values():
        for operation in path.values():
            _complete(operation, every[operation["operationId"]])
    schemas = components(
        [o.returns for o in every.values() if o.returns is not None], [o.body for o in every.values() if o.body is not None]
    )
    made["components"] = {
        "schemas": {**schemas, "Problem": _PROBLEM},
        "responses": {str(status): _problem(status) for status in PROBLEMS},
        "securitySchemes": {
            "token": {"type": "http", "scheme": "bearer", "description": "What `onrecord serve --token` says, where a token is set."}
        },
    }
    made["security"] = [{"token": []}] if settings.token is not None else [{}, {"token": []}]
    return made


def _complete(operation: dict[str, Any], known: Operation) -> None:
    operation["tags"], operation["summary"] = [known.tag], known.summary
    operation.pop("description", None)
    if known.description:
        operation["description"] = known.description
    if known.changes:
        operation.setdefault("parameters", []).append(_KEY)
    if known.body is not None:
        media: dict[str, Any] = {"schema": named(known.body)}
        if known.example is not None:
            media["example"] = known.example
        operation["requestBody"] = {"required": True, "content": {"application/json": media}}
    operation["responses"] = _responses(known)


def _responses(known: Operation) -> dict[str, Any]:
    schema = named(known.returns) if known.returns is not None else {"type": "object"}
    answer: dict[str, Any] = {
        "description": "What was asked for." if known.method == "GET" else "What came of it.",
        "content": {"application/json": {"schema": schema}},
    }
    statuses = [*_ALWAYS, *([404] if known.is_of_one else [])]
    made: dict[str, Any] = {str(int(known.status)): answer}
    if known.method == "GET":
        answer["headers"] = dict(_TAG_HEADER)
        if _is_page(known.returns):
            answer["headers"]["Link"] = {
                "description": 'The next page, as rel="next" (RFC 8288); absent on the last one.',
                "schema": {"type": "string"},
            }
        made["304"] = {"description": "Nothing has changed since the answer with the tag in If-None-Match.", "headers": _TAG_HEADER}
    else:
        statuses += [403, 413, 415, *([409] if known.changes else [])]
    return made | {str(s): {"$ref": f"#/components/responses/{s}"} for s in sorted(statuses)}


def _is_page(kind: Any) -> bool:
    return "next" in getattr(kind, "__struct_fields__", ())


def _problem(status: int) -> dict[str, Any]:
    example = {"type": "about:blank", "title": HTTPStatus(status).phrase, "status": status, "detail": PROBLEMS[status].rstrip(".")}
    return {
        "description": PROBLEMS[status],
        "content": {PROBLEM: {"schema": {"$ref": "#/components/schemas/Problem"}, "example": example}},
    }


_KEY = {
    "name": HEADER,
    "in": "header",
    "required": False,
    "description": "A key of your own: sent again with the same key within a day, a change gets the same answer and is not made twice.",
    "schema": {"type": "string", "pattern": "^[!-~]{1,255}$"},
}
