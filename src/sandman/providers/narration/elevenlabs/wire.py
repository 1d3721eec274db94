"""The calls we make, through ElevenLabs' own SDK, with our patience and our faults.

The SDK would try again by itself, but by the number alone: it cannot tell a full queue from a broken
vendor, and it sleeps up to a minute. Its retries are off, ours are bounded.
"""

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any, TypeVar

import httpx
from elevenlabs.client import ElevenLabs
from elevenlabs.core.request_options import RequestOptions
from elevenlabs.types.voice import Voice as VendorVoice
from elevenlabs.types.voice_settings import VoiceSettings

from sandman.ports.errors import PortError, ProviderBusy, ProviderUnreachable
from sandman.providers.narration.elevenlabs.account import Quota, resets_at
from sandman.providers.narration.elevenlabs.faults import (
    WIRE_FAULTS,
    TooManyAtOnce,
    understood,
    wait_wanted,
)

Answer = TypeVar("Answer")

_ONCE = RequestOptions(max_retries=0)
_PAGE, _MOST_PAGES = 100, 10
_WAITS: tuple[tuple[type[PortError], tuple[float, ...]], ...] = (
    # Ours are queued here already, so a full queue is somebody else's sentence, and those end.
    (TooManyAtOnce, (0.5, 1.0, 2.0, 4.0, 8.0)),
    (ProviderBusy, (1.0, 3.0)),
    (ProviderUnreachable, (0.5,)),
)
"""How long to wait before each further try, by what went wrong; the first that fits."""


@dataclass(frozen=True, slots=True)
class Listed:
    """One voice as the account has it."""

    id: str
    name: str
    category: str
    """`premade`, `cloned`, `generated`, or the public library's `professional`, `high_quality`, `famous`."""
    description: str
    labels: Mapping[str, str]
    """What its maker says of it: `language`, `gender`, `accent`, `age`, `descriptive`, `use_case`."""
    verified: frozenset[str]
    """Languages it was tried in, by two letters."""
    own: bool
    legacy: bool


@dataclass(frozen=True, slots=True)
class Take:
    """One reading as it came over the wire. Times are in seconds, and may be missing."""

    audio_base64: str
    characters: tuple[str, ...]
    starts: tuple[float, ...]
    ends: tuple[float, ...]
    credits: float | None
    """What it was charged, where it says so."""


@dataclass(frozen=True, slots=True)
class Order:
    """One reading to be asked for; what is empty is not sent."""

    voice_id: str
    text: str
    format: str
    speed: float
    stability: float
    seed: int
    language: str | None = None
    before: str = ""
    """What was read before it, and what comes next: empty where the model takes no such thing."""
    after: str = ""
    keep_nothing: bool = False
    """Whether the vendor may be told to keep no record, which only enterprises may."""


