"""OpenAIChat against servers of every ability: the ladder, and the habits that are got along with."""

import asyncio
from typing import Any

import pytest

from sandman.ports.chat import Call, Result, Said, TextDelta
from sandman.ports.errors import BadWork, ProviderUnreachable, RequestRefused
from sandman.providers.chat.openai import OpenAIChat
from sandman.providers.chat.openai.manners import Manners, Rung
from tests.chat.talking import BRIEF, DELEGATE, a_brief, a_turn, heard, openai
from tests.vendors.openai import LLAMA_CPP, OLD, OLLAMA, OPENAI, Can
from tests.vendors.script import Broken, Calls, CutOff, Hangs, Raw

pytestmark = [pytest.mark.enable_socket, pytest.mark.allow_hosts(["127.0.0.1"])]
PLAN = {"hero": "fox", "beats": ["one", "two"]}


def chunk(delta: dict[str, Any], finish: str | None = None) -> tuple[str, dict[str, Any]]:
    return "", {
        "id": "c",
        "object": "chat.completion.chunk",
        "created": 1,
        "model": "m",
        "choices": [{"index": 0, "delta": delta, "finish_reason": finish}],
    }


END = ("", "[DONE]")


async def test_the_best_rung_is_tried_first_and_held_to_its_schema():
    async with openai(PLAN) as side:
        await heard(side.chat, a_brief(temperature=0.5, seed=3, most_tokens=700))
    (body,) = side.vendor.bodies
    form = body["response_format"]
    assert form["type"] == "json_schema"
    assert (form["json_schema"]["name"], form["json_schema"]["strict"]) == ("brief", True)
    assert form["json_schema"]["schema"] == BRIEF.parameters
    assert "tools" not in body
    assert (body["temperature"], body["seed"], body["max_tokens"]) == (0.5, 3, 700)


async def test_a_refused_rung_is_stepped_down_from_once_and_remembered():
    async with openai(PLAN, PLAN, can=Can(schema=False)) as side:
        for _ in range(2):
            await heard(side.chat, a_brief())
    assert ["response_format" in body for body in side.vendor.bodies] == [True, False, False]
    assert [body.get("tool_choice") for body in side.vendor.bodies] == [None, "required", "required"]


async def test_the_last_rung_is_json_in_words_and_needs_nothing_of_a_server():
    async with openai(PLAN, PLAN, can=OLD) as side:
        _, reply = await heard(side.chat, a_brief(seed=1))
        asked = len(side.vendor.bodies)
        await heard(side.chat, a_brief(seed=1))
    assert reply.calls[0].arguments == PLAN
    last = side.vendor.bodies[-1]
    assert set(last) == {"model", "stream", "messages", "max_tokens"}
    assert "JSON Schema" in last["messages"][0]["content"]
    assert len(side.vendor.bodies) == asked + 1


async def test_a_server_that_takes_a_schema_and_never_looks_at_it_is_asked_otherwise_next_time():
    async with openai(PLAN, PLAN, can=Can(looks_at_schema=False)) as side:
        with pytest.raises(BadWork, match="instead of a call"):
            await heard(side.chat, a_brief())
        assert side.chat.manners.rung_for(a_brief()) is Rung.TOOLS
        _, reply = await heard(side.chat, a_brief())
    assert reply.calls[0].arguments == PLAN


async def test_newer_models_are_given_their_limit_by_its_newer_name():
    async with openai("Good evening.", can=OPENAI) as side:
        await heard(side.chat, a_turn(most_tokens=300))
    refused, taken = side.vendor.bodies
    assert (refused["max_tokens"], taken["max_completion_tokens"]) == (300, 300)
    assert "max_tokens" not in taken


@pytest.mark.parametrize("name", ["temperature", "seed", "stream_options"])
async def test_a_parameter_that_is_not_taken_is_left_out(name):
    async with openai("Good evening.", "Good night.", can=Can(refuses=(name,))) as side:
        for _ in range(2):
            await heard(side.chat, a_turn(temperature=0.9, seed=4))
    assert [name in body for body in side.vendor.bodies] == [True, False, False]


