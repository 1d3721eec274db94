"""`POST /api/narrate`: a text read aloud, sounding from its first sentence on."""

import asyncio
from collections.abc import AsyncIterator, Generator
from typing import TYPE_CHECKING

import structlog
from fastapi import APIRouter, Response
from starlette.responses import StreamingResponse

from sandman.api.health import MetricsHere
from sandman.api.here import Closing, ClosingHere, HouseHere
from sandman.api.metrics import Metrics
from sandman.api.problems import Refused, responses
from sandman.api.wire import NarrationAsked

if TYPE_CHECKING:
    from sandman.providers.narration.aloud import Aloud

router = APIRouter(prefix="/api", tags=["narration"])
log = structlog.get_logger()


@router.post(
    "/narrate",
    operation_id="narrate",
    response_class=Response,
    responses={
        200: {
            "description": "Sound, as it is spoken.",
            "content": {"audio/mpeg": {"schema": {"type": "string", "format": "binary"}}},
        },
        **responses(400, 413, 422, 502, 503),
    },
)
async def narrate(
    asked: NarrationAsked, house: HouseHere, metrics: MetricsHere, closing: ClosingHere
) -> Response:
    """Read a text aloud, streamed sentence by sentence."""
    if not any(letter.isalnum() for letter in asked.text):
        raise Refused("nothing-to-say", "there is nothing to say", "give it a word or two", field="text")
    sound = await asyncio.to_thread(
        house.engines.read_aloud, asked.text, asked.language, voice=asked.voice, pace=asked.speed
    )
    # The first sentence is awaited here: what goes wrong before there is sound can still be told.
    first = await asyncio.to_thread(next, sound)
    stream = _streamed(first, sound, metrics, closing)
    return StreamingResponse(stream, headers={"Cache-Control": "no-store"}, media_type="audio/mpeg")


async def _streamed(
    first: "Aloud", rest: Generator["Aloud"], metrics: Metrics, closing: Closing
) -> AsyncIterator[bytes]:
    """The sound piece by piece; whoever goes away is not read to any longer than to the sentence's end."""
    piece: Aloud | None = first
    speaking: asyncio.Future[Aloud | None] | None = None
    try:
        while piece is not None and not closing.now:
            metrics.narrated.inc(piece.seconds)
            yield piece.data
            speaking = asyncio.ensure_future(asyncio.to_thread(next, rest, None))
            piece = await asyncio.shield(speaking)
    finally:
        if speaking is None or speaking.done():
            rest.close()
        else:  # A generator cannot be closed while a thread is in it.
            speaking.add_done_callback(lambda spoken: _close(rest, spoken))


def _close(rest: Generator["Aloud"], spoken: "asyncio.Future[Aloud | None]") -> None:
    rest.close()
    if fault := spoken.exception():
        log.warning("reading to nobody failed", fault=type(fault).__name__)
