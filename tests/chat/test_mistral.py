"""MistralChat against the stand-in: how it asks, and what it hears. Its faults are in `test_faults`."""

import asyncio
import threading
from collections.abc import Awaitable, Callable
from contextlib import aclosing
from typing import Any

import pytest

from sandman.ports.chat import AgentPlan, Call, CallDelta, Entry, RemoteAgent, Result, Said, TextDelta
from sandman.ports.errors import BadWork, ModelMissing, ProviderBusy, ProviderUnreachable
from tests.chat.talking import BRIEF, DELEGATE, Side, a_brief, a_turn, heard, mistral
from tests.vendors.mistral import FAULTS
from tests.vendors.script import Broken, Calls, CutOff, Hangs, Raw, Waits, comes

pytestmark = [pytest.mark.enable_socket, pytest.mark.allow_hosts(["127.0.0.1"])]
PLAN = AgentPlan("doc", "Doc", "leads the four", "Be Doc.", (DELEGATE,), "digest-1")
DONE = (
    "conversation.response.done",
    {"usage": {"prompt_tokens": 5, "completion_tokens": 7, "total_tokens": 12}},
)


def words(text: Any) -> tuple[str, dict[str, Any]]:
    return "message.output.delta", {"id": "msg_1", "content": text, "role": "assistant", "output_index": 0}


async def test_every_append_goes_to_the_latest_conversation():
    async with mistral("One.", "Two.", "Three.") as side:
        ids: list[str] = []
        said = Said("user", "Good evening")
        before: tuple[Entry, ...] = ()
        for _ in range(3):
            turn = a_turn(said=(said,), before=before, conversation_id=ids[-1] if ids else "")
            _, reply = await heard(side.chat, turn)
            before = (*before, said, Said("assistant", reply.text))
            ids.append(reply.conversation_id)
    paths = [path for _, path, _ in side.vendor.requests]
    assert len(set(ids)) == 3
    assert paths == ["/v1/conversations", f"/v1/conversations/{ids[0]}", f"/v1/conversations/{ids[1]}"]
    assert [len(body["inputs"]) for body in side.vendor.bodies] == [1, 1, 1]


async def test_what_is_not_to_be_kept_is_not_stored_and_begun_anew_with_its_history():
    async with mistral({"hero": "fox", "beats": []}, {"hero": "owl", "beats": []}) as side:
        turn = a_brief()
        _, first = await heard(side.chat, turn)
        fault = Result(first.calls[0].id, "brief", "six beats are wanted")
        told = Said("assistant", first.text, first.calls)
        _, second = await heard(side.chat, a_brief(before=(*turn.said, told), said=(fault,)))
    assert (first.conversation_id, second.conversation_id) == ("", "")
    assert side.vendor.conversations == {}
    assert [body["store"] for body in side.vendor.bodies] == [False, False]
    kinds = [entry["type"] for entry in side.vendor.bodies[1]["inputs"]]
    assert kinds == ["message.input", "function.call", "function.result"]


async def test_a_call_that_must_be_made_is_the_only_one_offered():
    async with mistral({"hero": "fox", "beats": []}) as side:
        await heard(side.chat, a_brief(tools=(DELEGATE, BRIEF), temperature=0.7, seed=11, most_tokens=900))
    (body,) = side.vendor.bodies
    assert [tool["function"]["name"] for tool in body["tools"]] == ["brief"]
    assert body["completion_args"] == {
        "temperature": 0.7,
        "max_tokens": 900,
        "random_seed": 11,
        "tool_choice": "any",
    }


async def test_parallel_calls_are_told_apart_and_all_results_go_back_at_once():
    asked = (("delegate", {"agent": "pathfinder", "message": "a story"}), ("delegate", {"agent": "firefly"}))
    async with mistral(Calls(asked, words="One moment."), "Done.") as side:
        turn = a_turn(tools=(DELEGATE,))
        deltas, first = await heard(side.chat, turn)
        results = tuple(Result(call.id, call.name, "done") for call in first.calls)
        _, second = await heard(
            side.chat, a_turn(said=results, tools=(DELEGATE,), conversation_id=first.conversation_id)
        )
    assert first.text == "One moment."
    assert [call.arguments for call in first.calls] == [arguments for _, arguments in asked]
    assert len({piece.id for piece in deltas if isinstance(piece, CallDelta)}) == 2
    assert second.text == "Done."
    assert [entry["type"] for entry in side.vendor.bodies[1]["inputs"]] == ["function.result"] * 2


async def test_arguments_may_be_an_object_on_the_stream():
    call = {
        "id": "fc_1",
        "tool_call_id": "abcdef123",
        "name": "brief",
        "arguments": {"hero": "fox", "beats": []},
    }
    async with mistral(Raw((("function.call.delta", call), DONE))) as side:
        _, reply = await heard(side.chat, a_brief())
    assert reply.calls == (Call("abcdef123", "brief", {"hero": "fox", "beats": []}),)


async def test_broken_arguments_are_mended():
    slip = '{"hero": "a fox, called "Red"", "beats": ["one",]}'
    async with mistral(Calls((("brief", slip),))) as side:
        _, reply = await heard(side.chat, a_brief())
    assert reply.calls[0].arguments["beats"] == ["one"]