async def test_a_template_without_a_system_role_hears_the_instructions_first():
    async with openai("Good evening.", can=Can(system=False)) as side:
        await heard(side.chat, a_turn())
    assert side.vendor.bodies[-1]["messages"] == [{"role": "user", "content": "Be Doc.\n\nGood evening"}]


async def test_a_server_that_refuses_everything_is_given_up_on():
    async with openai(
        can=Can(refuses=("messages", "stream_options", "max_tokens", "max_completion_tokens"))
    ) as side:
        with pytest.raises(BadWork, match="could not use the request"):
            await heard(side.chat, a_turn())
    assert len(side.vendor.bodies) < 6


async def test_what_a_server_does_not_count_is_estimated():
    async with openai("Good evening, everybody.", can=LLAMA_CPP) as side:
        _, reply = await heard(side.chat, a_turn())
    assert reply.usage.completion_tokens == len("Good evening, everybody.") // 4
    assert reply.usage.prompt_tokens > 0
    assert reply.usage.cost == 0


@pytest.mark.parametrize("thoughts", ["tagged", "field"])
@pytest.mark.parametrize("can", [{}, {"schema": False}, {"schema": False, "tools": False}])
async def test_a_reasoning_models_thoughts_are_not_words(thoughts, can):
    async with openai("Good evening.", PLAN, can=Can(thoughts=thoughts, **can)) as side:
        deltas, reply = await heard(side.chat, a_turn())
        assert reply.text == "".join(d.text for d in deltas if isinstance(d, TextDelta)) == "Good evening."
        _, planned = await heard(side.chat, a_brief())
    assert planned.calls[0].arguments == PLAN


@pytest.mark.parametrize("thoughts", ["tagged", "field"])
async def test_a_model_that_thinks_its_limit_away_is_given_room_to_think(thoughts):
    async with openai(PLAN, PLAN, can=Can(thoughts=thoughts, thinks_tokens=2000)) as side:
        for _ in range(2):
            _, reply = await heard(side.chat, a_brief(most_tokens=700))
            assert reply.calls[0].arguments == PLAN
    assert [body["max_tokens"] for body in side.vendor.bodies] == [700, 700 + 8192, 700 + 8192]
    assert [body.get("reasoning_effort") for body in side.vendor.bodies] == [None, "low", "low"]


@pytest.mark.parametrize(
    ("efforts", "asked"),
    [(("none", "high"), [None, "low", "none", "none"]), ((), [None, "low", "none", None, None])],
)
async def test_a_model_is_asked_to_think_as_little_as_it_lets_itself_be_asked(efforts, asked):
    """Ollama takes `low` of gpt-oss, `none` of qwen3, and calls the parameter by another name."""
    can = Can(thoughts="field", thinks_tokens=2000, efforts=efforts, tags=True)
    async with openai(PLAN, PLAN, can=can) as side:
        for _ in range(2):
            await heard(side.chat, a_brief(most_tokens=700))
    assert [body.get("reasoning_effort") for body in side.vendor.bodies] == asked


async def test_a_model_that_never_stops_thinking_is_cut_off():
    async with openai(can=Can(thoughts="field", thinks_tokens=50_000)) as side:
        with pytest.raises(BadWork, match="cut off"):
            await heard(side.chat, a_brief(most_tokens=700))
    assert len(side.vendor.bodies) == 2


async def test_arguments_may_come_as_an_object():
    async with openai(PLAN, can=Can(schema=False, objects=True)) as side:
        _, reply = await heard(side.chat, a_brief())
    assert reply.calls[0].arguments == PLAN


async def test_parallel_calls_without_numbers_are_told_apart_by_their_ids():
    asked = (
        ("delegate", {"agent": "pathfinder", "message": "a"}),
        ("delegate", {"agent": "firefly", "message": "b"}),
    )
    async with openai(Calls(asked), can=Can(numbers_calls=False)) as side:
        _, reply = await heard(side.chat, a_turn(tools=(DELEGATE,)))
    assert [call.arguments["agent"] for call in reply.calls] == ["pathfinder", "firefly"]


