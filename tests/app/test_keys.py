"""Keys, and what was chosen on the web: where they are kept, and who wins."""

import stat
from pathlib import Path

import pytest
from pydantic import SecretStr

from sandman.app.accounts import Accounts
from sandman.app.settings import Settings, load_settings
from sandman.ports.errors import NeedsAttention

KEY = "sk-household-0123456789-ab3f"
OTHER = "sk-environment-0123456789-77cd"


def accounts(home: Path) -> Accounts:
    return Accounts(Settings(home=home))


def test_a_key_from_the_environment_wins_and_cannot_be_changed_on_the_web(tmp_path, monkeypatch):
    accounts(tmp_path).keys.keep("mistral", SecretStr(KEY))
    monkeypatch.setenv("MISTRAL_API_KEY", OTHER)

    ring = accounts(tmp_path).keys
    held = ring.of("mistral")

    assert (held.ending, held.source) == ("…77cd", "environment")
    with pytest.raises(NeedsAttention, match="set where the house was started"):
        ring.keep("mistral", SecretStr(KEY))
    with pytest.raises(NeedsAttention, match="set where the house was started"):
        ring.drop("mistral")


@pytest.mark.parametrize("name", ["GEMINI_API_KEY", "GOOGLE_API_KEY"])
def test_googles_key_has_two_usual_names(tmp_path, monkeypatch, name):
    monkeypatch.setenv(name, OTHER)

    assert accounts(tmp_path).of("gemini").key.ending == "…77cd"


def test_a_key_in_the_settings_file_works(tmp_path, monkeypatch):
    monkeypatch.setenv("SANDMAN_HOME", str(tmp_path))
    (tmp_path / "sandman.toml").write_text(
        f'elevenlabs_api_key = "{OTHER}"\nelevenlabs_model = "eleven_v3"\n'
    )

    held = Accounts(load_settings()).of("elevenlabs")

    assert (held.secret, held.model) == (OTHER, "eleven_v3")


def test_keys_are_for_their_owner_alone_and_each_change_is_whole(tmp_path):
    home = tmp_path / "home"  # not made yet
    ring = accounts(home).keys
    for vendor in ("mistral", "elevenlabs", "gemini"):
        ring.keep(vendor, SecretStr(f"{vendor}-{KEY}"))
    ring.drop("elevenlabs")

    assert stat.S_IMODE((home / "keys.toml").stat().st_mode) == 0o600
    assert [file.name for file in home.iterdir()] == ["keys.toml"]
    held = {vendor: accounts(home).keys.of(vendor) for vendor in ("mistral", "elevenlabs", "gemini")}
    assert held["elevenlabs"] is None
    assert held["gemini"].secret.get_secret_value() == f"gemini-{KEY}"


def test_a_broken_file_of_keys_is_named_and_not_quoted(tmp_path):
    (tmp_path / "keys.toml").write_text(f"mistral = {KEY}")

    with pytest.raises(NeedsAttention) as told:
        accounts(tmp_path).of("mistral")

    assert "keys.toml` is not TOML" in told.value.message
    assert KEY not in told.value.message + told.value.hint
    assert told.value.__cause__ is None
    assert told.value.__suppress_context__


def test_no_form_of_the_settings_tells_a_key(tmp_path, monkeypatch):
    monkeypatch.setenv("MISTRAL_API_KEY", OTHER)
    monkeypatch.setenv("SANDMAN_MISTRAL_URL", "https://me:hush@mistral.example")
    settings = Settings(home=tmp_path)

    told = f"{settings!r} {settings} {settings.shown()} {settings.model_dump_json()}"
    account = Accounts(settings).of("mistral")

    assert OTHER not in told + repr(account)
    assert settings.shown()["mistral_api_key"] == "…77cd"
    assert settings.shown()["mistral_url"] == "https://me:…@mistral.example"


def test_a_model_set_where_the_house_was_started_holds(tmp_path, monkeypatch):
    accounts(tmp_path).choices.choose("mistral", model="mistral-large-latest")
    chosen = accounts(tmp_path).of("mistral").model
    monkeypatch.setenv("SANDMAN_MISTRAL_MODEL", "mistral-small-latest")

    assert (chosen, accounts(tmp_path).of("mistral").model) == (
        "mistral-large-latest",
        "mistral-small-latest",
    )
    with pytest.raises(NeedsAttention, match="`mistral_model` is set where the house was started"):
        accounts(tmp_path).choices.choose("mistral", model="mistral-large-latest")


def test_terms_are_accepted_by_setting_or_by_hand(tmp_path, monkeypatch):
    by_default = accounts(tmp_path).of("gemini").terms_accepted
    accounts(tmp_path).choices.choose("gemini", accepted=True)
    by_hand = accounts(tmp_path).of("gemini").terms_accepted
    accounts(tmp_path).choices.choose("gemini", accepted=False)
    monkeypatch.setenv("SANDMAN_GEMINI_ACCEPT_TERMS", "1")

    assert (by_default, by_hand, accounts(tmp_path).of("gemini").terms_accepted) == (False, True, True)


def test_a_server_of_ones_own_needs_no_key(tmp_path, monkeypatch):
    without = accounts(tmp_path).of("openai").ready
    monkeypatch.setenv("SANDMAN_OPENAI_URL", "http://127.0.0.1:8080/v1")

    assert (without, accounts(tmp_path).of("openai").ready) == (False, True)
