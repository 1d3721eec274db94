"""Every row of the vendors' error tables, as ours: what is retried, what waits, what a person must do."""

import pickle
import traceback
from collections.abc import Mapping

import pytest

from sandman.ports.errors import (
    BadWork,
    KeyMissing,
    KeyRefused,
    ModelMissing,
    PortError,
    ProviderBusy,
    ProviderUnreachable,
    QuotaSpent,
    RequestRefused,
)
from sandman.providers.chat.mistral import MistralChat
from sandman.providers.chat.openai import OpenAIChat
from sandman.providers.chat.patience import Patience
from tests.chat.talking import Naps, a_brief, a_turn, heard, mistral, openai
from tests.vendors import mistral as mistral_vendor
from tests.vendors import openai as openai_vendor
from tests.vendors.script import Refusal

pytestmark = [pytest.mark.enable_socket, pytest.mark.allow_hosts(["127.0.0.1"])]
THRICE, NEVER = 3, 0
Table = Mapping[str, tuple[type[PortError], int]]
MISTRAL: Table = {
    "400 bad request": (BadWork, NEVER),
    "400 invalid model": (ModelMissing, NEVER),
    "400 unknown model": (ModelMissing, NEVER),
    "401 unauthorized": (KeyRefused, NEVER),
    "401 with an echo": (KeyRefused, NEVER),
    "402 payment required": (QuotaSpent, NEVER),
    "403 inactive": (QuotaSpent, NEVER),
    "403 tier": (KeyRefused, NEVER),
    "403 guardrail": (RequestRefused, NEVER),
    "404 model": (ModelMissing, NEVER),
    "422 validation": (BadWork, NEVER),
    "429 rate": (ProviderBusy, THRICE),
    "429 for long": (ProviderBusy, NEVER),
    "500 internal": (ProviderUnreachable, THRICE),
    "500 handoff": (ProviderBusy, NEVER),
    "502 gateway": (ProviderUnreachable, THRICE),
    "503 overloaded": (ProviderBusy, THRICE),
    "504 timeout": (ProviderUnreachable, THRICE),
}
OPENAI: Table = {
    "400 too long": (BadWork, NEVER),
    "400 filtered": (RequestRefused, NEVER),
    "400 bad request": (BadWork, NEVER),
    "401 invalid key": (KeyRefused, NEVER),
    "402 unpaid": (QuotaSpent, NEVER),
    "403 country": (KeyRefused, NEVER),
    "404 model": (ModelMissing, NEVER),
    "404 ollama": (ModelMissing, NEVER),
    "404 path": (ProviderUnreachable, NEVER),
    "422 fastapi": (BadWork, NEVER),
    "429 quota": (QuotaSpent, NEVER),
    "429 rate": (ProviderBusy, THRICE),
    "429 for long": (ProviderBusy, NEVER),
    "500 internal": (ProviderUnreachable, THRICE),
    "502 gateway": (ProviderUnreachable, THRICE),
    "503 loading": (ProviderBusy, THRICE),
    "503 overloaded": (ProviderBusy, THRICE),
}
SIDES = {
    "mistral": (mistral, mistral_vendor.FAULTS, MISTRAL),
    "openai": (openai, openai_vendor.FAULTS, OPENAI),
}
ROWS = [(vendor, row) for vendor, (_, faults, _) in SIDES.items() for row in faults]


def test_every_row_has_its_meaning():
    for _, faults, table in SIDES.values():
        assert set(table) == set(faults)


@pytest.mark.parametrize(("vendor", "row"), ROWS, ids=[f"{vendor} {row}" for vendor, row in ROWS])
async def test_an_error_of_the_vendor_is_one_of_ours(vendor, row):
    open_side, faults, table = SIDES[vendor]
    kind, times = table[row]
    async with open_side() as side:
        side.vendor.script.always = faults[row]
        with pytest.raises(PortError) as caught:
            await heard(side.chat, a_turn())
    fault = caught.value
    assert type(fault) is kind
    assert (fault.port, fault.provider) == ("chat", vendor)
    assert len(side.naps.seconds) == times
    _is_fit_for_a_parent(fault, side.vendor.key)


