"""Finding Ollama: who answers, with which models, the likeliest storyteller first."""

from functools import partial
from typing import Any

import pytest

from sandman.ports.errors import ModelMissing
from sandman.providers.chat import ollama
from sandman.providers.chat.openai import OpenAIChat
from tests.chat.talking import SWITCHBOARD, a_turn, connected, heard, openai
from tests.vendors.openai import OLLAMA, OpenAIStandIn

pytestmark = [pytest.mark.enable_socket, pytest.mark.allow_hosts(["127.0.0.1"])]


find_ollama = partial(ollama.find_ollama, timeout_seconds=60)


def _serving(*tags: dict[str, Any]) -> str:
    vendor = OpenAIStandIn(can=OLLAMA, key="")
    vendor.tags = [{"details": {}, **tag} for tag in tags]
    SWITCHBOARD.vendor = vendor
    return connected()


async def test_models_at_home_come_before_the_cloud_and_talkers_before_coders():
    url = _serving(
        {"name": "nomic-embed-text:latest", "size": 10},
        {"name": "gpt-oss:120b-cloud", "size": 384, "remote_model": "gpt-oss:120b", "remote_host": "x"},
        {"name": "qwen3-coder:30b", "size": 18_000},
        {"name": "llama3:8b-text-q4_0", "size": 5_000},
        {"name": "llama3.2:3b", "size": 2_000},
        {"name": "gemma3:12b", "size": 8_000},
        {"name": "llama-guard3:8b", "size": 5_000},
    )
    assert await find_ollama(url) == [
        "gemma3:12b",
        "llama3.2:3b",
        "qwen3-coder:30b",
        "llama3:8b-text-q4_0",
        "gpt-oss:120b-cloud",
    ]


async def test_what_cannot_complete_by_its_own_word_is_left_out():
    url = _serving(
        {"name": "a", "capabilities": ["embedding"]}, {"name": "b", "capabilities": ["completion", "tools"]}
    )
    assert await find_ollama(url) == ["b"]


async def test_an_address_with_a_version_is_found_as_well():
    assert await find_ollama(f"{_serving({'name': 'gemma3:4b'})}/v1") == ["gemma3:4b"]


async def test_nobody_there_is_no_models():
    assert await find_ollama("http://127.0.0.1:9") == []


@pytest.mark.parametrize("url", ["", "off", "http://", "http://[::1"])
async def test_no_address_is_no_models(url):
    assert await find_ollama(url) == []


async def test_another_server_on_that_port_is_no_ollama():
    async with openai() as side:
        assert await find_ollama(side.chat._url) == []
    SWITCHBOARD.vendor = vendor = OpenAIStandIn(can=OLLAMA, key="")
    vendor.tags = [{"model": "nameless"}]
    assert await find_ollama(connected()) == []


async def test_a_model_that_was_not_fetched_is_named_with_the_way_to_fetch_it():
    SWITCHBOARD.vendor = OpenAIStandIn(can=OLLAMA, key="", models=("gemma3:12b",))
    chat = OpenAIChat(api_key="", url=connected(), model="llama9")
    with pytest.raises(ModelMissing, match="has no model `llama9`") as missing:
        await heard(chat, a_turn())
    await chat.aclose()
    assert missing.value.hint == "fetch it with `ollama pull llama9`"
