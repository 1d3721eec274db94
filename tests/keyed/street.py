"""A house on a street of vendors: every stand-in on a port of its own, and a household with a key to each.

The crafts that are not looked at are rehearsals, so that a book takes a fraction of a second.
"""

import asyncio
import os
from collections.abc import AsyncIterator, Iterator
from contextlib import ExitStack, asynccontextmanager, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, cast

import pytest
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from sandman.app import keyed
from sandman.app.accounts import Account
from sandman.app.engines import Engines
from sandman.app.house import House, open_house
from sandman.app.settings import Settings
from sandman.library import Event
from sandman.ports.book import Book
from sandman.ports.illustration import Picture, PictureBrief
from sandman.ports.narration import Narration, Passage
from sandman.providers.chat import patience
from sandman.providers.chat.mistral import line
from sandman.providers.chat.openai import engine as openai_engine
from sandman.providers.illustration.gemini import GeminiIllustrator
from sandman.providers.illustration.rehearsal import RehearsalIllustrator
from sandman.providers.narration.elevenlabs import ElevenLabsNarrator
from sandman.providers.narration.rehearsal import RehearsalNarrator
from sandman.providers.storytelling.rehearsal import RehearsalStoryteller
from sandman.stories import StoryRequest
from tests.vendors import tales
from tests.vendors.elevenlabs import ElevenLabs
from tests.vendors.gemini import Gemini
from tests.vendors.mistral import MistralStandIn
from tests.vendors.openai import OpenAIStandIn
from tests.vendors.script import Script
from tests.vendors.serving import serving

VENDORS = ("mistral", "openai", "elevenlabs", "gemini")
CHILD = "Mirabelle"
"""A name that stands in no tale of the stand-ins'."""
SHORT_SECONDS, LONG_SECONDS = 0.4, 20.0
"""How long anybody waits for a vendor who says nothing: where that is looked at, and elsewhere."""
LOOK_SECONDS = 0.1


class Moody(ElevenLabs):
    """ElevenLabs, that will not read what has a certain word in it."""

    will_not_read = ""

    async def _reading(self, request: Request, body: dict[str, Any]) -> Response:
        if self.will_not_read and self.will_not_read in body["text"]:
            return JSONResponse({"detail": {"status": "content_against_policy", "message": "no"}}, 400)
        return await super()._reading(request, body)


@dataclass
class Street:
    """The vendors, and what a household needs to reach them."""

    mistral: MistralStandIn
    openai: OpenAIStandIn
    elevenlabs: Moody
    gemini: Gemini
    urls: dict[str, str]

    @property
    def keys(self) -> dict[str, str]:
        """The keys that the vendors take."""
        return {
            "mistral": self.mistral.key,
            "openai": self.openai.key,
            "elevenlabs": self.elevenlabs.key,
            "gemini": self.gemini.key,
        }

    def environment(self, *vendors: str) -> dict[str, str]:
        """A shell with keys to these vendors, Gemini's terms accepted, and no way to any other."""
        urls = {f"SANDMAN_{name.upper()}_URL": url for name, url in self.urls.items() if name in vendors}
        keys = {f"{vendor.upper()}_API_KEY": self.keys[vendor] for vendor in vendors}
        models = {"SANDMAN_OPENAI_MODEL": self.openai.models[0]} if "openai" in vendors else {}
        return {**urls, **keys, **models, "SANDMAN_GEMINI_ACCEPT_TERMS": "1", "SANDMAN_OLLAMA_URL": "off"}

    def sent_to_those_who_get_no_name(self) -> str:
        """Everything that was sent to whoever writes, judges or paints."""
        return repr([self.mistral.requests, self.openai.requests, self.gemini.asked])

    def tidied(self) -> None:
        """As if nobody had come yet."""
        for asked in (self.mistral.requests, self.openai.requests, self.elevenlabs.asked, self.gemini.asked):
            asked.clear()
        for chat in (self.mistral, self.openai):
            chat.script = Script((), then=tales.answer)
        self.elevenlabs.will_not_read = ""
        self.elevenlabs.always = self.gemini.always = None
        self.elevenlabs.script.clear()
        self.gemini.script.clear()

    def wrong(self) -> list[str]:
        """What the vendors would have had to complain of."""
        return [*self.mistral.wrong, *self.openai.wrong, *self.elevenlabs.mistakes, *self.gemini.mistakes]


