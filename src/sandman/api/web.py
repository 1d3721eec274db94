"""The web app's files: the built site at /app/, and the way there."""

import asyncio
import hashlib
import mimetypes
import re
from pathlib import Path

from fastapi import APIRouter, Request, Response
from starlette.exceptions import HTTPException

from sandman.api.answers import NOT_KEPT, bytes_answer
from sandman.api.here import HouseHere

KEPT_WITH_THEIR_HASH = "public, max-age=31536000, immutable"
ASSETS = "assets/"
INDEX = "index.html"
_BASE = re.compile(rb'<base href="[^"]*"\s*/?>')
_NOT_BUILT = """<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>Sandman Tales</title>
<h1>Sandman Tales</h1>
<p>The server is well, but the app's pages have not been built yet.</p>
<p>Run <code>make setup</code> where Sandman Tales lies, then open this page again.</p>
</html>
"""
mimetypes.add_type("application/manifest+json", ".webmanifest")
mimetypes.add_type("text/javascript", ".js")
mimetypes.add_type("font/woff2", ".woff2")

router = APIRouter(include_in_schema=False)


@router.get("/")
@router.get("/app")
async def way_in(request: Request) -> Response:
    """The way to the app, relative, so that a sub-path stays where it is."""
    return Response(status_code=307, headers={"Location": "app/", "Cache-Control": NOT_KEPT})


@router.get("/app/{path:path}")
async def site(path: str, request: Request, house: HouseHere) -> Response:
    """A file of the app, or its page: addresses inside the app are the app's own business."""
    file = await asyncio.to_thread(_read, house.settings.web, path)
    if file is not None and path != INDEX:
        kept = KEPT_WITH_THEIR_HASH if path.startswith(ASSETS) else NOT_KEPT
        kind = mimetypes.guess_type(path)[0] or "application/octet-stream"
        return bytes_answer(request, file, kind=kind, etag=_etag(file), kept=kept)
    if path.startswith(ASSETS):
        raise HTTPException(404)  # an old page asks for what a new build no longer has
    page = await asyncio.to_thread(_read, house.settings.web, INDEX)
    if page is None:
        return Response(_NOT_BUILT, 503, {"Cache-Control": "no-store"}, "text/html")
    up = "../" * path.count("/") or "./"
    page = _BASE.sub(f'<base href="{up}">'.encode(), page, count=1)
    return bytes_answer(request, page, kind="text/html", etag=_etag(page), kept=NOT_KEPT)


def _read(folder: Path, path: str) -> bytes | None:
    """The file at `path` in `folder`; None where there is none, or the path leads out of it."""
    folder = folder.resolve()
    try:
        file = (folder / path).resolve()
        return file.read_bytes() if file.is_relative_to(folder) and file.is_file() else None
    except (OSError, ValueError):  # a name too long for the system, or with a zero in it
        return None


def _etag(data: bytes) -> str:
    # Weak: the same bytes may go out compressed.
    return f'W/"{hashlib.blake2b(data, digest_size=12).hexdigest()}"'