def _is_fit_for_a_parent(fault: PortError, key: str) -> None:
    shown = "".join(traceback.format_exception(fault)) + fault.hint + repr(fault)
    assert key not in shown
    assert "****" not in shown
    assert "Bearer" not in shown
    assert not any(odd in fault.message for odd in ("<html>", "{", "["))
    assert fault.message[0] != " "
    assert not fault.message.endswith(".")
    assert fault.__context__ is None
    assert type(pickle.loads(pickle.dumps(fault))) is type(fault)
    if not isinstance(fault, BadWork | RequestRefused | ProviderUnreachable):
        assert fault.hint


@pytest.mark.parametrize("open_side", [mistral, openai])
async def test_a_busy_vendor_is_asked_again_and_then_answers(open_side):
    busy = Refusal(429, {"message": "Rate limit exceeded", "object": "error"}, {"Retry-After": "2"})
    async with open_side(busy, busy, "Now.") as side:
        _, reply = await heard(side.chat, a_turn())
    assert reply.text == "Now."
    assert len(side.naps.seconds) == 2
    assert min(side.naps.seconds) >= 2


@pytest.mark.parametrize("open_side", [mistral, openai])
async def test_waiting_for_a_busy_vendor_ends_well_under_a_minute(open_side):
    async with open_side() as side:
        side.vendor.script.always = Refusal(503, {"message": "busy"}, {"Retry-After": "7"})
        with pytest.raises(ProviderBusy):
            await heard(side.chat, a_turn())
    assert sum(side.naps.seconds) < 30


@pytest.mark.parametrize("make", [MistralChat, OpenAIChat])
async def test_where_nobody_listens_nobody_is_reached(make):
    naps = Naps()
    chat = make(api_key="k" * 20, url="http://127.0.0.1:9", model="m", patience=Patience(sleep=naps))
    with pytest.raises(ProviderUnreachable, match="cannot be reached") as caught:
        await heard(chat, a_turn())
    await chat.aclose()
    assert caught.value.hint
    assert len(naps.seconds) == THRICE


async def test_without_a_key_mistral_is_not_even_asked():
    chat = MistralChat(api_key="", url="http://127.0.0.1:9", model="m")
    with pytest.raises(KeyMissing) as caught:
        await heard(chat, a_turn())
    assert "MISTRAL_API_KEY" in caught.value.hint


@pytest.mark.parametrize("make", [MistralChat, OpenAIChat])
@pytest.mark.parametrize("key", ["ab cdef-0123", "clé-0123456789", "one\ntwo-345678"])
async def test_a_key_that_no_header_can_carry_is_refused_before_it_is_sent(make, key):
    chat = make(api_key=key, url="http://127.0.0.1:9", model="m")
    with pytest.raises(KeyRefused) as caught:
        await heard(chat, a_turn())
    assert key not in str(caught.value)


async def test_a_server_that_wants_a_key_says_so_where_none_is_set():
    async with openai() as side:
        chat = OpenAIChat(api_key="", url=side.chat._url, model="gpt-6-luna")
        with pytest.raises(KeyMissing) as caught:
            await heard(chat, a_turn())
        await chat.aclose()
    assert "OPENAI_API_KEY" in caught.value.hint


async def test_a_refused_check_says_why():
    async with mistral() as side:
        side.vendor.script.always = mistral_vendor.FAULTS["401 unauthorized"]
        with pytest.raises(KeyRefused):
            await side.chat.check()


async def test_a_request_that_is_faulty_is_quoted_without_the_key():
    async with mistral() as side:
        echo = f"bad field for key {side.vendor.key} in Bearer {side.vendor.key}"
        side.vendor.script.always = mistral_vendor.invalid("inputs", msg=echo)
        with pytest.raises(BadWork, match=r"body\.inputs: bad field for key …") as caught:
            await heard(side.chat, a_brief())
    assert side.vendor.key not in caught.value.message
