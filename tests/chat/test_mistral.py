"""MistralChat against the stand-in: how it asks, what it hears, and what becomes of faults."""

from typing import Any

import pytest

from sandman.ports.chat import Chat, Said, Turn
from sandman.providers.chat.mistral import MistralChat
from tests.vendors.mistral import MistralStandIn
from tests.vendors.serving import serving

pytestmark = [pytest.mark.enable_socket, pytest.mark.allow_hosts(["127.0.0.1"])]


def a_turn(**rest: Any) -> Turn:
    turn: dict[str, Any] = {
        "agent": "doc",
        "instructions": "Be Doc.",
        "said": (Said("user", "Good evening"),),
    }
    return Turn(**{**turn, **rest})


async def pieces(chat: Chat, turn: Turn) -> list[Any]:
    return [piece async for piece in chat.answer(turn)]


async def test_words():
    vendor = MistralStandIn(["Good evening, Mia's house. What shall it be?"])
    with serving(vendor) as url:
        chat = MistralChat(api_key=vendor.key, url=url, model="mistral-medium-latest")
        *deltas, reply = await pieces(chat, a_turn())
        await chat.aclose()
    assert reply.text == "Good evening, Mia's house. What shall it be?"
    assert "".join(d.text for d in deltas) == reply.text
    assert vendor.wrong == []
