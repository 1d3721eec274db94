"""Who is let in, and what every answer tells the browser."""

import asyncio
from collections.abc import AsyncIterator

import httpx
import pytest

from sandman.app.logs import log_as_json
from tests.api.conftest import Door


@pytest.mark.parametrize(
    "host", ["localhost:8765", "127.0.0.1", "[::1]:8765", "LOCALHOST", "tales.example.ts.net"]
)
async def test_the_house_answers_to_its_own_names(door: Door, host: str):
    assert (await door.get("/api/languages", headers={"Host": host})).status_code == 200


@pytest.mark.parametrize("host", ["evil.example", "localhost.evil.example", "127.0.0.1.nip.io", "", "[::1"])
async def test_a_name_pointed_at_this_machine_is_turned_away(door: Door, host: str):
    answer = await door.get("/api/stories", headers={"Host": host})

    assert (answer.status_code, answer.json()["type"]) == (403, "problems/unknown-host")


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Origin": "http://localhost:3000"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
    ],
)
async def test_another_sites_page_writes_nothing(door: Door, headers: dict[str, str]):
    answer = await door.post("/api/story", json={"idea": "a fox"}, headers=headers)

    assert (answer.status_code, answer.json()["type"]) == (403, "problems/other-origin")
    assert (await door.get("/api/stories")).json()["stories"] == []


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "http://localhost:8765", "Sec-Fetch-Site": "same-origin"},
        {"Origin": "https://tales.example.ts.net"},
        {},
    ],
)
async def test_our_own_page_and_no_page_may_write(door: Door, headers: dict[str, str]):
    answer = await door.post("/api/understand", json={"idea": "a fox"}, headers=headers)

    assert answer.status_code == 200


async def test_every_answer_is_safe(door: Door, monkeypatch: pytest.MonkeyPatch):
    async def fall(*_: object, **__: object) -> None:
        raise RuntimeError("Mina's idea was a fox")

    monkeypatch.setattr(door.house.library, "children", fall)
    for address, status in (
        ("/app/", 200),
        ("/api/world", 200),
        ("/api/nowhere", 404),
        ("/api/stories?limit=0", 422),
        ("/api/children", 500),
    ):
        answer = await door.get(address)
        assert answer.status_code == status
        assert "frame-ancestors 'none'" in answer.headers["content-security-policy"]
        assert "unsafe" not in answer.headers["content-security-policy"]
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert answer.headers["referrer-policy"] == "no-referrer"
        assert answer.headers["cross-origin-resource-policy"] == "same-origin"
    assert "Mina" not in answer.text


async def test_a_body_nobody_will_read_is_refused(door: Door):
    async def endless() -> AsyncIterator[bytes]:
        for _ in range(100):
            await asyncio.sleep(0)
            yield b"a" * 1000

    said = await door.post("/api/story", content=b"a" * 70_000, headers={"Content-Type": "application/json"})
    found = await door.post("/api/story", content=endless(), headers={"Content-Type": "application/json"})

    for answer in (said, found):
        assert (answer.status_code, answer.json()["type"]) == (413, "problems/too-large")


async def test_a_wrong_method_and_a_wrong_address_are_problems_too(door: Door):
    for answer in (await door.put("/api/story"), await door.get("/api/stories/")):
        assert answer.headers["content-type"] == "application/problem+json"
        assert answer.json()["status"] == answer.status_code


def sent_id(answer: httpx.Response) -> str:
    return str(answer.headers["x-request-id"])


async def test_a_request_keeps_its_id_if_it_is_sane(door: Door):
    assert sent_id(await door.get("/api/languages", headers={"X-Request-Id": "evening-1"})) == "evening-1"
    for odd in ("a b", "x" * 65, "{}"):
        assert sent_id(await door.get("/api/languages", headers={"X-Request-Id": odd})) != odd


async def test_the_log_says_what_was_asked_and_never_about_whom(
    door: Door, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
):
    async def fall(*_: object, **__: object) -> None:
        raise RuntimeError("Mina's idea was Zebulon")

    monkeypatch.setattr(door.house.library, "children", fall)
    log_as_json()
    await door.told(idea="a fox called Zebulon", child="Mina")
    await door.get("/api/stories", params={"query": "Zebulon", "child": "Mina"})
    await door.post("/api/story", json={"child": "Mina " * 30})
    await door.get("/api/children")

    said = capsys.readouterr().err
    assert said.count('"event": "answered"') == 4
    assert '"path": "/api/stories"' in said
    assert '"fault": "RuntimeError"' in said
    assert "Mina" not in said
    assert "Zebulon" not in said
