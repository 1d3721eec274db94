"""Gemini's stand-in: the true wire, real pictures, and every way of not painting.

It is strict: an unknown field, a missing header, a value that is none of the vendor's is answered as the
vendor would, and noted in `mistakes`, which a test ends by finding empty.
"""

import base64
import io
import json
import threading
from collections import deque
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from PIL import Image
from starlette.applications import Starlette
from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route
from starlette.types import Receive, Scope, Send

from tests.vendors.answers import Cut, Fault, never, said

__all__ = ["KEY", "MODEL", "Blocked", "Fault", "Gemini", "error", "error_info", "quota"]

KEY = "AIzaSy0123456789abcdefghijklmnopqrstuvw"
MODEL = "gemini-3-pro-image"
_SIZES = {"1K": 1.0, "2K": 2.0, "4K": 4.0}
_RATIOS = {
    "1:1": (1024, 1024), "4:3": (1200, 896), "3:4": (896, 1200), "3:2": (1264, 848), "2:3": (848, 1264),
    "16:9": (1376, 768), "9:16": (768, 1376), "21:9": (1584, 672),
}  # fmt: skip
"""Pixels of a picture of 1K; the vendor rounds to its own blocks."""
_CONFIG = frozenset({"responseModalities", "imageConfig", "seed", "candidateCount", "temperature"})


@dataclass(frozen=True)
class Blocked:
    """HTTP 200 and no picture: the prompt was blocked, or the candidate finished so."""

    block_reason: str = ""
    finish_reason: str = ""
    message: str = ""


HANG, CUT_LINE, WORDS, NOTHING, NO_PARTS, EMPTY_PARTS, BLACK, BLANK, NO_PICTURE, NO_JSON, JPEG, MODEST = (
    "hang", "cut line", "words", "nothing", "no parts", "empty parts", "black", "blank", "no picture",
    "no json", "jpeg", "modest",
)  # fmt: skip
"""Pages that go wrong although the vendor says 200 (but for HANG and CUT_LINE, which never end), and two
that do not: JPEG comes as one, MODEST says nothing of how it finished."""


def error(status: int, word: str, message: str = "", *details: Mapping[str, Any]) -> Fault:
    """A refusal as Google's services tell it."""
    body = {"error": {"code": status, "message": message or word, "status": word, "details": list(details)}}
    return Fault(status, body)


def error_info(reason: str) -> dict[str, Any]:
    """A detail that names the reason."""
    return {
        "@type": "type.googleapis.com/google.rpc.ErrorInfo",
        "reason": reason,
        "domain": "googleapis.com",
        "metadata": {"service": "generativelanguage.googleapis.com"},
    }


def quota(id: str, *, value: str = "10", retry: str = "") -> tuple[dict[str, Any], ...]:
    """The details of a quota that is spent."""
    failure = {
        "@type": "type.googleapis.com/google.rpc.QuotaFailure",
        "violations": [{"quotaMetric": "generate_content_requests", "quotaId": id, "quotaValue": value}],
    }
    wait = {"@type": "type.googleapis.com/google.rpc.RetryInfo", "retryDelay": retry}
    return (failure, wait) if retry else (failure,)


@dataclass(frozen=True)
class Asked:
    """One request that came."""

    method: str
    path: str
    body: dict[str, Any]

    @property
    def prompt(self) -> str:
        """The words that were sent."""
        parts = self.body["contents"][0]["parts"]
        return "\n".join(part["text"] for part in parts if "text" in part)

    @property
    def pictures(self) -> list[bytes]:
        """The pictures that were sent along."""
        parts = self.body["contents"][0]["parts"]
        return [_decoded(part["inlineData"]["data"]) for part in parts if "inlineData" in part]


