"""`POST /api/narrate`: a text read aloud, sounding from its first sentence on."""

import asyncio
from collections.abc import AsyncIterator, Generator
from typing import TYPE_CHECKING

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
    """The sound piece by piece; whoever goes away is not read to any longer."""
    try:
        piece: Aloud | None = first
        while piece is not None and not closing.now:
            metrics.narrated.inc(piece.seconds)
            yield piece.data
            piece = await asyncio.to_thread(next, rest, None)
    finally:
        rest.close()
