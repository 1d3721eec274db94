"""The errors of chat completions as ours: OpenAI's own, and those of its many imitators.

OpenAI answers `{"error": {"message", "type", "param", "code"}}`; Ollama and llama.cpp the same with fewer
fields or a number for a code, vLLM also `{"message", "type", "code"}` bare, FastAPI servers `{"detail": …}`.
"""

from dataclasses import dataclass, field

import httpx2
from openai import APIConnectionError, APIError, APIStatusError, APITimeoutError

from sandman.ports.errors import (
    BadWork,
    KeyMissing,
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
from sandman.providers.chat.hearing import LONGER_CONTEXT
from sandman.providers.chat.patience import Fault
from sandman.providers.chat.secrecy import without_key

VENDOR_FAULTS = (APIError, httpx2.HTTPError, httpx2.StreamError)
_UNPAID = ("insufficient_quota", "billing", "exceeded your current quota", "credit", "payment")
_TOO_LONG = ("context_length_exceeded", "context length", "context size", "context window", "too many tokens")
_FILTERED = ("content_filter", "content_policy", "content management policy", "safety system")
_NO_MODEL = ("model_not_found", "does not exist", "not found, try pulling", "no such model", "unknown model")
_LOADING = ("loading model",)


@dataclass(frozen=True, slots=True)
class Server:
    """Who is spoken to, for the sentences."""

    url: str
    model: str
    key: str = field(repr=False)
    ollama: bool
    """Whether it looks like Ollama, by its port."""

    @property
    def called(self) -> str:
        """What a parent may call it."""
        host = httpx2.URL(self.url).host
        if host == "api.openai.com":
            return "OpenAI"
        return "Ollama" if self.ollama else f"the model server at {host}"


@dataclass(frozen=True, slots=True)
class Complaint:
    """A server's own words."""

    status: int
    message: str
    code: str = ""
    kind: str = ""
    param: str = ""

    @property
    def words(self) -> str:
        """All of them, for a look."""
        return " ".join((self.message, self.code, self.kind, self.param)).lower()

    def mentions(self, words: tuple[str, ...]) -> bool:
        """Whether one of `words` stands in it."""
        return any(word in self.words for word in words)


def complaint_of(error: Exception) -> Complaint | None:
    """What the server said; None where it is the line that failed."""
    if not isinstance(error, APIError) or isinstance(error, APIConnectionError):
        return None
    return complaint_in(error.status_code if isinstance(error, APIStatusError) else 0, error.body)


def complaint_in(status: int, body: object) -> Complaint:
    """The complaint in a body, or in an event of a stream, which may tell its status as a code."""
    if isinstance(body, dict):
        code = str(body.get("code") or "")
        kind, param = str(body.get("type") or ""), str(body.get("param") or "")
        if not status and code.isdigit() and 400 <= int(code) < 600:
            status = int(code)
        return Complaint(status, in_words(body), code, kind, param)
    return Complaint(status, in_words(body))


def fault_of(error: Exception, server: Server) -> Fault:
    """What an error of the SDK, or of the line below it, means."""
    complaint = complaint_of(error)
    if complaint is not None:
        return judged(complaint, server, wait_seconds=_asked_wait(error))
    said = {"port": "chat", "provider": "openai"}
    never_met = isinstance(error.__cause__, httpx2.ConnectTimeout)
    if isinstance(error, APITimeoutError | httpx2.TimeoutException) and not never_met:
        # It was waited for as long as an answer may take: asking again would take as long again.
        return Fault(ProviderUnreachable(f"{server.called} did not answer in time", **said))
    if isinstance(error, APIConnectionError | httpx2.HTTPError):
        hint = "start Ollama" if server.ollama else "see whether it runs, and whether its address is right"
        return Fault(
            ProviderUnreachable(f"{server.called} cannot be reached", hint=hint, **said), passes=True
        )
    return Fault(BadWork(f"the answer of {server.called} is not in a form that is known here", **said))


def judged(complaint: Complaint, server: Server, *, wait_seconds: float | None = None) -> Fault:
    """What a complaint means."""
    status, who, model = complaint.status, server.called, server.model
    quoted = without_key(complaint.message, server.key) or f"status {status}"
    kind: type[PortError]
    hint = ""
    if status == 402 or (status in (0, 403, 429) and complaint.mentions(_UNPAID)):
        kind, message = QuotaSpent, f"the account at {who} has nothing left to spend"
        hint = "add credit, or raise its limit"
    elif status == 401 and not server.key:
        kind, message, hint = KeyMissing, f"{who} wants a key, and none is set", "set OPENAI_API_KEY"
    elif status == 401:
        kind, message, hint = KeyRefused, f"{who} does not take the key", "set another OPENAI_API_KEY"
    elif status == 403 and not complaint.mentions(_FILTERED):
        kind, message = KeyRefused, f"{who} does not allow this: {quoted.rstrip('.')}"
        hint = "see what the account may do, or set another OPENAI_API_KEY"
    elif complaint.mentions(_FILTERED):
        kind, message = RequestRefused, f"the content filter of {who} stopped the request"
    elif complaint.mentions(_NO_MODEL) and 400 <= status < 500:
        kind, message = ModelMissing, f"{who} has no model `{model}`"
        pulls = server.ollama or "pulling" in complaint.words
        hint = f"fetch it with `ollama pull {model}`" if pulls else "choose one that it has"
    elif status == 404:
        kind, message = ProviderUnreachable, f"there is no chat at {server.url}"
        hint = "the address of an OpenAI-compatible server mostly ends in /v1"
    elif complaint.mentions(_TOO_LONG):
        kind, message = BadWork, f"the talk is too long for `{model}`"
        hint = LONGER_CONTEXT
    elif status in (408, 409, 425, 429, 529) or complaint.mentions(_LOADING):
        kind, message, hint = ProviderBusy, f"{who} has more to do than it can", "try again in a minute"
    elif status == 503:
        kind, message, hint = ProviderBusy, f"{who} is overloaded", "try again in a few minutes"
    elif status >= 500 or status == 0:
        kind, message = ProviderUnreachable, f"{who} has a fault of its own: {quoted}"
    else:
        kind, message = BadWork, f"{who} could not use the request: {quoted}"
    error = kind(message, port="chat", provider="openai", hint=hint)
    passes = issubclass(kind, TryAgainLater) and status != 404
    return Fault(error, passes=passes, wait_seconds=wait_seconds)


def _asked_wait(error: Exception) -> float | None:
    headers = error.response.headers if isinstance(error, APIStatusError) else {}
    try:
        if "retry-after-ms" in headers:
            return float(headers["retry-after-ms"]) / 1000
        return float(headers["retry-after"])
    except (KeyError, ValueError):  # none, or a date
        return None
