"""Routes that say what there is: languages, voices, heroes, the world, children."""

import asyncio
from typing import Annotated

from fastapi import APIRouter, Query, Request, Response
from fastapi.exceptions import RequestValidationError
from pydantic import ValidationError

from sandman.api.answers import json_answer
from sandman.api.here import AddressesHere, HouseHere
from sandman.api.problems import responses
from sandman.api.wire import (
    ChildHere,
    Children,
    Gentle,
    Hero,
    Heroes,
    IdeaAsked,
    LanguageHere,
    Languages,
    Named,
    Understood,
    UnderstoodThings,
    VoiceHere,
    Voices,
    WorldHere,
)
from sandman.stories import Kind, Language, StoryRequest, called, world
from sandman.stories.gentleness import kind_words, read_idea

router = APIRouter(prefix="/api", tags=["what there is"])

KINDS = ("hero", "companion", "place", "prop", "feeling", "lesson", "wonder", "weather")
InLanguage = Annotated[Language, Query(description="The language of the names.")]


@router.get("/languages", operation_id="list_languages", response_model=Languages, responses=responses(304))
async def list_languages(request: Request) -> Response:
    """The languages a story can be told in."""
    languages = [LanguageHere(id=language, name=language.own_name) for language in Language]
    return json_answer(request, Languages(languages=languages))


@router.get("/voices", operation_id="list_voices", response_model=Voices, responses=responses(304, 422))
async def list_voices(request: Request, house: HouseHere, language: Language | None = None) -> Response:
    """The voices, the best of each language first."""
    found = await asyncio.to_thread(house.engines.voices, language)
    voices = [
        VoiceHere(id=v.id, language=v.language, name=v.name, gender=v.gender, engine=engine)
        for engine, v in found
    ]
    return json_answer(request, Voices(voices=voices))


@router.get("/heroes", operation_id="list_heroes", response_model=Heroes, responses=responses(304, 422))
async def list_heroes(
    request: Request, addresses: AddressesHere, language: InLanguage = Language.ENGLISH
) -> Response:
    """Whom a story can be about."""
    heroes = [
        Hero(id=hero.id, name=hero.name, picture=addresses.hero(hero.id))
        for hero in _named(Kind.HERO, language)
    ]
    return json_answer(request, Heroes(heroes=heroes))


@router.get("/world", operation_id="get_world", response_model=WorldHere, responses=responses(304, 422))
async def get_world(request: Request, language: InLanguage = Language.ENGLISH) -> Response:
    """Everything a story can hold, as the language calls it."""
    things = {kind: _named(Kind(kind), language) for kind in KINDS}
    return json_answer(request, WorldHere.model_validate(things))


@router.post(
    "/understand",
    operation_id="understand_idea",
    response_model=Understood,
    responses=responses(400, 413, 422),
)
async def understand_idea(
    asked: IdeaAsked,
    house: HouseHere,
    names: Annotated[Language | None, Query(description="The language of the names; the idea's own.")] = None,
) -> Understood:
    """What a story would make of an idea."""
    try:
        request = StoryRequest.model_validate(asked.model_dump())
    except ValidationError as fault:
        errors = [{**error, "loc": ("body", *error["loc"])} for error in fault.errors()]
        raise RequestValidationError(errors) from fault
    read = await house.engines.storyteller.understand(request)
    gentle = read_idea(request.idea, language=request.language, age=request.age)
    language = names or asked.language
    found = {kind: getattr(read, kind) for kind in KINDS}
    things = {
        kind: Named(id=id, name=called(Kind(kind), id, language)) if id else None
        for kind, id in found.items()
    }
    return Understood(
        understood=UnderstoodThings.model_validate(things),
        child=read.name or None,
        unused=list(read.unused),
        gentle=Gentle(outcome=gentle.outcome, said=kind_words(gentle, asked.language)),
    )


@router.get("/children", operation_id="list_children", response_model=Children, responses=responses(304, 503))
async def list_children(request: Request, house: HouseHere) -> Response:
    """The household's children, the one of the latest book first."""
    children = [ChildHere.model_validate(child.model_dump()) for child in await house.library.children()]
    return json_answer(request, Children(children=children))


def _named(kind: Kind, language: Language) -> list[Named]:
    return [Named(id=id, name=called(kind, id, language)) for id in world().ids(kind)]
