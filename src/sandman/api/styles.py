"""Routes of picture styles: which there are, and pictures painted in them."""

import asyncio
import hashlib
from typing import Annotated

from fastapi import APIRouter, Path, Request, Response

from sandman.api.answers import KEPT_A_DAY, bytes_answer, json_answer
from sandman.api.here import AddressesHere, HouseHere
from sandman.api.problems import responses
from sandman.api.wire import StyleHere, Styles
from sandman.ports.errors import NotFound
from sandman.styles import StyleName

router = APIRouter(prefix="/api", tags=["what there is"])

KINDS = {".webp": "image/webp", ".png": "image/png", ".jpg": "image/jpeg", ".jpeg": "image/jpeg"}


@router.get("/styles", operation_id="list_styles", response_model=Styles, responses=responses(304))
async def list_styles(request: Request, house: HouseHere, addresses: AddressesHere) -> Response:
    """The picture styles that have been published here."""
    easels = house.engines.easels

    def look() -> list[StyleHere]:
        used = easels.shelf.used()
        return [
            StyleHere(
                name=card.name,
                version=card.version,
                style=str(card.at),
                title=card.title or card.name,
                trigger=card.trigger,
                base=card.base.name,
                samples=[
                    addresses.style_sample(card.name, card.version, number)
                    for number, _ in enumerate(style.samples, start=1)
                ],
                in_use=style == used,
                trouble=easels.trouble(style),
            )
            for style in easels.shelf.styles()
            for card in [style.card]
        ]

    return json_answer(request, Styles(styles=await asyncio.to_thread(look)))


@router.get(
    "/styles/{name}/{version}/samples/{number}",
    operation_id="get_style_sample",
    response_class=Response,
    responses={
        200: {
            "description": "A picture painted in the style.",
            "content": {"image/webp": {"schema": {"type": "string", "format": "binary"}}},
        },
        **responses(304, 404, 422),
    },
)
async def get_style_sample(
    name: Annotated[str, Path(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=64)],
    version: Annotated[int, Path(ge=1, le=999_999)],
    number: Annotated[int, Path(ge=1, le=99, description="From 1.")],
    request: Request,
    house: HouseHere,
) -> Response:
    """One of a style's samples."""

    def look() -> tuple[bytes, str]:
        samples = house.engines.easels.shelf.find(StyleName(name, version)).samples
        if number > len(samples):
            raise NotFound(f"style `{name}@{version}` has {len(samples)} samples, and no {number}")
        path = samples[number - 1]
        return path.read_bytes(), KINDS[path.suffix.lower()]

    data, kind = await asyncio.to_thread(look)
    etag = f'"{hashlib.blake2b(data, digest_size=12).hexdigest()}"'
    return bytes_answer(request, data, kind=kind, etag=etag, kept=KEPT_A_DAY)
