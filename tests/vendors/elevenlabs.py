"""ElevenLabs' stand-in: the true wire, real sound, and every refusal of the vendor's tables.

It is strict: an unknown field, a missing header or a model asked for what it does not take is answered as
the vendor would, and noted in `mistakes`, which a test ends by finding empty. It reads with tones, one a
character, so the times it tells are exact.
"""

import base64
import json
import threading
import uuid
from collections import deque
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from starlette.applications import Starlette
from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route
from starlette.types import Receive, Scope, Send

from sandman.providers.narration.sound import encode_mp3
from tests.vendors.answers import Cut, Fault, never, said
from tests.vendors.elevenlabs_voices import VOICES, verified, voice
from tests.vendors.humming import hummed
from tests.vendors.script import comes

__all__ = ["KEY", "MODEL", "MODELS", "VOICES", "ElevenLabs", "Fault", "new", "old", "verified", "voice"]

KEY = "sk_0123456789abcdef0123456789abcdef0123456789abcdef"
MODEL = "eleven_multilingual_v2"
MODELS = {
    "eleven_multilingual_v2": 10_000,
    "eleven_flash_v2_5": 40_000,
    "eleven_v3": 5_000,
}
_BODY = frozenset(
    {"text", "model_id", "language_code", "voice_settings", "pronunciation_dictionary_locators", "seed",
     "previous_text", "next_text", "previous_request_ids", "next_request_ids", "use_pvc_as_ivc",
     "apply_text_normalization", "apply_language_text_normalization", "audio_effects"}
)  # fmt: skip
_SETTINGS = frozenset(["stability", "similarity_boost", "style", "use_speaker_boost", "speed"])
_PRO = frozenset({"pcm_44100", "pcm_48000", "wav_44100", "wav_48000"})
_CREATOR = frozenset({"mp3_44100_192"})
_FREE_FORMATS = frozenset(
    {"mp3_22050_32", "mp3_24000_48", "mp3_44100_32", "mp3_44100_64", "mp3_44100_96", "mp3_44100_128",
     "pcm_8000", "pcm_16000", "pcm_22050", "pcm_24000", "pcm_32000"}
)  # fmt: skip


SILENCE, CUT_SOUND, CUT_LINE, HANG, NO_TIMES, NORMALISED, ODD_TIMES, NO_JSON, NO_SOUND, EMPTY = (
    "silence", "cut sound", "cut line", "hang", "no times", "normalised", "odd times", "no json",
    "no sound", "empty",
)  # fmt: skip
"""Readings that go wrong although the vendor says 200 (but for HANG and CUT_LINE, which never end)."""


def old(status: int, word: str, message: str = "") -> Fault:
    """A refusal as older bodies have it."""
    return Fault(status, {"detail": {"status": word, "message": message or word.replace("_", " ")}})


def new(status: int, type: str, code: str, message: str = "") -> Fault:
    """A refusal as bodies of 2026 have it."""
    detail = {
        "type": type,
        "code": code,
        "message": message or code.replace("_", " "),
        "status": type if code == "paid_plan_required" else code,
        "request_id": uuid.uuid4().hex,
    }
    return Fault(status, {"detail": detail})


@dataclass(frozen=True)
class Asked:
    """One request that came."""

    method: str
    path: str
    query: dict[str, str]
    body: dict[str, Any]


@dataclass(frozen=True)
class Spoken:
    """One reading that was given, and the truth of it."""

    voice_id: str
    text: str
    starts: tuple[float, ...]
    ends: tuple[float, ...]


