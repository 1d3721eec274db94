"""Faults as problem documents (RFC 9457): a sentence, the way out, and what is wrong with each field."""

import re
from collections.abc import Sequence
from http import HTTPStatus
from typing import Any

from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from sandman.api.wire import FieldProblem, Problem
from sandman.app.wording import Complaint, Way, complaints, hint_on_the_web
from sandman.ports.errors import (
    BadWork,
    EngineUnknown,
    KeyMissing,
    NotForBedtime,
    NotFound,
    PortError,
    RequestRefused,
    ShelfFull,
    TermsNotAccepted,
    TryAgainLater,
    VoiceUnknown,
)

MEDIA_TYPE = "application/problem+json"
RETRY_SECONDS = 2

_STATUS: tuple[tuple[type[PortError], int], ...] = (
    (NotFound, 404),
    (VoiceUnknown, 422),
    (EngineUnknown, 422),
    (KeyMissing, 422),
    (TermsNotAccepted, 422),
    (RequestRefused, 422),
    (ShelfFull, 507),
    (BadWork, 502),
    (PortError, 503),
)


class Refused(Exception):
    """Something asked that cannot be done, found at the door."""

    def __init__(self, slug: str, detail: str, hint: str = "", *, status: int = 422, field: str = "") -> None:
        super().__init__(detail)
        self.slug, self.detail, self.hint, self.status, self.field = slug, detail, hint, status, field


def problem_answer(
    slug: str,
    detail: str,
    hint: str = "",
    *,
    status: int,
    complaints: Sequence[Complaint] | None = None,
    headers: dict[str, str] | None = None,
) -> Response:
    """A problem document as an answer."""
    errors = [FieldProblem(field=c.field, detail=c.detail, hint=c.hint.said) for c in complaints or ()]
    document = Problem(
        type=f"problems/{slug}",
        title=HTTPStatus(status).phrase,
        status=status,
        detail=detail,
        hint=hint,
        errors=errors,
    )
    body = document.model_dump_json()
    return Response(body, status, {"Cache-Control": "no-store", **(headers or {})}, MEDIA_TYPE)


def responses(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """Answers for a route's OpenAPI entry: problems, and a 304 that says nothing."""
    content = {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}}
    return {
        status: {"description": HTTPStatus(status).phrase, **({"content": content} if status >= 400 else {})}
        for status in statuses
    }


def tell_problems(app: FastAPI) -> None:
    """Have every fault answered with a problem document."""
    app.add_exception_handler(PortError, _port_error)
    app.add_exception_handler(Refused, _refused)
    app.add_exception_handler(RequestValidationError, _not_valid)
    app.add_exception_handler(HTTPException, _http)
    app.add_exception_handler(Exception, _ours)


def told(fault: PortError) -> Response:
    """The problem document of a fault at one of the house's ports."""
    status = next(status for kind, status in _STATUS if isinstance(fault, kind))
    later = {"Retry-After": str(RETRY_SECONDS)} if isinstance(fault, TryAgainLater) else None
    slug = re.sub(r"(?<!^)(?=[A-Z])", "-", type(fault).__name__).lower()
    hint = hint_on_the_web(fault)
    # A refused idea is the idea's fault: the box it stands in is where that is told. So with a picture style.
    field = "idea" if isinstance(fault, NotForBedtime) else "style" if fault.port == "style" else ""
    blamed = [Complaint(field, fault.message, Way(hint, hint))] if field else None
    return problem_answer(slug, fault.message, hint, status=status, complaints=blamed, headers=later)


def too_large() -> Response:
    """The problem document of a body nobody will read."""
    return problem_answer(
        "too-large", "what was sent is too large", "a story starts from a sentence or two", status=413
    )


async def _port_error(_request: Request, fault: Exception) -> Response:
    assert isinstance(fault, PortError)
    return told(fault)


async def _refused(_request: Request, fault: Exception) -> Response:
    assert isinstance(fault, Refused)
    found = [Complaint(fault.field, fault.detail, Way(fault.hint, fault.hint))] if fault.field else None
    return problem_answer(fault.slug, fault.detail, fault.hint, status=fault.status, complaints=found)


async def _not_valid(_request: Request, fault: Exception) -> Response:
    assert isinstance(fault, RequestValidationError)
    errors = fault.errors()
    if any(error["type"] == "json_invalid" for error in errors):
        return problem_answer(
            "not-json", "what was sent is not JSON", "send one JSON object in UTF-8", status=400
        )
    # FastAPI begins each place with where it stood: `body`, `query`, `path`, `header`.
    found = complaints(errors, within=1)
    first = found[0]
    slug = f"{first.field.replace('_', '-')}-not-usable" if first.field.isidentifier() else "not-usable"
    return problem_answer(slug, first.detail, first.hint.said, status=422, complaints=found)


async def _http(_request: Request, fault: Exception) -> Response:
    assert isinstance(fault, HTTPException)
    headers = dict(fault.headers or {})
    match fault.status_code:
        case 404:
            said = ("no-such-address", "there is nothing at this address", "the app lives at /app/")
        case 405:
            said = ("method-not-allowed", "this address cannot be used that way", "")
        case 413:
            return too_large()
        case 400:
            said = ("not-readable", "what was sent cannot be read", "send one JSON object in UTF-8")
        case _:
            said = (f"http-{fault.status_code}", str(fault.detail), "")
    return problem_answer(*said, status=fault.status_code, headers=headers)


async def _ours(_request: Request, fault: Exception) -> Response:
    # What exactly went wrong is for the log: it may quote the idea or the child's name.
    return problem_answer(
        "fault-of-ours",
        f"something of ours went wrong: {type(fault).__name__}",
        "try again; if it stays so, look at what the server printed",
        status=500,
    )
