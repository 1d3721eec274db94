"""The small parts that chats are made of: mending, sieves, patience, secrecy, prices."""

import asyncio
import itertools
from collections.abc import AsyncIterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sandman.ports.errors import ProviderBusy
from sandman.providers.chat.mending import call_in, object_in
from sandman.providers.chat.openai.faults import Server
from sandman.providers.chat.patience import Fault, Patience
from sandman.providers.chat.prices import MISTRAL, OPENAI, cost
from sandman.providers.chat.secrecy import usable_key, without_key
from sandman.providers.chat.sieves import NotACall, OnlyObject, Unthought
from sandman.providers.chat.sse import events
from tests.chat.talking import Naps


@pytest.mark.parametrize(
    ("raw", "found"),
    [
        ('{"a": 1}', {"a": 1}),
        ({"a": 1}, {"a": 1}),
        ("", {}),
        ('{"a": "line\nbreak"}', {"a": "line\nbreak"}),
        ('```json\n{"a": [1, 2,]}\n```', {"a": [1, 2]}),
        ('Here you are: {"a": 1} Good night!', {"a": 1}),
        ("{'a': True}", {"a": True}),
        ('"{\\"a\\": 1}"', {"a": 1}),
        ("no", None),
        ("[1, 2]", None),
        ("7", None),
    ],
)
def test_an_object_is_found_and_mended(raw, found):
    assert object_in(raw) == found


@pytest.mark.parametrize(
    "text",
    [
        '{"name": "brief", "arguments": {"a": 1}}',
        '{"name": "brief", "parameters": {"a": 1}}',
        '{"name": "brief", "arguments": "{\\"a\\": 1}"}',
        '```json\n{"name": "brief", "arguments": {"a": 1}}\n```',
        '<tool_call>\n{"name": "brief", "arguments": {"a": 1}}\n</tool_call>',
    ],
)
def test_a_call_that_was_written_down_is_found(text):
    assert call_in(text, {"brief"}) == ("brief", {"a": 1})


@pytest.mark.parametrize(
    "text", ["Good night.", '{"name": "another", "arguments": {}}', '{"hero": "fox"}', ""]
)
def test_words_are_no_call(text):
    assert call_in(text, {"brief"}) is None


def _cut(text: str, cuts: list[int]) -> list[str]:
    places = sorted({0, len(text), *(cut % (len(text) + 1) for cut in cuts)})
    return [text[a:b] for a, b in itertools.pairwise(places)]


CUTS = st.lists(st.integers(0, 400), max_size=12)


@given(CUTS)
def test_thoughts_are_taken_out_wherever_the_stream_is_cut(cuts):
    sieve = Unthought()
    text = "<think>a <b> fox?</think>Good <night>, <th<think>\nhm</think>moon. <thi"
    words = "".join(sieve.feed(piece) for piece in _cut(text, cuts)) + sieve.end()
    assert words == "Good <night>, <thmoon. <thi"


@given(CUTS)
def test_only_the_object_comes_through_wherever_the_stream_is_cut(cuts):
    inside = '{"a": "br}ace \\" {", "b": [{"c": 1}, {}]}'
    sieve = OnlyObject()
    found = "".join(sieve.feed(piece) for piece in _cut(f"Sure:\n```json\n{inside}\n``` {{more}}", cuts))
    assert found == inside


@given(CUTS, st.sampled_from(["Good night.", "  Once", "``nothing", "<tool_box>"]))
def test_words_are_let_through_wherever_the_stream_is_cut(cuts, text):
    sieve = NotACall()
    assert "".join(sieve.feed(piece) for piece in _cut(text, cuts)) == text
    assert sieve.held == ""


@given(CUTS, st.sampled_from(['{"name": "x"}', "```json\n{}```", "<tool_call>{}", "\n {", "`"]))
def test_what_begins_like_a_call_is_held_back(cuts, text):
    sieve = NotACall()
    assert "".join(sieve.feed(piece) for piece in _cut(text, cuts)) == ""
    assert sieve.held == text