class ElevenLabs:
    """The stand-in as an ASGI app. Serve it with `serving.serving`."""

    def __init__(
        self,
        *,
        key: str = KEY,
        tier: str = "creator",
        limit: int = 100_000,
        used: int = 0,
        voices: Iterable[Mapping[str, Any]] = VOICES,
        at_once: int = 5,
        page_size: int = 100,
    ) -> None:
        self.key, self.tier, self.limit, self.used = key, tier, limit, used
        self.voices = [dict(each) for each in voices]
        self.at_once = at_once
        self.page_size = page_size
        """The most voices it puts on a page, whatever is asked."""
        self.script: deque[Fault | str | threading.Event | None] = deque()
        """What the next readings come to, in order; None is a good one, an event one that waits for it."""
        self.always: Fault | str | None = None
        """What every reading comes to, once `script` is told."""
        self.elsewhere: dict[str, Fault] = {}
        """Refusals of other paths, by their path."""
        self.formats = set(_FREE_FORMATS)
        """The formats this account may ask for, over what its tier adds."""
        self.amplitude = 0.25
        self.together = 0
        """A first reading is not given before so many are asked for at once."""
        self.asked: list[Asked] = []
        self.spoken: list[Spoken] = []
        self.mistakes: list[str] = []
        self.most_at_once = 0
        self._at_once = 0
        self._lock = threading.Lock()
        self._app = Starlette(
            routes=[
                Route("/v2/voices", self._voices),
                Route("/v1/models", self._models),
                Route("/v1/user/subscription", self._subscription),
                Route("/v1/text-to-speech/{voice_id}/with-timestamps", self._read, methods=["POST"]),
                Route("/{path:path}", self._elsewhere, methods=["GET", "POST", "PUT", "PATCH", "DELETE"]),
            ]
        )

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        try:
            await self._app(scope, receive, send)
        except ClientDisconnect:
            raise  # who asked has given up, as who stops listening may
        except Exception as fault:
            self.mistakes.append(f"the stand-in fell over: {fault!r}")
            raise

    def readings(self) -> list[dict[str, Any]]:
        """The bodies of all readings that were asked for."""
        return [each.body for each in self.asked if each.method == "POST"]

    def _mistake(self, what: str, status: int = 400) -> Response:
        self.mistakes.append(what)
        return JSONResponse({"detail": {"status": "mistake", "message": what}}, status)

    async def _came(self, request: Request, *, query: Iterable[str] = ()) -> Response | None:
        """Note the request; a refusal where it is not as it should be."""
        body = json.loads(await request.body() or b"{}")
        self.asked.append(Asked(request.method, request.url.path, dict(request.query_params), body))
        key = request.headers.get("xi-api-key")
        if key != self.key:
            if key is None:
                return self._mistake("no xi-api-key came", 401)
            return said(new(401, "authentication_error", "invalid_api_key", f"Invalid API key {key}"))
        if unknown := set(request.query_params) - set(query):
            return self._mistake(f"{request.url.path} knows no query {sorted(unknown)}")
        fault = self.elsewhere.get(request.url.path)
        return said(fault) if fault else None

    async def _elsewhere(self, request: Request) -> Response:
        return self._mistake(f"there is no {request.method} {request.url.path}", 404)

    async def _voices(self, request: Request) -> Response:
        query = ("page_size", "next_page_token", "include_total_count", "search", "category", "language")
        if refused := await self._came(request, query=query):
            return refused
        size = int(request.query_params.get("page_size", 10))
        if not 1 <= size <= 100:
            return self._mistake("page_size goes from 1 to 100", 422)
        size = min(size, self.page_size)
        at = int(request.query_params.get("next_page_token") or 0)
        more = at + size < len(self.voices)
        return JSONResponse(
            {
                "voices": self.voices[at : at + size],
                "has_more": more,
                "total_count": len(self.voices),
                "next_page_token": str(at + size) if more else None,
            }
        )

    async def _models(self, request: Request) -> Response:
        if refused := await self._came(request):
            return refused
        speech = [
            {
                "model_id": id,
                "name": id,
                "can_do_text_to_speech": True,
                "maximum_text_length_per_request": most,
                "languages": [{"language_id": each, "name": each} for each in ("en", "fr", "hi", "ja")],
                "model_rates": {"character_cost_multiplier": _rate(id)},
            }
            for id, most in MODELS.items()
        ]
        other = {"model_id": "eleven_english_sts_v2", "name": "sts", "can_do_text_to_speech": False}
        return JSONResponse([*speech, other])

    async def _subscription(self, request: Request) -> Response:
        if refused := await self._came(request):
            return refused
        return JSONResponse(
            {
                "tier": self.tier,
                "character_count": self.used,
                "character_limit": self.limit,
                "max_credit_limit_extension": 0,
                "can_extend_character_limit": False,
                "allowed_to_extend_character_limit": False,
                "next_character_count_reset_unix": 1796083200,  # 2026-12-01, midnight UTC
                "voice_slots_used": 1,
                "professional_voice_slots_used": 0,
                "professional_voice_slots_used_in_workspace": 0,
                "voice_limit": 30,
                "voice_add_edit_counter": 0,
                "professional_voice_limit": 1,
                "can_extend_voice_limit": False,
                "can_use_instant_voice_cloning": True,
                "can_use_professional_voice_cloning": True,
                "current_overage": {"amount": "0", "currency": "usd"},
                "status": "active",
                "open_invoices": [],
                "has_open_invoices": False,
            }
        )

    async def _read(self, request: Request) -> Response:
        if refused := await self._came(request, query=("output_format", "enable_logging")):
            return refused
        with self._lock:
            self._at_once += 1
            self.most_at_once = max(self.most_at_once, self._at_once)
            crowded = self._at_once > self.at_once
        try:
            if crowded:
                return said(old(429, "too_many_concurrent_requests"))
            await comes(lambda: self.most_at_once >= self.together)
            return await self._reading(request, json.loads(await request.body()))
        finally:
            with self._lock:
                self._at_once -= 1

    async def _reading(self, request: Request, body: dict[str, Any]) -> Response:
        voice_id = request.path_params["voice_id"]
        format = request.query_params.get("output_format", "mp3_44100_128")
        with self._lock:
            turn = self.script.popleft() if self.script else self.always
        if isinstance(turn, Fault):
            return said(turn)
        if isinstance(turn, threading.Event):
            await comes(turn.is_set)
            turn = None
        if turn == HANG:
            return await never(request)
        refused = self._unreadable(body, request.query_params.get("enable_logging")) or self._forbidden(
            voice_id, format, body
        )
        if refused:
            return refused
        cost = round(len(body["text"]) * _rate(body["model_id"]))
        if self.used + cost > self.limit:
            left = self.limit - self.used
            message = f"This request exceeds your quota of {self.limit}. You have {left} credits remaining."
            return said(old(401, "quota_exceeded", message))
        self.used += cost
        speed = float((body.get("voice_settings") or {}).get("speed") or 1.0)
        rate = int(format.split("_")[1])
        samples, starts, ends = hummed(
            body["text"], rate, speed=speed, amplitude=self.amplitude, voice=voice_id
        )
        self.spoken.append(Spoken(voice_id, body["text"], tuple(starts), tuple(ends)))
        answer = _answer(body["text"], samples, rate, format, starts, ends, turn=turn)
        headers = {"request-id": uuid.uuid4().hex, "character-cost": str(cost)}
        if turn == CUT_LINE:
            return Cut(json.dumps(answer).encode(), headers)
        if turn == NO_JSON:
            return Response("<html>gateway</html>", 200, headers, "text/html")
        return JSONResponse(answer, headers=headers)

    def _unreadable(self, body: dict[str, Any], logging: str | None) -> Response | None:
        """What a correct client never sends."""
        settings = body.get("voice_settings") or {}
        model = body.get("model_id")
        if unknown := {*(set(body) - _BODY), *(set(settings) - _SETTINGS)}:
            return self._mistake(f"a reading knows no {sorted(unknown)}", 422)
        if not isinstance(body.get("text"), str) or not body["text"].strip():
            return self._mistake("a reading wants a text", 422)
        if any(value is None for value in body.values()):
            return self._mistake("a null was sent for what was not to be said", 422)
        if not 0.7 <= settings.get("speed", 1.0) <= 1.2 or not 0 <= settings.get("stability", 0.5) <= 1:
            return self._mistake("a voice's settings are outside what they take")
        if not 0 <= body.get("seed", 0) <= 4_294_967_295:
            return self._mistake("a seed has 32 bits")
        if model == "eleven_multilingual_v2" and "language_code" in body:
            return self._mistake("eleven_multilingual_v2 takes no language_code")
        if model == "eleven_v3" and {"previous_text", "next_text"} & set(body):
            return self._mistake("eleven_v3 takes no previous_text or next_text")
        if model == "eleven_v3" and settings.get("stability", 0.5) not in {0.0, 0.5, 1.0}:
            return self._mistake("eleven_v3 takes a stability of 0, 0.5 or 1")
        if logging is not None and self.tier != "enterprise":
            return self._mistake("enable_logging is for enterprises", 403)
        return None

    def _forbidden(self, voice_id: str, format: str, body: dict[str, Any]) -> Response | None:
        """What a correct client may ask for, and be refused."""
        if body.get("model_id") not in MODELS:
            return said(new(400, "validation_error", "model_not_found"))
        if len(body["text"]) > MODELS[body["model_id"]]:
            return said(old(400, "max_character_limit_exceeded"))
        allowed = self.formats | (_CREATOR if self.tier != "free" else set())
        if self.tier in {"pro", "scale", "business", "enterprise"}:
            allowed |= _PRO
        if format not in allowed:
            message = f"Output format '{format}' is only available on the Pro tier and above."
            return said(new(403, "authorization_error", "output_format_not_allowed", message))
        found = next((each for each in self.voices if each["voice_id"] == voice_id), None)
        if found is None:
            message = f"A voice with the voice_id {voice_id} was not found."
            return said(old(404, "voice_not_found", message))
        if self.tier == "free" and found["category"] == "professional":
            message = "Free users cannot use library voices via the API."
            return said(new(402, "payment_required", "paid_plan_required", message))
        return None


