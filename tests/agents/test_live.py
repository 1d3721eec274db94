"""The four with a real model: `pytest -m live` with a key, or an address, in the environment.

Each skill is done once and held to what it promises; Doc is asked for what two others know. What is kept at
a vendor's is forgotten there. A run costs a few cents.
"""

import pytest

from sandman.agents.budget import Limits
from sandman.agents.company import HERO, Company
from sandman.agents.lifeline import LifelineCaster, LifelineModerator
from sandman.agents.persona import AGENTS
from sandman.agents.skills.art_direction import ART_DIRECTION, ArtAsked
from sandman.agents.skills.brief import BRIEF, BriefAsked
from sandman.agents.skills.create_bedtime_story import CREATE_BEDTIME_STORY, StoryAsked
from sandman.agents.skills.training_prompts import TRAINING_PROMPTS, PromptsAsked
from sandman.ports.moderation import Layer, Outcome
from sandman.ports.narration import Voice
from sandman.providers.storytelling.rehearsal import RehearsalStoryteller
from sandman.stories import Language, StoryRequest
from tests.agents.household import a_team
from tests.chat.test_live import EVERY

pytestmark = [pytest.mark.live, pytest.mark.enable_socket]
COMPANY = Company(
    hero="owl",
    child="girl",
    pronoun="she",
    companion="snail",
    place="garden",
    prop="lantern",
    weather="mist",
    feeling="dark",
)


@EVERY
async def test_a_story_is_planned_drawn_up_and_written(live):
    async with live() as chat:
        team, budget = a_team(chat), Limits().for_book()
        asked = BriefAsked(
            idea="an owl who is afraid of the dark", language=Language.ENGLISH, age=5, company=COMPANY
        )
        brief = await team.delegate(BRIEF, asked, budget=budget)
        sheet = await team.delegate(
            ART_DIRECTION, ArtAsked(company=COMPANY, age=5, brief=brief), budget=budget
        )
        told = StoryAsked(language=Language.ENGLISH, age=5, company=COMPANY, brief=brief)
        story = await team.delegate(CREATE_BEDTIME_STORY, told, budget=budget)
    assert len(story.scenes) == 6 and any(HERO in scene.text for scene in story.scenes)
    assert HERO not in sheet.before("a garden at dusk")
    assert budget.used.completion_tokens > 100


@EVERY
async def test_twenty_prompts_are_written(live):
    async with live() as chat:
        made = await a_team(chat).delegate(TRAINING_PROMPTS, PromptsAsked(), budget=Limits().for_book())
    assert len({each.seen for each in made.prompts}) == 20


@EVERY
async def test_lifeline_lets_a_kind_wolf_through_and_a_cruel_one_not(live):
    async with live() as chat:
        team = a_team(chat)
        lifeline = LifelineModerator(team)
        kind = "The wolf had cold feet. He knocked, and the owl let him in, and they all fell asleep."
        cruel = "The wolf locked the child out in the snow and laughed at her until she cried, all night."
        verdicts = [
            await lifeline.judge(text, layer=Layer.TEXT, language=Language.ENGLISH, age=5)
            for text in (kind, cruel)
        ]
        review = await lifeline.review(await RehearsalStoryteller().tell(StoryRequest(), seed=1))
        voices = [Voice(id, Language.ENGLISH, id.title(), "f") for id in ("emma", "bella")]
        cast = await LifelineCaster(team).cast_voice(StoryRequest(idea="an owl"), voices)
    assert [verdict.outcome for verdict in verdicts] == [Outcome.FINE, Outcome.UNFIT]
    assert review.judge == "lifeline" and cast in ("emma", "bella")


@EVERY
async def test_doc_asks_who_knows_better_and_is_forgotten(live):
    async with live() as chat:
        team = a_team(chat)
        answer = await team.ask(
            "doc", "Have Firefly choose a blue for a lighthouse, and Lifeline say what to avoid."
        )
        again = await team.ask("doc", "Which blue was it?")
        assert await team.forget() == 1
    assert {each.agent for each in answer.delegated} >= {"firefly", "lifeline"}
    assert again.conversation_id == answer.conversation_id and "blue" in again.reply.lower()


@EVERY
async def test_the_four_find_words_of_their_own(live):
    async with live() as chat:
        own = await a_team(chat).introduce(Language.FRENCH, fresh=True)
    assert [each.agent for each in own] == list(AGENTS)
