"""How engines stand, and what becomes of a key that is given on the web."""

import stat
import tomllib

import pytest

from sandman.app.logs import log_as_json
from sandman.ports.ledger import Use
from tests.api.conftest import Door

KEY = "sk-household-0123456789-ab3f"


async def engine(door: Door, craft: str, id: str) -> dict:
    engines = (await door.get("/api/engines")).json()
    return next(each for each in engines[craft] if each["id"] == id)


async def test_everyone_who_could_work_is_told_of_and_the_house_comes_first(door: Door):
    engines = (await door.get("/api/engines")).json()

    assert [(e["id"], e["state"]) for e in engines["storyteller"]] == [
        ("builtin", "ready"), ("mistral", "no_key"), ("openai", "no_key"), ("ollama", "not_found"),
    ]  # fmt: skip
    assert [(e["id"], e["state"]) for e in engines["illustrator"]] == [
        ("painter", "ready"), ("gemini", "no_key"),
    ]  # fmt: skip
    assert [e["id"] for e in engines["narrator"]] == ["rehearsal", "elevenlabs"]
    assert [(e["id"], e["state"]) for e in engines["safety"]] == [
        ("rules", "ready"), ("mistral", "no_key"), ("lifeline", "not_found"),
    ]  # fmt: skip
    assert engines["spending"] == {"today": 0, "limit": 5}
    builtin = engines["storyteller"][0]
    assert (builtin["builtin"], builtin["key"], builtin["leaves"]) == (True, None, [])


async def test_a_key_counts_at_once_and_is_never_told_again(door: Door):
    given = await door.put("/api/engines/mistral/key", json={"key": f"  {KEY}\n"})
    mistral = await engine(door, "storyteller", "mistral")

    assert (given.status_code, given.content) == (204, b"")
    assert mistral["state"] == "ready"
    assert mistral["key"] == {"set": True, "ending": "…ab3f", "from": "house"}
    assert (await door.get("/api/engines")).json()["storyteller"][0]["id"] == "mistral"
    file = door.house.settings.home / "keys.toml"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert tomllib.loads(file.read_text()) == {"mistral": KEY}

    await door.delete("/api/engines/mistral/key")
    again = await door.delete("/api/engines/mistral/key")

    assert again.status_code == 204
    assert (await engine(door, "storyteller", "mistral"))["key"] == {
        "set": False,
        "ending": None,
        "from": None,
    }
    assert KEY not in file.read_text()


async def test_a_vendor_used_and_in_trouble_says_so_until_something_is_mended(door: Door):
    await door.put("/api/engines/elevenlabs/key", json={"key": KEY})
    await door.house.ledger.note("elevenlabs", Use(calls=2, characters=900, cost=0.09))
    await door.house.ledger.note_fault("elevenlabs", "the plan's characters are used up", "until 1 December")

    troubled = await engine(door, "narrator", "elevenlabs")
    spending = (await door.get("/api/engines")).json()["spending"]
    await door.put("/api/engines/elevenlabs/key", json={"key": KEY[::-1]})
    mended = await engine(door, "narrator", "elevenlabs")

    assert troubled["state"] == "trouble"
    assert troubled["fault"]["said"] == "the plan's characters are used up"
    assert troubled["today"] == {"calls": 2, "tokens": 0, "characters": 900, "pictures": 0, "cost": 0.09}
    assert troubled["leaves"] == ["page_text_with_name"]
    assert spending["today"] == 0.09
    assert (mended["state"], mended["fault"], mended["today"]["calls"]) == ("ready", None, 2)


async def test_terms_are_accepted_on_the_web_and_taken_back(door: Door):
    await door.put("/api/engines/gemini/key", json={"key": KEY})
    before = await engine(door, "illustrator", "gemini")
    after = (await door.patch("/api/engines/gemini", json={"terms_accepted": True})).json()
    auto = (await door.get("/api/engines")).json()["illustrator"][0]["id"]
    back = (await door.patch("/api/engines/gemini", json={"terms_accepted": False})).json()

    assert (before["state"], after["state"], back["state"]) == ("terms", "ready", "terms")
    assert after["terms"] == {"accepted": True, "url": "https://ai.google.dev/gemini-api/terms"}
    assert auto == "gemini"


