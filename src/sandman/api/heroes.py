"""`GET /api/heroes/{id}/picture`: each hero, painted once and kept in memory."""

import asyncio
import hashlib
from typing import Annotated

from fastapi import APIRouter, Path, Request, Response

from sandman.api.answers import KEPT_A_DAY, bytes_answer
from sandman.api.here import HouseHere
from sandman.api.problems import responses
from sandman.ports.errors import NotFound
from sandman.stories import Kind, world

router = APIRouter(prefix="/api", tags=["what there is"])


class Portraits:
    """The pictures of heroes, each painted when it is first asked for, one at a time."""

    def __init__(self) -> None:
        self._painted: dict[str, bytes] = {}
        self._easel = asyncio.Lock()

    async def of(self, hero: str, house: HouseHere) -> bytes:
        """The picture of one hero, as webp."""
        async with self._easel:
            if hero not in self._painted:
                # Not on the bench: a whole book's sentences may be waiting there.
                self._painted[hero] = await asyncio.to_thread(house.engines.portrait, hero)
            return self._painted[hero]


@router.get(
    "/heroes/{id}/picture",
    operation_id="get_hero_picture",
    response_class=Response,
    responses={
        200: {
            "description": "The hero on paper.",
            "content": {"image/webp": {"schema": {"type": "string", "format": "binary"}}},
        },
        **responses(304, 404, 422),
    },
)
async def get_hero_picture(
    id: Annotated[str, Path(max_length=64)], request: Request, house: HouseHere
) -> Response:
    """One hero, painted by the house's painter."""
    if not world().has(Kind.HERO, id):
        raise NotFound(f"there is no hero `{id}`", port="illustration")
    portraits: Portraits = request.app.state.portraits
    data = await portraits.of(id, house)
    etag = f'"{hashlib.blake2b(data, digest_size=12).hexdigest()}"'
    return bytes_answer(request, data, kind="image/webp", etag=etag, kept=KEPT_A_DAY)
