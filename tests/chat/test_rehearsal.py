"""The scripted chat: what a script may hold, and how it comes out."""

from contextlib import aclosing
from typing import Any

import pytest

from sandman.ports.chat import AgentPlan, Call, CallDelta, Chat, Reply, Said, TextDelta, Turn
from sandman.ports.errors import BadWork, ProviderBusy, ProviderUnreachable
from sandman.providers.chat.rehearsal import Cut, RehearsalChat, RehearsalVendor


def a_turn(agent: str = "doc", **rest: Any) -> Turn:
    return Turn(agent=agent, instructions="Be kind.", said=(Said("user", "Good evening"),), **rest)


async def pieces(chat: Chat, turn: Turn) -> list[Any]:
    return [piece async for piece in chat.answer(turn)]


async def test_words_come_a_token_at_a_time_and_whole_at_the_end():
    *deltas, reply = await pieces(RehearsalChat(["Good night, moon."]), a_turn())
    assert [type(delta) for delta in deltas] == [TextDelta] * 5
    assert "".join(delta.text for delta in deltas) == reply.text == "Good night, moon."
    assert reply.usage.completion_tokens == 5


async def test_arguments_alone_are_a_call_of_the_tool_that_must_be_called():
    *deltas, reply = await pieces(RehearsalChat([{"hero": "fox"}]), a_turn(must_call="brief"))
    assert reply.calls == (Call(deltas[0].id, "brief", {"hero": "fox"}),)
    assert "".join(delta.arguments for delta in deltas) == '{"hero": "fox"}'
    assert isinstance(deltas[0], CallDelta)


async def test_each_agent_has_a_script_of_its_own():
    chat = RehearsalChat({"doc": ["I am Doc."], "firefly": ["I paint."]})
    assert (await pieces(chat, a_turn("firefly")))[-1].text == "I paint."
    assert (await pieces(chat, a_turn("doc")))[-1].text == "I am Doc."
    assert [turn.agent for turn in chat.turns] == ["firefly", "doc"]


async def test_a_script_may_be_improvised():
    chat = RehearsalChat(lambda turn: f"{turn.agent} heard {turn.said[0].text}")
    assert (await pieces(chat, a_turn()))[-1].text == "doc heard Good evening"


async def test_faults_are_met_where_they_stand_in_the_script():
    chat = RehearsalChat([ProviderBusy("wait"), "Now."])
    with pytest.raises(ProviderBusy):
        await pieces(chat, a_turn())
    assert (await pieces(chat, a_turn()))[-1].text == "Now."


async def test_an_answer_may_be_cut_in_the_middle():
    stream = RehearsalChat([Cut("Once upon a time", characters=8)]).answer(a_turn())
    assert [await anext(stream), await anext(stream)] == [TextDelta("Once"), TextDelta(" upo")]
    with pytest.raises(ProviderUnreachable):
        await anext(stream)


@pytest.mark.parametrize("line", ["only words", Call("1", "another", {}), "   ", Reply("")])
async def test_what_is_no_answer_is_bad_work(line):
    with pytest.raises(BadWork):
        await pieces(RehearsalChat([line]), a_turn(must_call="brief"))


async def test_an_empty_script_says_so():
    with pytest.raises(BadWork, match="nothing left for doc"):
        await pieces(RehearsalChat(), a_turn())


async def test_pieces_come_at_the_pace_that_was_asked_for():
    slept = []

    async def sleep(seconds):
        slept.append(seconds)

    await pieces(RehearsalChat(["eight letters !!"], tokens_per_second=50, sleep=sleep), a_turn())
    assert slept == [0.02] * 4


async def test_hanging_up_is_noticed():
    chat = RehearsalChat(["A long answer."])
    async with aclosing(chat.answer(a_turn())) as stream:
        await anext(stream)
    assert chat.hung_up == 1
    await pieces(RehearsalChat(["x"]), a_turn())
    assert chat.hung_up == 1


async def test_a_kept_talk_keeps_its_conversation():
    chat = RehearsalChat(["a", "b", "c"])
    first = (await pieces(chat, a_turn()))[-1].conversation_id
    assert first
    assert (await pieces(chat, a_turn(conversation_id=first)))[-1].conversation_id == first
    assert (await pieces(chat, a_turn(keep=False)))[-1].conversation_id == ""


async def test_agents_are_kept_in_versions():
    vendor = RehearsalVendor()
    plan = AgentPlan("doc", "Doc", "produces", "Be Doc.", (), "d1")
    made = await vendor.sync(plan, None)
    assert await vendor.sync(plan, made) == made
    changed = AgentPlan("doc", "Doc", "produces", "Be Doc!", (), "d2")
    assert (await vendor.sync(changed, made)).version == made.version + 1
    await vendor.dismiss(made)
    assert (await vendor.sync(plan, made)).id != made.id
