"""`sandman tell`: books, and sentences where there is none."""

import re

import pytest

from tests.cli.conftest import Sandman


def test_a_story_is_one_json_document_and_nothing_else(sandman: Sandman, words_only):
    said = sandman("tell", "a fox and a lantern", "--child", "O'Brien", "--json", *words_only)

    book = said.json
    assert said.code == 0
    assert book["state"] == "ready"
    assert [scene["number"] for scene in book["scenes"]] == [1, 2, 3, 4, 5, 6]
    assert "O'Brien" in book["scenes"][0]["text"]
    assert book["made_by"]["text"]["engine"] == "builtin"
    assert book["seconds"]["total"] > 0


def test_what_is_chosen_by_option_is_in_the_story(sandman: Sandman, words_only):
    chosen = ("--hero", "owl", "--place", "moon", "--prop", "lantern", "--length", "short")
    book = sandman("tell", "", *chosen, "--json", *words_only).json

    assert {book["plot"][kind] for kind in ("hero", "place", "prop")} == {"owl", "moon", "lantern"}
    assert book["request"]["length"] == "short"


def test_words_and_progress_go_to_stderr(sandman: Sandman, words_only):
    said = sandman("tell", "a fox", *words_only)

    assert said.code == 0
    assert said.out == ""
    for agent in ("Doc", "Pathfinder"):
        assert agent in said.err
    assert re.search(r"The book lies at \S+\.html", said.err.replace("\n", ""))


def test_the_same_seed_tells_the_same_story(sandman: Sandman, words_only, home):
    texts = []
    for _ in range(2):
        book = sandman("tell", "a bear", "--child", "Mia", "--seed", "5", "--json", *words_only).json
        texts.append([scene["text"] for scene in book["scenes"]])
        sandman("library", "delete", book["id"], "--forever")

    assert texts[0] == texts[1]


@pytest.mark.parametrize(
    ("words", "found", "hint"),
    [
        (("a fox", "--age", "0"), "age 0 was given; stories are written for ages 3 to 10", "--age 5"),
        (("a fox", "--age", "40"), "age 40 was given", "--age 5"),
        (("a fox", "--language", "xx"), "language `xx` was given", "en, ja, fr or hi"),
        (("a fox", "--hero", "vampire"), "there is no hero `vampire`", "leave --hero out"),
        (("a fox", "--place", "casino"), "there is no place `casino`; places are", "leave --place out"),
        (("a fox", "--feeling", "rage"), "there is no feeling `rage`", "leave --feeling out"),
        (("a fox", "--length", "endless"), "length `endless` was given", "--length short, usual or long"),
        (("a fox", "--voice", "nobody"), "no voice `nobody` speaks `en`", "sandman voices --language en"),
        (("x" * 2001,), "the idea has 2,001 characters", "a sentence or two"),
        (("a fox", "--scenes", "12"), "12 scenes were asked for", "leave --scenes out"),
        (
            ("a fox", "--storyteller", "shakespeare"),
            "there is no storyteller `shakespeare`",
            "--storyteller auto",
        ),
        (("a fox", "--style", "moonlit"), "there is no picture style `moonlit`", "leave --style out"),
        (("a fox", "--child", "7"), "the child's name `7` has no letters", "--child"),
    ],
)
def test_what_is_typed_wrong_is_said_with_the_way_out(sandman: Sandman, words, found, hint):
    said = sandman("tell", *words)

    assert said.code == 2
    assert found in said.err
    assert f"hint: {hint}" in said.err or hint in said.err.split("hint:")[1]
    assert "Traceback" not in said.err
    assert said.out == ""


@pytest.mark.parametrize(
    ("words", "found", "hint"),
    [
        (("--storyteller", "mistral"), "there is no key for Mistral", "set MISTRAL_API_KEY"),
        (("--storyteller", "openai"), "there is no key for OpenAI", "SANDMAN_OPENAI_URL"),
        (("--storyteller", "ollama"), "Ollama does not answer", "ollama serve"),
        (("--narrator", "elevenlabs"), "there is no key for ElevenLabs", "set ELEVENLABS_API_KEY"),
        (("--illustrator", "gemini"), "there is no key for Gemini", "set GEMINI_API_KEY"),
    ],
)
def test_an_engine_that_wants_a_key_says_exactly_how_to_give_it(sandman: Sandman, words, found, hint):
    said = sandman("tell", "a fox", *words)

    assert said.code == 3
    assert found in said.err
    assert hint in said.err.split("hint:")[1]
    assert sandman("library", "list", "--json").json["items"] == []


def test_geminis_terms_are_read_before_they_are_accepted(sandman: Sandman, monkeypatch):
    monkeypatch.setenv("GEMINI_API_KEY", "sk-gemini-0123456789")

    said = sandman("tell", "a fox", "--illustrator", "gemini")

    assert said.code == 3
    assert "nobody here has accepted them" in said.err
    assert "https://ai.google.dev/gemini-api/terms" in said.err
    assert "SANDMAN_GEMINI_ACCEPT_TERMS=1" in said.err


def test_nothing_is_left_behind_by_what_was_refused(sandman: Sandman):
    sandman("tell", "a fox", "--voice", "nobody")

    assert sandman("library", "list", "--json").json["items"] == []


def test_a_missing_voice_file_says_how_to_get_it(sandman: Sandman, monkeypatch, tmp_path):
    monkeypatch.setenv("SANDMAN_VOICES", str(tmp_path / "nowhere"))

    said = sandman("tell", "a fox", "--illustrator", "none")

    assert said.code == 3
    assert "af_heart.bin" in said.err
    assert "nowhere" in said.err.replace("\n", "")
    assert "hint: make setup, then sandman resume" in said.err


def test_resume_with_nothing_to_do_says_so(sandman: Sandman):
    said = sandman("resume")

    assert said.code == 0
    assert "Nothing was left unfinished." in said.err


def test_a_broken_settings_file_is_named(sandman: Sandman, home):
    home.mkdir()
    (home / "sandman.toml").write_text("workers = 'many'")

    said = sandman("library", "list")

    assert said.code == 3
    assert "`workers`" in said.err
    assert "many" in said.err


def test_control_characters_in_an_idea_do_no_harm(sandman: Sandman, words_only):
    said = sandman("tell", "a fox\x00\x1b[2J \u202e", "--json", *words_only)

    assert said.code == 0
    assert "\x1b" not in said.json["idea"]