def _rate(model: str) -> float:
    return 0.5 if "flash" in model or "turbo" in model else 1.0


def _answer(
    text: str,
    samples: NDArray[np.float32],
    rate: int,
    format: str,
    starts: list[float],
    ends: list[float],
    *,
    turn: str | None,
) -> dict[str, Any]:
    if turn == SILENCE:
        samples = np.zeros_like(samples)
    if turn == CUT_SOUND:
        samples = samples[: len(samples) // 3]
    if format.startswith("mp3"):
        data = encode_mp3(samples, rate)
    else:
        data = np.round(np.clip(samples, -1, 1) * 32767).astype("<i2").tobytes()
    sound = {NO_SOUND: base64.b64encode(b"not sound").decode(), EMPTY: ""}.get(
        turn or "", base64.b64encode(data).decode()
    )
    times = _alignment(text, starts, ends)
    if turn == NO_TIMES:
        return {"audio_base64": sound, "alignment": None, "normalized_alignment": None}
    if turn == NORMALISED:
        # As the vendor writes things out for itself: other letters, and more of them.
        letters = [(text[at].lower(), starts[at], ends[at]) for at in range(len(text))]
        widened = [each for c, *span in letters for each in [(c, *span)] * (2 if c == " " else 1)]
        characters, starts, ends = (list(column) for column in zip(*widened, strict=True))
        normalised = _alignment("".join(characters), starts, ends)
        return {"audio_base64": sound, "alignment": None, "normalized_alignment": normalised}
    if turn == ODD_TIMES:
        times["character_end_times_seconds"] = times["character_end_times_seconds"][:-2]
    return {"audio_base64": sound, "alignment": times, "normalized_alignment": times}


def _alignment(text: str, starts: list[float], ends: list[float]) -> dict[str, Any]:
    return {
        "characters": list(text),
        "character_start_times_seconds": [round(each, 4) for each in starts],
        "character_end_times_seconds": [round(each, 4) for each in ends],
    }
