"""The four over HTTP: who they are, their introductions, and talking with them."""

from typing import Any

import pytest

from sandman.agents.persona import AGENTS
from sandman.ports.chat import Call
from sandman.ports.errors import ProviderBusy
from sandman.providers.chat.rehearsal import RehearsalChat
from tests.api.conftest import Door


@pytest.fixture
def chat(door: Door, monkeypatch: pytest.MonkeyPatch) -> RehearsalChat:
    """A language model that the house is connected to."""
    rehearsed = RehearsalChat(name="mistral")
    monkeypatch.setattr(type(door.engines), "talker", "mistral")
    monkeypatch.setattr(door.engines.keyed, "chat", lambda _vendor: rehearsed)
    return rehearsed


async def test_the_four_are_listed_with_what_they_can_be_asked_for(door: Door):
    answer = (await door.get("/api/team")).json()

    assert [member["id"] for member in answer["team"]] == list(AGENTS)
    pathfinder = answer["team"][1]
    assert pathfinder == {
        "id": "pathfinder",
        "name": "Pathfinder",
        "does": "reads the idea, and writes the story",
        "about": "a kitsune who was a samurai",
        "craft": "storyteller",
        "skills": ["create_bedtime_story", "training_prompts", "caption"],
    }
    assert answer["talks"] is False


async def test_they_introduce_themselves_in_any_language_with_a_voice_there_is(door: Door):
    answer = await door.get("/api/team/introduction?language=hi")

    introductions = answer.json()["introductions"]
    assert [each["agent"] for each in introductions] == list(AGENTS)
    voices = {voice["id"] for voice in (await door.get("/api/voices?language=hi")).json()["voices"]}
    assert {each["voice"] for each in introductions} <= voices
    assert "मैं डॉक हूँ" in introductions[0]["text"]
    assert (await door.get("/api/team/introduction?language=de")).status_code == 422


async def test_without_a_model_they_say_plainly_what_talking_needs(door: Door):
    answer = await door.post("/api/team/firefly/messages", json={"message": "more stars"})

    assert answer.status_code == 503
    assert answer.json()["detail"].startswith("Firefly cannot talk freely")
    assert "Ollama on this computer" in answer.json()["hint"]


async def test_doc_answers_shows_whom_he_asked_and_remembers(door: Door, chat: RehearsalChat):
    asks = Call("c1", "delegate", {"agent": "firefly", "task": "Which blue?", "skill": None})
    chat.say(asks, "Dusk blue, says Firefly.", "I said: dusk blue.", agent="doc")
    chat.say("Dusk.", agent="firefly")

    first: dict[str, Any] = (
        await door.post("/api/team/doc/messages", json={"message": "Which blue?"})
    ).json()
    again = {"message": "Once more?", "conversation_id": first["conversation_id"]}
    second = (await door.post("/api/team/doc/messages", json=again)).json()

    assert (await door.get("/api/team")).json()["talks"] is True
    assert first == {
        "reply": "Dusk blue, says Firefly.",
        "conversation_id": second["conversation_id"],
        "delegated": [{"agent": "firefly", "skill": "", "asked": "Which blue?", "answered": "Dusk."}],
    }
    assert second["reply"] == "I said: dusk blue."
    use = (await door.house.ledger.today())["mistral"]
    assert use.calls == 4


async def test_without_a_conversation_a_new_one_is_begun(door: Door, chat: RehearsalChat):
    chat.say("One.", "Two.")
    said = {"message": "Good evening."}
    ids = [(await door.post("/api/team/doc/messages", json=said)).json()["conversation_id"] for _ in range(2)]
    assert ids[0] != ids[1]


@pytest.mark.parametrize(
    ("agent", "said", "status", "detail"),
    [
        ("doc", {"message": "  "}, 422, "there is nothing to answer"),
        ("doc", {"message": "Well?", "conversation_id": "elsewhere"}, 404, "knows of no conversation"),
        ("loki", {"message": "Well?"}, 422, ""),
        ("doc", {"message": "Well?"}, 503, "too many at once"),
    ],
)
async def test_what_goes_wrong_is_a_problem_in_plain_words(
    door: Door, chat: RehearsalChat, agent: str, said: dict[str, str], status: int, detail: str
):
    chat.say(ProviderBusy("too many at once"))
    answer = await door.post(f"/api/team/{agent}/messages", json=said)

    assert answer.status_code == status
    assert detail in answer.json()["detail"]
