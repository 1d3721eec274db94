"""The Gemini illustrator: a scene's prompt in, a page out, in the look of the book's first page.

Never a default: Google's terms forbid its use in an app that children are likely to use, so a parent has to
accept them first, and it is the parent's app. The port is stateless, and the engine keeps one thing of its
own: the first picture of the last few books, which the other pages are shown to stay alike.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar

import httpx
from google import genai
from google.genai import types

from sandman.ports.errors import BadWork, KeyRefused, ModelMissing, PortError
from sandman.ports.illustration import Picture, PictureBrief
from sandman.providers.illustration.gemini.books import Books, Shown
from sandman.providers.illustration.gemini.faults import WIRE_FAULTS, understood
from sandman.providers.illustration.gemini.pictures import page_of
from sandman.providers.illustration.gemini.prompts import page_prompt

Answer = TypeVar("Answer")

TRIES = 2
"""Of one request, over 5xx, timeouts and refused connections: a page waits for two, not for five."""
SOFTENED = "Gemini would not paint the page as it was written, so its words were made gentler."

_RATIOS = {"1:1": 1.0, "4:3": 4 / 3, "3:4": 3 / 4, "3:2": 1.5, "2:3": 2 / 3, "16:9": 16 / 9, "9:16": 9 / 16}
_PAINTED = {None, types.FinishReason.STOP, types.FinishReason.FINISH_REASON_UNSPECIFIED}
_ALLOWED = types.HarmBlockThreshold.BLOCK_MEDIUM_AND_ABOVE
_GUARDED = (
    types.HarmCategory.HARM_CATEGORY_HARASSMENT,
    types.HarmCategory.HARM_CATEGORY_HATE_SPEECH,
    types.HarmCategory.HARM_CATEGORY_SEXUALLY_EXPLICIT,
    types.HarmCategory.HARM_CATEGORY_DANGEROUS_CONTENT,
)
_DOLLARS = {"gemini-3-pro-image": (0.134, 0.134)}
_DOLLARS_ELSE = (0.067, 0.101)
"""For a picture of 1K and of 2K, as of November 2026 (https://ai.google.dev/gemini-api/docs/pricing)."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """An answer without a picture, and the word for why."""

    reason: str


class GeminiIllustrator:
    """Paints over Gemini. Thread-safe.

    What leaves the house: the picture's prompt, which names nobody, and an earlier page of the same book.
    """

    name = "gemini"
    leaves = ("picture_prompts",)

    def __init__(
        self,
        *,
        api_key: str,
        url: str,
        model: str,
        timeout_seconds: float = 75.0,
        first_wait_seconds: float = 1.0,
    ) -> None:
        self.model = model.removeprefix("models/")
        # Our own client: the SDK would take either of two libraries, each with its own faults; and the key
        # must not follow a redirect to another host.
        self._http = httpx.Client(timeout=timeout_seconds, follow_redirects=False)
        self._sdk = genai.Client(
            vertexai=False,
            api_key=api_key.strip(),
            http_options=types.HttpOptions(
                base_url=url.rstrip("/"),
                api_version="v1beta",
                timeout=round(timeout_seconds * 1000),
                httpx_client=self._http,
                retry_options=types.HttpRetryOptions(
                    attempts=TRIES,
                    initial_delay=first_wait_seconds,
                    max_delay=4 * first_wait_seconds,
                    jitter=first_wait_seconds / 2,
                    http_status_codes=[408, 500, 502, 503, 504],
                ),
            ),
        )
        self._books = Books()

    def close(self) -> None:
        """Let go of the connections."""
        self._sdk.close()
        self._http.close()

    def check(self) -> str:
        """Say that the model is there, without painting anything. Raises what stands in the way."""
        found = self._asked(lambda: self._sdk.models.get(model=self.model))
        if found.supported_actions and "generateContent" not in found.supported_actions:
            raise ModelMissing(
                f"the Gemini model `{self.model}` paints no pictures",
                port="illustration",
                provider=self.name,
                hint="set SANDMAN_GEMINI_MODEL, say to gemini-3-pro-image",
            )
        return f"{found.display_name or self.model} is there"

    def paint(self, brief: PictureBrief) -> Picture:
        """Paint one page; see `ports.illustration.Illustrator`. Alike, but never the same bytes twice.

        A page that is refused is asked for once more in gentler words, and says so in its notes; refused
        again it is BadWork, for the painter behind.
        """
        with self._books.turn(brief) as shown:
            page, notes = self._page(brief, shown)
            self._books.keep(brief, page)
        return Picture(page, brief.format, brief.width, brief.height, cost=self._dollars(brief), notes=notes)

    def _page(self, brief: PictureBrief, shown: Shown | None) -> tuple[bytes, tuple[str, ...]]:
        notes: tuple[str, ...] = ()
        answer = self._answer(brief, shown, softened=False)
        if isinstance(answer, Refusal):
            notes = (SOFTENED,)
            answer = self._answer(brief, shown, softened=True)
        if isinstance(answer, Refusal):
            raise BadWork(
                f"Gemini does not paint the page, in gentler words either ({answer.reason})",
                port="illustration",
                provider=self.name,
            )
        return page_of(answer, brief), notes

    def _answer(self, brief: PictureBrief, shown: Shown | None, *, softened: bool) -> bytes | Refusal:
        prompt = page_prompt(brief.prompt, softened=softened, as_before=shown is not None)
        contents: list[types.Part] = [types.Part.from_text(text=prompt)]
        if shown is not None:
            contents.append(types.Part.from_bytes(data=shown.data, mime_type=shown.mime_type))
        response = self._asked(
            lambda: self._sdk.models.generate_content(
                model=self.model, contents=types.Content(role="user", parts=contents), config=_config(brief)
            )
        )
        return self._picture_in(response)

    def _picture_in(self, response: types.GenerateContentResponse) -> bytes | Refusal:
        """The picture of an answer, or why there is none; all of this comes with HTTP 200."""
        feedback = response.prompt_feedback
        if feedback is not None and feedback.block_reason is not None:
            return Refusal(_word(feedback.block_reason))
        candidate = response.candidates[0] if response.candidates else None
        if candidate is None:
            return Refusal("no answer")
        reason = candidate.finish_reason
        if reason is types.FinishReason.PUP_LIMITED_DISABLED:
            raise KeyRefused(
                "Google has limited this Gemini account",
                port="illustration",
                provider=self.name,
                hint="see aistudio.google.com",
            )
        if reason not in _PAINTED:
            return Refusal(_word(reason))
        parts: Sequence[types.Part] = (candidate.content.parts if candidate.content else None) or ()
        for part in parts:
            # A thinking model sketches first; only what it ends with is the page.
            if part.thought or part.inline_data is None or not part.inline_data.data:
                continue
            if (part.inline_data.mime_type or "").startswith("image/"):
                return part.inline_data.data
        return Refusal("words and no picture" if any(part.text for part in parts) else "no picture")

    def _asked(self, call: Callable[[], Answer]) -> Answer:
        fault: PortError
        try:
            return call()
        except WIRE_FAULTS as raw:
            fault = understood(raw, model=self.model)
        # Outside the handler, so that no fault of ours drags the vendor's words or our key along.
        raise fault

    def _dollars(self, brief: PictureBrief) -> float:
        return _DOLLARS.get(self.model, _DOLLARS_ELSE)[_size(brief) == "2K"]


def _config(brief: PictureBrief) -> types.GenerateContentConfig:
    """What the picture should be. Nothing is said of persons: the strictest setting paints no children."""
    wanted = brief.width / brief.height
    return types.GenerateContentConfig(
        response_modalities=["IMAGE"],
        image_config=types.ImageConfig(
            aspect_ratio=min(_RATIOS, key=lambda each: abs(_RATIOS[each] - wanted)), image_size=_size(brief)
        ),
        safety_settings=[types.SafetySetting(category=each, threshold=_ALLOWED) for each in _GUARDED],
        # As alike as the vendor can: the same page, another attempt, another picture.
        seed=(brief.book_seed * 1009 + brief.page * 31 + brief.attempt) % 2**31,
    )


def _size(brief: PictureBrief) -> str:
    return "1K" if max(brief.width, brief.height) <= 1280 else "2K"


def _word(reason: object) -> str:
    """A reason as the wire spells it, in words: `IMAGE_SAFETY` as `image safety`."""
    return str(getattr(reason, "value", reason)).replace("_", " ").lower()
