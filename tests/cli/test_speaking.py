"""`sandman say`, `voices` and `doctor`, with the real voices."""

import av
import pytest

from tests.cli.conftest import Sandman


@pytest.mark.parametrize("kind", ["mp3", "wav"])
def test_a_sentence_becomes_a_file(sandman: Sandman, tmp_path, kind):
    out = tmp_path / f"night.{kind}"

    said = sandman("say", "Good night.", "--language", "en", "--out", str(out))

    assert said.code == 0
    with av.open(str(out)) as file:
        assert 0.5 < float(file.duration or 0) / 1_000_000 < 5


def test_every_language_has_a_voice(sandman: Sandman):
    voices = sandman("voices", "--json").json

    assert {voice["language"] for voice in voices} == {"en", "ja", "fr", "hi"}
    assert sum(voice["language"] == "ja" for voice in voices) >= 2


@pytest.mark.parametrize(
    ("words", "found"),
    [
        (("say", "hello", "--out", "x.ogg"), "wanted .wav or .mp3"),
        (("say", "  ", "--out", "x.mp3"), "there is nothing to say"),
        (("say", "hello", "--language", "tlh", "--out", "x.mp3"), "language `tlh` was given"),
        (("say", "hello", "--narrator", "none", "--out", "x.mp3"), "`none` reads nothing aloud"),
        (("voices", "--language", "tlh"), "there is no language `tlh`"),
    ],
)
def test_what_cannot_be_said_is_told(sandman: Sandman, words, found, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)

    said = sandman(*words)

    assert said.code == 2
    assert found in said.err
    assert list(tmp_path.glob("x.*")) == []


def test_the_doctor_finds_the_house_well(sandman: Sandman):
    said = sandman("doctor", "--json")

    assert said.code == 0
    assert said.json["well"]
    assert {check["what"] for check in said.json["checks"]} >= {"home", "library", "voice ja"}
    outside = [check for check in said.json["checks"] if not check["needed"]]
    assert {check["what"]: check["said"] for check in outside} == {
        "Mistral": "no key",
        "OpenAI, or a server like it": "no key",
        "Ollama": "is not looked for",
        "ElevenLabs": "no key",
        "Gemini": "no key",
    }
    assert said.json["spending"] == {"today": 0, "limit": 5}


def test_the_doctor_shows_keys_masked_and_tells_a_vendor_that_cannot_be_reached(
    sandman: Sandman, monkeypatch
):
    key = "sk-household-0123456789-ab3f"
    monkeypatch.setenv("GEMINI_API_KEY", key)
    monkeypatch.setenv("SANDMAN_VOICES", "/nowhere")  # the voices are not what is asked about

    ill, shown = sandman("doctor"), sandman("doctor", "--json").json["settings"]

    assert shown["gemini_api_key"] == "…ab3f"
    assert shown["gemini_accept_terms"] == "False"
    assert key not in ill.err + ill.out


def test_the_doctor_says_what_is_missing(sandman: Sandman, monkeypatch, tmp_path):
    monkeypatch.setenv("SANDMAN_VOICES", str(tmp_path))

    said = sandman("doctor")

    assert said.code == 3
    assert "hint: make setup" in said.err
