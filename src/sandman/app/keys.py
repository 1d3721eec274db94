"""Keys of vendors: the environment's, or those given on the web, kept in `keys.toml` of the home.

The environment wins. A key never goes into a message, a log or an answer; its last four letters may.
"""

from dataclasses import dataclass
from typing import Literal

from pydantic import SecretStr

from sandman.app import kept
from sandman.app.settings import Settings, masked
from sandman.app.vendors import VENDORS
from sandman.ports.errors import NeedsAttention

FILE = "keys.toml"
SHORTEST, LONGEST = 8, 512
"""Letters of a key; anything else was pasted wrongly."""


@dataclass(frozen=True, slots=True)
class Key:
    """A key, and where it came from."""

    secret: SecretStr
    source: Literal["environment", "house"]

    @property
    def ending(self) -> str:
        """Enough of it to tell it from another."""
        return masked(self.secret)


class KeyRing:
    """The household's keys, looked up anew each time: what is given on the web counts for the next book."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._file = settings.home / FILE

    def of(self, vendor: str) -> Key | None:
        """The vendor's key, or None. Raises NeedsAttention where the house's file cannot be read."""
        if given := self._given(vendor):
            return Key(given, "environment")
        own = kept.read(self._file).get(vendor)
        return Key(SecretStr(own), "house") if isinstance(own, str) and own else None

    def keep(self, vendor: str, secret: SecretStr) -> None:
        """Keep a key for the house. Raises NeedsAttention where it is no key, or the environment has one."""
        self._refuse_the_environments(vendor)
        value = secret.get_secret_value().strip()
        if not (SHORTEST <= len(value) <= LONGEST and value.isascii() and value.isprintable()):
            raise NeedsAttention("what was given is not a key", hint="copy the whole key, and nothing else")
        if " " in value:
            raise NeedsAttention("a key has no spaces in it", hint="copy the key, and nothing else")
        kept.write(self._file, kept.read(self._file) | {vendor: value})

    def drop(self, vendor: str) -> None:
        """Forget the house's key; one that is not there is forgotten already."""
        self._refuse_the_environments(vendor)
        own = kept.read(self._file)
        if own.pop(vendor, None) is not None:
            kept.write(self._file, own)

    def _given(self, vendor: str) -> SecretStr | None:
        given: SecretStr | None = getattr(self._settings, f"{vendor}_api_key", None)
        return given if given is not None and given.get_secret_value() else None

    def _refuse_the_environments(self, vendor: str) -> None:
        if self._given(vendor):
            names = " or ".join(VENDORS[vendor].environment)
            raise NeedsAttention(
                f"the key of {VENDORS[vendor].name} is set where the house was started, and that one holds",
                hint=f"take {names} out of the environment, or out of sandman.toml",
            )
