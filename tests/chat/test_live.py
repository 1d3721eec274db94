"""The same little talks with the real services: `pytest -m live` with keys in the environment.

Mistral needs MISTRAL_API_KEY; an OpenAI-compatible server OPENAI_API_KEY, or SANDMAN_OPENAI_URL and
SANDMAN_OPENAI_MODEL; Ollama SANDMAN_OLLAMA_URL. What is made there is deleted there; a run costs about a
cent.
"""

import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest

from sandman.ports.chat import AgentPlan, CallDelta, Result, Said, TextDelta
from sandman.ports.errors import KeyRefused, ModelMissing
from sandman.ports.moderation import Layer, Outcome
from sandman.providers.chat.mistral import MistralChat
from sandman.providers.chat.ollama import find_ollama
from sandman.providers.chat.openai import OpenAIChat
from sandman.providers.moderation.mistral import MistralModerator
from sandman.stories import Language
from tests.chat.talking import DELEGATE, a_brief, a_turn, heard

pytestmark = [pytest.mark.live, pytest.mark.enable_socket]
MISTRAL_URL = "https://api.mistral.ai"
OPENAI_URL = "https://api.openai.com/v1"
ASKED = (Said("user", "Plan a story of a fox who lost a button. Give six beats of three words each."),)


def _key(name: str) -> str:
    return os.environ.get(name) or pytest.skip(f"{name} is not set")


@asynccontextmanager
async def mistral() -> AsyncIterator[MistralChat]:
    chat = MistralChat(
        api_key=_key("MISTRAL_API_KEY"),
        url=os.environ.get("SANDMAN_MISTRAL_URL", MISTRAL_URL),
        model=os.environ.get("SANDMAN_MISTRAL_MODEL", "mistral-small-latest"),
    )
    yield chat
    await chat.aclose()


@asynccontextmanager
async def openai() -> AsyncIterator[OpenAIChat]:
    key, url = os.environ.get("OPENAI_API_KEY", ""), os.environ.get("SANDMAN_OPENAI_URL", "")
    if not key and not url:
        pytest.skip("neither OPENAI_API_KEY nor SANDMAN_OPENAI_URL is set")
    chat = OpenAIChat(
        api_key=key, url=url or OPENAI_URL, model=os.environ.get("SANDMAN_OPENAI_MODEL", "gpt-6-luna")
    )
    yield chat
    await chat.aclose()


@asynccontextmanager
async def ollama() -> AsyncIterator[OpenAIChat]:
    url = _key("SANDMAN_OLLAMA_URL")
    models = await find_ollama(url)
    if not models:
        pytest.skip(f"Ollama does not answer at {url}")
    chat = OpenAIChat(api_key="", url=url, model=models[0])
    yield chat
    await chat.aclose()


EVERY: Any = pytest.mark.parametrize("live", [mistral, openai, ollama])


@EVERY
async def test_it_answers(live):
    async with live() as chat:
        assert chat.model in await chat.check()


@EVERY
async def test_words_come_in_pieces(live):
    async with live() as chat:
        deltas, reply = await heard(chat, a_turn(said=(Said("user", "Count slowly from one to twenty."),)))
    assert len([delta for delta in deltas if isinstance(delta, TextDelta)]) > 3
    assert reply.usage.completion_tokens > 5


@EVERY
async def test_a_call_that_must_be_made_is_made_and_can_be_mended(live):
    async with live() as chat:
        deltas, first = await heard(chat, a_brief(said=ASKED, seed=7, temperature=0.3))
        assert any(isinstance(delta, CallDelta) for delta in deltas)
        told = Said("assistant", first.text, first.calls)
        fault = Result(first.calls[0].id, "brief", "The hero must be an owl. Call `brief` again.")
        _, second = await heard(chat, a_brief(before=(*ASKED, told), said=(fault,)))
    assert isinstance(first.calls[0].arguments["beats"], list)
    assert "owl" in str(second.calls[0].arguments["hero"]).lower()


async def test_mistral_keeps_a_talk_and_forgets_it():
    async with mistral() as chat:
        _, first = await heard(chat, a_turn(said=(Said("user", "My cat is called Minnow. Say hello."),)))
        _, second = await heard(
            chat,
            a_turn(said=(Said("user", "What is my cat called?"),), conversation_id=first.conversation_id),
        )
        assert "minnow" in second.text.lower()
        for id in {first.conversation_id, second.conversation_id}:
            await chat.forget(id)
            await chat.forget(id)


async def test_mistral_keeps_an_agent_in_versions_and_lets_it_delegate():
    plan = AgentPlan("doc", "Doc (test)", "a test", "Delegate every task, at once.", (DELEGATE,), "digest-1")
    async with mistral() as chat:
        doc = await chat.sync(plan, None)
        try:
            assert await chat.sync(plan, doc) == doc
            changed = await chat.sync(AgentPlan(**{**_fields(plan), "digest": "digest-2"}), doc)
            assert (changed.id, changed.version) == (doc.id, doc.version + 1)
            turn = a_turn(said=(Said("user", "Ask firefly which blue to use."),), remote=changed)
            _, reply = await heard(chat, turn)
            assert [call.name for call in reply.calls] == ["delegate"]
            results = tuple(Result(call.id, call.name, "dusk blue") for call in reply.calls)
            _, answer = await heard(
                chat, a_turn(said=results, remote=changed, conversation_id=reply.conversation_id)
            )
            assert answer.text or answer.calls
            await chat.forget(answer.conversation_id)
        finally:
            await chat.dismiss(doc)
            await chat.dismiss(doc)


async def test_mistral_refuses_a_wrong_key_and_misses_a_model_of_another_name():
    key = _key("MISTRAL_API_KEY")
    url = os.environ.get("SANDMAN_MISTRAL_URL", MISTRAL_URL)
    wrong = MistralChat(api_key="x" * 32, url=url, model="mistral-small-latest")
    with pytest.raises(KeyRefused):
        await wrong.check()
    await wrong.aclose()
    missing = MistralChat(api_key=key, url=url, model="mistral-of-nowhere")
    with pytest.raises(ModelMissing):
        await missing.check()
    await missing.aclose()


async def test_mistrals_moderation_tells_a_gentle_page_from_a_cruel_one():
    judge = MistralModerator(
        api_key=_key("MISTRAL_API_KEY"), url=os.environ.get("SANDMAN_MISTRAL_URL", MISTRAL_URL)
    )
    gentle = "The wolf had cold feet, so the children let him in and gave him soup."
    cruel = "The soldier killed them all with his gun, and there was blood everywhere."
    page: dict[str, Any] = {"layer": Layer.TEXT, "language": Language.ENGLISH, "age": 5}
    assert (await judge.judge(gentle, **page)).outcome is Outcome.FINE
    assert (await judge.judge(cruel, **page)).outcome is Outcome.UNFIT
    await judge.aclose()


def _fields(plan: AgentPlan) -> dict[str, Any]:
    return {name: getattr(plan, name) for name in plan.__slots__}
