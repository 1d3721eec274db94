"""What happens to a book, told as it happens: Server-Sent Events that a reader may leave and come back to."""

import json
from collections.abc import AsyncIterator
from typing import Annotated

from fastapi import APIRouter, Header, Query, Request, Response
from starlette.responses import StreamingResponse

from sandman.api.here import Closing, ClosingHere, HouseHere
from sandman.api.problems import responses
from sandman.api.stories import Id
from sandman.app.house import House
from sandman.library.listing import Event
from sandman.ports.errors import NotFound

LOOK_SECONDS = 0.2
ROUNDS_PER_REST = 5
"""How many looks apart it is asked, while nothing happens, whether anybody works: that costs more."""
ROUNDS_PER_COMMENT = 75
"""Looks without news, 15 s of them, until a comment says that the line is open."""
DESERTED_SECONDS = 5.0
"""How long an unfinished book may have nobody: who begins, or takes over from the dead, needs a moment."""
MOST_EVENT = 2**63 - 1

_EVENT = {
    "type": "object",
    "properties": {"id": {"type": "string"}, "event": {"type": "string"}, "data": {"type": "string"}},
    "required": ["event", "data"],
}

router = APIRouter(prefix="/api", tags=["stories"])


@router.get(
    "/stories/{id}/events",
    operation_id="follow_story",
    response_class=Response,
    responses={
        200: {
            "description": "One event a happening: `id`, `event`, and `data` with `agent`, `at` and facts. "
            "`event: end` when work rests.",
            "content": {"text/event-stream": {"schema": _EVENT}},
        },
        204: {"description": "Nothing new, and work rests: do not come back."},
        **responses(404, 422),
    },
)
async def follow_story(
    id: Id,
    request: Request,
    house: HouseHere,
    closing: ClosingHere,
    last_event_id: Annotated[str | None, Header(description="The last event you saw.")] = None,
    after: Annotated[int, Query(ge=0, le=MOST_EVENT, description="The same, in the address.")] = 0,
) -> Response:
    """Follow a book from its beginning, or from the event after the one last seen."""
    last = _number(last_event_id, after)
    await house.library.get(id)
    if last and await _over(house, id) and not await house.library.events_after(id, last, limit=1):
        return Response(status_code=204)
    stream = _happenings(house, id, last, closing)
    # A proxy that gathers bytes before it passes them on would hold back the moment.
    headers = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
    return StreamingResponse(stream, headers=headers, media_type="text/event-stream")


async def _happenings(house: House, id: str, last: int, closing: Closing) -> AsyncIterator[bytes]:
    """Each line of the book's log once, then `end`; a comment where nothing happens for long."""
    quiet_rounds, deserted_seconds = 0, 0.0
    while not closing.now:
        # Asked before the log is read: whoever rests has said everything by then.
        asked = quiet_rounds % ROUNDS_PER_REST == 0
        resting = await house.production.resting(id) if asked else None
        told = await house.library.events_after(id, last)
        for event in told:
            last = event.id
            yield _event(event)
        if told or resting is False:
            deserted_seconds = 0.0
        elif resting:
            if deserted_seconds >= DESERTED_SECONDS or await _over(house, id):
                yield b"event: end\ndata: {}\n\n"
                return
            deserted_seconds += LOOK_SECONDS * ROUNDS_PER_REST
        quiet_rounds = 0 if told else quiet_rounds + 1
        if quiet_rounds and quiet_rounds % ROUNDS_PER_COMMENT == 0:
            yield b": still here\n\n"
        await closing.wait(LOOK_SECONDS)


async def _over(house: House, id: str) -> bool:
    """Whether the book is as it will be, and nobody makes a part of it again."""
    try:
        book = await house.library.get(id, trashed=True)
    except NotFound:
        return True  # destroyed while somebody watched
    return not book.state.unfinished and await house.production.resting(id)


def _event(event: Event) -> bytes:
    data = json.dumps({**event.data, "at": event.at.isoformat()}, ensure_ascii=False)
    return f"id: {event.id}\nevent: {event.kind}\ndata: {data}\n\n".encode()


def _number(header: str | None, after: int) -> int:
    """Where to go on. A browser sends back what we sent; anything else means from the beginning."""
    if header is not None and header.isascii() and header.isdigit():
        return min(int(header), MOST_EVENT)
    return after
