"""Routes of books: tell one, look at the shelf, change, throw away, resume."""

import asyncio
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Annotated, Any

from fastapi import APIRouter, Header, Path, Query, Request, Response

from sandman.api.answers import json_answer
from sandman.api.documents import card_of, document_of
from sandman.api.here import AddressesHere, Closing, ClosingHere, HouseHere
from sandman.api.preference import Preferred, applied
from sandman.api.problems import Refused, responses
from sandman.api.wire import Begun, BookDocument, Changes, Shelf
from sandman.app.house import House
from sandman.library.listing import Shelf as Which
from sandman.ports.book import ID_PATTERN, Book, Heard, State
from sandman.ports.errors import NeedsAttention
from sandman.stories import Language, StoryRequest

LOOK_SECONDS = 0.1

router = APIRouter(prefix="/api", tags=["stories"])

Id = Annotated[str, Path(pattern=ID_PATTERN, description="A book's id.")]
_BEGUN: dict[int | str, dict[str, Any]] = {
    201: {"model": BookDocument, "description": "The book was ready within the time preferred."},
    202: {"model": Begun, "description": "The book is being made."},
}


@router.post(
    "/story",
    operation_id="tell_story",
    status_code=202,
    responses={**_BEGUN, **responses(400, 413, 422, 503, 507)},
)
@router.post(
    "/stories",
    operation_id="add_story",
    status_code=202,
    responses={**_BEGUN, **responses(400, 413, 422, 503, 507)},
)
async def tell_story(
    asked: StoryRequest,
    request: Request,
    house: HouseHere,
    addresses: AddressesHere,
    closing: ClosingHere,
    prefer: Preferred,
    idempotency_key: Annotated[str | None, Header(min_length=1, max_length=200)] = None,
) -> Response:
    """Ask for a story. The same `Idempotency-Key` twice is one book."""
    # 1. Nothing is begun that this house cannot finish.
    await house.engines.look_around()
    await asyncio.to_thread(house.engines.check, asked)
    asked = await asyncio.to_thread(house.engines.settled, asked)
    # 2. The book is on the shelf, and being made, before the answer is sent.
    book = await house.production.begin(asked, key=idempotency_key or "")
    if book.request != asked:
        raise Refused(
            "key-used-before",
            "this Idempotency-Key was sent before, with another request",
            "send a new key with a new request",
            field="Idempotency-Key",
        )
    # 3. Who prefers to wait gets the book itself.
    headers = {"Location": addresses.story(book.id), **applied(prefer)}
    if prefer:
        book = await _rested(house, book.id, prefer, closing)
        if book.state is State.READY:
            answer = json_answer(request, document_of(book, addresses), 201)
            answer.headers.update(headers)
            return answer
    begun = Begun(id=book.id, events=addresses.events(book.id))
    return Response(begun.model_dump_json(), 202, headers, "application/json")


@router.get(
    "/stories", operation_id="list_stories", responses={200: {"model": Shelf}, **responses(304, 422, 503)}
)
async def list_stories(
    request: Request,
    house: HouseHere,
    addresses: AddressesHere,
    query: Annotated[str, Query(max_length=200, description="Words that are all in the book.")] = "",
    language: Language | None = None,
    child: Annotated[str | None, Query(max_length=200, description="The child's whole name.")] = None,
    shelf: Which = "all",
    cursor: Annotated[str | None, Query(max_length=400, description="Where the last page ended.")] = None,
    limit: Annotated[int, Query(ge=1, le=100)] = 20,
) -> Response:
    """The shelf in pages, newest first."""
    with blamed("cursor"):
        page = await house.library.page(
            query, language=language, child=child, shelf=shelf, cursor=cursor, limit=limit
        )
    cards = [card_of(card, addresses) for card in page.books]
    return json_answer(request, Shelf(stories=cards, cursor=page.cursor))


@router.get(
    "/stories/{id}",
    operation_id="get_story",
    responses={200: {"model": BookDocument}, **responses(304, 404, 422)},
)
async def get_story(id: Id, request: Request, house: HouseHere, addresses: AddressesHere) -> Response:
    """One book, as far as it is made."""
    return json_answer(request, document_of(await house.library.get(id), addresses))


@router.patch(
    "/stories/{id}",
    operation_id="change_story",
    responses={200: {"model": BookDocument}, **responses(400, 404, 413, 422)},
)
async def change_story(
    id: Id, changes: Changes, request: Request, house: HouseHere, addresses: AddressesHere
) -> Response:
    """Give a book another title, mark it, approve it, or note how far it was heard."""
    library = house.library
    await library.get(id)
    if changes.title is not None:
        await library.retitle(id, changes.title)
    heard = Heard(**changes.heard.model_dump()) if changes.heard else None
    with blamed("approved"):
        await library.mark(id, favourite=changes.favourite, approved=changes.approved, heard=heard)
    return json_answer(request, document_of(await library.get(id), addresses))


@router.delete(
    "/stories/{id}",
    operation_id="delete_story",
    status_code=204,
    response_class=Response,
    responses=responses(404, 422),
)
async def delete_story(
    id: Id,
    house: HouseHere,
    forever: Annotated[bool, Query(description="Destroy it, with its pictures and sound.")] = False,
) -> Response:
    """Put a book into the trash, or destroy it for good. Work on it stops."""
    book = await house.library.get(id, trashed=True)
    if book.state.unfinished and book.deleted_at is None:
        await house.production.cancel(id)
    await (house.library.purge(id) if forever else house.library.trash(id))
    return Response(status_code=204)


@router.post(
    "/stories/{id}/restore",
    operation_id="restore_story",
    responses={200: {"model": BookDocument}, **responses(404, 422)},
)
async def restore_story(id: Id, request: Request, house: HouseHere, addresses: AddressesHere) -> Response:
    """Take a book out of the trash."""
    await house.library.restore(id)
    return json_answer(request, document_of(await house.library.get(id), addresses))


@router.post(
    "/stories/{id}/cancel",
    operation_id="cancel_story",
    responses={200: {"model": BookDocument}, **responses(404, 422)},
)
async def cancel_story(id: Id, request: Request, house: HouseHere, addresses: AddressesHere) -> Response:
    """Stop work on a book; the pages that are made stay."""
    return json_answer(request, document_of(await house.production.cancel(id), addresses))


@router.post(
    "/stories/{id}/resume",
    operation_id="resume_story",
    status_code=202,
    responses={202: {"model": Begun}, **responses(404, 422)},
)
async def resume_story(id: Id, house: HouseHere, addresses: AddressesHere) -> Begun:
    """Go on with a book that was cancelled, failed or interrupted; nothing happens to one that is ready."""
    await house.production.resume(id)
    return Begun(id=id, events=addresses.events(id))


async def _rested(house: House, id: str, seconds: float, closing: Closing) -> Book:
    """The book once work on it rests, or as it is when the time is over."""
    until = time.monotonic() + seconds
    while not await house.production.resting(id) and time.monotonic() < until and not closing.now:
        await closing.wait(LOOK_SECONDS)
    return await house.library.get(id, trashed=True)


@contextmanager
def blamed(field: str) -> Iterator[None]:
    """What the library cannot do as it is asked is `field`'s fault, and the caller's to mend."""
    try:
        yield
    except NeedsAttention as fault:
        if type(fault) is not NeedsAttention:
            raise  # a fault with a name has its own answer
        raise Refused(f"{field}-not-usable", fault.message, fault.hint, field=field) from fault
