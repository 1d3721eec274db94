"""Mistral's errors as ours.

Bodies come in three forms: `{"object": "error", "message", "type", "param", "code"}` with the code as a
number or a string, FastAPI's `{"detail": [{loc, msg, type}]}` for 422 and `{"detail": "…"}` for some 404.
Source: the error glossary at docs.mistral.ai/resources/error-glossary.
"""

import json
from dataclasses import dataclass

import httpx2
from mistralai.client.errors import MistralError, ResponseValidationError

from sandman.ports.errors import (
    BadWork,
    KeyRefused,
    ModelMissing,
    PortError,
    ProviderBusy,
    ProviderUnreachable,
    QuotaSpent,
    RequestRefused,
    TryAgainLater,
)
from sandman.providers.chat.complaints import in_words
from sandman.providers.chat.patience import Fault
from sandman.providers.chat.secrecy import without_key

AGENT_FAILED = "3000"
"""The code of "Response failed during handoff orchestration" (client-python#299)."""
_UNPAID = (
    "billing",
    "credit",
    "payment",
    "spending limit",
    "insufficient",
    "usage limit",
    "monthly",
    "inactive",
)
_GUARDED = ("guardrail", "moderation", "content policy", "safety")
_NO_MODEL = ("invalid model", "invalid_model", "unknown_model", "model not found", "model_not_found")
_KEY_HINT = "set another key for Mistral; keys are made at console.mistral.ai"


@dataclass(frozen=True, slots=True)
class Complaint:
    """What the vendor says went wrong: the status, 0 inside a stream, and its words."""

    status: int
    message: str = ""
    code: str = ""
    kind: str = ""
    wait_seconds: float | None = None

    def mentions(self, words: tuple[str, ...]) -> bool:
        """Whether one of `words` stands in it."""
        said = f"{self.message} {self.code} {self.kind}".lower()
        return any(word in said for word in words)


def fault_of(error: Exception, *, key: str, port: str, model: str) -> Fault:
    """What an error of the SDK, or of the line below it, means."""
    said = {"port": port, "provider": "mistral"}
    if isinstance(error, ResponseValidationError | ValueError):
        return Fault(BadWork("Mistral's answer is not in a form that is known here", **said))
    if isinstance(error, MistralError):
        return judged(_complaint(error), key=key, port=port, model=model)
    if isinstance(error, httpx2.ConnectError | httpx2.ConnectTimeout):
        return Fault(
            ProviderUnreachable(
                "Mistral cannot be reached", hint="see whether this machine is online", **said
            ),
            passes=True,
        )
    if isinstance(error, httpx2.TimeoutException):
        # It was waited for as long as an answer may take: asking again would take as long again.
        return Fault(ProviderUnreachable("Mistral did not answer in time", **said))
    return Fault(ProviderUnreachable("the connection to Mistral was lost", **said), passes=True)


def judged(complaint: Complaint, *, key: str, port: str, model: str) -> Fault:
    """What a complaint means, whether it came as an HTTP status or inside a stream."""
    status = complaint.status
    quoted = without_key(complaint.message, key) or f"status {status}"
    kind: type[PortError]
    if status == 402 or (status in (0, 401, 403, 429) and complaint.mentions(_UNPAID)):
        kind, message = QuotaSpent, "the Mistral account has nothing left to spend"
        hint = "add credit or raise the limit at admin.mistral.ai, under Billing"
    elif status == 401:
        kind, message, hint = KeyRefused, "Mistral does not take the key", _KEY_HINT
    elif status == 403 and complaint.mentions(_GUARDED):
        kind, message, hint = RequestRefused, "Mistral's guardrail stopped the request", ""
    elif status == 403:
        kind, message = KeyRefused, f"the key for Mistral may not use `{model}`"
        hint = f"choose another model, or {_KEY_HINT}"
    elif status == 404 or complaint.mentions(_NO_MODEL):
        kind, message = ModelMissing, f"Mistral has no `{model}`"
        hint = "choose a model of docs.mistral.ai/models"
    elif complaint.code == AGENT_FAILED:
        kind, message, hint = ProviderBusy, "Mistral lost its way among its agents", "try again in a minute"
    elif status in (408, 425, 429, 503, 529):
        kind, message, hint = ProviderBusy, "Mistral has more to do than it can", _soon(complaint)
    elif status >= 500 or status == 0:
        kind, message = ProviderUnreachable, f"Mistral has a fault of its own: {quoted}"
        hint = "see status.mistral.ai"
    else:
        kind, message, hint = BadWork, f"Mistral could not use the request: {quoted}", ""
    return Fault(
        kind(message, port=port, provider="mistral", hint=hint),
        passes=issubclass(kind, TryAgainLater) and complaint.code != AGENT_FAILED,
        wait_seconds=complaint.wait_seconds,
        gone=status == 404 or complaint.code == AGENT_FAILED,
    )


def complaint_in(status: int, body: object) -> Complaint:
    """The complaint in a body of one of the three forms, or in none of them."""
    if not isinstance(body, dict):
        return Complaint(status, str(body or ""))
    return Complaint(status, in_words(body), str(body.get("code") or ""), str(body.get("type") or ""))


def _complaint(error: MistralError) -> Complaint:
    try:
        body = json.loads(error.body)
    except ValueError:
        body = error.body if error.headers.get("content-type", "").startswith("text/plain") else ""
    found = complaint_in(error.status_code, body)
    return Complaint(found.status, found.message, found.code, found.kind, _asked_wait(error.headers))


def _asked_wait(headers: httpx2.Headers) -> float | None:
    try:
        return float(headers["retry-after"])
    except (KeyError, ValueError):  # a date, which Mistral does not send
        return None


def _soon(complaint: Complaint) -> str:
    seconds = complaint.wait_seconds
    return f"it asks to be left alone for {seconds:.0f} seconds" if seconds else "try again in a minute"
