"""Routes of the four who make a book: who they are, how they introduce themselves, and talking with them."""

import asyncio
from typing import Annotated

from fastapi import APIRouter, Path, Query, Request, Response

from sandman.agents.introduction import cast_four
from sandman.agents.persona import AGENTS, persona
from sandman.agents.skills import skills_of
from sandman.api.answers import json_answer
from sandman.api.here import HouseHere
from sandman.api.problems import Refused, responses
from sandman.api.wire import (
    Agent,
    DelegatedHere,
    IntroductionHere,
    Introductions,
    Message,
    Team,
    TeamAnswer,
    TeamMember,
)
from sandman.app.choosing import BUILTIN
from sandman.stories import Language

router = APIRouter(prefix="/api", tags=["team"])


@router.get("/team", operation_id="list_team", response_model=Team, responses=responses(304))
async def list_team(request: Request, house: HouseHere) -> Response:
    """The four, what each does, and whether they can be talked to."""
    talks = house.engines.talker != BUILTIN["storyteller"]
    return json_answer(request, Team(team=[_member(agent) for agent in AGENTS], talks=talks))


@router.get(
    "/team/introduction",
    operation_id="introduce_team",
    response_model=Introductions,
    responses=responses(304, 422),
)
async def introduce_team(
    request: Request,
    house: HouseHere,
    language: Annotated[Language, Query(description="The language they speak.")] = Language.ENGLISH,
) -> Response:
    """The four in the house's own words, each with a voice of the built-in narrator's for `/api/narrate`."""
    narrator = await asyncio.to_thread(lambda: house.engines.narrator)
    voices = cast_four([voice for voice in narrator.voices() if voice.language == language])
    introductions = [
        IntroductionHere(agent=each.agent, name=each.name, text=each.text, voice=voices[each.agent].id)
        for each in await house.team.introduce(language)
    ]
    return json_answer(request, Introductions(introductions=introductions))


@router.post(
    "/team/{agent}/messages",
    operation_id="ask_agent",
    response_model=TeamAnswer,
    responses=responses(400, 404, 413, 422, 502, 503),
)
async def ask_agent(agent: Annotated[Agent, Path()], message: Message, house: HouseHere) -> TeamAnswer:
    """Say something to one of the four; without a conversation's id a new one is begun."""
    if not message.message.strip():
        raise Refused("nothing-said", "there is nothing to answer", "give it a word or two", field="message")
    await house.engines.look_around()
    talk_id = message.conversation_id
    answer = await house.team.ask(agent, message.message, talk_id=talk_id, new=talk_id is None)
    return TeamAnswer(
        reply=answer.reply,
        conversation_id=answer.conversation_id,
        delegated=[
            DelegatedHere(agent=each.agent, skill=each.skill, asked=each.asked, answered=each.answered)
            for each in answer.delegated
        ],
    )


def _member(agent: Agent) -> TeamMember:
    who = persona(agent)
    return TeamMember.model_validate(
        {
            "id": agent,
            "name": who.name,
            "does": who.does,
            "about": who.creature,
            "craft": who.craft or None,
            "skills": [skill.name for skill in skills_of(agent)],
        }
    )