async def test_arguments_that_are_no_object_are_bad_work():
    async with mistral(Calls((("brief", "fox"),))) as side:
        with pytest.raises(BadWork, match="no JSON object"):
            await heard(side.chat, a_brief())


async def test_only_words_of_a_chunked_answer_are_words():
    chunks = (
        words({"type": "thinking", "thinking": [{"type": "text", "text": "hmm"}]}),
        words({"type": "text", "text": "Good "}),
        words({"type": "tool_file", "tool": "image_generation", "file_id": "f", "file_name": "x.png"}),
        words(
            [
                {"type": "text", "text": "night"},
                {"type": "tool_reference", "tool": "web_search", "title": "t"},
            ]
        ),
        words("."),
    )
    async with mistral(Raw((*chunks, DONE))) as side:
        deltas, reply = await heard(side.chat, a_turn())
    assert reply.text == "Good night."
    assert [delta.text for delta in deltas if isinstance(delta, TextDelta)] == ["Good ", "night", "."]


async def test_handoffs_tools_at_work_and_kinds_yet_to_come_are_passed_over():
    others = (
        ("agent.handoff.started", {"id": "h", "previous_agent_id": "a", "previous_agent_name": "Doc"}),
        ("agent.handoff.done", {"id": "h", "agent_id": "b", "agent_name": "the older form"}),
        ("tool.execution.started", {"id": "t", "name": "web_search", "arguments": ""}),
        ("conversation.weather.changed", {"sky": "clear"}),
    )
    async with mistral(Raw((*others, words("Good night."), DONE))) as side:
        _, reply = await heard(side.chat, a_turn())
    assert reply.text == "Good night."
    assert (reply.usage.prompt_tokens, reply.usage.completion_tokens) == (5, 7)
    assert reply.usage.cost == pytest.approx((5 * 1.5 + 7 * 7.5) / 1e6)


async def test_a_model_that_thinks_is_given_room_to_think():
    async with mistral("Good night.", models=("magistral-medium-latest",)) as side:
        side.chat.model = "magistral-medium-latest"
        await heard(side.chat, a_turn(most_tokens=300))
    assert side.vendor.bodies[0]["completion_args"]["max_tokens"] == 300 + 8192


async def test_an_answer_that_met_its_limit_is_cut_off_and_no_work():
    async with mistral(CutOff({"hero": "fox", "beats": ["one"]})) as side:
        with pytest.raises(BadWork, match="cut off after 4096 tokens"):
            await heard(side.chat, a_brief())


async def test_a_line_that_drops_in_the_middle_is_the_vendor_out_of_reach():
    async with mistral(Broken("Once upon a time there was a fox in a garden", pieces=1)) as side:
        stream = side.chat.answer(a_turn())
        assert await anext(stream) == TextDelta("Once upon a time there w")
        with pytest.raises(ProviderUnreachable, match=r"lost|broke off"):
            await anext(stream)


async def test_a_stream_that_ends_without_its_end_was_broken_off():
    async with mistral(Raw((words("Once"),))) as side:
        with pytest.raises(ProviderUnreachable, match="broke off"):
            await heard(side.chat, a_turn())


@pytest.mark.parametrize(
    ("error", "kind"),
    [
        ({"message": "Rate limit exceeded", "code": 429}, ProviderBusy),
        ({"message": "Rate limit exceeded", "code": "429"}, ProviderBusy),
        ({"message": "Internal error", "code": 1000}, ProviderUnreachable),
        ({"message": "Response failed during handoff orchestration", "code": "3000"}, ProviderBusy),
        ({"message": "broken", "code": "internal"}, ProviderUnreachable),
    ],
)
async def test_an_error_inside_the_stream_is_a_fault_with_its_code_as_number_or_word(error, kind):
    async with mistral(Broken("Once upon a time there was", pieces=1, error=error)) as side:
        with pytest.raises(kind):
            await heard(side.chat, a_turn())


async def test_silence_is_not_waited_for_for_ever(monkeypatch):
    monkeypatch.setattr("sandman.providers.chat.mistral.line.SILENCE_SECONDS", 0.5)
    async with mistral(Hangs(60)) as side:
        with pytest.raises(ProviderUnreachable, match="in time"):
            await heard(side.chat, a_turn())
    assert side.naps.seconds == []


async def test_a_conversation_that_is_gone_is_begun_anew_from_our_own_books():
    before = (Said("user", "I am tired"), Said("assistant", "So am I."))
    async with mistral("Then let us sleep.") as side:
        _, reply = await heard(side.chat, a_turn(before=before, conversation_id="conv_lost"))
    assert reply.text == "Then let us sleep."
    assert reply.conversation_id in side.vendor.conversations
    assert [entry["content"] for entry in side.vendor.bodies[1]["inputs"]] == [
        "I am tired",
        "So am I.",
        "Good evening",
    ]