class Wire:
    """ElevenLabs' answers as the house's values, its refusals as the house's faults. Thread-safe."""

    def __init__(
        self,
        *,
        api_key: str,
        url: str,
        model: str,
        timeout_seconds: float,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._model = model
        self._sleep = sleep
        # The SDK has no way to close its own; and the key must not follow a redirect to another host.
        self._http = httpx.Client(timeout=timeout_seconds, follow_redirects=False)
        self._sdk = ElevenLabs(
            api_key=api_key.strip(),
            base_url=url.rstrip("/"),
            timeout=timeout_seconds,
            httpx_client=self._http,
        )

    def close(self) -> None:
        """Let go of the connections."""
        self._http.close()

    def voices(self) -> tuple[Listed, ...]:
        """Every voice the account has."""
        found: list[Listed] = []
        token: str | None = None
        for _ in range(_MOST_PAGES):
            voices, token = self._asked(partial(self._page, token))
            found += voices
            if token is None:
                break
        return tuple(found)

    def models(self) -> frozenset[str]:
        """The ids of the models that read aloud."""

        def models() -> frozenset[str]:
            found = self._sdk.models.list(request_options=_ONCE)
            return frozenset(str(each.model_id) for each in found if each.can_do_text_to_speech)

        return self._asked(models)

    def quota(self) -> Quota:
        """How much of the account is used."""

        def quota() -> Quota:
            found = self._sdk.user.subscription.get(request_options=_ONCE)
            return Quota(
                used=int(found.character_count),
                limit=int(found.character_limit),
                resets_at=resets_at(found.next_character_count_reset_unix),
                tier=str(found.tier),
            )

        return self._asked(quota)

    def read(self, order: Order) -> Take:
        """One reading, with a time for each character."""
        return self._asked(partial(self._take, order))

    def _page(self, token: str | None) -> tuple[list[Listed], str | None]:
        page = self._sdk.voices.search(
            page_size=_PAGE, next_page_token=token, include_total_count=False, request_options=_ONCE
        )
        return [_listed(each) for each in page.voices], page.next_page_token if page.has_more else None

    def _take(self, order: Order) -> Take:
        settings = VoiceSettings(stability=order.stability, similarity_boost=0.75, speed=order.speed)
        answer = self._sdk.text_to_speech.with_raw_response.convert_with_timestamps(
            order.voice_id,
            text=order.text,
            model_id=self._model,
            output_format=order.format,
            voice_settings=settings,
            seed=order.seed,
            request_options=_ONCE,
            **_sent(order),
        )
        # Of the text as sent, or else as the vendor wrote it out for itself; either may be missing.
        told = answer.data.alignment or answer.data.normalized_alignment
        headers = {name.lower(): value for name, value in answer.headers.items()}
        return Take(
            audio_base64=str(answer.data.audio_base_64),
            characters=tuple(map(str, told.characters)) if told else (),
            starts=_times(told.character_start_times_seconds) if told else (),
            ends=_times(told.character_end_times_seconds) if told else (),
            credits=_number(headers.get("character-cost")),
        )

    def _asked(self, call: Callable[[], Answer]) -> Answer:
        """Call, and call again after a while where that may help."""
        tries: dict[type[PortError], int] = {}
        while True:
            fault: PortError
            try:
                return call()
            except WIRE_FAULTS as raw:
                fault, wanted = understood(raw, model=self._model), wait_wanted(raw)
            except RuntimeError:
                if not self._http.is_closed:
                    raise
                fault, wanted = ProviderUnreachable("the house is closing", provider="elevenlabs"), None
            # Outside the handler, so that no fault of ours drags the vendor's words along.
            kind, waits = next(((k, w) for k, w in _WAITS if isinstance(fault, k)), (type(fault), ()))
            if self._http.is_closed:
                raise fault
            tried = tries.get(kind, 0)
            if tried >= len(waits):
                raise fault
            tries[kind] = tried + 1
            self._sleep(waits[tried] if wanted is None else wanted)


def _sent(order: Order) -> Mapping[str, Any]:
    """What is only sent where it is wanted: a null is not the same as nothing."""
    extra: dict[str, Any] = {}
    if order.language:
        extra["language_code"] = order.language
    if order.before:
        extra["previous_text"] = order.before
    if order.after:
        extra["next_text"] = order.after
    if order.keep_nothing:
        extra["enable_logging"] = False
    return extra


def _listed(voice: VendorVoice) -> Listed:
    labels = {str(name): str(label or "") for name, label in (voice.labels or {}).items()}
    return Listed(
        id=str(voice.voice_id),
        name=str(voice.name or ""),
        category=str(voice.category or ""),
        description=str(voice.description or ""),
        labels=labels,
        verified=frozenset(str(each.language)[:2].lower() for each in voice.verified_languages or ()),
        own=bool(voice.is_owner),
        legacy=bool(voice.is_legacy),
    )


def _times(told: Any) -> tuple[float, ...]:  # noqa: ANN401 - the SDK checks nothing
    """Seconds; none at all where one of them is no number."""
    numbers = tuple(told) if isinstance(told, list) else ()
    return tuple(map(float, numbers)) if all(isinstance(each, int | float) for each in numbers) else ()


def _number(text: str | None) -> float | None:
    try:
        return float(text) if text else None
    except ValueError:
        return None
