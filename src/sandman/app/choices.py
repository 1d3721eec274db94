"""Choices about engines made on the web: a model, terms accepted. Kept in `engines.toml` of the home."""

from typing import Any

from sandman.app import kept
from sandman.app.settings import Settings
from sandman.app.vendors import VENDORS
from sandman.ports.errors import NeedsAttention

FILE = "engines.toml"
MODEL, TERMS = "model", "terms_accepted"


class Choices:
    """What holds now: a setting first, then what was chosen on the web, then the setting's default."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._file = settings.home / FILE

    def model(self, vendor: str) -> str:
        """The vendor's model; empty where the vendor is to choose (Ollama)."""
        name = f"{vendor}_model"
        default: str = getattr(self._settings, name)
        if name in self._settings.model_fields_set:
            return default
        chosen = self._of(vendor).get(MODEL)
        return chosen if isinstance(chosen, str) and chosen else default

    def accepted(self, vendor: str) -> bool:
        """Whether the vendor's terms were accepted; so are those that it has not."""
        if not VENDORS[vendor].terms:
            return True
        by_setting: bool = getattr(self._settings, f"{vendor}_accept_terms")
        return by_setting or self._of(vendor).get(TERMS) is True

    def choose(self, vendor: str, *, model: str | None = None, accepted: bool | None = None) -> None:
        """Keep a choice; what is None stays. Raises NeedsAttention where a setting holds already."""
        changes: dict[str, str | bool] = {}
        if model is not None:
            self._refuse_the_settings(f"{vendor}_model")
            changes[MODEL] = model.strip()
        if accepted is not None:
            if not accepted and getattr(self._settings, f"{vendor}_accept_terms", False):
                self._refuse_the_settings(f"{vendor}_accept_terms")
            changes[TERMS] = accepted
        if changes:
            all_of_them = kept.read(self._file)
            all_of_them[vendor] = {**self._of(vendor), **changes}
            kept.write(self._file, all_of_them)

    def _of(self, vendor: str) -> dict[str, Any]:
        table = kept.read(self._file).get(vendor)
        return table if isinstance(table, dict) else {}

    def _refuse_the_settings(self, name: str) -> None:
        if name in self._settings.model_fields_set:
            raise NeedsAttention(
                f"`{name}` is set where the house was started, and that holds",
                hint=f"take SANDMAN_{name.upper()} out of the environment, or out of sandman.toml",
            )