async def test_an_agent_talks_as_the_vendor_keeps_it():
    async with mistral("I am Doc.") as side:
        doc = await side.chat.sync(PLAN, None)
        _, reply = await heard(side.chat, a_turn(remote=doc, tools=(DELEGATE,)))
    assert reply.text == "I am Doc."
    assert side.vendor.bodies[0] == {
        "agent_id": doc.id,
        "agent_version": doc.version,
        "store": True,
        "stream": True,
        "inputs": side.vendor.bodies[0]["inputs"],
    }


async def test_an_agent_that_is_gone_is_stood_in_for_by_its_model():
    async with mistral("I am Doc all the same.") as side:
        lost = RemoteAgent("ag_lost", 3, "digest-1")
        _, reply = await heard(side.chat, a_turn(remote=lost, conversation_id="conv_lost"))
    assert reply.text == "I am Doc all the same."
    assert [body.get("agent_id", body.get("model")) for body in side.vendor.bodies] == [
        None,
        "ag_lost",
        "mistral-medium-latest",
    ]
    assert side.vendor.bodies[2]["instructions"] == "Be Doc."


async def test_an_agent_who_loses_his_way_is_stood_in_for_by_his_model():
    async with mistral() as side:
        doc = await side.chat.sync(PLAN, None)
        side.say(FAULTS["500 handoff"], "Good evening.")
        _, reply = await heard(side.chat, a_turn(remote=doc))
    assert reply.text == "Good evening."
    assert side.naps.seconds == []


async def test_a_model_that_nobody_has_is_missing_whichever_way_it_was_asked_for():
    async with mistral() as side:
        side.chat.model = "mistral-gone"
        with pytest.raises(ModelMissing, match="has no `mistral-"):
            await heard(side.chat, a_turn(conversation_id="conv_lost"))


async def test_agents_are_made_once_changed_in_versions_and_made_anew_when_lost():
    async with mistral() as side:
        made = await side.chat.sync(PLAN, None)
        assert await side.chat.sync(PLAN, made) == made
        new = AgentPlan("doc", "Doc", "leads the four", "Be Doc!", (), "digest-2")
        changed = await side.chat.sync(new, made)
        assert (changed.id, changed.version, changed.digest) == (made.id, made.version + 1, "digest-2")
        assert side.vendor.agents[made.id][-1]["tools"] == []
        side.chat.model = "mistral-large-latest"
        assert (await side.chat.sync(new, changed)).version == changed.version + 1
        await side.chat.dismiss(changed)
        await side.chat.dismiss(changed)
        assert side.vendor.agents == {}
        assert (await side.chat.sync(new, changed)).id != made.id


async def test_forgetting_deletes_the_conversation():
    async with mistral("Good evening.") as side:
        _, reply = await heard(side.chat, a_turn())
        assert reply.conversation_id in side.vendor.conversations
        await side.chat.forget(reply.conversation_id)
        assert side.vendor.conversations == {}


async def test_streaming_leaves_the_event_loop_free():
    """The vendor goes on once something else was done here: who blocks the loop until then hears no end."""
    go_on = threading.Event()

    async def something_else() -> None:
        go_on.set()

    async with mistral(Waits("Once upon a time there was a fox. " * 12, go_on)) as side:
        async with aclosing(side.chat.answer(a_turn())) as stream:
            first = await anext(stream)
            other = asyncio.create_task(something_else())
            reply = [piece async for piece in stream][-1]
        await other
    assert isinstance(first, TextDelta)
    assert reply.text == "Once upon a time there was a fox. " * 12


async def test_fifty_answers_at_once_all_come():
    async with mistral(*(f"Story {n}. Good night." for n in range(50)), together=50) as side:
        replies = await asyncio.gather(*(heard(side.chat, a_turn(keep=False)) for _ in range(50)))
    assert {reply.text for _, reply in replies} == {f"Story {n}. Good night." for n in range(50)}


async def test_hanging_up_frees_the_line_for_the_next_answer():
    endless = Waits("A long, long answer. " * 20, threading.Event())
    async with mistral(*(endless,) * 3, "Short.") as side:
        for _ in range(3):
            async with aclosing(side.chat.answer(a_turn())) as pieces:
                await anext(pieces)
        _, reply = await heard(side.chat, a_turn())
        await comes(lambda: side.vendor.hung_up == 3)
    assert reply.text == "Short."


def test_two_event_loops_share_one_engine():
    """The web's door and the workflow have loops of their own."""

    async def talk(side: Side) -> str:
        return (await heard(side.chat, a_turn()))[1].text

    async def first() -> tuple[str, str]:
        async with mistral("One.", "Two.") as side:
            one = await talk(side)
            two = await asyncio.to_thread(lambda: asyncio.run(_and_close(side, talk)))
            return one, two

    assert asyncio.run(first()) == ("One.", "Two.")


async def _and_close(side: Side, talk: Callable[[Side], Awaitable[str]]) -> str:
    try:
        return await talk(side)
    finally:
        await side.chat.aclose()


async def test_a_finished_answers_connection_is_used_again():
    async with mistral("One.", "Two.", "Three.") as side:
        for _ in range(3):
            await heard(side.chat, a_turn())
        pool = side.chat._line._clients.here().sdk_configuration.async_client._transport._pool
        assert len(pool.connections) == 1
