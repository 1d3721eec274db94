"""What every chat keeps to, whichever engine it is and however its server gets a call out of a model."""

import json
from contextlib import aclosing
from dataclasses import replace

import pytest
from tests.chat.talking import DELEGATE, EVERY_CHAT, a_brief, a_turn, heard
from tests.vendors.script import Calls, comes

from sandman.ports.chat import CallDelta, Result, Said, TextDelta
from sandman.ports.errors import BadWork

pytestmark = [pytest.mark.enable_socket, pytest.mark.allow_hosts(["127.0.0.1"])]
PLAN = {"hero": "一匹の子ぎつね, “brave”", "beats": ["walks\nslowly", "sleeps"]}


@pytest.fixture(params=list(EVERY_CHAT))
def open_chat(request):
    return EVERY_CHAT[request.param]


async def test_words_come_in_pieces_that_make_the_whole(open_chat):
    async with open_chat("Good evening. What shall tonight's story be about, a fox or a snail?") as side:
        deltas, reply = await heard(side.chat, a_turn())
    assert len(deltas) > 1
    assert all(isinstance(delta, TextDelta) for delta in deltas)
    assert "".join(delta.text for delta in deltas) == reply.text
    assert reply.text == "Good evening. What shall tonight's story be about, a fox or a snail?"
    assert reply.calls == ()


async def test_a_call_that_must_be_made_comes_in_pieces_of_json(open_chat):
    async with open_chat(PLAN) as side:
        deltas, reply = await heard(side.chat, a_brief())
    (call,) = reply.calls
    assert (call.name, call.arguments) == ("brief", PLAN)
    pieces = [delta for delta in deltas if isinstance(delta, CallDelta)]
    assert {(piece.id, piece.name) for piece in pieces} == {(call.id, "brief")}
    assert json.loads("".join(piece.arguments for piece in pieces)) == PLAN


async def test_what_it_took_is_counted(open_chat):
    async with open_chat("Good evening. What shall tonight's story be about, a fox or a snail?") as side:
        _, reply = await heard(side.chat, a_turn())
    assert reply.usage.prompt_tokens > 0
    assert reply.usage.completion_tokens > 0


async def test_results_go_back_and_the_talk_goes_on(open_chat):
    async with open_chat(PLAN, {"hero": "owl", "beats": []}) as side:
        turn = a_brief()
        _, first = await heard(side.chat, turn)
        told = Said("assistant", first.text, first.calls)
        fault = Result(first.calls[0].id, "brief", "there are two beats; six are wanted")
        again = replace(turn, before=(*turn.said, told), said=(fault,))
        _, second = await heard(side.chat, again)
    assert second.calls[0].arguments["hero"] == "owl"


async def test_words_are_no_answer_where_a_call_must_be(open_chat):
    async with open_chat(Calls((), words="I would rather talk.")) as side:
        with pytest.raises(BadWork, match="instead of a call of `brief`"):
            await heard(side.chat, a_brief())


async def test_an_empty_answer_is_bad_work(open_chat):
    async with open_chat("") as side:
        with pytest.raises(BadWork, match="empty"):
            await heard(side.chat, a_turn())


async def test_tools_are_offered_but_words_will_do(open_chat):
    async with open_chat("No need to ask anybody.") as side:
        deltas, reply = await heard(side.chat, a_turn(tools=(DELEGATE,)))
    assert (
        reply.text == "".join(d.text for d in deltas if isinstance(d, TextDelta)) == "No need to ask anybody."
    )


async def test_a_call_that_need_not_be_made_may_be(open_chat):
    asked = {"agent": "pathfinder", "message": "a story, please"}
    async with open_chat(Calls((("delegate", asked),))) as side:
        _, reply = await heard(side.chat, a_turn(tools=(DELEGATE,)))
    assert [(call.name, call.arguments) for call in reply.calls] == [("delegate", asked)]


async def test_hanging_up_ends_the_answer_at_the_vendor(open_chat):
    async with open_chat("Once upon a time there was a fox. " * 40, tokens_per_second=50) as side:
        async with aclosing(side.chat.answer(a_turn())) as pieces:
            await anext(pieces)
        counted = side.vendor or side.chat
        await comes(lambda: counted.hung_up == 1)


async def test_forgetting_what_nobody_knows_is_no_fault(open_chat):
    async with open_chat() as side:
        await side.chat.forget("conv_of_last_year")


async def test_a_check_says_in_a_sentence_what_answers(open_chat):
    async with open_chat("ready") as side:
        assert side.chat.model in await side.chat.check()
        assert side.chat.name
