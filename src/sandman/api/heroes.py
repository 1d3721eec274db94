"""`GET /api/heroes/{id}/picture`: each hero, painted once and kept in memory."""

from typing import Annotated

from fastapi import APIRouter, Path, Request, Response

from sandman.api.here import HouseHere
from sandman.api.problems import responses

router = APIRouter(prefix="/api", tags=["what there is"])


@router.get(
    "/heroes/{id}/picture",
    operation_id="get_hero_picture",
    response_class=Response,
    responses={
        200: {
            "description": "The hero on paper.",
            "content": {"image/webp": {"schema": {"type": "string", "format": "binary"}}},
        },
        304: {"description": "As you have it."},
        **responses(404, 422),
    },
)
async def get_hero_picture(
    id: Annotated[str, Path(max_length=64)], request: Request, house: HouseHere
) -> Response:
    """One hero, painted by the house's painter."""
    raise NotImplementedError