async def test_a_model_is_chosen_on_the_web(door: Door):
    chosen = await door.patch("/api/engines/mistral", json={"model": "mistral-large-latest"})

    assert chosen.json()["model"] == "mistral-large-latest"
    assert (await engine(door, "storyteller", "mistral"))["model"] == "mistral-large-latest"


async def test_a_test_of_an_engine_says_what_stands_in_the_way(door: Door):
    without = (await door.post("/api/engines/mistral/test")).json()
    await door.put("/api/engines/mistral/key", json={"key": KEY})
    unreachable = (await door.post("/api/engines/mistral/test")).json()

    assert (without["works"], without["said"]) == (False, "there is no key for Mistral")
    assert unreachable["said"] == "nobody is asked in a rehearsal"
    assert (await engine(door, "storyteller", "mistral"))["fault"]["said"] == unreachable["said"]


@pytest.mark.parametrize(
    "sent",
    [
        {"key": ""},
        {"key": "short"},
        {"key": f"{KEY} {KEY}"},
        {"key": f"{KEY}\n{KEY}"},
        {"key": KEY * 40},
        {"key": f"clé-{KEY}"},
        {"key": [KEY]},
        {"key": {"secret": KEY}},
        [KEY],
        KEY,
        {},
    ],
)
async def test_what_is_no_key_is_refused_and_never_repeated(door: Door, sent):
    answer = await door.put("/api/engines/mistral/key", json=sent)

    assert answer.status_code == 422
    assert answer.headers["content-type"] == "application/problem+json"
    assert KEY not in answer.text
    assert not (door.house.settings.home / "keys.toml").exists()


async def test_a_key_is_in_no_log_and_no_answer(
    door: Door, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
):
    async def fall(*_: object, **__: object) -> None:
        raise RuntimeError(f"the key is {KEY}")

    log_as_json()
    answers = [
        await door.put("/api/engines/gemini/key", json={"key": KEY}),
        await door.put("/api/engines/gemini/key", json={"key": KEY, "more": KEY}),
        await door.put("/api/engines/gemini/key", content=KEY, headers={"Content-Type": "application/json"}),
        await door.put("/api/engines/painter/key", json={"key": KEY}),
        await door.post("/api/engines/gemini/test"),
        await door.get("/api/engines"),
        await door.get("/api/openapi.json"),
        await door.get("/metrics"),
        await door.delete("/api/engines/gemini/key"),
    ]
    monkeypatch.setattr(type(door.house), "standings", fall)
    answers.append(await door.get("/api/engines"))

    said = capsys.readouterr()
    assert [each.status_code for each in answers] == [204, 422, 400, 422, 200, 200, 200, 200, 204, 500]
    assert not any(KEY in each.text for each in answers)
    assert KEY not in said.err + said.out


async def test_another_sites_page_gives_no_key(door: Door):
    for headers in ({"Origin": "https://evil.example"}, {"Host": "evil.example"}):
        for method, address in (
            ("PUT", "/api/engines/mistral/key"),
            ("DELETE", "/api/engines/mistral/key"),
            ("PATCH", "/api/engines/gemini"),
            ("POST", "/api/engines/mistral/test"),
        ):
            answer = await door.request(method, address, json={"key": KEY}, headers=headers)
            assert answer.status_code == 403
    assert not (door.house.settings.home / "keys.toml").exists()


async def test_an_engine_asked_for_by_name_and_not_there_is_said_before_a_book_is_begun(door: Door):
    asked = {"idea": "a fox", "storyteller": "mistral"}
    missing = await door.post("/api/story", json=asked)
    await door.put("/api/engines/gemini/key", json={"key": KEY})
    unread = await door.post("/api/story", json={"idea": "a fox", "illustrator": "gemini"})

    assert (missing.status_code, missing.json()["type"]) == (422, "problems/key-missing")
    assert missing.json()["hint"].startswith("give its key under Household")
    assert (unread.status_code, unread.json()["type"]) == (422, "problems/terms-not-accepted")
    assert (await door.get("/api/stories")).json()["stories"] == []