def test_patience_waits_longer_each_time_and_then_no_more():
    naps, asked = Naps(), []

    async def question():
        asked.append(1)
        raise ConnectionError

    def judge(_error: Exception) -> Fault:
        return Fault(ProviderBusy("busy"), passes=True)

    patience = Patience(waits=(1, 2, 4), sleep=naps)
    fault = asyncio.run(patience.ask(question, faults=(ConnectionError,), judge=judge))
    assert isinstance(fault, Fault)
    assert len(asked) == 4
    assert [round(nap / base) for nap, base in zip(naps.seconds, (1, 2, 4), strict=True)] == [1, 1, 1]


def test_no_key_and_nothing_like_one_gets_through():
    key = "abcdEFGH12345678zzzz"
    said = without_key(f"bad {key}, sk-proj-1234567, Bearer xyz, ab*****yz, {key[:12]}…", key)
    assert "abcd" not in said
    assert "sk-" not in said
    assert "xyz" not in said
    assert "*" not in said
    assert without_key("a page\n\n<html><style>p {}</style><p>502</p></html>", key) == "a page 502"
    assert len(without_key("long " * 200, key)) < 260


def test_keys_are_looked_at_before_they_are_used():
    assert usable_key("sk-12_34.ab")
    assert not any(usable_key(key) for key in ("a b", "a\n", "ключ", "a\x00"))


def test_an_estimate_uses_the_longest_name_known_and_else_the_dearest():
    assert cost(MISTRAL, "mistral-medium-latest", 1_000_000, 0) == 1.5
    assert cost(MISTRAL, "mistral-medium-2508", 1_000_000, 0) == 0.4
    assert cost(OPENAI, "gpt-4.1-mini-2025-04-14", 0, 1_000_000) == 1.6
    assert cost(MISTRAL, "mistral-of-2027", 0, 1_000_000) == 7.5
    assert cost({}, "gemma3:12b", 1_000_000, 1_000_000) == 0


def test_patience_ends_with_the_evening_however_the_seconds_went_by(monkeypatch):
    now = [0.0]
    monkeypatch.setattr("sandman.providers.chat.patience.time.monotonic", lambda: now[0])

    async def question() -> None:
        now[0] += 15
        raise ConnectionError

    naps = Naps()
    patience = Patience(sleep=naps)
    judge = lambda _error: Fault(ProviderBusy("busy"), passes=True)  # noqa: E731
    asyncio.run(patience.ask(question, faults=(ConnectionError,), judge=judge))
    assert now[0] == 30
    assert len(naps.seconds) == 1


class _Arriving:
    """A response whose bytes come in pieces."""

    def __init__(self, pieces: list[bytes]) -> None:
        self._pieces = pieces

    async def aiter_bytes(self) -> AsyncIterator[bytes]:
        for piece in self._pieces:
            yield piece


SENT = (
    ': a comment\r\n\r\nevent: a\r\nid: 7\r\ndata: {"a": "line\u2028separator, \x85 and きつね"}\r\n\r\n'
    'data: {"b":\ndata: 2}\n\n\ndata: {"c": 3}'
).encode()


@given(CUTS)
def test_events_are_whole_wherever_the_stream_is_cut(cuts):
    places = sorted({0, len(SENT), *(cut % (len(SENT) + 1) for cut in cuts)})
    arriving = _Arriving([SENT[a:b] for a, b in itertools.pairwise(places)])

    async def heard() -> list[Any]:
        return [event async for event in events(arriving)]  # type: ignore[arg-type]

    assert asyncio.run(heard()) == [{"a": "line\u2028separator, \x85 and きつね"}, {"b": 2}, {"c": 3}]


def test_what_comes_after_the_end_is_not_heard():
    async def heard() -> list[Any]:
        sent = _Arriving([b"data: 1\n\ndata: [DONE]\n\n", b"data: 2\n\n"])
        return [event async for event in events(sent)]  # type: ignore[arg-type]

    assert asyncio.run(heard()) == [1]


def test_a_server_can_be_printed_without_its_key():
    assert "abcdEFGH" not in repr(Server("https://x/v1", "m", "abcdEFGH12345678", ollama=False))
