"""Pictures in a conversation: shown once, in the vendor's own form, and never to a model without eyes."""

import base64
from contextlib import nullcontext
from dataclasses import replace

import pytest

from sandman.ports.chat import Result, Said
from sandman.ports.errors import BadWork, NoEyes
from sandman.providers.chat.ollama import has_eyes
from sandman.providers.chat.pictures import SHOWN_BEFORE, refuses_all
from tests.chat.talking import EVERY_CHAT, a_brief, a_turn, connected, heard, mistral, openai, rehearsal
from tests.vendors.mistral import error
from tests.vendors.openai import LLAMA_CPP, OLD, OLLAMA, Can

pytestmark = [pytest.mark.enable_socket, pytest.mark.allow_hosts(["127.0.0.1"])]
PLAN = {"hero": "fox", "beats": ["one", "two"]}
JPEG = b"\xff\xd8\xff\xe0 a small fox"
SHOWN = Said("user", "What is this?", pictures=(JPEG,))
URL = f"data:image/jpeg;base64,{base64.b64encode(JPEG).decode()}"


@pytest.mark.parametrize("name", list(EVERY_CHAT))
async def test_a_picture_is_shown_once_and_only_spoken_of_when_the_talk_goes_on(name):
    rest = {"sees": True} if name == "rehearsal" else {}
    async with EVERY_CHAT[name](PLAN, PLAN, **rest) as side:
        _, first = await heard(side.chat, a_brief(said=(SHOWN,)))
        before = (SHOWN, Said("assistant", first.text, first.calls))
        again = Result(first.calls[0].id, "brief", "once more")
        await heard(side.chat, a_brief(before=before, said=(again,)))
        assert side.chat.sees
    if side.vendor:
        *_, last_but_one, last = side.vendor.bodies
        assert str(last_but_one).count(URL) == 1
        assert "base64" not in str(last) and SHOWN_BEFORE in str(last)


async def test_mistral_is_shown_it_in_chunks_and_asked_for_the_models_eyes_once():
    async with mistral("A fox.", "A fox.") as side:
        for _ in range(2):
            await heard(side.chat, a_turn(said=(SHOWN,), keep=False))
    text, picture = side.vendor.bodies[0]["inputs"][0]["content"]
    assert text == {"type": "text", "text": "What is this?"}
    assert picture == {"type": "image_url", "image_url": URL}
    assert [method for method, *_ in side.vendor.requests] == ["GET", "POST", "POST"]


async def test_openai_is_shown_it_in_parts_and_it_is_not_counted_by_its_letters():
    large = Said("user", "What is this?", pictures=(JPEG + bytes(90_000),))
    async with openai("A fox.", can=OLD) as side:
        _, reply = await heard(side.chat, a_turn(said=(large,)))
    text, picture = side.vendor.bodies[-1]["messages"][-1]["content"]
    assert text == {"type": "text", "text": "What is this?"}
    assert (picture["type"], set(picture["image_url"])) == ("image_url", {"url"})
    assert 1024 <= reply.usage.prompt_tokens < 1500


async def test_a_model_whose_card_says_it_has_no_eyes_is_shown_nothing():
    async with mistral("Good evening", sees=False) as side:
        for _ in range(2):
            with pytest.raises(NoEyes, match="cannot look at pictures"):
                await heard(side.chat, a_turn(said=(SHOWN,)))
        assert side.chat.sees is False
        await heard(side.chat, a_turn())
    assert [method for method, *_ in side.vendor.requests] == ["GET", "POST"]


async def test_where_there_is_no_card_a_refusal_tells():
    async with mistral(sees=False, shows_models=False) as side:
        for _ in range(2):
            with pytest.raises(NoEyes):
                await heard(side.chat, a_turn(said=(SHOWN,)))
    assert len(side.vendor.bodies) == 1


REFUSALS = {
    "ollama": Can(tags=True, pictures="this model does not support image input"),
    "llama.cpp": Can(
        tools=False,
        pictures="image input is not supported - hint: you may need to give an mmproj",
        pictures_status=500,
    ),
    "older llama.cpp": Can(pictures='Unsupported content part type: "image_url"', pictures_status=500),
    "deepseek": Can(pictures="unknown variant `image_url`, expected `text`", pictures_status=422),
    "words only": Can(pictures="messages[1].content must be a string"),
    "lm studio": Can(pictures="Model does not support images. Please use a model that does."),
}


@pytest.mark.parametrize("can", REFUSALS.values(), ids=list(REFUSALS))
async def test_a_server_that_takes_no_pictures_is_believed_and_asked_once(can):
    async with openai("Good evening", can=can) as side:
        for _ in range(2):
            with pytest.raises(NoEyes):
                await heard(side.chat, a_turn(said=(SHOWN,)))
        assert (side.chat.sees, len(side.vendor.bodies), side.naps.seconds) == (False, 1, [])
        await heard(side.chat, a_turn())


@pytest.mark.parametrize("words", ["", "this model does not support image input"])
async def test_ollama_is_asked_for_the_models_eyes_before_it_is_shown_anything(words, monkeypatch):
    can = replace(OLLAMA, pictures=words)
    async with openai("A fox.", "Good evening", can=can, models=("gemma3:12b",), key="") as side:
        monkeypatch.setattr(side.chat, "_server", replace(side.chat._server, ollama=True))
        for _ in range(2):
            with pytest.raises(NoEyes) if words else nullcontext():
                await heard(side.chat, a_turn(said=(SHOWN,)))
    paths = [path for _, path, _ in side.vendor.requests]
    assert paths == (["/api/show"] if words else ["/api/show", *["/v1/chat/completions"] * 2])


async def test_where_ollama_does_not_say_a_picture_may_be_shown():
    async with openai(can=OLLAMA) as side:
        assert await has_eyes(connected(), side.vendor.models[0])
        assert await has_eyes(connected(), "a model it has not")
    assert await has_eyes("http://127.0.0.1:9", "gemma3:12b")


async def test_one_broken_picture_makes_nobody_blind():
    broken = error(400, "image could not be decoded: not a valid image", type="invalid_request_error")
    for open_chat in (mistral, openai):
        async with open_chat(broken) as side:
            with pytest.raises(BadWork):
                await heard(side.chat, a_turn(said=(SHOWN,)))
            assert side.chat.sees
    assert not refuses_all("messages must not be empty")


@pytest.mark.parametrize("can", [LLAMA_CPP, OLLAMA, Can(system=False)])
async def test_whatever_else_a_server_cannot_do_pictures_go_along(can):
    async with openai(PLAN, can=can) as side:
        await heard(side.chat, a_brief(said=(SHOWN,)))
    assert URL in str(side.vendor.bodies[-1])


async def test_the_script_has_eyes_only_where_it_says_so():
    async with rehearsal("A fox.") as side:
        with pytest.raises(NoEyes):
            await heard(side.chat, a_turn(said=(SHOWN,)))
