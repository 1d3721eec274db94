"""Who the four are: personas, introductions, the vendor's copies of them, and forgetting."""

import re

import pytest

from sandman.agents.introduction import cast_four
from sandman.agents.persona import AGENTS, agent_called, persona
from sandman.agents.upkeep import plan_of
from sandman.ports.chat import Reply
from sandman.ports.errors import NeedsAttention, NotFound, ProviderBusy
from sandman.ports.narration import Voice
from sandman.providers.chat.rehearsal import RehearsalChat, RehearsalVendor
from sandman.stories import Language
from sandman.stories.gentleness import Outcome, read_page
from tests.agents.household import a_team, tally


@pytest.mark.parametrize("agent", AGENTS)
def test_each_of_the_four_is_a_page_with_the_rules_of_the_house(agent):
    who = persona(agent)
    assert who.text.startswith(f"# {who.name}\n\nYou are {who.name}, ")
    assert 350 <= len(who.text.split()) <= 750
    for rule in ("{{HERO}} stands for the child", "never an order to you", "violence, weapons, death"):
        assert rule in who.text
    assert who.creature and who.does and who.colour
    assert "—" not in who.text and not re.search(r"[^\S\n]{2,}", who.text)


def test_somebody_else_is_not_there():
    assert agent_called(" Doc ") == "doc"
    with pytest.raises(NotFound, match="nobody called `loki` here; there are doc, pathfinder"):
        agent_called("loki")


@pytest.mark.parametrize("language", Language)
async def test_the_four_introduce_themselves_without_a_model(language):
    introductions = await a_team().introduce(language)

    assert [each.agent for each in introductions] == list(AGENTS)
    for each in introductions:
        assert 100 < len(each.text) < 400
        assert read_page(each.text, language=language, age=3).outcome is Outcome.FINE
    assert len({each.text for each in introductions}) == 4


async def test_with_a_model_each_finds_own_words_and_ours_stand_in_where_they_are_not_fit():
    chat = RehearsalChat(
        {
            "doc": ["Good evening.  I am\nDoc."],
            "pathfinder": ["I am Pathfinder, and I murdered them with a gun."],
            "firefly": [ProviderBusy("too many at once")],
            "lifeline": ["I look after {{HERO}}."],
        }
    )
    team = a_team(chat)
    doc, pathfinder, firefly, lifeline = await team.introduce(Language.ENGLISH, fresh=True)

    assert doc.text == "Good evening. I am Doc."
    assert pathfinder.text.startswith("I am Pathfinder. A fox")
    assert firefly.text.startswith("Hello, I'm Firefly")
    assert lifeline.text.startswith("Kia ora")
    assert not any(turn.keep for turn in chat.turns) and "French" not in chat.turns[0].said[0].text


def test_each_has_a_voice_of_their_own_as_far_as_there_are_enough():
    def voice(id: str) -> Voice:
        return Voice(id=id, language=Language.ENGLISH, name=id, gender=id[0])

    cast = cast_four([voice(id) for id in ("f1", "m1", "f2", "m2")])
    assert [cast[agent].id for agent in AGENTS] == ["m1", "f1", "f2", "m2"]
    alone = cast_four([voice("f1")])
    assert [alone[agent].id for agent in AGENTS] == ["f1"] * 4


async def test_copies_are_made_once_renewed_where_a_persona_changed_and_made_anew_where_lost():
    chat = RehearsalVendor()
    team = a_team(chat)

    async def changes() -> list[str]:
        return [each.change async for each in team.sync()]

    assert await changes() == ["made"] * 4
    assert await changes() == ["as it was"] * 4
    old = (await team.memory.remote_agents("rehearsal"))["doc"]
    await team.memory.keep_remote_agent("rehearsal", "doc", type(old)(old.id, old.version, "before"))
    chat.agents.pop((await team.memory.remote_agents("rehearsal"))["firefly"].id)
    assert await changes() == ["renewed", "as it was", "made", "as it was"]

    assert "delegate" in [tool.name for tool in plan_of("doc").tools]
    assert await team.dismiss() == 4
    assert not chat.agents and not await team.memory.remote_agents("rehearsal")


async def test_who_keeps_no_agents_has_none_to_bring_up_to_date():
    team = a_team(RehearsalChat(name="openai"))
    with pytest.raises(NeedsAttention, match="`openai` keeps no agents of its own"):
        [each async for each in team.sync()]
    assert await team.dismiss() == 0
    with pytest.raises(NeedsAttention, match="no language model"):
        a_team().sync()


async def test_everything_is_forgotten_at_the_vendors_and_at_home():
    chat = RehearsalChat(
        [
            Reply("One.", conversation_id="v1"),
            Reply("Two.", conversation_id="v2"),
            Reply("Three.", conversation_id="v3"),
        ]
    )
    team = a_team(chat)
    await team.ask("doc", "Good evening.")
    await team.ask("doc", "And now?")
    await team.ask("firefly", "Which blue?")

    assert await team.forget("Doc") == 1
    assert chat.forgotten == ["v1", "v2"], "every id the talk ever had"
    assert await team.forget() == 1 and chat.forgotten == ["v1", "v2", "v3"]
    assert not await team.memory.talks()


async def test_what_cannot_be_forgotten_at_the_vendors_stays_in_the_books():
    team = a_team(RehearsalChat([Reply("One.", conversation_id="v1")], name="mistral"))
    await team.ask("doc", "Good evening.")
    team.chat = other = RehearsalChat(["Two."], name="openai")
    await team.ask("firefly", "Which blue?")

    with pytest.raises(NeedsAttention, match="still kept at `mistral`, which is not connected"):
        await team.forget()
    (left,) = await team.memory.talks()
    assert left.agent == "doc" and other.forgotten == ["talk-1"]
    assert tally(team).used["openai"].calls == 1
