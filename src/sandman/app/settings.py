"""The house's settings: environment variables `SANDMAN_*` over `sandman.toml` in the home folder.

Keys of vendors go by their usual names (`MISTRAL_API_KEY` …). A key that was given on the web is no setting:
it lies in a file of its own, see `keys.py`.
"""

import os
import re
import tomllib
from pathlib import Path
from typing import Any

from platformdirs import user_data_path
from pydantic import AliasChoices, Field, SecretStr, ValidationError
from pydantic_settings import (
    BaseSettings,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    TomlConfigSettingsSource,
)

from sandman.ports.errors import NeedsAttention

FILE = "sandman.toml"
OFF = "off"


def _key(*names: str) -> Any:  # noqa: ANN401 - a field of whatever type stands beside it
    """A key by its usual names; the lower-case ones are how `sandman.toml` may spell them."""
    return Field(default=None, validation_alias=AliasChoices(*names, *(name.lower() for name in names)))


class Settings(BaseSettings):
    """Every setting, with its meaning beneath it; `sandman doctor` prints them, secrets masked."""

    model_config = SettingsConfigDict(env_prefix="SANDMAN_", extra="forbid", env_ignore_empty=True)

    home: Path = Field(default_factory=lambda: user_data_path("sandman"))
    """The folder that holds all of the household's data. Only the environment can move it."""
    database_url: str = ""
    """Where the library is kept, `sqlite:///PATH` or `postgresql://…`; a file in the home by default."""
    media_url: str = ""
    """Where pictures and sound are kept: a folder or `s3://BUCKET/PREFIX`; in the home folder by default."""
    jobs_url: str = ""
    """Where work in progress is kept: `sqlite:///PATH` or `postgresql://…`; in the home folder by default."""
    voices: Path = Field(default_factory=lambda: _beside_the_code() / ".cache" / "voices")
    """The folder with the built-in narrator's voices; `make setup` fills it."""
    workers: int = Field(default_factory=lambda: max(1, min(4, os.cpu_count() or 1)), ge=1, le=32)
    """How many pages are painted and sentences spoken at once; one a core, up to four."""
    web: Path = Field(default_factory=lambda: _beside_the_code() / "web" / "dist")
    """The folder with the built web app; `make setup` fills it."""
    hosts: str = ""
    """Names the server may be called by besides loopback's, for a tunnel or a proxy, separated by commas."""

    mistral_api_key: SecretStr | None = _key("MISTRAL_API_KEY")
    """Key of Mistral: stories, the four who talk, and its moderation."""
    openai_api_key: SecretStr | None = _key("OPENAI_API_KEY")
    """Key of OpenAI, or of whichever server `openai_url` names."""
    elevenlabs_api_key: SecretStr | None = _key("ELEVENLABS_API_KEY")
    """Key of ElevenLabs: voices."""
    gemini_api_key: SecretStr | None = _key("GEMINI_API_KEY", "GOOGLE_API_KEY")
    """Key of Google's Gemini: pictures, once its terms are accepted."""

    mistral_url: str = "https://api.mistral.ai"
    """Where Mistral is asked."""
    mistral_model: str = "mistral-medium-latest"
    """The Mistral model that writes and talks."""
    openai_url: str = "https://api.openai.com/v1"
    """An OpenAI-compatible server (llama.cpp, vLLM, LM Studio …), with its `/v1`; may need no key."""
    openai_model: str = "gpt-6-luna"
    """The model asked for there."""
    ollama_url: str = "http://127.0.0.1:11434"
    """Where Ollama is looked for; `off` never looks."""
    ollama_model: str = ""
    """The Ollama model that writes; the first it has where empty."""
    elevenlabs_url: str = "https://api.elevenlabs.io"
    """Where ElevenLabs is asked; its hosts in other regions keep data there."""
    elevenlabs_model: str = "eleven_multilingual_v2"
    """The ElevenLabs model that speaks."""
    gemini_url: str = "https://generativelanguage.googleapis.com"
    """Where Gemini is asked."""
    gemini_model: str = "gemini-3-pro-image"
    """The Gemini model that paints; Google retires them often."""
    gemini_accept_terms: bool = False
    """Whether a parent has read Gemini's terms, which bar services for under-18s, and accepts them."""

    diffusion_base: str = ""
    """What diffusion paints with: a base's folder, or a hub id fetched before; each style's own if empty."""

    daily_spend: float = Field(default=5.0, ge=0, allow_inf_nan=False)
    """US dollars that engines with keys may cost a day; past it the built-in ones work."""
    book_spend: float = Field(default=2.0, ge=0, allow_inf_nan=False)
    """US dollars that writing one book may cost."""

    @property
    def library_url(self) -> str:
        """The library's database."""
        return self.database_url or f"sqlite:///{self.home / 'library.db'}"

    @property
    def media(self) -> str:
        """The media shelf."""
        return self.media_url or str(self.home / "media")

    @property
    def jobs(self) -> str:
        """The durable workflow's database; its own file beside the library's."""
        return self.jobs_url or f"sqlite:///{self.home / 'jobs.db'}"

    @property
    def styles(self) -> Path:
        """The shelf of picture styles."""
        return self.home / "styles"

    @property
    def called(self) -> frozenset[str]:
        """The names of `hosts`, lower case."""
        return frozenset(name.strip().lower() for name in self.hosts.split(",") if name.strip())

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """The environment wins over the file."""
        file = _home(os.environ) / FILE
        return init_settings, env_settings, TomlConfigSettingsSource(settings_cls, toml_file=file)

    def shown(self) -> dict[str, Any]:
        """The effective settings for a person's eyes."""
        return self.model_dump(mode="json") | {
            "database_url": make_safe(self.library_url),
            "media_url": self.media,
            "jobs_url": make_safe(self.jobs),
            **{name: masked(getattr(self, name)) for name in SECRET},
            **{name: make_safe(getattr(self, name)) for name in ADDRESSES},
        }


