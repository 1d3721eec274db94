"""Routes of the four who make a book."""

from typing import Annotated

from fastapi import APIRouter, Path, Request, Response

from sandman.api.answers import json_answer
from sandman.api.problems import Refused, responses
from sandman.api.wire import Agent, Message, Team, TeamMember

router = APIRouter(prefix="/api", tags=["team"])

THE_FOUR = (
    ("doc", "Doc", "leads the four, and binds the book", ""),
    ("pathfinder", "Pathfinder", "reads the idea, and writes the story", "storyteller"),
    ("firefly", "Firefly", "paints the pages", "illustrator"),
    ("lifeline", "Lifeline", "reads the pages aloud", "narrator"),
)


@router.get("/team", operation_id="list_team", response_model=Team, responses=responses(304))
async def list_team(request: Request) -> Response:
    """The four, and what each does."""
    members = [
        TeamMember.model_validate({"id": id, "name": name, "does": does, "craft": craft or None})
        for id, name, does, craft in THE_FOUR
    ]
    return json_answer(request, Team(team=members, talks=False))


@router.post(
    "/team/{agent}/messages",
    operation_id="ask_agent",
    status_code=503,
    response_class=Response,
    responses=responses(400, 413, 422, 503),
)
async def ask_agent(agent: Annotated[Agent, Path()], message: Message) -> Response:
    """Free talk wants a language model, and none is connected."""
    raise Refused(
        "no-language-model",
        f"{agent.capitalize()} cannot talk freely: that needs a language model, and none is connected",
        "a story needs none: ask for one with a sentence",
        status=503,
    )
