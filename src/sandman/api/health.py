"""Routes for who watches over the server: is it well, and how much does it do."""

from fastapi import APIRouter, Request, Response

from sandman.api.here import HouseHere
from sandman.api.problems import responses
from sandman.api.wire import Health

router = APIRouter(tags=["health"])


@router.get("/api/health", operation_id="get_health", response_model=Health, responses=responses(503))
async def get_health(request: Request, house: HouseHere) -> Response:
    """Whether a story could be asked for now."""
    raise NotImplementedError


@router.get(
    "/metrics",
    operation_id="get_metrics",
    response_class=Response,
    responses={200: {"content": {"text/plain": {"schema": {"type": "string"}}}}},
)
async def get_metrics() -> Response:
    """Numbers for Prometheus."""
    raise NotImplementedError
