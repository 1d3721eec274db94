"""`POST /api/narrate`: a text read aloud, sounding from its first sentence on."""

from fastapi import APIRouter, Request, Response

from sandman.api.here import HouseHere
from sandman.api.problems import responses
from sandman.api.wire import NarrationAsked

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
        **responses(400, 413, 422, 503),
    },
)
async def narrate(asked: NarrationAsked, request: Request, house: HouseHere) -> Response:
    """Read a text aloud, streamed sentence by sentence."""
    raise NotImplementedError
