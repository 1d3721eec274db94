"""The house's settings: environment variables `SANDMAN_*` over `sandman.toml` in the home folder."""

import os
import re
import tomllib
from pathlib import Path
from typing import Any

from platformdirs import user_data_path
from pydantic import Field, ValidationError
from pydantic_settings import (
    BaseSettings,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    TomlConfigSettingsSource,
)

from sandman.ports.errors import NeedsAttention

FILE = "sandman.toml"


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
        }


def make_safe(url: str) -> str:
    """A database address without its password."""
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
        raise NeedsAttention(
            f"the setting `{name}` is `{first['input']}`: {first['msg'].lower()}",
            hint=f"correct it in `{FILE}`, or set SANDMAN_{name.upper()}",
        ) from fault


def _home(environment: Any) -> Path:  # noqa: ANN401 - os.environ or a mapping like it
    named = environment.get("SANDMAN_HOME")
    return Path(named) if named else user_data_path("sandman")


def _beside_the_code() -> Path:
    """The folder of the checkout, where `make setup` works."""
    return Path(__file__).resolve().parents[3]
