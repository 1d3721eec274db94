"""The application: every route, wired."""

from functools import partial
from importlib.metadata import version

from fastapi import FastAPI

from sandman.api import catalogue, events, health, heroes, narrate, scenes, stories, team
from sandman.api.openapi import document
from sandman.api.problems import responses, tell_problems

MOST_BODY_BYTES = 64 * 1024


def application() -> FastAPI:
    """Every route."""
    app = FastAPI(
        title="Sandman Tales",
        version=version("sandman-tales"),
        summary="One sentence in, a painted and narrated bedtime book out.",
        openapi_url="/api/openapi.json",
        docs_url=None,
        redoc_url=None,
        redirect_slashes=False,
        max_body_size=MOST_BODY_BYTES,
        responses=responses(500),
    )
    tell_problems(app)
    for part in (stories, events, scenes, narrate, catalogue, heroes, team, health):
        app.include_router(part.router)
    app.openapi = partial(document, app)  # type: ignore[method-assign]
    return app
