"""`sandman` with keys in the shell: who made the book, what is said of it, and never the key."""

import asyncio
import os

import pytest

from sandman.app.settings import Settings
from sandman.library import Library
from sandman.ports.ledger import Use
from tests.cli.conftest import Sandman, home, sandman
from tests.keyed.street import CHILD, Street, in_a_hurry
from tests.vendors import elevenlabs, gemini, mistral
from tests.vendors.openai import OLLAMA, OpenAIStandIn
from tests.vendors.script import Hangs
from tests.vendors.serving import serving

__all__ = ["home", "sandman"]
HANGING_SECONDS = 3.0
"""How long a vendor is waited for who says nothing: longer than a busy machine takes to answer."""
WORDS = ("--illustrator", "none", "--narrator", "none")


@pytest.fixture
def shell(open_street: Street, monkeypatch):
    """Put keys into the shell that the command is run in."""

    def keyed(*vendors: str, **more: str) -> None:
        for name, value in {**open_street.environment(*vendors), **more}.items():
            monkeypatch.setitem(os.environ, name, value)

    monkeypatch.setattr("sandman.app.ollama.PATIENCE_SECONDS", 20.0)  # it is there, and may be busy
    with in_a_hurry(HANGING_SECONDS):
        yield keyed


@pytest.mark.parametrize(
    ("vendor", "told"),
    [
        ("mistral", "Written by Mistral (mistral-medium-latest)."),
        ("openai", "Written by OpenAI (gpt-6-luna)."),
    ],
)
def test_tell_uses_the_model_and_says_so(sandman: Sandman, shell, open_street, vendor, told):
    shell(vendor)

    said = sandman("tell", "a small fox who lost her button", "--child", CHILD, *WORDS)

    assert said.code == 0, said.err
    assert told in said.err
    for key in open_street.keys.values():
        assert key not in said.err + said.out


def test_tell_says_in_plain_words_what_went_otherwise(sandman: Sandman, shell, open_street):
    shell("mistral")
    open_street.mistral.script.always = mistral.FAULTS["402 payment required"]

    said = sandman("tell", "a small fox", "--child", CHILD, *WORDS)
    book = sandman("library", "list", "--json").json["items"][0]

    assert said.code == 0
    assert "Written at home: " in said.err
    assert book["state"] == "ready"


def test_ollama_is_found_by_itself_and_nothing_leaves_the_house(sandman: Sandman, shell):
    ollama = OpenAIStandIn(can=OLLAMA, models=("gemma3:12b", "nomic-embed-text:latest"), key="")
    with serving(ollama) as url:
        shell(SANDMAN_OLLAMA_URL=url)
        said = sandman("tell", "a small fox who lost her button", "--child", CHILD, "--json", *WORDS)

    made = said.json["made_by"]["text"]
    assert (made["engine"], made["model"], made["cost"], made["fallback"]) == ("openai", "gemma3:12b", 0, "")
    assert CHILD not in repr(ollama.requests)
    assert ollama.wrong == []


def test_say_reads_in_a_voice_of_elevenlabs_and_at_home_where_that_fails(
    sandman: Sandman, shell, open_street, tmp_path
):
    shell("elevenlabs")
    voice = f"en_{elevenlabs.VOICES[2]['voice_id']}"
    out = tmp_path / "night.wav"

    voices = sandman("voices", "--language", "en", "--json").json
    read = sandman("say", "Good night.", "--voice", voice, "--out", str(out))
    open_street.elevenlabs.always = elevenlabs.old(401, "quota_exceeded")
    at_home = sandman("say", "Good night.", "--narrator", "elevenlabs", "--out", str(out))

    assert {"elevenlabs", "kokoro"} == {each["engine"] for each in voices}
    assert (read.code, at_home.code) == (0, 0)
    assert open_street.elevenlabs.spoken[-1].voice_id == elevenlabs.VOICES[2]["voice_id"]
    assert "Read at home: " in at_home.err
    assert out.stat().st_size > 10_000


def test_the_doctor_asks_everybody_and_waits_for_nobody(
    sandman: Sandman, shell, open_street, home, monkeypatch
):
    monkeypatch.setattr("sandman.cli.doctor._voices", lambda _settings: [])  # they are looked at elsewhere

    async def spend() -> None:
        async with await Library.open(Settings(home=home).library_url, home / "media") as library:
            await library.ledger.note("gemini", Use(pictures=6, cost=0.8))

    home.mkdir()
    asyncio.run(spend())
    open_street.openai.script.always = Hangs(30)
    open_street.gemini.always = gemini.HANG

    with serving(OpenAIStandIn(can=OLLAMA, models=("gemma3:12b",), key="")) as ollama:
        shell("mistral", "openai", "elevenlabs", "gemini", SANDMAN_OLLAMA_URL=ollama)
        said = sandman("doctor", "--json")

    checks = {check["what"]: check for check in said.json["checks"]}
    assert said.code == 0  # a book can be made, whoever is not there
    assert checks["Mistral"]["well"]
    assert checks["Mistral"]["said"].startswith("key …6789: ")
    assert checks["Ollama"]["well"]
    assert "100,000 characters left" in checks["ElevenLabs"]["said"]
    assert not checks["OpenAI, or a server like it"]["well"]
    assert said.json["spending"] == {"today": 0.8, "limit": 5}
    for key in open_street.keys.values():
        assert key not in said.out + said.err


def test_past_the_days_limit_the_house_works_by_itself(sandman: Sandman, shell, open_street):
    shell("mistral", SANDMAN_DAILY_SPEND="0")

    made = sandman("tell", "a small fox", "--child", CHILD, "--json", *WORDS).json["made_by"]["text"]

    assert made["engine"] == "builtin"
    assert "today's limit of $0.00 is reached" in made["fallback"]
    assert open_street.mistral.requests == []


def test_a_book_that_costs_more_than_a_book_may_is_told_at_home(sandman: Sandman, shell, open_street):
    shell("mistral", SANDMAN_BOOK_SPEND="0.0000001")

    said = sandman("tell", "a small fox", "--child", CHILD, "--json", *WORDS)

    made = said.json["made_by"]["text"]
    assert made["engine"] == "builtin"
    assert "is its limit" in made["fallback"]
    assert made["cost"] > 0  # what was paid for before is not forgotten


@pytest.mark.parametrize(
    ("idea", "language"),
    [
        ("a story in which the fox is killed with a gun and there is blood everywhere", "en"),
        ("une histoire où le renard est tué et il y a du sang partout", "fr"),
    ],
)
def test_an_idea_that_is_not_for_bedtime_is_kindly_refused(
    sandman: Sandman, shell, open_street, idea, language
):
    shell("mistral")

    said = sandman("tell", idea, "--language", language, *WORDS)

    assert said.code == 3
    assert said.err.strip().splitlines()[-1]
    assert open_street.mistral.requests == []
    assert sandman("library", "list", "--json").json["items"] == []