@contextmanager
def street() -> Iterator[Street]:
    """All four vendors, open."""
    vendors = Street(MistralStandIn(), OpenAIStandIn(), Moody(), Gemini(), {})
    with ExitStack() as open_doors:
        for name in VENDORS:
            url = open_doors.enter_context(serving(getattr(vendors, name)))
            vendors.urls[name] = f"{url}/v1" if name == "openai" else url
        yield vendors


class SmallPictures(RehearsalIllustrator):
    """Paints stamps: nobody looks at them here."""

    def paint(self, brief: PictureBrief) -> Picture:
        return super().paint(replace(brief, width=64, height=48))


class BriskNarrator(RehearsalNarrator):
    """Tones so short that there is next to nothing to encode."""

    def sentences(self, passage: Passage, *, voice: str, pace: float = 1.0) -> Iterator[Narration]:
        return super().sentences(replace(passage, pause_seconds=0.01), voice=voice, pace=pace * 20)


class QuickEngines(Engines):
    """A household's engines, the built-in painter and narrator rehearsed; vendors' own are the true ones."""

    painter = cast(Any, SmallPictures())
    narrator = cast(Any, BriskNarrator())


class PlainEngines(QuickEngines):
    """The same with a rehearsed storyteller, whose pages have two short sentences."""

    storyteller = cast(Any, RehearsalStoryteller())


@contextmanager
def in_a_hurry(silence_seconds: float) -> Iterator[None]:
    """Nobody waits between two tries, nor longer than that for a vendor who says nothing."""

    async def no_waiting(_seconds: float) -> None:
        return None

    def narrator(account: Account) -> ElevenLabsNarrator:
        return ElevenLabsNarrator(
            api_key=account.secret,
            url=account.url,
            model=account.model,
            timeout_seconds=silence_seconds,
            sleep=lambda _seconds: None,
        )

    def illustrator(account: Account) -> GeminiIllustrator:
        return GeminiIllustrator(
            api_key=account.secret,
            url=account.url,
            model=account.model,
            timeout_seconds=silence_seconds,
            first_wait_seconds=0.0,
        )

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(patience, "USUAL", patience.Patience(sleep=no_waiting))
        patch.setattr(line, "SILENCE_SECONDS", silence_seconds)
        patch.setattr(openai_engine, "SILENCE_SECONDS", silence_seconds)
        patch.setattr(keyed, "_elevenlabs", narrator)
        patch.setattr(keyed, "_gemini", illustrator)
        yield


@dataclass
class Evening:
    """A house at work, and the vendors it may ask."""

    house: House
    street: Street

    async def book(self, *, forgiving: bool = True, **asked: Any) -> Book:
        """A book told from beginning to end; what was wrong with a vendor is forgotten before."""
        for vendor in VENDORS if forgiving else ():
            self.house.forgive(vendor)
        request = {"idea": "a small fox who lost her button", "child": CHILD, "seed": 7, **asked}
        begun = await self.house.production.begin(StoryRequest.model_validate(request))
        # Looked at more often than the workflow engine would: its own way of waiting takes a second.
        async with asyncio.timeout(300):
            while (book := await self.house.library.get(begun.id)).state.unfinished:  # noqa: ASYNC110 - a shelf has no event
                await asyncio.sleep(LOOK_SECONDS)
        return book

    async def events(self, book: Book, kind: str) -> list[Event]:
        """What happened while it was made."""
        return [event for event in await self.house.library.events_after(book.id) if event.kind == kind]


@asynccontextmanager
async def evening(
    home: Path,
    street: Street,
    *vendors: str,
    engines: type[Engines] = QuickEngines,
    silence_seconds: float = LONG_SECONDS,
    **settings: Any,
) -> AsyncIterator[Evening]:
    """A house with keys to these vendors."""
    with pytest.MonkeyPatch.context() as patch, in_a_hurry(silence_seconds):
        for name, value in street.environment(*vendors).items():
            patch.setitem(os.environ, name, value)
        chosen = Settings(home=home, **settings)
        async with open_house(chosen, engines=engines(chosen)) as house:

            async def no_waiting(_seconds: float) -> None:
                return None

            patch.setattr(house.production._studio.seating, "_sleep", no_waiting)
            yield Evening(house, street)


WORDS_ONLY: dict[str, Any] = {"illustrator": "none", "narrator": "none"}
"""A book that is written, and no more."""
PICTURES_ONLY: dict[str, Any] = {"storyteller": "builtin", "narrator": "none"}
SOUND_ONLY: dict[str, Any] = {"storyteller": "builtin", "illustrator": "none"}
