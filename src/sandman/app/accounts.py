"""Everything one vendor's engine is opened with, as it holds at this moment."""

from dataclasses import dataclass
from urllib.parse import urlsplit

from pydantic import SecretStr

from sandman.app.choices import Choices
from sandman.app.keys import Key, KeyRing
from sandman.app.settings import OFF, Settings
from sandman.app.vendors import FOR_THE_FOUR, VENDORS, Leaves, Vendor

LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})
UNASKED = SecretStr("none")
"""What a server that wants no key is sent: the SDK wants something."""


@dataclass(frozen=True)
class Account:
    """A vendor, its key, and what is asked for where. Equal accounts are served by one client."""

    vendor: Vendor
    key: Key | None
    url: str
    model: str
    terms_accepted: bool
    reachable: bool
    """Whether there is anybody to ask: a key, or a server that wants none."""

    @property
    def secret(self) -> str:
        """The key as the vendor's SDK wants it."""
        return (self.key.secret if self.key else UNASKED).get_secret_value()

    @property
    def leaves(self) -> tuple[Leaves, ...]:
        """What leaves the house for it; nothing for a server of the household's own, on this machine."""
        if self.vendor.id != "ollama" or (self.at_home and not self.model.endswith("cloud")):
            return self.vendor.leaves
        return FOR_THE_FOUR

    @property
    def at_home(self) -> bool:
        """Whether it is asked on this very machine."""
        return (urlsplit(self.url).hostname or "") in LOOPBACK

    @property
    def ready(self) -> bool:
        """Whether `auto` may take it."""
        return self.reachable and self.terms_accepted


class Accounts:
    """The household's accounts, put together anew each time."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self.keys = KeyRing(settings)
        self.choices = Choices(settings)

    def of(self, vendor: str) -> Account:
        """The account with a vendor. Raises NeedsAttention where a file of the house cannot be read."""
        known = VENDORS[vendor]
        key = self.keys.of(vendor) if known.environment else None
        elsewhere = known.keyless and f"{vendor}_url" in self._settings.model_fields_set
        return Account(
            vendor=known,
            key=key,
            url=getattr(self._settings, f"{vendor}_url"),
            model=self.choices.model(vendor),
            terms_accepted=self.choices.accepted(vendor),
            reachable=key is not None or elsewhere,
        )

    @property
    def looks_for_ollama(self) -> bool:
        """Whether Ollama may be looked for."""
        return self._settings.ollama_url.strip().lower() != OFF
