"""The application: every route, and the layers a request comes through."""

from functools import partial
from importlib.metadata import version

from fastapi import FastAPI
from starlette.middleware.gzip import GZipMiddleware
from starlette.types import ASGIApp, Receive, Scope, Send

from sandman.api import (
    catalogue,
    engines,
    events,
    health,
    heroes,
    narrate,
    scenes,
    stories,
    styles,
    team,
    web,
)
from sandman.api.guard import BodyLimit, Guard, Head, SecurityHeaders
from sandman.api.here import Closing, Voices
from sandman.api.heroes import Portraits
from sandman.api.metrics import Metrics
from sandman.api.openapi import document
from sandman.api.problems import responses, tell_problems
from sandman.api.visits import Visits
from sandman.app.house import House

MOST_BODY_BYTES = 64 * 1024
SMALLEST_COMPRESSED_BYTES = 1024


def routes() -> FastAPI:
    """Every route, without a house behind it."""
    app = FastAPI(
        title="Sandman Tales",
        version=version("sandman-tales"),
        summary="One sentence in, a painted and narrated bedtime book out.",
        openapi_url="/api/openapi.json",
        docs_url=None,
        redoc_url=None,
        redirect_slashes=False,
        responses=responses(403, 500),
        # Who watches reads /metrics and our own log: FastAPI's spans would carry queries, and names in them.
        telemetry={"tracing": False, "metrics": False, "logs": False},
    )
    tell_problems(app)
    for part in (stories, events, scenes, narrate, catalogue, engines, heroes, styles, team, health, web):
        app.include_router(part.router)
    app.openapi = partial(document, app)  # type: ignore[method-assign]
    return app


class Application:
    """The web's door to one house, as ASGI."""

    def __init__(self, house: House) -> None:
        app = routes()
        app.state.house = house
        app.state.closing = self.closing = Closing()
        app.state.voices = self.voices = Voices()
        app.state.portraits = Portraits()
        app.state.metrics = metrics = Metrics(house.happened)
        # From the outside in: noted, made safe, let in or not; then what HEAD and gzip make of an answer.
        door: ASGIApp = GZipMiddleware(app, SMALLEST_COMPRESSED_BYTES, compresslevel=6)
        door = BodyLimit(Head(door), most_bytes=MOST_BODY_BYTES)
        door = Guard(door, called=house.settings.called)
        self._door = Visits(SecurityHeaders(door), metrics)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """See ASGI."""
        await self._door(scope, receive, send)