async def test_a_call_that_was_written_down_is_made_and_not_read_aloud():
    """Ollama does not look at `tool_choice`; small models then say what they would call."""
    async with openai(Calls((("brief", PLAN),)), can=OLLAMA, models=("gemma3:12b",), key="") as side:
        side.chat.manners.no_schema = True
        deltas, reply = await heard(side.chat, a_brief())
    assert reply.calls[0].arguments == PLAN
    assert not any(isinstance(delta, TextDelta) for delta in deltas)


async def test_results_of_calls_go_back_as_the_rung_has_them():
    call = Call("call_1", "brief", PLAN)
    history = {"before": (Said("user", "Plan it"), Said("assistant", "", (call,)))}
    fault = (Result("call_1", "brief", "six beats are wanted"),)
    async with openai(PLAN, PLAN) as side:
        await heard(side.chat, a_brief(said=fault, **history))
        side.chat.manners.no_schema = True
        await heard(side.chat, a_brief(said=fault, **history))
    by_schema, by_tools = (body["messages"][-2:] for body in side.vendor.bodies)
    assert [message["role"] for message in by_schema] == ["assistant", "user"]
    assert "six beats are wanted" in by_schema[1]["content"]
    assert [message["role"] for message in by_tools] == ["assistant", "tool"]


async def test_without_tools_a_talk_still_can_ask_somebody():
    asked = {"agent": "firefly", "message": "which blue?"}
    async with openai(Calls((("delegate", asked),)), "Blue as dusk.", can=LLAMA_CPP) as side:
        turn = a_turn(tools=(DELEGATE,))
        _, first = await heard(side.chat, turn)
        told = Said("assistant", first.text, first.calls)
        result = Result(first.calls[0].id, "delegate", "dusk blue")
        _, second = await heard(
            side.chat, a_turn(tools=(DELEGATE,), before=(*turn.said, told), said=(result,))
        )
    assert first.calls[0].arguments == asked
    assert second.text == "Blue as dusk."
    assert "- delegate: Ask one of the team." in side.vendor.bodies[-1]["messages"][0]["content"]


async def test_words_that_begin_like_a_call_and_are_none_are_words():
    async with openai("{smiles} Good evening.") as side:
        _, reply = await heard(side.chat, a_turn(tools=(DELEGATE,)))
    assert (reply.text, reply.calls) == ("{smiles} Good evening.", ())


async def test_an_answer_that_met_its_limit_is_cut_off():
    async with openai(CutOff(PLAN)) as side:
        with pytest.raises(BadWork, match="cut off after 4096 tokens") as cut:
            await heard(side.chat, a_brief())
    assert cut.value.hint == ""


async def test_an_answer_that_met_the_models_own_limit_comes_with_the_way_to_a_longer_one():
    short = (chunk({"content": '{"hero": "fox", "beats": ["one'}), chunk({}, "length"), END)
    async with openai(Raw(short)) as side:
        with pytest.raises(BadWork, match="cut off") as cut:
            await heard(side.chat, a_brief())
    assert "OLLAMA_CONTEXT_LENGTH" in cut.value.hint


async def test_silence_is_not_waited_for_for_ever(monkeypatch):
    monkeypatch.setattr("sandman.providers.chat.openai.engine.SILENCE_SECONDS", 0.5)
    async with openai(Hangs(60)) as side:
        with pytest.raises(ProviderUnreachable, match="in time"):
            await heard(side.chat, a_turn())
    assert side.naps.seconds == []


@pytest.mark.parametrize(
    "events",
    [
        (chunk({"refusal": "I cannot write that."}), chunk({}, "stop"), END),
        (chunk({"content": "Once"}), chunk({}, "content_filter"), END),
    ],
)
async def test_a_model_that_will_not_and_a_filter_that_stops_it_refuse_the_request(events):
    async with openai(Raw(events)) as side:
        with pytest.raises(RequestRefused):
            await heard(side.chat, a_turn())


