"""Engines of vendors: each opened when a chair first needs it, anew when its account has changed.

A vendor's SDK takes a second to import, so its module is imported here, in the moment it is opened, and
never in a house without keys.
"""

import threading
from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Any, TypeVar

from sandman.app.accounts import Account, Accounts
from sandman.app.ollama import Ollama
from sandman.ports.chat import Chat
from sandman.ports.errors import KeyMissing, ProviderUnreachable, TermsNotAccepted

if TYPE_CHECKING:
    from sandman.providers.illustration.gemini import GeminiIllustrator
    from sandman.providers.moderation.mistral import MistralModerator
    from sandman.providers.narration.elevenlabs import ElevenLabsNarrator

Opened = TypeVar("Opened")
HOUSEHOLD = "give it under Household in the app"


class KeyedEngines:
    """Who may be asked outside, and the clients that ask. Safe to call from several threads."""

    def __init__(self, accounts: Accounts) -> None:
        self.accounts = accounts
        self.ollama = Ollama(accounts)
        self._clients: dict[tuple[str, Account], Any] = {}
        self._opening = threading.Lock()

    def chat(self, vendor: str) -> Chat:
        """The language model of `mistral`, `openai` or `ollama`. Raises as `account`."""
        account = self.account(vendor)
        if vendor == "mistral":
            return self._client("chat", account, _mistral)
        return self._client("chat", account, _openai)

    def moderator(self) -> "MistralModerator":
        """Mistral's moderation. Raises KeyMissing."""
        return self._client("moderation", self.account("mistral"), _mistral_moderation)

    def narrator(self) -> "ElevenLabsNarrator":
        """ElevenLabs. Raises KeyMissing."""
        return self._client("narration", self.account("elevenlabs"), _elevenlabs)

    def illustrator(self) -> "GeminiIllustrator":
        """Gemini. Raises KeyMissing or TermsNotAccepted."""
        return self._client("illustration", self.account("gemini"), _gemini)

    def account(self, vendor: str) -> Account:
        """The account to work with. Raises KeyMissing, TermsNotAccepted, or ProviderUnreachable (Ollama)."""
        account = self.accounts.of(vendor)
        known = account.vendor
        if vendor == "ollama":
            return self._ollama(account)
        if not account.reachable:
            address = f", or SANDMAN_{vendor.upper()}_URL to a server that wants none" * known.keyless
            raise KeyMissing(
                f"there is no key for {known.name}",
                port=known.craft,
                provider=vendor,
                hint=f"set {known.environment[0]}{address}, or {HOUSEHOLD}; `auto` needs none",
            )
        if not account.terms_accepted:
            raise TermsNotAccepted(
                f"{known.name}'s terms bar services that children are likely to use, and nobody here has "
                "accepted them",
                port=known.craft,
                provider=vendor,
                hint=f"read {known.terms}; then set SANDMAN_{vendor.upper()}_ACCEPT_TERMS=1, "
                "or accept them under Household in the app",
            )
        return account

    def ready(self, vendor: str) -> bool:
        """Whether `auto` may take it."""
        if vendor == "ollama":
            return bool(self.ollama.models)
        return self.accounts.of(vendor).ready

    def may_see(self, account: Account) -> bool:
        """Whether a chat may be shown pictures: unless it is open, and was found to have no eyes."""
        open_now = list(self._clients.items())
        return not any(
            craft == "chat" and (of.vendor, of.model) == (account.vendor, account.model) and not client.sees
            for (craft, of), client in open_now
        )

    async def close(self) -> None:
        """Let go of every client."""
        clients, self._clients = list(self._clients.values()), {}
        for client in clients:
            if hasattr(client, "aclose"):
                await client.aclose()
            elif hasattr(client, "close"):
                client.close()

    def _ollama(self, account: Account) -> Account:
        if not self.ollama.models:
            raise ProviderUnreachable(
                f"Ollama does not answer at {account.url}",
                port="storyteller",
                provider="ollama",
                hint="start it with `ollama serve`, and fetch a model with `ollama pull`",
            )
        return replace(account, url=f"{account.url.rstrip('/')}/v1", model=self.ollama.model, reachable=True)

    def _client(self, craft: str, account: Account, opened: Callable[[Account], Opened]) -> Opened:
        with self._opening:
            # A book in the making may still hold the client of a key that was changed: both close with us.
            client: Opened = self._clients.get((craft, account)) or opened(account)
            self._clients[craft, account] = client
            return client


def _mistral(account: Account) -> Chat:
    from sandman.providers.chat.mistral import MistralChat  # noqa: PLC0415

    return MistralChat(api_key=account.secret, url=account.url, model=account.model)


def _openai(account: Account) -> Chat:
    from sandman.providers.chat.openai import OpenAIChat  # noqa: PLC0415

    return OpenAIChat(api_key=account.secret, url=account.url, model=account.model)


def _mistral_moderation(account: Account) -> "MistralModerator":
    from sandman.providers.moderation.mistral import MistralModerator  # noqa: PLC0415

    return MistralModerator(api_key=account.secret, url=account.url)


def _elevenlabs(account: Account) -> "ElevenLabsNarrator":
    from sandman.providers.narration.elevenlabs import ElevenLabsNarrator  # noqa: PLC0415

    return ElevenLabsNarrator(api_key=account.secret, url=account.url, model=account.model)


def _gemini(account: Account) -> "GeminiIllustrator":
    from sandman.providers.illustration.gemini import GeminiIllustrator  # noqa: PLC0415

    return GeminiIllustrator(api_key=account.secret, url=account.url, model=account.model)
