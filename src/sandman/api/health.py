"""Routes for who watches over the server: is it well, and how much does it do."""

from importlib.metadata import version
from typing import Annotated

from fastapi import APIRouter, Depends, Request, Response

from sandman.api.answers import json_answer
from sandman.api.here import HouseHere
from sandman.api.metrics import CONTENT_TYPE, Metrics
from sandman.api.problems import responses
from sandman.api.wire import Health

router = APIRouter(tags=["health"])


async def _metrics(request: Request) -> Metrics:
    metrics: Metrics = request.app.state.metrics
    return metrics


MetricsHere = Annotated[Metrics, Depends(_metrics)]


@router.get("/api/health", operation_id="get_health", response_model=Health, responses=responses(304, 503))
async def get_health(request: Request, house: HouseHere) -> Response:
    """Whether a story could be asked for now; a library that does not answer is a problem document."""
    making = len(await house.library.unfinished())
    voices = request.app.state.voices.state
    state = "warming" if voices == "warming" else "well"
    health = Health.model_validate(
        {"state": state, "version": version("sandman-tales"), "voices": voices, "making": making}
    )
    return json_answer(request, health)


@router.get(
    "/metrics",
    operation_id="get_metrics",
    response_class=Response,
    responses={
        200: {
            "description": "As Prometheus reads it.",
            "content": {"text/plain": {"schema": {"type": "string"}}},
        },
        **responses(503),
    },
)
async def get_metrics(house: HouseHere, metrics: MetricsHere) -> Response:
    """Numbers for Prometheus."""
    metrics.making.set(len(await house.library.unfinished()))
    return Response(metrics.text(), headers={"Content-Type": CONTENT_TYPE, "Cache-Control": "no-store"})