class Gemini:
    """The stand-in as an ASGI app. Serve it with `serving.serving`."""

    def __init__(
        self,
        *,
        key: str = KEY,
        models: Iterable[str] = (MODEL, "gemini-3.1-flash-image"),
        scale: float = 1.0,
    ) -> None:
        self.key = key
        self.scale = scale
        """How large its pictures are: at a quarter of the vendor's, a test takes a third of the time."""
        self.models = {*models}
        self.script: deque[Fault | Blocked | str | None] = deque()
        """What the next pages come to, in order; None is a good one."""
        self.always: Fault | Blocked | str | None = None
        """What every page comes to, once `script` is told."""
        self.asked: list[Asked] = []
        self.mistakes: list[str] = []
        self._lock = threading.Lock()
        self._painted = 0
        self._app = Starlette(
            routes=[
                Route("/v1beta/models/{model}:generateContent", self._paint, methods=["POST"]),
                Route("/v1beta/models/{model}", self._model),
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

    def paintings(self) -> list[Asked]:
        """The pages that were asked for."""
        return [each for each in self.asked if each.method == "POST"]

    def _mistake(self, what: str, status: int = 400) -> Response:
        self.mistakes.append(what)
        return said(error(status, "INVALID_ARGUMENT", what))

    async def _elsewhere(self, request: Request) -> Response:
        return self._mistake(f"there is no {request.method} {request.url.path}", 404)

    async def _came(self, request: Request) -> Response | None:
        """Note the request; a refusal where it is not as it should be."""
        body = json.loads(await request.body() or b"{}")
        self.asked.append(Asked(request.method, request.url.path, body))
        key = request.headers.get("x-goog-api-key")
        if request.query_params:
            return self._mistake(f"nothing is asked by query, and {dict(request.query_params)} came")
        if key is None:
            return self._mistake("no x-goog-api-key came", 403)
        if key != self.key:
            message = f"API key not valid. Please pass a valid API key. ({key})"
            return said(error(400, "INVALID_ARGUMENT", message, error_info("API_KEY_INVALID")))
        return None

    async def _model(self, request: Request) -> Response:
        if refused := await self._came(request):
            return refused
        model = request.path_params["model"]
        if model not in self.models:
            return said(_no_model(model))
        return JSONResponse(
            {
                "name": f"models/{model}",
                "version": "3.0",
                "displayName": model.replace("-", " ").title(),
                "inputTokenLimit": 65536,
                "outputTokenLimit": 32768,
                "supportedGenerationMethods": ["countTokens"] if "embed" in model else ["generateContent"],
            }
        )

    async def _paint(self, request: Request) -> Response:
        if refused := await self._came(request):
            return refused
        body = self.asked[-1].body
        model = request.path_params["model"]
        with self._lock:
            turn = self.script.popleft() if self.script else self.always
            self._painted += 1
            number = self._painted
        if isinstance(turn, Fault):
            return said(turn)
        if turn == HANG:
            return await never(request)
        if model not in self.models:
            return said(_no_model(model))
        if refused := self._unreadable(body):
            return refused
        if turn == NO_JSON:
            return Response("<html>gateway</html>", 200, media_type="text/html")
        answer = _answer(body, model, number, turn, self.scale)
        return Cut(json.dumps(answer).encode()) if turn == CUT_LINE else JSONResponse(answer)

    def _unreadable(self, body: dict[str, Any]) -> Response | None:
        if unknown := set(body) - {"contents", "generationConfig", "safetySettings"}:
            return self._mistake(f"a page knows no {sorted(unknown)}")
        contents = body.get("contents")
        if not isinstance(contents, list) or len(contents) != 1 or contents[0].get("role") != "user":
            return self._mistake("one content of the user was wanted")
        for part in contents[0]["parts"]:
            if set(part) == {"inlineData"}:
                # Google's JSON takes a field's name in either spelling, and its own SDK mixes them.
                blob = {key.replace("_t", "T"): value for key, value in part["inlineData"].items()}
                if blob.get("mimeType") not in {"image/png", "image/jpeg", "image/webp"}:
                    return self._mistake("a picture may be png, jpeg or webp")
                Image.open(io.BytesIO(_decoded(part["inlineData"]["data"]))).verify()
            elif set(part) != {"text"} or not part["text"].strip():
                return self._mistake(f"a part is a text or a picture, and {sorted(part)} came")
        config = body.get("generationConfig", {})
        if unknown := set(config) - _CONFIG:
            return self._mistake(f"generationConfig knows no {sorted(unknown)}")
        if config.get("responseModalities") != ["IMAGE"]:
            return self._mistake("a page is an IMAGE")
        image = config.get("imageConfig", {})
        if unknown := set(image) - {"aspectRatio", "imageSize", "personGeneration"}:
            return self._mistake(f"imageConfig knows no {sorted(unknown)}")
        if image.get("personGeneration") in {"ALLOW_ADULT", "ALLOW_NONE", "DONT_ALLOW"}:
            return self._mistake("with that personGeneration no child is painted")
        if image.get("aspectRatio") not in _RATIOS or image.get("imageSize") not in _SIZES:
            return self._mistake("a picture wants a shape and a size")
        if not -(2**31) <= config.get("seed", 0) < 2**31:
            return self._mistake("a seed is an int32")
        return None


def _no_model(model: str) -> Fault:
    message = f"models/{model} is not found for API version v1beta, or is not supported for generateContent."
    return error(404, "NOT_FOUND", message)


def _answer(
    body: dict[str, Any], model: str, number: int, turn: Blocked | str | None, scale: float
) -> dict[str, Any]:
    answer: dict[str, Any] = {
        "usageMetadata": {"promptTokenCount": 240, "candidatesTokenCount": 1120, "totalTokenCount": 1360},
        "modelVersion": model,
        "responseId": f"answer-{number}",
    }
    if isinstance(turn, Blocked) and turn.block_reason:
        return {**answer, "promptFeedback": {"blockReason": turn.block_reason}}
    if turn == NOTHING:
        return answer
    candidate: dict[str, Any] = {"index": 0, "finishReason": "STOP"}
    if isinstance(turn, Blocked):
        candidate |= {"finishReason": turn.finish_reason, "finishMessage": turn.message}
    elif turn == WORDS:
        candidate["content"] = {"role": "model", "parts": [{"text": "Here is your picture!"}]}
    elif turn == EMPTY_PARTS:
        candidate["content"] = {"role": "model", "parts": []}
    elif turn != NO_PARTS:
        mime, data = _picture(body, number, turn, scale)
        sketch = {"thought": True, "inlineData": {"mimeType": "image/png", "data": _encoded(_sketch())}}
        musing = {"thought": True, "text": "The child should look sleepier."}
        page = {"inlineData": {"mimeType": mime, "data": base64.b64encode(data).decode()},
                "thoughtSignature": base64.b64encode(b"signed").decode()}  # fmt: skip
        candidate["content"] = {"role": "model", "parts": [musing, sketch, {"text": "A page."}, page]}
        if turn == MODEST:
            del candidate["finishReason"]
    return {**answer, "candidates": [candidate]}


def _picture(body: dict[str, Any], number: int, turn: str | None, scale: float) -> tuple[str, bytes]:
    """A painted page: hills under a moon, another for every request, in the shape that was asked for."""
    if turn == NO_PICTURE:
        return "image/png", b"this is not a picture"
    config = body["generationConfig"]["imageConfig"]
    width, height = (
        round(side * scale * _SIZES[config["imageSize"]]) for side in _RATIOS[config["aspectRatio"]]
    )
    if turn in {BLACK, BLANK}:
        pixels = np.full((height, width, 3), 0 if turn == BLACK else 200, np.uint8)
        return "image/png", base64.b64decode(_encoded(Image.fromarray(pixels)))
    rng = np.random.default_rng(number)
    size, (width, height) = (width, height), (width // 4, height // 4)
    y, x = np.mgrid[0:height, 0:width].astype(np.float32)
    sky = np.stack([30 + 60 * y / height, 40 + 70 * y / height, 90 + 60 * y / height], axis=-1)
    hill = y > height * (0.7 + 0.08 * np.sin(x / width * 6 + number))
    sky[hill] = rng.integers(40, 120, 3)
    moon = (x - width * rng.uniform(0.2, 0.8)) ** 2 + (y - height * 0.25) ** 2 < (height * 0.09) ** 2
    sky[moon] = (240, 235, 200)
    page = Image.fromarray(sky.astype(np.uint8)).resize(size)
    out = io.BytesIO()
    exif = Image.Exif()
    exif[0x0131] = "Google Imagen"
    if turn == JPEG:
        page.save(out, "JPEG", quality=92, exif=exif)
        return "image/jpeg", out.getvalue()
    page.save(out, "PNG", compress_level=1, exif=exif)
    return "image/png", out.getvalue()


def _sketch() -> Image.Image:
    """A first thought, in plain red: nothing that may end up in a book."""
    return Image.new("RGB", (64, 48), (255, 0, 0))


def _decoded(data: str) -> bytes:
    """Either alphabet of base 64, as Google takes both."""
    return base64.b64decode(data.translate(str.maketrans("-_", "+/")), validate=True)


def _encoded(image: Image.Image) -> str:
    out = io.BytesIO()
    image.save(out, "PNG", compress_level=1)
    return base64.b64encode(out.getvalue()).decode()
