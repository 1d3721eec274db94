"""`sandman team …` as a person runs it, without a model and with Mistral's stand-in."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from sandman.app.engines import Engines
from sandman.providers.narration.rehearsal import RehearsalNarrator
from tests.cli.conftest import Sandman
from tests.vendors.mistral import MistralStandIn
from tests.vendors.script import Asked, Calls
from tests.vendors.serving import serving

BLUE = {"agent": "firefly", "task": "Which blue for a lighthouse?", "skill": None}
SHEET = {"agent": "firefly", "task": "A sheet for an owl.", "skill": "art_direction"}


def test_the_four_are_listed_and_say_what_talking_needs(sandman: Sandman):
    said = sandman("team", "list")
    assert said.code == 0
    for words in (
        "a scarlet ibis from Trinidad",
        "a bedtime story",
        "for talking freely they need one",
        "Ollama",
    ):
        assert words in said.err
    listed = sandman("team", "list", "--json").json
    assert [member["id"] for member in listed["team"]] == ["doc", "pathfinder", "firefly", "lifeline"]
    assert listed["talks"] is None


@pytest.mark.parametrize(
    ("asked", "code", "words"),
    [
        (("ask", "doc", "Good evening."), 3, "Doc cannot talk freely: no language model is connected"),
        (("ask", "loki", "Good evening."), 2, "there is nobody called `loki`"),
        (("ask", "doc", " "), 2, "there is nothing to answer"),
        (("ask", "doc", "a" * 5000), 2, "the message has 5,000 letters"),
        (("sync",), 3, "no language model is connected"),
        (("introduce", "--language", "de"), 2, "there is no language `de`"),
        (("introduce", "--out", "team.ogg"), 2, "wanted .mp3 or .wav"),
        (("forget", "loki"), 2, "there is nobody called `loki`"),
    ],
)
def test_what_cannot_be_done_is_said_with_the_contracts_code(sandman: Sandman, asked, code, words):
    said = sandman("team", *asked)
    assert said.code == code and words in said.err and not said.out
    assert "hint:" in said.err


def test_the_four_introduce_themselves_in_words_alone(sandman: Sandman):
    said = sandman("team", "introduce", "--language", "fr", "--silent")
    assert said.code == 0
    assert said.out.startswith("Doc: Bonsoir. Je suis Doc")
    assert sandman("team", "introduce", "--silent", "--json").json["path"] is None


def test_nothing_to_forget_is_no_fault(sandman: Sandman):
    assert sandman("team", "forget").err == "No conversations forgotten.\n"


@pytest.fixture
def mistral(monkeypatch: pytest.MonkeyPatch) -> Iterator[MistralStandIn]:
    """Mistral, as far as its SDK can tell."""

    def answer(asked: Asked) -> Any:
        if asked.must_call == "art_direction":
            return dict.fromkeys(
                asked.tools["art_direction"]["required"], "a round owl, slate-blue, one bent ear"
            )
        if "You are Firefly" in asked.instructions:
            return "Dusk blue, I reckon."
        kind, said = asked.said[-1]
        if kind == "result":
            return "Dusk blue it is. The sheet is above."
        asks = tuple(("delegate", one) for one in (BLUE, SHEET))
        return Calls(asks, words="Let me ask. ") if "blue" in said else "Good evening."

    vendor = MistralStandIn(answer)
    with serving(vendor) as url:
        monkeypatch.setenv("MISTRAL_API_KEY", vendor.key)
        monkeypatch.setenv("SANDMAN_MISTRAL_URL", url)
        yield vendor
    assert vendor.wrong == []


@pytest.mark.enable_socket
@pytest.mark.allow_hosts(["127.0.0.1"])
def test_an_evening_with_doc_at_mistrals(sandman: Sandman, mistral: MistralStandIn):
    synced = sandman("team", "sync")
    assert synced.code == 0 and len(synced.out.splitlines()) == 4 and "made" in synced.out

    first = sandman("team", "ask", "doc", "Which blue for a lighthouse?")
    assert first.code == 0
    assert first.out == "Let me ask.\nDusk blue it is. The sheet is above.\n"
    for words in (
        "Doc asks Firefly Which blue for a lighthouse?",
        "Doc asks Firefly For a character sheet: A sheet for an owl.",
        "Firefly Dusk blue, I reckon.",
        "Palette: a round owl, slate-blue, one bent ear",
    ):
        assert words in " ".join(first.err.split())

    again = sandman("team", "ask", "doc", "Good evening.", "--json").json
    assert again["reply"] == "Good evening." and again["delegated"] == [] and again["cost"] > 0
    appended = [
        path for method, path, _ in mistral.requests if method == "POST" and "/conversations/" in path
    ]
    assert len(appended) == 2, "results and the next message go on where the talk was"

    forgotten = sandman("team", "forget", "--agents", "--json").json
    assert forgotten == {"conversations": 1, "agents": 4}
    assert not mistral.conversations and not mistral.agents


def test_they_speak_each_in_a_voice_of_their_own(
    sandman: Sandman, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    narrator = RehearsalNarrator()
    monkeypatch.setattr(Engines, "narrator", narrator)
    out = tmp_path / "sound" / "team.wav"

    said = sandman("team", "introduce", "--language", "fr", "--out", str(out), "--json").json

    assert out.read_bytes()[:4] == b"RIFF"
    assert said["seconds"] > 3 * 0.9 and said["path"] == str(out)
    assert [each["voice"] for each in said["introductions"]] == ["fr_dawn", "fr_dusk", "fr_dusk", "fr_dawn"]
    # A voice lent out again is two semitones lower; it speaks faster first, so that the pace stays.
    assert [reading.pace for reading in narrator.readings] == [0.95, 0.95, 1.066, 1.066]
