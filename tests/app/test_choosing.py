"""Who takes which chair."""

import subprocess
import sys

import pytest

from sandman.app.choosing import chosen
from sandman.app.engines import Engines
from sandman.app.settings import Settings
from sandman.ports.errors import (
    EngineUnknown,
    KeyMissing,
    ModelMissing,
    ProviderUnreachable,
    TermsNotAccepted,
)
from sandman.stories import StoryRequest

KEYS = {
    "mistral": "MISTRAL_API_KEY",
    "openai": "OPENAI_API_KEY",
    "elevenlabs": "ELEVENLABS_API_KEY",
    "gemini": "GEMINI_API_KEY",
}


@pytest.fixture
def engines(tmp_path, monkeypatch):
    def wired(*keyed: str, ollama: tuple[str, ...] = (), **environment: str) -> Engines:
        for vendor in keyed:
            monkeypatch.setenv(KEYS[vendor], f"sk-{vendor}-0123456789")
        for name, value in environment.items():
            monkeypatch.setenv(name, value)
        engines = Engines(Settings(home=tmp_path))
        engines.keyed.ollama.models = ollama
        return engines

    return wired


@pytest.mark.parametrize(
    ("keyed", "ollama", "environment", "auto"),
    [
        ((), (), {}, ("builtin", "painter", "kokoro")),
        ((), ("llama3.2:3b",), {}, ("ollama", "painter", "kokoro")),
        (("openai",), ("llama3.2:3b",), {}, ("openai", "painter", "kokoro")),
        ((), (), {"SANDMAN_OPENAI_URL": "http://127.0.0.1:8080/v1"}, ("openai", "painter", "kokoro")),
        (("mistral", "openai"), ("llama3.2:3b",), {}, ("mistral", "painter", "kokoro")),
        (("elevenlabs", "gemini"), (), {}, ("builtin", "painter", "elevenlabs")),
        (("gemini",), (), {"SANDMAN_GEMINI_ACCEPT_TERMS": "1"}, ("builtin", "gemini", "kokoro")),
        ((), (), {"SANDMAN_GEMINI_ACCEPT_TERMS": "1"}, ("builtin", "painter", "kokoro")),
    ],
)
def test_auto_is_the_best_that_is_there(engines, keyed, ollama, environment, auto):
    there = engines(*keyed, ollama=ollama, **environment).keyed

    assert tuple(chosen(there, chair, "auto") for chair in ("storyteller", "illustrator", "narrator")) == auto


@pytest.mark.parametrize(
    ("asked", "fault", "hint"),
    [
        ({"storyteller": "mistral"}, KeyMissing, "set MISTRAL_API_KEY, or give it under Household"),
        ({"storyteller": "openai"}, KeyMissing, "or SANDMAN_OPENAI_URL to a server that wants none"),
        ({"storyteller": "ollama"}, ProviderUnreachable, "ollama serve"),
        ({"narrator": "elevenlabs"}, KeyMissing, "set ELEVENLABS_API_KEY"),
        ({"illustrator": "gemini"}, KeyMissing, "set GEMINI_API_KEY"),
        ({"illustrator": "mflux"}, EngineUnknown, "--illustrator auto"),
        ({"illustrator": "diffusion"}, ModelMissing, "SANDMAN_DIFFUSION_BASE"),
        ({"style": "moon"}, EngineUnknown, "sandman style publish"),
        ({"style": "Moon!"}, EngineUnknown, "watercolour-moon@2"),
        ({"style": "moon", "illustrator": "painter"}, EngineUnknown, "--illustrator out"),
    ],
)
def test_who_is_asked_for_by_name_and_not_there_is_missed_with_the_way_out(engines, asked, fault, hint):
    with pytest.raises(fault) as told:
        engines().check(StoryRequest.model_validate(asked))

    assert hint in told.value.hint


def test_gemini_waits_for_its_terms(engines):
    with pytest.raises(TermsNotAccepted, match="terms bar services that children are likely to use"):
        engines("gemini").check(StoryRequest(illustrator="gemini"))


def test_openai_by_name_is_ollama_where_only_that_is_there(engines):
    there = engines(ollama=("llama3.2:3b",))

    there.check(StoryRequest(storyteller="openai"))

    assert there.cast(StoryRequest(storyteller="builtin")).storyteller.behind is None


@pytest.mark.parametrize(
    ("url", "model", "leaves"),
    [
        ("http://127.0.0.1:11434", "gemma3:12b", False),
        ("http://localhost:11434", "gpt-oss:120b-cloud", True),
        ("http://192.168.1.20:11434", "gemma3:12b", True),
    ],
)
def test_ollama_keeps_everything_at_home_only_where_it_is_at_home(engines, url, model, leaves):
    account = engines(SANDMAN_OLLAMA_URL=url, SANDMAN_OLLAMA_MODEL=model).accounts.of("ollama")

    assert bool(account.leaves) is leaves


def test_a_book_made_at_home_is_judged_at_home(engines):
    crew = engines("mistral", "elevenlabs").cast(StoryRequest(storyteller="builtin"))

    assert [judge.name for judge in crew.moderators] == ["rules"]
    assert (crew.reviewer, crew.caster) == (None, None)
    assert crew.narrator.first.name == "elevenlabs"
    assert crew.narrator.behind.name == "kokoro"


def test_a_voice_brings_its_narrator(engines):
    crew = engines("elevenlabs").cast(StoryRequest(storyteller="builtin", voice="af_heart"))

    assert crew.narrator.first.name == "kokoro"


async def test_an_engine_that_is_gone_meanwhile_says_why_and_lets_the_next_work(engines):
    crew = engines().cast(StoryRequest(storyteller="mistral", illustrator="gemini", narrator="elevenlabs"))

    assert (crew.storyteller.first.name, crew.storyteller.behind.name) == ("mistral", "builtin")
    with pytest.raises(KeyMissing, match="there is no key for Mistral"):
        await crew.storyteller.first.tell(StoryRequest(), seed=1)
    with pytest.raises(KeyMissing, match="there is no key for Gemini"):
        crew.illustrator.first.paint(None)


def test_a_house_without_keys_opens_no_vendors_library(tmp_path):
    """Importing an SDK takes a second, which nobody should wait for who has no key."""
    program = f"""
import sys
from pathlib import Path
from sandman.app.engines import Engines
from sandman.app.settings import Settings
from sandman.app import house
from sandman.stories import StoryRequest
engines = Engines(Settings(home=Path({str(tmp_path)!r})))
engines.check(StoryRequest())
engines.cast(StoryRequest())
sdks = ("mistralai", "openai", "elevenlabs", "google.genai", "httpx2")
print([name for name in sdks if name in sys.modules])
"""
    said = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout

    assert said.strip() == "[]"