@pytest.mark.parametrize(
    "answer",
    [
        Broken("Once upon a time there was a fox in a garden", pieces=1),
        Broken("Once upon a time there was a fox", pieces=1, error={"message": "upstream died", "type": "x"}),
        Raw((chunk({"content": "Once"}),)),
        Raw((chunk({"content": "Once"}), END)),
    ],
)
async def test_a_stream_that_breaks_off_is_the_server_out_of_reach(answer):
    async with openai(answer) as side:
        with pytest.raises(ProviderUnreachable):
            await heard(side.chat, a_turn())


async def test_chunks_of_any_shape_are_looked_past():
    odd = (
        ("", {"id": "c", "object": "chat.completion.chunk", "model": "m", "choices": None}),
        ("", {"id": "c", "choices": [{"index": 0, "delta": None, "finish_reason": None}]}),
        chunk({"role": "assistant", "content": None, "tool_calls": None}),
        chunk({"content": "Good night."}),
        chunk({}, "stop"),
        END,
    )
    async with openai(Raw(odd)) as side:
        _, reply = await heard(side.chat, a_turn())
    assert reply.text == "Good night."


async def test_an_event_that_is_no_json_is_bad_work():
    async with openai(Raw((("", "{not json"), END))) as side:
        with pytest.raises(BadWork, match="form"):
            await heard(side.chat, a_turn())


@pytest.mark.parametrize(
    ("url", "whole"),
    [
        ("http://127.0.0.1:11434", "http://127.0.0.1:11434/v1"),
        ("http://127.0.0.1:8080/v1/", "http://127.0.0.1:8080/v1"),
        ("https://example.org/proxy/openai", "https://example.org/proxy/openai"),
    ],
)
def test_an_address_may_leave_the_version_out(url, whole):
    assert OpenAIChat(api_key="", url=url, model="m")._url == whole


async def test_fifty_answers_at_once_all_come():
    async with openai(*(f"Story {n}. Good night." for n in range(50)), together=50) as side:
        replies = await asyncio.gather(*(heard(side.chat, a_turn()) for _ in range(50)))
    assert {reply.text for _, reply in replies} == {f"Story {n}. Good night." for n in range(50)}


SCHEMA_ASKED = {"response_format": {}, "messages": [], "max_tokens": 1}
TOOLS_ASKED = {"tools": [], "messages": [], "max_tokens": 1}


@pytest.mark.parametrize(
    ("complaint", "asked", "learnt"),
    [
        ("Failed to initialize samplers: failed to parse grammar", SCHEMA_ASKED, "no_schema"),
        ("Invalid schema for response_format 'brief': In context=(), …", SCHEMA_ASKED, "no_schema"),
        ("body.response_format: Extra inputs are not permitted", SCHEMA_ASKED, "no_schema"),
        ("Unsupported param: tools", TOOLS_ASKED, "no_tools"),
        ("Cannot use tools with stream", TOOLS_ASKED, "no_tools"),
        ("tools param requires --jinja flag", TOOLS_ASKED, "no_tools"),
        ("registry.ollama.ai/library/llama3:8b does not support tools", TOOLS_ASKED, "no_tools"),
        ('"auto" tool choice requires --enable-auto-tool-choice', TOOLS_ASKED, "no_tools"),
        ("System role not supported", {"messages": []}, "no_system"),
    ],
)
def test_what_servers_say_when_they_cannot_is_understood(complaint, asked, learnt):
    """In the words of llama.cpp, OpenAI, FastAPI servers, Ollama, vLLM and Gemma's template."""
    manners = Manners()
    assert manners.learn(complaint, a_brief(), asked)
    assert getattr(manners, learnt) is True


@pytest.mark.parametrize(
    "complaint", ["The request is empty", "tools are nice", "grammar", "temperature too high"]
)
def test_what_was_not_asked_for_is_not_what_was_refused(complaint):
    manners = Manners()
    assert not manners.learn(complaint, a_turn(), {"messages": [], "stream": True})
    assert manners == Manners()
