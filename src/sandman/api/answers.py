"""Answers: JSON that is not sent twice, bytes that may be asked for in part."""

import hashlib
import re

from pydantic import BaseModel
from starlette.requests import Request
from starlette.responses import Response

NOT_KEPT = "no-cache"
"""A browser may keep it, and asks each time whether it still holds."""
KEPT_A_DAY = "private, max-age=86400"
KEPT_FOR_EVER = "private, max-age=31536000, immutable"

_RANGE = re.compile(r"bytes=(\d*)-(\d*)")


def json_answer(request: Request, answer: BaseModel, status: int = 200) -> Response:
    """`answer` with an ETag of what it says; 304 where the asker has that."""
    body = answer.model_dump_json().encode()
    # Weak: the same words may go out compressed.
    headers = {"ETag": f'W/"{hashlib.blake2b(body, digest_size=12).hexdigest()}"', "Cache-Control": NOT_KEPT}
    if status == 200 and has_it(request, headers["ETag"]):
        return Response(status_code=304, headers=headers)
    return Response(body, status, headers, "application/json")


def has_it(request: Request, etag: str) -> bool:
    """Whether the asker says that it has what `etag` names."""
    named = request.headers.get("if-none-match", "")
    wanted = etag.removeprefix("W/")
    return named.strip() == "*" or wanted in [one.strip().removeprefix("W/") for one in named.split(",")]


def bytes_answer(request: Request, data: bytes, *, kind: str, etag: str, kept: str) -> Response:
    """Bytes with a strong ETag; one range of them where one is asked for.

    Several ranges at once are answered with the whole, as RFC 9110 lets a server do: nobody listens so.
    """
    headers = {"ETag": etag, "Cache-Control": kept, "Accept-Ranges": "bytes"}
    if has_it(request, etag):
        return Response(status_code=304, headers=headers)
    asked = request.headers.get("range")
    if asked is None or request.headers.get("if-range", etag) != etag:
        return Response(data, 200, headers, kind)
    match _wanted(asked, len(data)):
        case None:
            return Response(data, 200, headers, kind)
        case (first, last) if first > last or first >= len(data):
            return Response(None, 416, headers | {"Content-Range": f"bytes */{len(data)}"})
        case (first, last):
            headers["Content-Range"] = f"bytes {first}-{last}/{len(data)}"
            return Response(data[first : last + 1], 206, headers, kind)


def _wanted(asked: str, size: int) -> tuple[int, int] | None:
    """The first and last byte asked for; None for what is no single range, which is as good as none."""
    match = _RANGE.fullmatch(asked.strip())
    if match is None or match.groups() == ("", ""):
        return None
    first, last = match.groups()
    if not first:
        return max(0, size - int(last)), size - 1 if int(last) else -1
    return int(first), min(int(last), size - 1) if last else size - 1
