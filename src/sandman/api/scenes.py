"""Routes of a book's pages: their media, and making one part again."""

import asyncio
from typing import Annotated, Any

from fastapi import APIRouter, Path, Query, Request, Response

from sandman.api.addresses import digest_of, version_of
from sandman.api.answers import KEPT_FOR_EVER, NOT_KEPT, bytes_answer, json_answer
from sandman.api.documents import document_of
from sandman.api.here import AddressesHere, HouseHere
from sandman.api.preference import Preferred, applied
from sandman.api.problems import responses
from sandman.api.stories import Id
from sandman.api.wire import Begun, BookDocument, Wish, Words
from sandman.app.house import House
from sandman.ports.book import BookNarration, BookPicture, BookScene, Craft
from sandman.ports.errors import NotFound

router = APIRouter(prefix="/api/stories/{id}/scenes/{number}", tags=["scenes"])

Number = Annotated[int, Path(ge=1, le=100, description="The page, from 1.")]
Version = Annotated[str | None, Query(max_length=64, description="As the book's document gives it.")]
_PARTIAL: dict[int | str, dict[str, Any]] = {
    206: {"description": "The range asked for."},
    304: {"description": "As you have it."},
    416: {"description": "There are not so many bytes."},
}


def _bytes_of(kind: str) -> dict[int | str, dict[str, Any]]:
    content = {kind: {"schema": {"type": "string", "format": "binary"}}}
    partial = {**_PARTIAL, 206: {"description": "The range asked for.", "content": content}}
    return {200: {"description": "The bytes.", "content": content}, **partial, **responses(404, 422, 503)}


@router.get(
    "/picture", operation_id="get_picture", response_class=Response, responses=_bytes_of("image/webp")
)
async def get_picture(
    id: Id, number: Number, request: Request, house: HouseHere, v: Version = None
) -> Response:
    """A page's picture."""
    picture = (await _scene(house, id, number)).picture
    return await _media(house, request, picture, v, f"page {number} of `{id}` has no picture")


@router.get(
    "/narration", operation_id="get_narration", response_class=Response, responses=_bytes_of("audio/mpeg")
)
async def get_narration(
    id: Id, number: Number, request: Request, house: HouseHere, v: Version = None
) -> Response:
    """A page's sound."""
    narration = (await _scene(house, id, number)).narration
    return await _media(house, request, narration, v, f"page {number} of `{id}` has no narration")


@router.get("/words", operation_id="get_words", responses={200: {"model": Words}, **responses(304, 404, 422)})
async def get_words(id: Id, number: Number, request: Request, house: HouseHere) -> Response:
    """When each word of a page sounds."""
    narration = (await _scene(house, id, number)).narration
    if narration is None:
        raise NotFound(f"page {number} of `{id}` has no narration yet", port="library")
    return json_answer(request, Words(seconds=narration.seconds, words=list(narration.words)))


@router.post(
    "/{part}",
    operation_id="redo_part",
    status_code=202,
    responses={
        200: {"model": BookDocument, "description": "It was made within the time preferred."},
        202: {"model": Begun, "description": "It is being made."},
        **responses(400, 404, 413, 422, 502, 503, 507),
    },
)
async def redo_part(
    id: Id,
    number: Number,
    part: Craft,
    request: Request,
    house: HouseHere,
    addresses: AddressesHere,
    prefer: Preferred,
    wish: Wish | None = None,
) -> Response:
    """Make one part of a page again; everything else stays."""
    wish = wish or Wish()
    book = await house.library.get(id)
    if wish.voice:
        # Its pictures stay: what they were painted with need not be there any more.
        voice = {"voice": wish.voice, "style": None, "illustrator": "none"}
        wanted = book.request.model_copy(update=voice)
        await asyncio.to_thread(house.engines.check, wanted)
    redo = await house.production.begin_redo(
        id, number, part, text=wish.text or "", voice=wish.voice or "", pace=wish.pace or 1.0
    )
    if prefer and await _redone_within(house, redo, prefer):
        answer = json_answer(request, document_of(await house.library.get(id), addresses))
        answer.headers.update(applied(prefer))
        return answer
    begun = Begun(id=id, events=addresses.events(id))
    return Response(begun.model_dump_json(), 202, applied(prefer), "application/json")


async def _scene(house: House, id: str, number: int) -> BookScene:
    book = await house.library.get(id, trashed=True)  # the trash shows covers too
    scene = book.scene(number)
    if scene is None:
        raise NotFound(f"book `{id}` has no page {number}; it has {len(book.scenes)}", port="library")
    return scene


async def _redone_within(house: House, redo: str, seconds: float) -> bool:
    """Whether it was made again in that time. Raises what went wrong."""
    try:
        await asyncio.wait_for(house.production.redone(redo), seconds)
    except TimeoutError:
        return False
    return True


async def _media(
    house: House, request: Request, part: BookPicture | BookNarration | None, v: str | None, missing: str
) -> Response:
    if part is None:
        raise NotFound(f"{missing} yet", port="library")
    data = await house.library.media.get(part.key)
    kept = KEPT_FOR_EVER if v == version_of(part.key) else NOT_KEPT
    kind = _KINDS[part.key.rpartition(".")[2]]
    return bytes_answer(request, data, kind=kind, etag=f'"{digest_of(part.key)}"', kept=kept)


_KINDS = {"webp": "image/webp", "png": "image/png", "mp3": "audio/mpeg"}