SECRET = tuple(name for name in Settings.model_fields if name.endswith("_api_key"))
"""Settings that are never shown whole."""
ADDRESSES = tuple(f"{name.removesuffix('_api_key')}_url" for name in SECRET)
"""Settings that may hold a password."""
SHORTEST_SHOWN = 12
"""A shorter key's ending would tell too much of it."""


def masked(secret: SecretStr | None) -> str:
    """A key as it may be shown: its last four letters."""
    if secret is None:
        return ""
    value = secret.get_secret_value()
    return f"…{value[-4:]}" if len(value) >= SHORTEST_SHOWN else "…"


def make_safe(url: str) -> str:
    """An address without its password."""
    return re.sub(r"(://[^:/@]+:)[^@]*@", r"\1…@", url)


def load_settings() -> Settings:
    """The effective settings. Raises NeedsAttention naming the setting that cannot be used."""
    try:
        return Settings()
    except tomllib.TOMLDecodeError as fault:
        raise NeedsAttention(
            f"`{_home(os.environ) / FILE}` is not TOML: {fault}", hint="mend that line, or move the file away"
        ) from fault
    except ValidationError as fault:
        first = fault.errors()[0]
        name = ".".join(str(part) for part in first["loc"])
        wanted = first["msg"].lower()
        if name.lower().endswith("_api_key"):  # never what was found there
            raise NeedsAttention(
                f"the setting `{name}` cannot be used: {wanted}", hint=f"correct it in `{FILE}`"
            ) from None
        raise NeedsAttention(
            f"the setting `{name}` is `{first['input']}`: {wanted}",
            hint=f"correct it in `{FILE}`, or set SANDMAN_{name.upper()}",
        ) from fault


def _home(environment: Any) -> Path:  # noqa: ANN401 - os.environ or a mapping like it
    named = environment.get("SANDMAN_HOME")
    return Path(named) if named else user_data_path("sandman")


def _beside_the_code() -> Path:
    """The folder of the checkout, where `make setup` works."""
    return Path(__file__).resolve().parents[3]
